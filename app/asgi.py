"""The service as an ASGI application: routes, middleware, and the release that is loaded when it starts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import perf_counter

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
from starlette.types import ASGIApp, Lifespan

from app.engines import CurrentEngine, EngineProvider
from app.examples import as_json, examples_in
from app.headers import SecurityHeaders
from app.http import COST_HEADER, GraphQLEndpoint
from app.pages import GraphiQL, Operations, Text, front_page
from app.record import HEADER as REQUEST_ID
from app.record import RecordRequests
from app.settings import Settings
from graph.engine import Engine
from schema.errors import coded
from schema.execution.answer import Outcome, refused
from schema.execution.documents import Documents
from schema.execution.executor import Executor

log = structlog.get_logger(__name__)

_ROUTING_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}

_COMPRESSED_FROM = 1_000
"""Bytes; what is shorter fits one packet anyway."""

_COMPRESSION = 5
"""Of 9: level 9 takes three times as long for one per cent less."""


def create_app(
    settings: Settings,
    load: EngineProvider,
    schema: strawberry.Schema,
    context: Callable[[Engine], object],
    current: CurrentEngine | None = None,
) -> ASGIApp:
    """The application that serves `schema` on the engine that `load` gives when it starts.

    `context` makes what resolvers are given of a request's engine. Whoever holds `current` can swap in a later
    release while requests are being answered.
    """
    engine = current or CurrentEngine()
    executor = executor_of(settings, schema, context)
    starlette = Starlette(
        routes=_routes(settings, executor, engine, schema),
        middleware=[_cors(settings), Middleware(GZipMiddleware, _COMPRESSED_FROM, _COMPRESSION)],
        exception_handlers={HTTPException: _http_error},
        lifespan=_lifespan(engine, load),
    )
    return RecordRequests(SecurityHeaders(starlette))


def executor_of(settings: Settings, schema: strawberry.Schema, context: Callable[[Engine], object]) -> Executor:
    """The executor that the settings describe."""
    documents = Documents(
        schema,
        settings.limits,
        suggestions=settings.suggestions,
        most_entries=settings.cached_documents,
        most_bytes=settings.cached_document_bytes,
    )
    return Executor(schema, context, limits=settings.limits, suggestions=settings.suggestions, documents=documents)


def _routes(
    settings: Settings, executor: Executor, engine: CurrentEngine, schema: strawberry.Schema
) -> list[BaseRoute]:
    endpoint = GraphQLEndpoint(
        executor,
        engine,
        body_bytes=settings.body_bytes,
        body_seconds=settings.body_seconds,
        page="/graphiql/",
    )
    operations = Operations(engine)
    examples = Text(as_json(examples_in(settings.examples)), "application/json")
    printed = Text(schema.as_str().encode(), "text/plain")
    return [
        Route("/graphql", endpoint),
        Route("/graphiql/examples.json", examples.answer),
        Mount("/graphiql", GraphiQL(settings.graphiql)),
        Route("/schema.graphql", printed.answer),
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


def _lifespan(engine: CurrentEngine, load: EngineProvider) -> Lifespan[Starlette]:
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
        yield
        log.info("stopped")

    return lifespan


async def _http_error(request: Request, error: Exception) -> Response:
    """Errors of the routing, in the form of all others."""
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    message = f"{request.method} {request.url.path[:80]}: {error.detail}; see / for what there is"
    answer = refused([coded(message, _ROUTING_CODES.get(error.status_code, "BAD_REQUEST"))], Outcome.MALFORMED)
    return Response(answer.body, error.status_code, error.headers, media_type="application/json")
