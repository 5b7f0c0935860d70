"""The indicators of one project and year as several documents print them: targets in one, outcomes in another.

Each document numbers its own. Those of one name are one indicator; the others go on counting after those that are
known, so that no number stands for two.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from seed.ingest.document_rows import DocumentRows
from seed.ingest.names import printed_alike
from seed.ingest.order import BUDGETS_FIRST
from seed.ingest.rekeying import rekeyed
from seed.parsers.parsed import Row

Subject: TypeAlias = tuple[str, str, str]


def aligned(documents: Iterable[DocumentRows]) -> list[DocumentRows]:
    """The documents with one key for each indicator; the order of the documents is kept."""
    given = list(documents)
    known: defaultdict[Subject, _Indicators] = defaultdict(_Indicators)
    new_keys: dict[str, dict[str, str]] = {}
    for document in sorted(given, key=lambda each: BUDGETS_FIRST(each.document)):
        by_subject: defaultdict[Subject, list[Row]] = defaultdict(list)
        for row in document.of("indicators"):
            by_subject[row["subject_kind"], row["subject"], row["fiscal_year"]].append(row)
        new_keys[document.key] = {
            old: new for subject, rows in by_subject.items() for old, new in known[subject].taken_in(rows) if old != new
        }
    return [_renumbered(document, new_keys[document.key]) for document in given]


def _renumbered(document: DocumentRows, new_keys: dict[str, str]) -> DocumentRows:
    if not new_keys:
        return document
    changed = rekeyed(document, {"indicators": new_keys})
    rows = [row | {"ordinal": row["key"].rpartition("/i")[2]} for row in changed.of("indicators")]
    return DocumentRows({**changed.rows, "indicators": rows})


class _Indicators:
    """The indicators of one subject and year that the documents before have printed."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, str]] = {}

    def taken_in(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        """The key of each row and the one it gets: that of the indicator it repeats, or one that is free."""
        repeated = self._repeated(rows)
        keys = []
        for row in rows:
            key = repeated.get(row["key"]) or self._free(row["key"])
            self._names.setdefault(key, _names(row))
            keys.append((row["key"], key))
        return keys

    def _repeated(self, rows: Sequence[Row]) -> dict[str, str]:
        """By key of a row the indicator that it repeats: first by level and name, then by a name that only one has."""
        found: dict[str, str] = {}
        for start in (0, 1):
            free = {key: names[start:] for key, names in self._names.items() if key not in found.values()}
            for row in rows:
                same = [key for key, names in free.items() if names == _names(row)[start:]]
                if row["key"] not in found and len(same) == 1:
                    found[row["key"]] = same[0]
                    del free[same[0]]
        return found

    def _free(self, key: str) -> str:
        if key not in self._names:
            return key
        stem = key.rpartition("/i")[0]
        numbers = (int(known.rpartition("/i")[2]) for known in self._names)
        return f"{stem}/i{max(numbers) + 1}"


def _names(row: Row) -> tuple[str, str]:
    return printed_alike(row["level1"] + row["level2"]), printed_alike(row["name"])
