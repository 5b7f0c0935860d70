"""Conditions compare what a figure or a name is, not how it is written."""

from decimal import Decimal

import pytest

from graph.model import BudgetLine, Project
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import EntityKind
from tests.invented import DATASET, FIRST


def line() -> BudgetLine:
    first = DATASET.of(EntityKind.BUDGET_LINE)[0]
    assert isinstance(first, BudgetLine)
    return first


def lamps() -> Project:
    return next(
        each for each in DATASET.of(EntityKind.PROJECT) if isinstance(each, Project) and each.ref == FIRST.lamps
    )


@pytest.mark.parametrize(
    ("operator", "value", "met"),
    [
        (Operator.EQ, "灯具更新", True),
        (Operator.EQ, "灯具", False),
        (Operator.IN, ("灯具", "灯具更新"), True),
        (Operator.IN, (), False),
        (Operator.CONTAINS, "具更", True),
        (Operator.STARTS_WITH, "灯", True),
        (Operator.STARTS_WITH, "具", False),
    ],
)
def test_names_are_compared_whole_or_in_part(operator: Operator, value: object, met: bool) -> None:  # noqa: FBT001
    assert Condition("name", operator, value).matcher()(lamps()) is met


def test_one_of_many_names_is_enough() -> None:
    assert Condition("names", Operator.EQ, "灯具更新项目").matcher()(lamps())
    assert not Condition("names", Operator.EQ, "灯具更新项目之外").matcher()(lamps())


def test_money_is_compared_in_fen() -> None:
    fen = Decimal(line().money.fen)
    assert Condition("money", Operator.EQ, fen).matcher()(line())
    assert Condition("money", Operator.GTE, fen).matcher()(line())
    assert not Condition("money", Operator.LTE, fen - 1).matcher()(line())


def test_what_is_not_published_meets_no_condition() -> None:
    assert not Condition("code", Operator.CONTAINS, "").matcher()(lamps())


def test_a_selection_wants_every_condition_met() -> None:
    met, unmet = Condition("name", Operator.EQ, "灯具更新"), Condition("code", Operator.EQ, "x")
    assert Selection(EntityKind.PROJECT, (met,)).matches(lamps())
    assert not Selection(EntityKind.PROJECT, (met, unmet)).matches(lamps())
