"""A schema small enough to know by heart, for tests of what happens around resolvers.

An invented city: entities under an interface, a connection, and fields that fail in every way there is.
"""

import asyncio
from collections.abc import Callable
from enum import Enum
from typing import Annotated

import strawberry

from graph.dataset import Dataset
from graph.engine import Engine, Release
from graph.errors import InvalidArgumentError, StoreError
from graph.memory import MemoryEngine

SECRET = "postgresql://budget:hunter2@10.0.0.7/city"  # noqa: S105 - invented, and looked for in answers


@strawberry.enum
class Phase(Enum):
    APPROVED = "approved"
    EXECUTED = "executed"


@strawberry.input
class Filter:
    fiscal_year: int | None = None
    phase: Phase | None = None


@strawberry.interface
class Entity:
    label: str

    @strawberry.field
    def children(self) -> list["Entity"]:
        return [Project(label="a road"), Department(label="an office")] * 5

    @strawberry.field
    def related(self, first: int | None = None) -> "Connection":
        return Connection(length=first if first is not None else 25)


@strawberry.type
class Project(Entity):
    code: str = "P1"


@strawberry.type
class Department(Entity):
    staff: int = 12


@strawberry.type
class Edge:
    node: Entity


@strawberry.type
class Connection:
    length: strawberry.Private[int]
    total_count: int = 1_000

    @strawberry.field
    def edges(self) -> list[Edge]:
        return [Edge(node=Project(label=f"road {number}")) for number in range(self.length)]


@strawberry.type
class Region:
    length: strawberry.Private[int]

    @strawberry.field
    def nodes(self) -> list[Entity]:
        return [Project(label=f"road {number}") for number in range(self.length)]


@strawberry.type
class Query:
    @strawberry.field
    def release(self, info: strawberry.Info) -> str:
        engine: Engine = info.context
        return engine.release.name

    @strawberry.field
    def entity(self) -> Entity:
        return Project(label="a road")

    @strawberry.field
    def entities(self, first: int | None = None) -> Connection:
        return Connection(length=first if first is not None else 25)

    @strawberry.field
    def region(self, limit: int = 40) -> Region:
        return Region(length=limit)

    @strawberry.field
    def nodes(self, ids: list[strawberry.ID]) -> list[Entity]:
        return [Project(label=each) for each in ids]

    @strawberry.field
    def echo(
        self,
        text: str = "",
        number: Annotated[int, strawberry.argument(description="any")] = 1,
        where: Filter | None = None,
    ) -> str:
        return f"{text}{number}{where.fiscal_year if where else ''}"

    @strawberry.field
    async def slowly(self) -> str:
        await asyncio.sleep(0)
        return "done"

    @strawberry.field
    def refused(self) -> str | None:
        argument = "first"
        raise InvalidArgumentError(argument, 0, "a page size from 1 to 1000")

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError(SECRET)

    @strawberry.field
    def store_down(self) -> str | None:
        raise StoreError(SECRET, "no answer", "start it")

    @strawberry.field
    def missing(self) -> str:
        return None  # type: ignore[return-value] # what a resolver with a defect does

    @strawberry.field
    def too_large(self) -> int | None:
        return 2**40


@strawberry.type
class Mutation:
    @strawberry.mutation
    def rename(self, name: str) -> str:
        return name


SCHEMA = strawberry.Schema(query=Query, mutation=Mutation, types=[Project, Department])
READ_ONLY_SCHEMA = strawberry.Schema(query=Query, types=[Project, Department])


def engine_of(name: str) -> Engine:
    """An engine of an empty release of that name."""
    return MemoryEngine(
        Dataset({}), Release(number=1, name=name, built_at="2023-02-01", entity_count=0, relation_count=0)
    )


def as_context(engine: Engine) -> object:
    """What the resolvers above are given: the engine itself."""
    return engine


CONTEXT: Callable[[Engine], object] = as_context
