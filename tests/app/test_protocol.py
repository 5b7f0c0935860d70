"""A connection with the short lane before it behaves as uvicorn's own, whatever arrives in whatever pieces."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import orjson
import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.asgi import Service
from app.protocol import LaneProtocol
from app.serving import AnnouncingServer
from tests.app.test_lane import LONG, NAMES, service_of

ENOUGH = 10
_MADE_ANEW = re.compile(rb"(x-request-id|date): [^\r]+")


def request(
    method: str = "POST",
    target: str = "/graphql",
    body: bytes = orjson.dumps({"query": NAMES}),
    version: str = "1.1",
    *headers: str,
) -> bytes:
    lines = [f"{method} {target} HTTP/{version}", "Host: budgetgraph.test", "Content-Type: application/json", *headers]
    if method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + (body if method == "POST" else b"")


PLAIN = request()
CLOSING = request("POST", "/graphql", b'{"query":"{__typename}"}', "1.1", "Connection: close")
BROKEN = request("POST", "/graphql", b"{")

CONVERSATIONS: dict[str, Sequence[bytes]] = {
    "one request": [PLAIN, CLOSING],
    "in two pieces": [PLAIN[:40], PLAIN[40:], CLOSING],
    "its body apart": [PLAIN[:-50], PLAIN[-50:-10], PLAIN[-10:], CLOSING],
    "byte for byte": [*(PLAIN[at : at + 1] for at in range(len(PLAIN))), CLOSING],
    "several at once": [PLAIN * 3 + BROKEN + PLAIN + request("GET", "/healthz") + PLAIN, CLOSING],
    "several at once, cut anywhere": [PLAIN + PLAIN[:30], PLAIN[30:] + PLAIN[:-5], PLAIN[-5:], CLOSING],
    "a refused one between": [PLAIN, BROKEN, PLAIN, CLOSING],
    "by GET": [request("GET", "/graphql?query={__typename}"), CLOSING],
    "to a person": [request("GET", "/graphql", b"", "1.1", "Accept: text/html"), CLOSING],
    "a long answer": [request(body=orjson.dumps({"query": LONG})), CLOSING],
    "closing": [CLOSING],
    "HTTP/1.0": [request("POST", "/graphql", orjson.dumps({"query": NAMES}), "1.0")],
    "in chunks": [
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        b'18\r\n{"query":"{__typename}"}\r\n0\r\n\r\n',
        CLOSING,
    ],
    "expecting to be told to go on": [
        request("POST", "/graphql", b'{"query":"{__typename}"}', "1.1", "Expect: 100-continue"),
        CLOSING,
    ],
    "too long": [PLAIN.replace(b"Content-Length: ", b"Content-Length: 99999").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"],
    "not HTTP": [b"POST /graphql\r\n\r\n"],
    "an upgrade": [
        request("POST", "/graphql", b'{"query":"{__typename}"}', "1.1", "Upgrade: x", "Connection: upgrade")
    ],
    "HEAD": [request("HEAD", "/graphql?query={__typename}"), CLOSING],
    "with nothing more": [PLAIN],
}


@asynccontextmanager
async def serving(service: Service, protocol: Any) -> AsyncIterator[AnnouncingServer]:  # noqa: ANN401 - uvicorn's own
    """A server on a port of its own, which knows the documents of the tests."""
    listening = asyncio.Event()
    config = uvicorn.Config(service, http=protocol, port=0, log_config=None, ws="none", server_header=False)
    server = AnnouncingServer(config, lambda _: listening.set())
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(ENOUGH):
        await listening.wait()
        for text in (NAMES, LONG, "{__typename}"):
            known = request("POST", "/graphql", orjson.dumps({"query": text}) + b" ", "1.1", "Connection: close")
            await conversation(server, [known])
        yield server
    server.should_exit = True
    await running


async def said(service: Service, protocol: Any, pieces: Sequence[bytes]) -> bytes:  # noqa: ANN401 - uvicorn's own
    """All that a server says in a conversation on one connection, which the client ends when it has said its part."""
    async with serving(service, protocol) as server:
        return await conversation(server, pieces)


def port_of(server: uvicorn.Server) -> int:
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port


async def conversation(server: uvicorn.Server, pieces: Sequence[bytes]) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port_of(server))
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.002)
    writer.write_eof()
    heard = await reader.read()
    writer.close()
    return heard


@pytest.mark.parametrize("pieces", CONVERSATIONS.values(), ids=CONVERSATIONS.keys())
def test_a_conversation_goes_as_on_uvicorns_own_connection(pieces: Sequence[bytes]) -> None:
    def heard(protocol: Any) -> bytes:  # noqa: ANN401 - uvicorn's own
        service = service_of()
        made = partial(protocol, service.lane) if protocol is LaneProtocol else protocol
        return asyncio.run(said(service, made, pieces))

    own, ours = heard(HttpToolsProtocol), heard(LaneProtocol)
    assert responses(ours) == responses(own)


def responses(heard: bytes) -> list[tuple[bytes, list[bytes], bytes]]:
    """Status line, headers in any order, and body of each response."""
    found = []
    while heard:
        head, _, rest = heard.partition(b"\r\n\r\n")
        status, *headers = _MADE_ANEW.sub(rb"\1", head).split(b"\r\n")
        length = next((int(h[16:]) for h in headers if h.startswith(b"content-length: ")), 0)
        found.append((status, sorted(headers), rest[:length]))
        heard = rest[length:]
    return found


def test_a_known_document_is_answered_without_calling_the_application() -> None:
    service = service_of()
    asked: list[str] = []

    class Counting(Service):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
            asked.append(scope["type"])
            await super().__call__(scope, receive, send)

    counting = Counting(service, service.lane)
    heard = asyncio.run(said(counting, partial(LaneProtocol, service.lane), [PLAIN * 5, CLOSING]))
    assert len(responses(heard)) == 6
    assert asked.count("http") == 3  # what made the documents known


@pytest.mark.parametrize("protocol", ["own", "lane"])
def test_a_client_that_does_not_read_is_not_written_to_without_end(protocol: str) -> None:
    async def talk() -> int:
        service = service_of()
        made = partial(LaneProtocol, service.lane) if protocol == "lane" else HttpToolsProtocol
        async with serving(service, made) as server:
            _, writer = await asyncio.open_connection("127.0.0.1", port_of(server), limit=1)
            for _ in range(300):
                writer.write(request(body=orjson.dumps({"query": LONG})) * 10)
                await asyncio.sleep(0)
            await asyncio.sleep(0.3)
            held = sum(each.transport.get_write_buffer_size() for each in server.server_state.connections)
            writer.transport.abort()
        return held

    assert asyncio.run(talk()) < 2**20
