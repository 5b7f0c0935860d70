"""The current release can be swapped while it is being asked."""

import asyncio
import os
from pathlib import Path

import pytest
import strawberry
from sqlalchemy.pool import QueuePool

from app import engines
from app.engines import CurrentEngine, NotReadyError, asked_engine, stored_engine
from app.examples import Example, examples_in
from app.http import GraphQLEndpoint
from app.settings import ROOT, Settings
from graph.engine import Engine
from graph.selection import Selection
from graph.sql.engine import SqlEngine
from graph.store import Store
from graph.vocabulary import EntityKind
from schema.build import build_schema
from schema.context import Context
from schema.execution.compiled import Compiled
from schema.execution.executor import Executor
from schema.execution.request import GraphQLRequest
from seed.dataset import load_dataset
from tests.app.running import connected
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
    os.utime(tmp_path / "budget.db", (0, 0))  # what was written just now is not trusted to be whole
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


def test_the_settings_say_which_engine_answers(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/budget.db"
    with Store(address) as store:
        release = store.save(DATASET, built_at=RELEASE.built_at)
    found = {}
    for name in ("memory", "sql"):
        settings = Settings.model_validate({"database": address, "engine": name})
        engine = engines.engine_of(settings)()
        assert engine.release == release
        found[engine.waits] = engine.select(Selection(EntityKind.PROJECT))
    assert found[False] == found[True] == list(DATASET.of(EntityKind.PROJECT))


def test_an_engine_that_asks_the_database_holds_no_connection_that_a_forked_process_would_share(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/budget.db"
    with Store(address) as store:
        store.save(DATASET, built_at=RELEASE.built_at)
    engine = asked_engine(address)()
    assert isinstance(engine, SqlEngine)
    assert isinstance(engine._database._engine.pool, QueuePool)
    assert engine._database._engine.pool.checkedin() == 0


@pytest.mark.parametrize("with_plans", [True, False], ids=["compiled", "reference"])
def test_both_engines_answer_every_example_page_alike(
    tmp_path_factory: pytest.TempPathFactory,
    with_plans: bool,  # noqa: FBT001 - a parameter
) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('published')}/budget.db"
    with Store(address) as store:
        store.save(load_dataset(), built_at=RELEASE.built_at)
    schema = build_schema()
    executor = Executor(schema, Context, compiled=Compiled(schema) if with_plans else None)

    def answer(engine: Engine, example: Example) -> bytes:
        request = GraphQLRequest(query=example.query, variables=example.variables or {})
        found = asyncio.run(executor.execute(request, engine, request_id="example"))
        assert not found.codes, (example.query, found.body)
        return found.body

    memory, sql = stored_engine(address)(), asked_engine(address)()
    for example in examples_in(ROOT / "docs" / "examples"):
        assert answer(sql, example) == answer(memory, example), example.query
