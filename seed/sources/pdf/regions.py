"""Where on a page tables without ruling lines stand: lines of words with figures, and the head above them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from seed.sources.furniture import MONEY
from seed.sources.pdf.columns import DASH, NUMBERING, Word
from seed.sources.pdf.glyphs import Glyph
from seed.sources.pdf.layout import line_text, parted

ROWS = 2
"""How many lines with figures make a table."""

FIGURES = 3
"""How many figures make a table of one line."""

CODE_AND_NAME = 2

HEAD_LINES = 8
"""How many lines above the first figures may be the head of their table."""

LEADING = 1.75
"""How far, in widths of a character, lines of one text are apart at most."""

FAR = 4.0
"""The gap between lines, in character heights, that ends a table."""

CONTINUES_AMOUNT = frozenset("万亿千百元%％倍")

BEGINS_LABEL = frozenset("一二三四五六七八九十（(合本年支收总其上结")
"""What the label of the other side of a summary begins with: a number, or the first character of a total."""

EXACT = re.compile(r"[-−]?[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]{2}")

BEGINS_ROW = re.compile(
    "[0-9]{3,9}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[、.．]|其中"
)
"""What only the first line of a row's label begins with: a code or numbering."""

CODE = re.compile("[0-9]{3,9}")
BESIDE_NUMBERS = re.compile(f"{NUMBERING.pattern}|[甲乙丙丁类款项节]")
"""What the row that numbers the columns of a table says beside the numbers."""

SENTENCE = re.compile("[。；;]")
WIDE = 30
"""A line of one piece with more characters than this is running text."""

TOUCHING = 0.15
"""How far apart, or over one another, in character heights the texts of two columns are that all but touch."""

SAME_PLACE = 2.0
"""How many points apart the same heading may stand on two pages."""

CAPTION = re.compile("(?!其中).*[:：]")


class WordLine:
    """A line of a page, and its words from left to right."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self.middle = glyphs[0].middle
        self.size = glyphs[0].size

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The characters that no gaps part."""
        return self._grouped(lambda before, glyph: parted(before[-1], glyph) or _ends_amount(before, glyph))

    @cached_property
    def headings(self) -> tuple[Word, ...]:
        """The words where the line is one of a head, whose cells texts may fill from side to side."""
        return self._grouped(lambda before, glyph: parted(before[-1], glyph) or _leaves_cell(before[-1], glyph))

    def _grouped(self, begins: Callable[[list[Glyph], Glyph], bool]) -> tuple[Word, ...]:
        groups: list[list[Glyph]] = []
        for glyph in self.glyphs:
            if glyph.text.isspace():
                continue
            if groups and not begins(groups[-1], glyph):
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
    def has_code(self) -> bool:
        """Whether it begins with a code, whole or in parts, and ends with its name: a row, with or without figures."""
        *codes, name = self.words or (Word("", 0.0, 0.0),)
        coded = bool(codes) and CODE.fullmatch(codes[0].text) is not None
        return coded and all(word.is_figure for word in codes) and not name.is_figure

    @cached_property
    def may_be_rest(self) -> bool:
        """Whether it can be the rest of a row above or below it; with a number in it that may be the rest of a code."""
        return not self.has_figures and not any(BEGINS_ROW.match(word.text) for word in self.words)

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
    def is_caption(self) -> bool:
        """Whether it is printed above a table and is none of its headings, such as `编制单位：`."""
        return not self.has_figures and any(CAPTION.match(word.text) for word in self.words)

    @cached_property
    def names_unit(self) -> bool:
        """Whether it says in which unit of money the table below it is."""
        return not self.has_figures and any(MONEY.search(word.text) for word in self.words)

    @cached_property
    def is_running_text(self) -> bool:
        """Whether it is a sentence or part of one."""
        text = "".join(glyph.text for glyph in self.glyphs)
        return SENTENCE.search(text) is not None or (len(text) > WIDE and len(self.words) == 1)


def _leaves_cell(one: Glyph, other: Glyph) -> bool:
    """Whether there is a gap between two characters of a script that sets them close."""
    close = not (one.text.isascii() or other.text.isascii())
    return close and other.left - one.right > TOUCHING * min(one.size, other.size)


def _ends_amount(group: list[Glyph], glyph: Glyph) -> bool:
    """Whether characters are an amount and the next one begins the text of the next column.

    Where there is no gap at all, only a letter does so that is no measure, behind an amount to the hundredth.
    """
    if glyph.text in CONTINUES_AMOUNT or glyph.text.isascii():
        return False
    text = line_text(group)
    if glyph.left - group[-1].right < TOUCHING * glyph.size:
        return glyph.text in BEGINS_LABEL and EXACT.fullmatch(text) is not None
    return Word(text, 0.0, 0.0).is_amount


@dataclass(frozen=True, slots=True)
class Region:
    """A table without ruling lines on a page: its lines, of which the first ones are its head."""

    lines: tuple[WordLine, ...]
    head: int

    @property
    def top(self) -> float:
        """How far down the page it begins."""
        return self.lines[0].glyphs[0].top

    def goes_on_in(self, other: "Region", *, next_page: bool) -> bool:
        """Whether another table has its columns where this one has them: with the same headings above them, or none.

        `next_page` says that the other one stands on the page after this one; only there a table needs no head.
        """
        if not other.head:
            return next_page
        ours, theirs = (one.lines[one.head - 1].headings if one.head else () for one in (self, other))
        return len(ours) == len(theirs) and all(
            one.text == another.text and abs(one.left - another.left) < SAME_PLACE
            for one, another in zip(ours, theirs, strict=True)
        )


def regions_of(lines: Sequence[list[Glyph]], before: Region | None = None) -> tuple[list[Region], list[list[Glyph]]]:
    """The tables that words may form by standing below one another, and the lines that are in none.

    `before` is the last table of the page before, which may go on with a single row.
    """
    worded = [WordLine(line) for line in lines]
    found: list[Region] = []
    rest: list[list[Glyph]] = []
    at = 0
    for first, last in _regions(worded, before):
        part = tuple(worded[first:last])
        found.append(
            Region(part, next(number for number, line in enumerate(part) if line.has_figures or line.has_code))
        )
        rest += lines[at:first]
        at = last
    return found, [*rest, *lines[at:]]


def _regions(lines: Sequence[WordLine], before: Region | None) -> list[tuple[int, int]]:
    """Where lines with figures follow one another, with the lines between them and the head above: from, to."""
    regions: list[tuple[int, int]] = []
    start = None
    last = 0
    for at, line in enumerate(lines):
        if start is not None and (line.is_running_text or line.names_unit or _far(lines[at - 1], line)):
            regions.append((start, last + 1))
            start = None
        if line.has_figures:
            start = at if start is None else start
            last = at
    if start is not None:
        regions.append((start, last + 1))
    tables = [(first, end) for first, end in regions if _is_table(lines[first:end]) or _is_rest(lines, first, before)]
    floors = [0, *(end for _, end in tables)]
    return [
        (_head(lines, first, floor), _with_rest(lines, first, end))
        for (first, end), floor in zip(tables, floors, strict=False)
    ]


def _with_rest(lines: Sequence[WordLine], first: int, end: int) -> int:
    """The end of a table with the lines below its last figures that are nearer to these than rows are to each other."""
    rows = [line.middle for line in lines[first:end] if line.has_figures]
    pitch = min((after - before for before, after in pairwise(rows)), default=0.0)
    width = max(glyph.right - glyph.left for glyph in lines[end - 1].glyphs)
    reach = max(pitch, LEADING * width)
    at = end
    while at < len(lines) and lines[at].middle - rows[-1] < reach and not _begins_other(lines[at]):
        at += 1
    return at


def _begins_other(line: WordLine) -> bool:
    return not line.may_be_rest or line.is_running_text or line.is_caption


def _is_table(lines: Sequence[WordLine]) -> bool:
    """Whether lines are more than a figure beside a word: several rows, or one of several figures."""
    rows = [line for line in lines if line.has_figures]
    return len(rows) >= ROWS or any(
        sum(word.is_figure or word.is_dash for word in line.words) >= FIGURES for line in rows
    )


def _is_rest(lines: Sequence[WordLine], first: int, before: Region | None) -> bool:
    """Whether a row at the beginning of a page is the last one of the table on the page before."""
    if before is None or any(line.has_figures for line in lines[:first]):
        return False
    head = _head(lines, first, 0)
    return before.goes_on_in(Region(tuple(lines[head : first + 1]), first - head), next_page=head == 0)


def _far(above: WordLine, below: WordLine) -> bool:
    return below.middle - above.middle > FAR * max(above.size, below.size)


def _head(lines: Sequence[WordLine], first: int, floor: int) -> int:
    """The first line of the head above a table's first figures: below captions, sentences and wide gaps."""
    at = first
    while at > max(floor, first - HEAD_LINES):
        if lines[at - 1].is_running_text or lines[at - 1].is_caption or _far(lines[at - 1], lines[at]):
            break
        at -= 1
    return at
