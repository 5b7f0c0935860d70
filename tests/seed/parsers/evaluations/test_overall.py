"""The self-evaluation table of a whole department."""

from collections.abc import Callable

from seed.parsers.evaluations.overall import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import OVERALL

ABOVE = "2022年度部门整体支出绩效自评表"
NOTES = """
2022年度部门整体支出绩效自评表
年初预算数 执行数 执行率 分值 得分
1,000.00 1,200.00 120% 10 10
≥500亩 520亩 45 45
有序推进 有序推进 45 41
总分 96
"""


def test_execution_indicators_and_total_are_read(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    found = PARSER.parse(tables(OVERALL, above=ABOVE), known())
    (evaluation,) = found.rows["evaluations"]
    assert (evaluation["kind"], evaluation["score"], evaluation["subject_kind"]) == ("OVERALL", "96.1", "DEPARTMENT")
    items = [(item["criterion"], item["weight"], item["score"]) for item in found.rows["score_items"]]
    assert items == [
        ("预算执行情况", "10", "9.6"),
        ("职责履行", "", ""),
        ("职责履行 > 重点工作", "", ""),
        ("职责履行 > 重点工作 > 造林面积", "45", "45"),
        ("职责履行 > 重点工作 > 林业经费支出", "45", "41.5"),
    ]
    assert [(each["name"], each["met"]) for each in found.rows["indicators"]] == [
        ("造林面积", "true"),
        ("林业经费支出", "false"),
    ]


def test_the_amounts_of_the_execution_row_are_figures(
    tables: Callable[..., Source], known: Callable[..., Context]
) -> None:
    figures = {
        row["measure"]: row["value"] for row in PARSER.parse(tables(OVERALL, above=ABOVE), known()).rows["observations"]
    }
    assert figures == {
        "initial_budget": "1000.00",
        "adjusted_budget": "1250.00",
        "executed_amount": "1200.00",
        "execution_rate": "96",
        "indicators_count": "2",
    }


def test_names_printed_apart_from_their_figures_are_not_guessed(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    found = PARSER.parse(text(NOTES), known())
    assert [evaluation["score"] for evaluation in found.rows["evaluations"]] == ["96"]
    assert [item["criterion"] for item in found.rows["score_items"]] == ["预算执行情况"]
    assert not found.rows["indicators"]
    assert "2 rows of targets and outcomes" in found.warnings[0].text


def test_a_table_without_a_total_evaluates_nothing(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    found = PARSER.parse(text("2022年度部门整体支出绩效自评表\n造林面积 500亩"), known())
    assert not found.rows["evaluations"]
    assert "no total score" in found.warnings[0].text
