"""Stores and engines to test with: on SQLite and on PostgreSQL, engines in memory as well."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from graph.database import Database
from graph.dataset import Dataset
from graph.engine import Engine
from graph.history import release_of
from graph.memory import MemoryEngine
from graph.sql.engine import SqlEngine
from graph.store import Store
from tests.invented import BUILT_AT

ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))

_numbers = count(1)


def an_empty_database(engine: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of a database that nobody else has; the server is started, or the test skipped, on demand."""
    if engine == "sqlite":
        return f"sqlite:///{folder}/store.db"
    server = make_url(request.getfixturevalue("postgres"))
    name = f"store_{next(_numbers)}"
    with psycopg.connect(host=str(server.query["host"]), user=server.username, dbname="postgres") as connection:
        connection.autocommit = True
        connection.execute(f"CREATE DATABASE {name}")
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    return an_empty_database(request.param, request, tmp_path)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store."""
    with Store(address) as opened:
        yield opened


@pytest.fixture(scope="module", params=ENGINES)
def lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which the releases of one example after another gather."""
    with Store(an_empty_database(request.param, request, tmp_path_factory.mktemp("lasting"))) as opened:
        yield opened


@pytest.fixture(scope="module", params=("memory", *ENGINES))
def engine_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Dataset], Engine]]:
    """Makes engines over datasets, each once: in memory, on SQLite and on PostgreSQL."""
    with ExitStack() as opened:
        made: dict[int, tuple[Dataset, Engine]] = {}

        def engine(dataset: Dataset) -> Engine:
            if request.param == "memory":
                return MemoryEngine(dataset, release_of(dataset, number=1, built_at=BUILT_AT))
            address = an_empty_database(request.param, request, tmp_path_factory.mktemp("engine"))
            with Store(address) as store:
                release = store.save(dataset, built_at=BUILT_AT)
            return SqlEngine(opened.enter_context(closing(Database(address))), release)

        def once(dataset: Dataset) -> Engine:
            # The dataset is kept, so that no other gets its id.
            if id(dataset) not in made:
                made[id(dataset)] = dataset, engine(dataset)
            return made[id(dataset)][1]

        yield once
