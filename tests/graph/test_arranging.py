"""Lists held in memory are put in order and cut as a selection says."""

from dataclasses import replace

import pytest

from graph.arranging import arranged, taken
from graph.model import BudgetLine, Entity
from graph.money import Money
from graph.selection import Condition, Operator, Order, Selection
from graph.vocabulary import EntityKind
from tests.invented import DATASET

K = EntityKind


@pytest.mark.parametrize("order", [None, Order("score"), Order("score", descending=True)])
def test_a_page_goes_on_where_it_was_although_its_last_entity_is_gone(order: Order | None) -> None:
    selection = Selection(K.EVALUATION, order=order)
    everything = DATASET.of(K.EVALUATION)
    ranked = arranged(everything, selection)
    gone = ranked[1]
    after = replace(selection, after=selection.sort_key(gone))
    assert arranged([each for each in everything if each is not gone], after) == ranked[2:]


@pytest.mark.parametrize("descending", [False, True])
def test_a_page_goes_on_among_the_entities_without_a_value(descending: bool) -> None:  # noqa: FBT001 - a parameter
    selection = Selection(K.PROJECT, order=Order("code", descending))
    ranked = arranged(DATASET.of(K.PROJECT), selection)
    gone = ranked[-2]
    after = replace(selection, after=selection.sort_key(gone))
    assert arranged([each for each in DATASET.of(K.PROJECT) if each is not gone], after) == ranked[-1:]


@pytest.mark.parametrize("descending", [False, True])
def test_equal_amounts_stay_in_published_order_whatever_they_were_rounded_to(descending: bool) -> None:  # noqa: FBT001
    first, second, third, *_ = (each for each in DATASET.of(K.BUDGET_LINE) if isinstance(each, BudgetLine))
    lines: list[Entity] = [replace(each, money=Money(5, step)) for each, step in ((first, 4), (second, 0), (third, 2))]
    selection = Selection(K.BUDGET_LINE, order=Order("money", descending))
    assert arranged(lines, selection) == lines
    after = replace(selection, after=selection.sort_key(lines[0]))
    assert arranged(lines, after) == arranged(lines[1:], after) == lines[1:]


def test_no_more_is_looked_at_than_the_limit_takes() -> None:
    seen = iter(DATASET.of(K.OFFICE))
    where = (Condition("ordinal", Operator.GTE, 1),)
    assert len(taken(seen, Selection(K.OFFICE, where, limit=1))) == 1
    assert len(list(seen)) == len(DATASET.of(K.OFFICE)) - 1
