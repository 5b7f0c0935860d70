"""Columns told by words alone: where the headings above a table belong that no line ties to a column.

A heading stands in the middle of its column, figures at the right of it, labels at the left. So the middle of a
heading lies between the right ends of two columns of figures, even where it stands above neither's figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

Interval: TypeAlias = tuple[float, float]
"""Where something begins and ends across the page."""

FIGURE = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?")
AMOUNT = re.compile(r".*[.,][0-9]+")
NUMBERING = re.compile("栏次|栏目|列次")
"""What the row that numbers the columns of a table is marked with."""

DASH = re.compile("[-−－–—―]{1,3}")

CLEARLY = 0.5
"""How much nearer to its usual place one heading has to be than another for a column to be its."""

CENTRED = 5.0
"""How many points apart the middles of two lines of a heading may be."""

MARGIN = 2.0
"""How many points a heading's middle may be beyond the right end of its column's figures."""


class Word(NamedTuple):
    """Characters that no gap parts."""

    text: str
    left: float
    right: float

    @property
    def is_figure(self) -> bool:
        """Whether it is a number and nothing else."""
        return FIGURE.fullmatch(normalize("NFKC", self.text)) is not None

    @property
    def is_amount(self) -> bool:
        """Whether it is a number with a point or a separator."""
        return self.is_figure and AMOUNT.fullmatch(normalize("NFKC", self.text)) is not None

    @property
    def is_dash(self) -> bool:
        """Whether it is what forms print for no amount: it may stand elsewhere in its column than amounts do."""
        return DASH.fullmatch(self.text) is not None


def shared(word: Word, column: Interval) -> float:
    """How wide the part of a word is that stands in a column; less than nothing for none."""
    return min(column[1], word.right) - max(column[0], word.left)


@dataclass(frozen=True, slots=True)
class Arranged:
    """The columns of a table with those that only the head has, and the rows of its head.

    `sources` gives for each column its number among those that have figures or labels, -1 for one of the head alone;
    `middles` for each text of the head where its middle is across the page, 0 for none.
    """

    columns: list[Interval]
    sources: list[int]
    rows: list[list[str]]
    middles: list[list[float]]


@dataclass(slots=True)
class _Heading:
    """Words of the head that stand below one another, with the rows in which they do."""

    left: float
    right: float
    words: list[tuple[int, Word]]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def arranged(columns: Sequence[Interval], figures: Sequence[bool], head: Sequence[Sequence[Word]]) -> Arranged:
    """The columns of a table, and the words of its head by column; `figures` says which columns hold figures."""
    bands: list[list[_Heading]] = [[] for _ in range(len(columns) + 1)]
    for row, words in enumerate(head):
        for word in words:
            if not NUMBERING.fullmatch(word.text):
                _add(bands[band_of(word, columns)], row, word)
    own: list[_Heading | None] = [None] * len(columns)
    alone = [*bands[-1]]
    usual = _usual_distance(columns, figures, bands)
    for at, headings in enumerate(bands[:-1]):
        headings.sort(key=_depth)
        own[at] = _own(headings, columns[at], usual) if figures[at] else _over_words(headings, columns[at])
        rest = [heading for heading in headings if heading is not own[at]]
        if rest and at > 0 and not figures[at - 1]:
            # Labels stand at the left: the middle of their heading may be beyond the right end of the longest.
            lowest = max(rest, key=lambda one: (one.words[-1][0], -one.left))
            before = own[at - 1]
            if before is None or (figures[at] and before.words[0][0] < lowest.words[0][0]):
                rest.remove(lowest)
                alone += [] if before is None else [before]
                own[at - 1] = lowest
        alone += rest
    places = [(column, at, own[at]) for at, column in enumerate(columns)]
    places += [((heading.left, heading.right), -1, heading) for heading in alone]
    places.sort(key=lambda place: place[0])
    found = [[_words(heading, row) for _, _, heading in places] for row in range(len(head))]
    rows = [["".join(word.text for word in words) for words in row] for row in found]
    middles = [[(words[0].left + words[-1].right) / 2 if words else 0.0 for words in row] for row in found]
    for row, words in enumerate(head):
        for word in words:
            if NUMBERING.fullmatch(word.text):
                _put_mark(word, [place[0] for place in places], rows[row])
    return Arranged([column for column, _, _ in places], [at for _, at, _ in places], rows, middles)


def _put_mark(word: Word, columns: Sequence[Interval], cells: list[str]) -> None:
    """Put the mark of the row that numbers the columns, which is no heading, into a free cell where it stands."""
    free = [at for at, cell in enumerate(cells) if not cell]
    if free:
        cells[max(free, key=lambda at: (shared(word, columns[at]), -at))] = word.text


def _depth(heading: _Heading) -> tuple[int, float]:
    return heading.words[-1][0], heading.left


def _over_words(headings: Sequence[_Heading], column: Interval) -> _Heading | None:
    """The heading of a column of labels, codes or row numbers: the lowest that stands above them."""
    above = [one for one in headings if column[0] < one.right and one.left < column[1]]
    return above[-1] if above else None


def _usual_distance(
    columns: Sequence[Interval], figures: Sequence[bool], bands: Sequence[Sequence[_Heading]]
) -> float | None:
    """How far the middle of a heading is from the right end of its figures, by the columns with one heading."""
    found = [
        column[1] - headings[0].middle
        for column, of_figures, headings in zip(columns, figures, bands, strict=False)
        if of_figures and len(headings) == 1
    ]
    return median(found) if found else None


def _own(headings: Sequence[_Heading], column: Interval, usual: float | None) -> _Heading | None:
    """The heading of a column of figures, of several from the highest to the lowest; None where it is unclear.

    It is the lowest one that stands above figures. Where none does, the others are those of columns at its left that
    are empty from top to bottom, or of several columns together. The former do not stand at its right, the latter not
    below it: the one that is lowest and at the right is its own. Where none is both, it is the one that is as far from
    the figures as the headings of other columns are.
    """
    above = _over_words(headings, column)
    if above is not None:
        return above
    if not headings or headings[-1] is max(headings, key=lambda one: one.middle):
        return headings[-1] if headings else None
    if usual is None:
        return None
    ways = sorted((abs(column[1] - one.middle - usual), number) for number, one in enumerate(headings))
    return headings[ways[0][1]] if ways[0][0] < CLEARLY * ways[1][0] else None


def band_of(word: Word, columns: Sequence[Interval]) -> int:
    """The first column whose right end is not left of a word's middle; one more than there are for none."""
    middle = (word.left + word.right) / 2
    return next((at for at, (_, right) in enumerate(columns) if middle <= right + MARGIN), len(columns))


def with_dashes(lines: Sequence[Sequence[Word]], columns: Sequence[Interval]) -> list[Interval]:
    """The columns with those that hold nothing but dashes.

    A dash may stand elsewhere in its column than amounts do, so it says nothing of where the column is. But where a
    line has a dash and an amount that one column would take, or two dashes, these are of different columns.
    """
    found = list(columns)
    placed = [[(word, band_of(word, columns)) for word in words] for words in lines]
    for band, column in enumerate([*columns, None]):
        stacks = _stacked([word for words in placed for word, at in words if at == band and word.is_dash])
        beside = [stack for stack in stacks if any(_meets_figure(stack, band, words) for words in placed)]
        if column is not None:
            # Of those that no figure stands beside, the one nearest to the figures is of their column.
            own = [stack for stack in stacks if stack not in beside][-1:]
            stacks = [stack for stack in stacks if stack not in own]
        found += stacks
    return sorted(found)


def _meets_figure(stack: Interval, band: int, words: Sequence[tuple[Word, int]]) -> bool:
    """Whether a line has a dash of a stack and a figure in the same band."""
    dashes = any(word.is_dash and shared(word, stack) > 0 for word, _ in words)
    return dashes and any(at == band and not word.is_dash for word, at in words)


def _stacked(words: Sequence[Word]) -> list[Interval]:
    """Where words stand below one another."""
    stacks: list[Interval] = []
    for word in sorted(words, key=lambda one: one.left):
        if stacks and word.left < stacks[-1][1]:
            stacks[-1] = (stacks[-1][0], max(stacks[-1][1], word.right))
        else:
            stacks.append((word.left, word.right))
    return stacks


def _add(band: list[_Heading], row: int, word: Word) -> None:
    """Put a word to the one it stands below, or begin another heading."""
    for heading in band:
        last = heading.words[-1][1]
        aligned = (
            abs(last.left + last.right - word.left - word.right) < 2 * CENTRED or abs(last.left - word.left) < MARGIN
        )
        if heading.words[-1][0] < row and aligned and shared(word, (heading.left, heading.right)) > 0:
            heading.left, heading.right = min(heading.left, word.left), max(heading.right, word.right)
            heading.words.append((row, word))
            return
    band.append(_Heading(word.left, word.right, [(row, word)]))


def _words(heading: _Heading | None, row: int) -> list[Word]:
    return [] if heading is None else [word for at, word in heading.words if at == row]
