"""A piece of work that takes longer than a request: what it is called, how far it has come, what is known of it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    LOST = "LOST"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to it."""
        return self in _FINAL


_FINAL = frozenset({JobState.DONE, JobState.FAILED})


class FileStatus(StrEnum):
    """What became of a file that was ingested."""

    ADDED = "ADDED"
    REPLACED = "REPLACED"
    UNCHANGED = "UNCHANGED"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that somebody who may has sent: where it lies for now, and what it is called."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWarning:
    """Something in a file that was left out because it could not be read with certainty."""

    page: int
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFile:
    """A file of a job; `status` is None until it is known what becomes of it."""

    name: str
    status: FileStatus | None = None
    key: str | None = None
    document_kind: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: int | None = None
    warnings: tuple[JobWarning, ...] = ()
    code: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job: an id that nobody can guess, its state, when it was asked for and last touched, and its content."""

    id: str
    state: JobState
    created_at: str
    updated_at: str
    content: Mapping[str, Any]

    @property
    def files(self) -> tuple[JobFile, ...]:
        """The files of the job, in the order in which they were sent."""
        return tuple(map(_file, self.content.get("files", ())))

    @property
    def files_read(self) -> int:
        """How many of the files have been read."""
        read: int = self.content.get("read", 0)
        return read

    @property
    def stage(self) -> str | None:
        """What is being done: `reading`, `assembling`, `saving`; None before and after."""
        return self.content.get("stage")

    @property
    def dry_run(self) -> bool:
        """Whether it only says what would change."""
        return bool(self.content.get("dry_run"))

    @property
    def release(self) -> str | None:
        """The name of the release that is current since the job is done."""
        return self.content.get("release")

    @property
    def error(self) -> str | None:
        """Why the job as a whole failed."""
        return self.content.get("error")


class Intake(Protocol):
    """Takes files to be ingested and tells what becomes of them."""

    def take(self, files: Sequence[UploadedFile], *, dry_run: bool) -> Job:
        """A new job for the files, which are its own from now on."""

    def job(self, id_: str) -> Job | None:
        """The job of an id; None where there is none."""

    def watch(self, id_: str) -> AsyncIterator[Job]:
        """The job of an id now and whenever it has come further, until nothing more will happen to it."""


def _file(plain: Mapping[str, Any]) -> JobFile:
    warnings = tuple(JobWarning(**each) for each in plain.get("warnings", ()))
    status = plain.get("status")
    return JobFile(**{**plain, "status": FileStatus(status) if status else None, "warnings": warnings})
