"""The current release can be swapped while it is being asked."""

import asyncio
from pathlib import Path

import pytest
import strawberry

from app.engines import CurrentEngine, NotReadyError, stored_engine
from app.http import GraphQLEndpoint
from graph.engine import Engine  # noqa: TC001 - strawberry reads the annotation
from graph.selection import Selection
from graph.store import Store
from graph.vocabulary import EntityKind
from schema.execution.executor import Executor
from tests.app.conftest import connected
from tests.invented import CORRECTED, DATASET, RELEASE
from tests.invented_schema import engine_of


def test_before_the_first_release_there_is_nothing_to_ask() -> None:
    current = CurrentEngine()
    assert not current.is_ready
    with pytest.raises(NotReadyError, match="no release is loaded yet"):
        current()


def test_the_release_swapped_in_last_is_asked() -> None:
    current = CurrentEngine()
    current.swap(engine_of("1"))
    current.swap(engine_of("2"))
    assert current.is_ready
    assert current().release.name == "2"


def test_a_request_in_flight_keeps_its_release_and_the_next_gets_the_new_one() -> None:
    current = CurrentEngine()
    current.swap(engine_of("1"))

    async def scene() -> list[str]:
        arrived, may_go_on = asyncio.Event(), asyncio.Event()

        @strawberry.type
        class Query:
            @strawberry.field
            async def release(self, info: strawberry.Info, *, wait: bool) -> str:
                if wait:
                    arrived.set()
                    await may_go_on.wait()
                engine: Engine = info.context
                return engine.release.name

        endpoint = GraphQLEndpoint(Executor(strawberry.Schema(query=Query), lambda engine: engine), current)
        async with connected(endpoint) as connection:
            slow = asyncio.create_task(connection.post("/graphql", json={"query": "{ release(wait: true) }"}))
            await arrived.wait()
            current.swap(engine_of("2"))
            quick = await connection.post("/graphql", json={"query": "{ release(wait: false) }"})
            may_go_on.set()
            return [(await slow).json()["data"]["release"], quick.json()["data"]["release"]]

    assert asyncio.run(scene()) == ["1", "2"]


def test_the_second_start_needs_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"sqlite:///{tmp_path}/budget.db"
    with Store(address) as store:
        store.save(DATASET, built_at=RELEASE.built_at)
    first = stored_engine(address)()
    monkeypatch.setattr("graph.store.Store", None)
    second = stored_engine(address)()
    assert first.release == second.release
    assert second.select(Selection(EntityKind.PROJECT)) == first.select(Selection(EntityKind.PROJECT))


def test_a_new_release_is_loaded_from_the_database(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/budget.db"
    with Store(address) as store:
        store.save(DATASET, built_at=RELEASE.built_at)
    first = stored_engine(address)().release
    with Store(address) as store:
        store.save(CORRECTED, built_at=RELEASE.built_at)
    assert stored_engine(address)().release.number == first.number + 1
