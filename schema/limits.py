"""How large an operation may be, and how large it is: depth, aliases, directives, root fields, cost.

One pass over the operation of a validated document. Each fragment is surveyed once and its result reused
wherever it is spread, so the pass is linear in the document, however often nested fragments are spread; what
it counts is the operation with all fragments written out.

The cost estimates how many values the answer holds: one for each leaf and each object, times the length of
the lists around it. The length of a list is

- what `first`, `limit` or the number of `ids` says, on the field itself or on the connection around it;
- DEFAULT_FIRST for a connection that is asked without `first`;
- ASSUMED_LENGTH for a list that cannot be paged.

A few fields of the query look at much to answer little; those cost what `WORK` says beside.

Of selections on different object types under one interface or union only the dearest counts, because an
object is of one type. Fields that are requested twice count twice. So an estimate is too low only where a
list that cannot be paged is longer than assumed; that is found out while the answer is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    is_object_type,
)

from resolvers.paging import DEFAULT_FIRST, MOST_FIRST
from schema.errors import Code, coded

ASSUMED_LENGTH = 10
"""How long a list without pages is taken to be: offices of a department, indicators of a project."""

SIZING_ARGUMENTS = ("first", "limit", "ids")
"""The arguments that say how many elements are asked for; `ids` by its own length."""

WORK = {
    "aggregate": 40_000,
    "compareAmounts": 80_000,
    "compareFunctional": 20_000,
    "search": 40_000,
    "path": 20_000,
    "neighbourhood": 30_000,
}
"""What fields of the query cost beside their values: they look at all there is, whatever they answer.

In values that take as long: a million of them take between one and two seconds, and so do 25 searches.
"""

_LARGEST_SHOWN = 2**53 - 1
"""A found value beyond what JSON numbers hold exactly is shown as this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one operation may ask for. Each is a setting: `depth` is BUDGETGRAPH_MAX_DEPTH.

    characters:  of the document; what is longer is not even read
    tokens:      of the document: names, numbers, strings and punctuation, without comments
    depth:       fields within fields; introspection as tools send it needs 15
    aliases:     fields with an alias
    directives:  `@skip`, `@include` and the like, wherever they stand
    root_fields: fields on the outermost level
    cost:        values in the answer, as this module estimates them
    """

    characters: int = 100_000
    tokens: int = 10_000
    depth: int = 25
    aliases: int = 100
    directives: int = 100
    root_fields: int = 50
    cost: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How large an operation is, in the terms of `Limits`; its cost depends on the `sizing_variables`."""

    depth: int
    aliases: int
    directives: int
    root_fields: int
    cost: int
    sizing_variables: frozenset[str] = field(default=frozenset(), compare=False)


_REMEDIES = {
    "characters": "split it into several documents",
    "tokens": "split it into several documents",
    "depth": "begin deeper: ask for an inner entity by its `id`",
    "aliases": "send several operations",
    "directives": "leave out what is never asked instead of skipping it",
    "root_fields": "send several operations",
    "cost": "ask for smaller pages with `first`, or for fewer nested lists",
    "values": "its nested lists are longer than was estimated; ask for fewer of them within each other",
    "fields": "where one fails, or asks another release, all are answered one by one; leave that one out, or ask for "
    "less at once",
    "bytes": "its nested lists are longer than was estimated; ask for fewer of them within each other",
}


_IN_JSON = {"root_fields": "rootFields"}
"""The names of limits as `extensions` write them, as far as they differ."""


def exceeding(extent: Extent, limits: Limits) -> list[GraphQLError]:
    """One error for each limit that the operation exceeds."""
    found = ((each.name, getattr(extent, each.name)) for each in fields(Extent) if each.name in _REMEDIES)
    return [limit_error(name, getattr(limits, name), is_) for name, is_ in found if is_ > getattr(limits, name)]


def limit_error(limit: str, allowed: int, found: int, *, at_least: bool = False) -> GraphQLError:
    """The refusal of what exceeds a limit: which, how much is allowed, how much was found, what to do."""
    shown = min(found, _LARGEST_SHOWN)
    words = limit.replace("_", " ")
    more = "or more " if at_least or shown < found else ""
    return coded(
        f"the {words} of this operation: {shown} {more}found, {allowed} allowed; {_REMEDIES[limit]}",
        Code.LIMIT_EXCEEDED,
        None,
        limit=_IN_JSON.get(limit, limit),
        allowed=allowed,
        found=shown,
    )


def survey(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    operation: OperationDefinitionNode,
    variables: Mapping[str, object],
) -> Extent:
    """The extent of an operation of a validated document, with the variables given."""
    root = schema.get_root_type(operation.operation)
    if root is None:
        return Extent(depth=0, aliases=0, directives=0, root_fields=0, cost=0)
    surveyor = _Surveyor(schema, fragments, operation, variables)
    part = surveyor.selections(operation.selection_set, root)
    own = len(operation.directives or ()) + sum(len(v.directives or ()) for v in operation.variable_definitions or ())
    return Extent(
        depth=part.depth,
        aliases=part.aliases,
        directives=part.directives + own,
        root_fields=part.fields,
        cost=part.cost.at(ASSUMED_LENGTH),
        sizing_variables=frozenset(surveyor.sizing_variables),
    )


class _Cost(NamedTuple):
    """A cost with a part that is known and a part for each element of the page around it."""

    fixed: int = 0
    paged: int = 0

    def plus(self, other: "_Cost") -> "_Cost":
        return _Cost(self.fixed + other.fixed, self.paged + other.paged)

    def at(self, length: int) -> int:
        return self.fixed + length * self.paged


_NOTHING = _Cost()


@dataclass(slots=True)
class _Part:
    """What some selections amount to; `by_type` holds the costs that arise on one object type only."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    fields: int = 0
    shared: _Cost = _NOTHING
    by_type: dict[str, _Cost] = field(default_factory=dict)

    @property
    def cost(self) -> _Cost:
        dearest = self.by_type.values()
        fixed = max((cost.fixed for cost in dearest), default=0)
        return self.shared.plus(_Cost(fixed, max((cost.paged for cost in dearest), default=0)))

    def add(self, other: "_Part", directives: Sequence[DirectiveNode] | None, only_on: str | None = None) -> None:
        """Take in the selections of `other`, which hold for objects of `only_on` or for all."""
        self.depth = max(self.depth, other.depth)
        self.aliases += other.aliases
        self.directives += other.directives + len(directives or ())
        self.fields += other.fields
        if only_on is None:
            self.shared = self.shared.plus(other.shared)
            for name, cost in other.by_type.items():
                self._add_for(name, cost)
        else:
            self._add_for(only_on, other.cost)

    def _add_for(self, name: str, cost: _Cost) -> None:
        self.by_type[name] = self.by_type.get(name, _NOTHING).plus(cost)


class _Surveyor:
    """Walks an operation; two frames for each level of nesting, which validation has bounded."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        operation: OperationDefinitionNode,
        variables: Mapping[str, object],
    ) -> None:
        self.sizing_variables: set[str] = set()
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._defaults = {v.variable.name.value: v.default_value for v in operation.variable_definitions or ()}
        self._surveyed: dict[str, _Part] = {}

    def selections(self, selection_set: SelectionSetNode, parent: GraphQLCompositeType) -> _Part:
        part = _Part()
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                part.add(self._field(selection, parent), selection.directives)
            elif isinstance(selection, InlineFragmentNode):
                on = self._condition(selection, parent)
                part.add(self.selections(selection.selection_set, on), selection.directives, _only_on(on, parent))
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self._fragments[selection.name.value]
                on = self._condition(fragment, parent)
                known = self._surveyed.get(selection.name.value)
                if known is None:
                    known = self.selections(fragment.selection_set, on)
                    known.directives += len(fragment.directives or ())
                    self._surveyed[selection.name.value] = known
                part.add(known, selection.directives, _only_on(on, parent))
        return part

    def _field(self, node: FieldNode, parent: GraphQLCompositeType) -> _Part:
        definition = self._schema.get_field(parent, node.name.value)
        part = _Part(depth=1, aliases=int(node.alias is not None), fields=1, shared=_Cost(1))
        if definition is None or node.selection_set is None:
            return part
        within = self.selections(node.selection_set, _composite(definition))
        part.depth += within.depth
        part.aliases += within.aliases
        part.directives += within.directives
        length = self._length(node, definition)
        if not is_list_type(get_nullable_type(definition.type)):
            work = WORK.get(node.name.value, 0) if parent is self._schema.query_type else 0
            part.shared = _Cost(1 + work + within.cost.at(ASSUMED_LENGTH if length is None else length))
        elif length is None:
            part.shared = _Cost(0, 1 + within.cost.at(ASSUMED_LENGTH))
        else:
            part.shared = _Cost(length * (1 + within.cost.at(ASSUMED_LENGTH)))
        return part

    def _condition(
        self, node: InlineFragmentNode | FragmentDefinitionNode, parent: GraphQLCompositeType
    ) -> GraphQLCompositeType:
        if node.type_condition is None:
            return parent
        named = self._schema.get_type(node.type_condition.name.value)
        return named if is_composite_type(named) else parent

    def _length(self, node: FieldNode, definition: GraphQLField) -> int | None:
        """How many elements the field's arguments ask for; None where no argument of it says so."""
        for name in SIZING_ARGUMENTS:
            if name not in definition.args:
                continue
            given = next((each.value for each in node.arguments or () if each.name.value == name), None)
            asked = self._size(given) if given is not None else None
            if asked is None and isinstance(definition.args[name].default_value, int):
                asked = definition.args[name].default_value
            if asked is None:
                return DEFAULT_FIRST
            return min(asked, MOST_FIRST) if name == "first" else asked
        return None

    def _size(self, value: ValueNode) -> int | None:
        if isinstance(value, VariableNode):
            name = value.name.value
            self.sizing_variables.add(name)
            default = self._defaults.get(name)
            if name not in self._variables and default is not None:
                return self._size(default)
            return size_of_variable(self._variables.get(name))
        if isinstance(value, IntValueNode):
            return max(int(value.value), 0)
        return len(value.values) if isinstance(value, ListValueNode) else None


def size_of_variable(value: object) -> int | None:
    """The number of elements that a variable's value asks for; None where it says nothing."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return max(int(value), 0)  # a JSON number like 10.0 is an Int to GraphQL
    return len(value) if isinstance(value, list) else None


def _composite(definition: GraphQLField) -> GraphQLCompositeType:
    named = get_named_type(definition.type)
    assert is_composite_type(named)  # noqa: S101 - validation: only such a field has selections
    return named


def _only_on(condition: GraphQLCompositeType, parent: GraphQLCompositeType) -> str | None:
    """The object type that a fragment is for; None where it holds for every object of the parent."""
    return condition.name if is_object_type(condition) and condition is not parent else None
