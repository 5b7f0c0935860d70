"""Leaves in generated loops: the statements that check a value against a scalar or an enum and make it JSON.

The statements accept exactly the values that the domain gives, by exact type, and turn them into what the
reference would answer; everything else is a surprise, whether or not the reference would have coerced it.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLString,
    Undefined,
)
from strawberry.schema.schema_converter import CustomGraphQLEnumType

from schema import scalars
from schema.execution.surprise import SurpriseError

Lines = list[str]
Name = Callable[[object], str]
"""Gives an object the name by which generated code knows it."""

_PURE = (GraphQLString, GraphQLID, GraphQLInt, GraphQLFloat, GraphQLBoolean)
"""Scalars whose values stand in JSON as they are."""

_TESTS = {
    GraphQLString.name: "type({v}) is not str",
    GraphQLID.name: "type({v}) is not str",
    GraphQLInt.name: "type({v}) is not int or not -2147483648 <= {v} <= 2147483647",
    GraphQLFloat.name: "type({v}) is not float or {v} - {v} != 0.0",  # not so of infinities and NaN
    GraphQLBoolean.name: "type({v}) is not bool",
}


def checked(type_: GraphQLOutputType, variable: str, place: str, name: Name) -> Lines:
    """Statements after which `variable` holds what the answer shows; they raise SurpriseError naming `place`."""
    if isinstance(type_, GraphQLNonNull):
        return list(_checked(type_.of_type, variable, place, name))
    return [f"if {variable} is not None:", *_indented(_checked(type_, variable, place, name))]


def _checked(type_: GraphQLOutputType, v: str, place: str, name: Name) -> Iterator[str]:
    """The statements for a value that may not be null."""
    otherwise = f"raise {name(SurpriseError)}({place!r})"
    if isinstance(type_, GraphQLList):
        yield f"if type({v}) is not tuple and type({v}) is not list: {otherwise}"
        yield from _each(type_.of_type, v, place, name)
    elif type_ in _PURE:
        yield f"if {_TESTS[type_.name].format(v=v)}: {otherwise}"
    elif isinstance(type_, GraphQLScalarType) and type_.coerce_output_value is scalars.plain:
        yield f"if type({v}) is not {name(Decimal)} or not {v}.is_finite(): {otherwise}"
        yield f"{v} = format({v}, 'f')"
    elif isinstance(type_, CustomGraphQLEnumType):
        yield f"if type({v}) is not {name(type_.wrapped_cls)}: {otherwise}"
        yield f"{v} = {_shown(type_, v, name)}"
    elif isinstance(type_, (GraphQLScalarType, GraphQLEnumType)):
        yield f"{v} = {name(type_.coerce_output_value)}({v})"
        yield f"if {v} is None or {v} is {name(Undefined)}: {otherwise}"
    else:
        raise TypeError(type_)  # the compiler asks for leaves only


def _each(type_: GraphQLOutputType, v: str, place: str, name: Name) -> Iterator[str]:
    """The statements for the elements of a list; a list of pure scalars is kept as it is."""
    element = f"{v}e"
    statements = checked(type_, element, place, name)
    bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if bare in _PURE:
        yield f"for {element} in {v}:"
        yield from _indented(statements)
        return
    yield f"{v}l = []"
    yield f"for {element} in {v}:"
    yield from _indented([*statements, f"{v}l.append({element})"])
    yield f"{v} = {v}l"


def _shown(type_: CustomGraphQLEnumType, v: str, name: Name) -> str:
    """The expression for an enum member's name in GraphQL; asked of the reference for each member once."""
    members: Iterable[Enum] = type_.wrapped_cls
    table = {member.name: type_.coerce_output_value(member) for member in members}
    if all(own == shown for own, shown in table.items()):
        return f"{v}._name_"
    return f"{name(_Table(table))}[{v}._name_]"


class _Table(dict[str, Any]):
    """A dict that is told apart by identity, as everything that generated code names."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def _indented(lines: Iterable[str]) -> Lines:
    return [f" {line}" for line in lines]
