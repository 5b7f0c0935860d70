"""Logs: one line an event, on standard error, for people (`console`) or for programs (`json`).

Our own events and those of the libraries (uvicorn, alembic) take the same form. Neither the text of queries nor
their variables are logged, and tracebacks show no local values: what citizens ask is their own affair.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from io import StringIO
from typing import Any, Literal, TextIO

import orjson
import structlog
from structlog.typing import Processor

_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal, or a reader of lines, obeys instead of showing it."""

_OBEYED_IN_A_TRACEBACK = re.compile(f"(?!\n){_OBEYED.pattern}")


def configure(form: Literal["console", "json"], level: str) -> None:
    """Send every log line of this process to standard error in the form asked for."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(form)],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _rendering(form: Literal["console", "json"]) -> list[Processor]:
    if form == "console":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_traceback)
        return [_shown, renderer]
    frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [structlog.processors.ExceptionRenderer(frames), structlog.processors.JSONRenderer(serializer=_json)]


def _shown(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The event with what people send us made visible: a path may hold a line's end, or orders to a terminal."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _OBEYED.sub(_escaped, value)
    return event


def _traceback(out: TextIO, error: structlog.typing.ExcInfo) -> None:
    written = StringIO()
    structlog.dev.plain_traceback(written, error)
    out.write(_OBEYED_IN_A_TRACEBACK.sub(_escaped, written.getvalue()))


def _escaped(found: re.Match[str]) -> str:
    return ascii(found.group())[1:-1]


def _json(event: MutableMapping[str, Any], **_: object) -> str:
    return orjson.dumps(event, default=str).decode()
