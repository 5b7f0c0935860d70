"""GraphQL over HTTP: how a request arrives and how its answer leaves.

GET with URL parameters for queries, POST with a JSON body for everything. With
`application/graphql-response+json` a refused request has status 400; with `application/json`, for clients that
look at the body only, 200 as long as the request is a GraphQL request at all. An answer with a `data` entry has
status 200. `X-GraphQL-Cost: 1` adds what the operation was estimated to cost, as `extensions.cost`.

Cross-site requests: the API reads no cookies and keeps no sessions, so there is nothing to forge. Still a form
cannot ask it anything: a POST must be `application/json`, which a page of another origin may send only after a
preflight, and GET serves queries only.
"""

import asyncio
from collections.abc import Callable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from app.engines import NotReadyError
from app.negotiation import GRAPHQL_RESPONSE, JSON, answer_type
from app.record import record_of
from graph.engine import Engine
from schema.errors import coded, request_error
from schema.execution.answer import Answer, Outcome, refused
from schema.execution.executor import Executor
from schema.execution.request import (
    BadRequestError,
    GraphQLRequest,
    request_from_json,
    request_from_query_string,
)

COST_HEADER = "X-GraphQL-Cost"
_METHODS = "GET, HEAD, POST, OPTIONS"
_VARY = f"Accept, {COST_HEADER}"
_UTF_8 = frozenset({"utf-8", "utf8"})


_CODES = {
    HTTPStatus.METHOD_NOT_ALLOWED: "METHOD_NOT_ALLOWED",
    HTTPStatus.NOT_ACCEPTABLE: "NOT_ACCEPTABLE",
    HTTPStatus.REQUEST_TIMEOUT: "REQUEST_TIMEOUT",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "PAYLOAD_TOO_LARGE",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
    HTTPStatus.SERVICE_UNAVAILABLE: NotReadyError.code,
}
_HEADERS = {
    HTTPStatus.METHOD_NOT_ALLOWED: {"Allow": _METHODS},
    HTTPStatus.REQUEST_TIMEOUT: {"Connection": "close"},
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: {"Connection": "close"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "1"},
}


class HttpRefusalError(Exception):
    """A request that is refused for what HTTP says of it, before its body counts."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        self.status = status
        super().__init__(message)

    @property
    def answer(self) -> Answer:
        """The refusal as a GraphQL answer; its code is the status in words."""
        return refused([coded(str(self), _CODES[self.status])], Outcome.MALFORMED)


class GraphQLEndpoint:
    """The ASGI application of one path that answers GraphQL requests.

    `engine` gives the engine of the current release; each request keeps the one it began with.
    """

    def __init__(
        self,
        executor: Executor,
        engine: Callable[[], Engine],
        *,
        body_bytes: int = 1_000_000,
        body_seconds: float = 30.0,
        page: str | None = None,
    ) -> None:
        self._executor = executor
        self._engine = engine
        self._body_bytes = body_bytes
        self._body_seconds = body_seconds
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        headers = Headers(scope=scope)
        if self._is_a_person(scope, headers):
            response: Response = RedirectResponse(self._page or "/", HTTPStatus.SEE_OTHER)
        elif scope["method"] == "OPTIONS":
            response = Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": _METHODS})
        else:
            try:
                response = await self._response(scope, headers, receive)
            except ClientDisconnect:
                return
        await response(scope, receive, send)

    async def _response(self, scope: Scope, headers: Headers, receive: Receive) -> Response:
        record = record_of(scope)
        media_type = answer_type(",".join(headers.getlist("accept")))
        try:
            answer = await self._answer(scope, headers, receive, media_type)
            status = _status(answer, media_type)
            more = {"Allow": "POST"} if status == HTTPStatus.METHOD_NOT_ALLOWED else {}
        except HttpRefusalError as refusal:
            answer, status, more = refusal.answer, refusal.status, _HEADERS.get(refusal.status, {})
        record.operation = answer.operation
        record.cost = answer.cost
        record.codes = answer.codes
        content_type = f"{media_type or JSON}; charset=utf-8"
        return Response(answer.body, status, {**more, "Content-Type": content_type, "Vary": _VARY})

    async def _answer(self, scope: Scope, headers: Headers, receive: Receive, media_type: str | None) -> Answer:
        if scope["method"] not in ("GET", "HEAD", "POST"):
            asked = f"{scope['method']} is not served; use GET or POST"
            raise HttpRefusalError(HTTPStatus.METHOD_NOT_ALLOWED, asked)
        if media_type is None:
            written = f"answers are written in {GRAPHQL_RESPONSE} or {JSON}; accept one of them"
            raise HttpRefusalError(HTTPStatus.NOT_ACCEPTABLE, written)
        by_get = scope["method"] != "POST"
        try:
            posted = None if by_get else await self._posted(headers, receive)
            request = posted or request_from_query_string(scope["query_string"])
            engine = self._engine()
        except BadRequestError as error:
            return refused([request_error(error)], Outcome.MALFORMED)
        except NotReadyError as error:
            raise HttpRefusalError(HTTPStatus.SERVICE_UNAVAILABLE, error.message) from None
        return await self._executor.execute(
            request,
            engine,
            request_id=record_of(scope).request_id,
            queries_only=by_get,
            report_cost=headers.get(COST_HEADER, "0") not in ("0", "false", ""),
        )

    async def _posted(self, headers: Headers, receive: Receive) -> GraphQLRequest:
        _check_content(headers)
        try:
            async with asyncio.timeout(self._body_seconds):
                body = await _body(headers, receive, self._body_bytes)
        except TimeoutError:
            late = f"the body did not arrive within {self._body_seconds:g} seconds"
            raise HttpRefusalError(HTTPStatus.REQUEST_TIMEOUT, late) from None
        return request_from_json(body)

    def _is_a_person(self, scope: Scope, headers: Headers) -> bool:
        """Whether a browser was pointed at the endpoint, which then shows the page where one can ask."""
        return (
            self._page is not None
            and scope["method"] == "GET"
            and not scope["query_string"]
            and "text/html" in headers.get("accept", "")
        )


def _check_content(headers: Headers) -> None:
    """Refuse a body that is not plain JSON in UTF-8."""
    given, *parameters = (part.strip().lower() for part in headers.get("content-type", "").split(";"))
    if given != JSON:
        found = f"is `{given[:80]}`" if given else "is missing"
        raise HttpRefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the Content-Type {found}; expected `{JSON}`")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in _UTF_8:
            raise HttpRefusalError(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the charset is `{value[:40]}`; expected `utf-8`"
            )
    if (coding := headers.get("content-encoding", "identity").lower()) != "identity":
        raise HttpRefusalError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body is encoded in `{coding[:40]}`; send it as it is"
        )


async def _body(headers: Headers, receive: Receive, most: int) -> bytes:
    """The body of the request; refused as soon as it is known to be too long."""
    declared = headers.get("content-length", "0")
    found = int(declared) if declared.isdecimal() else 0
    chunks: list[bytes] = []
    more = found <= most
    length = 0
    while more:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        chunks.append(chunk)
        length += len(chunk)
        more = message.get("more_body", False) and length <= most
    if max(found, length) > most:
        long = f"the body is longer than the {most} bytes allowed"
        raise HttpRefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, long)
    return b"".join(chunks)


def _status(answer: Answer, media_type: str | None) -> HTTPStatus:
    match answer.outcome:
        case Outcome.EXECUTED:
            return HTTPStatus.OK
        case Outcome.REFUSED:
            return HTTPStatus.BAD_REQUEST if media_type == GRAPHQL_RESPONSE else HTTPStatus.OK
        case Outcome.MALFORMED:
            return HTTPStatus.BAD_REQUEST
        case Outcome.NOT_ALLOWED:
            return HTTPStatus.METHOD_NOT_ALLOWED
        case Outcome.FAILED:
            return HTTPStatus.INTERNAL_SERVER_ERROR
