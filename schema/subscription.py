"""The root of everything that is told as it happens."""

from collections.abc import AsyncIterator
from typing import Annotated

import strawberry
from strawberry.types import Info

from graph.errors import UnknownEntityError
from schema.types.jobs import Job


@strawberry.type(description="Everything that is told as it happens, as server-sent events.")
class Subscription:
    """Everything that is told as it happens."""

    @strawberry.subscription(  # type: ignore[untyped-decorator]
        description="A job now and whenever it has come further; ends when nothing more will happen to it."
    )
    async def job(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The id that `ingest` answered with.")],  # noqa: A002
    ) -> AsyncIterator[Job]:
        """A job whenever it has come further."""
        told = False
        async for each in info.context.services.intake.watch(id):
            told = True
            yield each
        if not told:
            raise UnknownEntityError("job", id)
