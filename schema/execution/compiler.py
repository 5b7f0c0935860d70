"""From a valid operation to its plan.

Fields are collected and merged by graphql-core itself, so fragments, aliases, directives, type conditions and the
order of keys are its own. What a plan is not made for (introspection, types that are not the domain's, fields that
are resolved in other ways) raises UncompilableError, and the reference answers the operation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import cast

import strawberry
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_object_type,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues
from strawberry.types.field import StrawberryField

from graph.model import Entity
from schema.execution.arguments import arguments_of
from schema.execution.plan import Below, Choice, Level, Objects, Plan, Reuse, Shape, Source, computed, held, resolved
from schema.execution.reading import Attribute, Column, Constant, Entry, reader
from schema.execution.surprise import UncompilableError
from schema.execution.variables import VariableUse
from schema.fields import BATCH, domain_of

_DEFINITION = "strawberry-definition"
_TYPENAME = "__typename"
_DEEPEST = 60
"""Levels of a plan; JSON is written without bytes of entities down to 254 lists and objects, so with them too."""


@dataclass(slots=True)
class _Selection:
    """What is gathered of a selection on one type: its entries in the order of keys, and where they come from."""

    entries: list[Entry] = field(default_factory=list)
    columns: list[Source] = field(default_factory=list)
    below: list[Below] = field(default_factory=list)


class Compiler:
    """Compiles one operation, for the truth of its `@skip` and `@include` that the variables give.

    Plans keep it, because some types are compiled only when their first object is met.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
    ) -> None:
        self._schema = schema
        self._core: GraphQLSchema = schema._schema  # noqa: SLF001 - strawberry has no other way to it
        self._operation = operation
        self._fragments = {name: FragmentDetails(node) for name, node in fragments.items()}
        self._use = VariableUse(self._core, operation, fragments)
        self._variables = variables

    def plan(self) -> Plan:
        """The plan of the operation; UncompilableError where there is none."""
        root = self._core.get_root_type(self._operation.operation)
        if self._operation.operation is not OperationType.QUERY or root is None:
            raise UncompilableError(self._operation.operation.value)
        fields = collect_fields(self._core, self._fragments, self._variables, root, self._operation)
        selection = self._selected(root, fields.grouped_field_set, depth=1, kept=False)
        return Plan(_objects(root.name, None, selection))

    def _selected(self, type_: GraphQLObjectType, fields: GroupedFieldSet, *, depth: int, kept: bool) -> _Selection:
        if depth > _DEEPEST:
            raise UncompilableError(type_.name)
        selection = _Selection()
        for key, details in fields.items():
            if any(each.defer_usage for each in details):
                raise UncompilableError("@defer")
            if details[0].node.name.value == _TYPENAME:
                selection.entries.append(Constant(key, type_.name))
            else:
                self._add(selection, type_, key, details, depth=depth, kept=kept)
        return selection

    def _add(
        self,
        selection: _Selection,
        type_: GraphQLObjectType,
        key: str,
        details: FieldDetailsList,
        *,
        depth: int,
        kept: bool,
    ) -> None:
        node = details[0].node
        definition = type_.fields.get(node.name.value)
        if definition is None:  # `__schema` and `__type` as well
            raise UncompilableError(f"{type_.name}.{node.name.value}")
        attribute, source = self._source(type_, definition, node)
        named = get_named_type(definition.type)
        if is_leaf_type(named) and source is None:
            selection.entries.append(Attribute(key, attribute, definition.type))
        elif is_leaf_type(named):
            selection.entries.append(Column(key, definition.type))
            selection.columns.append(cast("Source", source))
        else:
            level = self._level(named, details, depth=depth + 1, kept=kept)
            selection.entries.append(Constant(key, None))
            selection.below.append(Below(key, source or held(attribute), _shape(definition.type), level))

    def _source(self, type_: GraphQLObjectType, definition: GraphQLField, node: FieldNode) -> tuple[str, Source | None]:
        """The attribute that the field shows, and where its values come from if they are not held."""
        field_ = definition.extensions.get(_DEFINITION)
        place = f"{type_.name}.{node.name.value}"
        if not isinstance(field_, StrawberryField) or field_.extensions or self._schema.exception_handlers:
            raise UncompilableError(place)
        if field_.base_resolver is None:
            return field_.python_name, None
        batch = field_.metadata.get(BATCH)
        given = arguments_of(self._schema, definition, field_, node, batched=batch is not None)
        if batch is not None:
            return field_.python_name, resolved(batch, given)
        own = field_.base_resolver
        others = (own.info_parameter, own.parent_parameter, own.root_parameter)
        function = own.wrapped_func
        if own.self_parameter is None or any(others) or field_.is_async or not callable(function):
            raise UncompilableError(place)
        return field_.python_name, computed(function, given)

    def _level(self, named: GraphQLNamedType, details: FieldDetailsList, *, depth: int, kept: bool) -> Level:
        if is_object_type(named):
            return self._objects(named, details, depth=depth, kept=kept)
        if not is_abstract_type(named):
            raise UncompilableError(named.name)
        plans: dict[type, Callable[[], Level]] = {}
        for each in self._core.get_possible_types(named):
            domain = _domain(each)
            if domain in plans:  # one class, two types: only the reference may choose
                raise UncompilableError(named.name)
            plans[domain] = partial(self._objects, each, details, depth=depth, kept=kept)
        return Choice(named.name, plans)

    def _objects(self, type_: GraphQLObjectType, details: FieldDetailsList, *, depth: int, kept: bool) -> Objects:
        domain = _domain(type_)
        used = None if kept or not issubclass(domain, Entity) else self._use.below(details)
        reuse = Reuse(used) if used is not None else None
        fields = collect_subfields(
            self._core, self._fragments, self._variables, self._operation, type_, details
        ).grouped_field_set
        selection = self._selected(type_, fields, depth=depth, kept=kept or reuse is not None)
        return _objects(type_.name, domain, selection, reuse)


def _objects(type_name: str, domain: type | None, selection: _Selection, reuse: Reuse | None = None) -> Objects:
    return Objects(
        type_name,
        domain,
        reader(type_name, domain, selection.entries),
        int(domain is not None) + len(selection.entries) - len(selection.below),
        tuple(selection.columns),
        tuple(selection.below),
        reuse,
    )


def _domain(type_: GraphQLObjectType) -> type:
    """The class of the domain's values that the type shows."""
    definition = type_.extensions.get(_DEFINITION)
    domain = domain_of(definition.origin) if definition is not None else None
    if domain is None:
        raise UncompilableError(type_.name)
    return domain


def _shape(type_: GraphQLOutputType) -> Shape:
    nullable = not isinstance(type_, GraphQLNonNull)
    bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return Shape(nullable, _shape(bare.of_type) if isinstance(bare, GraphQLList) else None)
