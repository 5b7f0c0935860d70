"""A job is told as it happens, as server-sent events."""

import asyncio
import json
from typing import Any

import httpx

from tests.app.live_service import INGEST, WATCH, Service, form
from tests.seed.ingest.test_ingesting import accounts


def test_a_job_is_told_as_it_happens(service: Service) -> None:
    async def scene() -> tuple[str, httpx.Headers]:
        async with service.client() as client:
            sent = form(INGEST, ("b.json", accounts("b", year=2023)))
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            body = {"query": WATCH, "variables": {"id": answer["data"]["ingest"]["id"]}}
            told = await client.post("/graphql", json=body, headers={"Accept": "text/event-stream"})
            return told.text, told.headers

    text, headers = asyncio.run(scene())
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    *events, last = text.strip().split("\n\n")
    assert last == "event: complete\ndata:"
    told = [json.loads(event.removeprefix("event: next\ndata: "))["data"]["job"] for event in events]
    assert told[-1] == {"state": "DONE", "filesRead": 1}


def test_events_of_what_is_not_there_are_one_error(service: Service) -> None:
    async def scene(query: str, **variables: Any) -> str:  # noqa: ANN401 - any variable
        async with service.client() as client:
            body = {"query": query, "variables": variables}
            return (await client.post("/graphql", json=body, headers={"Accept": "text/event-stream"})).text

    unknown = asyncio.run(scene(WATCH, id="nobody"))
    assert '"code":"NOT_FOUND"' in unknown
    assert unknown.endswith("event: complete\ndata: \n\n")
    assert asyncio.run(scene("{ dataset { number } }")).startswith(
        'event: next\ndata: {"data":{"dataset":{"number":1}}}'
    )
    assert '"code":"GRAPHQL_VALIDATION_FAILED"' in asyncio.run(scene("subscription { nothing }"))


def test_events_can_be_asked_by_get_and_change_nothing_then(service: Service) -> None:
    async def scene() -> tuple[str, str, int]:
        async with service.client() as client:
            accept = {"Accept": "text/event-stream"}
            query = await client.get("/graphql", params={"query": "{ dataset { number } }"}, headers=accept)
            mutation = "mutation { ingest(files: []) { id } }"
            changed = await client.get("/graphql", params={"query": mutation}, headers=accept)
            broken = await client.get("/graphql", params={"query": " "}, headers=accept)
            return query.text, changed.text, broken.status_code

    query, changed, status = asyncio.run(scene())
    assert query.startswith('event: next\ndata: {"data"')
    assert '"code":"OPERATION_NOT_ALLOWED"' in changed
    assert status == 400


def test_a_subscription_without_events_says_how_to_ask(service: Service) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return (await client.post("/graphql", json={"query": WATCH, "variables": {"id": "x"}})).json()

    [error] = asyncio.run(scene())["errors"]
    assert error["message"] == "a subscription is told as server-sent events: ask with `Accept: text/event-stream`"
