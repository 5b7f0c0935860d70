"""What is served beside GraphQL: the front page, GraphiQL, the schema, and the questions that operators ask."""

from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.engines import CurrentEngine
from app.headers import DATA_POLICY, GRAPHIQL_POLICY

_STYLE = "body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}"
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
_PAGE_POLICY = f"{DATA_POLICY}; style-src 'sha256-{_STYLE_HASH}'"
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    "<style>{style}</style></head><body><h1>{title}</h1>{body}</body></html>"
)
_FRONT = (
    "<p>Published budget documents as one knowledge graph, served over GraphQL.</p><dl>"
    '<dt><a href="/graphiql/">GraphiQL</a></dt><dd>Ask in the browser, with examples.</dd>'
    "<dt>/graphql</dt><dd>The API: POST <code>{&quot;query&quot;: &quot;...&quot;}</code> as JSON.</dd>"
    '<dt><a href="/schema.graphql">/schema.graphql</a></dt><dd>Everything that can be asked.</dd>'
    '<dt><a href="/version">/version</a></dt><dd>The version of the service and the release of the data.</dd></dl>'
)
_NOT_BUILT = (
    "<p>GraphiQL is built from npm packages and has not been built here.</p>"
    "<p>Run <code>make serve</code>, which builds it, or <code>npm ci &amp;&amp; npm run build</code> in "
    '<code>web/</code>. The API itself works: see <a href="/schema.graphql">the schema</a>.</p>'
)


def page(title: str, body: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A small page of ours that loads nothing."""
    content = _PAGE.format(title=title, style=_STYLE, body=body)
    return HTMLResponse(content, status, {"Content-Security-Policy": _PAGE_POLICY, "Cache-Control": "no-cache"})


async def front_page(_: Request) -> Response:
    """Where to go from `/`."""
    return page("budgetgraph", _FRONT)


class Moved:
    """An endpoint that is another one, written with or without the slash at its end.

    The framework would name the other one with the host that the request claims to be for.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    async def answer(self, request: Request) -> Response:
        """Where to go, with what was asked."""
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{self._path}{asked}", HTTPStatus.TEMPORARY_REDIRECT)


class GraphiQL(StaticFiles):
    """The built page of GraphiQL and what it loads; says how to build it where it is not.

    Files under `assets/` carry a hash of their content in their name and never change; the page itself is asked
    for anew each time.
    """

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory, html=True, check_dir=False)
        self._page = directory / "index.html"

    async def check_config(self) -> None:
        """Accept that there is no directory; what is asked for is not there then."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with its policy and how long it may be kept."""
        if not self._page.is_file():
            return page("GraphiQL is not built", _NOT_BUILT, HTTPStatus.SERVICE_UNAVAILABLE)
        response = await super().get_response(path, scope)
        response.headers["Content-Security-Policy"] = GRAPHIQL_POLICY
        lasting = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response


class Text:
    """An endpoint that answers one text that does not change while the service runs."""

    def __init__(self, content: bytes, media_type: str) -> None:
        self._content = content
        self._etag = f'"{sha256(content).hexdigest()[:32]}"'
        self._media_type = media_type

    async def answer(self, request: Request) -> Response:
        """The text, or that the caller still has it."""
        headers = {"ETag": self._etag, "Cache-Control": "no-cache"}
        held = (each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(","))
        if self._etag in held:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(self._content, headers=headers, media_type=self._media_type)


class Operations:
    """What operators and their machines ask: is it alive, is it ready, what is it."""

    def __init__(self, engine: CurrentEngine) -> None:
        self._engine = engine

    async def health(self, _: Request) -> Response:
        """The process answers; nothing more is asked of it."""
        return _json({"status": "alive"})

    async def readiness(self, _: Request) -> Response:
        """Whether queries can be answered: 200 and the release, or 503."""
        if not self._engine.is_ready:
            return _json({"status": "loading"}, HTTPStatus.SERVICE_UNAVAILABLE)
        return _json({"status": "ready", "release": self._engine().release.name})

    async def version(self, _: Request) -> Response:
        """The version of the software and the release of the data."""
        release = self._engine().release if self._engine.is_ready else None
        return _json(
            {
                "name": "budgetgraph",
                "version": software_version(),
                "release": release and release.name,
                "builtAt": release and release.built_at,
            }
        )


def software_version() -> str:
    """The version of the installed package."""
    try:
        return version("budgetgraph")
    except PackageNotFoundError:
        return "unknown"


def _json(content: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(orjson.dumps(content), status, {"Cache-Control": "no-store"}, media_type="application/json")
