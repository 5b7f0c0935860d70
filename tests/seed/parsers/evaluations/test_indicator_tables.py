"""Tables of indicators are told by their heads; blank template rows, totals and points of levels are not indicators."""

from collections.abc import Callable

import pytest

from seed.parsers.evaluations.indicator_tables import indicator_table, printed_indicators, told_apart, total_score
from seed.parsers.tables import Table, tables_in
from seed.sources.model import Source

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分"]


@pytest.fixture
def table(tables: Callable[..., Source]) -> Callable[..., Table]:
    def made(*rows: list[str | None]) -> Table:
        source = tables(list(rows))
        found = indicator_table(next(tables_in(source, source.lines)))
        assert found is not None
        return found

    return made


def test_blank_rows_of_a_template_and_totals_are_no_indicators(table: Callable[..., Table]) -> None:
    rows = [
        ["产出指标（50分）", "数量指标", "指标1：巡护里程", "≥300公里", "320公里", "50", "50"],
        [None, None, "指标2：", "", "", "", ""],
        [None, None, "……", "", "", "", ""],
        ["合计", None, None, None, None, "50", "50"],
    ]
    (found,) = printed_indicators(table(HEAD, *rows))
    assert (found["level1"], found["level1_weight"], found["name"]) == ("产出指标", "50", "巡护里程")


def test_an_adjusted_target_counts_and_the_original_is_kept(table: Callable[..., Table]) -> None:
    head = ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "指标权重", "指标得分"]
    (found,) = printed_indicators(table(head, ["巡护里程", "公里", "≥", "300", "260", "270", "10", "10"]))
    assert (found["original"], found["target"]) == ("≥300公里", "≥260公里")


def test_a_factor_of_points_is_not_the_points(table: Callable[..., Table]) -> None:
    head = ["指标名称", "计量单位", "指标性质", "指标值", "完成值", "得分系数", "权重", "得分"]
    (found,) = printed_indicators(table(head, ["巡护里程", "公里", "≥", "300", "270", "0.9", "10", "9"]))
    assert found["score"] == "9"


@pytest.mark.parametrize(
    ("row", "points", "total"),
    [
        (["总分", None, None, None, None, "100", "97.5"], ["90", "7.5"], "97.5"),
        (["总分", None, None, None, None, "100", "97.5"], [], "97.5"),
        (["总分", None, None, None, None, "97.5", None], ["90"], "97.5"),
        (["总分", None, None, None, "100", "97.5", ""], ["90", "7.5"], "97.5"),
        (["总分", None, None, None, None, "100", ""], ["90"], ""),
        (["总分", None, None, None, "100", "97.5", ""], ["90"], ""),
    ],
)
def test_the_total_is_told_from_the_full_score_or_not_at_all(
    table: Callable[..., Table], row: list[str | None], points: list[str], total: str
) -> None:
    assert total_score(table(HEAD, ["产出", "数量", "里程", "≥3公里", "3公里", "90", "90"], row), points)[0] == total


def test_a_table_of_names_and_targets_alone_is_none(tables: Callable[..., Source]) -> None:
    source = tables([["指标名称", "指标值"], ["人口", "3万人"]])
    assert indicator_table(next(tables_in(source, source.lines))) is None


def test_what_a_page_left_of_a_row_is_no_indicator(table: Callable[..., Table]) -> None:
    rows = [
        ["产出指标", "数量指标", "巡护里", "≥300公里", "320公里", "50", "50"],
        ["", "", "程", "", "", "", ""],
        ["", "质量指标", "隐患整改率", "=100%", "100%", "40", "40"],
    ]
    whole, pieces = told_apart(list(printed_indicators(table(HEAD, *rows))))
    assert [each["name"] for each in whole] == ["巡护里", "隐患整改率"]
    assert [each["name"] for each in pieces] == ["程"]


def test_rows_without_outcomes_are_indicators_where_none_has_any(table: Callable[..., Table]) -> None:
    rows = [["产出指标", "数量指标", "巡护里程", "≥300公里", "", "", ""], ["", "", "造林面积", "≥5亩", "", "", ""]]
    whole, pieces = told_apart(list(printed_indicators(table(HEAD, *rows))))
    assert ([each["name"] for each in whole], pieces) == (["巡护里程", "造林面积"], [])
