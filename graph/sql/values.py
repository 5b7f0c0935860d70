"""Values on their way into SQL: many as one parameter, lists inside a column, and what no database can hold.

Many values travel as one JSON text, so a statement is the same for one parent and for a thousand, and no database's
limit of parameters is met.
"""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import BindParameter, ColumnElement, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

LEAST_WHOLE, MOST_WHOLE = -(2**63), 2**63 - 1
"""The integers that every database can hold."""


class _AmongTexts(FunctionElement[bool]):
    """Whether a column is one of the texts of a JSON array."""

    # Without a type: SQLite would be asked whether a truth equals 1, and use no index.
    inherit_cache = True


class _AmongWholes(FunctionElement[bool]):
    """Whether a column is one of the integers of a JSON array."""

    # Without a type: SQLite would be asked whether a truth equals 1, and use no index.
    inherit_cache = True


class elements(FunctionElement[Any]):  # noqa: N801 - functions of SQL are written small
    """The members of a JSON array that a column holds, as a table of one column `value`."""

    inherit_cache = True


@compiles(_AmongTexts, "sqlite")
@compiles(_AmongWholes, "sqlite")
def _among_of_sqlite(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    column, given = (compiler.process(each, **options) for each in element.clauses)
    return f"({column} IN (SELECT value FROM json_each({given})))"  # noqa: S608 - our own words


@compiles(_AmongTexts, "postgresql")
def _among_texts_of_postgresql(element: _AmongTexts, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    # As an array, so that an index is used whatever the planner believes about the number of values.
    column, given = (compiler.process(each, **options) for each in element.clauses)
    return f"({column} = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST({given} AS JSONB)))))"


@compiles(_AmongWholes, "postgresql")
def _among_wholes_of_postgresql(element: _AmongWholes, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    column, given = (compiler.process(each, **options) for each in element.clauses)
    return f"({column} = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST({given} AS JSONB)) AS BIGINT))))"


@compiles(elements, "sqlite")
def _elements_of_sqlite(element: elements, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(elements, "postgresql")
def _elements_of_postgresql(element: elements, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"jsonb_array_elements_text({compiler.process(element.clauses, **options)})"


def among_texts(column: ColumnElement[Any], texts: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column is one of some texts; those that no database can hold are none."""
    return among_parameter(column, bindparam(None, packed(texts), String))


def among_wholes(column: ColumnElement[Any], numbers: Iterable[int]) -> ColumnElement[bool]:
    """Whether a column is one of some integers of at most 64 bits."""
    return _AmongWholes(column, bindparam(None, orjson.dumps(sorted(numbers)).decode(), String))


def among_parameter(column: ColumnElement[Any], parameter: BindParameter[Any]) -> ColumnElement[bool]:
    """Whether a column is one of the texts that a parameter will hold, `packed`."""
    return _AmongTexts(column, parameter)


def packed(texts: Iterable[str]) -> str:
    """Texts as one parameter, without those that no database can hold."""
    return orjson.dumps([text for text in texts if is_storable(text)]).decode()


def is_storable(text: str) -> bool:
    """Whether every database can hold the text: no NUL, no lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
