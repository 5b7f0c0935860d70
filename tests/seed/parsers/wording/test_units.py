"""Units are read with their magnitude and out of their brackets."""

import re

import pytest

from seed.parsers.wording.units import UNIT, is_money, unit


@pytest.mark.parametrize(
    "printed", ["万元", "亿元", "个百分点", "%", "万人次", "台（套）", "平方米", "立方米", "个工作日", "亩"]
)
def test_a_unit_is_read_whole(printed: str) -> None:
    match = re.match(UNIT, printed)
    assert match is not None
    assert match.group() == printed


@pytest.mark.parametrize(
    ("printed", "meant"), [("（平方米）", "平方米"), ("万余件", "万件"), ("个数", "个"), ("百分比", "%")]
)
def test_brackets_and_words_of_the_input_form_stand_for_units(printed: str, meant: str) -> None:
    assert unit(printed) == meant


def test_money_is_what_ends_in_yuan() -> None:
    assert [is_money(each) for each in ("万元", "元", "万人")] == [True, True, False]
