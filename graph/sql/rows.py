"""Rows of a release: which ones they are, in which order a selection wants them, and the entities they hold."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Select, Table, and_, func, literal, or_
from sqlalchemy.engine import Connection

from graph.columns import layout, sortable
from graph.model import Entity
from graph.selection import Selection
from graph.sql.conditions import clause, hints, plain, sort_column
from graph.sql.values import is_storable
from graph.tables import ENTITY_TABLES
from graph.vocabulary import EntityKind

Statement: TypeAlias = Select[Any]
Clauses: TypeAlias = tuple[ColumnElement[Any], ...]

_BATCH = 1_000
"""Rows that travel at once where most of them may be let go."""


class Plan(NamedTuple):
    """A selection in SQL.

    Where `is_exact` is false, more rows meet `where` than the selection takes; where `order` is None, SQL cannot give
    the order, and `where` leaves the selection's `after` out.
    """

    where: Clauses
    order: Clauses | None
    is_exact: bool


def standing(table: Table, release: int) -> ColumnElement[bool]:
    """The rows of a release."""
    return and_(table.c.introduced <= release, or_(table.c.retired.is_(None), table.c.retired > release))


def columns_of(kind: EntityKind) -> Clauses:
    """The columns that an entity is made of."""
    table = ENTITY_TABLES[kind]
    return tuple(table.c[name] for name in layout(kind).columns)


def plan_of(selection: Selection, release: int) -> Plan:
    """How a selection is asked of the rows of a release."""
    found = [clause(selection.kind, each, lambda table: standing(table, release)) for each in selection.where]
    where = (standing(ENTITY_TABLES[selection.kind], release), *(each.sql for each in found))
    is_exact = all(each.is_exact for each in found)
    order = _order(selection)
    after = None if order is None else _after(selection)
    if order is None or after is None:
        return Plan(where, None, is_exact)
    return Plan((*where, *after), order, is_exact)


def entities(kind: EntityKind, rows: Iterable[Any]) -> Iterator[Entity]:
    """The entities of rows of `columns_of`."""
    return map(layout(kind).entity, rows)


def streamed(connection: Connection, kind: EntityKind, statement: Statement) -> Iterator[Entity]:
    """The entities of a statement, a batch at a time, so that whoever has enough may stop."""
    with connection.execute(statement.execution_options(yield_per=_BATCH)) as rows:
        yield from entities(kind, rows)


def numbered_among(near: Clauses, order: Clauses) -> ColumnElement[int]:
    """The number of a row among those of the same parent, from 1."""
    return func.row_number().over(partition_by=near, order_by=order)


def _order(selection: Selection) -> Clauses | None:
    position = ENTITY_TABLES[selection.kind].c.position
    if selection.order is None:
        return (position,)
    column = sort_column(selection.kind, selection.order.attribute)
    if column is None:
        return None
    return column.is_(None), column.desc() if selection.order.descending else column.asc(), position


def _after(selection: Selection) -> Clauses | None:
    """Where the page goes on; nothing for the first, None where the sort key is none that a database can hold."""
    after, position = selection.after, ENTITY_TABLES[selection.kind].c.position
    if after is None:
        return ()
    if selection.order is None:
        return _later(position, after)
    attribute, descending = selection.order.attribute, selection.order.descending
    column = sort_column(selection.kind, attribute)
    assert column is not None  # noqa: S101 - else there is no order
    is_missing, *rest = after
    if is_missing:
        later = _later(position, tuple(rest))
        return None if later is None else (column.is_(None), *later)
    value = plain(hints(selection.kind)[attribute], rest[0])
    later = _later(position, tuple(rest[1:]))
    if value is None or later is None:
        return None
    last = literal(value, column.type)
    beyond = column < last if descending else column > last
    return (or_(column.is_(None), beyond, and_(column == last, *later)),)


def _later(position: ColumnElement[Any], after: tuple[Any, ...]) -> Clauses | None:
    text = sortable(after)
    return (position > text,) if is_storable(text) else None
