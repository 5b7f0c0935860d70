"""The invented city on a real server: `python -m tests.app.served_city`.

Prints its address, and `asked` when a query has reached the field that waits. `gated` goes on when a line comes
in, `forever` never does.
"""

import asyncio
import sys

import strawberry

from app import logs
from app.asgi import create_app
from app.serving import serve
from app.settings import Settings
from tests import invented_schema
from tests.invented_schema import CONTEXT, engine_of


@strawberry.type
class Query(invented_schema.Query):
    @strawberry.field
    async def gated(self) -> str:
        tell("asked")
        await asyncio.to_thread(sys.stdin.readline)
        return "answered"

    @strawberry.field
    async def forever(self) -> str:
        tell("asked")
        await asyncio.Event().wait()
        return "never"


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    settings = Settings(_env_file=None, port=0)
    logs.configure("json", "info")
    schema = strawberry.Schema(
        query=Query, mutation=invented_schema.Mutation, types=[invented_schema.Project, invented_schema.Department]
    )
    serve(create_app(settings, lambda: engine_of("1"), schema, CONTEXT), settings, tell)


if __name__ == "__main__":
    main()
