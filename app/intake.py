"""Taking documents in over HTTP: one job after the other, in a thread of its own, each known to all processes.

Files are read in processes of their own, so nothing that is sent can harm the service; what they become is saved in
one transaction, so nothing is half there when the service stops. Jobs that were not done then are LOST until a process
finds their files and does them again: what was read is not read again, and what was stored is found unchanged.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol, Self

import structlog

from graph.errors import BudgetgraphError, IntakeFullError, InvalidArgumentError
from graph.work import Job, JobState, UploadedFile

if TYPE_CHECKING:
    from graph.jobs import Jobs
    from seed.ingest.readers import Outcome
    from seed.ingest.reading import File
    from seed.ingest.report import FileReport, IngestReport

log = structlog.get_logger(__name__)

_MOST_WAITING = 50
_MOST_TRIES = 2
"""A job that has ended so many processes is not given to another."""

_KEPT_EVERY = 10.0
"""Seconds; well below those after which a job counts as lost."""

_LOOKED_AT_EVERY = 0.3
"""Seconds; how often a job is looked at for those who watch it."""

_GIVEN_UP = (
    "the process that did it ended before it was done, and so did the next; `received` of the current release tells"
    " whether the files are there, all or none; send them one by one to find the one that does this"
)

_MOST_WARNINGS = 200
"""Of a file; whoever wants all reads them on the command line."""


class Watched(Protocol):
    """Whoever is told how far an ingest is."""

    def read(self, file: "File", outcome: "Outcome") -> None:
        """A file has been read."""

    def stage(self, name: str) -> None:
        """Something else has begun."""


class IngestFiles(Protocol):
    """A way to ingest files."""

    def __call__(self, files: Sequence[UploadedFile], watcher: Watched, *, dry_run: bool) -> "IngestReport":
        """Ingest files, or say what would change, and tell who watches how far it is."""


class DocumentIntake:
    """Takes files to be ingested; implements `graph.work.Intake`. Threads may share it.

    `ingest` does the work; `done` is told when the store has changed. Files lie in `folder` until they are done.
    """

    def __init__(
        self, database: str, folder: Path, ingest: IngestFiles, *, done: Callable[[], None] = lambda: None
    ) -> None:
        self._address = database
        self._folder = folder
        self._ingest = ingest
        self._done = done
        self._waiting: Queue[_Task | None] = Queue(_MOST_WAITING)
        self._held: set[str] = set()
        self._ending = asyncio.Event()
        self._ended = Event()

    @cached_property
    def _jobs(self) -> "Jobs":
        from graph.database import Database  # noqa: PLC0415 - its libraries are not loaded before they are needed
        from graph.jobs import Jobs  # noqa: PLC0415 - likewise

        return Jobs(Database(self._address))

    @asynccontextmanager
    async def opened(self, grace_seconds: float) -> AsyncIterator[None]:
        """Do jobs while the block runs; what is being done when it ends may take `grace_seconds` more."""
        worker = Thread(target=self._work, name="intake", daemon=True)
        worker.start()
        self._ended.clear()
        Thread(target=self._keep, name="jobs", daemon=True).start()
        try:
            yield
        finally:
            self._ending.set()
            with suppress(Full):
                self._waiting.put_nowait(None)
            await asyncio.to_thread(worker.join, grace_seconds)
            self._ended.set()

    def take(self, files: Sequence[UploadedFile], *, dry_run: bool) -> Job:
        """A new job for the files, which are moved; IntakeFullError where too many jobs wait.

        InvalidArgumentError for a file that is given twice, here or to another field before.
        """
        given = [file.path for file in files]
        if len(set(given)) < len(given) or not all(path.exists() for path in given):
            names = ", ".join(file.name for file in files)
            raise InvalidArgumentError("files", names, "each file once, in one field of the request")
        content = {"files": [{"name": file.name} for file in files], "dry_run": dry_run, "read": 0}
        job = self._jobs.add(content, _now())
        folder = self._folder / job.id
        folder.mkdir(parents=True)
        moved = [UploadedFile(folder / str(number), file.name) for number, file in enumerate(files)]
        for file, place in zip(files, moved, strict=True):
            shutil.move(file.path, place.path)
        try:
            self._queue(_Task(job, tuple(moved), folder))
        except Full:
            shutil.rmtree(folder, ignore_errors=True)
            error = IntakeFullError(_MOST_WAITING)
            self._jobs.touch(job.id, JobState.FAILED, content | {"error": error.message}, _now())
            raise error from None
        return job

    def job(self, id_: str) -> Job | None:
        """The job of an id; None where there is none."""
        return self._jobs.get(id_, _now())

    async def watch(self, id_: str) -> AsyncIterator[Job]:
        """The job of an id now and whenever it has come further, until nothing more will happen to it."""
        seen: tuple[object, ...] | None = None
        while not self._ending.is_set():
            job = await asyncio.to_thread(self.job, id_)
            if job is None:
                return
            if seen != (state := (job.state, job.stage, job.files_read)):
                seen = state
                yield job
            if job.state.is_final:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), _LOOKED_AT_EVERY)

    def _queue(self, task: "_Task") -> None:
        self._waiting.put_nowait(task)
        self._held.add(task.job.id)

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None and not self._ending.is_set():
            with _Doing(self._jobs, task.job) as doing:
                doing.do(lambda task=task, doing=doing: self._ingested(task, doing))  # type: ignore[misc]
            self._held.discard(task.job.id)
            shutil.rmtree(task.folder, ignore_errors=True)

    def _keep(self) -> None:
        """Tell every few seconds which jobs this process has, and take up what others have lost."""
        while not self._ended.is_set():
            try:
                if self._held:
                    self._jobs.keep(tuple(self._held), _now())
                for folder in self._folder.glob("*"):
                    self._look_after(folder)
            except BudgetgraphError as error:  # the next time will do
                log.warning("jobs_untouched", error=error.message)
            self._ended.wait(_KEPT_EVERY)

    def _look_after(self, folder: Path) -> None:
        """Take up the job of some files where it was lost, and remove the files of one that has ended."""
        if folder.name in self._held:
            return
        job = self._jobs.get(folder.name, _now())
        if job is None or job.state.is_final:
            shutil.rmtree(folder, ignore_errors=True)
        elif job.state is JobState.LOST and self._jobs.claim(job, _now()):
            log.warning("job_taken_up", job=job.id)
            self._take_up(job, folder)

    def _take_up(self, job: Job, folder: Path) -> None:
        """Do a job again from the beginning, unless that was tried before."""
        tries = job.content.get("tries", 1) + 1
        files = tuple(UploadedFile(folder / str(number), file.name) for number, file in enumerate(job.files))
        if tries > _MOST_TRIES or not all(file.path.is_file() for file in files):
            self._jobs.touch(job.id, JobState.FAILED, {**job.content, "error": _GIVEN_UP}, _now())
            return
        with suppress(Full):  # then it is lost once more, and taken up later
            self._queue(_Task(replace(job, content={**job.content, "tries": tries, "read": 0}), files, folder))

    def _ingested(self, task: "_Task", doing: "_Doing") -> dict[str, Any]:
        """Ingest the files of a task; what the job tells of it."""
        report = self._ingest(task.files, doing, dry_run=task.job.dry_run)
        if not task.job.dry_run:
            self._done()
        return told(report)


@dataclass(frozen=True, slots=True)
class _Task:
    job: Job
    files: tuple[UploadedFile, ...]
    folder: Path


class _Doing:
    """A job while it is done: touched whenever it comes further."""

    def __init__(self, jobs: "Jobs", job: Job) -> None:
        self._jobs = jobs
        self._job = job
        self._content = dict(job.content)
        self._state = JobState.RUNNING

    def __enter__(self) -> Self:
        self._content["stage"] = "reading"
        self._touch()
        return self

    def __exit__(self, *_: object) -> None:
        self._content["stage"] = None
        self._touch()

    def do(self, work: Callable[[], dict[str, Any]]) -> None:
        """Do the work; whatever happens, the job tells it."""
        try:
            self._content |= work()
            self._state = JobState.DONE
        except BudgetgraphError as error:
            self._fail(f"{error.code}: {error.message}", error)
        except Exception as error:  # noqa: BLE001 - a defect is logged whole, and told as one
            self._fail("something went wrong on our side; it was logged with the id of the job", error)

    def read(self, file: "File", outcome: "Outcome") -> None:
        """Count a file that was read."""
        del file, outcome
        self._content["read"] += 1
        self._touch()

    def stage(self, name: str) -> None:
        """Note what is done now."""
        self._content["stage"] = name
        self._touch()

    def _fail(self, words: str, error: Exception) -> None:
        log.error("job_failed", job=self._job.id, exc_info=error)
        self._content["error"] = words
        self._state = JobState.FAILED

    def _touch(self) -> None:
        try:
            self._jobs.touch(self._job.id, self._state, self._content, _now())
        except BudgetgraphError as error:  # what is told of a job must not end it
            log.warning("job_untouched", job=self._job.id, error=error.message)


def told(report: "IngestReport") -> dict[str, Any]:
    """What a job tells of an ingest."""
    return {
        "files": [_file(each) for each in report.files],
        "release": report.release and report.release.name,
    }


def _file(report: "FileReport") -> dict[str, Any]:
    return {
        "name": report.file,
        "status": report.status.value,
        "key": report.key,
        "document_kind": report.kind,
        "fiscal_year": report.fiscal_year,
        "department": report.department,
        "counts": report.counts,
        "findings": report.findings,
        "warnings": [
            {"page": warning.page, "line": warning.line, "text": warning.text}
            for warning in report.warnings[:_MOST_WARNINGS]
        ],
        "code": report.code,
        "error": report.error,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
