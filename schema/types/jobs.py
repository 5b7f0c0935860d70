"""Documents that are taken in, and how far that is."""

from typing import Annotated

import strawberry

from graph import work
from graph.work import FileStatus, JobState
from schema.fields import computed, domain_type


@domain_type(work.JobWarning)
class JobWarning:
    """Something in a file that was left out because it could not be read with certainty."""

    page: int = strawberry.field(description="The page, from 1.")
    line: int = strawberry.field(description="The line of the text, from 1.")
    text: str = strawberry.field(description="What was left out, and why.")


@domain_type(work.JobFile)
class JobFile:
    """A file of a job, and what became of it."""

    name: str = strawberry.field(description="The name that it was sent with.")
    status: FileStatus | None = strawberry.field(description="What became of it; null until that is known.")
    key: str | None = strawberry.field(description="The key of its document, for `document(key:)`.")
    document_kind: str | None = strawberry.field(description="What its document is, for example `FINAL_ACCOUNTS`.")
    fiscal_year: int | None = strawberry.field(description="The year that its document is about.")
    department: str | None = strawberry.field(description="Who published it.")
    findings: int | None = strawberry.field(description="In how many contradictions its figures take part.")
    warnings: list[JobWarning] = strawberry.field(description="What of it was left out.")
    code: str | None = strawberry.field(description="The code of the error, where it failed.")
    error: str | None = strawberry.field(description="Why nothing of it is stored, where it failed.")

    @computed
    def count(
        self: work.JobFile,
        of: Annotated[
            str,
            strawberry.argument(
                description="`statements`, `cells`, `projects`, `indicators`, `evaluations` or `observations`."
            ),
        ],
    ) -> int:
        """How many of something it holds; 0 for what nobody counts."""
        return self.counts.get(of, 0)


@domain_type(work.Job)
class Job:
    """Files that are being ingested. Its id is known to whoever sent them, and to nobody else."""

    id: strawberry.ID = strawberry.field(description="The id, for `job(id:)`.")
    state: JobState = strawberry.field(description="How far it has come.")
    created_at: str = strawberry.field(description="When it was asked for, ISO 8601 in UTC.")
    updated_at: str = strawberry.field(description="When it came further, ISO 8601 in UTC.")
    stage: str | None = strawberry.field(
        description="What is being done: `reading`, `assembling` or `saving`; null before and after."
    )
    files_read: int = strawberry.field(description="How many of its files have been read.")
    dry_run: bool = strawberry.field(description="Whether it only says what would change.")
    release: str | None = strawberry.field(description="The name of the release that is current since it is done.")
    error: str | None = strawberry.field(description="Why it failed as a whole.")
    files: list[JobFile] = strawberry.field(description="Its files, in the order in which they were sent.")
