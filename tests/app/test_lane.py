"""The short lane: what it answers is what the whole application answers, header for header and byte for byte."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson
import pytest
from structlog.testing import capture_logs

from app.asgi import Service, create_app
from app.engines import CurrentEngine
from app.http import Asked
from app.lane import Written
from app.reply import Header
from app.settings import Settings
from app.wishes import Wishes
from graph.engine import Release
from graph.memory import MemoryEngine
from graph.vocabulary import EntityKind
from schema.build import build_schema
from schema.context import Context
from schema.execution.executor import Executor
from tests.app.running import started
from tests.invented import CORRECTED, DATASET, RELEASE

SCHEMA = build_schema()
ENGINE = MemoryEngine(DATASET, RELEASE)
NAMES = "query Names($n: Int) { departments(first: $n) { edges { node { name offices { name } } } } }"
LONG = "{ budgetLines(first: 50) { edges { node { id rowLabel columnLabel amount } } } }"
LISTED = (
    "query ($ids: [ID!]!, $where: BudgetLineFilter) { nodes(ids: $ids) { id }"
    " budgetLines(where: $where, first: 2) { edges { node { id } } } }"
)
ENGINE_ID = DATASET.of(EntityKind.DEPARTMENT)[0].id
WISHES = Wishes("application/json", None, report_cost=False)
JSON = (b"content-type", b"application/json")
HASH = sha256(NAMES.encode()).hexdigest()

HEADERS: list[list[Header]] = [
    [],
    [(b"accept", b"application/graphql-response+json")],
    [(b"accept", b"application/json;q=0.5"), (b"accept", b"application/graphql-response+json;q=0.4")],
    [(b"accept-encoding", b"gzip, deflate, br")],
    [(b"accept-encoding", b"gzip, zstd")],
    [(b"x-graphql-cost", b"1")],
    [(b"x-request-id", b"asked-by-a-test")],
    [(b"x-request-id", b"not a token")],
    [(b"origin", b"https://example.org")],
]
SENT: list[dict[str, Any]] = [
    {"query": NAMES},
    {"query": NAMES, "variables": {"n": 1}, "operationName": "Names"},
    {"query": LONG},
    {"documentId": f"sha256:{HASH}"},
    {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}, "variables": {"n": 2}},
]


class Plain(NamedTuple):
    """A request: the method, the target as it is written, headers in lower case, the body."""

    method: str
    target: bytes
    headers: Sequence[Header]
    body: bytes


def service_of(current: CurrentEngine | None = None, **settings: Any) -> Service:  # noqa: ANN401 - any setting
    chosen = Settings(_env_file=None, examples=Path(), log_level="info", **settings)
    return create_app(chosen, lambda: ENGINE, SCHEMA, Context, current)


def get(sent: dict[str, Any], *headers: Header) -> Plain:
    texts = {name: value if isinstance(value, str) else orjson.dumps(value) for name, value in sent.items()}
    return Plain("GET", b"/graphql?" + urlencode(texts).encode(), headers, b"")


def post(sent: dict[str, Any], *headers: Header) -> Plain:
    body = orjson.dumps(sent)
    return Plain("POST", b"/graphql", (JSON, (b"content-length", b"%d" % len(body)), *headers), body)


def in_lane(service: Service, asked: Plain) -> Written | None:
    """What the short lane answers."""
    head = service.lane.head(asked.method, asked.target, asked.headers)
    return None if head is None else service.lane.answer(head, asked.body)


async def whole(service: Service, asked: Plain) -> Written:
    """What the whole application answers."""
    path, _, query_string = asked.target.partition(b"?")
    scope = {
        "type": "http", "method": asked.method, "path": path.decode(), "raw_path": path, "root_path": "",
        "query_string": query_string, "headers": list(asked.headers), "http_version": "1.1", "scheme": "http",
        "server": ("budgetgraph.test", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": asked.body, "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 - as ASGI has it
        sent.append(message)

    await service(scope, receive, send)
    body = b"".join(message["body"] for message in sent[1:])
    lines = b"".join(b"%b: %b\r\n" % each for each in sent[0]["headers"])
    return Written(sent[0]["status"], lines, body)


def headers_of(written: Written) -> list[Header]:
    """The headers of a reply, in order."""
    return [(name, value) for name, _, value in (line.partition(b": ") for line in written.head.splitlines())]


@contextmanager
def running(service: Service) -> Iterator[asyncio.Runner]:
    """Runs what is asked of the service between its start and its end."""
    with asyncio.Runner() as runner:
        life = started(service)
        runner.run(life.__aenter__())
        runner.run(whole(service, post({"query": NAMES, "extensions": SENT[4]["extensions"]})))
        runner.run(whole(service, post({"query": LONG})))
        yield runner
        runner.run(life.__aexit__(None, None, None))


def comparable(written: Written) -> tuple[int, list[Header], bytes]:
    """A reply without the id that is made anew for each."""
    made = {b"x-request-id": 16}
    headers = [(name, b"" if len(value) == made.get(name) else value) for name, value in headers_of(written)]
    return written.status, sorted(headers), written.body


@pytest.mark.parametrize("reply_bytes", [0, 2**20])
@pytest.mark.parametrize("headers", HEADERS)
def test_a_known_document_is_answered_as_by_the_whole_application(headers: list[Header], reply_bytes: int) -> None:
    service = service_of(cached_reply_bytes=reply_bytes)
    with running(service) as runner:
        for sent in SENT:
            for asked in (post(sent, *headers), get(sent, *headers)):
                for _ in range(2):
                    written = in_lane(service, asked)
                    assert written is not None, asked
                    assert comparable(written) == comparable(runner.run(whole(service, asked)))


@pytest.mark.parametrize(
    "asked",
    [
        post({"query": "{ departments { totalCount } }"}),  # not known yet
        post({"query": "{ broken"}),
        post({"query": NAMES, "variables": {"n": "one"}}),
        post({"query": NAMES, "variables": {"n": 0}}),
        post({"query": NAMES, "operationName": "Others"}),
        post({"query": NAMES, "variables": []}),
        post({"query": NAMES}, (b"accept", b"text/plain")),
        post({"query": NAMES}, (b"accept", b"application/json, text/event-stream")),
        post({"query": NAMES}, (b"content-encoding", b"br")),
        post({"query": NAMES}, (b"origin", b"https://example.org"), (b"cookie", b"a=b")),
        post({"documentId": "unknown"}),
        Plain("POST", b"/graphql", [(b"content-type", b"text/plain")], orjson.dumps({"query": NAMES})),
        Plain("POST", b"/graphql", [JSON], b"{"),
        Plain("POST", b"/graphql", [JSON], orjson.dumps({"query": NAMES}) + b" " * 1_000_000),
        Plain("GET", b"/graphql?query=%ff", [], b""),
        Plain("GET", b"/graphql?", [(b"accept", b"text/html")], b""),
    ],
)
def test_what_takes_more_to_answer_or_to_refuse_is_left_to_the_whole_application(asked: Plain) -> None:
    service = service_of()
    with running(service):
        assert in_lane(service, asked) is None


def test_only_plain_requests_of_the_endpoint_are_looked_at() -> None:
    lane = service_of().lane
    assert lane.may_answer("POST", b"/graphql")
    assert lane.may_answer("GET", b"/graphql?query={a}")
    assert not any(
        lane.may_answer(method, target)
        for method, target in [
            ("GET", b"/graphql"), ("POST", b"/graphql?a=b"), ("POST", b"/graphiql"), ("HEAD", b"/graphql?query={a}"),
            ("OPTIONS", b"/graphql"), ("GET", b"/"), ("PUT", b"/graphql"),
        ]
    )  # fmt: skip


def test_before_a_release_is_loaded_nothing_is_answered() -> None:
    assert in_lane(service_of(), post({"query": NAMES})) is None


def test_where_only_some_origins_may_ask_requests_of_pages_take_the_whole_way() -> None:
    service = service_of(cors_origins=("https://example.org",))
    with running(service):
        assert in_lane(service, post({"query": NAMES}, (b"origin", b"https://example.org"))) is None
        assert in_lane(service, post({"query": NAMES})) is not None


class TestCaching:
    def test_who_has_the_answer_is_told_so_without_it(self) -> None:
        service = service_of()
        with running(service) as runner:
            first = runner.run(whole(service, get({"query": NAMES})))
            headers = dict(headers_of(first))
            assert headers[b"cache-control"] == b"public, max-age=0, must-revalidate"
            again = get({"query": NAMES}, (b"if-none-match", b'"other", ' + headers[b"etag"]))
            written = in_lane(service, again)
            assert written is not None
            assert (written.status, written.body) == (304, b"")
            assert comparable(written) == comparable(runner.run(whole(service, again)))

    def test_another_release_other_variables_and_another_form_have_other_names(self) -> None:
        current = CurrentEngine()
        service = service_of(current)
        with running(service) as runner:

            def etag(*headers: Header, **variables: int) -> bytes:
                asked = get({"query": NAMES, "variables": variables}, *headers)
                return dict(headers_of(runner.run(whole(service, asked))))[b"etag"]

            names = [etag(), etag(n=1), etag(n=2), etag((b"accept", b"application/graphql-response+json"))]
            current.swap(MemoryEngine(CORRECTED, _release_of_corrected()))
            names.append(etag())
            assert len(set(names)) == 5

    def test_an_answer_with_errors_may_not_be_kept_by_anyone(self) -> None:
        service = service_of(cached_reply_bytes=2**20)
        with running(service) as runner:
            for sent in ({"query": NAMES, "variables": {"n": 0}}, {"query": "{ broken"}, {"documentId": "unknown"}):
                headers = dict(headers_of(runner.run(whole(service, get(sent)))))
                assert headers[b"cache-control"] == b"no-store"
                assert b"etag" not in headers

    def test_replies_that_are_kept_end_with_their_release(self) -> None:
        current = CurrentEngine()
        service = service_of(current, cached_reply_bytes=2**20)
        with running(service) as runner:
            before = in_lane(service, post({"query": NAMES}))
            current.swap(MemoryEngine(CORRECTED, _release_of_corrected()))
            after = runner.run(whole(service, post({"query": NAMES})))
            assert before is not None
            assert before.body != after.body


def test_each_answer_is_logged_like_any_other() -> None:
    service = service_of()
    with running(service) as runner:
        with capture_logs() as here:
            in_lane(service, post({"query": NAMES}, (b"x-request-id", b"r-1")))
        with capture_logs() as there:
            runner.run(whole(service, post({"query": NAMES}, (b"x-request-id", b"r-1"))))
    [line], [other] = here, [each for each in there if each["event"] == "request"]
    assert {k: v for k, v in line.items() if k != "ms"} == {k: v for k, v in other.items() if k != "ms"}


def test_what_is_remembered_of_a_request_is_not_changed_by_answering_it() -> None:
    service = service_of()
    sent = {"query": LISTED, "variables": {"ids": [ENGINE_ID], "where": {"fiscalYear": {"in": [2022]}}}}
    asked = Asked(ENGINE, WISHES, orjson.dumps(sent), posted=True)
    remembered = asked.shared_request()
    with running(service) as runner:
        runner.run(whole(service, post(sent)))
        for _ in range(3):
            written = in_lane(service, post(sent))
            assert written is not None
            assert b'"errors"' not in written.body
    assert asked.shared_request() is remembered
    assert remembered == asked.request()


def test_heads_that_never_come_again_are_not_remembered_without_end() -> None:
    lane = service_of().lane
    head = lane.head("POST", b"/graphql", [JSON])
    assert head is not None
    for number in range(3_000):
        lane.remember(b"%d" % number, head)
    assert lane.known_head(b"2999") is head
    assert sum(lane.known_head(b"%d" % number) is not None for number in range(3_000)) <= 256
    lane.remember(b"a" * 10_000, head)
    assert lane.known_head(b"a" * 10_000) is None


def test_what_nobody_foresaw_is_left_to_the_whole_application(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    service = service_of()
    with running(service), capture_logs() as lines:
        monkeypatch.setattr(Executor, "at_once", broken)
        assert in_lane(service, post({"query": NAMES})) is None
    assert [each["event"] for each in lines if each["log_level"] == "error"] == ["unforeseen_error"]


def _release_of_corrected() -> Release:
    return replace(RELEASE, name="corrected")
