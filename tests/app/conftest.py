"""Two ways to ask an application: directly, without a socket, and on a real server in a process of its own."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from starlette.types import ASGIApp

from app.asgi import create_app
from app.engines import CurrentEngine
from app.keys import Keys
from app.settings import ROOT, Settings
from tests.app.live_service import Service
from tests.app.running import connected, started
from tests.invented.quick import make_quick
from tests.invented_schema import CONTEXT, SCHEMA, engine_of
from tests.seed.ingest.test_ingesting import accounts


class Client:
    """Asks an application; each question runs it from its start to its end."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def __call__(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - as httpx
        """The answer to one request."""
        return asyncio.run(self._asked(method, path, options))

    def get(self, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - as httpx
        return self("GET", path, **options)

    def post(self, body: object, accept: str | None = None, **options: Any) -> httpx.Response:  # noqa: ANN401 - as httpx
        """The answer to a GraphQL request by POST, with a body of JSON or, as bytes, of anything."""
        headers = {"Content-Type": "application/json", **options.pop("headers", {})}
        if accept is not None:
            headers["Accept"] = accept
        content = {"content": body} if isinstance(body, bytes) else {"json": body}
        return self("POST", "/graphql", headers=headers, **content, **options)

    async def _asked(self, method: str, path: str, options: dict[str, Any]) -> httpx.Response:
        async with started(self.app), connected(self.app) as connection:
            return await connection.request(method, path, **options)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Logs in a test are what it captures itself."""
    structlog.configure(processors=[dropped])
    yield
    structlog.reset_defaults()


def dropped(_logger: object, _method: str, _event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    raise structlog.DropEvent


@pytest.fixture
def make_client(tmp_path: Path) -> Callable[..., Client]:
    """Makes a client of the invented city's API; settings that a test names differ from the defaults."""

    def make(current: CurrentEngine | None = None, **settings: Any) -> Client:  # noqa: ANN401 - any setting
        chosen = Settings(_env_file=None, **{"examples": tmp_path, "graphiql": tmp_path, **settings})
        return Client(create_app(chosen, lambda: engine_of("2023-02-01.1"), SCHEMA, CONTEXT, current))

    return make


@pytest.fixture
def client(make_client: Callable[..., Client]) -> Client:
    """A client of the invented city's API with default settings."""
    return make_client()


class ServedCity:
    """A process that serves the invented city on a port of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.address = self.said()

    def said(self) -> str:
        """The next line on its standard output."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def logged(self, words: str) -> str:
        """The next log line that holds the words; fails where the log ends before."""
        assert self.process.stderr is not None
        return next(line for line in self.process.stderr if words in line)

    def let_go_on(self) -> None:
        """Let the query that waits in `gated` go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@pytest.fixture
def served_city() -> Iterator[Callable[..., ServedCity]]:
    """Starts the invented city on a real server; stops what is left of it at the end."""
    processes: list[subprocess.Popen[str]] = []

    def start(**settings: str) -> ServedCity:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.app.served_city"],
            cwd=ROOT,
            env={**os.environ, **settings},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        processes.append(process)
        return ServedCity(process)

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small code lists, so that an ingest takes no time."""
    make_quick(monkeypatch)


@pytest.fixture
def service(tmp_path: Path, quick: None) -> Service:  # noqa: ARG001 - needed first
    """A service whose store holds one paper, with a key."""
    made = Service(tmp_path)
    made.save(accounts())
    made.key = Keys(made.settings.keys).new("nightly")
    return made
