"""Tables whose cells say over how many rows and columns they spread, laid out on a full grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seed.sources import limits


@dataclass(frozen=True, slots=True)
class SpreadCell:
    """A cell as markup gives it: its text, and how many rows and columns it covers."""

    text: str
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class FullGrid:
    """A table with a place for every row and column: None where another cell covers it."""

    rows: list[list[str | None]]
    spans: dict[tuple[int, int], tuple[int, int]]


class TooManyCellsError(ValueError):
    """A table of more cells than any document has."""


def laid_out(rows: Iterable[Sequence[SpreadCell]]) -> FullGrid:
    """The grid that rows of cells make: each cell takes the next free place, as browsers lay tables out."""
    places: dict[tuple[int, int], str | None] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    height = width = 0
    for row, cells in enumerate(rows):
        height = row + 1
        column = 0
        for cell in cells:
            while (row, column) in places:
                column += 1
            down, across = min(max(cell.down, 1), limits.SPAN), min(max(cell.across, 1), limits.SPAN)
            if len(places) + down * across > limits.TABLE_CELLS:
                raise TooManyCellsError
            places.update({(row + i, column + j): None for i in range(down) for j in range(across)})
            places[row, column] = cell.text
            if (down, across) != (1, 1):
                spans[row, column] = (down, across)
            column += across
            width = max(width, column)
    if height * width > limits.TABLE_CELLS:
        raise TooManyCellsError
    grid = [[places.get((row, column), "") for column in range(width)] for row in range(height)]
    cut = {(row, column): (min(down, height - row), across) for (row, column), (down, across) in spans.items()}
    return FullGrid(grid, {place: span for place, span in cut.items() if span != (1, 1)})
