"""Tables without ruling lines: words that stand below one another in line after line are columns.

Only lines with figures tell where columns are: text between them may be a title, a head or the rest of a label that
was broken. What lies between two columns, or could belong to two rows, is made unreadable rather than put into either.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from seed.sources.joining import joined_lines
from seed.sources.model import UNREADABLE
from seed.sources.pdf.columns import DASH, Interval, Word, arranged, band_of, shared
from seed.sources.pdf.glyphs import Glyph
from seed.sources.pdf.layout import TableRows, line_text, parted

ROWS = 2
"""How many lines with figures make a table."""

FIGURES = 3
"""How many figures make a table of one line."""

CODE_AND_NAME = 2

HEAD_LINES = 8
"""How many lines above the first figures may be the head of their table."""

FAR = 4.0
"""The gap between lines, in character heights, that ends a table."""

NEAR = 0.8
"""The part of the smallest distance of rows below which a line is the rest of a row's label."""

HALF_LINE = 0.9
"""How far, in character heights, the lines of a label of two lines are from the middle between them."""

CLEARLY = 0.85
"""How much nearer one row has to be than the other for a broken label to belong to it."""

TOUCHING = 0.15
"""How far apart, or over one another, in character heights the texts of two columns are that all but touch."""

MOST = 0.8
"""The part of a word's width that stands in a column to which it belongs."""

CONTINUES_AMOUNT = frozenset("万亿千百元%％倍")

BEGINS_ROW = re.compile(
    "[0-9]{3,9}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[、.．]|其中"
)
"""What only the first line of a row's label begins with: a code or numbering."""

BESIDE_NUMBERS = re.compile("栏次|栏目|列次|[甲乙丙丁类款项节]")
"""What the row that numbers the columns of a table says beside the numbers."""

SENTENCE = re.compile("[。；;]")
WIDE = 30
"""A line of one piece with more characters than this is running text."""


class WordLine:
    """A line of a page, and its words from left to right."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self.middle = glyphs[0].middle
        self.size = glyphs[0].size

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The characters that no gaps part."""
        groups: list[list[Glyph]] = []
        for glyph in self.glyphs:
            if glyph.text.isspace():
                continue
            if groups and not parted(groups[-1][-1], glyph) and not _ends_amount(groups[-1], glyph):
                groups[-1].append(glyph)
            else:
                groups.append([glyph])
        return tuple(Word(line_text(group), group[0].left, group[-1].right) for group in groups)

    @cached_property
    def has_figures(self) -> bool:
        """Whether it can be a row of a table: amounts, or several numbers, beside something else."""
        if len(self.words) == 1 or not any(glyph.text.isdecimal() or DASH.match(glyph.text) for glyph in self.glyphs):
            return False
        figures = [word for word in self.words if word.is_figure or word.is_dash]
        return any(word.is_amount for word in figures) or (len(figures) > 1 and not self._numbers_columns)

    @cached_property
    def begins_row(self) -> bool:
        """Whether it is a row of a table and not the rest of one: it has figures, a code or a number."""
        return self.has_figures or any(word.is_figure or BEGINS_ROW.match(word.text) for word in self.words)

    @property
    def is_coded(self) -> bool:
        """Whether it is a code and its name."""
        return len(self.words) == CODE_AND_NAME and self.words[0].is_figure and not self.words[1].is_figure

    @property
    def _numbers_columns(self) -> bool:
        """Whether it numbers the columns of a table: 1, 2, 3 and so on, beside the mark of such a row."""
        numbers = [word.text for word in self.words if word.is_figure]
        marked = all(BESIDE_NUMBERS.fullmatch(word.text) for word in self.words if not word.is_figure)
        single = len(numbers) + 1 >= len(self.words)
        return (marked or single) and numbers == [str(at) for at in range(1, len(numbers) + 1)]

    @cached_property
    def is_running_text(self) -> bool:
        """Whether it is a sentence or part of one."""
        text = "".join(glyph.text for glyph in self.glyphs)
        return SENTENCE.search(text) is not None or (len(text) > WIDE and len(self.words) == 1)


def _ends_amount(group: list[Glyph], glyph: Glyph) -> bool:
    """Whether characters are an amount and the next one, a little apart, begins the text of the next column."""
    gap = glyph.left - group[-1].right
    if gap < TOUCHING * glyph.size or glyph.text in CONTINUES_AMOUNT or glyph.text.isascii():
        return False
    return Word(line_text(group), 0.0, 0.0).is_amount


def aligned_tables(lines: Sequence[list[Glyph]]) -> tuple[list[TableRows], list[list[Glyph]]]:
    """The tables that words form by standing below one another, and the lines that are in none."""
    worded = [WordLine(line) for line in lines]
    tables: list[TableRows] = []
    rest: list[list[Glyph]] = []
    at = 0
    for first, last in _regions(worded):
        table = _table(worded[first:last])
        if table is not None:
            rest += lines[at:first]
            tables.append(table)
            at = last
    return tables, [*rest, *lines[at:]]


def _regions(lines: Sequence[WordLine]) -> list[tuple[int, int]]:
    """Where lines with figures follow one another, with the lines between them and the head above: from, to."""
    regions: list[tuple[int, int]] = []
    start = None
    last = 0
    for at, line in enumerate(lines):
        if start is not None and (line.is_running_text or _far(lines[at - 1], line)):
            regions.append((start, last + 1))
            start = None
        if line.has_figures:
            start = at if start is None else start
            last = at
    if start is not None:
        regions.append((start, last + 1))
    tables = [(first, end) for first, end in regions if _is_table(lines[first:end])]
    floors = [0, *(end for _, end in tables)]
    return [(_head(lines, first, floor), end) for (first, end), floor in zip(tables, floors, strict=False)]


def _is_table(lines: Sequence[WordLine]) -> bool:
    """Whether lines are more than a figure beside a word: several rows, or one of several figures."""
    rows = [line for line in lines if line.has_figures]
    return len(rows) >= ROWS or any(sum(word.is_figure for word in line.words) >= FIGURES for line in rows)


def _far(above: WordLine, below: WordLine) -> bool:
    return below.middle - above.middle > FAR * max(above.size, below.size)


def _head(lines: Sequence[WordLine], first: int, floor: int) -> int:
    """The first line of the head above a table's first figures: lines of several words, none of them a sentence."""
    at = first
    while at > max(floor, first - HEAD_LINES):
        if lines[at - 1].is_running_text or _far(lines[at - 1], lines[at]):
            break
        at -= 1
    return at


def _table(lines: Sequence[WordLine]) -> TableRows | None:
    first = next(at for at, line in enumerate(lines) if line.has_figures)
    columns = _columns_of_body(lines[first:])
    if columns is None:
        return None
    figures = {_column_of(word, columns) for line in lines[first:] for word in line.words if word.is_amount}
    head = arranged(columns, [at in figures for at in range(len(columns))], [line.words for line in lines[:first]])
    body = _rows(lines[first:], columns)
    rows = [*head.rows, *([cells[at] if at >= 0 else "" for at in head.sources] for cells in body)]
    return TableRows(lines[0].glyphs[0].top, tuple(map(tuple, rows)), {}, tuple(head.columns), ruled=False)


def _columns_of_body(lines: Sequence[WordLine]) -> list[Interval] | None:
    """Where the columns of a table's body are; None where its lines contradict one another.

    A row without figures, but with a code and a name, tells where these two stand, unless its name is so long that
    it reaches into the columns of figures.
    """
    rows = [line for line in lines if line.has_figures]
    columns = _columns(rows)
    more = _columns([line for line in lines if line.has_figures or line.is_coded])
    if columns is None or more is None:
        return columns
    of_amounts = {_column_of(word, columns) for line in rows for word in line.words if word.is_amount}
    return more if all(at is None or columns[at] in more for at in of_amounts) else columns


def _columns(lines: Sequence[WordLine]) -> list[Interval] | None:
    """Where the words of lines with figures stand below one another; None where one line has two words in a column."""
    intervals = sorted((word.left, word.right) for line in lines for word in line.words if not word.is_dash)
    touching = TOUCHING * lines[0].size
    columns: list[Interval] = []
    for left, right in intervals:
        if columns and left < columns[-1][1] - touching:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    for line in lines:
        figures = [_column_of(word, columns) for word in line.words if word.is_figure]
        if len(set(figures)) < len(figures):
            return None
    return columns


def _column_of(word: Word, columns: Sequence[Interval]) -> int | None:
    """The column that a word stands in; None where it stands in several or none."""
    over = [at for at, column in enumerate(columns) if shared(word, column) > 0]
    if len(over) > 1:
        # A word that only touches the next column, as boxes of characters do, stands in the one that it covers.
        over = [at for at in over if shared(word, columns[at]) > MOST * (word.right - word.left)]
    return over[0] if len(over) == 1 else None


def _placed(line: WordLine, columns: Sequence[Interval]) -> list[str]:
    """The words of a line by column; a column into which a word reaches that is not its own becomes unreadable."""
    cells = [""] * len(columns)
    for word in line.words:
        column = band_of(word, columns) if word.is_dash else _column_of(word, columns)
        if column is not None and column < len(columns):
            cells[column] = f"{cells[column]} {word.text}".strip()
            continue
        for at, (left, right) in enumerate(columns):
            if left < word.right and word.left < right:
                cells[at] += UNREADABLE
    return cells


def _rows(lines: Sequence[WordLine], columns: Sequence[Interval]) -> list[list[str]]:
    """The rows of a table's body; a line that is the rest of a broken label is put to the row that it is nearest to.

    Where it is about as near to two rows, both labels become unreadable.
    """
    middles = [line.middle for line in lines if line.has_figures]
    pitch = min((after - before for before, after in pairwise(middles)), default=0.0)
    labels = _labels_of_bare(lines)
    rests = [line for line in lines if line in labels or (not line.begins_row and _is_rest(line, lines, pitch))]
    rows = {line.middle: [line] for line in lines if line not in rests}
    doubtful: set[tuple[float, int]] = set()
    for line in rests:
        beginnings = [row[0] for row in rows.values() if row[0].begins_row]
        owners = [labels[line]] if line in labels else _owners(line, beginnings)
        if len(owners) == 1:
            rows[owners[0].middle].append(line)
        else:
            places = {_column_of(word, columns) or 0 for word in line.words}
            doubtful |= {(owner.middle, place) for owner in owners for place in places}
    return [
        [cell + UNREADABLE if (middle, at) in doubtful else cell for at, cell in enumerate(_joined(row, columns))]
        for middle, row in sorted(rows.items())
    ]


def _labels_of_bare(lines: Sequence[WordLine]) -> dict[WordLine, WordLine]:
    """The lines without figures that are so near to a line of nothing but figures that they are its label."""
    bare = [line for line in lines if line.has_figures and all(word.is_figure or word.is_dash for word in line.words)]
    return {
        line: row
        for row in bare
        for line in lines
        if not line.has_figures and abs(line.middle - row.middle) < HALF_LINE * line.size
    }


def _is_rest(line: WordLine, lines: Sequence[WordLine], pitch: float) -> bool:
    """Whether a line without figures stands nearer to a row than rows stand to one another."""
    nearest = min((abs(line.middle - other.middle) for other in lines if other.begins_row), default=pitch)
    return nearest < NEAR * pitch


def _owners(line: WordLine, rows: Sequence[WordLine]) -> list[WordLine]:
    """The row to which a broken label belongs, or two that are about as near."""
    near = sorted(rows, key=lambda row: abs(row.middle - line.middle))[:2]
    distances = [abs(row.middle - line.middle) for row in near]
    clear = len(near) < 2 or distances[0] < CLEARLY * distances[1]  # noqa: PLR2004 - one row or two
    return near[:1] if clear else near


def _joined(lines: Sequence[WordLine], columns: Sequence[Interval]) -> list[str]:
    """The cells of a row that stands on several lines."""
    parts = [_placed(line, columns) for line in sorted(lines, key=lambda line: line.middle)]
    return [joined_lines(cells) for cells in zip(*parts, strict=True)]
