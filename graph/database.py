"""Opening a database: how it is talked to, whether it is a store, and of which revision.

A store is a SQLite file, or a database of its own on a server that speaks PostgreSQL's protocol. An empty one
is made a store and one of an older revision is brought up to date; a newer one, or one that somebody else
made, is refused and left as it is.

Writers take turns: by the lock of a SQLite file, elsewhere by a lock on the one row that holds the revision.
Readers never wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import Lock
from typing import Any

import orjson
from sqlalchemy import URL, Column, MetaData, String, Table, create_engine, event, inspect, make_url, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError

from graph.columns import RecordError
from graph.errors import StoreError

REVISION = "0003"
"""The newest revision of `graph.migrations`, at which a store must be for this code to use it."""

MIGRATIONS = Path(__file__).with_name("migrations")

_MARK = Table("budgetgraph_revision", MetaData(), Column("version_num", String(32), primary_key=True))
"""Holds the revision in its only row; no other program has a table of this name."""

_PATIENCE = 30.0
"""Seconds to wait for another writer of a SQLite file."""

_RESTORE = "name a database that budgetgraph made, or restore this one from a copy"

_UNREADABLE_TEXT = "Could not decode to UTF-8"
"""How Python's sqlite3 begins what it says of bytes that are no text; it repeats them."""

_LONGEST_WORDS = 200
"""Characters of what a database says that are repeated."""

_ALEMBIC = Lock()
"""Alembic keeps the connection it works on in a module: two threads would work on each other's."""


class Database:
    """An open store at the newest revision; its connections are kept, and threads share them."""

    def __init__(self, url: str) -> None:
        """Open the store at `url`, making or upgrading it; StoreError where it cannot be used."""
        self._engine, self.where = _engine(url)
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, alone; what it does becomes visible when it ends, whole or not at all."""
        with self._explained(), self._writer.begin() as connection:
            revision = connection.scalar(select(_MARK.c.version_num).with_for_update())
            if revision != REVISION:
                raise self._of_another_version(revision)
            yield connection

    def _bring_up_to_date(self) -> None:
        with self.reading() as connection:
            revision = self._revision(connection)
        if revision == REVISION:
            return
        if self._engine.dialect.name == "sqlite":
            self._let_readers_read_on()
        try:
            with self._explained(), self._writer.begin() as connection:
                if self._revision(connection) != REVISION:
                    self._upgrade(connection)
        except DBAPIError:
            # Another process that opened the same empty database was quicker, if it is a store now.
            with self.reading() as connection:
                if self._revision(connection) != REVISION:
                    raise

    def _let_readers_read_on(self) -> None:
        """Set the file to write-ahead logging, which it keeps: readers and a writer do not wait for each other."""
        # It is set outside of transactions, so in place of the beginning of one.
        with self._explained(), self._engine.execution_options(begin="PRAGMA journal_mode = WAL").begin():
            pass

    def _revision(self, connection: Connection) -> str | None:
        """The revision of a store, None of an empty database; StoreError for anything else."""
        tables = inspect(connection).get_table_names()
        if _MARK.name in tables:
            return connection.scalar(select(_MARK.c.version_num))
        if not tables:
            return None
        found = f"it holds tables that budgetgraph did not make ({', '.join(sorted(tables)[:3])})"
        raise StoreError(self.where, found, "name an empty database or one that budgetgraph made")

    def _upgrade(self, connection: Connection) -> None:
        """Apply the revisions that are missing, in the transaction of `connection`."""
        # Alembic takes as long to import as everything else together, and is hardly ever needed.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415
        from alembic.script import ScriptDirectory  # noqa: PLC0415

        config = Config(attributes={"connection": connection, "version_table": _MARK.name})
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        revision = self._revision(connection)
        if revision not in {*known, None}:
            raise self._of_another_version(revision)
        with _ALEMBIC:
            command.upgrade(config, REVISION)

    def _of_another_version(self, revision: str | None) -> StoreError:
        found = f"it is at revision {revision}, and this version of budgetgraph works with {REVISION}"
        return StoreError(self.where, found, "use the version of budgetgraph that upgraded it, or another store")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What the database refuses for reasons of its own, as StoreError; defects of ours stay as they are."""
        try:
            yield
        except OperationalError as error:
            if _UNREADABLE_TEXT in str(error.orig):
                raise self._damaged() from error
            remedy = "see that it can be reached, that its disk has room and that no other program holds it"
            raise StoreError(self.where, _first_line(error), remedy) from error
        except DatabaseError as error:
            if type(error) is not DatabaseError:
                raise
            raise StoreError(self.where, _first_line(error), _RESTORE) from error
        except (UnicodeDecodeError, orjson.JSONDecodeError, RecordError) as error:
            raise self._damaged() from error

    def _damaged(self) -> StoreError:
        """What is told of text that is none, and of values that no entity has: not what is there."""
        return StoreError(self.where, "it is damaged: what it holds cannot be read back", _RESTORE)


def _engine(url: str) -> tuple[Engine, str]:
    """The engine for an address, and how to call it in messages."""
    remedy = "write sqlite:///FOLDER/FILE.db or postgresql://USER@HOST/DATABASE"
    try:
        address = make_url(url)
    except ArgumentError:
        # Not repeated: it may hold a password.
        raise StoreError("the address given", "it is not the address of a database", remedy) from None
    where = address.render_as_string(hide_password=True)
    if address.drivername in {"sqlite", "sqlite+pysqlite"}:
        return _sqlite(address), address.database or ""
    if address.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return _postgresql(address, where), where
    raise StoreError(where, f"budgetgraph has no driver for {address.drivername}", remedy)


def _sqlite(address: URL) -> Engine:
    file = address.database
    if not file or file == ":memory:":
        found = "a database in memory is gone when its connection is"
        raise StoreError("sqlite in memory", found, "name a file: sqlite:///FOLDER/FILE.db")
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(file, f"its folder cannot be made: {error}", "name a folder that can be written to") from None
    engine = create_engine(address, connect_args={"timeout": _PATIENCE}, **_JSON)
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)
    return engine


def _leave_transactions_to_us(connection: SqliteConnection, _: object) -> None:
    """Python's sqlite3 would begin transactions late and not for all statements; `_begin` begins them."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Writers ask for the lock at once: one that has read before it asks may be refused, having waited in vain."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _postgresql(address: URL, where: str) -> Engine:
    try:
        return create_engine(
            address.set(drivername="postgresql+psycopg"),
            isolation_level="READ COMMITTED",  # a writer that waited for its turn must see what was done meanwhile
            pool_pre_ping=True,  # the server may have been restarted since
            paramstyle="format",  # by position, as SQLite's: rows are handed to either driver as tuples
            **_JSON,
        )
    except ModuleNotFoundError:
        raise StoreError(where, "psycopg is not installed", "pip install 'budgetgraph[postgres]'") from None


def _dumped(plain: object) -> str:
    return orjson.dumps(plain).decode()


_JSON: dict[str, Any] = {"json_serializer": _dumped, "json_deserializer": orjson.loads}


def _first_line(error: DBAPIError) -> str:
    """What the database says, without what a terminal would obey: a damaged one repeats its own bytes."""
    line = str(error.orig).partition("\n")[0][:_LONGEST_WORDS]
    return "".join(each if each.isprintable() and each != "\ufffd" else "?" for each in line)
