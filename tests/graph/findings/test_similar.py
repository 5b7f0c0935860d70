"""Names that say the same thing in other words, and names that only look alike."""

import pytest

from graph.findings.similar import common_end, common_run, one_thing


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("保障LNG安全运输", "LNG海上安全运输保障"),
        ("二级预算项目支出绩效目标", "项目支出绩效目标申报表"),
        ("港口正式开放", "港口岸正式对外开放"),
    ],
)
def test_names_with_the_same_characters_or_overlapping_ends_are_of_one_thing(first: str, second: str) -> None:
    assert one_thing(first, second)
    assert one_thing(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("进口整体通关时间", "出口整体通关时间"),
        ("年初结转和结余资金", "年末结转和结余资金"),
        ("督导发现问题", "督导发现问题已整改"),
        ("灯塔", "灯塔二座"),
        ("更换灯具数量", "更换灯具数量"),
        ("维护北岸灯塔数量", "维护北岸灯塔以及南岸航标数量"),
    ],
)
def test_names_that_are_told_apart_by_a_word_are_not(first: str, second: str) -> None:
    assert not one_thing(first, second)


def test_ends_and_runs_are_those_that_two_names_share() -> None:
    assert common_end("12345来电受话满意率", "群众受话满意度") == "受话满意"
    assert common_end("灯塔", "灯塔") == "灯塔"
    assert common_run("口岸通关效率", "整体通关时间") == "通关"
