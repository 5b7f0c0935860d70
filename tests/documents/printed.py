"""A document before it has a format: captions and tables of cells, and which figures stand where in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class HeadCell:
    """A cell of a table's head, and how many rows and columns it covers."""

    text: str
    down: int = 1
    across: int = 1


@dataclass(frozen=True)
class PrintedFigure:
    """What a reader should find: the row by number, code and label, the column by number and heading, the amount."""

    row: int
    code: str
    label: str
    column: int
    heading: str
    amount: str


@dataclass(frozen=True)
class PrintedTable:
    """A statement as it is printed. `head` leaves out covered places; `widths` are those of the columns, relative."""

    title: str
    unit: str
    head: Sequence[Sequence[HeadCell]]
    body: Sequence[Sequence[str]]
    widths: Sequence[float]
    figures: Sequence[PrintedFigure]
    number: str = ""
    publisher: str = ""
    notes: Sequence[str] = ()
    left: frozenset[int] = frozenset()
    """The columns whose texts stand at the left."""

    total_across: int = 0
    """Over how many columns the label of a grand total spreads; 0 where its row has no merged cells."""


@dataclass(frozen=True)
class PrintedDocument:
    """A document: the lines of its cover, its tables, and lines of prose after them."""

    cover: Sequence[str]
    tables: Sequence[PrintedTable]
    prose: Sequence[str] = field(default=())


def laid_out(head: Sequence[Sequence[HeadCell]], width: int) -> list[list[HeadCell | None]]:
    """The head on a full grid: None where a cell is covered."""
    grid: list[list[HeadCell | None]] = [[None] * width for _ in head]
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            grid[row][column] = cell
            taken |= {(row + i, column + j) for i in range(cell.down) for j in range(cell.across)}
    return grid
