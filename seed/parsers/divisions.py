"""Which territory a body belongs to, told by the divisions of GB/T 2260 that its name or its document names."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

TABLE = Path(__file__).parents[1] / "codelists" / "divisions.csv"
"""Division codes and names of GB/T 2260, edition of April 2019."""

ENDING = re.compile("[省市区县州盟旗]")
PARTY = re.compile("^(中共|中国共产党|民盟|民革|民建|民进|农工党|致公党|九三学社|台盟)")

SHORTEST, LONGEST = 2, 15
"""The letters that the name of a division has."""

COUNTY, PREFECTURE, PROVINCE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture-level city or county, by its code."""

    code: str
    name: str

    @property
    def level(self) -> int:
        """1 for a province, 2 for a city of prefecture level, 3 for a county."""
        if self.code.endswith("0000"):
            return PROVINCE
        return PREFECTURE if self.code.endswith("00") else COUNTY

    def within(self, other: "Division") -> bool:
        """Whether it lies in another division, and is not that one."""
        return self.code != other.code and self.code.startswith(other.code[: 2 * other.level])


class Divisions:
    """The divisions of a country by name; several may share one."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self._by_name: dict[str, list[Division]] = {}
        for division in divisions:
            self._by_name.setdefault(division.name, []).append(division)

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[str, str]]) -> Self:
        """The divisions with these codes and names."""
        return cls(Division(code, name) for code, name in rows)

    @staticmethod
    @cache
    def published() -> "Divisions":
        """The divisions that come with budgetgraph."""
        with TABLE.open(encoding="utf-8", newline="") as file:
            return Divisions.of_rows((row["code"], row["name"]) for row in csv.DictReader(file))

    def of_body(self, name: str, texts: Iterable[str]) -> Division | None:
        """The territory of a body: the deepest that its name begins with, else the one its document names most.

        Where several have the name, the one whose province or city the texts name; None where that does not decide.
        """
        chain = self._chain(PARTY.sub("", name))
        if not chain:
            return self._most_named(texts)
        found = self._consistent(chain)
        if len(found) == 1:
            return found[0]
        return self._told_apart(found, texts)

    def _chain(self, name: str) -> list[list[Division]]:
        """The divisions that a name begins with, one after the other, each with all that share its name."""
        chain: list[list[Division]] = []
        while True:
            sizes = range(min(LONGEST, len(name)), SHORTEST - 1, -1)
            size = next((size for size in sizes if name[:size] in self._by_name), 0)
            if not size:
                return chain
            chain.append(self._by_name[name[:size]])
            name = name[size:]

    @staticmethod
    def _consistent(chain: list[list[Division]]) -> list[Division]:
        """Of the divisions that share the last name of a chain those that lie in one of the names before it."""
        found = chain[0]
        for named in chain[1:]:
            inside = [one for one in named if any(one.within(above) for above in found)]
            found = inside or found
        return found

    def _told_apart(self, found: list[Division], texts: Iterable[str]) -> Division | None:
        named = Counter(one.code for one in self._named(texts))
        scores = {one.code: sum(times for code, times in named.items() if _is_above(code, one)) for one in found}
        best = max(scores.values())
        chosen = [one for one in found if scores[one.code] == best]
        return chosen[0] if best and len(chosen) == 1 else None

    def _most_named(self, texts: Iterable[str]) -> Division | None:
        named = Counter(self._named(texts)).most_common(2)
        decided = named and (len(named) == 1 or named[0][1] > named[1][1])
        return named[0][0] if decided else None

    def _named(self, texts: Iterable[str]) -> Iterator[Division]:
        """The divisions that texts name and that no other has the name of, as often as they are named."""
        for text in texts:
            for match in ENDING.finditer(text):
                end = match.end()
                for size in range(min(LONGEST, end), SHORTEST - 1, -1):
                    found = self._by_name.get(text[end - size : end], ())
                    if len(found) == 1:
                        yield found[0]
                        break


def _is_above(code: str, division: Division) -> bool:
    return division.within(Division(code, ""))
