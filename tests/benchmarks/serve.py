"""One of our own servers on a port: `python -m tests.benchmarks.serve NAME PORT`.

lane          the service as it is served, without kept replies: known documents in the short lane
lane-fresh    the same, and no bytes of entities kept: every value is read for every request
whole         the same service by the whole application, without the short lane
cached        the service as it is served
handwritten   the limit: a Starlette handler written for the eight questions
static        the answers as bytes, sent by an empty ASGI application
stock         the same schema behind strawberry's own view
bare          graphql-core alone over prepared dicts, behind an empty ASGI application
"""

import asyncio
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import uvicorn

from app import logs
from app.asgi import create_app
from app.serving import serve as serve_as_we_do
from app.settings import Settings
from resolvers import remembering
from schema.build import build_schema
from schema.context import Context
from tests.benchmarks import city
from tests.benchmarks.questions import QUESTIONS

_NOWHERE = Path("/nonexistent")


def _settings(port: int, **differing: Any) -> Settings:  # noqa: ANN401 - any setting
    logs.configure("json", "warning")
    return Settings(_env_file=None, port=port, log_level="warning", examples=_NOWHERE, **differing)


def _ours(port: int, **differing: Any) -> None:  # noqa: ANN401 - any setting
    engine, settings = city.engine(), _settings(port, **differing)
    serve_as_we_do(create_app(settings, lambda: engine, build_schema(), Context), settings, print)


def _fresh(port: int) -> None:
    remembering._MOST = 0
    _ours(port, cached_reply_bytes=0, cached_fragment_bytes=0)


def _whole(port: int) -> None:
    engine, settings = city.engine(), _settings(port, cached_reply_bytes=0)
    _run(create_app(settings, lambda: engine, build_schema(), Context), port)


def _handwritten(port: int) -> None:
    from tests.benchmarks.handwritten import app  # noqa: PLC0415 - makes its indexes when it is imported

    _run(app, port)


def _static(port: int) -> None:
    from tests.benchmarks.handwritten import _BY_QUERY  # noqa: PLC0415 - likewise

    bodies = {q.body: orjson.dumps({"data": _BY_QUERY[q.query](q.variables)}) for q in QUESTIONS}
    _run(_bytes_app(bodies.__getitem__), port)


def _stock(port: int) -> None:
    from strawberry.asgi import GraphQL  # noqa: PLC0415 - only this server needs it

    engine = city.engine()

    class View(GraphQL[Context, None]):
        async def get_context(self, *_: object, **__: object) -> Context:
            return Context(engine)

    _run(View(build_schema(), graphql_ide=None), port)


def _bare(port: int) -> None:
    from graphql import execute_sync, parse  # noqa: PLC0415 - only this server needs it

    from tests.benchmarks.peers.dicts import schema  # noqa: PLC0415 - likewise

    served, parsed = schema(), {q.query: parse(q.query) for q in QUESTIONS}

    def answer(body: bytes) -> bytes:
        asked = orjson.loads(body)
        result = execute_sync(served, parsed[asked["query"]], variable_values=asked.get("variables"))
        assert result.errors is None, result.errors
        return orjson.dumps({"data": result.data})

    _run(_bytes_app(answer), port)


def _bytes_app(answer: Callable[[bytes], bytes]) -> Any:  # noqa: ANN401 - an ASGI application
    """The least that ASGI asks for."""

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
        if scope["type"] != "http":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await asyncio.Event().wait()
        body = answer((await receive())["body"])
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def _run(app: Any, port: int) -> None:  # noqa: ANN401 - an ASGI application
    """Uvicorn as it comes, with the collector as calm as for our own."""
    gc.collect()
    gc.freeze()
    uvicorn.run(app, port=port, log_level="warning", access_log=False, server_header=False)


SERVERS: dict[str, Callable[[int], None]] = {
    "lane": lambda port: _ours(port, cached_reply_bytes=0),
    "lane-fresh": _fresh,
    "whole": _whole,
    "cached": _ours,
    "handwritten": _handwritten,
    "static": _static,
    "stock": _stock,
    "bare": _bare,
}

if __name__ == "__main__":
    SERVERS[sys.argv[1]](int(sys.argv[2]))
