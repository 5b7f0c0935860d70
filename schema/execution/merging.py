"""Whether all fields of a document that answer to one name can be merged, found out in one pass over its levels.

The rule of graphql-core compares every two fields of one name, and so takes the square of what repeats. Here the fields
of one name on one level are one group (after Simon Adameit, as in Sangria and graphql-java). To be alike is an
equivalence, so each field is compared with the first of its group only, and what is selected below a group is one level
again. Whatever cannot be told so, or is in conflict, is left to graphql-core's rule, which then says what is wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    SelectionSetNode,
    ValidationContext,
    ValueNode,
    VariableNode,
    get_named_type,
    is_interface_type,
    is_leaf_type,
    is_object_type,
)

MOST_LOOKS = 100_000
"""At fields, of which a document of 10,000 tokens has half as many at most; only fragments that multiply need more."""

MOST_COMPARISONS = 50_000
"""What graphql-core's rule may spend on saying what is wrong, where two compared fields cost 2; a tenth of its own."""

_TYPENAME = "__typename"


class FieldsCanBeMergedRule(OverlappingFieldsCanBeMergedRule):
    """The rule of graphql-core, which is asked only about documents that may break it."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MOST_COMPARISONS
        self._is_kept = can_be_merged(context.schema, context.document)

    def enter_selection_set(self, *visited: Any) -> None:  # noqa: ANN401 - as the visitor gives it
        """Look at a selection set where there may be conflicts."""
        if not self._is_kept:
            super().enter_selection_set(*visited)


def can_be_merged(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Whether it is certain that no two fields of the document are in conflict."""
    try:
        _Levels(schema, document).look()
    except (_UncertainError, RecursionError):
        return False
    return True


class _UncertainError(Exception):
    """Fields are in conflict, or it takes more to tell."""


class _Field:
    """A field where it stands: what it answers, and with what arguments once somebody asks."""

    __slots__ = ("_arguments", "definition", "node", "parent")

    def __init__(self, node: FieldNode, parent: GraphQLNamedType, definition: GraphQLField | None) -> None:
        self.node = node
        self.parent = parent
        self.definition = definition
        self._arguments: dict[str, object] | None = None

    @property
    def arguments(self) -> dict[str, object]:
        if self._arguments is None:
            given = self.node.arguments or ()
            self._arguments = {each.name.value: _meaning(each.value) for each in given}
            if len(self._arguments) < len(given):
                raise _UncertainError
        return self._arguments


class _Part:
    """A selection set under a type: its own fields by the names they answer to, and the fragments it spreads."""

    __slots__ = ("fields", "spreads")

    def __init__(self) -> None:
        self.fields: list[tuple[str, _Field]] = []
        self.spreads: list[str] = []


_Level: TypeAlias = frozenset[_Part]
"""What is merged with each other."""


class _Levels:
    """Looks at all levels of a document, each once; `_UncertainError` ends it."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._document = document
        fragments = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
        self._fragments = {each.name.value: each for each in fragments}
        self._parts: dict[tuple[int, str], _Part] = {}
        self._looks = 0
        self._seen: set[tuple[_Level, bool]] = set()
        self._waiting: list[tuple[_Level, bool]] = []

    def look(self) -> None:
        """Look at every level; `_UncertainError` where one may hold a conflict."""
        for each in self._document.definitions:
            if isinstance(each, OperationDefinitionNode):
                self._wait_for([self._part(each.selection_set, self._schema.get_root_type(each.operation))])
            elif isinstance(each, FragmentDefinitionNode):
                self._wait_for([self._of_fragment(each)])
        while self._waiting:
            level, exclusive = self._waiting.pop()
            groups: dict[str, list[_Field]] = {}
            for part in level:
                self._spend(len(part.fields))
                for name, field in part.fields:
                    groups.setdefault(name, []).append(field)
            for fields in groups.values():
                self._look_at(fields, exclusive=exclusive)

    def _look_at(self, fields: Sequence[_Field], *, exclusive: bool) -> None:
        """Look at fields of one name; `exclusive` ones are never answered for the same object."""
        _check_shapes(fields)
        objects = {field.parent for field in fields if is_object_type(field.parent)}
        if exclusive or len(objects) < 2:  # noqa: PLR2004 - two of them exclude each other
            if not exclusive:
                _check_alike(fields)
            self._wait_for(self._below(fields), exclusive=exclusive)
            return
        self._wait_for(self._below(fields), exclusive=True)
        for each in objects:
            together = [field for field in fields if field.parent is each or not is_object_type(field.parent)]
            self._spend(len(fields))
            _check_alike(together)
            self._wait_for(self._below(together))

    def _below(self, fields: Iterable[_Field]) -> Iterator[_Part]:
        """What is selected of the objects that the fields answer."""
        for field in fields:
            if field.node.selection_set is not None:
                named = get_named_type(field.definition.type) if field.definition is not None else None
                yield self._part(field.node.selection_set, named)

    def _wait_for(self, parts: Iterable[_Part], *, exclusive: bool = False) -> None:
        """Look at these later, with what their fragments bring along, unless they are known."""
        whole = dict.fromkeys(parts)
        spread: set[str] = set()
        arrived = list(whole)
        while arrived:
            for name in arrived.pop().spreads:
                self._spend(1)
                if name not in spread and name in self._fragments:
                    spread.add(name)
                    brought = self._of_fragment(self._fragments[name])
                    whole[brought] = None
                    arrived.append(brought)
        level = frozenset(part for part in whole if part.fields), exclusive
        if level not in self._seen:
            self._seen.add(level)
            self._waiting.append(level)

    def _of_fragment(self, node: FragmentDefinitionNode) -> _Part:
        if node.variable_definitions:
            raise _UncertainError
        return self._part(node.selection_set, self._schema.get_type(node.type_condition.name.value))

    def _part(self, node: SelectionSetNode, parent: GraphQLNamedType | None) -> _Part:
        if parent is None:
            raise _UncertainError
        known = self._parts.get((id(node), parent.name))
        if known is None:
            known = self._parts[id(node), parent.name] = _Part()
            self._gather(known, node, parent)
        return known

    def _gather(self, part: _Part, node: SelectionSetNode, parent: GraphQLNamedType) -> None:
        for each in node.selections:
            if isinstance(each, FieldNode):
                name = each.alias.value if each.alias else each.name.value
                part.fields.append((name, _Field(each, parent, _definition(each, parent))))
            elif isinstance(each, FragmentSpreadNode):
                part.spreads.append(each.name.value)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                on = parent if condition is None else self._schema.get_type(condition.name.value)
                if on is None:
                    raise _UncertainError
                self._gather(part, each.selection_set, on)

    def _spend(self, looks: int) -> None:
        self._looks += looks
        if self._looks > MOST_LOOKS:
            raise _UncertainError


def _definition(node: FieldNode, parent: GraphQLNamedType) -> GraphQLField | None:
    """What the field answers; None for the name of a type, which is a conflict with no other shape."""
    if any(each.name.value == "stream" for each in node.directives or ()):
        raise _UncertainError
    if node.name.value == _TYPENAME and node.selection_set is None:
        return None
    if not (is_object_type(parent) or is_interface_type(parent)) or node.name.value not in parent.fields:
        raise _UncertainError
    field: GraphQLField = parent.fields[node.name.value]
    return field


def _check_shapes(fields: Sequence[_Field]) -> None:
    """Refuse fields whose values have not the same shape: the same lists of the same leaves, or of objects."""
    types = {field.definition.type for field in fields if field.definition is not None}
    if len(types) > 1 and len(set(map(_shape, types))) > 1:
        raise _UncertainError


def _shape(type_: GraphQLOutputType) -> tuple[object, ...]:
    """The lists and non-nulls of a type from the outside, and the leaf within; None stands for any type of object."""
    around: list[object] = []
    while isinstance(type_, (GraphQLList, GraphQLNonNull)):
        around.append(type(type_))
        type_ = type_.of_type
    return (*around, type_ if is_leaf_type(type_) else None)


def _check_alike(fields: Sequence[_Field]) -> None:
    """Refuse fields that do not ask the same with the same arguments."""
    first = fields[0]
    for field in fields[1:]:
        if field.node.name.value != first.node.name.value:
            raise _UncertainError
        if (field.node.arguments or first.node.arguments) and field.arguments != first.arguments:
            raise _UncertainError


def _meaning(value: ValueNode) -> object:
    """What a value is, however it is laid out: equal for those values that graphql-core takes for equal."""
    if isinstance(value, VariableNode):
        return VariableNode, value.name.value
    if isinstance(value, ListValueNode):
        return ListValueNode, [_meaning(each) for each in value.values]
    if isinstance(value, ObjectValueNode):
        ordered = sorted(value.fields, key=lambda each: each.name.value)
        return ObjectValueNode, [(each.name.value, _meaning(each.value)) for each in ordered]
    return type(value), getattr(value, "value", None), getattr(value, "block", None) is True
