"""Answers that are told event by event: GraphQL over server-sent events, in distinct connections mode.

A request with `Accept: text/event-stream` is answered with an event `next` for each result and an event `complete` at
the end. It needs no protocol beside HTTP: what stands between us and the client (proxies, load balancers, tools)
knows it, `EventSource` in browsers reads it, and the server's own protocol serves it.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from starlette.types import Receive, Scope, Send

from app.body import body_of
from app.engines import NotReadyError
from app.negotiation import JSON, accepts
from app.record import record_of
from app.refusal import HttpRefusalError
from app.reply import reply_with
from app.settings import Settings
from app.wishes import check_content
from graph.engine import Engine
from schema.errors import request_error
from schema.execution.answer import Answer, Outcome, refused
from schema.execution.executor import Executor
from schema.execution.request import BadRequestError, GraphQLRequest, request_from_json, request_from_query_string

_EVENTS = "text/event-stream"
_ALIVE = b":\n\n"
_ALIVE_EVERY = 12.0
"""Seconds; proxies end connections on which nothing is said for longer."""

_MOST_STREAMS = 200
_HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)


class Events:
    """Answers requests that want events."""

    def __init__(self, executor: Executor, engine: Callable[[], Engine], settings: Settings) -> None:
        self._executor = executor
        self._engine = engine
        self._settings = settings
        self._streams = 0

    def are_meant(self, scope: Scope, given: Mapping[bytes, bytes]) -> bool:
        """Whether a request wants its answer as events."""
        accepted = given.get(b"accept", b"").decode("latin-1").lower()
        return _EVENTS in accepted and scope["method"] in {"GET", "POST"} and accepts(accepted, _EVENTS)

    async def answer(self, scope: Scope, given: Mapping[bytes, bytes], receive: Receive, send: Send) -> None:
        """Answer a request with events, until there are no more or nobody listens."""
        try:
            self._refuse_too_many()
            request = await self._request(scope, given, receive)
            engine = self._engine()
        except BadRequestError as error:
            await reply_with(refused([request_error(error)], Outcome.MALFORMED), JSON).send(send)
            return
        except NotReadyError as error:
            refusal = HttpRefusalError(HTTPStatus.SERVICE_UNAVAILABLE, error.message)
            await reply_with(refusal.answer, JSON, status=refusal.status).send(send)
            return
        except HttpRefusalError as refusal:
            await reply_with(refusal.answer, JSON, status=refusal.status).send(send)
            return
        record = record_of(scope)
        by_get = scope["method"] == "GET"
        answers = self._executor.events(request, engine, request_id=record.request_id, queries_only=by_get)
        self._streams += 1
        try:
            await self._tell(answers, receive, send)
        finally:
            self._streams -= 1
            await answers.aclose()

    def _refuse_too_many(self) -> None:
        if self._streams >= _MOST_STREAMS:
            busy = f"{_MOST_STREAMS} streams are open already; ask again in a moment, or ask `job` now and then"
            raise HttpRefusalError(HTTPStatus.SERVICE_UNAVAILABLE, busy)

    async def _request(self, scope: Scope, given: Mapping[bytes, bytes], receive: Receive) -> GraphQLRequest:
        if scope["method"] == "GET":
            return request_from_query_string(scope["query_string"])
        check_content(given)
        settings = self._settings
        return request_from_json(await body_of(given, receive, most=settings.body_bytes, seconds=settings.body_seconds))

    async def _tell(self, answers: AsyncGenerator[Answer, None], receive: Receive, send: Send) -> None:
        """Send events until there are no more, or the client is gone; now and then say that we are there."""
        await send({"type": "http.response.start", "status": HTTPStatus.OK.value, "headers": list(_HEADERS)})
        gone = asyncio.ensure_future(_gone(receive))
        next_one: asyncio.Future[Answer] = asyncio.ensure_future(anext(answers))
        try:
            while True:
                waited: set[asyncio.Future[Any]] = {next_one, gone}
                done, _ = await asyncio.wait(waited, timeout=_ALIVE_EVERY, return_when=asyncio.FIRST_COMPLETED)
                if gone in done:
                    return
                if not done:
                    await _say(send, _ALIVE)
                    continue
                try:
                    answer = next_one.result()
                except StopAsyncIteration:
                    break
                await _say(send, b"event: next\ndata: %b\n\n" % answer.body)
                next_one = asyncio.ensure_future(anext(answers))
            await _say(send, b"event: complete\ndata: \n\n", more=False)
        finally:
            ending: tuple[asyncio.Future[Any], ...] = (gone, next_one)
            for each in ending:
                each.cancel()
                with suppress(asyncio.CancelledError, StopAsyncIteration):
                    await each


async def _gone(receive: Receive) -> None:
    """Wait until the client is."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, words: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": words, "more_body": more})
