"""Targets and outcomes are printed in many ways; the number, its unit and the comparison are the same."""

import pytest

from seed.parsers.wording.printed_values import met, number, printed_value


@pytest.mark.parametrize(
    ("cell", "comparison", "value", "unit"),
    [
        ("≥ 460 个数", "GE", "460", "个"),
        ("=100.00(%)", "EQ", "100.00", "%"),
        ("≤1,939.07万元", "LE", "1939.07", "万元"),
        ("不低于50%", "GE", "50", "%"),
        ("达到95%以上", "GE", "95", "%"),
        ("3次以内", "LE", "3", "次"),
        ("较上年下降10%", "GE", "10", "%"),
        ("12", "EQ", "12", ""),
    ],
)
def test_a_cell_holds_comparison_number_and_unit(cell: str, comparison: str, value: str, unit: str) -> None:
    read = printed_value(cell)
    assert (read.comparison, read.value, read.unit) == (comparison, value, unit)


def test_words_without_a_number_are_qualitative() -> None:
    assert printed_value("有效改善。").comparison == "QUALITATIVE"
    assert printed_value("有效改善。").text == "有效改善"


@pytest.mark.parametrize("cell", ["", "—", "无", "/"])
def test_an_empty_cell_says_nothing(cell: str) -> None:
    assert printed_value(cell).comparison == ""


@pytest.mark.parametrize(
    ("target", "actual", "decided"),
    [
        ("≥95%", "98.6%", "true"),
        ("≥95%", "94.9%", "false"),
        ("≤10万元", "10万元", "true"),
        ("≥3次", "5%", ""),
        ("有效改善", "有效改善", "true"),
        ("有效改善", "基本改善", ""),
    ],
)
def test_whether_a_target_was_met_is_decided_by_the_figures_alone(target: str, actual: str, decided: str) -> None:
    assert met(printed_value(target), printed_value(actual)) == decided


def test_separators_of_thousands_are_no_part_of_a_number() -> None:
    assert number("12,345,678.90") == "12345678.90"
