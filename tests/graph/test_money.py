"""Exact money: what is printed comes back, in every unit, and sums lose nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.money import AmountUnit, Money

WAN, YUAN, YI = AmountUnit.WAN_YUAN, AmountUnit.YUAN, AmountUnit.YI_YUAN


def test_a_figure_printed_in_wan_yuan_is_kept_in_fen_with_its_rounding_step() -> None:
    assert Money.parse("19,817.07", WAN) == Money(fen=19_817_070_000, step=4)


def test_a_figure_is_answered_with_the_decimals_that_are_printed() -> None:
    assert str(Money.parse("401.40", WAN).in_unit(WAN)) == "401.40"
    assert str(Money.parse("0.00", WAN).in_unit(WAN)) == "0.00"
    assert str(Money.parse("230", WAN).in_unit(WAN)) == "230"


def test_another_unit_is_exact_and_never_in_scientific_notation() -> None:
    money = Money.parse("19817.07", WAN)
    assert format(money.in_unit(YUAN), "f") == "198170700"
    assert format(money.in_unit(YI), "f") == "1.981707"


def test_a_negative_figure_keeps_its_sign_in_every_unit() -> None:
    money = Money.parse("-0.05", WAN)
    assert [format(money.in_unit(unit), "f") for unit in (YUAN, WAN, YI)] == ["-500", "-0.05", "-0.000005"]


@pytest.mark.parametrize("printed", ["", "one", "NaN", "Infinity", "1.2.3", "1,2e"])
def test_what_is_not_a_number_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        Money.parse(printed, WAN)


def test_a_figure_finer_than_a_fen_is_refused_rather_than_rounded() -> None:
    with pytest.raises(ValueError, match="finer than one fen"):
        Money.parse("0.001", YUAN)


def test_a_sum_is_known_to_the_finer_of_its_steps() -> None:
    assert Money.parse("1", WAN) + Money.parse("0.01", WAN) == Money(fen=1_010_000, step=4)
    assert Money.parse("1", WAN) - Money.parse("0.01", WAN) == Money(fen=990_000, step=4)


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(list(AmountUnit)))
def test_every_published_figure_survives_being_parsed_and_answered(figure: Decimal, unit: AmountUnit) -> None:
    assert str(Money.parse(str(figure), unit).in_unit(unit)) == str(figure).replace("-0.00", "0.00")


@given(st.lists(st.decimals(-(10**10), 10**10, places=2), min_size=1, max_size=20))
def test_adding_money_is_adding_the_printed_figures(figures: list[Decimal]) -> None:
    total = Money(0, 4)
    for figure in figures:
        total += Money.parse(str(figure), WAN)
    assert total.in_unit(WAN) == sum(figures)
