"""Self-evaluations: the list of all projects, and the forms of single ones."""

from collections.abc import Callable

from seed.parsers.evaluations.self_evaluations import PARSER, listed_projects
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import OUTCOMES, TARGETS

LIST = """
2022年度项目支出绩效自评情况汇总表
序号 项目名称 资金使用单位 自评得分 自评等级
1 森林防火经费 云溪市林业局 97 优
2 古树 名木保护 云溪市林木种苗站 85.5 良
4 造林补助 云溪市林业局 90 优
注：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。
"""


def test_a_list_gives_score_grade_and_unit_of_every_project(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    evaluations = PARSER.parse(text(LIST), known()).rows["evaluations"]
    told = [
        tuple(each[column] for column in ("subject", "score", "grade", "using_unit", "ordinal")) for each in evaluations
    ]
    assert told == [
        ("999900/云溪市林业局/森林防火经费", "97", "EXCELLENT", "云溪市林业局", "1"),
        ("999900/云溪市林业局/古树名木保护", "85.5", "GOOD", "云溪市林木种苗站", "2"),
        ("999900/云溪市林业局/造林补助", "90", "EXCELLENT", "云溪市林业局", "4"),
    ]
    assert {each["full_score"] for each in evaluations} == {"100"}


def test_the_notes_of_a_list_band_every_evaluation_in_it(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    assert len(PARSER.parse(text(LIST), known()).rows["grade_bands"]) == 3 * 4


def test_a_row_that_is_missing_from_a_list_is_reported(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    (warning,) = PARSER.parse(text(LIST), known()).warnings
    assert "[3]" in warning.text


def test_a_list_may_be_a_table(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    rows = [["序号", "项目名称", "自评得分", "自评等级"], ["1", "森林防火经费", "97", "优"], ["", "合计", "", ""]]
    (each,) = PARSER.parse(tables(rows, above="2022年度项目支出绩效自评表"), known()).rows["evaluations"]
    assert (each["score"], each["grade"], each["line"]) == ("97", "EXCELLENT", "3")


def test_a_form_gives_budget_indicators_and_score(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    found = PARSER.parse(tables(OUTCOMES), known())
    (budget,) = found.rows["project_budgets"]
    assert [budget[column] for column in ("approved", "adjusted", "executed", "execution_rate", "unit")] == [
        "800.00",
        "1000.00",
        "900.00",
        "90",
        "万元",
    ]
    told = [
        tuple(each[column] for column in ("name", "actual_value", "actual_unit", "weight", "score", "met"))
        for each in found.rows["indicators"]
    ]
    assert told == [
        ("巡护里程", "320", "公里", "50", "50", "true"),
        ("隐患整改率", "96", "%", "40", "38", "false"),
    ]
    assert [(each["score"], each["kind"]) for each in found.rows["evaluations"]] == [("97", "SELF")]


def test_a_form_of_targets_evaluates_nothing(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    assert not PARSER.parse(tables(TARGETS), known()).rows["evaluations"]


def test_listed_projects_are_known_by_name_and_number(text: Callable[[str], Source]) -> None:
    assert [(cells["name"], cells["ordinal"]) for _, _, cells in listed_projects(text(LIST))] == [
        ("森林防火经费", "1"),
        ("古树名木保护", "2"),
        ("造林补助", "4"),
    ]


def test_a_piece_of_a_row_overleaf_is_reported_and_not_kept(
    tables: Callable[..., Source], known: Callable[..., Context]
) -> None:
    rows = [*OUTCOMES[:8], ["", "", "（续）", "", "", "", ""], OUTCOMES[8]]
    found = PARSER.parse(tables(rows), known())
    assert [each["name"] for each in found.rows["indicators"]] == ["巡护里程", "隐患整改率"]
    assert [each.text for each in found.warnings] == ["`（续）` is what a page left of the row before it: left out"]
