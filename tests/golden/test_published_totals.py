"""Every total that the documents print in their statements is reproduced by adding up the lines below it."""

from collections.abc import Iterator, Sequence

import pytest

from graph.codes import Codes
from graph.errors import IncompatibleLinesError
from graph.history import release_of
from graph.memory import MemoryEngine
from graph.model import BudgetLine
from graph.rollup.aggregate import aggregate
from graph.rollup.request import CODED, EXPENDITURE_TYPES, Dimension, Request, side_of
from graph.selection import Condition, Operator
from graph.vocabulary import BudgetDirection, EntityKind, Severity
from seed.dataset import load_dataset

ENTITIES = load_dataset()
LINES = [line for line in ENTITIES.of(EntityKind.BUDGET_LINE) if isinstance(line, BudgetLine)]
TOTALS = [line for line in LINES if line.is_total]


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine(ENTITIES, release_of(ENTITIES, number=1, built_at="2024-01-01T00:00:00+00:00"))


@pytest.fixture(scope="module")
def codes(engine: MemoryEngine) -> Codes:
    loaded = Codes(engine)
    loaded.load(key for line in LINES for attribute in CODED.values() if (key := getattr(line, attribute)))
    return loaded


def under(codes: Codes, attribute: str, key: str) -> Condition:
    """Lines that carry a code or one below it."""
    keys = {held for line in LINES if (held := getattr(line, attribute)) and key in codes.chain(held)}
    return Condition(attribute, Operator.IN, frozenset(keys))


def asked(line: BudgetLine, codes: Codes) -> list[Condition]:
    """The lines that a total can be the sum of, by what it stands for itself."""
    where = [
        Condition("statement_key", Operator.EQ, line.statement_key),
        Condition("statement_kind", Operator.EQ, line.statement_kind),
        Condition("phase", Operator.EQ, line.phase),
        Condition("fiscal_year", Operator.EQ, line.fiscal_year),
    ]
    where += [under(codes, name, key) for name in CODED.values() if (key := getattr(line, name))]
    if line.expenditure_type is not None:
        kinds = [kind for kind, chain in EXPENDITURE_TYPES.items() if line.expenditure_type.value in chain]
        where.append(Condition("expenditure_type", Operator.IN, frozenset(kinds)))
    return where


def narrower(line: BudgetLine) -> Iterator[Sequence[Condition]]:
    """Flows alone or with balances: all, of the column, of its heading, of the row; else the rows from here on."""
    flow = Condition("direction", Operator.EQ, line.direction)
    both = Condition("direction", Operator.IN, frozenset({line.direction, BudgetDirection.BALANCE}))
    column = Condition("column_label", Operator.EQ, line.column_label)
    heading = Condition("column_label", Operator.STARTS_WITH, line.column_label.rpartition(" / ")[0])
    row = Condition("row", Operator.EQ, line.row)
    for direction in (flow, both):
        yield from ([direction], [direction, column], [direction, heading], [direction, row])
    below = [each for each in LINES if each.statement_key == line.statement_key and each.row >= line.row]
    labels = list(dict.fromkeys(each.row_label for each in below))
    for end in range(1, len(labels) + 1):
        yield flow, Condition("row_label", Operator.IN, frozenset(labels[:end]))


def reproduced(line: BudgetLine, engine: MemoryEngine, codes: Codes) -> Severity | bool | None:
    """How far the sum is from the total; False where no request is proved by it."""
    for more in narrower(line):
        try:
            answer = aggregate(engine, [*asked(line, codes), *more], Request(dimensions=(Dimension.SIDE,)))
        except IncompatibleLinesError:
            continue
        for group in answer.groups:
            if group.values == (side_of(line).value,) and line in group.totals:
                return group.severity(line)
    return False


def test_there_are_totals_in_every_statement() -> None:
    assert {line.statement_key for line in TOTALS} == {line.statement_key for line in LINES}
    assert len(TOTALS) > 500


def test_every_published_total_is_reproduced_to_the_cent_or_by_rounding(engine: MemoryEngine, codes: Codes) -> None:
    answers = {line.key: reproduced(line, engine, codes) for line in TOTALS}
    assert [key for key, severity in answers.items() if severity not in {None, Severity.ROUNDING}] == []
    assert sum(severity is None for severity in answers.values()) > len(TOTALS) * 0.95
