"""Rows on their way into a table, as fast as the driver takes them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table, insert
from sqlalchemy.dialects.postgresql import insert as insert_unless_known
from sqlalchemy.engine import Connection

BATCH = 5_000
"""Rows that travel at once: enough to be fast, few enough that memory does not grow with the release."""

T = TypeVar("T")


def insert_rows(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    unless_known: bool = False,
) -> None:
    """Insert rows, each the values of the columns; with `unless_known`, those whose key no row has.

    The driver is handed tuples: what SQLAlchemy does for each row takes longer than everything else of a release.
    """
    dialect = connection.dialect
    held = [column for column in table.columns if column.name in columns]
    converters = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in held]
    # SQLite writes this as PostgreSQL does.
    statement = insert_unless_known(table).on_conflict_do_nothing() if unless_known else insert(table)
    written = str(statement.compile(dialect=dialect, column_keys=[column.name for column in held]))
    places = [(columns.index(column.name), convert) for column, convert in zip(held, converters, strict=True)]
    plain = (tuple([convert(row[at]) if convert else row[at] for at, convert in places]) for row in rows)
    for batch in batches(plain, BATCH):
        connection.exec_driver_sql(written, batch)


def batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of `size`, the last one shorter."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
