"""What a document looks like once its format no longer matters: numbered lines of text, and tables of cells."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class MediaType(StrEnum):
    """The formats in which documents are published, by their IANA names."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    HTML = "text/html"
    TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its number in the document from 1, its page from 1, and what it says."""

    number: int
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table: the line of the text where it starts, and its cells.

    A cell is None where a neighbour to the left or above spreads over it, "" where it is empty. Texts that were
    broken over lines inside a cell are joined.
    """

    line: int
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose geometry the format gives: the page it stands on and its rows, all equally wide."""

    page: int
    rows: tuple[GridRow, ...]

    @property
    def line(self) -> int:
        """The line of the text where the table starts."""
        return self.rows[0].line

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.rows[0].cells)


@dataclass(frozen=True)
class Source:
    """A document as text and tables, in reading order.

    `lines` are all lines that say something: those inside tables too (a row of a table is at least one line), but
    neither blank ones nor the page's furniture (headers, footers, page numbers). Their numbers count what is left
    out, so that in a text file they are the file's own. `tables` is false where the format gives no geometry, and
    tables have to be recovered from the lines.
    """

    name: str
    sha256: str
    media_type: MediaType
    page_count: int
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]

    @property
    def geometric(self) -> bool:
        """Whether the format tells which cell stands in which column."""
        return self.media_type is not MediaType.TEXT

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines outside the tables."""
        return tuple(line for line in self.lines if line.number not in self._tabular)

    def page_of(self, line: int) -> int:
        """The page on which a line stands; that of the line before where the number is left out."""
        position = bisect_right(self._numbers, line) - 1
        return self.lines[position].page if position >= 0 else 1

    def between(self, first: int, last: int) -> Iterator[Line]:
        """The lines with numbers from `first` up to, not including, `last`."""
        for position in range(bisect_right(self._numbers, first - 1), len(self.lines)):
            if self.lines[position].number >= last:
                return
            yield self.lines[position]

    @cached_property
    def _numbers(self) -> list[int]:
        return [line.number for line in self.lines]

    @cached_property
    def _tabular(self) -> frozenset[int]:
        return frozenset(row.line for grid in self.grids for row in grid.rows)
