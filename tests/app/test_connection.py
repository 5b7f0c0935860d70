"""A connection takes heads of some size and for some time, and ends without losing what a client has just sent."""

import asyncio
from functools import partial

import orjson
import pytest

from app.protocol import LaneProtocol
from tests.app.test_lane import LONG, NAMES, service_of
from tests.app.test_protocol import CLOSING, ENOUGH, conversation, port_of, request, responses, serving

PLAIN = request()
LONG_HEADER = request("POST", "/graphql", b"{}", "1.1", "X-Long: " + "x" * 3_000)
LONG_TARGET = request("GET", "/graphql?query=" + "x" * 3_000)
MANY_HEADERS = request("GET", "/healthz", b"", "1.1", *(f"X-{number}: x" for number in range(500)))
ENDLESS = b"GET /healthz HTTP/1.1\r\nX-Endless: " + b"x" * 1_000_000


def heard(pieces: list[bytes], **terms: float) -> bytes:
    """What a server says whose heads have at most 2,000 bytes."""

    async def talk() -> bytes:
        service = service_of()
        made = partial(LaneProtocol, service.lane, **{"head_bytes": 2_000, **terms})
        async with serving(service, made) as server, asyncio.timeout(ENOUGH):
            return await conversation(server, pieces)

    return asyncio.run(talk())


@pytest.mark.parametrize("sent", [LONG_HEADER, LONG_TARGET, MANY_HEADERS, ENDLESS])
@pytest.mark.parametrize("size", [700, 10**6])
def test_a_head_that_is_too_long_is_refused_with_its_code_and_what_to_do(sent: bytes, size: int) -> None:
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)][:500]
    [(status, headers, body)] = responses(heard(pieces))
    assert status == b"HTTP/1.1 431 Request Header Fields Too Large"
    assert b"connection: close" in headers
    [error] = orjson.loads(body)["errors"]
    assert error["extensions"]["code"] == "HEADERS_TOO_LARGE"
    assert "2000 bytes" in error["message"]


def test_what_follows_a_head_does_not_count() -> None:
    large = request(body=orjson.dumps({"query": NAMES, "extensions": {"x": "x" * 5_000}}))
    statuses = [status for status, _, _ in responses(heard([large * 3 + PLAIN, large[:3_000], large[3_000:], CLOSING]))]
    assert statuses == [b"HTTP/1.1 200 OK"] * 6


def test_a_head_that_does_not_arrive_is_given_up() -> None:
    async def talk(sent: bytes) -> bytes:
        service = service_of()
        async with serving(service, partial(LaneProtocol, service.lane, head_seconds=0.05)) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(server))
            writer.write(sent)
            async with asyncio.timeout(ENOUGH):
                said = await reader.read()
            writer.close()
            return said

    assert asyncio.run(talk(b"")) == b""
    for sent in (PLAIN[:40], PLAIN + PLAIN[:40]):
        *answered, (status, _, body) = responses(asyncio.run(talk(sent)))
        assert len(answered) == sent.count(b"\r\n\r\n")
        assert status == b"HTTP/1.1 408 Request Timeout"
        assert b"REQUEST_TIMEOUT" in body


def test_a_connection_that_is_answered_at_sight_is_not_given_up() -> None:
    async def talk() -> bytes:
        service = service_of()
        async with serving(service, partial(LaneProtocol, service.lane, head_seconds=0.2)) as server:
            await conversation(server, [PLAIN, PLAIN])
            return await conversation(server, [PLAIN, *[b""] * 150, PLAIN])

    assert len(responses(asyncio.run(talk()))) == 2


@pytest.mark.parametrize("sent", [PLAIN, request("GET", "/healthz")])
def test_what_a_client_sends_while_the_server_stops_is_answered_for_the_last_time(sent: bytes) -> None:
    async def talk() -> bytes:
        service = service_of()
        async with serving(service, partial(LaneProtocol, service.lane)) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(server))
            writer.write(PLAIN)
            await reader.readuntil(b"\r\n\r\n")
            server.should_exit = True
            while not next(iter(server.server_state.connections)).is_stopping:  # type: ignore[union-attr]  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0)
            writer.write(sent)
            async with asyncio.timeout(ENOUGH):
                said = await reader.read()
            writer.close()
            return said

    said = asyncio.run(talk())
    [(status, headers, _)] = responses(said[said.index(b"HTTP/1.1") :])
    assert status == b"HTTP/1.1 200 OK"
    assert b"connection: close" in headers


def test_a_connection_on_which_nothing_comes_does_not_keep_a_server_from_stopping() -> None:
    async def talk() -> bytes:
        service = service_of()
        async with serving(service, partial(LaneProtocol, service.lane)) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(server))
            writer.write(PLAIN)
            await reader.readuntil(b"\r\n\r\n")
            server.should_exit = True
            async with asyncio.timeout(ENOUGH):
                said = await reader.read()
            writer.close()
            return said

    assert b"HTTP/1.1" not in asyncio.run(talk())


@pytest.mark.parametrize("hosts", [[], ["Host: a", "Host: b"]])
def test_a_request_names_one_host(hosts: list[str]) -> None:
    sent = "\r\n".join(["GET /healthz HTTP/1.1", *hosts, "", ""]).encode()
    [(status, headers, body)] = responses(heard([sent]))
    assert status == b"HTTP/1.1 400 Bad Request"
    assert b"connection: close" in headers
    assert b"`Host` headers; expected one" in body


def test_an_old_client_need_not_name_its_host() -> None:
    [(status, _, _)] = responses(heard([b"GET /healthz HTTP/1.0\r\n\r\n"]))
    assert status == b"HTTP/1.1 200 OK"


def test_a_body_that_is_refused_may_be_sent_to_its_end() -> None:
    large = request(body=b"x" * 3_000_000)
    pieces = [large[at : at + 200_000] for at in range(0, len(large), 200_000)]
    first, second = responses(heard([*pieces, CLOSING]))
    assert first[0].startswith(b"HTTP/1.1 413 ")
    assert second[0] == b"HTTP/1.1 200 OK"


def test_a_body_that_is_refused_and_does_not_end_is_given_up() -> None:
    async def talk() -> bytes:
        service = service_of()
        async with serving(service, partial(LaneProtocol, service.lane, head_seconds=0.2)) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(server))
            writer.write(request(body=b"x" * 3_000_000)[:1_500_000])
            async with asyncio.timeout(ENOUGH):
                said = await reader.readuntil(b"\r\n")
                while server.server_state.connections:
                    writer.write(b"x")
                    await asyncio.sleep(0.02)
            writer.transport.abort()
            return said

    assert asyncio.run(talk()).startswith(b"HTTP/1.1 413 ")


def test_a_client_that_does_not_read_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.connection._UNREAD", 0.1)

    async def talk() -> int:
        service = service_of()
        async with serving(service, partial(LaneProtocol, service.lane)) as server:
            _, writer = await asyncio.open_connection("127.0.0.1", port_of(server), limit=1)
            for _ in range(300):
                writer.write(request(body=orjson.dumps({"query": LONG})) * 10)
                await asyncio.sleep(0)
            async with asyncio.timeout(ENOUGH):
                while server.server_state.connections:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.02)
            writer.transport.abort()
            return len(server.server_state.connections)

    assert asyncio.run(talk()) == 0
