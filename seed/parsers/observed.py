"""Codes that a document uses and the code lists do not know for its year: rows that make them known.

A code that is known for another year with the same name gets the year added; one that is printed with another name
is another meaning with an edition of its own; one that nobody knows is added under its parent by prefix.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from seed.parsers.codes import Code, CodeBook
from seed.parsers.parsed import Row
from seed.parsers.wording.normal import plain

BY_PREFIX = frozenset({"FUNCTIONAL", "DEPARTMENT_ECONOMIC", "GOVERNMENT_ECONOMIC"})
CLASS_DIGITS = 3
PAIRS = re.compile("[0-9]{2}")


@dataclass
class ObservedCodes:
    """The codes that a document uses in one year, as rows of the `classifications` table.

    A row replaces the one with the same scheme, code and edition, if there is one: it holds all of its years.
    """

    codes: CodeBook
    document: str
    rows: dict[tuple[str, str, str], Row] = field(default_factory=dict)

    def use(self, scheme: str, code: str, name: str, year: int) -> None:
        """Note that the document prints a code under a name ("" for none) for a year."""
        known = self.codes.meaning(scheme, code, year)
        if known is None:
            self._add(scheme, code, name, year)
        elif year not in known.editions:
            if name and plain(name) != plain(known.name):
                self._add(scheme, code, name, year)
            else:
                self._extend(known, year)

    def _add(self, scheme: str, code: str, name: str, year: int) -> None:
        earlier = self.rows.get((scheme, code, str(year)))
        if earlier is not None:
            if name and earlier["basis"] == "DERIVED":
                earlier |= {"name": name, "basis": "PUBLISHED", "evidence": self._evidence()}
            return
        parent = self._parent(scheme, code, year)
        self.rows[scheme, code, str(year)] = {
            "scheme": scheme,
            "code": code,
            "edition": str(year),
            "editions": str(year),
            "name": name or code,
            "level": str(self._level(scheme, code, parent, year)),
            "parent": parent,
            "basis": "PUBLISHED" if name else "DERIVED",
            "evidence": self._evidence() if name else f"not printed; parent of a code printed in {self.document}",
        }

    def _extend(self, known: Code, year: int) -> None:
        key = known.scheme, known.code, str(known.edition)
        editions = {*known.editions, year, *self._years(key)}
        self.rows[key] = dict(known.row) | {"editions": ";".join(map(str, sorted(editions)))}
        if known.parent:
            self.use(known.scheme, known.parent, "", year)

    def _years(self, key: tuple[str, str, str]) -> Iterator[int]:
        if key in self.rows:
            yield from map(int, self.rows[key]["editions"].split(";"))

    def _parent(self, scheme: str, code: str, year: int) -> str:
        """The code above, which is made known for the year; "" for a code of the highest level."""
        if scheme in BY_PREFIX:
            parent = code[:-2] if len(code) > CLASS_DIGITS else ""
        else:
            parent = next((one for one in _above(code) if self.codes.meaning(scheme, one, year)), "")
        if parent:
            self.use(scheme, parent, "", year)
        return parent

    def _level(self, scheme: str, code: str, parent: str, year: int) -> int:
        if scheme in BY_PREFIX:
            return (len(code) - CLASS_DIGITS) // 2 + 1
        above = self.codes.meaning(scheme, parent, year) if parent else None
        return 1 if above is None else int(above.row["level"]) + 1

    def _evidence(self) -> str:
        return f"code and name printed in {self.document}"


def _above(code: str) -> Iterator[str]:
    """The codes of a catalogue that are above a code, the nearest first: `A05010303`, `A05010300`, `A05010000`."""
    pairs = PAIRS.findall(code[1:])
    for index in range(len(pairs) - 1, -1, -1):
        if pairs[index] != "00":
            pairs[index] = "00"
            yield code[0] + "".join(pairs)
