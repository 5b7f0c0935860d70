"""Conditions that a database judges as Python does, or leaves to it."""

import sys
from collections.abc import Callable
from decimal import Decimal
from unicodedata import category

import pytest
from sqlalchemy import true

from graph.dataset import Dataset
from graph.engine import Engine
from graph.selection import Condition, Operator, Selection
from graph.sql.conditions import CASELESS, clause
from graph.vocabulary import BudgetDirection, EntityKind, Phase
from tests.invented import DATASET, FIRST

K = EntityKind
INFINITE = Decimal("Infinity")


@pytest.fixture(scope="module")
def engine(engine_of: Callable[[Dataset], Engine]) -> Engine:
    return engine_of(DATASET)


@pytest.mark.parametrize(
    ("kind", "attribute", "operator", "value"),
    [
        (K.BUDGET_LINE, "fiscal_year", Operator.IN, (2022, 2023, 2**70, "2022")),
        (K.BUDGET_LINE, "fiscal_year", Operator.GTE, Decimal("2022.5")),
        (K.BUDGET_LINE, "fiscal_year", Operator.EQ, Decimal("2022.0")),
        (K.BUDGET_LINE, "fiscal_year", Operator.EQ, "2022"),
        (K.BUDGET_LINE, "fiscal_year", Operator.CONTAINS, "22"),
        (K.BUDGET_LINE, "money", Operator.LTE, 10**30),
        (K.BUDGET_LINE, "money", Operator.GTE, 10**30),
        (K.BUDGET_LINE, "money", Operator.LTE, -(10**30)),
        (K.BUDGET_LINE, "money", Operator.GTE, -(10**30)),
        (K.BUDGET_LINE, "money", Operator.GTE, Decimal(1_000_000_000) / 3),
        (K.BUDGET_LINE, "money", Operator.IN, (Decimal(500_000_000), 200_000_000)),
        (K.BUDGET_LINE, "is_total", Operator.IN, (True, False)),
        (K.BUDGET_LINE, "is_total", Operator.GTE, True),
        (K.BUDGET_LINE, "is_total", Operator.EQ, "true"),
        (K.BUDGET_LINE, "phase", Operator.EQ, Phase.EXECUTED),
        (K.BUDGET_LINE, "phase", Operator.IN, ("EXECUTED",)),
        (K.BUDGET_LINE, "direction", Operator.IN, frozenset(BudgetDirection)),
        (K.BUDGET_LINE, "unit_key", Operator.EQ, None),
        (K.BUDGET_LINE, "unit_key", Operator.IN, (None,)),
        (K.BUDGET_LINE, "unit_key", Operator.IN, ()),
        (K.BUDGET_LINE, "row_label", Operator.CONTAINS, "_"),
        (K.BUDGET_LINE, "row_label", Operator.CONTAINS, "%"),
        (K.BUDGET_LINE, "row_label", Operator.CONTAINS, ""),
        (K.BUDGET_LINE, "row_code", Operator.STARTS_WITH, "201"),
        (K.BUDGET_LINE, "document_key", Operator.CONTAINS, "LIGHTHOUSE-901"),
        (K.BUDGET_LINE, "document_key", Operator.STARTS_WITH, "Lighthouse-901-2"),
        (K.BUDGET_LINE, "document_key", Operator.STARTS_WITH, "901"),
        (K.BUDGET_LINE, "document_key", Operator.CONTAINS, "-9" * 99),
        (K.BUDGET_LINE, "names", Operator.CONTAINS, "·"),
        (K.EVALUATION, "score", Operator.IN, (Decimal("92.50"), 96, "92.5")),
        (K.EVALUATION, "score", Operator.LTE, Decimal("92.5000")),
        (K.EVALUATION, "score", Operator.LTE, INFINITE),
        (K.EVALUATION, "score", Operator.EQ, INFINITE),
        (K.EVALUATION, "score", Operator.CONTAINS, "5"),
        (K.PROJECT, "fiscal_years", Operator.IN, (2021, 2023)),
        (K.PROJECT, "fiscal_years", Operator.GTE, 2023),
        (K.PROJECT, "aliases", Operator.GTE, "灯"),
        (K.PROJECT, "aliases", Operator.STARTS_WITH, "灯具"),
        (K.PROJECT, "names", Operator.EQ, "灯具更新经费"),
        (K.PROJECT, "names", Operator.IN, ("灯具更新经费", "NUL \0")),
        (K.PROJECT, "budgets", Operator.EQ, 2022),
        (K.PROJECT, "label", Operator.EQ, "灯具更新"),
        (K.FINDING, "document_keys", Operator.EQ, FIRST.accounts),
        (K.FINDING, "subjects", Operator.EQ, FIRST.lamps),
        (K.INDICATOR, "subject", Operator.EQ, FIRST.lamps),
    ],
)
def test_a_condition_lets_through_what_it_says(
    engine: Engine, kind: EntityKind, attribute: str, operator: Operator, value: object
) -> None:
    selection = Selection(kind, (Condition(attribute, operator, value),))
    expected = [each for each in DATASET.of(kind) if selection.matches(each)]
    assert engine.select(selection) == expected
    assert engine.count(selection) == len(expected)


def test_no_character_folds_into_one_that_is_looked_for_as_it_is() -> None:
    characters = map(chr, range(sys.maxunicode + 1))
    changed = {each: each.casefold() for each in characters if each.casefold() != each}
    assert CASELESS.isdisjoint(map(category, [*changed, *"".join(changed.values())]))


@pytest.mark.parametrize(
    ("condition", "is_exact"),
    [
        (Condition("names", Operator.CONTAINS, "灯塔"), True),
        (Condition("names", Operator.CONTAINS, "灯塔A"), False),
        (Condition("code", Operator.STARTS_WITH, "2021"), True),
        (Condition("fiscal_years", Operator.EQ, 2022), True),
        (Condition("label", Operator.EQ, "灯塔"), False),
    ],
)
def test_only_what_the_database_cannot_judge_is_looked_at_again(condition: Condition, is_exact: bool) -> None:  # noqa: FBT001
    assert clause(K.PROJECT, condition, lambda _: true()).is_exact is is_exact
