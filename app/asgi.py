"""The service as an ASGI application: routes, middleware, and the release that is loaded when it starts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from time import perf_counter
from typing import TypeAlias

import orjson
import strawberry
import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from app.compression import COMPRESSED_FROM, GZIP_LEVEL
from app.engines import CurrentEngine, EngineProvider
from app.events import Events
from app.examples import as_json, examples_in
from app.gateway import Gateway
from app.headers import SecurityHeaders
from app.http import GraphQLEndpoint, Terms
from app.keys import Keys
from app.lane import Lane
from app.pages import GraphiQL, Moved, Operations, Text, front_page, software_version
from app.record import HEADER as REQUEST_ID
from app.record import RecordRequests
from app.reply import RawHeaders
from app.settings import Settings
from app.uploads import Uploads
from app.wishes import COST_HEADER
from graph.engine import Engine
from graph.errors import SettingError
from schema.errors import coded
from schema.execution.answer import Outcome, refused
from schema.execution.compiled import Compiled
from schema.execution.documents import Documents
from schema.execution.executor import Executor
from schema.execution.persisted import PersistedDocuments

log = structlog.get_logger(__name__)

_ROUTING_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}

Running: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]
"""What goes on beside the requests, for as long as it is entered."""

_PATH = "/graphql"
_EVERY_ORIGIN = ("*",)


class Service:
    """The application, and the lane that a server may put before it."""

    def __init__(self, app: ASGIApp, lane: Lane) -> None:
        self._app = app
        self.lane = lane

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the whole application."""
        await self._app(scope, receive, send)


def create_app(  # noqa: PLR0913 - an application is put together of that much
    settings: Settings,
    load: EngineProvider,
    schema: strawberry.Schema,
    context: Callable[[Engine], object],
    current: CurrentEngine | None = None,
    *,
    running: Running = nullcontext,
) -> Service:
    """The application that serves `schema` on the engine that `load` gives when it starts.

    `context` makes what resolvers are given of a request's engine. Whoever holds `current` can swap in a later
    release while requests are being answered. `running` is what goes on beside them until the application stops.
    """
    engine = current or CurrentEngine()
    executor = executor_of(settings, schema, context)
    endpoint = GraphQLEndpoint(executor, engine, _terms(settings))
    uploads = Uploads(executor, engine, Keys(settings.keys), settings)
    gateway = Gateway(endpoint, uploads, Events(executor, engine, settings))
    starlette = Starlette(
        routes=_routes(settings, gateway, engine, schema),
        middleware=[_cors(settings)],
        exception_handlers={HTTPException: _http_error},
        lifespan=_lifespan(engine, load, running),
    )
    starlette.router.redirect_slashes = False  # to an address of the client's choice
    logs = settings.log_level in {"debug", "info"}
    lane = Lane(endpoint, _PATH, cors=_cors_headers(settings), logs=logs)
    return Service(RecordRequests(SecurityHeaders(starlette)), lane)


def executor_of(settings: Settings, schema: strawberry.Schema, context: Callable[[Engine], object]) -> Executor:
    """The executor that the settings describe."""
    documents = Documents(
        schema,
        settings.limits,
        suggestions=settings.suggestions,
        most_entries=settings.cached_documents,
        most_bytes=settings.cached_document_bytes,
    )
    return Executor(
        schema,
        context,
        limits=settings.limits,
        suggestions=settings.suggestions,
        documents=documents,
        compiled=Compiled(schema, fragment_bytes=settings.cached_fragment_bytes, most_values=settings.max_cost),
        persisted=PersistedDocuments(trusted_documents(settings), only_trusted=settings.trusted_only),
    )


def trusted_documents(settings: Settings) -> dict[str, str]:
    """The documents that the operator trusts, by id; SettingError where the file does not hold them."""
    path = settings.trusted_documents
    if path is None:
        return {}
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise SettingError("BUDGETGRAPH_TRUSTED_DOCUMENTS", str(path), f"it cannot be read: {error}") from None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise SettingError("BUDGETGRAPH_TRUSTED_DOCUMENTS", str(path), "expected a JSON object of texts by id")
    return found


def _terms(settings: Settings) -> Terms:
    return Terms(
        body_bytes=settings.body_bytes,
        body_seconds=settings.body_seconds,
        reply_bytes=settings.cached_reply_bytes,
        cache_control=settings.cache_control,
        edition=f"{software_version()} {settings.limits} {settings.trusted_only}",
        page="/graphiql/",
    )


def _routes(settings: Settings, endpoint: Gateway, engine: CurrentEngine, schema: strawberry.Schema) -> list[BaseRoute]:
    operations = Operations(engine)
    compressed = [Middleware(GZipMiddleware, COMPRESSED_FROM, GZIP_LEVEL)]  # the endpoint does it itself
    examples = Text(as_json(examples_in(settings.examples)), "application/json")
    printed = Text(schema.as_str().encode(), "text/plain")
    return [
        Route(_PATH, endpoint),
        Route(f"{_PATH}/", Moved(_PATH).answer, methods=["GET", "POST"]),
        Route("/graphiql", Moved("/graphiql/").answer),
        Route("/graphiql/examples.json", examples.answer, middleware=compressed),
        Mount("/graphiql", GraphiQL(settings.graphiql), middleware=compressed),
        Route("/schema.graphql", printed.answer, middleware=compressed),
        Route("/healthz", operations.health),
        Route("/readyz", operations.readiness),
        Route("/version", operations.version),
        Route("/", front_page),
    ]


def _cors(settings: Settings) -> Middleware:
    """Pages of other origins may ask: everything served is public, and no cookie is ever read."""
    return Middleware(
        CORSMiddleware,
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Accept", "Content-Type", COST_HEADER, REQUEST_ID],
        expose_headers=["ETag", REQUEST_ID],
        max_age=86_400,
    )


def _cors_headers(settings: Settings) -> RawHeaders | None:
    """What CORS adds to a reply where every origin may ask; None where that depends on the origin."""
    if settings.cors_origins != _EVERY_ORIGIN:
        return None
    added = _cors(settings)
    headers = added.cls(Starlette(), *added.args, **added.kwargs).simple_headers  # type: ignore[attr-defined]
    return tuple((name.lower().encode(), value.encode()) for name, value in headers.items())


def _lifespan(engine: CurrentEngine, load: EngineProvider, running: Running) -> Lifespan[Starlette]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        started = perf_counter()
        engine.swap(await asyncio.to_thread(load))
        release = engine().release
        log.info(
            "ready",
            release=release.name,
            entities=release.entity_count,
            ms=round((perf_counter() - started) * 1000),
        )
        async with running():
            yield
        log.info("stopped")

    return lifespan


async def _http_error(request: Request, error: Exception) -> Response:
    """Errors of the routing, in the form of all others."""
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    message = f"{request.method} {request.url.path[:80]}: {error.detail}; see / for what there is"
    answer = refused([coded(message, _ROUTING_CODES.get(error.status_code, "BAD_REQUEST"))], Outcome.MALFORMED)
    return Response(answer.body, error.status_code, error.headers, media_type="application/json")
