"""Stores to test with: each test that asks for one runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from graph.store import Store

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
