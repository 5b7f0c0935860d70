"""A piece of work that takes longer than a request: what it is called, how far it has come, what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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


_FINAL = frozenset({JobState.DONE, JobState.FAILED, JobState.LOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job: an id that nobody can guess, its state, when it was asked for and last touched, and its content."""

    id: str
    state: JobState
    created_at: str
    updated_at: str
    content: Mapping[str, Any]
