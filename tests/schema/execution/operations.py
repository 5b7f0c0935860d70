"""Operations made at random over a schema: valid for the most part, and full of everything GraphQL allows.

Fragments, named and inline, on types, interfaces and unions; aliases; fields asked twice; `@skip` and `@include`;
variables with and without defaults, given, absent and null; inputs; pages within pages; arguments that are refused.
The same seed makes the same operations.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLCompositeType,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_leaf_type,
)

from schema.fields import SERVICE

_DEEPEST = 6
_MOST_FIELDS = 60

_OFTEN = {"first": 0.9, "limit": 0.9, "where": 0.6, "after": 0.02}
"""How often an optional argument is given; pages small, and few cursors, since most are of another list."""


@dataclass(frozen=True)
class Made:
    """An operation with its variables."""

    query: str
    variables: dict[str, Any]
    name: str | None


@dataclass
class Samples:
    """Values that arguments may take, by the argument's name and by its type; what is not here is invented."""

    by_name: dict[str, Sequence[Any]] = field(default_factory=dict)
    by_type: dict[str, Sequence[Any]] = field(default_factory=dict)


class Operations:
    """Makes operations, one after another."""

    def __init__(self, schema: GraphQLSchema, samples: Samples, seed: int) -> None:
        self._schema = schema
        self._samples = samples
        self._random = Random(seed)  # noqa: S311 - invented data

    def __iter__(self) -> Iterator[Made]:
        while True:
            yield _Writer(self._schema, self._samples, self._random).operation()


class _Writer:
    """Writes one operation."""

    def __init__(self, schema: GraphQLSchema, samples: Samples, random: Random) -> None:
        self._schema = schema
        self._samples = samples
        self._random = random
        self._left = random.randint(3, _MOST_FIELDS)
        self._definitions: dict[str, str] = {}
        self._variables: dict[str, Any] = {}
        self._fragments: list[str] = []
        self._aliases: dict[tuple[str, str, str], str] = {}

    def operation(self) -> Made:
        root = self._schema.query_type
        assert root is not None
        selections = self._selections(root, 1)
        name = self._random.choice([None, "Asked"])
        defined = ", ".join(f"${variable}: {text}" for variable, text in self._definitions.items())
        head = f"query {name or ''}{f'({defined})' if defined else ''} " if name or defined else ""
        parts = [f"{head}{selections}", *self._fragments]
        if name and self._chance(0.2):
            parts.append("query Other { __typename }")
        self._random.shuffle(parts)
        return Made("\n".join(parts), self._variables, name)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _selections(self, type_: GraphQLCompositeType, depth: int) -> str:
        written = [self._selection(type_, depth) for _ in range(self._random.randint(1, 5))]
        chosen = [each for each in written if each]
        if self._chance(0.15) and chosen:
            chosen.append(self._random.choice(chosen))
        return f"{{ {' '.join(chosen) or '__typename'} }}"

    def _selection(self, type_: GraphQLCompositeType, depth: int) -> str:
        kind = self._random.random()
        if kind < 0.08:
            return f"{'n: ' if self._chance(0.3) else ''}__typename{self._directive()}"
        if kind < 0.22 and self._left > 0:
            return self._fragment(type_, depth)
        fields = {name: each for name, each in getattr(type_, "fields", {}).items() if not is_apart(each)}
        if not fields:
            return self._fragment(type_, depth) if self._left > 0 else "__typename"
        leaves = [each for each in fields.items() if is_leaf_type(get_named_type(each[1].type))]
        composite = [each for each in fields.items() if not is_leaf_type(get_named_type(each[1].type))]
        deeper = composite and depth < _DEEPEST and self._left > 0 and (not leaves or self._chance(0.55))
        if not deeper and not leaves:
            return "__typename"
        name, definition = self._random.choice(composite if deeper else leaves)
        return self._field(type_, name, definition, depth)

    def _field(self, type_: GraphQLCompositeType, name: str, definition: GraphQLField, depth: int) -> str:
        self._left -= 1
        arguments = self._arguments(definition)
        alias = self._alias(type_, name, definition, arguments)
        named = get_named_type(definition.type)
        below = f" {self._selections(named, depth + 1)}" if is_composite_type(named) else ""
        return f"{alias}{name}{arguments}{self._directive()}{below}"

    def _alias(self, type_: GraphQLCompositeType, name: str, definition: GraphQLField, arguments: str) -> str:
        """An alias that no other field of other meaning has; sometimes none where none is needed."""
        if not arguments and not self._differs(name, definition) and self._chance(0.9):
            return ""
        place = (name, arguments, str(definition.type))
        return self._aliases.setdefault(place, f"a{len(self._aliases)}_{type_.name[:3]}") + ": "

    def _differs(self, name: str, definition: GraphQLField) -> bool:
        """Whether another type has a field of that name with another type, which must not share its key."""
        return any(
            str(other.fields[name].type) != str(definition.type)
            for other in self._schema.type_map.values()
            if isinstance(other, (GraphQLObjectType, GraphQLInterfaceType)) and name in other.fields
        )

    def _fragment(self, type_: GraphQLCompositeType, depth: int) -> str:
        on = self._condition(type_)
        selections = self._selections(on, depth)
        if self._chance(0.5):
            condition = "" if on is type_ and self._chance(0.5) else f" on {on.name}"
            return f"...{condition}{self._directive()} {selections}"
        name = f"F{len(self._fragments)}"
        self._fragments.append(f"fragment {name} on {on.name} {selections}")
        return f"...{name}{self._directive()}"

    def _condition(self, type_: GraphQLCompositeType) -> GraphQLCompositeType:
        """A type on which a fragment is possible here."""
        if isinstance(type_, GraphQLObjectType):
            own: list[GraphQLCompositeType] = [type_, *type_.interfaces]
            return self._random.choice(own)
        possible: list[GraphQLCompositeType] = [*self._schema.get_possible_types(type_), type_]
        others = [each for each in self._schema.type_map.values() if isinstance(each, GraphQLInterfaceType)]
        return self._random.choice(possible + [o for o in others if self._overlap(o, type_)])

    def _overlap(self, one: GraphQLNamedType, other: GraphQLNamedType) -> bool:
        if not (is_abstract_type(one) and is_abstract_type(other)):
            return False
        return bool({*self._schema.get_possible_types(one)} & {*self._schema.get_possible_types(other)})

    def _directive(self) -> str:
        if not self._chance(0.08):
            return ""
        which = self._random.choice(["skip", "include"])
        value = self._random.choice(["true", "false"])
        if self._chance(0.6):
            value = self._variable(GraphQLNonNull(GraphQLBoolean), lambda: self._chance(0.5))
        return f" @{which}(if: {value})"

    def _arguments(self, definition: GraphQLField) -> str:
        written = []
        for name, argument in definition.args.items():
            required = isinstance(argument.type, GraphQLNonNull) and argument.default_value is Undefined
            if required or self._chance(_OFTEN.get(name, 0.35)):
                written.append(f"{name}: {self._argument(name, argument)}")
        return f"({', '.join(written)})" if written else ""

    def _argument(self, name: str, argument: GraphQLArgument) -> str:
        def make() -> Any:  # noqa: ANN401 - any JSON value
            return self._value(name, argument.type)

        return self._variable(argument.type, make) if self._chance(0.4) else self._literal(make(), argument.type)

    def _variable(self, type_: GraphQLInputType, make: Callable[[], Any]) -> str:
        """A variable of the type, given or with a default, absent or null where it may be."""
        name = f"v{len(self._definitions)}"
        text = str(type_)
        required = isinstance(type_, GraphQLNonNull)
        if self._chance(0.3):
            text += f" = {self._literal(make(), type_)}"
            required = False
        self._definitions[name] = text
        if required or self._chance(0.75):
            self._variables[name] = make()
        elif not isinstance(type_, GraphQLNonNull) and self._chance(0.5):
            self._variables[name] = None
        return f"${name}"

    def _value(self, name: str, type_: GraphQLInputType) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(type_, GraphQLNonNull):
            return self._present(name, type_.of_type)
        return None if self._chance(0.08) else self._present(name, type_)

    def _present(self, name: str, type_: GraphQLInputType) -> Any:  # noqa: ANN401 - any JSON value
        if name in self._samples.by_name and isinstance(get_named_type(type_), GraphQLScalarType):
            chosen = self._random.choice(self._samples.by_name[name])
            return [chosen] * self._random.randint(0, 2) if isinstance(type_, GraphQLList) else chosen
        if isinstance(type_, GraphQLList):
            return [self._value(name, type_.of_type) for _ in range(self._random.randint(0, 3))]
        if isinstance(type_, GraphQLEnumType):
            return _Word(self._random.choice(list(type_.values)))
        if isinstance(type_, GraphQLInputObjectType):
            return self._input(type_)
        assert isinstance(type_, GraphQLScalarType)
        return self._random.choice(self._samples.by_type[type_.name])

    def _input(self, type_: GraphQLInputObjectType) -> dict[str, Any]:
        fields = type_.fields.items()
        required = [n for n, f in fields if isinstance(f.type, GraphQLNonNull) and f.default_value is Undefined]
        names = {*required, *(n for n, _ in fields if self._chance(1.5 / len(fields)))}
        made = {name: self._value(name, type_.fields[name].type) for name in sorted(names)}
        return {name: value for name, value in made.items() if value is not None or name in required}

    def _literal(self, value: Any, type_: GraphQLInputType) -> str:  # noqa: ANN401 - any JSON value
        match value:
            case None:
                return "null"
            case bool():
                return str(value).lower()
            case _Word() | int() | float():
                return str(value)
            case str():
                return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
            case list():
                return "[" + ", ".join(self._literal(each, _element(type_)) for each in value) + "]"
            case _:
                shown = (f"{name}: {self._literal(each, _of(type_, name))}" for name, each in value.items())
                return "{" + ", ".join(shown) + "}"


class _Word(str):
    """A value of an enum, which is written without quotes."""

    __slots__ = ()


def is_apart(definition: GraphQLField) -> bool:
    """Whether a field asks the services of the process, or begins a query anew: plans are not made for such."""
    held = definition.extensions.get("strawberry-definition")
    return (held is not None and SERVICE in held.metadata) or get_named_type(definition.type).name == "Query"


def _bare(type_: GraphQLInputType) -> GraphQLInputType:
    bare: GraphQLInputType = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return bare


def _element(type_: GraphQLInputType) -> GraphQLInputType:
    bare = _bare(type_)
    element: GraphQLInputType = bare.of_type if isinstance(bare, GraphQLList) else bare
    return element


def _of(type_: GraphQLInputType, name: str) -> GraphQLInputType:
    bare = _bare(type_)
    assert isinstance(bare, GraphQLInputObjectType)
    given: GraphQLInputType = bare.fields[name].type
    return given


def everything(type_: GraphQLNamedType, depth: int) -> str:
    """A selection of every field of a type that needs no arguments, down to `depth` levels of objects.

    Fields of an abstract type are asked on each of its types, under keys of their own.
    """
    assert isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType))
    chosen = ["__typename"]
    for name, definition in type_.fields.items():
        named = get_named_type(definition.type)
        if is_apart(definition):
            continue
        if any(isinstance(a.type, GraphQLNonNull) and a.default_value is Undefined for a in definition.args.values()):
            continue
        size = "(first: 3)" if "first" in definition.args else ""
        if is_leaf_type(named):
            chosen.append(f"{type_.name}_{name}: {name}")
        elif isinstance(named, GraphQLUnionType):
            chosen += [f"{name} {{ ... on {each.name} {{ name }} }}" for each in named.types]
        elif depth > 1:
            chosen.append(f"{type_.name}_{name}: {name}{size} {everything(named, depth - 1)}")
    return f"{{ {' '.join(chosen)} }}"
