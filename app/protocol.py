"""Uvicorn's HTTP protocol with the short lane before it.

A request that the lane may answer is held until it is whole. If it arrived in one piece and the lane answers, the
reply is written at once: no task, no ASGI messages. In every other case uvicorn goes on as if nobody had looked, so
what it does about slow bodies, pipelines, upgrades and malformed requests stays as it is.

A head that was answered so is remembered by its bytes. Where one comes again, whole, with its body and nothing more,
and the parser stands between two requests, it is answered at sight: the parser would find in it what it found before.
"""

from typing import Any

from app.connection import STATUS_LINES, Connection
from app.lane import Head, Lane, Written

_END = b"\r\n\r\n"
_COPIED = 16 * 2**10
"""Bytes; a longer body is not copied behind its head."""


class LaneProtocol(Connection):
    """One connection."""

    def __init__(self, lane: Lane, *args: Any, **options: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*args, **options)
        self._lane = lane
        self._head: Head | None = None
        self._body = bytearray()
        self._is_between = self._can_be_alone = self.limit_concurrency is None and not self.root_path
        self._is_looked_at = False
        self._arrived = b""
        self._rested = float("-inf")

    def data_received(self, data: bytes) -> None:
        """Answer at sight, or feed the parser; what is not whole by then is uvicorn's."""
        if self._is_between:
            if self._answer_at_sight(data):
                return
            self._arrived = data
        super().data_received(data)
        self._arrived = b""
        self._is_looked_at = False
        if self._head is not None:
            self._let_go()

    def on_message_begin(self) -> None:
        """Note that the parser is within a request."""
        self._is_between = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Hold the request where the lane may answer it."""
        self.head_is_complete()
        method = self.parser.get_method().decode("ascii")
        if self._is_free() and self._lane.may_answer(method, self.url):
            self._head = self._lane.head(method, self.url, self.headers)
        if self._head is None:
            super().on_headers_complete()
        else:
            self._body.clear()

    def on_body(self, body: bytes) -> None:
        """Hold the body with its request."""
        if self._head is None:
            super().on_body(body)
        else:
            self._body += body

    def on_message_complete(self) -> None:
        """Answer the request that was held, or let it go on."""
        arrived, self._arrived = self._arrived, b""
        if self._head is None:
            super().on_message_complete()
            return
        head, body = self._head, bytes(self._body)
        written = self._lane.answer(head, body)
        if written is None:
            self._let_go()
            super().on_message_complete()
            return
        self._head = None
        keeps_alive = self.parser.should_keep_alive() and self.parser.get_http_version() == "1.1"
        if keeps_alive:
            self._is_between = self._can_be_alone
            self._remember(arrived, head, len(body))
        self._write(written, b"" if keeps_alive else b"connection: close\r\n")
        if not keeps_alive:
            self.transport.close()
        self.on_response_complete()

    def shutdown(self) -> None:
        """Leave to uvicorn what is still asked, which ends the connection with it."""
        self._is_between = self._can_be_alone = False
        super().shutdown()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that has rested long enough since it was answered at sight as well."""
        left = self._rested + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._rest(left)
        else:
            super().timeout_keep_alive_handler()

    def _answer_at_sight(self, data: bytes) -> bool:
        """Whether this was a request, and nothing more, with a head that is known, and was answered."""
        at = data.find(_END) + len(_END)
        head = self._lane.known_head(data[:at])
        if head is None or len(data) - at != head.length or self.flow.write_paused or self.transport.is_closing():
            return False
        written = self._lane.answer(head, data[at:])
        if written is None:
            self._is_looked_at = True
            return False
        self._write(written, b"")
        self.server_state.total_requests += 1
        # One timer looks after many requests: to cancel and set one for each would take as long as to write.
        self._rested = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self.stop_waiting()
            self._rest(self.timeout_keep_alive)
        return True

    def _remember(self, arrived: bytes, head: Head, length: int) -> None:
        """Remember the head where what arrived, since the parser stood between two, is this request alone."""
        at = len(arrived) - length
        if arrived.find(_END) + len(_END) == at:
            self._lane.remember(arrived[:at], head._replace(length=length))

    def _rest(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def _is_free(self) -> bool:
        """Whether no other request is being answered or waits, and this one is plain and was not looked at before."""
        return (
            self._can_be_alone
            and not self._is_looked_at
            and self.is_idle()
            and not self.pipeline
            and not self.flow.write_paused
            and not self.expect_100_continue
            and not self.parser.should_upgrade()
        )

    def _let_go(self) -> None:
        """Tell uvicorn what was held back from it."""
        self._head = None
        super().on_headers_complete()
        if self._body:
            super().on_body(bytes(self._body))

    def _write(self, written: Written, more: bytes) -> None:
        status, lines, body = written
        standing = self._lane.standing_lines(self.server_state.default_headers)
        head = b"%b%b%b%b\r\n" % (STATUS_LINES[status], standing, lines, more)
        if len(body) <= _COPIED:
            self.transport.write(head + body)
        else:
            self.transport.writelines((head, body))
