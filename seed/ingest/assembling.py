"""The dataset of many documents: resolved, merged, corrected, checked, and built like the packaged one.

The rows of a document are held as the bytes in which they are kept. Budget lines, of which there are more than of
everything else together, are unpacked, checked and built one document at a time.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from ctypes import CDLL
from dataclasses import dataclass
from typing import NamedTuple

from graph.dataset import Dataset, checked
from graph.errors import UnsoundDocumentError
from graph.findings.check import with_findings
from graph.model import BudgetLine
from seed.dataset import entities
from seed.editions import Editions
from seed.ingest.codes import Observed, Use, uses, with_observed
from seed.ingest.corrections import Applied, Corrections
from seed.ingest.document_rows import LINES, DocumentRows
from seed.ingest.indicators import aligned
from seed.ingest.merging import Conflict, merged
from seed.ingest.packaged import code_lists
from seed.ingest.resolution import Candidate, Merge, resolved
from seed.ingest.tabling import UnsoundRow, checked_lines, checked_tables
from seed.rows.budget_lines import budget_lines
from seed.table import Table, Tables


@dataclass(frozen=True, slots=True)
class Assembled:
    """A dataset with its findings, and how it came about."""

    dataset: Dataset
    merges: Sequence[Merge]
    candidates: Sequence[Candidate]
    conflicts: Sequence[Conflict]
    observed: Sequence[Observed]
    corrected: Applied


def assembled(kept: Iterable[bytes], corrections: Corrections | None = None) -> Assembled:
    """The dataset of documents kept as `DocumentRows.encoded`; it does not depend on their order.

    UnsoundDocumentError names the documents that do not fit, CorrectionsError the corrections.
    """
    with _without_collector():
        return _Assembly(corrections or Corrections()).of(kept)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the garbage collector rest: what is made stays, and looking through it costs more than making it."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def _give_back() -> None:
    """Let the system have the memory that tables took, which the GNU C library would keep: a sixth of all there is."""
    with suppress(OSError, TypeError, AttributeError):  # another library
        CDLL(None).malloc_trim(0)


class _Sound(NamedTuple):
    """Tables in which everything fits, and what was decided on the way."""

    tables: Tables
    merges: Sequence[Merge]
    candidates: Sequence[Candidate]
    conflicts: Sequence[Conflict]
    observed: Sequence[Observed]


class _Assembly:
    """The steps of one assembly, in their order."""

    def __init__(self, corrections: Corrections) -> None:
        self._corrections = corrections
        self._corrected = Applied()
        self._lines: dict[str, bytes] = {}
        self._used: list[Use] = []

    def of(self, kept: Iterable[bytes]) -> Assembled:
        dataset, made = self._built(kept)
        _give_back()
        return Assembled(
            with_findings(dataset), made.merges, made.candidates, made.conflicts, made.observed, self._corrected
        )

    def _built(self, kept: Iterable[bytes]) -> tuple[Dataset, "_Sound"]:
        """The dataset without findings. Tables are gone when it is there, as documents are when there are tables."""
        made = self._sound(kept)
        tables, editions = made.tables, Editions(made.tables["classifications"])
        lines = [line for key in self._statements(tables) for line in self._lines_of(key, tables, editions)]
        return checked(entities(tables, editions, lines)), made._replace(tables={})

    def _sound(self, kept: Iterable[bytes]) -> "_Sound":
        """The tables of all documents, but for their budget lines."""
        resolution = resolved([self._opened(content) for content in kept], self._corrections.decided)
        together = merged(aligned(resolution.documents), without=[LINES])
        self._correct(together.rows)
        codes = with_observed(code_lists()["classifications"], self._used)
        tables = self._sound_tables({**code_lists(), **together.rows, "classifications": codes.rows})
        return _Sound(tables, resolution.merges, resolution.candidates, together.conflicts, codes.observed)

    def _opened(self, content: bytes) -> DocumentRows:
        """The rows of a document but for its budget lines, of which only the codes are noted."""
        document = DocumentRows.decoded(content)
        self._used += uses(document)
        self._lines[document.key] = content
        return DocumentRows({name: rows for name, rows in document.rows.items() if name != LINES})

    def _correct(self, rows: Mapping[str, list[dict[str, str]]]) -> None:
        applied = self._corrections.apply(rows)
        self._corrected.done += applied.done
        self._corrected.idle += applied.idle

    def _sound_tables(self, rows: Mapping[str, Sequence[dict[str, str]]]) -> Tables:
        result = checked_tables(rows)
        self._refuse(result.unsound)
        return result.tables

    def _statements(self, tables: Tables) -> Iterable[str]:
        """The documents that have statements, in the order of these."""
        return dict.fromkeys(row["document"] for row in tables["statements"])

    def _lines_of(self, key: str, tables: Tables, editions: Editions) -> Iterator[BudgetLine]:
        """The budget lines of a document."""
        rows = list(DocumentRows.decoded(self._lines[key], only=[LINES]).of(LINES))
        self._correct({LINES: rows})
        statements = tables["statements"]
        own = Table(statements.path, statements.schema, statements.by("document")[key])
        result = checked_lines(rows, own, editions)
        self._refuse(result.unsound)
        return budget_lines({"documents": tables["documents"], "statements": own, **result.tables}, editions)

    def _refuse(self, unsound: Sequence[UnsoundRow]) -> None:
        if unsound:
            self._corrections.blame(unsound)
            problems: defaultdict[str, list[str]] = defaultdict(list)
            for each in unsound:
                problems[each.document].append(each.words)
            raise UnsoundDocumentError(dict(problems))
