"""The rows or the columns of a block: which of them stand above which others.

A row or column is above another when what it stands for is above in every coordinate. Where two stand for the same,
a total column repeats those under the same heading, and a total row those that its numbering puts below it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph.codes import Chain
from graph.findings.labels import is_including, numbering

_HEAD = -1
"""The level of a total without numbering: it heads or closes all others."""

_LOWEST = 99
"""The level of a row without numbering that is no total: a part of the numbered row before it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A row or a column: its number, what it stands for, its headings from the outermost, whether it is a total."""

    number: int
    coordinates: tuple[Chain, ...]
    headings: tuple[str, ...]
    is_total: bool = False


def above_by_codes(members: Sequence[Member]) -> dict[int, tuple[int, ...]]:
    """For each member those that stand for something above what it stands for."""
    known: defaultdict[tuple[Chain, ...], list[int]] = defaultdict(list)
    for member in members:
        known[member.coordinates].append(member.number)
    return {
        member.number: tuple(number for place in _ancestors(member.coordinates) for number in known.get(place, ()))
        for member in members
    }


def columns_above(columns: Sequence[Member]) -> dict[int, tuple[int, ...]]:
    """For each column those that repeat it, by codes or, among columns for the same, by heading."""
    found = above_by_codes(columns)
    for alike in _alike(columns):
        totals = [column for column in alike if column.is_total]
        for column in alike:
            own = tuple(total.number for total in totals if _heads(total, column))
            found[column.number] += own
    return found


def rows_above(rows: Sequence[Member]) -> dict[int, tuple[int, ...]]:
    """For each row those that repeat it, by codes or, among rows for the same, by numbering."""
    found = above_by_codes(rows)
    for alike in _alike(rows):
        for total, covered in _outline(alike):
            for number in covered:
                found[number] += (total,)
    return found


def _ancestors(coordinates: tuple[Chain, ...]) -> Iterator[tuple[Chain, ...]]:
    """Everything above a place, the place itself left out."""
    for place in product(*([chain[:depth] for depth in range(len(chain) + 1)] for chain in coordinates)):
        if place != coordinates:
            yield place


def _alike(members: Sequence[Member]) -> list[list[Member]]:
    """The members that stand for the same as others, where one of them is a total."""
    groups: defaultdict[tuple[Chain, ...], list[Member]] = defaultdict(list)
    for member in members:
        groups[member.coordinates].append(member)
    return [group for group in groups.values() if len(group) > 1 and any(member.is_total for member in group)]


def _heads(total: Member, column: Member) -> bool:
    """Whether a total column stands for all columns under the heading that it closes."""
    prefix = total.headings[:-1]
    if total is column or column.headings[: len(prefix)] != prefix:
        return False
    return not column.is_total or len(column.headings) > len(total.headings)


def _outline(rows: Sequence[Member]) -> Iterator[tuple[int, list[int]]]:
    """Every total row with the rows that it repeats."""
    levels = [_level(row) for row in rows]
    for at, row in enumerate(rows):
        if not row.is_total:
            continue
        below = [place for place, level in enumerate(levels) if level != _HEAD]
        if levels[at] != _HEAD:
            end = next((place for place in range(at + 1, len(rows)) if levels[place] <= levels[at]), len(rows))
            yield row.number, [rows[place].number for place in range(at + 1, end)]
        elif any(place < at for place in below):
            yield row.number, [rows[place].number for place in below if place < at]
        else:
            yield row.number, [rows[place].number for place in below]


def _level(row: Member) -> int:
    label = row.headings[0]
    number = None if is_including(label) else numbering(label)
    if number is not None:
        return number
    return _HEAD if row.is_total else _LOWEST


def leaves_of(above: Mapping[int, Sequence[int]]) -> frozenset[int]:
    """The members that repeat no other."""
    covering = {number for numbers in above.values() for number in numbers}
    return frozenset(number for number in above if number not in covering)
