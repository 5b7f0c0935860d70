"""The choice among statements that print the same money: one for each department, year, phase and side.

Where a whole department's documents serve, those of its units are not added to them; else each unit's best is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.model import BudgetLine
from graph.rollup.block import BlockKey
from graph.rollup.candidate import Candidate
from graph.rollup.request import Dimension, Request, Side
from graph.vocabulary import BudgetDirection, Phase

_NAMES_A_STATEMENT = frozenset(
    {
        "statement_kind",
        "statement_number",
        "row",
        "column",
        "row_label",
        "column_label",
        "row_code",
        "procurement_key",
    }
)
"""Conditions by which a reader asks for the lines of a particular statement."""

_CUTS_BY_STATEMENT = frozenset({Dimension.PROCUREMENT, Dimension.STATEMENT_KIND})
"""Dimensions that only make sense for particular statements."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The request, and the attributes that its conditions are about."""

    request: Request
    attributes: frozenset[str]

    @property
    def is_partial(self) -> bool:
        """Whether statements that show a part of the others' money are asked for."""
        return bool(self.attributes & _NAMES_A_STATEMENT or _CUTS_BY_STATEMENT & set(self.request.dimensions))


class Pool(NamedTuple):
    """Money of which one statement is chosen; what the request keeps apart is part of it."""

    department_key: str
    fiscal_year: int
    phase: Phase
    side: Side
    direction: BudgetDirection | None
    document_key: str | None
    statement_key: str | None


Grouped = dict[Pool, dict[BlockKey, list[BudgetLine]]]


def pools(lines: Iterable[BudgetLine], request: Request, key_of: Callable[[BudgetLine], BlockKey]) -> Grouped:
    """The lines by pool and block."""
    asked = set(request.dimensions)
    found: defaultdict[Pool, defaultdict[BlockKey, list[BudgetLine]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        block = key_of(line)
        pool = Pool(
            line.department_key,
            line.fiscal_year,
            line.phase,
            block.side,
            line.direction if Dimension.DIRECTION in asked else None,
            line.document_key if Dimension.DOCUMENT in asked else None,
            line.statement_key if Dimension.STATEMENT_KIND in asked else None,
        )
        found[pool][block].append(line)
    return {pool: dict(blocks) for pool, blocks in found.items()}


def chosen(candidates: Sequence[Candidate], asked: Asked) -> list[Candidate]:
    """The candidates of a pool that are counted; none where none serves."""
    serving = [each for each in candidates if each.is_viable and (asked.is_partial or each.scope.part is None)]
    wanted = frozenset(direction for each in candidates for direction in each.directions)
    by_unit: defaultdict[str | None, list[Candidate]] = defaultdict(list)
    for each in serving:
        by_unit[each.sample.unit_key].append(each)
    units = {unit for unit in by_unit if unit is not None}
    prefers_units = Dimension.BUDGET_UNIT in asked.request.dimensions and bool(units)
    counted = units if prefers_units or None not in by_unit else {None}
    return [min(by_unit[unit], key=lambda each: each.rank(wanted)) for unit in sorted(counted, key=str)]
