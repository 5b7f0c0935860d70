"""Work that somebody asked for: known to every process that shares the store, so that any of them can tell its state.

A job that somebody has is touched every few seconds. One that was not touched for long was lost with the process that
had it, until another process claims it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import delete, insert, select, update

from graph.database import Database
from graph.tables import JOBS
from graph.work import Job, JobState

LOST_AFTER = timedelta(seconds=60)
KEPT_FOR = timedelta(days=30)
_OPEN = tuple(state.value for state in JobState if not state.is_final)


class Jobs:
    """The jobs in one database; threads may share it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, content: Mapping[str, Any], now: str) -> Job:
        """A new job, queued; those that ended long ago are forgotten."""
        job = Job(id=token_urlsafe(16), state=JobState.QUEUED, created_at=now, updated_at=now, content=content)
        long_ago = (datetime.fromisoformat(now) - KEPT_FOR).isoformat(timespec="seconds")
        with self._database.writing() as connection:
            connection.execute(delete(JOBS).where(JOBS.c.updated_at < long_ago))
            connection.execute(insert(JOBS), _row(job))
        return job

    def touch(self, id_: str, state: JobState, content: Mapping[str, Any], now: str) -> None:
        """Note how far a job has come."""
        change = update(JOBS).where(JOBS.c.id == id_)
        with self._database.writing() as connection:
            connection.execute(change.values(state=state.value, updated_at=now, content=dict(content)))

    def keep(self, ids: Collection[str], now: str) -> None:
        """Note that somebody still has these jobs, whether they wait or are being done."""
        change = update(JOBS).where(
            JOBS.c.id.in_(ids), JOBS.c.state.in_((JobState.QUEUED.value, JobState.RUNNING.value))
        )
        with self._database.writing() as connection:
            connection.execute(change.values(updated_at=now))

    def claim(self, job: Job, now: str) -> bool:
        """Queue a lost job again; False where another process was quicker."""
        change = update(JOBS).where(JOBS.c.id == job.id, JOBS.c.updated_at == job.updated_at)
        with self._database.writing() as connection:
            claimed = connection.execute(change.values(state=JobState.QUEUED.value, updated_at=now))
        return claimed.rowcount == 1

    def get(self, id_: str, now: str) -> Job | None:
        """The job of an id; None where there is none. One that was not touched for a minute is LOST."""
        with self._database.reading() as connection:
            row = connection.execute(select(JOBS).where(JOBS.c.id == id_)).mappings().first()
        if row is None:
            return None
        state = JobState(row["state"])
        if not state.is_final and datetime.fromisoformat(now) - datetime.fromisoformat(row["updated_at"]) > LOST_AFTER:
            state = JobState.LOST
        return Job(**{**row, "state": state})


def _row(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "state": job.state.value,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
        "content": dict(job.content),
    }
