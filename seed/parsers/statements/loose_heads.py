"""The head of a table without ruling lines: each word stands above its column, but not over all that it is for.

A heading over several columns is printed in their middle, and one over right-aligned figures somewhat to their left.
Which columns a heading is for follows from the words below it: what can stand under what is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from statistics import median
from typing import NamedTuple

from seed.parsers.statements.figures import NOTHING, is_amount, normalised
from seed.parsers.statements.heads import Head, code_part, head_of
from seed.parsers.statements.nesting import CODE, ROW_NUMBER, can_stand_under, is_group
from seed.parsers.statements.nesting import is_amount as heads_amounts
from seed.parsers.statements.printed_codes import from_cells
from seed.parsers.statements.words import WORD, head_text, segmentations
from seed.parsers.wording.normal import compact
from seed.sources.model import Grid

MOST_PAIRS = 6
"""How many pairs of words of a head are tried that may be one."""

BARE_SIDES = frozenset({"收入", "支出"})

PADDING = 3.0
"""How many points figures stand from the right side of their column."""

NEAR = 0.4
"""How far, in halves of a column's width, a heading may be from the middle of the columns that it is for."""


class Placed(NamedTuple):
    """A word of a head: its first and last row, and where its middle is across the page; 0 where that is not known."""

    row: int
    word: str
    middle: float
    last: int


Stack = list[Placed]
"""The words of a column from the top down."""


def loose_head_of(grid: Grid, first: int, last: int) -> Head | None:
    """The head of a part of a grid whose columns were told by words alone; None where its words make no sense.

    Rows without figures may stand at the top of the body: where words make no sense with them they do without.
    """
    head = head_of(grid, first, last)
    while (paths := _paths(grid, head, first, last)) is None and _may_be_a_row(grid, head, first, last):
        head = replace(head, height=head.height - 1)
    return None if paths is None else replace(head, paths=tuple(paths))


def _paths(grid: Grid, head: Head, first: int, last: int) -> list[tuple[str, ...]] | None:
    """The headings by column; None where the words of a head make no sense."""
    rows = [[compact(cell or "") for cell in row.cells] for row in grid.rows[first : first + head.height]]
    if _is_numbered(head):
        rows[-1] = [code_part(cell) for cell in rows[-1]]
    outside = _outside(rows)
    middles = grid.middles[first + outside :] or [[0.0] * grid.width] * head.height
    stacks = [
        _stack([row[column] for row in rows[outside:]], [row[column] for row in middles])
        for column in range(grid.width)
    ]
    if any(stack is None for stack in stacks):
        return None
    texts = _texts_below(grid, first + head.height, last)
    ends = grid.columns or ((0.0, 0.0),) * grid.width
    readings = _readings([stack or [] for stack in stacks])
    return next((paths for reading in readings if (paths := _Paths(reading, texts, ends).found()) is not None), None)


def _texts_below(grid: Grid, first: int, last: int) -> list[list[str]]:
    """What is printed in each column of the body."""
    body = [row.cells for row in grid.rows[first:last]]
    return [[cells[column] or "" for cells in body if cells[column]] for column in range(grid.width)]


def _may_be_a_row(grid: Grid, head: Head, first: int, last: int) -> bool:
    """Whether the lowest row of a head may be one of the body: a single text, in the column of the rows' labels."""
    if head.height <= 1 or _is_numbered(head):
        return False
    end = first + head.height
    filled = [column for column, cell in enumerate(grid.rows[end - 1].cells) if cell]
    below = _texts_below(grid, end, last)
    return len(filled) == 1 and below[filled[0]] != [] and not any(map(is_amount, below[filled[0]]))


def _is_numbered(head: Head) -> bool:
    return any(number is not None for number in head.numbers)


def _outside(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top belong to the page and not to the table: they begin no word of a head."""
    known = [
        any(row)
        and all(
            next(segmentations(head_text([below[column] for below in rows[at:] if below[column]])), None)
            for column, cell in enumerate(row)
            if cell
        )
        for at, row in enumerate(rows)
    ]
    broken = [sum(map(bool, row)) > 1 for row in rows]
    return next((at for at, (one, other) in enumerate(zip(known, broken, strict=True)) if one or other), 0)


def _stack(cells: Sequence[str], middles: Sequence[float]) -> Stack | None:
    """The words of a column, put together where they were broken over lines; None where they are unknown."""
    pieces = [(row, cell) for row, cell in enumerate(cells) if cell]
    if not pieces:
        return []
    words = next(segmentations(head_text([cell for _, cell in pieces])), None)
    if words is None:
        return None
    rows = [pieces[word.line][0] for word in words]
    ends = [pieces[after.line][0] for after in words[1:]] + [pieces[-1][0] + 1]
    lasts = [max(at for at, _ in pieces if row <= at < max(end, row + 1)) for row, end in zip(rows, ends, strict=True)]
    return [
        Placed(row, word.text, middles[row] if row < len(middles) else 0.0, last)
        for row, last, word in zip(rows, lasts, words, strict=True)
    ]


def _readings(stacks: list[Stack]) -> Iterator[list[Stack]]:
    """The stacks as they are, then with words put together that may be one broken over lines: as few as possible."""
    pairs = [
        (column, at)
        for column, stack in enumerate(stacks)
        for at, (one, other) in enumerate(pairwise(stack))
        if _may_be_one(one, other)
    ][:MOST_PAIRS]
    for count in range(len(pairs) + 1):
        for chosen in combinations(pairs, count):
            yield [
                _with_whole_words(stack, {at for other, at in chosen if other == column})
                for column, stack in enumerate(stacks)
            ]


def _may_be_one(one: Placed, other: Placed) -> bool:
    """Whether two words below one another may be one that is broken: in the middle of a cell, and no side of a form."""
    centred = not (one.middle and other.middle) or abs(one.middle - other.middle) < PADDING
    return centred and one.word not in BARE_SIDES and WORD.fullmatch(one.word + other.word) is not None


def _with_whole_words(stack: Stack, firsts: set[int]) -> Stack:
    """A stack in which some words are put together with the next."""
    result: Stack = []
    for at, placed in enumerate(stack):
        if at - 1 in firsts:
            result[-1] = result[-1]._replace(word=result[-1].word + placed.word, last=placed.last)
        else:
            result.append(placed)
    return result


def _fits(texts: Sequence[str], path: Sequence[str]) -> bool:
    """Whether what is printed in a column can stand under its headings: words under labels, figures under others."""
    if not texts or not path:
        return not texts
    # A dash holds the place of an amount, but labels may have one too.
    said = [text for text in texts if normalised(text) not in NOTHING]
    figures = sum(is_amount(text.rstrip("%％")) for text in said) * 2 > len(said) or not said
    if CODE.fullmatch(path[-1]) or ROW_NUMBER.fullmatch(path[-1]):
        return figures or all(from_cells([text], "").code for text in said if not is_amount(text))
    return figures == heads_amounts(path[-1])


class _Paths:
    """The headings of each column: its own words, and those that stand over it from the columns beside it."""

    def __init__(self, stacks: list[Stack], texts: list[list[str]], ends: Sequence[tuple[float, float]]) -> None:
        self.texts = texts
        self.ends = ends
        self.stacks = [list(stack) for stack in stacks]

    def found(self) -> list[tuple[str, ...]] | None:
        """The headings by column, () for a column that is only the middle of a heading; None where they are unclear."""
        self._attach()
        for column, heading in self._headings():
            inside = self.stacks[column][-1] != heading
            under = self._under(column, heading, inside=inside)
            if under is None and (inside or self._is_above_all(heading)):
                return None
            if under is not None and not inside:
                self.stacks[column] = []
            for other in under or ():
                if other != column:
                    self.stacks[other].insert(0, heading)
        paths = [tuple(placed.word for placed in stack) for stack in self.stacks]
        unclear = any(not _fits(texts, path) for texts, path in zip(self.texts, paths, strict=True))
        return None if unclear or any(path and path[-1] in BARE_SIDES for path in paths) else paths

    def _is_above_all(self, heading: Placed) -> bool:
        """Whether a heading stands higher than those of all columns, so that it is not that of an empty one."""
        return all(
            stack[-1].row > heading.last
            for stack, texts in zip(self.stacks, self.texts, strict=True)
            if texts and stack
        )

    def _attach(self) -> None:
        """Give a column of figures without a heading the one that stands alone at its left: figures stand at the right.

        A column of words without a heading gets the one at its right.
        """
        for column, texts in enumerate(self.texts):
            if texts and not self.stacks[column]:
                figures = sum(map(is_amount, texts)) * 2 >= len(texts)
                other = column - 1 if figures else column + 1
                if 0 <= other < len(self.stacks) and not self.texts[other]:
                    self.stacks[column], self.stacks[other] = self.stacks[other], []

    def _headings(self) -> list[tuple[int, Placed]]:
        """The words that stand over other columns, the lowest first: with words below them, or above no column."""
        found = [
            (column, heading)
            for column, stack in enumerate(self.stacks)
            for at, heading in enumerate(stack)
            if at < len(stack) - 1 or (len(stack) == 1 and not self.texts[column] and is_group(heading.word))
        ]
        return sorted(found, key=lambda one: -one[1].row)

    def _under(self, column: int, heading: Placed, *, inside: bool) -> list[int] | None:
        """The columns around one that a heading stands over: the most that can, those of which it is in the middle.

        None where two choices are as good. Where all headings end at one height, a head does not show which columns
        are under none: then there has to be one choice.
        """
        stretches = [
            way
            for left in range(column + 1)
            for right in range(column, len(self.stacks))
            if (way := self._way(left, right, column, heading.row, inside=inside))
        ]
        ways: list[list[int]] = []
        for rarely in (False, True):
            ways = ways or [
                way for way in stretches if can_stand_under(heading.word, self._below(way, heading.row), rarely=rarely)
            ]
        different = [list(way) for way in sorted(set(map(tuple, ways)))]
        half = self._half
        if heading.middle and half and any(heads_amounts(self.stacks[way[-1]][-1].word) for way in different):
            different = [way for way in different if self._in_the_middle(way, heading, half)]
            if len(different) > 1 and len({stack[-1].last for stack in self.stacks if stack}) == 1:
                return None
        widest = max(map(len, different), default=0)
        best = [way for way in different if len(way) == widest]
        return best[0] if len(best) == 1 else None

    def _in_the_middle(self, way: list[int], heading: Placed, half: float) -> bool:
        """Whether a heading is in the middle of columns, and those directly under it are of one height.

        Headings stand in the middle of their cells, so that one that is under no other stands higher than these.
        """
        missed = abs((self._left_of(way[0], half) + self._right_of(way[-1], half)) / 2 - heading.middle)
        heights = {
            stack[0].row + stack[0].last for column in way if len(stack := self._stack_below(column, heading)) == 1
        }
        beside = not heads_amounts(self.stacks[way[0]][-1].word)
        if beside and not self._ends_block(way[-1]):
            return False
        return missed < (1 if beside else NEAR) * half and max(heights, default=0) - min(heights, default=0) <= 1

    def _ends_block(self, column: int) -> bool:
        """Whether no column of amounts follows before the next of labels, so that it ends a block with labels."""
        after = next((stack for stack in self.stacks[column + 1 :] if stack), None)
        return after is None or not heads_amounts(after[-1].word)

    def _stack_below(self, column: int, heading: Placed) -> Stack:
        return [placed for placed in self.stacks[column] if placed.row > heading.row]

    def _left_of(self, column: int, half: float) -> float:
        """The left side of a column: labels stand there; that of amounts is as far from their heading as the right."""
        middle = self.stacks[column][-1].middle
        if not heads_amounts(self.stacks[column][-1].word):
            return self.ends[column][0] - PADDING
        return middle - (self._half_of(column) or half)

    def _right_of(self, column: int, half: float) -> float:
        return self.stacks[column][-1].middle + (self._half_of(column) or half)

    @property
    def _half(self) -> float | None:
        """The usual half of the width of a column of amounts; None where there is none."""
        known = [half for column in range(len(self.stacks)) if (half := self._half_of(column)) is not None]
        return median(known) if known else None

    def _half_of(self, column: int) -> float | None:
        """Half the width of a column: from the middle of its heading to the right end of its amounts."""
        stack, texts = self.stacks[column], self.texts[column]
        if not stack or not stack[-1].middle or not any("." in text and is_amount(text) for text in texts):
            return None
        half = self.ends[column][1] + PADDING - stack[-1].middle
        return half if half > PADDING else None

    def _way(self, left: int, right: int, column: int, row: int, *, inside: bool) -> list[int]:
        """The columns of a stretch that can stand under a heading; [] where one of them cannot."""
        stretch = range(left, right + 1)
        way = [other for other in stretch if (other != column or inside) and self._is_column(other, row)]
        possible = all(self._top(other, row) and (other == column or self._free(other, row)) for other in way)
        return way if possible and len(way) > 1 else []

    def _is_column(self, column: int, row: int) -> bool:
        """Whether a column is one of the table, and not only the place of a heading at this height or above it."""
        return bool(self.stacks[column]) and (bool(self.texts[column]) or self._top(column, row) is not None)

    def _below(self, way: list[int], row: int) -> list[str]:
        """The cells directly under a heading: the highest words of columns, one for all that share it."""
        tops = [self._top(column, row) for column in way]
        return [one.word for before, one in zip([None, *tops], tops, strict=False) if one is not None and one != before]

    def _top(self, column: int, row: int) -> Placed | None:
        """The highest word of a column below a row."""
        return next((heading for heading in self.stacks[column] if heading.row > row), None)

    def _free(self, column: int, row: int) -> bool:
        """Whether a column has no word at the height of a heading or above it."""
        return all(placed.row > row for placed in self.stacks[column])
