"""Values on their way into SQL: many as one parameter, lists inside a column, and what no database can hold.

Many values travel as one JSON text, so a statement is the same for one parent and for a thousand, and no database's
limit of parameters is met.
"""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import BindParameter, ColumnElement, String, bindparam, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

LEAST_WHOLE, MOST_WHOLE = -(2**63), 2**63 - 1
"""The integers that every database can hold."""


class _Texts(FunctionElement[Any]):
    """The texts of a JSON array as a subquery."""

    inherit_cache = True


class _Wholes(FunctionElement[Any]):
    """The integers of a JSON array as a subquery."""

    inherit_cache = True


class elements(FunctionElement[Any]):  # noqa: N801 - functions of SQL are written small
    """The members of a JSON array that a column holds, as a table of one column `value`."""

    inherit_cache = True


@compiles(_Texts, "sqlite")
@compiles(_Wholes, "sqlite")
def _subquery_of_sqlite(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"  # noqa: S608 - our own words


@compiles(_Texts, "postgresql")
def _texts_of_postgresql(element: _Texts, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"(SELECT jsonb_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSONB)))"


@compiles(_Wholes, "postgresql")
def _wholes_of_postgresql(element: _Wholes, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    given = compiler.process(element.clauses, **options)
    return f"(SELECT CAST(jsonb_array_elements_text(CAST({given} AS JSONB)) AS BIGINT))"


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
    packed_numbers = bindparam(None, orjson.dumps(sorted(numbers)).decode(), String)
    return column.op("IN", is_comparison=True)(_Wholes(packed_numbers))


def among_parameter(column: ColumnElement[Any], parameter: BindParameter[Any]) -> ColumnElement[bool]:
    """Whether a column is one of the texts that a parameter will hold, `packed`."""
    return column.op("IN", is_comparison=True)(_Texts(type_coerce(parameter, String)))


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
