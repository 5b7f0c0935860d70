"""Which documents files become: new ones, editions of known ones, or nothing new."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.archive import Archive
from graph.errors import DuplicateDocumentError
from graph.history import KeptRows
from graph.work import FileStatus as Status
from seed.ingest.document_rows import DocumentRows, digest_of
from seed.ingest.identity import Identity, identity_of
from seed.ingest.readers import Failure, Outcome
from seed.ingest.reading import File, Reading, Unchanged, rows_of
from seed.ingest.rekeying import rekeyed
from seed.ingest.report import FileReport

_IDENTIFYING = ("documents", "jurisdictions", "departments", "budget_units", "projects", "evaluations")


class TakenError(Exception):
    """The rows of a reading are gone: another process has made a document of the same bytes."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the current release: its key, what it is and the hash of its bytes."""

    key: str
    identity: Identity
    sha256: str


def known_document(kept: KeptRows) -> Known:
    """What is known of a document that is kept."""
    rows = DocumentRows.decoded(kept.content, only=_IDENTIFYING)
    return Known(kept.key, identity_of(rows), rows.document["sha256"])


@dataclass(slots=True)
class Accepted:
    """A document that is to become part of the release, with the report of its file."""

    reading: Reading
    report: FileReport
    rows: KeptRows


class Acceptance:
    """Takes what was read from files, one after the other; each is judged beside those before."""

    def __init__(self, archive: Archive, known: Iterable[Known], *, again: bool) -> None:
        self._archive = archive
        self._again = again
        self._known = {each.identity: each for each in known}
        self._keys = {each.key for each in self._known.values()}
        self._by_hash = {each.sha256: each.key for each in self._known.values()}
        self._taken: dict[Identity, Reading] = {}

    def take(self, file: File, outcome: Outcome) -> tuple[FileReport, Accepted | None]:
        """The report of a file, and the document that it becomes, if any.

        TakenError where another process was quicker.
        """
        if isinstance(outcome, Failure):
            return _failed(file.name, outcome.code, outcome.message, outcome.detail), None
        if isinstance(outcome, Unchanged) or (outcome.sha256 in self._by_hash and not self._again):
            return self._unchanged(file, outcome.sha256), None
        earlier = self._taken.get(outcome.identity)
        if earlier is None:
            return self._accepted(outcome)
        if earlier.sha256 == outcome.sha256:
            return self._unchanged(file, outcome.sha256), None
        found = f"it claims to be the document that {earlier.name} is, and differs"
        error = DuplicateDocumentError(file.name, found, "ingest the corrected edition by itself, after the other")
        return _failed(file.name, error.code, error.message), None

    def _unchanged(self, file: File, sha256: str) -> FileReport:
        return FileReport(file=file.name, status=Status.UNCHANGED, sha256=sha256, key=self._by_hash.get(sha256))

    def _accepted(self, reading: Reading) -> tuple[FileReport, Accepted]:
        known = self._known.get(reading.identity)
        key = known.key if known else self._free(reading.key)
        content = rows_of(reading, self._archive)
        if content is None:
            raise TakenError(reading.name)
        if key != reading.key:
            content = rekeyed(DocumentRows.decoded(content), {"documents": {reading.key: key}}).encoded()
        self._taken[reading.identity] = reading
        self._by_hash[reading.sha256] = key
        self._keys.add(key)
        status = Status.REPLACED if known else Status.ADDED
        report = FileReport.of(reading, status, key, known.sha256 if known else None)
        return report, Accepted(reading, report, kept_rows(key, content))

    def _free(self, key: str) -> str:
        """The key that a document says it has, or with a number where another document has that."""
        number, free = 1, key
        while free in self._keys:
            number += 1
            free = f"{key}-{number}"
        return free


def kept_rows(key: str, content: bytes) -> KeptRows:
    """The rows of a document as the store keeps them."""
    return KeptRows(key=key, digest=digest_of(content), content=content)


def _failed(name: str, code: str, message: str, detail: str = "") -> FileReport:
    return FileReport(file=name, status=Status.FAILED, code=code, error=message, detail=detail or None)
