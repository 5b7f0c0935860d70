"""What a document looks like once its format no longer matters: numbered lines of text, and tables of cells."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Stands in a cell's text for what cannot be read with certainty; no figure that contains it is ever used."""

Spans: TypeAlias = Mapping[tuple[int, int], tuple[int, int]]
"""The cells that spread over more than one row or column, by row and column: how many rows, how many columns."""


class MediaType(StrEnum):
    """The formats in which documents are published, by their IANA names."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    HTML = "text/html"
    TEXT = "text/plain"


PAGED = frozenset({MediaType.PDF, MediaType.XLSX})
"""The formats that part a document for its readers: into pages, into sheets."""


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
    """A table whose geometry is known: the page it starts on and its rows, all equally wide.

    `ruled` says that lines or markup separate the cells; where it is false, columns were told by the positions of
    words alone, and a head over several columns may have been given fewer than it has. `columns` are the places
    across the page, in points, where each column begins and ends; () where the format does not say. `middles` are the
    places of the texts of a head that no lines part: row by row from the first, column by column, 0 for none.
    """

    page: int
    rows: tuple[GridRow, ...]
    spans: Spans = field(default_factory=dict)
    ruled: bool = True
    columns: tuple[tuple[float, float], ...] = ()
    middles: tuple[tuple[float, ...], ...] = ()

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

    `lines` are all lines that say something: those inside tables too (a row of a table is one line), but neither
    blank ones nor the page's furniture (headers, footers, page numbers). Their numbers count what is left out, so
    that in a text file they are the file's own. `unread` are the places, as lines that say why, where something is
    printed that the reader could not turn into text.
    """

    name: str
    sha256: str
    media_type: MediaType
    page_count: int
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    unread: tuple[Line, ...] = ()

    @property
    def geometric(self) -> bool:
        """Whether the format tells which cell stands in which column; in plain text it has to be recovered."""
        return self.media_type is not MediaType.TEXT

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines outside the tables."""
        return tuple(line for line in self.lines if line.number not in self.tabular)

    @cached_property
    def tabular(self) -> frozenset[int]:
        """The numbers of the lines that are rows of tables."""
        return frozenset(row.line for grid in self.grids for row in grid.rows)

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

    @property
    def page_lines(self) -> tuple[int, ...]:
        """The line on which each page begins, of a format that has pages or sheets; () for any other.

        A page that says nothing begins where the next one does.
        """
        if self.media_type not in PAGED or not self.lines:
            return ()
        pages = [line.page for line in self.lines]
        numbers = [*self._numbers, self.lines[-1].number + 1]
        return (1, *(numbers[bisect_right(pages, page)] for page in range(1, self.page_count)))

    @cached_property
    def _numbers(self) -> list[int]:
        return [line.number for line in self.lines]
