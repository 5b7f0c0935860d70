"""GraphQL over HTTP: how a request arrives and how its answer leaves.

GET with URL parameters for queries, POST with a JSON body for everything. With
`application/graphql-response+json` a refused request has status 400; with `application/json`, for clients that
look at the body only, 200 as long as the request is a GraphQL request at all. An answer with a `data` entry has
status 200. `X-GraphQL-Cost: 1` adds what the operation was estimated to cost, as `extensions.cost`.

Cross-site requests: the API reads no cookies and keeps no sessions, so there is nothing to forge. Still a form
cannot ask it anything: a POST must be `application/json`, which a page of another origin may send only after a
preflight, and GET serves queries only.

The endpoint answers whatever is asked of it, or, `at_once`, what it can answer without waiting; both ways are made
of the same steps.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from typing import NamedTuple

from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from app.body import body_of
from app.engines import NotReadyError
from app.negotiation import GRAPHQL_RESPONSE, JSON
from app.record import RequestRecord, record_of
from app.refusal import HEADERS, METHODS, HttpRefusalError
from app.replies import Replies
from app.reply import VARY, Header, Reply, reply_with
from app.wishes import Wishes, check_content, given_headers, is_plain_json, wishes_of
from graph.engine import Engine
from schema.errors import request_error
from schema.execution.answer import Answer, Outcome, refused
from schema.execution.executor import Executor
from schema.execution.request import BadRequestError, GraphQLRequest, request_from_json, request_from_query_string

_ANSWERED = frozenset({"GET", "HEAD", "POST"})
_NO_STORE = (b"cache-control", b"no-store")
_IN_A_THREAD = 128 * 2**10
"""Bytes; to write more than these in another coding takes so long that others should not wait for it."""

_SHORT = 2_000
_MOST_SHORT = 256
"""Of requests up to so many bytes so many are remembered; as objects one takes 70 kB at the very most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms requests are answered.

    body_bytes, body_seconds:  the largest body, and how long one may take to arrive
    reply_bytes:    how much is kept of what was sent, for those who ask the same again; 0 keeps nothing
    cache_control:  what caches on the way are told of the answers to GET
    edition:        the software and its settings, as far as answers depend on them; a part of every ETag
    page:           where browsers are sent that are pointed at the endpoint
    """

    body_bytes: int = 1_000_000
    body_seconds: float = 30.0
    reply_bytes: int = 0
    cache_control: str = "public, max-age=0, must-revalidate"
    edition: str = ""
    page: str | None = None


_TERMS = Terms()


class Asking(NamedTuple):
    """How a plain request asks, as its head says it; `held` are the names of answers that the client has already."""

    wishes: Wishes
    posted: bool
    query_string: bytes
    held: bytes


class Asked(NamedTuple):
    """A request as far as HTTP understands it: the bytes sent, how the reply is wished, and the release asked."""

    engine: Engine
    wishes: Wishes
    sent: bytes
    posted: bool

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two requests the same one."""
        return (self.posted, self.wishes, self.sent)

    def request(self) -> GraphQLRequest:
        """The GraphQL request, made anew; BadRequestError where it is none."""
        return _request(self.sent, posted=self.posted)

    def shared_request(self) -> GraphQLRequest:
        """The GraphQL request, perhaps one that was given out before: for those who do not change it."""
        return (_remembered if len(self.sent) <= _SHORT else _request)(self.sent, posted=self.posted)


def _request(sent: bytes, *, posted: bool) -> GraphQLRequest:
    return request_from_json(sent) if posted else request_from_query_string(sent)


_remembered = lru_cache(maxsize=_MOST_SHORT)(_request)


class GraphQLEndpoint:
    """The ASGI application of one path that answers GraphQL requests.

    `engine` gives the engine of the current release; each request keeps the one it began with.
    """

    def __init__(self, executor: Executor, engine: Callable[[], Engine], terms: Terms = _TERMS) -> None:
        self._executor = executor
        self._engine = engine
        self._terms = terms
        self._replies = Replies(terms.reply_bytes)
        self._cache_control = (b"cache-control", terms.cache_control.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        given = given_headers(scope["headers"])
        if self._is_a_person(scope, given):
            page = RedirectResponse(self._terms.page or "/", HTTPStatus.SEE_OTHER, headers={"Vary": "Accept"})
            await page(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS})(scope, receive, send)
        else:
            try:
                reply = await self._reply(scope, given, receive)
            except ClientDisconnect:
                return
            await reply.send(send)

    def asking(self, method: str, query_string: bytes, given: Mapping[bytes, bytes]) -> Asking | None:
        """What the head of a GET or POST asks for; None where any such request takes more to answer, or to refuse."""
        wishes = wishes_of(given)
        posted = method == "POST"
        if wishes.media_type is None or not (is_plain_json(given) if posted else query_string):
            return None
        return Asking(wishes, posted, query_string, given.get(b"if-none-match", b""))

    def at_once(self, asking: Asking, body: bytes) -> Reply | None:
        """The reply to a request for a known document; None where it takes more to answer, or to refuse.

        It is the reply that the endpoint would send.
        """
        if len(body) > self._terms.body_bytes:
            return None
        wishes, posted, query_string, held = asking
        try:
            asked = Asked(self._engine(), wishes, body if posted else query_string, posted)
            reply = self._kept(asked, held)
            if reply is not None:
                return reply
            answer = self._executor.at_once(asked.shared_request(), asked.engine, report_cost=wishes.report_cost)
        except (NotReadyError, BadRequestError):
            return None
        if answer is None or (wishes.coding is not None and len(answer.body) >= _IN_A_THREAD):
            return None
        return self._keep(asked, reply_with(answer, wishes.media_type, more=self._caching(asked), coding=wishes.coding))

    async def _reply(self, scope: Scope, given: Mapping[bytes, bytes], receive: Receive) -> Reply:
        """The reply to a request, whatever it is; ClientDisconnect where nobody waits for it any more."""
        record = record_of(scope)
        wishes = wishes_of(given)
        try:
            asked = await self._asked(scope, given, receive, wishes)
            reply = self._kept(asked, given.get(b"if-none-match", b""))
            if reply is None:
                reply = self._keep(asked, await self._made(asked, record))
        except HttpRefusalError as refusal:
            more = (HEADERS[refusal.status],) if refusal.status in HEADERS else ()
            reply = reply_with(refusal.answer, wishes.media_type, status=refusal.status, more=more)
        record.operation, record.cost, record.codes = reply.operation, reply.cost, reply.codes
        return reply

    async def _asked(self, scope: Scope, given: Mapping[bytes, bytes], receive: Receive, wishes: Wishes) -> Asked:
        """What a request asks that HTTP allows; HttpRefusalError otherwise."""
        method = scope["method"]
        if method not in _ANSWERED:
            raise HttpRefusalError(HTTPStatus.METHOD_NOT_ALLOWED, f"{method} is not served; use GET or POST")
        if wishes.media_type is None:
            written = f"answers are written in {GRAPHQL_RESPONSE} or {JSON}; accept one of them"
            raise HttpRefusalError(HTTPStatus.NOT_ACCEPTABLE, written)
        posted = method == "POST"
        sent = scope["query_string"]
        if posted:
            check_content(given)
            sent = await body_of(given, receive, most=self._terms.body_bytes, seconds=self._terms.body_seconds)
        try:
            return Asked(self._engine(), wishes, sent, posted)
        except NotReadyError as error:
            raise HttpRefusalError(HTTPStatus.SERVICE_UNAVAILABLE, error.message) from None

    async def _made(self, asked: Asked, record: RequestRecord) -> Reply:
        """The reply with the answer of the executor."""
        answer = await self._answer(asked, record)
        media_type, coding, _ = asked.wishes
        more = self._caching(asked) if answer.lasting or asked.posted else (_NO_STORE,)
        if coding is None or len(answer.body) < _IN_A_THREAD:
            return reply_with(answer, media_type, more=more, coding=coding)
        return await asyncio.to_thread(reply_with, answer, media_type, more=more, coding=coding)

    async def _answer(self, asked: Asked, record: RequestRecord) -> Answer:
        try:
            request = asked.request()
        except BadRequestError as error:
            return refused([request_error(error)], Outcome.MALFORMED)
        return await self._executor.execute(
            request,
            asked.engine,
            request_id=record.request_id,
            queries_only=not asked.posted,
            report_cost=asked.wishes.report_cost,
        )

    def _kept(self, asked: Asked, held: bytes) -> Reply | None:
        """The reply to one who says what answers he has already, or that was sent before to the same request."""
        if held and not asked.posted and self._etag(asked) in held:
            return Reply(status=HTTPStatus.NOT_MODIFIED.value, headers=(*self._caching(asked), VARY), body=b"")
        return self._replies.get(asked.engine, asked.key) if self._terms.reply_bytes else None

    def _keep(self, asked: Asked, reply: Reply) -> Reply:
        if reply.lasting and self._terms.reply_bytes:
            self._replies.keep(asked.engine, asked.key, reply)
        return reply

    def _caching(self, asked: Asked) -> tuple[Header, ...]:
        """What a lasting answer to GET says to caches."""
        return () if asked.posted else ((b"etag", self._etag(asked)), self._cache_control)

    def _etag(self, asked: Asked) -> bytes:
        """A name for what is answered: made of release, request and form, so it is known before the answer."""
        media_type, _, report_cost = asked.wishes
        said = (self._terms.edition, asked.engine.release.name, media_type or "", str(report_cost), "")
        return b'W/"%b"' % sha256("\n".join(said).encode() + asked.sent).hexdigest()[:32].encode()

    def _is_a_person(self, scope: Scope, given: Mapping[bytes, bytes]) -> bool:
        """Whether a browser was pointed at the endpoint, which then shows the page where one can ask."""
        return (
            self._terms.page is not None
            and scope["method"] == "GET"
            and not scope["query_string"]
            and b"text/html" in given.get(b"accept", b"")
        )
