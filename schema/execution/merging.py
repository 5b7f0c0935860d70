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
    GraphQLError,
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
from graphql.validation.validate import ValidationAbortedError

MOST_LOOKS = 100_000
"""At fields, of which a document of 10,000 tokens has half as many at most; only fragments that multiply need more."""

MOST_COMPARISONS = 50_000
"""What graphql-core's rule may spend on saying what is wrong, where two compared fields cost 2; a tenth of its own."""

_OF_THE_SCHEMA = frozenset({"__schema", "__type"})
_SHOWN = 80


class FieldsCanBeMergedRule(OverlappingFieldsCanBeMergedRule):
    """The rule of graphql-core, which is asked only about documents that may break it."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MOST_COMPARISONS
        self._doubt = doubt(context.schema, context.document)

    def enter_selection_set(self, *visited: Any) -> None:  # noqa: ANN401 - as the visitor gives it
        """Look at a selection set where there may be conflicts; where that takes too much, tell at least one."""
        if self._doubt is None:
            return
        try:
            super().enter_selection_set(*visited)
        except ValidationAbortedError:
            if self._doubt.nodes:
                self.report_error(GraphQLError(str(self._doubt), self._doubt.nodes))
            raise


class DoubtError(Exception):
    """Two fields that are in conflict; or without nodes, that it takes more to tell whether there are any."""

    def __init__(self, name: str = "", reason: str = "", nodes: Sequence[FieldNode] = ()) -> None:
        super().__init__(f"Fields '{name[:_SHOWN]}' conflict because {reason}.")
        self.nodes = list(nodes)


def doubt(schema: GraphQLSchema, document: DocumentNode) -> DoubtError | None:
    """A reason to believe that fields of the document are in conflict; None where it is certain that none are."""
    try:
        _Levels(schema, document).look()
    except DoubtError as error:
        return error.with_traceback(None)
    except RecursionError:
        return DoubtError()
    return None


class _Field:
    """A field where it stands: what it answers, and with what arguments once somebody asks."""

    __slots__ = ("_arguments", "definition", "node", "parent")

    def __init__(self, node: FieldNode, parent: GraphQLNamedType | None, definition: GraphQLField | None) -> None:
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
                raise DoubtError
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
    """Looks at all levels of a document, each once; DoubtError ends it."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._document = document
        fragments = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
        self._fragments = {each.name.value: each for each in fragments}
        self._parts: dict[tuple[int, str | None], _Part] = {}
        self._looks = 0
        self._seen: set[tuple[_Level, bool]] = set()
        self._waiting: list[tuple[_Level, bool]] = []

    def look(self) -> None:
        """Look at every level; DoubtError where one may hold a conflict."""
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
            for name, fields in groups.items():
                self._look_at(name, fields, exclusive=exclusive)

    def _look_at(self, name: str, fields: Sequence[_Field], *, exclusive: bool) -> None:
        """Look at fields of one name; `exclusive` ones are never answered for the same object."""
        together = [] if exclusive else self._together(fields)
        for each in together:
            _check_alike(name, each)
        _check_shapes(name, fields)
        if len(together) != 1:
            self._wait_for(self._below(fields), exclusive=True)
        for each in together:
            self._wait_for(self._below(each))

    def _together(self, fields: Sequence[_Field]) -> list[Sequence[_Field]]:
        """The fields that one object may answer: those of each type of objects with those of any."""
        objects = dict.fromkeys(field.parent for field in fields if is_object_type(field.parent))
        if len(objects) < 2:  # noqa: PLR2004 - two of them exclude each other
            return [fields]
        self._spend(len(objects) * len(fields))
        return [[each for each in fields if each.parent is on or not is_object_type(each.parent)] for on in objects]

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
            raise DoubtError
        return self._part(node.selection_set, self._schema.get_type(node.type_condition.name.value))

    def _part(self, node: SelectionSetNode, parent: GraphQLNamedType | None) -> _Part:
        name = parent.name if parent is not None else None
        known = self._parts.get((id(node), name))
        if known is None:
            known = self._parts[id(node), name] = _Part()
            self._gather(known, node, parent)
        return known

    def _gather(self, part: _Part, node: SelectionSetNode, parent: GraphQLNamedType | None) -> None:
        for each in node.selections:
            if isinstance(each, FieldNode):
                name = each.alias.value if each.alias else each.name.value
                part.fields.append((name, _Field(each, parent, _definition(each, parent))))
            elif isinstance(each, FragmentSpreadNode):
                part.spreads.append(each.name.value)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                on = parent if condition is None else self._schema.get_type(condition.name.value)
                self._gather(part, each.selection_set, on)

    def _spend(self, looks: int) -> None:
        self._looks += looks
        if self._looks > MOST_LOOKS:
            raise DoubtError


def _definition(node: FieldNode, parent: GraphQLNamedType | None) -> GraphQLField | None:
    """What the field answers; None, which is in conflict with no other shape, for the type's name and for no field."""
    if node.name.value in _OF_THE_SCHEMA or any(each.name.value == "stream" for each in node.directives or ()):
        raise DoubtError
    if not (is_object_type(parent) or is_interface_type(parent)):
        return None
    found: GraphQLField | None = parent.fields.get(node.name.value)
    return found


def _check_shapes(name: str, fields: Sequence[_Field]) -> None:
    """Refuse fields whose values have not the same shape: the same lists of the same leaves, or of objects."""
    types = {field.definition.type: field.node for field in fields if field.definition is not None}
    if len(types) > 1:
        (first, node), *others = types.items()
        shape = _shape(first)
        for each, other in others:
            if _shape(each) != shape:
                raise DoubtError(name, f"they return conflicting types '{first}' and '{each}'", [node, other])


def _shape(type_: GraphQLOutputType) -> tuple[object, ...]:
    """The lists and non-nulls of a type from the outside, and the leaf within; None stands for any type of object."""
    around: list[object] = []
    while isinstance(type_, (GraphQLList, GraphQLNonNull)):
        around.append(type(type_))
        type_ = type_.of_type
    return (*around, type_ if is_leaf_type(type_) else None)


def _check_alike(name: str, fields: Sequence[_Field]) -> None:
    """Refuse fields that do not ask the same with the same arguments."""
    first = fields[0]
    asked = first.node.name.value
    for field in fields[1:]:
        nodes = [first.node, field.node]
        if field.node.name.value != asked:
            other = field.node.name.value
            raise DoubtError(name, f"'{asked[:_SHOWN]}' and '{other[:_SHOWN]}' are different fields", nodes)
        if (field.node.arguments or first.node.arguments) and field.arguments != first.arguments:
            raise DoubtError(name, "they have differing arguments", nodes)


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
