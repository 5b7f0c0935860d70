"""Codes that documents print and the code lists do not know, added as observed.

A code is known for certain years. A document of another year that prints it under the name it has, or without a
name, shows that it holds for that year too; under another name it is another meaning, and a code that is not known
at all is new. Both become rows that name the document, below the code that the document's own rows name, else below
the longest known code that theirs begins with.

Each parser sees one document; what a code means in which years is settled here, over all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.vocabulary import Basis
from seed.editions import CODES
from seed.ingest.document_rows import DocumentRows
from seed.ingest.names import printed_alike
from seed.parsers.parsed import Row

_CODE_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "budget_lines": CODES,
    "project_funding": {"functional": CODES["functional"]},
}


class Use(NamedTuple):
    """A code as a document uses it: its scheme, its year, the name printed beside it (or none), where, below what."""

    scheme: str
    code: str
    year: int
    name: str
    place: str
    parent: str = ""


def uses(document: DocumentRows) -> list[Use]:
    """Every code that a document uses, once for each year and name."""
    found: dict[tuple[str, str, int, str], Use] = {}
    for use in (*_observed(document), *_uses(document)):
        found.setdefault(use[:4], use)
    return list(found.values())


def _observed(document: DocumentRows) -> Iterator[Use]:
    """The codes that the parsers of a document found unknown."""
    for row in document.of("classifications"):
        if row["editions"] == row["edition"]:
            name = row["name"] if row["basis"] == Basis.PUBLISHED else ""
            yield Use(row["scheme"], row["code"], int(row["edition"]), name, document.key, row["parent"])


def _uses(document: DocumentRows) -> Iterator[Use]:
    for table, columns in _CODE_COLUMNS.items():
        for row in document.of(table):
            for column, scheme in columns.items():
                if code := row[column]:
                    name = row["row_label"].strip() if code == row.get("row_code") else ""
                    place = f"{row.get('statement') or row['document']} line {row['line']}"
                    yield Use(scheme, code, int(row["fiscal_year"]), name, place)
    for row in document.of("observations"):
        scheme, code = row["classification_scheme"], row["classification_code"]
        if scheme and code:
            yield Use(scheme, code, int(row["fiscal_year"]), "", f"{document.key} line {row['line']}")


class Observed(NamedTuple):
    """A row that documents add to the code lists: a new code, or a known one in a new meaning."""

    scheme: str
    code: str
    year: int
    name: str
    words: str


@dataclass(slots=True)
class _Meaning:
    """A code in one meaning, as a row of `classifications`, and the years for which it is known."""

    row: Row
    years: set[int]

    def distance(self, year: int) -> int:
        return min(abs(year - known) for known in self.years)


@dataclass(slots=True)
class CodeLists:
    """The rows of `classifications` with all that documents add, and what that is."""

    rows: list[Row] = field(default_factory=list)
    observed: list[Observed] = field(default_factory=list)


def with_observed(classifications: Iterable[Row], used: Iterable[Use]) -> CodeLists:
    """The code lists with every use covered; the outcome does not depend on the order of the uses."""
    rows = list(classifications)
    book = _Book(rows)
    by_code: defaultdict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in used:
        by_code[use.scheme, use.code].append(use)
    for (scheme, code), found in sorted(by_code.items(), key=lambda each: (each[0][0], len(each[0][1]), each[0][1])):
        for year, name in _names_by_year(found):
            alike = [use for use in found if use.year == year]
            place, parent = min(use.place for use in alike), max(use.parent for use in alike)
            book.cover(Use(scheme, code, year, name, place, parent))
    return CodeLists(book.rows(rows), book.observed)


def _names_by_year(found: Iterable[Use]) -> Iterator[tuple[int, str]]:
    """The years in which a code is used, first the named ones, each with the name that most documents print."""
    names: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for use in found:
        names[use.year][use.name] += 1
    most = {year: max(counts, key=lambda name: (name != "", counts[name], name)) for year, counts in names.items()}
    yield from sorted(most.items(), key=lambda each: (each[1] == "", each[0]))


class _Book:
    """The codes in all their meanings, growing with what is observed."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.observed: list[Observed] = []
        self._meanings: defaultdict[tuple[str, str], list[_Meaning]] = defaultdict(list)
        self._changed: dict[tuple[str, str, str], _Meaning] = {}
        for row in rows:
            years = set(map(int, row["editions"].split(";")))
            self._meanings[row["scheme"], row["code"]].append(_Meaning(row, years))

    def rows(self, packaged: Iterable[Row]) -> list[Row]:
        """The packaged rows with the years they were seen in, then the rows that were added."""
        changed = {key: _row(meaning) for key, meaning in self._changed.items()}
        return [changed.pop(_key(row), row) for row in packaged] + list(changed.values())

    def cover(self, use: Use) -> None:
        """See that a code has a meaning in a year, the one that its name says."""
        known = self._meanings[use.scheme, use.code]
        if any(use.year in meaning.years for meaning in known):
            return
        alike = [each for each in known if not use.name or printed_alike(each.row["name"]) == printed_alike(use.name)]
        if alike:
            self._extend(min(alike, key=lambda each: each.distance(use.year)), use.year)
        else:
            self._add(use)

    def _extend(self, meaning: _Meaning, year: int) -> None:
        meaning.years.add(year)
        self._changed[_key(meaning.row)] = meaning

    def _add(self, use: Use) -> None:
        scheme, code, year, name, place, _ = use
        known = [each.row["name"] for each in self._meanings[scheme, code]]
        words = f"known as {', '.join(known)}" if known else "not in the code lists"
        parent = self._parent(use)
        row = {
            "scheme": scheme,
            "code": code,
            "edition": str(year),
            "editions": "",
            "name": name or code,
            "level": str(int(parent["level"]) + 1) if parent else "1",
            "parent": parent["code"] if parent else "",
            "basis": (Basis.PUBLISHED if name else Basis.DERIVED).value,
            "evidence": f"observed in {place}; {words}",
        }
        meaning = _Meaning(row, {year})
        self._meanings[scheme, code].append(meaning)
        self._changed[_key(row)] = meaning
        self.observed.append(Observed(scheme, code, year, name, f"{words}; printed in {place}"))

    def _parent(self, use: Use) -> Row | None:
        """The code above, made to hold in the year: the one that is named, else the longest known prefix."""
        prefixes = (use.code[:length] for length in range(len(use.code) - 1, 0, -1))
        for code in (use.parent, *prefixes):
            known = self._meanings.get((use.scheme, code))
            if known:
                nearest = min(known, key=lambda each: each.distance(use.year))
                self._extend(nearest, use.year)
                return nearest.row
        return None


def _key(row: Row) -> tuple[str, str, str]:
    return row["scheme"], row["code"], row["edition"]


def _row(meaning: _Meaning) -> Row:
    return meaning.row | {"editions": ";".join(map(str, sorted(meaning.years)))}
