"""A running service takes documents in as jobs, also those that a process left when it died."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.database import Database
from graph.jobs import Jobs
from graph.store import Store
from graph.work import JobState
from tests.app.live_service import INGEST, Service, ask, done, form, until
from tests.seed.ingest.test_ingesting import accounts


def test_files_become_documents_of_the_release_that_is_served_next(service: Service) -> None:
    async def scene() -> tuple[Any, Any, Any]:
        async with service.client() as client:
            sent = form(INGEST, ("决算.json", accounts("b", year=2023)), ("../../bad name.txt", b"nothing"))
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            job = await done(client, answer["data"]["ingest"]["id"])

            async def is_served() -> bool:
                return bool((await ask(client, '{ document(key: "b") { title } }'))["document"])

            await until(is_served)
            return answer, job, await ask(client, "{ dataset { number release } }")

    answer, job, dataset = asyncio.run(scene())
    assert answer["data"]["ingest"]["state"] in {"QUEUED", "RUNNING"}
    assert (job["state"], job["filesRead"], job["release"]) == ("DONE", 2, dataset["dataset"]["release"])
    good, bad = job["files"]
    assert (good["name"], good["status"], good["key"], good["count"]) == ("决算.json", "ADDED", "b", 1)
    assert (bad["name"], bad["status"], bad["code"]) == ("bad name.txt", "FAILED", "UNRECOGNISED_DOCUMENT")
    assert dataset["dataset"]["number"] == 2
    left = [path for folder in ("uploads", "jobs") for path in (service.settings.archive / folder).rglob("*")]
    assert left == []


def test_a_dry_run_over_http_changes_nothing(service: Service) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            sent = form(INGEST, ("b.json", accounts("b", year=2023)), dry=True)
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            return await done(client, answer["data"]["ingest"]["id"])

    job = asyncio.run(scene())
    assert (job["state"], job["files"][0]["status"]) == ("DONE", "ADDED")
    with Store(service.settings.database) as store:
        assert len(store.releases()) == 1


def lost_job(service: Service, *papers: tuple[str, bytes], **content: Any) -> str:  # noqa: ANN401 - of a job
    """The id of a job whose process ended an hour ago, and whose files lie where it had them."""
    database = Database(service.settings.database)
    long_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
    job = Jobs(database).add({"files": [{"name": name} for name, _ in papers], "read": 0, **content}, long_ago)
    Jobs(database).touch(job.id, JobState.RUNNING, {**job.content, "stage": "saving"}, long_ago)
    database.close()
    folder = service.settings.archive / "jobs" / job.id
    folder.mkdir(parents=True)
    for number, (_, paper) in enumerate(papers):
        (folder / str(number)).write_bytes(paper)
    return job.id


def test_a_job_whose_process_has_ended_is_done_by_the_next_one(service: Service) -> None:
    id_ = lost_job(service, ("a.json", accounts()), ("b.json", accounts("b", year=2023)))

    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return await done(client, id_)

    job = asyncio.run(scene())
    assert (job["state"], job["filesRead"]) == ("DONE", 2)
    assert [file["status"] for file in job["files"]] == ["UNCHANGED", "ADDED"]
    assert list((service.settings.archive / "jobs").iterdir()) == []


def test_a_job_that_ended_two_processes_is_not_given_to_a_third(service: Service) -> None:
    id_ = lost_job(service, ("b.json", accounts("b", year=2023)), tries=2)

    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return await done(client, id_)

    job = asyncio.run(scene())
    assert job["state"] == "FAILED"
    assert "all or none" in job["error"]
    with Store(service.settings.database) as store:
        assert len(store.releases()) == 1


def test_a_job_that_fails_as_a_whole_says_why(service: Service) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            service.settings.corrections.write_text("no corrections\n", encoding="utf-8")
            sent = form(INGEST, ("b.json", accounts("b", year=2023)))
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            return await done(client, answer["data"]["ingest"]["id"])

    job = asyncio.run(scene())
    assert job["state"] == "FAILED"
    assert job["error"].startswith("INVALID_CORRECTIONS: ")
