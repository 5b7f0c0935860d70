"""The data dictionary: every type of the schema with its fields, units and examples, as Markdown.

Made from the schema's own descriptions, so that what clients read in GraphiQL and what stands in the documentation
cannot differ.
"""

from collections.abc import Iterator

import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
)

from graph.relations import RELATIONS

_HEADINGS: tuple[tuple[str, type[GraphQLNamedType]], ...] = (
    ("Objects", GraphQLObjectType),
    ("Interfaces", GraphQLInterfaceType),
    ("Unions", GraphQLUnionType),
    ("Word lists", GraphQLEnumType),
    ("Inputs", GraphQLInputObjectType),
    ("Scalars", GraphQLScalarType),
)
_PLUMBING = ("Connection", "Edge")


def dictionary(schema: strawberry.Schema) -> str:
    """The whole dictionary; types by family, each in order of name, and the registry of relations."""
    return "\n".join(_pages(schema._schema)) + "\n"  # noqa: SLF001 - strawberry has no other way to it


def _pages(schema: GraphQLSchema) -> Iterator[str]:
    yield "# Data dictionary\n"
    yield "Generated from the schema by `make dictionary`; do not edit.\n"
    yield "Pages of lists (`…Connection`, `…Edge`) all have the same shape and are left out.\n"
    yield from _relations()
    for heading, family in _HEADINGS:
        yield f"## {heading}\n"
        for name in sorted(schema.type_map):
            each = schema.type_map[name]
            if isinstance(each, family) and not name.startswith("__") and not name.endswith(_PLUMBING):
                yield from _entry(each)


def _relations() -> Iterator[str]:
    yield "## Relations\n"
    yield "| type | from | to | basis | meaning |"
    yield "|---|---|---|---|---|"
    for relation in RELATIONS:
        ends = (", ".join(each.value for each in side) for side in (relation.sources, relation.targets))
        basis = "each link its own" if relation.attribute in _OWN_BASIS else relation.basis.value
        yield f"| {relation.type.value} | {' | '.join(ends)} | {basis} | {relation.words} |"
    yield ""


_OWN_BASIS = ("funding", "successions", "mappings")


def _entry(each: GraphQLNamedType) -> Iterator[str]:
    yield f"### {each.name}\n"
    yield f"{_line(each.description)}\n"
    match each:
        case GraphQLObjectType() | GraphQLInterfaceType():
            yield "| field | type | meaning |\n|---|---|---|"
            for name, field in each.fields.items():
                yield f"| `{name}{_arguments(field)}` | `{field.type}` | {_line(field.description)} |"
        case GraphQLInputObjectType():
            yield "| field | type | meaning |\n|---|---|---|"
            for name, held in each.fields.items():
                yield f"| `{name}` | `{held.type}` | {_line(held.description)} |"
        case GraphQLEnumType():
            yield "| value | meaning |\n|---|---|"
            for name, value in each.values.items():
                yield f"| `{name}` | {_line(value.description)} |"
        case GraphQLUnionType():
            yield "One of " + ", ".join(f"`{member.name}`" for member in each.types) + "."
        case _:
            pass
    yield ""


def _arguments(field: GraphQLField) -> str:
    return f"({', '.join(field.args)})" if field.args else ""


def _line(text: str | None) -> str:
    """The description in one line of a table."""
    return " ".join((text or "").split()).replace("|", "\\|")
