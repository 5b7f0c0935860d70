"""A digit misprinted in any cell of a statement is noticed."""

import random

import pytest

from graph.model import BudgetLine
from graph.vocabulary import StatementKind
from seed.dataset import load_dataset
from tests.graph.findings.mutations import LEAST_DIGITS, Notice, misprinted, misprints, share
from tests.graph.findings.paper import E, statement

LEAST = 0.95
A_SAMPLE_MAY_BE_UNLUCKY = 0.03


def test_a_misprint_is_one_digit_of_what_is_printed() -> None:
    [cell] = [
        each for each in statement(3, StatementKind.EXPENDITURE, ("合计",), [("合计", ("12.30",))], directions=(E,))
        if isinstance(each, BudgetLine)
    ]  # fmt: skip
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(50):
        wrong = misprinted(cell, chance).money
        was, now = (str(money.fen // 10**money.step).zfill(LEAST_DIGITS) for money in (cell.money, wrong))
        assert wrong.step == cell.money.step
        assert sum(a != b for a, b in zip(was.zfill(4), now.zfill(4), strict=True)) == 1


def test_of_cells_chosen_by_chance_none_is_missed_and_few_look_like_rounding() -> None:
    found = list(misprints(load_dataset(), random.Random(0), 200))  # noqa: S311 - no secret
    noticed = share(found, Notice.FOUND, Notice.CHANGED)
    print(f"noticed: {noticed:.2%} of {len(found)}")  # noqa: T201 - shown by pytest -rP
    assert noticed >= LEAST - A_SAMPLE_MAY_BE_UNLUCKY
    assert [str(each) for each in found if each.notice is Notice.MISSED] == []


@pytest.mark.soak
def test_of_all_cells_nineteen_in_twenty_are_noticed() -> None:
    found = list(misprints(load_dataset(), random.Random(4)))  # noqa: S311 - no secret
    assert share(found, Notice.FOUND, Notice.CHANGED) >= LEAST
    assert [str(each) for each in found if each.notice is Notice.MISSED] == []
