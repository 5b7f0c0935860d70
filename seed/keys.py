"""The keys of tables: primary keys that must be unique, foreign keys that must lead to a row."""

from collections.abc import Iterable, Iterator

from graph.errors import DatasetProblem
from seed.columns import Cell
from seed.table import Row, Table, Tables

Key = tuple[Cell, ...]


def broken_keys(tables: Tables) -> Iterator[DatasetProblem]:
    """Every primary key that occurs twice and every foreign key that leads nowhere within the tables given."""
    for table in tables.values():
        yield from _doubled(table, _names(table.schema["primaryKey"]))
        for foreign_key in table.schema.get("foreignKeys", ()):
            reference = foreign_key["reference"]
            target = tables.get(reference["resource"]) if reference["resource"] else table
            if target is not None:
                yield from _dangling(table, _names(foreign_key["fields"]), target, _names(reference["fields"]))


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields


def _key(row: Row, names: list[str]) -> Key:
    return tuple([row[name] for name in names])


def _doubled(table: Table, names: list[str]) -> Iterator[DatasetProblem]:
    first: dict[Key, int] = {}
    for row in table:
        line = first.setdefault(_key(row, names), row.line)
        if line != row.line:
            found = _words(_key(row, names))
            yield DatasetProblem(table.path, row.line, ", ".join(names), found, f"a key that line {line} does not have")


def _dangling(table: Table, names: list[str], target: Table, referred: list[str]) -> Iterator[DatasetProblem]:
    known = {_key(row, referred) for row in target}
    nothing = (None,) * len(names)
    for row in table:
        key = _key(row, names)
        if key not in known and key != nothing:
            expected = f"{', '.join(referred)} of a row of {target.path}"
            yield DatasetProblem(table.path, row.line, ", ".join(names), _words(key), expected)


def _words(key: Iterable[Cell]) -> str:
    return ", ".join(str(part) for part in key)
