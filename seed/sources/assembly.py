"""Numbering what a reader finds, block after block, into the lines and grids of a source."""

from collections.abc import Sequence
from typing import NamedTuple

from seed.sources.model import Grid, GridRow, Line, Spans

Rows = Sequence[Sequence[str | None]]
"""The texts of a table's cells; None where a neighbour spreads over a place."""


class Places(NamedTuple):
    """Where on the page the columns of a table and the words of its head are, as a grid says it."""

    ruled: bool = True
    columns: tuple[tuple[float, float], ...] = ()
    middles: tuple[tuple[float, ...], ...] = ()


ANYWHERE = Places()
"""What formats without pages say."""


class Assembly:
    """The lines and grids of a document as they are read, in reading order."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.unread: list[Line] = []
        self._number = 0

    def text(self, page: int, text: str) -> None:
        """Add a line; a blank one is counted and says nothing."""
        self._number += 1
        if text:
            self.lines.append(Line(self._number, page, text))

    def skip(self) -> None:
        """Count a line that is left out."""
        self._number += 1

    def table(self, page: int, rows: Rows, spans: Spans, places: Places = ANYWHERE) -> None:
        """Add a table; each of its rows is also a line: its texts with blanks between them."""
        grid_rows = []
        for cells in rows:
            self.text(page, " ".join(filter(None, cells)))
            grid_rows.append(GridRow(self._number, tuple(cells)))
        if grid_rows:
            self.grids.append(Grid(page, tuple(grid_rows), spans, *places))

    def defect(self, page: int, text: str) -> None:
        """Note that something on a page could not be read, and why."""
        self.unread.append(Line(max(self._number, 1), page, text))
