"""Which variables an operation depends on, and where."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLBoolean,
    GraphQLInt,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    TypeNode,
    VariableNode,
    is_enum_type,
)
from graphql.execution.collect_fields import FieldDetailsList

from schema.execution.arguments import variables_in_arguments

Fragments: TypeAlias = Mapping[str, FragmentDefinitionNode]

_CONDITIONS = frozenset({"skip", "include"})


def deciding_variables(operation: OperationDefinitionNode, fragments: Fragments) -> tuple[str, ...]:
    """The variables whose truth decides which fields there are: those of `@skip` and `@include`, in any fragment."""
    sets = [operation.selection_set, *(each.selection_set for each in fragments.values())]
    return tuple(sorted({name for each in sets for name in _deciding(each)}))


def _deciding(selections: SelectionSetNode) -> Iterator[str]:
    for each in selections.selections:
        for directive in each.directives or ():
            if directive.name.value in _CONDITIONS:
                yield from (a.value.name.value for a in directive.arguments or () if isinstance(a.value, VariableNode))
        if isinstance(each, (FieldNode, InlineFragmentNode)) and each.selection_set is not None:
            yield from _deciding(each.selection_set)


class VariableUse:
    """Which variables the arguments below a field are written with; each fragment is read once."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments) -> None:
        self._fragments = fragments
        self._known: dict[str, frozenset[str]] = {}
        self._few_valued = {
            each.variable.name.value
            for each in operation.variable_definitions or ()
            if _is_few_valued(schema, each.type)
        }

    def below(self, details: FieldDetailsList) -> tuple[str, ...] | None:
        """The variables used below a field; None where one of them could have any number of values.

        Years, units and switches have few values; texts, ids and cursors have as many as there are requests.
        """
        sets = (each.node.selection_set for each in details)
        used = self._used(selection for each in sets if each is not None for selection in each.selections)
        return tuple(sorted(used)) if used <= self._few_valued else None

    def _used(self, selections: Iterable[SelectionNode]) -> frozenset[str]:
        used: set[str] = set()
        for each in selections:
            if isinstance(each, FieldNode):
                used.update(variables_in_arguments(each))
            if isinstance(each, (FieldNode, InlineFragmentNode)) and each.selection_set is not None:
                used |= self._used(each.selection_set.selections)
            elif isinstance(each, FragmentSpreadNode):
                name = each.name.value
                if name not in self._known:
                    self._known[name] = self._used(self._fragments[name].selection_set.selections)
                used |= self._known[name]
        return frozenset(used)


def _is_few_valued(schema: GraphQLSchema, node: TypeNode) -> bool:
    named = node.type if isinstance(node, NonNullTypeNode) else node
    if not isinstance(named, NamedTypeNode):
        return False
    type_ = schema.get_type(named.name.value)
    return type_ in (GraphQLInt, GraphQLBoolean) or is_enum_type(type_)
