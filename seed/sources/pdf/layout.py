"""A PDF page as a reader sees it: rows of tables and lines of text, from top to bottom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from seed.sources.joining import is_letter, joined_lines, tidy
from seed.sources.model import UNREADABLE, Spans
from seed.sources.pdf.glyphs import Glyph
from seed.sources.pdf.lattice import Lattice, Place

SAME_LINE = 0.5
"""The part of a character's height by which characters of one line may stand apart in height."""

WORD_GAP = 0.5
"""The gap in character heights that parts two words of a line; less is how text is justified."""

LETTER_GAP = 0.2
"""The gap that parts two words of Latin letters."""

OVER_THE_LINE = 0.25
"""The part of a character's width that is beyond a ruling line when it is more than touching it."""

FIGURES = frozenset("0123456789.,-\N{MINUS SIGN}+%")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside tables, and how far down the page it stands."""

    top: float
    text: str


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table as rows of texts; None where a cell above or to the left covers the place.

    `middles` are those of the texts in the rows of its head, where no lines say what these are over.
    """

    top: float
    rows: tuple[tuple[str | None, ...], ...]
    spans: Spans
    columns: tuple[tuple[float, float], ...]
    ruled: bool = True
    middles: tuple[tuple[float, ...], ...] = ()


def text_lines(lines: Iterable[list[Glyph]]) -> Iterator[TextLine]:
    """Lines of glyphs as text; those that are blank are left out."""
    for line in lines:
        text = line_text(line)
        if text:
            yield TextLine(min(glyph.top for glyph in line), text)


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs by line, lines from top to bottom, glyphs from left to right."""
    lines: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.middle):
        if lines and glyph.middle - middle < SAME_LINE * min(size, glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            middle, size = glyph.middle, glyph.size
    for line in lines:
        line.sort(key=lambda one: one.left)
    return lines


def line_text(line: list[Glyph]) -> str:
    """The text of the glyphs of a line, with blanks where there are gaps."""
    parts: list[str] = []
    previous: Glyph | None = None
    for glyph in line:
        if previous is not None and parted(previous, glyph):
            parts.append(" ")
        parts.append(glyph.text)
        previous = glyph
    return tidy("".join(parts))


def parted(one: Glyph, other: Glyph) -> bool:
    """Whether the gap between two neighbours on a line parts words."""
    needed = LETTER_GAP if is_letter(one.text) and is_letter(other.text) else WORD_GAP
    return other.left - one.right > needed * min(one.size, other.size)


def table_rows(lattice: Lattice, glyphs: Iterable[Glyph]) -> tuple[TableRows, list[Glyph]]:
    """The table that a lattice and the glyphs in it make, and the glyphs that are not in it."""
    sorter = _Sorter(lattice)
    outside = [glyph for glyph in glyphs if not sorter.take(glyph)]
    rows = tuple(tuple(sorter.text(row, column) for column in range(lattice.width)) for row in range(lattice.height))
    return TableRows(lattice.rows[0], rows, lattice.spans, tuple(pairwise(lattice.columns))), outside


class _Sorter:
    """Puts glyphs into cells, in the order in which they are drawn.

    A name that is too long for its cell is printed on over the next one: it stays together in the cell where it
    begins. A figure that does so cannot be told from the figure of the next cell: both cells become unreadable.
    """

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.inside: defaultdict[Place, list[Glyph]] = defaultdict(list)
        self.unreadable: set[Place] = set()
        self.last: Glyph | None = None
        self.cell: Place = (0, 0)
        self.spilling = False

    def take(self, glyph: Glyph) -> bool:
        """Put a glyph into its cell; False where it lies in none."""
        place = self.lattice.place(glyph.centre, glyph.middle)
        if place is None:
            self.last, self.spilling = None, False
            return False
        if not glyph.text.isspace():
            self._put(glyph, self.lattice.anchors[place])
        return True

    def _put(self, glyph: Glyph, cell: Place) -> None:
        continued = self.last is not None and _continues(self.last, glyph)
        beyond = self._neighbour_touched(glyph, cell)
        self.spilling = (self.spilling and continued and cell != self.cell) or beyond is not None
        if self.spilling and normalize("NFKC", glyph.text) in FIGURES:
            self.unreadable |= {cell, beyond or cell}
        if self.spilling and continued:
            cell = self.cell
        self.inside[cell].append(glyph)
        self.last, self.cell = glyph, cell

    def _neighbour_touched(self, glyph: Glyph, cell: Place) -> Place | None:
        """The cell to the left or right into which the glyph is printed."""
        row, column = cell
        columns = self.lattice.columns
        right = column + self.lattice.spans.get(cell, (1, 1))[1]
        margin = OVER_THE_LINE * (glyph.right - glyph.left)
        if glyph.left < columns[column] - margin and column > 0:
            return self.lattice.anchors[row, column - 1]
        if glyph.right > columns[right] + margin and right < self.lattice.width:
            return self.lattice.anchors[row, right]
        return None

    def text(self, row: int, column: int) -> str | None:
        """The text of a cell; None for a place that another cell covers."""
        cell = row, column
        if self.lattice.anchors[cell] != cell:
            return None
        text = joined_lines(map(line_text, lines_of(self.inside[cell])))
        return text + UNREADABLE if cell in self.unreadable else text


def _continues(previous: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph follows the one drawn before it without a gap, on the same line."""
    size = min(previous.size, glyph.size)
    gap = glyph.left - previous.right
    return abs(previous.middle - glyph.middle) < size / 4 and -size / 2 < gap < size / 2
