"""A database is opened as a store, or refused with what was found and what to do."""

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from graph.database import REVISION, Database
from graph.errors import StoreError
from graph.store import Store
from tests.invented import BUILT_AT, DATASET

ALREADY_THERE = IntegrityError("CREATE TABLE release", {}, ValueError("already exists"))


def run(address: str, *statements: str, **values: str) -> None:
    """Run statements on a database as another program would."""
    engine = create_engine(address)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)
    engine.dispose()


def test_an_empty_database_becomes_a_store(address: str) -> None:
    Database(address).close()
    with Store(address) as store:
        assert store.releases() == []


def test_a_database_of_somebody_else_is_refused_and_left_alone(address: str) -> None:
    run(address, "CREATE TABLE invoices (number INTEGER)", "INSERT INTO invoices VALUES (7)")
    with pytest.raises(StoreError, match=r"did not make \(invoices\); name an empty database"):
        Store(address)
    run(address, "DELETE FROM invoices WHERE number = 7", "DROP TABLE invoices")
    Store(address).close()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(address: str) -> None:
    with Store(address) as store:
        store.save(DATASET, built_at=BUILT_AT)
    run(address, "UPDATE budgetgraph_revision SET version_num = '9999'")
    with pytest.raises(StoreError, match="revision 9999") as refused:
        Store(address)
    assert "use the version of budgetgraph that upgraded it" in refused.value.remedy
    run(address, "UPDATE budgetgraph_revision SET version_num = :revision", revision=REVISION)
    with Store(address) as store:
        assert store.load()[0] == DATASET


def test_a_writer_whose_store_was_upgraded_meanwhile_is_refused(store: Store, address: str) -> None:
    run(address, "UPDATE budgetgraph_revision SET version_num = '9999'")
    with pytest.raises(StoreError, match="revision 9999"):
        store.save(DATASET, built_at=BUILT_AT)


def test_many_may_open_an_empty_database_at_once(address: str) -> None:
    def opened(_: int) -> int:
        with Store(address) as store:
            return len(store.releases())

    with ThreadPoolExecutor(6) as openers:
        assert list(openers.map(opened, range(12))) == [0] * 12


def test_who_was_slower_in_making_a_store_uses_that_of_who_was_quicker(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = Database._upgrade

    def beaten(_: Database, connection: Connection) -> None:
        connection.rollback()
        monkeypatch.setattr(Database, "_upgrade", upgrade)
        Database(address).close()
        raise ALREADY_THERE

    monkeypatch.setattr(Database, "_upgrade", beaten)
    with Store(address) as store:
        assert store.releases() == []


def test_a_store_that_nobody_could_make_is_a_defect(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Database, connection: Connection) -> None:
        connection.rollback()
        raise ALREADY_THERE

    monkeypatch.setattr(Database, "_upgrade", fail)
    with pytest.raises(IntegrityError):
        Store(address)


def test_a_store_in_a_folder_that_is_not_there_makes_the_folder(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path}/var/deep/store.db").close()
    assert (tmp_path / "var/deep/store.db").is_file()


def test_a_sqlite_store_lets_readers_read_while_it_is_written_and_checks_foreign_keys(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/store.db")
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_a_writer_that_waited_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.database._PATIENCE", 0.01)
    path = tmp_path / "store.db"
    with Store(f"sqlite:///{path}") as store:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="database is locked; see that it can be reached"):
            store.save(DATASET, built_at=BUILT_AT)
        holder.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.pdf"
    content = b"%PDF-1.7 the final accounts of 2022\n" * 100
    path.write_bytes(content)
    with pytest.raises(StoreError, match="file is not a database") as refused:
        Store(f"sqlite:///{path}")
    assert refused.value.where == str(path)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="its folder cannot be made"):
        Store(f"sqlite:///{tmp_path}/file/store.db")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open database file"):
        Store(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="name a file"):
        Store(url)


@pytest.mark.parametrize("url", ["", "store.db", "postgresql", "no such thing ://"])
def test_what_is_no_address_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(StoreError, match="it is not the address of a database; write sqlite:///"):
        Store(url)


def test_a_database_for_which_there_is_no_driver_is_refused() -> None:
    with pytest.raises(StoreError, match="no driver for mysql") as refused:
        Store("mysql://treasurer:secret@localhost/budget")
    assert "secret" not in refused.value.message


def test_a_server_that_cannot_be_reached_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="see that it can be reached") as refused:
        Store(f"postgresql://treasurer:secret@/budget?host={tmp_path}")
    assert "treasurer:***@" in refused.value.where
    assert "secret" not in refused.value.message


def test_postgresql_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'budgetgraph\[postgres\]'"):
        Store("postgresql://localhost/budget")


def test_a_damaged_store_is_told_without_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with Store(f"sqlite:///{file}"):
        pass
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE budgetgraph_revision SET version_num = CAST(x'1b5b324aff' AS TEXT)")
    connection.close()
    with pytest.raises(StoreError, match=r"damaged.*restore this one from a copy") as refusal:
        Store(f"sqlite:///{file}")
    assert refusal.value.message.isprintable()
