"""Tables as the row modules see them: converted cells, the line each row stands on, rows by a column."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from seed.columns import Cell, Descriptor


class Row(dict[str, Cell]):
    """The converted cells of a row by column, and the line of the file on which it stands."""

    __slots__ = ("line",)

    line: int


@dataclass(frozen=True)
class Table:
    """A table as it was read: its path in the package, its schema and its rows in published order."""

    path: str
    schema: Descriptor
    rows: Sequence[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def by(self, column: str) -> Mapping[str, Sequence[Row]]:
        """The rows that have the same value in a column; an empty sequence for a value that none has."""
        groups = self._groups.get(column)
        if groups is None:
            groups = self._groups[column] = defaultdict(list)
            for row in self.rows:
                groups[row[column]].append(row)
        return groups

    @cached_property
    def _groups(self) -> dict[str, defaultdict[str, list[Row]]]:
        return {}


Tables: TypeAlias = Mapping[str, Table]
"""The tables of a package by name."""
