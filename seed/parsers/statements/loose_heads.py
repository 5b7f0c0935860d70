"""The head of a table without ruling lines: each word stands above its column, but not over all that it is for.

A heading over several columns is printed in their middle, and one over right-aligned figures somewhat to their left.
Which columns a heading is for follows from the words below it: what can stand under what is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from seed.parsers.normal import compact
from seed.parsers.statements.figures import NOTHING, is_amount, normalised
from seed.parsers.statements.heads import Head, code_part, head_of
from seed.parsers.statements.nesting import CODE, ROW_NUMBER, can_stand_under, is_group
from seed.parsers.statements.nesting import is_amount as heads_amounts
from seed.parsers.statements.printed_codes import with_name
from seed.parsers.statements.words import WORD, head_text, segmentations
from seed.sources.model import Grid

MOST_PAIRS = 6
"""How many pairs of words of a head are tried that may be one."""

BARE_SIDES = frozenset({"收入", "支出"})

Stack = list[tuple[int, str]]
"""The words of a column from the top down, each with its row."""


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
    rows = rows[_outside(rows) :]
    stacks = [_stack([row[column] for row in rows]) for column in range(grid.width)]
    if any(stack is None for stack in stacks):
        return None
    texts = _texts_below(grid, first + head.height, last)
    readings = _readings([stack or [] for stack in stacks])
    return next((paths for reading in readings if (paths := _Paths(reading, texts).found()) is not None), None)


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
    """How many rows at the top belong to the page and not to the table: they hold no word of a head."""
    known = [all(next(segmentations(head_text([cell])), None) for cell in row if cell) and any(row) for row in rows]
    broken = [sum(map(bool, row)) > 1 for row in rows]
    return next((at for at, (one, other) in enumerate(zip(known, broken, strict=True)) if one or other), 0)


def _stack(cells: Sequence[str]) -> Stack | None:
    """The words of a column, put together where they were broken over lines; None where they are unknown."""
    pieces = [(row, cell) for row, cell in enumerate(cells) if cell]
    if not pieces:
        return []
    words = next(segmentations(head_text([cell for _, cell in pieces])), None)
    return None if words is None else [(pieces[word.line][0], word.text) for word in words]


def _readings(stacks: list[Stack]) -> Iterator[list[Stack]]:
    """The stacks as they are, then with words put together that may be one broken over lines: as few as possible."""
    pairs = [
        (column, at)
        for column, stack in enumerate(stacks)
        for at, ((_, one), (_, other)) in enumerate(pairwise(stack))
        if WORD.fullmatch(one + other)
    ][:MOST_PAIRS]
    for count in range(len(pairs) + 1):
        for chosen in combinations(pairs, count):
            yield [
                _with_whole_words(stack, {at for other, at in chosen if other == column})
                for column, stack in enumerate(stacks)
            ]


def _with_whole_words(stack: Stack, firsts: set[int]) -> Stack:
    """A stack in which some words are put together with the next."""
    result: Stack = []
    for at, (row, word) in enumerate(stack):
        if at - 1 in firsts:
            result[-1] = (result[-1][0], result[-1][1] + word)
        else:
            result.append((row, word))
    return result


def _fits(texts: Sequence[str], path: Sequence[str]) -> bool:
    """Whether what is printed in a column can stand under its headings: words under labels, figures under others."""
    if not texts or not path:
        return not texts
    # A dash holds the place of an amount, but labels may have one too.
    said = [text for text in texts if normalised(text) not in NOTHING]
    figures = sum(map(is_amount, said)) * 2 > len(said) or not said
    if CODE.fullmatch(path[-1]) or ROW_NUMBER.fullmatch(path[-1]):
        return figures or all(with_name(text).code for text in said if not is_amount(text))
    return figures == heads_amounts(path[-1])


class _Paths:
    """The headings of each column: its own words, and those that stand over it from the columns beside it."""

    def __init__(self, stacks: list[Stack], texts: list[list[str]]) -> None:
        self.texts = texts
        self.stacks = [list(stack) for stack in stacks]

    def found(self) -> list[tuple[str, ...]] | None:
        """The headings by column, () for a column that is only the middle of a heading; None where they are unclear."""
        self._attach()
        for column, (row, word) in self._headings():
            inside = self.stacks[column][-1] != (row, word)
            under = self._under(column, row, word, inside=inside)
            if under is None and inside:
                return None
            if under is not None and not inside:
                self.stacks[column] = []
            for other in under or ():
                if other != column:
                    self.stacks[other].insert(0, (row, word))
        paths = [tuple(word for _, word in stack) for stack in self.stacks]
        unclear = any(not _fits(texts, path) for texts, path in zip(self.texts, paths, strict=True))
        return None if unclear or any(path and path[-1] in BARE_SIDES for path in paths) else paths

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

    def _headings(self) -> list[tuple[int, tuple[int, str]]]:
        """The words that stand over other columns, the lowest first: with words below them, or above no column."""
        found = [
            (column, heading)
            for column, stack in enumerate(self.stacks)
            for at, heading in enumerate(stack)
            if at < len(stack) - 1 or (len(stack) == 1 and not self.texts[column] and is_group(heading[1]))
        ]
        return sorted(found, key=lambda one: -one[1][0])

    def _under(self, column: int, row: int, word: str, *, inside: bool) -> list[int] | None:
        """The columns around one that a heading stands over: the most that can; None where two choices are as wide."""
        ways = [
            way
            for left in range(column + 1)
            for right in range(column, len(self.stacks))
            if (way := self._way(left, right, column, row, inside=inside))
            and can_stand_under(word, self._below(way, row), rarely=False)
        ]
        widest = max(map(len, ways), default=0)
        best = {tuple(way) for way in ways if len(way) == widest}
        return list(best.pop()) if len(best) == 1 else None

    def _way(self, left: int, right: int, column: int, row: int, *, inside: bool) -> list[int]:
        """The columns of a stretch that can stand under a heading; [] where one of them cannot."""
        stretch = range(left, right + 1)
        way = [other for other in stretch if (other != column or inside) and self.stacks[other]]
        possible = all(self._top(other, row) and (other == column or self._free(other, row)) for other in way)
        return way if possible and len(way) > 1 else []

    def _below(self, way: list[int], row: int) -> list[str]:
        """The cells directly under a heading: the highest words of columns, one for all that share it."""
        tops = [self._top(column, row) for column in way]
        return [one[1] for before, one in zip([None, *tops], tops, strict=False) if one is not None and one != before]

    def _top(self, column: int, row: int) -> tuple[int, str] | None:
        """The highest word of a column below a row."""
        return next((heading for heading in self.stacks[column] if heading[0] > row), None)

    def _free(self, column: int, row: int) -> bool:
        """Whether a column has no word at the height of a heading or above it."""
        return all(at > row for at, _ in self.stacks[column])
