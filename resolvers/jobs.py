"""Documents that somebody sends, and what becomes of them."""

from collections.abc import Sequence

from graph.errors import InvalidArgumentError
from graph.services import Services
from graph.work import Job, UploadedFile


def ingest(
    services: Services, parents: Sequence[object], *, files: Sequence[UploadedFile], dry_run: bool = False
) -> list[Job]:
    """A new job for some files; InvalidArgumentError where there are none."""
    if not files:
        raise InvalidArgumentError("files", list(files), "at least one file")
    return [services.intake.take(files, dry_run=dry_run)] * len(parents)


def job(services: Services, parents: Sequence[object], *, id: str) -> list[Job | None]:  # noqa: A002 - the client's name
    """The job of an id; None where there is none."""
    return [services.intake.job(id)] * len(parents)
