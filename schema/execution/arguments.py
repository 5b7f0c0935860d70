"""Arguments of a field as its resolver takes them: coerced by graphql-core, converted by strawberry, once.

Once for all requests where no variable is used, else once for each set of variables; never once for each object.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import strawberry
from graphql import (
    FieldNode,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_argument_values,
)
from graphql.execution.values import VariableValues
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from schema.fields import domain_arguments

Given = dict[str, Any]

_tokens = count()


@dataclass(frozen=True, slots=True)
class Bound:
    """The variables of a request in their declared types, and the arguments that were made of them so far."""

    variables: VariableValues
    made: dict[int, Given] = field(default_factory=dict)


Arguments = Callable[[Bound], Given]
"""The arguments of a field, given the variables of a request."""


def arguments_of(
    schema: strawberry.Schema, definition: GraphQLField, stub: StrawberryField, node: FieldNode, *, batched: bool
) -> Arguments | Given:
    """The field's arguments, or how they follow from the variables; in domain form where a resolver takes them.

    Raises whatever the coercion of constants raises: only the reference can say it to a client.
    """
    converter = schema.schema_converter
    token = next(_tokens)

    def given(bound: Bound) -> Given:
        made = bound.made.get(token)
        if made is None:
            coerced = get_argument_values(definition, node, bound.variables)
            made = convert_arguments(coerced, stub.arguments, converter.scalar_registry, schema.config)
            bound.made[token] = made = domain_arguments(made) if batched else made
        return made

    if not definition.args:
        return {}
    return given if any(True for _ in variables_in_arguments(node)) else given(Bound(VariableValues({}, {})))


def variables_in_arguments(node: FieldNode) -> Iterator[str]:
    """The names of the variables that the field's own arguments are written with."""
    for argument in node.arguments or ():
        yield from _variables(argument.value)


def _variables(value: ValueNode) -> Iterator[str]:
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ListValueNode):
        for each in value.values:
            yield from _variables(each)
    elif isinstance(value, ObjectValueNode):
        for each_field in value.fields:
            yield from _variables(each_field.value)
