"""The short lane: requests for known documents, from the bytes that arrive to the bytes that leave, in one step.

It stands before routing and middleware and does in one go what they would do to a plain GraphQL request: its id,
its line in the log, the headers of every reply, those of CORS. What is answered, and how, is the endpoint's; what
the endpoint cannot answer at once, and all that is not plain, takes the way through the whole application.

A client sends the same head with every request, so what a head says is found out once and remembered by its bytes.
"""

from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import NamedTuple

import structlog

from app.headers import ALWAYS
from app.http import Asking, GraphQLEndpoint
from app.record import HEADER, RequestRecord, log_request, request_id_from
from app.reply import VARY, Header, RawHeaders, Reply
from app.wishes import given_headers

log = structlog.get_logger(__name__)

_EVENTS = b"text/event-stream"
_REQUEST_ID = HEADER.lower().encode()
_VARY = (VARY[0], VARY[1] + b", Origin")
"""What CORS makes of `Vary`, whatever the origin."""

_MOST_HEADS = 256
_LONGEST_HEAD = 4_000
"""How many heads are remembered, and how long they may be, in bytes: a few megabytes at the very most."""


class Head(NamedTuple):
    """What the head of a plain request says: all but the body, of which it says that it has `length` bytes."""

    method: str
    asking: Asking
    foreign: bool
    request_id: bytes
    length: int = 0


class Written(NamedTuple):
    """A reply as its connection writes it: the lines of its headers, each ended, and the body."""

    status: int
    head: bytes
    body: bytes


class Lane:
    """Answers plain requests for known documents of one endpoint.

    `cors` are the headers for pages of other origins, where every origin may ask; with None such requests are
    left. `logs` says whether there is a line in the log for each.
    """

    def __init__(self, endpoint: GraphQLEndpoint, path: str, *, cors: RawHeaders | None, logs: bool) -> None:
        self._endpoint = endpoint
        self._path = path
        self._by_post = path.encode()
        self._by_get = f"{path}?".encode()
        self._always = _lines((name.lower().encode(), value.encode()) for name, value in ALWAYS.items())
        self._cors = None if cors is None else self._always + _lines(cors)
        self._logs = logs
        self._heads: dict[bytes, Head] = {}
        self._standing: tuple[Sequence[Header], bytes] = ((), b"")

    def may_answer(self, method: str, target: bytes) -> bool:
        """Whether it is worth reading the request whole before anything else is done with it."""
        return target == self._by_post if method == "POST" else method == "GET" and target.startswith(self._by_get)

    def head(self, method: str, target: bytes, headers: Sequence[Header]) -> Head | None:
        """What a head says, its target as it is written, its headers in lower case; None for one that is not plain."""
        given = given_headers(headers)
        foreign = b"origin" in given
        if foreign and (self._cors is None or b"cookie" in given):
            return None
        if _EVENTS in given.get(b"accept", b"").lower():
            return None
        asking = self._endpoint.asking(method, target[len(self._by_get) :], given)
        return None if asking is None else Head(method, asking, foreign, given.get(_REQUEST_ID, b""))

    def known_head(self, raw: bytes) -> Head | None:
        """What the head of these very bytes said before."""
        return self._heads.get(raw)

    def remember(self, raw: bytes, head: Head) -> None:
        """Know the head by its bytes from now on; not one with an id of its own, which does not come again."""
        if len(raw) > _LONGEST_HEAD or head.request_id:
            return
        if len(self._heads) >= _MOST_HEADS:
            self._heads.clear()
        self._heads[raw] = head

    def answer(self, head: Head, body: bytes) -> Written | None:
        """The reply; None for a request that must take the whole way."""
        started = perf_counter()
        try:
            reply = self._endpoint.at_once(head.asking, body)
        except Exception:
            log.exception("unforeseen_error")  # whatever it is, the whole application can say it to the client
            return None
        if reply is None:
            return None
        request_id = request_id_from(head.request_id.decode("latin-1"))
        if self._logs:
            self._log(head, reply, request_id, perf_counter() - started)
        always = self._cors if head.foreign and self._cors is not None else self._always
        lines = b"%b%b%b: %b\r\n" % (_lines(reply.headers), always, _REQUEST_ID, request_id.encode())
        return Written(reply.status, lines, reply.body)

    def standing_lines(self, headers: Sequence[Header]) -> bytes:
        """The lines of what the server says in every reply; it makes a new list of them when the time has changed."""
        if self._standing[0] is not headers:
            self._standing = headers, _lines(headers)
        return self._standing[1]

    def _log(self, head: Head, reply: Reply, request_id: str, seconds: float) -> None:
        record = RequestRecord(request_id, reply.operation, reply.cost, reply.codes)
        log_request(head.method, self._path, record, status=reply.status, size=len(reply.body), seconds=seconds)


def _lines(headers: Iterable[Header]) -> bytes:
    return b"".join([b"%b: %b\r\n" % (_VARY if each is VARY else each) for each in headers])
