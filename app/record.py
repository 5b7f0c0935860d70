"""What is noted of each request while it is answered, and the line that is logged of it at the end.

The request's id comes from the client or a proxy (`X-Request-Id`) where it is a plain token, else it is made
here; it is sent back, stands in every log line of the request, and is what a masked error is found by.
"""

import re
from dataclasses import dataclass
from random import getrandbits
from time import perf_counter

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("budgetgraph.request")

HEADER = "X-Request-Id"
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KEY = "budgetgraph.record"
_SERVER_ERROR = 500
_QUIET = frozenset({"/healthz", "/readyz"})
"""Asked every few seconds by machines; logged only when they fail."""


@dataclass(slots=True)
class RequestRecord:
    """What the endpoint knows of a request and the log wants to."""

    request_id: str
    operation: str | None = None
    cost: int | None = None
    codes: tuple[str, ...] = ()


def record_of(scope: Scope) -> RequestRecord:
    """The record of the request; a new one where no `RecordRequests` stands before the endpoint."""
    record = scope.get(_KEY)
    if not isinstance(record, RequestRecord):
        record = scope[_KEY] = RequestRecord(request_id_from(Headers(scope=scope).get(HEADER, "")))
    return record


def request_id_from(given: str) -> str:
    """The id that the caller gave the request, or a new one where that is not a plain token."""
    # An id must be unlike others, not secret: what the system makes of its entropy takes five times as long.
    return given if given and _TOKEN.fullmatch(given) else f"{getrandbits(64):016x}"


class RecordRequests:
    """Middleware, outermost: gives each request its record and logs one line when it has been answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request and log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = record_of(scope)
        started = perf_counter()
        status = size = 0
        gone = False

        async def noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = int(message["status"])
                MutableHeaders(scope=message)[HEADER] = record.request_id
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=record.request_id):
            try:
                await self._app(scope, receive, noting)
                gone = status == 0  # who is not answered, and without an error, has not waited
            finally:
                seconds = perf_counter() - started
                log_request(
                    scope["method"], scope["path"], record, status=status, size=size, seconds=seconds, gone=gone
                )


def log_request(  # noqa: PLR0913 - a line in the log says all of it
    method: str, path: str, record: RequestRecord, *, status: int, size: int, seconds: float, gone: bool = False
) -> None:
    """Log the line of a request that was answered with `size` bytes; a status of 0 says that it was not.

    That is a failure of ours unless the client was `gone` before it had asked.
    """
    failed = status >= _SERVER_ERROR or (status == 0 and not gone)
    if path in _QUIET and not failed:
        return
    facts = {
        "method": method,
        "path": path,
        "status": None if gone else status,
        "gone": gone or None,
        "ms": round(seconds * 1000, 2),
        "bytes": size,
        "operation": record.operation,
        "cost": record.cost,
        "errors": list(record.codes),
    }
    write = log.error if failed else log.info
    write("request", **{name: fact for name, fact in facts.items() if fact not in (None, [])})
