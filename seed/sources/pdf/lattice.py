"""Tables from ruling lines: where lines across and down cross, they bound cells."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from seed.sources.pdf.rulings import Ruling, Rulings

REACH = 3.0
"""How far a line may end before the one that it meets."""

CELLS = 100_000
"""The number of cells above which crossing lines are a drawing and not a table."""

Place: TypeAlias = tuple[int, int]
"""A row and a column, from 0."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """The cells that ruling lines bound: where rows and columns begin and end, and which of them are one cell.

    `anchors` gives for each place of the full grid the first place of the cell that covers it; `spans` how many
    rows and columns a cell covers that covers more than one place.
    """

    rows: tuple[float, ...]
    columns: tuple[float, ...]
    anchors: dict[Place, Place]
    spans: dict[Place, tuple[int, int]]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows) - 1

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns) - 1

    def place(self, x: float, y: float) -> Place | None:
        """The place of the full grid in which a point lies."""
        row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        return (row, column) if 0 <= row < self.height and 0 <= column < self.width else None


def lattices(rulings: Rulings) -> Iterator[Lattice]:
    """The tables of a page, from top to bottom."""
    found = [lattice for group in _connected(rulings) if (lattice := _lattice(group)) is not None]
    yield from sorted(found, key=lambda lattice: (lattice.rows[0], lattice.columns[0]))


def _connected(rulings: Rulings) -> Iterator[Rulings]:
    """Groups of lines that meet one another."""
    group_of = list(range(len(rulings.across) + len(rulings.down)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    offset = len(rulings.across)
    places = [ruling.at for ruling in rulings.across]
    for number, down in enumerate(rulings.down):
        first, last = bisect_right(places, down.start - REACH), bisect_right(places, down.end + REACH)
        for index in range(first, last):
            across = rulings.across[index]
            if across.start - REACH <= down.at <= across.end + REACH:
                group_of[root(index)] = root(offset + number)
    groups: dict[int, Rulings] = {}
    for index in range(len(group_of)):
        group = groups.setdefault(root(index), Rulings([], []))
        if index < offset:
            group.across.append(rulings.across[index])
        else:
            group.down.append(rulings.down[index - offset])
    yield from groups.values()


def _lattice(rulings: Rulings) -> Lattice | None:
    """The table that a group of lines draws; None where they enclose fewer than two cells."""
    if len(rulings.across) < 2 or not rulings.down:  # noqa: PLR2004 - a cell has an upper and a lower side
        return None
    down = _with_open_sides(rulings)
    rows, columns = _places(rulings.across), _places(down)
    size = (len(rows) - 1) * (len(columns) - 1)
    if not 1 < size <= CELLS:
        return None
    return _Cells(rows, columns, _Sides(rulings.across, rows), _Sides(down, columns)).merged()


def _with_open_sides(rulings: Rulings) -> list[Ruling]:
    """The lines down, with one more on each side where the lines across go on beyond the last of them."""
    down = sorted(rulings.down)
    top, bottom = rulings.across[0].at, rulings.across[-1].at
    left, right = min(one.start for one in rulings.across), max(one.end for one in rulings.across)
    before = [Ruling(left, top, bottom)] if down[0].at - left > 2 * REACH else []
    after = [Ruling(right, top, bottom)] if right - down[-1].at > 2 * REACH else []
    return [*before, *down, *after]


def _places(rulings: list[Ruling]) -> tuple[float, ...]:
    """The different places of lines in order; lines closer than their thickness count once."""
    places: list[float] = []
    for ruling in sorted(rulings):
        if not places or ruling.at - places[-1] > REACH:
            places.append(ruling.at)
    return tuple(places)


class _Sides:
    """Which parts of the grid's lines are drawn."""

    def __init__(self, rulings: list[Ruling], places: tuple[float, ...]) -> None:
        self._pieces: list[list[Ruling]] = [[] for _ in places]
        for ruling in rulings:
            index = max(bisect_right(places, ruling.at) - 1, 0)
            self._pieces[index].append(ruling)

    def drawn(self, index: int, along: float) -> bool:
        """Whether the line at a place is drawn at a point along it."""
        return any(piece.start - REACH <= along <= piece.end + REACH for piece in self._pieces[index])


@dataclass(frozen=True, slots=True)
class _Cells:
    """The full grid of a table and the sides of its cells that are drawn."""

    rows: tuple[float, ...]
    columns: tuple[float, ...]
    across: _Sides
    down: _Sides

    def merged(self) -> Lattice:
        """The grid with those of its places that no line separates made one cell."""
        height, width = len(self.rows) - 1, len(self.columns) - 1
        anchors: dict[Place, Place] = {}
        spans: dict[Place, tuple[int, int]] = {}
        for row in range(height):
            for column in range(width):
                if (row, column) in anchors:
                    continue
                right = column + 1
                while right < width and (row, right) not in anchors and not self._parted(row, right):
                    right += 1
                below = row + 1
                while below < height and self._goes_on(below, column, right):
                    below += 1
                for covered in range(row, below):
                    anchors.update({(covered, one): (row, column) for one in range(column, right)})
                if (below - row, right - column) != (1, 1):
                    spans[row, column] = (below - row, right - column)
        return Lattice(self.rows, self.columns, anchors, spans)

    def _parted(self, row: int, column: int) -> bool:
        """Whether a line down stands before a place in a row."""
        return self.down.drawn(column, (self.rows[row] + self.rows[row + 1]) / 2)

    def _goes_on(self, row: int, left: int, right: int) -> bool:
        """Whether a cell that ends above a row goes on into it: no line between them, none down within it."""
        centres = ((self.columns[column] + self.columns[column + 1]) / 2 for column in range(left, right))
        if any(self.across.drawn(row, centre) for centre in centres):
            return False
        return not any(self._parted(row, column) for column in range(left + 1, right))
