"""Jobs are known to every process that shares a store, also when the one that did them is gone."""

from collections.abc import Iterator

import pytest

from graph.database import Database
from graph.jobs import Jobs
from graph.work import JobState

NOON = "2024-03-01T12:00:00+00:00"


@pytest.fixture
def jobs(address: str) -> Iterator[Jobs]:
    database = Database(address)
    yield Jobs(database)
    database.close()


def test_a_job_is_queued_and_then_tells_how_far_it_is(jobs: Jobs) -> None:
    job = jobs.add({"files": ["预算.pdf"]}, NOON)
    assert jobs.get(job.id, NOON) == job
    assert job.state is JobState.QUEUED
    jobs.touch(job.id, JobState.RUNNING, {"files": ["预算.pdf"], "done": 1}, "2024-03-01T12:00:30+00:00")
    found = jobs.get(job.id, "2024-03-01T12:01:00+00:00")
    assert found is not None
    assert (found.state, found.content["done"], found.created_at) == (JobState.RUNNING, 1, NOON)


def test_a_job_whose_process_is_gone_is_lost_and_one_that_ended_is_not(jobs: Jobs) -> None:
    running, done = jobs.add({}, NOON), jobs.add({}, NOON)
    jobs.touch(done.id, JobState.DONE, {}, NOON)
    much_later = "2024-03-01T12:05:00+00:00"
    found, ended = jobs.get(running.id, much_later), jobs.get(done.id, much_later)
    assert found is not None
    assert ended is not None
    assert (found.state, ended.state) == (JobState.LOST, JobState.DONE)
    assert not found.state.is_final, "somebody may take it up"


def test_a_job_that_somebody_keeps_is_not_lost_however_long_it_waits(jobs: Jobs) -> None:
    waiting, done = jobs.add({}, NOON), jobs.add({}, NOON)
    jobs.touch(done.id, JobState.DONE, {}, NOON)
    much_later = "2024-03-01T12:05:00+00:00"
    jobs.keep([waiting.id, done.id], much_later)
    found, ended = jobs.get(waiting.id, much_later), jobs.get(done.id, much_later)
    assert found is not None
    assert ended is not None
    assert (found.state, ended.updated_at) == (JobState.QUEUED, NOON)


def test_one_process_only_claims_a_job_that_was_lost(jobs: Jobs) -> None:
    job = jobs.add({}, NOON)
    later = "2024-03-01T12:05:00+00:00"
    lost = jobs.get(job.id, later)
    assert lost is not None
    assert [jobs.claim(lost, later), jobs.claim(lost, later)] == [True, False]
    found = jobs.get(job.id, later)
    assert found is not None
    assert found.state is JobState.QUEUED


def test_nobody_guesses_a_job_and_old_ones_are_forgotten(jobs: Jobs) -> None:
    first = jobs.add({}, NOON)
    assert jobs.get("another", NOON) is None
    assert len(first.id) > 16
    jobs.add({}, "2024-04-30T12:00:00+00:00")
    assert jobs.get(first.id, NOON) is None
