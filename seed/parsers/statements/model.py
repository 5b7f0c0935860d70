"""A statement as printed, before its words are understood: columns with their headings, rows with their texts."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""The block of a row and its order there."""


CONTINUED = re.compile("[（(]续表?[一二三四五0-9]{0,2}[)）]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a statement begins, and what is printed around its table.

    `section` are the headings above it; `unit` and `publisher` are "" where none is printed; `year` is that of the
    last title of a document above it, "" for none.
    """

    title: str
    line: int
    number: str = ""
    unit: str = ""
    section: str = ""
    publisher: str = ""
    year: str = ""

    def repeats(self, other: "Heading") -> bool:
        """Whether it is the same heading again, as programs print it at the top of every page of a long table."""
        ours, theirs = (_repeated(one) for one in (self, other))
        return all(one == another or not one for one, another in zip(ours, theirs, strict=True))


def _repeated(heading: Heading) -> tuple[str, ...]:
    """What a heading prints again where its table goes on."""
    return CONTINUED.sub("", heading.title), heading.number, heading.unit, heading.publisher, heading.year


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: its printed number, or else its order, and its headings from the top down."""

    number: int
    path: tuple[str, ...]

    @property
    def words(self) -> str:
        """All headings of the column."""
        return " ".join(self.path)


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that share a label: a form with two sides has two, a list set in three columns has three.

    `heading` is what stands above the whole block: `收入`, `人员经费`. `coded` says that it has a column of codes;
    `of_units` that these are codes of units and not of a classification.
    """

    heading: str
    columns: tuple[Column, ...]
    coded: bool = False
    of_units: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled row of a block: the figures, in the order of the block's columns, as their cells print them.

    `number` is the printed number of the row or None; `of` is the further text of the row by the word for its
    column's heading: the code of a function beside that of an item, the category of a purchase.
    """

    line: int
    block: int
    label: str
    figures: tuple[str, ...]
    code: str = ""
    number: int | None = None
    order: int = 0
    of: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def place(self) -> Place:
        """The block and the order of the row in it, which no other row of the statement has."""
        return self.block, self.order


@dataclass(slots=True)
class Form:
    """A statement with its table: blocks, and the rows of all of them in published order.

    `listed` says that the blocks are one list set in several columns, to be read block by block. `certain` says that
    the place of each figure is known; where it is not, figures have to prove themselves by adding up.
    """

    heading: Heading
    blocks: tuple[Block, ...]
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    listed: bool = False
    certain: bool = True
