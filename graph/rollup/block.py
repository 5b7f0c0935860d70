"""One side of one statement as a lattice of cells: which cells repeat the sum of which others.

Rows and columns are compared by what they stand for: codes of classifications, types of expenditure, funds, flows or
balances. A row or column above others in all of these repeats them. Where several stand for the same, as in the
statement of the three public expenses, the roles of totals, the levels of headings and the numbering of rows decide.

A column that repeats others without being their total (`中小微企业预留份额`) is aside: its cells are a layer of
their own and never added to the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from graph.codes import Chain, Codes
from graph.findings.labels import Role, role
from graph.model import BudgetLine
from graph.rollup.members import Member, above_by_codes, columns_above, leaves_of, rows_above
from graph.rollup.request import CODED, EXPENDITURE_TYPES, Side, side_of
from graph.vocabulary import BudgetDirection, Phase

Place = tuple[int, int]
"""Row and column of a cell."""

_THIS_YEAR = frozenset({Role.YEAR, Role.YEAR_TOTAL})
_FLOW = len(CODED) + 1
"""Where a cell's coordinates say whether it is revenue, expenditure or a balance; both for a grand total."""


class BlockKey(NamedTuple):
    """What a block is of: statement, phase, fiscal year and side."""

    statement_key: str
    phase: Phase
    fiscal_year: int
    side: Side


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of a block, which of them each is repeated in, and how many leaves each repeats.

    `above` has for every cell the cells that repeat it. `weight` counts the leaves under a cell, 1 for a leaf.
    `aside` are the columns that are not added to the rest.
    """

    key: BlockKey
    lines: Mapping[Place, BudgetLine]
    chains: Mapping[Place, tuple[Chain, ...]]
    above: Mapping[Place, frozenset[Place]]
    weight: Mapping[Place, int]
    aside: frozenset[int]

    def layer(self, place: Place) -> int | None:
        """None for the cells that make up the statement, else the column that is aside."""
        return place[1] if place[1] in self.aside else None

    def totals(self, counted: Sequence[Place]) -> list[BudgetLine]:
        """The printed totals of exactly these cells, in published order."""
        first, leaves = counted[0], sum(self.weight[place] for place in counted)
        candidates = [*self.above[first], *((first,) if self.lines[first].is_total else ())]
        found = [
            self.lines[place]
            for place in candidates
            if self.weight[place] == leaves and all(place == each or place in self.above[each] for each in counted)
        ]
        return sorted(found, key=lambda line: line.position)


def blocks_of(lines: Iterable[BudgetLine], codes: Codes) -> dict[BlockKey, Block]:
    """The blocks that the lines of whole statements make up; their codes must be loaded."""
    groups: defaultdict[BlockKey, list[BudgetLine]] = defaultdict(list)
    for line in lines:
        groups[key_of(line)].append(line)
    return {key: _block(key, group, codes) for key, group in groups.items()}


def key_of(line: BudgetLine) -> BlockKey:
    """The block that a line belongs to."""
    return BlockKey(line.statement_key, line.phase, line.fiscal_year, side_of(line))


def _block(key: BlockKey, group: list[BudgetLine], codes: Codes) -> Block:
    lines = {(line.row, line.column): line for line in group}
    chains = {place: _coordinates(line, codes) for place, line in lines.items()}
    for place in _grand_totals(lines, chains):
        chains[place] = (*chains[place][:_FLOW], ())
    by_row, by_column, by_cell = _owners(chains)
    rows, columns = _members(0, by_row, lines, chains), _members(1, by_column, lines, chains)
    rows, columns = _marked(0, rows, columns, lines), _marked(1, columns, rows, lines)
    aside = _aside(columns)
    up = rows_above(rows)
    across = columns_above([column for column in columns if column.number not in aside])
    above = {
        place: frozenset(
            other
            for other in product((place[0], *up[place[0]]), (place[1], *across.get(place[1], ())))
            if other != place and other in lines and _covers(chains[other], chains[place], by_cell)
        )
        for place in lines
    }
    return Block(key, lines, chains, above, _weights(above), aside)


def _coordinates(line: BudgetLine, codes: Codes) -> tuple[Chain, ...]:
    """What a cell stands for: its codes, its type of expenditure, and whether it is a flow or a balance."""
    kind = line.expenditure_type
    return (
        *(codes.chain(getattr(line, attribute)) for attribute in CODED.values()),
        EXPENDITURE_TYPES[kind] if kind else (),
        (line.direction.value,),
    )


def _grand_totals(lines: Mapping[Place, BudgetLine], chains: Mapping[Place, tuple[Chain, ...]]) -> list[Place]:
    """The totals of a flow that hold balances too: they close a column or head a row that has some below them.

    `本年` in a heading says that a total is of the year's flows alone.
    """
    balances = [place for place, line in lines.items() if line.direction is BudgetDirection.BALANCE]
    by_row: defaultdict[int, list[Place]] = defaultdict(list)
    by_column: defaultdict[int, list[Place]] = defaultdict(list)
    for place in balances:
        by_row[place[0]].append(place)
        by_column[place[1]].append(place)
    first = min((row for row, _ in lines), default=0)
    found = []
    for place, line in lines.items():
        if not line.is_total or line.direction is BudgetDirection.BALANCE or _is_of_the_year(line):
            continue
        near = [each for each in by_column[place[1]] if each[0] < place[0] or place[0] == first]
        near += by_row[place[0]]
        codes = range(_FLOW)
        if any(each != place and _covers(chains[place], chains[each], codes) for each in near):
            found.append(place)
    return found


def _is_of_the_year(line: BudgetLine) -> bool:
    headings = (line.row_label, *(part.strip() for part in line.column_label.split(" / ")))
    return any(role(heading) in _THIS_YEAR for heading in headings)


def _owners(chains: Mapping[Place, tuple[Chain, ...]]) -> tuple[list[int], list[int], list[int]]:
    """Which coordinates the rows carry, which the columns, and which differ from cell to cell."""
    by_row: list[int] = []
    by_column: list[int] = []
    by_cell: list[int] = []
    for at in range(_FLOW + 1):
        in_row, in_column = _constant(0, at, chains), _constant(1, at, chains)
        if in_row and not in_column:
            by_row.append(at)
        elif in_column and not in_row:
            by_column.append(at)
        elif not in_row and not in_column:
            by_cell.append(at)
    return by_row, by_column, by_cell


def _constant(axis: int, at: int, chains: Mapping[Place, tuple[Chain, ...]]) -> bool:
    """Whether a coordinate is the same in all cells of every row (axis 0) or of every column (axis 1)."""
    seen: dict[int, Chain] = {}
    return all(seen.setdefault(place[axis], each[at]) == each[at] for place, each in chains.items())


def _members(
    axis: int, owned: list[int], lines: Mapping[Place, BudgetLine], chains: Mapping[Place, tuple[Chain, ...]]
) -> list[Member]:
    """The rows (axis 0) or columns (axis 1) in published order, with what they stand for and how they are headed."""
    first: dict[int, Place] = {}
    for place in sorted(lines):
        first.setdefault(place[axis], place)
    return [
        Member(number, tuple(chains[place][at] for at in owned), _headings(axis, lines[place]))
        for number, place in sorted(first.items())
    ]


def _headings(axis: int, line: BudgetLine) -> tuple[str, ...]:
    return (line.row_label,) if axis == 0 else tuple(part.strip() for part in line.column_label.split(" / "))


def _marked(axis: int, members: list[Member], across: list[Member], lines: Mapping[Place, BudgetLine]) -> list[Member]:
    """The members with their totals marked: those whose cells are totals wherever they cross no total."""
    plain = leaves_of(above_by_codes(across))
    cells: defaultdict[int, list[bool]] = defaultdict(list)
    crossed: defaultdict[int, list[bool]] = defaultdict(list)
    for place, line in lines.items():
        cells[place[axis]].append(line.is_total)
        if place[1 - axis] in plain:
            crossed[place[axis]].append(line.is_total)
    return [replace(each, is_total=all(crossed[each.number] or cells[each.number])) for each in members]


def _aside(columns: list[Member]) -> frozenset[int]:
    """The columns that repeat parts of others, or are headed as remarks, and are no totals."""
    plain = leaves_of(above_by_codes(columns))
    return frozenset(
        column.number
        for column in columns
        if not column.is_total and (column.number not in plain or role(column.headings[-1]) is Role.ASIDE)
    )


def _covers(upper: tuple[Chain, ...], lower: tuple[Chain, ...], places: Iterable[int]) -> bool:
    return all(lower[at][: len(upper[at])] == upper[at] for at in places)


def _weights(above: Mapping[Place, frozenset[Place]]) -> dict[Place, int]:
    covering = {place for places in above.values() for place in places}
    weights = dict.fromkeys(above, 0)
    for place, places in above.items():
        if place not in covering:
            weights[place] = 1
            for each in places:
                weights[each] += 1
    return weights
