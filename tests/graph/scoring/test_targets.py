"""A benchmark in a rubric is read as a target."""

from decimal import Decimal

import pytest

from graph.scoring.targets import target_of
from graph.vocabulary import Comparison


@pytest.mark.parametrize(
    ("printed", "comparison", "value", "unit"),
    [
        ("≤ 5568.93万元", Comparison.LE, "5568.93", "万元"),
        ("≥95%", Comparison.GE, "95", "%"),
        ("= 10", Comparison.EQ, "10", None),
        ("\uff1d10个", Comparison.EQ, "10", "个"),
        ("\uff1e3次", Comparison.GT, "3", "次"),
        ("<5", Comparison.LT, "5", None),
        ("100%", Comparison.EQ, "100", "%"),
    ],
)
def test_signs_numbers_and_units_are_told_apart(
    printed: str, comparison: Comparison, value: str, unit: str | None
) -> None:
    target = target_of(printed)
    assert target is not None
    assert (target.comparison, target.value, target.unit, target.text) == (comparison, Decimal(value), unit, printed)


@pytest.mark.parametrize("printed", ["有序推进", "0%-15%", "b%", "达到95%以上"])
def test_words_and_intervals_are_targets_in_words(printed: str) -> None:
    target = target_of(printed)
    assert target is not None
    assert target.comparison is Comparison.QUALITATIVE


@pytest.mark.parametrize("printed", [None, ""])
def test_nothing_printed_is_no_target(printed: str | None) -> None:
    assert target_of(printed) is None
