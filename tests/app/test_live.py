"""A running service takes new releases over without a failed request, and each request sees one of them."""

import asyncio
from typing import Any

import httpx
import pytest

from graph.store import Store
from tests.app.live_service import Service, ask, until
from tests.seed.ingest.test_ingesting import accounts


def test_no_request_fails_while_releases_change_and_each_sees_one_release(service: Service) -> None:
    query = (
        "{ dataset { number release entityCount } budgetLines(first: 1000) { totalCount } documents { totalCount } }"
    )

    async def scene() -> list[Any]:
        answers: list[Any] = []
        ended = asyncio.Event()
        async with service.client() as client:

            async def keep_asking() -> None:
                while not ended.is_set():
                    response = await client.post("/graphql", json={"query": query})
                    assert response.status_code == 200
                    answers.append(response.json()["data"])
                    await asyncio.sleep(0)

            asking = [asyncio.create_task(keep_asking()) for _ in range(4)]
            for year in range(2015, 2019):
                await asyncio.to_thread(service.save, accounts(f"accounts-{year}", year=year))

            async def is_last() -> bool:
                return bool(answers) and answers[-1]["dataset"]["number"] == 5

            await until(is_last)
            ended.set()
            await asyncio.gather(*asking)
        return answers

    answers = asyncio.run(scene())
    seen = {answer["dataset"]["number"] for answer in answers}
    assert {1, 5} <= seen <= {1, 2, 3, 4, 5}
    for answer in answers:
        number = answer["dataset"]["number"]
        assert (answer["budgetLines"]["totalCount"], answer["documents"]["totalCount"]) == (number, number)


def test_older_releases_are_kept_loaded_but_only_a_few(service: Service) -> None:
    for year in range(2015, 2019):
        service.save(accounts(f"accounts-{year}", year=year))

    async def scene() -> list[int]:
        async with service.client() as client:
            for asked in ("1", "2", "3"):
                await ask(client, "query ($r: String) { dataset(release: $r) { entityCount } }", r=asked)
            await ask(client, '{ dataset(release: "2") { relationCount } }')
            return list(service.live._releases._older)

    assert asyncio.run(scene()) == [3, 2]


def test_answers_that_may_change_are_not_kept(service: Service) -> None:
    async def scene() -> list[httpx.Response]:
        async with service.client() as client:
            queries = ("{ releases { totalCount } }", '{ job(id: "x") { state } }', "{ dataset { number } }")
            return [await client.get("/graphql", params={"query": query}) for query in queries]

    releases, job, dataset = asyncio.run(scene())
    assert [each.headers["cache-control"] for each in (releases, job)] == ["no-store", "no-store"]
    assert "etag" in dataset.headers


def test_a_store_that_cannot_be_asked_stops_nothing(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            monkeypatch.setattr(Store, "current", lambda _: 1 / 0)
            await asyncio.sleep(0.2)
            first = await ask(client, "{ dataset { number } }")
            monkeypatch.undo()
            service.save(accounts("b", year=2023))

            async def is_served() -> bool:
                return bool((await ask(client, "{ dataset { number } }"))["dataset"]["number"] == 2)

            await until(is_served)
            return first

    assert asyncio.run(scene())["dataset"]["number"] == 1
