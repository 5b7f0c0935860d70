"""The root of everything that changes what is known."""

from typing import Annotated

import strawberry

from graph.work import UploadedFile
from resolvers import jobs as job_fields
from schema.fields import served
from schema.types.jobs import Job


@strawberry.type(description="Everything that changes what is known. Needs an API key.")
class Mutation:
    """Everything that changes what is known."""

    @served(job_fields.ingest, fleeting=True)
    def ingest(
        self,
        files: Annotated[
            list[UploadedFile],
            strawberry.argument(description="Published documents: PDF, DOCX, XLSX, HTML or plain text."),
        ],
        dry_run: Annotated[
            bool, strawberry.argument(description="Only say what would change, and change nothing.")
        ] = False,
    ) -> Job:
        """Makes documents part of the next release. Answers at once with a job that tells how far it is."""
