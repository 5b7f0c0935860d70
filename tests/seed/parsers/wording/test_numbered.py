"""Numbered lists are told from other numbers by counting on from one."""

from collections.abc import Callable

import pytest

from seed.parsers.wording.numbered import chinese_number, enumerated, items
from seed.sources.model import Source


def test_a_list_counts_on_in_one_style(text: Callable[[str], Source]) -> None:
    found = items(text("职责如下\n1.护林。\n（1）巡山。\n2.防火，\n全年值守。\n4.不在其列。\n3.治虫。").lines)
    assert [(item.first, item.line, item.passage.text) for item in found] == [
        (1, 2, "护林。（1）巡山。"),
        (2, 4, "防火，全年值守。4.不在其列。"),
        (3, 7, "治虫。"),
    ]


def test_one_number_may_stand_for_several_items(text: Callable[[str], Source]) -> None:
    found = items(text("1.办公室\n2-4.林场一至三站\n5.财务科").lines)
    assert [(item.first, item.last) for item in found] == [(1, 1), (2, 4), (5, 5)]


def test_a_second_list_is_not_the_rest_of_the_first(text: Callable[[str], Source]) -> None:
    assert len(items(text("一、甲\n二、乙\n一、丙\n二、丁\n三、戊").lines)) == 2


def test_decimals_number_nothing(text: Callable[[str], Source]) -> None:
    assert items(text("1.5 万元\n2.5 万元").lines) == []


@pytest.mark.parametrize(
    ("words", "number"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("百", None)]
)
def test_chinese_numerals_up_to_ninety_nine_are_numbers(words: str, number: int | None) -> None:
    assert chinese_number(words) == number


def test_names_inside_brackets_are_not_separate_items() -> None:
    assert enumerated("护林站（东山、西山）、“山、水”项目、苗圃") == ["护林站（东山、西山）", "“山、水”项目", "苗圃"]
