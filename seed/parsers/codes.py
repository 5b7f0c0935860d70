"""The code lists as a parser needs them: what a printed code is called, which code a printed name has.

Codes are reused with other meanings and names change, so that every question names the year.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from seed.parsers.wording.normal import plain

TABLE = Path(__file__).parents[1] / "tables" / "classifications.csv"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a scheme in one meaning: the first year and all years in which it has it, name and parent.

    `row` is its row in the `classifications` table.
    """

    scheme: str
    code: str
    edition: int
    editions: tuple[int, ...]
    name: str
    parent: str
    row: Mapping[str, str] = field(compare=False, repr=False)

    def distance(self, year: int) -> int:
        """How many years lie between a year and the nearest in which the code is known to have this meaning."""
        return min(abs(year - known) for known in self.editions)


class CodeBook:
    """The classifications of a release, by code and by name."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._by_code: dict[tuple[str, str], list[Code]] = {}
        self._by_name: dict[tuple[str, str], list[Code]] = {}
        for code in codes:
            self._by_code.setdefault((code.scheme, code.code), []).append(code)
            self._by_name.setdefault((code.scheme, plain(code.name)), []).append(code)

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, str]]) -> Self:
        """The code book that rows of the `classifications` table make."""
        return cls(
            Code(
                row["scheme"],
                row["code"],
                int(row["edition"]),
                tuple(int(year) for year in row["editions"].split(";")),
                row["name"],
                row["parent"],
                row,
            )
            for row in rows
        )

    @staticmethod
    @cache
    def published() -> "CodeBook":
        """The code lists that come with budgetgraph."""
        with TABLE.open(encoding="utf-8", newline="") as file:
            return CodeBook.of_rows(csv.DictReader(file))

    def meaning(self, scheme: str, code: str, year: int) -> Code | None:
        """The meaning of a code in the known year nearest to the one asked for; None for an unknown code."""
        known = self._by_code.get((scheme, code), ())
        return min(known, key=lambda one: one.distance(year), default=None)

    def named(self, scheme: str, name: str, year: int, *, digits: int) -> Code | None:
        """The code of so many digits that has a name, in the known year nearest to the one asked for."""
        known = [one for one in self._by_name.get((scheme, plain(name)), ()) if len(one.code) == digits]
        return min(known, key=lambda one: one.distance(year), default=None)

    def first_year(self, scheme: str, code: str) -> int | None:
        """The first year in which a code is known to have any meaning; None for an unknown code."""
        return min((one.edition for one in self._by_code.get((scheme, code), ())), default=None)
