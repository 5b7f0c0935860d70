"""A running service over a store in a folder, and what tests say to it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from app.asgi import create_app
from app.engines import stored_engine
from app.intake import Watched
from app.live import Live
from app.settings import Settings
from graph.work import UploadedFile
from schema.build import build_schema
from seed.ingest.ingesting import Place, Wish, ingest
from seed.ingest.reading import File
from seed.ingest.report import IngestReport
from tests.app.running import started
from tests.invented.papers import parse_paper

SCHEMA = build_schema()
INGEST = """
mutation ($files: [Upload!]!, $dry: Boolean! = false) { ingest(files: $files, dryRun: $dry) { id state dryRun } }
"""
JOB = """
query ($id: ID!) {
  job(id: $id) {
    state stage filesRead release error
    files { name status key count(of: "cells") code error warnings { page line text } }
  }
}
"""
WATCH = "subscription ($id: ID!) { job(id: $id) { state filesRead } }"


class Service:
    """A running service over a store in a folder, asked without a socket."""

    def __init__(self, folder: Path, **settings: Any) -> None:  # noqa: ANN401 - any setting
        self.settings = Settings(
            _env_file=None,
            database=f"sqlite:///{folder}/store.db",
            archive=folder / "archive",
            corrections=folder / "corrections.csv",
            keys=folder / "keys",
            examples=folder,
            graphiql=folder,
            poll_seconds=0.05,
            **settings,
        )
        place = Place(self.settings.database, self.settings.archive, self.settings.corrections)
        self.place = place
        self.held = asyncio.Event()

        def ingested(files: Sequence[UploadedFile], watcher: Watched, *, dry_run: bool) -> IngestReport:
            given = [File(file.path, file.name) for file in files]
            return ingest(given, place, Wish(parse=parse_paper, processes=1, dry_run=dry_run), watcher)

        self.live = Live(self.settings, ingested)
        self.app = create_app(
            self.settings,
            stored_engine(self.settings.database),
            SCHEMA,
            self.live.context,
            self.live.current,
            running=self.live.running,
        )
        self.key = ""

    def save(self, *papers: bytes) -> None:
        """Ingest papers by another process than the service."""
        folder = self.settings.archive.parent / "papers"
        folder.mkdir(exist_ok=True)
        files = []
        for number, paper in enumerate(papers):
            (folder / str(number)).write_bytes(paper)
            files.append(File(folder / str(number), f"{number}.json"))
        ingest(files, self.place, Wish(parse=parse_paper, processes=1))

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        async with started(self.app):
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://budgetgraph.test") as client:
                yield client

    def headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", "GraphQL-Require-Preflight": "1", **more}


async def ask(client: httpx.AsyncClient, query: str, **variables: Any) -> Any:  # noqa: ANN401 - JSON
    answer = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in answer, answer
    return answer["data"]


def form(query: str, *files: tuple[str, bytes], **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - any variable
    """A request with files, as the specification writes it."""
    operations = {"query": query, "variables": {"files": [None] * len(files), **variables}}
    places = {str(number): [f"variables.files.{number}"] for number in range(len(files))}
    parts = {str(number): (name, content) for number, (name, content) in enumerate(files)}
    return {"data": {"operations": json.dumps(operations), "map": json.dumps(places)}, "files": parts}


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        while not await condition():  # noqa: ASYNC110 - what is waited for is told by answers, not by events
            await asyncio.sleep(0.02)


async def done(client: httpx.AsyncClient, id_: str) -> Any:  # noqa: ANN401 - JSON
    """The job when nothing more happens to it."""
    found: dict[str, Any] = {}

    async def is_done() -> bool:
        found.update((await ask(client, JOB, id=id_))["job"])
        return found["state"] in {"DONE", "FAILED"}

    await until(is_done)
    return found
