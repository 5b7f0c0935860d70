"""Uvicorn's connection with what it leaves open: how long a head may be, how long it may take, and how it ends.

A head is the request line and the headers. What has arrived of it is held in memory until it is whole, so it has a
size and a time, and so has what a client does not read of its answer. What comes of a body that was refused is let
pass, for a client that is still sending does not hear a server that hangs up. When the server stops, a client that
keeps its connection may be sending just now: closed at once, its request would be lost with a reset. So its next
request is still answered, with `Connection: close`, and only a connection on which nothing comes is closed after a
moment.
"""

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.refusal import HttpRefusalError
from app.reply import reply_with

_LINGERING = 1.0
"""Seconds that a connection is still listened to that is to end."""

_UNREAD = 30.0
"""Seconds after which a client that has read nothing of what waits for it is given up."""

_AT_ONCE = 256 * 2**10
"""Bytes that the event loop gives us at once, of which a head may be any part."""

STATUS_LINES = {each.value: f"HTTP/1.1 {each.value} {each.phrase}\r\n".encode() for each in HTTPStatus}


class Connection(HttpToolsProtocol):
    """One connection, whose heads have at most `head_bytes` and arrive within `head_seconds`."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - uvicorn's own
        head_bytes: int = 64 * 2**10,
        head_seconds: float = 30.0,
        **options: Any,  # noqa: ANN401 - likewise
    ) -> None:
        super().__init__(*args, **options)
        self._head_bytes = head_bytes
        self._head_seconds = head_seconds
        self._taken = 0
        self._in_head = False
        self._waiting: asyncio.TimerHandle | None = None
        self._refusal: HttpRefusalError | None = None
        self._unread = 0
        self._reading: asyncio.TimerHandle | None = None
        self.is_stopping = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Wait for the first head."""
        super().connection_made(transport)
        self._waiting = self.loop.call_later(self._head_seconds, self._is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self.stop_waiting()
        self._stop_looking()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feed the parser, as long as what it holds of a head is not too much."""
        if self._refusal is not None:
            return
        self._taken = self._taken + len(data) if self._in_head else len(data)
        super().data_received(data)
        if self._in_head and self._refusal is None:
            if self._taken > self._head_bytes + _AT_ONCE:
                self._refuse(self._too_long())
            elif self._waiting is None:
                self._waiting = self.loop.call_later(self._head_seconds, self._is_late)

    def on_message_begin(self) -> None:
        """Note that a head has begun."""
        super().on_message_begin()
        self._in_head = True

    def head_is_complete(self) -> None:
        """Note that the head has ended, whatever follows; to raise stops the parser."""
        self._in_head = False
        self.stop_waiting()
        self._refusal = self._wrong_head()
        if self._refusal is not None:
            raise self._refusal

    def _wrong_head(self) -> HttpRefusalError | None:
        """What is wrong with a head that the parser takes."""
        hosts = [name for name, _ in self.headers].count(b"host")
        if hosts > 1 or (hosts == 0 and self.parser.get_http_version() == "1.1"):
            named = f"the request has {hosts} `Host` headers; expected one"
            return HttpRefusalError(HTTPStatus.BAD_REQUEST, named)
        if self._taken > self._head_bytes:
            size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
            if size > self._head_bytes:
                return self._too_long()
        return None

    def on_headers_complete(self) -> None:
        """Begin to answer; the last time where the server is stopping."""
        super().on_headers_complete()
        if self.is_stopping:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """Note that the body has ended as well, also one that was not waited for."""
        super().on_message_complete()
        self.stop_waiting()
        if self.cycle is not None:
            self.cycle.more_body = False

    def on_response_complete(self) -> None:
        """Go on; the rest of a body that was answered before it had come is let pass for a while."""
        super().on_response_complete()
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and cycle.response_complete and cycle.more_body and self._waiting is None:
            self._waiting = self.loop.call_later(self._head_seconds, self._is_late)

    def pause_writing(self) -> None:
        """Begin to look whether the client reads what waits for it."""
        super().pause_writing()
        self._look_for_reading()

    def resume_writing(self) -> None:
        """Stop looking: it does."""
        super().resume_writing()
        self._stop_looking()

    def _look_for_reading(self) -> None:
        left = self.transport.get_write_buffer_size()
        if self._reading is not None and left >= self._unread:
            self.transport.abort()
            return
        self._unread = left
        self._reading = self.loop.call_later(_UNREAD, self._look_for_reading)

    def _stop_looking(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def send_400_response(self, msg: str) -> None:
        """Refuse what the parser could not go on with."""
        if self._refusal is None:
            super().send_400_response(msg)
        else:
            self._refuse(self._refusal)

    def shutdown(self) -> None:
        """Answer what is being asked or comes within a moment, and end."""
        self.is_stopping = True
        if self.is_idle():
            self.loop.call_later(_LINGERING, self._end_where_idle)
        else:
            self.cycle.keep_alive = False

    def _end_where_idle(self) -> None:
        if self.is_idle():
            self.transport.close()

    def is_idle(self) -> bool:
        """Whether nothing is being answered."""
        cycle: RequestResponseCycle | None = self.cycle  # uvicorn's type knows of no connection's first request
        return cycle is None or cycle.response_complete

    def _too_long(self) -> HttpRefusalError:
        long = f"request line and headers are longer than the {self._head_bytes} bytes allowed; send queries by POST"
        return HttpRefusalError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, long)

    def _is_late(self) -> None:
        """Give up a connection on which a head does not arrive; where none has begun there is nobody to tell."""
        if not self._in_head:
            self.transport.close()
            return
        late = f"request line and headers did not arrive within {self._head_seconds:g} seconds"
        self._refuse(HttpRefusalError(HTTPStatus.REQUEST_TIMEOUT, late))

    def _refuse(self, refusal: HttpRefusalError) -> None:
        """Say why, and end; what still comes is not read, but awaited: a close before it would take the words back.

        Where an earlier request is still being answered, the words would be taken for its answer.
        """
        self._refusal = refusal
        if not self.is_idle():
            self.transport.close()
            return
        reply = reply_with(refusal.answer, None, status=refusal.status)
        head = [STATUS_LINES[reply.status]]
        for name, value in (*self.server_state.default_headers, *reply.headers):
            head += (name, b": ", value, b"\r\n")
        self.transport.writelines([*head, b"connection: close\r\n\r\n", reply.body])
        self.transport.write_eof()
        self.loop.call_later(_LINGERING, self.transport.close)

    def stop_waiting(self) -> None:
        """Do so where a head has come."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
