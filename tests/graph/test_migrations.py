"""The revisions make the tables that the code expects, and take a store from one version to the next."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import String, inspect, select
from sqlmodel import SQLModel

import graph.database
from graph.database import MIGRATIONS, REVISION, Database
from graph.errors import StoreError
from graph.store import Store
from graph.tables import ENTITY_TABLES, GRAMS, NAMES
from graph.vocabulary import EntityKind
from tests.invented import BUILT_AT, CORRECTED, DATASET

LATER_REVISION = '''
"""A column that a later version adds."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("jurisdiction", sa.Column("population", sa.BigInteger()))
    {more}
'''


def downgraded(address: str, revision: str = "base") -> None:
    """Take a store back to a revision, or to before its first one."""
    database = Database(address)
    with database.writing() as connection:
        config = Config(attributes={"connection": connection, "version_table": "budgetgraph_revision"})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.downgrade(config, revision)
    database.close()


def with_a_later_revision(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """Let the code be of a version that has one revision more."""
    shutil.copytree(MIGRATIONS, folder / "100%_migrations")
    revision = folder / "100%_migrations/versions/v0004_later.py"
    revision.write_text(LATER_REVISION.format(more=more), encoding="utf-8")
    monkeypatch.setattr(graph.database, "MIGRATIONS", folder / "100%_migrations")
    monkeypatch.setattr(graph.database, "REVISION", "0004")


def test_the_revisions_make_the_tables_that_the_code_expects(address: str) -> None:
    database = Database(address)
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": "budgetgraph_revision", "compare_server_default": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []
        # What alembic does not compare: primary keys and the order in which text sorts.
        for table in SQLModel.metadata.tables.values():
            inspector = inspect(connection)
            made = inspector.get_pk_constraint(table.name)["constrained_columns"]
            assert made == [column.name for column in table.primary_key]
            if connection.dialect.name == "postgresql":
                for column in inspector.get_columns(table.name):
                    if isinstance(column["type"], String):
                        assert column["type"].collation == "C", (table.name, column["name"])
    database.close()


def test_the_code_works_with_the_newest_revision() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_the_revisions_are_part_of_the_package() -> None:
    packaged = files("graph") / "migrations"
    assert {"env.py", "script.py.mako", "versions"} <= {each.name for each in packaged.iterdir()}


def test_the_template_makes_a_revision(tmp_path: Path) -> None:
    shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    config = Config()
    config.set_main_option("script_location", str(tmp_path / "migrations"))
    script = command.revision(config, "Count the people", rev_id="0004")
    assert not isinstance(script, list)
    assert script is not None
    made = Path(script.path).read_text(encoding="utf-8")
    assert made.startswith('"""Count the people.')
    assert 'down_revision = "0003"' in made.replace("'", '"')
    compile(made, script.path, "exec")


def test_a_store_without_tables_is_brought_up_to_date(address: str) -> None:
    Store(address).close()
    downgraded(address)
    with Store(address) as store:
        assert store.save(DATASET, built_at=BUILT_AT).number == 1


def test_what_sql_sorts_and_searches_by_is_made_for_what_an_older_store_holds(address: str) -> None:
    tables = [NAMES, GRAMS, *(ENTITY_TABLES[kind] for kind in EntityKind)]

    def held(store: Store) -> dict[str, list[tuple[object, ...]]]:
        with store._database.reading() as connection:
            return {table.name: sorted(map(tuple, connection.execute(select(table))), key=repr) for table in tables}

    with Store(address) as store:
        store.save(DATASET, built_at=BUILT_AT)
        store.save(CORRECTED, built_at=BUILT_AT)
        written = held(store)
    downgraded(address, "0002")
    with Store(address) as store:
        assert held(store) == written


def test_an_older_store_is_upgraded_with_all_it_holds(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(address) as store:
        first = store.save(DATASET, built_at=BUILT_AT)
    with monkeypatch.context() as later:
        with_a_later_revision(tmp_path, later)
        with Store(address) as store:
            assert store.load() == (DATASET, first)
            assert store.save(CORRECTED, built_at=BUILT_AT).number == 2
            with store._database.reading() as connection:
                columns = inspect(connection).get_columns("jurisdiction")
        assert "population" in {column["name"] for column in columns}
    with pytest.raises(StoreError, match="revision 0004, and this version of budgetgraph works with 0003"):
        Store(address)


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(address) as store:
        first = store.save(DATASET, built_at=BUILT_AT)
    with monkeypatch.context() as later:
        with_a_later_revision(tmp_path, later, more="raise KeyError('no such town')")
        with pytest.raises(KeyError, match="no such town"):
            Store(address)
    with Store(address) as store:
        assert store.load() == (DATASET, first)
        with store._database.reading() as connection:
            columns = inspect(connection).get_columns("jurisdiction")
    assert "population" not in {column["name"] for column in columns}
