"""Every request has an id, and one line in the log that says what came of it."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from app.record import RecordRequests
from tests.app.conftest import Client
from tests.app.running import started


def line_of(client: Client, body: object, **headers: str) -> dict[str, Any]:
    with capture_logs() as logs:
        client.post(body, headers=headers)
    [line] = [each for each in logs if each["event"] == "request"]
    return dict(line)


class TestTheLine:
    def test_says_what_was_asked_and_what_came_of_it(self, client: Client) -> None:
        line = line_of(client, {"query": "query Roads { entities(first: 3) { edges { node { label } } } }"})
        assert line.pop("ms") >= 0
        assert line == {
            "event": "request",
            "log_level": "info",
            "method": "POST",
            "path": "/graphql",
            "status": 200,
            "bytes": 117,
            "operation": "Roads",
            "cost": 10,
        }

    def test_names_the_codes_of_errors(self, client: Client) -> None:
        assert line_of(client, {"query": "{ refused a: refused }"})["errors"] == ["INVALID_ARGUMENT"] * 2
        assert line_of(client, b"{")["errors"] == ["BAD_REQUEST"]

    def test_does_not_repeat_queries_or_variables(self, client: Client) -> None:
        line = line_of(
            client, {"query": "query ($t: String) { echo(text: $t) } # private", "variables": {"t": "secret"}}
        )
        assert "private" not in str(line)
        assert "secret" not in str(line)

    def test_is_left_out_for_machines_that_only_look_in(self, client: Client) -> None:
        with capture_logs() as logs:
            client.get("/healthz")
        assert "request" not in [line["event"] for line in logs]

    def test_is_written_for_requests_that_end_in_a_defect(self) -> None:
        async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
            raise RuntimeError

        scope = {"type": "http", "method": "GET", "path": "/healthz", "headers": []}
        with capture_logs() as logs, pytest.raises(RuntimeError):
            asyncio.run(RecordRequests(broken)(scope, nothing, drop))
        assert (logs[0]["log_level"], logs[0]["status"]) == ("error", 0)

    @pytest.mark.parametrize(
        "headers",
        [
            {b"content-type": b"application/json"},
            {b"content-type": b"application/json", b"accept": b"text/event-stream"},
        ],
    )
    def test_is_no_error_where_the_client_is_gone_before_it_has_asked(
        self, client: Client, headers: dict[bytes, bytes]
    ) -> None:
        told: list[Message] = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
        scope = {
            "type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": list(headers.items())
        }  # fmt: skip

        async def said() -> Message:
            return told.pop(0)

        async def asked() -> None:
            async with started(client.app):
                await client.app(scope, said, drop)

        with capture_logs() as logs:
            asyncio.run(asked())
        [line] = [each for each in logs if each["event"] == "request"]
        assert (line["log_level"], line["gone"], "status" in line) == ("info", True, False)


class TestTheId:
    def test_is_made_where_none_is_given(self, client: Client) -> None:
        first, second = (client.get("/healthz").headers["X-Request-Id"] for _ in range(2))
        assert first != second

    def test_is_the_callers_where_one_is_given(self, client: Client) -> None:
        assert client.get("/healthz", headers={"X-Request-Id": "abc-1.2"}).headers["X-Request-Id"] == "abc-1.2"

    @pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>", '{"a": 1}'])
    def test_is_not_taken_from_what_could_forge_the_log(self, client: Client, given: str) -> None:
        assert client.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"] != given

    def test_is_what_a_masked_error_is_found_by(self, client: Client) -> None:
        with capture_logs() as logs:
            response = client.post({"query": "{ broken }"}, headers={"X-Request-Id": "r-7"})
        assert response.json()["errors"][0]["extensions"]["requestId"] == "r-7"
        assert [line["request_id"] for line in logs if line["event"] == "unforeseen_error"] == ["r-7"]


async def nothing() -> Message:
    return {"type": "http.disconnect"}


async def drop(_: Message) -> None:
    """Take no notice."""
