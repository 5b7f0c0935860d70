"""The short lane: requests for known documents, from the bytes that arrive to the bytes that leave, in one step.

It stands before routing and middleware and does in one go what they would do to a plain GraphQL request: its id,
its line in the log, the headers of every reply, those of CORS. What is answered, and how, is the endpoint's; what
the endpoint cannot answer at once, and all that is not plain, takes the way through the whole application.
"""

from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from app.headers import ALWAYS
from app.http import GraphQLEndpoint
from app.record import HEADER, RequestRecord, log_request, request_id_from
from app.reply import VARY, Header, RawHeaders
from app.wishes import given_headers

_EVENTS = b"text/event-stream"
_REQUEST_ID = HEADER.lower().encode()
_VARY = (VARY[0], VARY[1] + b", Origin")
"""What CORS makes of `Vary`, whatever the origin."""


class Plain(NamedTuple):
    """A request as its connection reads it: the method, the target as it is written, headers in lower case."""

    method: str
    target: bytes
    headers: Sequence[Header]
    body: bytes


class Written(NamedTuple):
    """A reply as its connection writes it."""

    status: int
    headers: list[Header]
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
        self._always = tuple((name.lower().encode(), value.encode()) for name, value in ALWAYS.items())
        self._cors = cors
        self._logs = logs

    def may_answer(self, method: str, target: bytes) -> bool:
        """Whether it is worth reading the request whole before anything else is done with it."""
        return target == self._by_post if method == "POST" else method == "GET" and target.startswith(self._by_get)

    def answer(self, asked: Plain) -> Written | None:
        """The reply; None for a request that must take the whole way."""
        started = perf_counter()
        given = given_headers(asked.headers)
        foreign = b"origin" in given
        if foreign and (self._cors is None or b"cookie" in given):
            return None
        if _EVENTS in given.get(b"accept", b"").lower():
            return None
        query_string = asked.target[len(self._by_get) :]
        reply = self._endpoint.at_once(asked.method, query_string, given, asked.body)
        if reply is None:
            return None
        request_id = request_id_from(given.get(_REQUEST_ID, b"").decode("latin-1"))
        if self._logs:
            record = RequestRecord(request_id, reply.operation, reply.cost, reply.codes)
            seconds = perf_counter() - started
            log_request(asked.method, self._path, record, status=reply.status, size=len(reply.body), seconds=seconds)
        own = (_VARY if each is VARY else each for each in reply.headers)
        headers = [*own, *self._always, (_REQUEST_ID, request_id.encode())]
        if foreign and self._cors is not None:
            headers += self._cors
        return Written(reply.status, headers, reply.body)
