"""Ingesting files: read side by side, accepted one by one, made one release in one transaction.

    files -> read in processes -> accepted in the order given -> assembled with all other documents -> saved

A file that cannot be read, or whose rows do not fit, fails alone. A document whose bytes are known changes nothing;
other bytes of the same document replace it under its key. Nothing is visible before the transaction ends, and what
was read waits beside the archive, so that an ingest that was killed goes on where it was.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias, cast

from graph.archive import Archive
from graph.errors import InvalidArgumentError, StoreChangedError, UnsoundDocumentError
from graph.history import IngestedDocument, KeptRows, Origin, digests_of
from graph.model import Entity
from graph.store import Store
from graph.vocabulary import EntityKind
from graph.work import FileStatus as Status
from seed.ingest.acceptance import Acceptance, Accepted, TakenError, kept_rows, known_document
from seed.ingest.assembling import Assembled, assembled
from seed.ingest.corrections import read_corrections
from seed.ingest.making import making
from seed.ingest.packaged import packaged_documents
from seed.ingest.parsing import parse_document
from seed.ingest.readers import Desk, Outcome, processes_for, read_all
from seed.ingest.reading import File, Parse
from seed.ingest.report import Change, FileReport, IngestReport, news_in, origin_of

if TYPE_CHECKING:
    from graph.model import Document, Finding

_TRIES = 5
"""How often a release is made anew because somebody else was quicker."""

_FORGOTTEN_AFTER = 7 * 24 * 3600.0
"""Seconds after which what an ingest put aside and nobody took up is removed."""

Documents: TypeAlias = dict[str, KeptRows]
"""The documents of a release by key."""


class Watcher(Protocol):
    """Whoever wants to know how far an ingest is."""

    def read(self, file: File, outcome: Outcome) -> None:
        """A file has been read, or has failed."""

    def stage(self, name: str) -> None:
        """Something else has begun: `assembling`, `saving`."""


class Nobody:
    """A watcher that does not care."""

    def read(self, file: File, outcome: Outcome) -> None:
        """Say nothing."""

    def stage(self, name: str) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an ingest works: the address of the store, the folder of the archive, the file of corrections."""

    database: str
    archive: Path
    corrections: Path


@dataclass(frozen=True, slots=True)
class Wish:
    """How an ingest is to be done: by which parser and how many processes (0 for one a core), for show, all again.

    `again` reads documents that are known already, for parsers that have changed since.
    """

    parse: Parse = parse_document
    processes: int = 0
    dry_run: bool = False
    again: bool = False


_AS_ALWAYS = Wish()


def ingest(
    files: Sequence[File], place: Place, wish: Wish = _AS_ALWAYS, watcher: Watcher | None = None
) -> IngestReport:
    """Make the files part of the store, and tell what became of each."""
    with _Ingest(place, wish, watcher or Nobody()) as work:
        return work.ingest(files)


def withdraw(key: str, place: Place, wish: Wish = _AS_ALWAYS) -> IngestReport:
    """Make a release without a document; InvalidArgumentError where the current one has none of that key."""
    with _Ingest(place, wish, Nobody()) as work:
        return work.change(lambda documents: _without(documents, key))


def correct(place: Place, wish: Wish = _AS_ALWAYS) -> IngestReport:
    """Make a release of the documents that are there, with the corrections as they are now."""
    with _Ingest(place, wish, Nobody()) as work:
        return work.change(lambda _: None)


def seed(place: Place, wish: Wish = _AS_ALWAYS) -> IngestReport:
    """Make the packaged documents part of the store, but for those of which it has another edition."""
    with _Ingest(place, wish, Nobody()) as work:
        return work.change(_with_packaged)


def _without(documents: Documents, key: str) -> None:
    if documents.pop(key, None) is None:
        expected = "the key of a document of the current release; `budgetgraph documents` lists them"
        raise InvalidArgumentError("KEY", key, expected)


def _with_packaged(documents: Documents) -> None:
    for each in packaged_documents():
        held = documents.get(each.key)
        if held is None or known_document(held).sha256 == each.document["sha256"]:
            documents[each.key] = kept_rows(each.key, each.encoded())


class _Ingest:
    """One ingest: the store that it works on, and its report so far."""

    def __init__(self, place: Place, wish: Wish, watcher: Watcher) -> None:
        self._wish = wish
        self._watcher = watcher
        self._archive = Archive(place.archive)
        self._place = place
        self._making = making(place.corrections)
        self._corrections = read_corrections(place.corrections)
        self._store = Store(place.database)
        self._report = IngestReport(dry_run=wish.dry_run)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def ingest(self, files: Sequence[File]) -> IngestReport:
        """Read files and make them part of the store."""
        self._archive.sweep(time.time() - _FORGOTTEN_AFTER)
        outcomes = self._read(files)
        return self._repeatedly(lambda documents: self._taken(files, outcomes, documents))

    def change(self, change: Callable[[Documents], None]) -> IngestReport:
        """Change the documents of the store without any file."""

        def changed(documents: Documents) -> list[Accepted]:
            change(documents)
            return []

        return self._repeatedly(changed)

    def _read(self, files: Sequence[File]) -> list[Outcome]:
        """The outcome of each file, in the order of the files."""
        with self._timed("reading"):
            desk = Desk(self._wish.parse, self._place.archive, self._known())
            outcomes: dict[int, Outcome] = {}
            for number, outcome in read_all(files, desk, self._wish.processes or processes_for(len(files))):
                outcomes[number] = outcome
                self._watcher.read(files[number], outcome)
        return [outcomes[number] for number in range(len(files))]

    def _known(self) -> frozenset[str]:
        """The hashes of the documents that need not be read."""
        if self._wish.again or self._store.current() is None:
            return frozenset()
        documents = cast("Sequence[Document]", self._store.of(EntityKind.DOCUMENT))
        return frozenset(each.sha256 for each in documents if each.sha256)

    def _documents(self) -> Documents:
        return {} if self._store.current() is None else {each.key: each for each in self._store.rows()}

    def _repeatedly(self, change: Callable[[Documents], list[Accepted]]) -> IngestReport:
        """Change the documents of the current release and save them as the next, until nobody is quicker."""
        for attempt in range(1, _TRIES + 1):
            self._report.previous = self._store.current()
            before = self._documents()
            documents = dict(before)
            try:
                accepted = change(documents)
                if documents == before and not accepted and self._would_be_the_same():
                    break
                made = self._assembled(documents, before, accepted)
                self._save(made, documents, before, accepted)
            except (StoreChangedError, TakenError):
                if attempt == _TRIES:
                    raise
            else:
                break
        return self._report

    def _would_be_the_same(self) -> bool:
        """Whether the documents of the current release would make it again; of no document there is no release."""
        report, release = self._report, self._report.previous
        if release is not None:
            origin = self._store.report(release.number) or {}
            if origin.get("making") != [self._making]:
                return False
            report.release, report.origin = release, origin
            _count_findings(self._store.of(EntityKind.FINDING), report.files)
        return True

    def _taken(self, files: Sequence[File], outcomes: Sequence[Outcome], documents: Documents) -> list[Accepted]:
        """Put what was read among the documents, file by file; here the reports of the files begin."""
        desk = Acceptance(self._archive, map(known_document, documents.values()), again=self._wish.again)
        taken = [desk.take(file, outcome) for file, outcome in zip(files, outcomes, strict=True)]
        self._report.files = [report for report, _ in taken]
        accepted = [document for _, document in taken if document is not None]
        documents |= {each.rows.key: each.rows for each in accepted}
        return accepted

    def _assembled(self, documents: Documents, before: Documents, accepted: list[Accepted]) -> Assembled:
        """The dataset of the documents. Accepted ones that do not fit fail; what they replaced stays."""
        self._watcher.stage("assembling")
        with self._timed("assembling"):
            try:
                made = assembled((each.content for each in documents.values()), self._corrections)
            except UnsoundDocumentError as error:
                blamed = [each for each in accepted if each.rows.key in error.problems]
                if not blamed:
                    raise
                for each in blamed:
                    accepted.remove(each)
                    self._fail(each, error)
                    _put_back(each.rows.key, documents, before)
                return self._assembled(documents, before, accepted)
        _count_findings(made.dataset.of(EntityKind.FINDING), self._report.files)
        return made

    def _fail(self, document: Accepted, error: UnsoundDocumentError) -> None:
        words = error.problems[document.rows.key]
        document.report.fail(error.code, f"{document.report.file}: {words[0]} ({len(words)} such row(s))")
        self._forget(document)

    def _forget(self, document: Accepted) -> None:
        self._archive.forget(document.reading.waiting)
        self._archive.forget(document.reading.bytes_waiting)

    def _save(self, made: Assembled, documents: Documents, before: Documents, accepted: Sequence[Accepted]) -> None:
        """Make the dataset the current release, or only say what that would change."""
        self._watcher.stage("saving")
        report, previous = self._report, self._report.previous
        report.origin = {**origin_of(made), "making": [self._making]}
        report.news = news_in(report.origin, None if previous is None else self._store.report(previous.number))
        with self._timed("saving"):
            digests = digests_of(made.dataset)
            report.changes = {kind: Change.of(edit) for kind, edit in self._store.changes_to(digests).items()}
            if self._wish.dry_run:
                report.release = previous
                return
            for each in accepted:
                self._archive.adopt(each.reading.sha256, each.reading.bytes_waiting)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            changed = tuple(each for key, each in documents.items() if before.get(key) != each)
            report.release = self._store.save(
                made.dataset,
                built_at=now,
                documents=[_received(each, now) for each in accepted],
                origin=Origin(rows=changed, report=report.origin),
                after=0 if previous is None else previous.number,
                digests=digests,
            )
            for each in accepted:
                self._forget(each)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        spent = self._report.seconds
        spent[stage] = round(spent.get(stage, 0.0) + time.perf_counter() - started, 3)


def _put_back(key: str, documents: Documents, before: Documents) -> None:
    documents.pop(key)
    if key in before:
        documents[key] = before[key]


def _received(document: Accepted, now: str) -> IngestedDocument:
    reading = document.reading
    return IngestedDocument(
        key=document.rows.key, sha256=reading.sha256, size=reading.size, original_name=reading.name, received_at=now
    )


def _count_findings(findings: Sequence[Entity], reports: Sequence[FileReport]) -> None:
    """Note in the report of each file how many contradictions its figures take part in."""
    count = Counter(key for finding in cast("Sequence[Finding]", findings) for key in finding.document_keys)
    for report in reports:
        if report.status is not Status.FAILED and report.key is not None:
            report.findings = count[report.key]
