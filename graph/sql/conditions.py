"""Conditions of a selection in SQL: each exactly, or as one that lets more through, which is then looked at again.

Text is compared without regard to case as Python folds it, which no database does. The characters that no other folds
into (Chinese, digits, signs) are looked for by the database; for letters the entities that are left are compared here.
"""

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints
from unicodedata import category

from sqlalchemy import BigInteger, ColumnElement, String, and_, cast, exists, false, literal, select, true

from graph.columns import sortable_decimal
from graph.encoding import Hint, required
from graph.model import ENTITY_TYPES
from graph.money import Money
from graph.search import SEARCHED
from graph.selection import Condition, Operator
from graph.sql.values import LEAST_WHOLE, MOST_WHOLE, among_texts, among_wholes, elements, is_storable
from graph.tables import ENTITY_TABLES, NAMES
from graph.vocabulary import EntityKind

Column: TypeAlias = ColumnElement[Any]

CASELESS = frozenset({"Lo", "Nd", "No", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "Zs"})
"""The categories of characters that no other character folds into."""

_LONGEST_PART = 100
_MOST_PARTS = 4


class Clause(NamedTuple):
    """A condition in SQL; where it is not exact, it lets through all that meet the condition and maybe others."""

    sql: ColumnElement[bool]
    is_exact: bool = True


_ANYTHING = Clause(true(), is_exact=False)
_NOTHING = Clause(false())


def clause(kind: EntityKind, condition: Condition, standing: Callable[[Any], ColumnElement[bool]]) -> Clause:
    """The condition on entities of a kind; `standing` says which rows of a table belong to the release."""
    attribute, table = condition.attribute, ENTITY_TABLES[kind]
    if attribute == "names" and kind in SEARCHED:
        found = _compared(str, NAMES.c.name, condition)
        same = and_(NAMES.c.kind == kind.value, NAMES.c.key == table.c.key, standing(NAMES))
        return found._replace(sql=exists(select(1).where(same, found.sql)))
    hint = hints(kind).get(attribute)
    if hint is None:
        return _ANYTHING
    origin: Hint = get_origin(hint)
    if origin is tuple:
        return _any_of(get_args(hint)[0], table.c[attribute], condition)
    column = sort_column(kind, attribute)
    return _ANYTHING if column is None else _compared(hint, column, condition)


@cache
def hints(kind: EntityKind) -> dict[str, Hint]:
    """The types of the attributes of a kind, but for None."""
    return {name: required(hint) for name, hint in get_type_hints(ENTITY_TYPES[kind]).items() if name != "KIND"}


def sort_column(kind: EntityKind, attribute: str) -> Column | None:
    """The column by which SQL compares an attribute; None where there is none."""
    hint, columns = hints(kind).get(attribute), ENTITY_TABLES[kind].c
    if hint is Money:
        return columns[f"{attribute}_fen"]
    if hint is Decimal:
        return columns[f"{attribute}_sort"]
    return columns[attribute] if isinstance(hint, type) and issubclass(hint, (str, int)) else None


def plain(hint: Hint, value: object) -> Any:  # noqa: ANN401 - whatever the column holds
    """A value as its sort column holds it; None where no entity of this version can have it."""
    if hint is Decimal:
        return _sorted(value)
    if hint is Money or hint is int:
        return _whole(value)
    if hint is bool:
        return value if isinstance(value, bool) else None
    if not isinstance(value, str):
        return None
    text = str(value.value) if isinstance(value, Enum) else value
    return text if is_storable(text) else None


def _sorted(value: object) -> str | None:
    """The text that sorts as the number; None for what is no finite number."""
    if not isinstance(value, (Decimal, int)) or not Decimal(value).is_finite():
        return None
    return sortable_decimal(Decimal(value))


def _whole(value: object) -> int | None:
    """The number as 64 bits hold it; None where they do not."""
    if not isinstance(value, (int, Decimal)) or not LEAST_WHOLE <= value <= MOST_WHOLE or value != int(value):
        return None
    return int(value)


def _compared(hint: Hint, column: Column, condition: Condition) -> Clause:
    operator, value = condition.operator, condition.value
    if operator is Operator.EQ:
        return _one_of(hint, column, [value])
    if operator is Operator.IN:
        return _one_of(hint, column, value)
    if operator in {Operator.GTE, Operator.LTE}:
        return _bounded(hint, column, operator, value)
    return _with_part(column, operator, str(value)) if issubclass(hint, str) else _ANYTHING


def _one_of(hint: Hint, column: Column, values: Iterable[object]) -> Clause:
    known = [each for each in (plain(hint, value) for value in values) if each is not None]
    if len(known) <= 1:
        return Clause(column == known[0]) if known else _NOTHING
    if hint is bool:
        return Clause(column.in_(known))
    return Clause(among_wholes(column, known) if hint in {int, Money} else among_texts(column, known))


def _bounded(hint: Hint, column: Column, operator: Operator, value: object) -> Clause:
    at_least = operator is Operator.GTE
    if hint in {int, Money} and isinstance(value, (int, Decimal)):
        if not LEAST_WHOLE <= value <= MOST_WHOLE:
            return Clause(column.is_not(None)) if (value < 0) is at_least else _NOTHING
        value = math.ceil(value) if at_least else math.floor(value)
    bound = plain(hint, value)
    if bound is None:
        return _ANYTHING
    limit = literal(bound, column.type)
    return Clause(column >= limit if at_least else column <= limit)


def _with_part(column: Column, operator: Operator, given: str) -> Clause:
    folded = given.casefold()
    if not folded:
        return Clause(column.is_not(None))
    parts = ["".join(run) for caseless, run in groupby(folded, _is_caseless) if caseless]
    asked = [column.contains(part[:_LONGEST_PART], autoescape=True) for part in parts[:_MOST_PARTS]]
    if operator is Operator.STARTS_WITH and parts and folded.startswith(parts[0]):
        asked[0] = column.startswith(parts[0][:_LONGEST_PART], autoescape=True)
    is_exact = parts == [folded] and len(folded) <= _LONGEST_PART
    return Clause(and_(column.is_not(None), *asked), is_exact)


def _is_caseless(character: str) -> bool:
    return category(character) in CASELESS


def _any_of(hint: Hint, column: Column, condition: Condition) -> Clause:
    """Whether a member of the list that a column holds meets the condition."""
    if hint not in {str, int}:
        return _ANYTHING
    members = elements(column).table_valued("value")
    text = cast(members.c.value, String)
    if hint is str:
        if condition.operator in {Operator.GTE, Operator.LTE}:
            return _ANYTHING  # members do not sort as columns do
        found = _compared(str, text, condition)
    else:
        found = _compared(int, cast(members.c.value, BigInteger), condition)
    return found._replace(sql=exists(select(1).select_from(members).where(found.sql)))
