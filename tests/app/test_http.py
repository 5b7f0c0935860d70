"""GraphQL over HTTP: how a request may arrive, with which status its answer leaves, what is refused."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from starlette.types import Message
from structlog.testing import capture_logs

from app.engines import CurrentEngine
from app.http import GraphQLEndpoint, Terms
from app.negotiation import GRAPHQL_RESPONSE, JSON
from schema.execution.executor import Executor
from tests.app.conftest import Client
from tests.invented_schema import CONTEXT, SCHEMA, SECRET, engine_of

HELLO = {"query": "{ release }"}
ANSWER = {"data": {"release": "2023-02-01.1"}}


def code_of(response: httpx.Response) -> str:
    [error] = response.json()["errors"]
    code: str = error["extensions"]["code"]
    return code


class TestAsking:
    def test_by_post(self, client: Client) -> None:
        response = client.post(HELLO)
        assert (response.status_code, response.json()) == (200, ANSWER)
        assert response.headers["Content-Type"] == "application/json; charset=utf-8"

    def test_by_get(self, client: Client) -> None:
        asked = urlencode(
            {"query": "query A($n: Int!) { echo(number: $n) }", "variables": '{"n": 3}', "operationName": "A"}
        )
        response = client.get(f"/graphql?{asked}")
        assert (response.status_code, response.json()) == (200, {"data": {"echo": "3"}})

    def test_by_head_says_what_get_would(self, client: Client) -> None:
        assert client("HEAD", "/graphql?query={release}").status_code == 200

    def test_in_any_script(self, client: Client) -> None:
        response = client.post(
            {"query": '{ echo(text: "青岛市财政局") }'}, headers={"Content-Type": "application/json; charset=UTF-8"}
        )
        assert response.json() == {"data": {"echo": "青岛市财政局1"}}

    def test_for_the_cost(self, client: Client) -> None:
        response = client.post(HELLO, headers={"X-GraphQL-Cost": "1"})
        assert response.json()["extensions"]["cost"]["estimated"] == 1
        assert "extensions" not in client.post(HELLO, headers={"X-GraphQL-Cost": "0"}).json()

    def test_what_is_allowed(self, client: Client) -> None:
        response = client("OPTIONS", "/graphql")
        assert response.status_code == 204
        assert response.headers["Allow"] == "GET, HEAD, POST, OPTIONS"

    def test_with_a_browser_leads_to_where_a_person_can_ask(self, client: Client) -> None:
        response = client.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})
        assert (response.status_code, response.headers["Location"]) == (303, "/graphiql/")
        assert client.get("/graphql?query={release}", headers={"Accept": "text/html,*/*;q=0.8"}).json() == ANSWER

    def test_answers_vary_by_what_was_asked_for_in_headers(self, client: Client) -> None:
        assert client.post(HELLO).headers["Vary"] == "Accept, Accept-Encoding, X-GraphQL-Cost, Origin"


REFUSED_REQUESTS: dict[str, dict[str, Any]] = {
    "cannot be parsed": {"query": "{"},
    "does not fit the schema": {"query": "{ nothing }"},
    "has two operations and no name": {"query": "query A { release } query B { release }"},
    "has an unknown operation name": {"query": "query A { release }", "operationName": "B"},
    "lacks a variable": {"query": "query ($n: Int!) { echo(number: $n) }"},
    "is too deep": {"query": "{ entity {" + "children {" * 30 + "label" + "}" * 32},
    "asks for too much": {
        "query": "{ entities(first: 1000) { edges { node { related(first: 1000) { edges { node { label } } } } } } }"
        * 1
    },
}


class TestStatus:
    @pytest.mark.parametrize("name", REFUSED_REQUESTS)
    def test_of_a_refused_request_depends_on_the_media_type(self, client: Client, name: str) -> None:
        modern = client.post(REFUSED_REQUESTS[name], accept=GRAPHQL_RESPONSE)
        assert modern.status_code == 400
        assert modern.headers["Content-Type"] == f"{GRAPHQL_RESPONSE}; charset=utf-8"
        assert list(modern.json()) == ["errors"]
        legacy = client.post(REFUSED_REQUESTS[name], accept=JSON)
        assert legacy.status_code == 200
        assert legacy.json() == modern.json()

    @pytest.mark.parametrize("accept", [GRAPHQL_RESPONSE, JSON])
    @pytest.mark.parametrize(
        ("body", "code"),
        [
            (b"", "BAD_REQUEST"),
            (b"{", "BAD_REQUEST"),
            (b'"{ release }"', "BAD_REQUEST"),
            (b'[{"query": "{ release }"}]', "BAD_REQUEST"),
            (b'{"query": "\xff"}', "BAD_REQUEST"),
            (b"[" * 100_000, "BAD_REQUEST"),
            (b'{"query": "{ release }", "variables": {"a": NaN}}', "BAD_REQUEST"),
            (b'{"query": 1}', "BAD_REQUEST"),
            (b"\xff\xfe{\x00}\x00", "BAD_REQUEST"),
            (b'{"querry": "{ release }"}', "BAD_REQUEST"),
        ],
    )
    def test_of_what_is_no_graphql_request_is_400(self, client: Client, body: bytes, code: str, accept: str) -> None:
        response = client.post(body, accept=accept)
        assert response.status_code == 400
        assert code_of(response) == code
        assert response.headers["Content-Type"] == f"{accept}; charset=utf-8"

    @pytest.mark.parametrize("accept", [GRAPHQL_RESPONSE, JSON])
    def test_of_field_errors_is_200(self, client: Client, accept: str) -> None:
        response = client.post({"query": "{ release refused }"}, accept=accept)
        assert response.status_code == 200
        assert response.json()["data"] == {"release": "2023-02-01.1", "refused": None}
        nothing = client.post({"query": "{ missing }"}, accept=accept)
        assert (nothing.status_code, nothing.json()["data"]) == (200, None)

    @pytest.mark.parametrize("accept", [GRAPHQL_RESPONSE, JSON])
    def test_of_a_mutation_by_get_is_405(self, client: Client, accept: str) -> None:
        asked = urlencode({"query": 'mutation { rename(name: "a") }'})
        response = client.get(f"/graphql?{asked}", headers={"Accept": accept})
        assert (response.status_code, response.headers["Allow"]) == (405, "POST")
        assert code_of(response) == "OPERATION_NOT_ALLOWED"
        assert client.post({"query": 'mutation { rename(name: "a") }'}).json() == {"data": {"rename": "a"}}

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "QUERY"])
    def test_of_another_method_is_405(self, client: Client, method: str) -> None:
        response = client(method, "/graphql")
        assert response.status_code == 405
        assert code_of(response) == "METHOD_NOT_ALLOWED"
        assert "POST" in response.headers["Allow"]

    def test_of_media_types_that_are_not_written_is_406(self, client: Client) -> None:
        response = client.post(HELLO, accept="text/html")
        assert (response.status_code, code_of(response)) == (406, "NOT_ACCEPTABLE")
        assert response.headers["Content-Type"] == "application/json; charset=utf-8"

    @pytest.mark.parametrize(
        "content_type",
        [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/graphql",
            "application/json; charset=utf-16",
            "application/jsonp",
        ],
    )
    def test_of_a_body_that_is_not_json_in_utf_8_is_415(self, client: Client, content_type: str) -> None:
        response = client.post(b'{"query": "{ release }"}', headers={"Content-Type": content_type})
        assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")

    def test_of_a_compressed_body_is_415(self, client: Client) -> None:
        response = client.post(HELLO, headers={"Content-Encoding": "gzip"})
        assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")

    def test_of_a_body_that_is_too_long_is_413(self, make_client: Callable[..., Client]) -> None:
        client = make_client(body_bytes=1_000)
        body = b'{"query": "{ release }"}'
        assert client.post(body + b" " * (1_000 - len(body))).status_code == 200
        response = client.post(body + b" " * (1_001 - len(body)))
        assert (response.status_code, code_of(response)) == (413, "PAYLOAD_TOO_LARGE")

    def test_of_a_defect_outside_any_field_is_500_without_a_word_about_it(self) -> None:
        def context(_: object) -> object:
            raise RuntimeError(SECRET)

        endpoint = GraphQLEndpoint(Executor(SCHEMA, context), lambda: engine_of("1"))
        with capture_logs():
            response = asyncio.run(asked(endpoint, [part(b'{"query": "{ release }"}')]))
        assert (response["status"], SECRET.encode() in response["body"]) == (500, False)

    def test_before_a_release_is_loaded_is_503(self) -> None:
        endpoint = GraphQLEndpoint(Executor(SCHEMA, CONTEXT), CurrentEngine())
        response = asyncio.run(asked(endpoint, [part(b'{"query": "{ release }"}')]))
        assert response["status"] == 503
        assert b"NOT_READY" in response["body"]
        assert (b"retry-after", b"1") in response["headers"]


def part(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


async def asked(endpoint: GraphQLEndpoint, parts: list[Message], **headers: str) -> dict[str, Any]:
    """What the endpoint sends when a body arrives in parts, and when nothing more arrives."""
    arriving = iter(parts)
    sent: dict[str, Any] = {"body": b"", "read": 0}

    async def receive() -> Message:
        message = next(arriving, None)
        if message is None:
            await asyncio.Event().wait()
        sent["read"] += 1
        return message or {}

    async def send(message: Message) -> None:
        sent.update(message) if message["type"] == "http.response.start" else None
        sent["body"] += message.get("body", b"")

    given = [(b"content-type", b"application/json"), *((k.encode(), v.encode()) for k, v in headers.items())]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": given}
    await endpoint(scope, receive, send)
    return sent


class TestBodiesThatArriveInParts:
    endpoint = GraphQLEndpoint(
        Executor(SCHEMA, CONTEXT), lambda: engine_of("1"), Terms(body_bytes=100, body_seconds=0.01)
    )

    def test_are_put_together(self) -> None:
        parts = [part(b'{"query": "{ rel', more=True), part(b"", more=True), part(b'ease }"}')]
        assert asyncio.run(asked(self.endpoint, parts))["body"] == b'{"data":{"release":"1"}}'

    def test_are_refused_as_soon_as_they_are_too_long(self) -> None:
        parts = [part(b"x" * 60, more=True) for _ in range(1_000)]
        answer = asyncio.run(asked(self.endpoint, parts))
        assert (answer["status"], answer["read"]) == (413, 2)

    def test_are_not_read_at_all_where_they_say_that_they_are_too_long(self) -> None:
        answer = asyncio.run(asked(self.endpoint, [part(b"{}")], **{"content-length": "101"}))
        assert (answer["status"], answer["read"]) == (413, 0)

    def test_are_not_waited_for_without_end(self) -> None:
        answer = asyncio.run(asked(self.endpoint, [part(b"{", more=True)]))
        assert answer["status"] == 408
        assert b"REQUEST_TIMEOUT" in answer["body"]

    def test_whose_sender_goes_away_are_not_answered(self) -> None:
        answer = asyncio.run(asked(self.endpoint, [part(b"{", more=True), {"type": "http.disconnect"}]))
        assert "status" not in answer
