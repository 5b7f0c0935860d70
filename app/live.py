"""What goes on beside the requests of a running service: following the store, taking documents in."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from app.engines import CurrentEngine
from app.intake import DocumentIntake, IngestFiles, Watched
from app.releases import Following, Releases, in_memory, in_the_database
from app.settings import Settings
from graph.engine import Engine
from graph.services import Services
from graph.work import UploadedFile
from schema.context import Context

if TYPE_CHECKING:
    from seed.ingest.report import IngestReport


class Live:
    """The current engine of a service, the releases it comes from, and the intake that makes more of them.

    `ingest` is another way to ingest files.
    """

    def __init__(self, settings: Settings, ingest: IngestFiles | None = None) -> None:
        self.current = CurrentEngine()
        self._settings = settings
        following = Following(
            load=in_memory if settings.engine == "memory" else in_the_database(settings.database),
            poll_seconds=settings.poll_seconds,
            kept=settings.kept_releases,
        )
        self._releases = Releases(settings.database, self.current, following)
        self._intake = DocumentIntake(
            settings.database, settings.archive / "jobs", ingest or self._ingest, done=self._releases.notify
        )
        self.services = Services(self._releases, self._intake)

    def context(self, engine: Engine) -> Context:
        """The context of an operation on an engine."""
        return Context(engine, self.services)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow the store and take documents in while the block runs."""
        async with self._releases.followed(), self._intake.opened(self._settings.grace_seconds):
            yield

    def _ingest(self, files: Sequence[UploadedFile], watcher: Watched, *, dry_run: bool) -> "IngestReport":
        # What reads documents is loaded when the first one comes.
        from seed.ingest.ingesting import Place, Wish, ingest  # noqa: PLC0415
        from seed.ingest.reading import File  # noqa: PLC0415

        settings = self._settings
        place = Place(settings.database, settings.archive, settings.corrections)
        return ingest([File(file.path, file.name) for file in files], place, Wish(dry_run=dry_run), watcher)
