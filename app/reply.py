"""A reply: an answer as HTTP sends it, whole before the first byte leaves."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

from starlette.types import Send

from app.compression import COMPRESSED_FROM, Coding
from app.negotiation import GRAPHQL_RESPONSE, JSON
from app.wishes import COST_HEADER
from schema.execution.answer import Answer, Outcome

Header = tuple[bytes, bytes]
RawHeaders = tuple[Header, ...]

VARY = (b"vary", f"Accept, Accept-Encoding, {COST_HEADER}".encode())

_CONTENT_TYPES = {each: (b"content-type", f"{each}; charset=utf-8".encode()) for each in (GRAPHQL_RESPONSE, JSON)}

_ALLOW = (b"allow", b"POST")
"""What an operation that GET may not ask for is asked with."""


class Reply(NamedTuple):
    """Status, headers and body, and what the log says of the answer in it; `lasting` ones may be sent again."""

    status: int
    headers: RawHeaders
    body: bytes
    operation: str | None = None
    cost: int | None = None
    codes: tuple[str, ...] = ()
    lasting: bool = False

    async def send(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


def reply_with(
    answer: Answer,
    media_type: str | None,
    *,
    status: HTTPStatus | None = None,
    more: Sequence[Header] = (),
    coding: Coding | None = None,
) -> Reply:
    """The reply with an answer, its body written in `coding` where that saves anything."""
    if status is None:
        status = status_of(answer, media_type)
        more = (*more, _ALLOW) if status is HTTPStatus.METHOD_NOT_ALLOWED else more
    body = answer.body
    if coding is not None and len(body) >= COMPRESSED_FROM:
        body = coding.write(body)
        more = (*more, (b"content-encoding", coding.name))
    return Reply(
        status=int(status),
        headers=(_CONTENT_TYPES[media_type or JSON], (b"content-length", b"%d" % len(body)), VARY, *more),
        body=body,
        operation=answer.operation,
        cost=answer.cost,
        codes=answer.codes,
        lasting=answer.lasting,
    )


def status_of(answer: Answer, media_type: str | None) -> HTTPStatus:
    """The status of an answer in a media type (GraphQL over HTTP, sections 6.4.1 and 6.4.2)."""
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
