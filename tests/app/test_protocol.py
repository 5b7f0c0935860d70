"""A connection with the short lane before it behaves as uvicorn's own, whatever arrives in whatever pieces."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.asgi import Service
from app.protocol import LaneProtocol
from app.serving import AnnouncingServer
from tests.app.running import started
from tests.app.test_lane import JSON, LONG, NAMES, Plain, service_of, whole

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

SPOILT = PLAIN[:-1] + b"]"
HOLDING = request(body=PLAIN)
CHUNKED = (
    b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    b'18\r\n{"query":"{__typename}"}\r\n0\r\n\r\n'
)

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
    "again and again": [*[PLAIN] * 4, CLOSING],
    "a known head, its body apart": [PLAIN, PLAIN[:-50], PLAIN[-50:], PLAIN, CLOSING],
    "a known head, other requests behind": [PLAIN, PLAIN * 2, PLAIN, PLAIN + PLAIN[:20], PLAIN[20:], PLAIN, CLOSING],
    "a known head, a refused body": [PLAIN, SPOILT, PLAIN, SPOILT, SPOILT + PLAIN, CLOSING],
    "a known head after one that uvicorn answers": [PLAIN, request("GET", "/healthz"), PLAIN, BROKEN + PLAIN, CLOSING],
    "a known request as the body of another": [PLAIN, HOLDING[: -len(PLAIN)], HOLDING[-len(PLAIN) :], PLAIN, CLOSING],
    "a known request as the body of another, whole": [PLAIN, HOLDING, PLAIN, HOLDING, CLOSING],
    "a known request after nothing": [PLAIN, b"\r\n", PLAIN, b"\r\n" + PLAIN, b"\r\n\r\n" + PLAIN, PLAIN, CLOSING],
    "a known request after half a one": [PLAIN, b"POST /gra", PLAIN],
    "a head that ends otherwise": [PLAIN.replace(b"\r\n", b"\n") + b"\r\n\r\n"],
    "a known head by GET": [*[request("GET", "/graphql?query={__typename}")] * 3, CLOSING],
    "a known head by GET with a body": [
        *[request("GET", "/graphql?query={__typename}", b"", "1.1", "Content-Length: 2") + b"ab"] * 3,
        CLOSING,
    ],
    "a known long answer": [*[request(body=orjson.dumps({"query": LONG}))] * 3, CLOSING],
    "a known request that was to be the last": [CLOSING * 2],
    "a known HTTP/1.0": [
        request("POST", "/graphql", orjson.dumps({"query": NAMES}), "1.0", "Connection: keep-alive") * 2
    ],
    "a known head with an upgrade": [
        PLAIN,
        *[request("POST", "/graphql", b'{"query":"{__typename}"}', "1.1", "Upgrade: x", "Connection: upgrade")] * 2,
        PLAIN,
    ],
    "in chunks, again": [*[CHUNKED] * 3, CLOSING],
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


def test_requests_in_any_order_cut_anywhere_are_answered_as_on_uvicorns_own_connection() -> None:
    chosen = Random(5)  # noqa: S311 - the same conversations each time
    kinds = [PLAIN] * 4 + [BROKEN, SPOILT, HOLDING, CHUNKED, request("GET", "/graphql?query={__typename}")]
    conversations = [_cut(b"".join(chosen.choices(kinds, k=6)) + CLOSING, chosen) for _ in range(40)]

    async def heard(protocol: Any, service: Service) -> list[bytes]:  # noqa: ANN401 - uvicorn's own
        async with serving(service, protocol) as server:
            return [await conversation(server, [PLAIN, *each]) for each in conversations]

    service = service_of()
    own = asyncio.run(heard(HttpToolsProtocol, service_of()))
    ours = asyncio.run(heard(partial(LaneProtocol, service.lane), service))
    for pieces, one, other in zip(conversations, own, ours, strict=True):
        assert responses(other) == responses(one), pieces


def _cut(sent: bytes, chosen: Random) -> list[bytes]:
    """The bytes in pieces: cut at the beginnings of requests for the most part, else anywhere."""
    begins = [found.start() for found in re.finditer(rb"(POST|GET) /graphql", sent)]
    ends = sorted({*chosen.sample(begins, 4), *chosen.choices(range(len(sent)), k=chosen.randrange(3)), 0, len(sent)})
    return [sent[begin:end] for begin, end in pairwise(ends)]


def test_a_head_that_was_answered_is_answered_at_sight_from_then_on(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    parse = HttpToolsProtocol.data_received

    def noting(self: HttpToolsProtocol, data: bytes) -> None:
        parsed.append(data)
        parse(self, data)

    monkeypatch.setattr(HttpToolsProtocol, "data_received", noting)
    other = request(body=orjson.dumps({"query": NAMES.replace("$n", "$m")}))
    assert len(other) == len(PLAIN)

    async def talk() -> list[bytes]:
        service = service_of()
        async with serving(service, partial(LaneProtocol, service.lane)) as server:
            parsed.clear()
            return [
                await conversation(server, [PLAIN, PLAIN, other, PLAIN, PLAIN]),
                await conversation(server, [PLAIN]),
            ]

    first, second = asyncio.run(talk())
    assert [len(responses(each)) for each in (first, second)] == [5, 1]
    # Another document is not known yet; after it the parser stands between two requests when the next was answered.
    assert parsed == [PLAIN, other, PLAIN]


class _Resting:
    """Time and timers as an event loop has them, and a transport."""

    def __init__(self) -> None:
        self.now = 100.0
        self.closed = False
        self.timers: list[tuple[float, Any]] = []

    def time(self) -> float:
        return self.now

    def call_later(self, seconds: float, call: Any) -> Any:  # noqa: ANN401 - as asyncio has it
        timer = (self.now + seconds, call)
        self.timers.append(timer)
        return SimpleNamespace(cancel=lambda: self.timers.remove(timer))

    def pass_until(self, now: float) -> None:
        self.now = now
        due = [call for at, call in self.timers if at <= now]
        self.timers = [each for each in self.timers if each[0] > now]
        for call in due:
            call()

    def write(self, _: bytes) -> None: ...

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def get_extra_info(self, _: str) -> None: ...


def test_a_connection_that_rests_is_closed_when_it_has_rested_since_its_last_request() -> None:
    service, resting = service_of(), _Resting()
    config = uvicorn.Config(service, log_config=None, timeout_keep_alive=5, ws="none")
    config.load()
    with asyncio.Runner() as runner:
        life = started(service)
        runner.run(life.__aenter__())
        body = orjson.dumps({"query": NAMES})
        runner.run(whole(service, Plain("POST", b"/graphql", [JSON], body)))
        protocol = LaneProtocol(service.lane, config, uvicorn.Server(config).server_state, {}, _loop=resting)
        protocol.connection_made(resting)  # type: ignore[arg-type]
        protocol.data_received(PLAIN)  # at 100
        for now in (103.0, 104.9, 109.0, 113.0):
            resting.pass_until(now)
            assert not resting.closed
            protocol.data_received(PLAIN)
        assert len(resting.timers) == 1
        closed = []
        for now in (117.9, 118.0):
            resting.pass_until(now)
            closed.append(resting.closed)
        assert closed == [False, True]
        runner.run(life.__aexit__(None, None, None))


def responses(heard: bytes) -> list[tuple[bytes, list[bytes], bytes]]:
    """Status line, headers in any order, and body of each response."""
    found = []
    heard = _MADE_ANEW.sub(rb"\1", heard)
    while heard:
        head, _, rest = heard.partition(b"\r\n\r\n")
        status, *headers = head.split(b"\r\n")
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
