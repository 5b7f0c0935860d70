"""A statement as a candidate for an answer: which of its lines would be counted, and what money they cover."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.codes import Codes, common
from graph.errors import IncompatibleLinesError
from graph.model import BudgetLine
from graph.rollup.block import Block, Place
from graph.rollup.grouping import Grouping, Values
from graph.rollup.request import EXPENDITURE_TYPES, Side
from graph.vocabulary import BudgetDirection, StatementKind

PARTIAL = frozenset({StatementKind.THREE_PUBLIC, StatementKind.PROCUREMENT, StatementKind.OTHER})
"""Statements that show a part of the money of the others, cut in a way of their own."""

_FIRST: Mapping[Side, tuple[StatementKind, ...]] = {
    Side.SOURCES: (StatementKind.REVENUE, StatementKind.REVENUE_AND_EXPENDITURE, StatementKind.APPROPRIATIONS),
    Side.USES: (StatementKind.EXPENDITURE, StatementKind.REVENUE_AND_EXPENDITURE, StatementKind.APPROPRIATIONS),
}
"""Among statements that serve alike, the one made for the side comes first."""

_SUMMARIES = (StatementKind.REVENUE_AND_EXPENDITURE, StatementKind.APPROPRIATIONS)
"""Where flows and balances are asked for together, a statement that adds them up comes first."""


class Scope(NamedTuple):
    """What money is covered: part of a statement's kind, one fund, one type of expenditure; empty for all."""

    part: StatementKind | None
    fund: tuple[str, ...]
    kind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block, the lines of it that were asked for, and those of them that would be counted."""

    block: Block
    matched: Mapping[Place, BudgetLine]
    counted: Mapping[Place, Values]
    scope: Scope
    carries: float
    is_viable: bool
    depth: int

    @property
    def sample(self) -> BudgetLine:
        """Any of its lines: they share statement, document, year and phase."""
        return next(iter(self.matched.values()))

    @property
    def layer(self) -> int | None:
        """None where the statement's own lines are counted, else the column aside that is."""
        return self.block.layer(next(iter(self.counted)))

    @property
    def directions(self) -> frozenset[BudgetDirection]:
        """The flows and balances among its lines."""
        return frozenset(line.direction for line in self.matched.values())

    def rank(self, wanted: frozenset[BudgetDirection]) -> tuple[int, ...]:
        """How well it serves, best first: whole, wide, classified, fine, made for the side, detailed."""
        first = _FIRST[self.block.key.side] if len(wanted) == 1 else _SUMMARIES
        kind = self.sample.statement_kind
        return (
            len(wanted - self.directions),
            self.scope.part is not None,
            len(self.scope.fund) + len(self.scope.kind),
            -round(self.carries * 1000),
            -self.depth,
            first.index(kind) if kind in first else len(first),
            -len(self.counted),
            self.sample.statement_number,
        )


def candidate(block: Block, asked: Iterable[BudgetLine], grouping: Grouping, codes: Codes) -> Candidate:
    """The block as a candidate; IncompatibleLinesError where the lines asked for overlap."""
    matched = {(line.row, line.column): line for line in asked}
    main = [place for place in matched if block.layer(place) is None]
    layers = {block.layer(place) for place in matched} - {None}
    if not main and len(layers) > 1:
        raise IncompatibleLinesError(
            "they stand in columns that each repeat a part of the others",
            "ask for one of the columns with `columnLabel`",
        )
    places = main or list(matched)
    repeated = {other for place in places for other in block.above[place]}
    counted = sorted(place for place in places if place not in repeated)
    _refuse_overlap(block, counted)
    values = {place: grouping.values(matched[place]) for place in counted}
    dimensions = grouping.request.dimensions
    carried = [grouping.carried(matched[place]) for place in counted]
    told = [[value is not None for value in each] for each in values.values()]
    return Candidate(
        block,
        matched,
        values,
        _scope(matched.values(), codes),
        _share(told),
        all(any(each[at] for each in carried) for at in range(len(dimensions))),
        sum(grouping.depth(matched[place]) for place in counted) // max(len(counted), 1),
    )


def _refuse_overlap(block: Block, counted: Sequence[Place]) -> None:
    """Refuse lines that are not above one another and still share money: a row's total and a column's."""
    chosen = set(counted)
    for leaf, weight in block.weight.items():
        if weight != 1:
            continue
        holding = [place for place in (leaf, *block.above[leaf]) if place in chosen]
        if len(holding) > 1:
            first, second = (block.lines[place].label for place in sorted(holding)[:2])
            raise IncompatibleLinesError(
                f"`{first}` and `{second}` both hold `{block.lines[leaf].label}`",
                "ask without `isTotal` and `amount`, so that what makes up the totals is there",
            )


def _share(told: Sequence[Sequence[bool]]) -> float:
    """How much of what was asked for the lines can tell."""
    every = [value for each in told for value in each]
    return sum(every) / len(every) if every else 1.0


def _scope(lines: Iterable[BudgetLine], codes: Codes) -> Scope:
    lines = list(lines)
    fund = common([codes.chain(line.fund_source_key) for line in lines])
    kinds = [EXPENDITURE_TYPES[line.expenditure_type] if line.expenditure_type else () for line in lines]
    part = lines[0].statement_kind
    return Scope(part if part in PARTIAL else None, tuple(codes.get(key).code for key in fund), common(kinds))
