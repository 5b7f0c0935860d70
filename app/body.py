"""The body of a request: read whole, refused as soon as it is known to be too long or too late.

Most bodies arrive with their headers. Those are read without a clock, which would cost a tenth of the request.
"""

import asyncio
from collections.abc import Awaitable, Generator, Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from app.refusal import HttpRefusalError


async def body_of(given: Mapping[bytes, bytes], receive: Receive, *, most: int, seconds: float) -> bytes:
    """The body; HttpRefusalError where it is longer than `most` bytes or does not arrive within `seconds`."""
    declared = given.get(b"content-length", b"0")
    if declared.isdigit() and int(declared) > most:
        raise _too_long(most)
    first = _Begun(receive())
    if first.message is not None and not first.message.get("more_body", False):
        return _chunk(first.message, most)
    try:
        async with asyncio.timeout(seconds):
            return await _rest(first, receive, most)
    except TimeoutError:
        late = f"the body did not arrive within {seconds:g} seconds"
        raise HttpRefusalError(HTTPStatus.REQUEST_TIMEOUT, late) from None


async def _rest(first: "_Begun", receive: Receive, most: int) -> bytes:
    message = await first
    body = bytearray(_chunk(message, most))
    while message.get("more_body", False):
        message = await receive()
        body += _chunk(message, most - len(body), most)
    return bytes(body)


def _chunk(message: Message, room: int, most: int | None = None) -> bytes:
    """The part of the body in a message; ClientDisconnect where the client is gone."""
    if message["type"] == "http.disconnect":
        raise ClientDisconnect
    chunk: bytes = message.get("body", b"")
    if len(chunk) > room:
        raise _too_long(room if most is None else most)
    return chunk


def _too_long(most: int) -> HttpRefusalError:
    long = f"the body is longer than the {most} bytes allowed"
    return HttpRefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, long)


class _Begun:
    """A message that is being received: `message` where it was there already, else to be awaited."""

    def __init__(self, receiving: Awaitable[Message]) -> None:
        self.message: Message | None = None
        self._steps: Generator[Any, Any, Message] = receiving.__await__()
        self._waited: Any = None
        try:
            self._waited = next(self._steps)
        except StopIteration as arrived:
            self.message = arrived.value

    def __await__(self) -> Generator[Any, Any, Message]:
        if self.message is not None:
            return self.message
        waited = self._waited
        while True:
            try:
                try:
                    sent = yield waited
                except BaseException as error:  # noqa: BLE001 - a cancellation, for example, is passed on
                    waited = self._steps.throw(error)
                else:
                    waited = self._steps.send(sent)
            except StopIteration as arrived:
                message: Message = arrived.value
                return message
