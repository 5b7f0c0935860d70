"""The interfaces that every entity has, its links, and where it is published."""

from typing import Annotated, Any

import strawberry
from graphql import GraphQLAbstractType, GraphQLResolveInfo

from graph.engine import Edge
from graph.model import ENTITY_TYPES
from graph.values import SourceRef
from graph.vocabulary import Basis, Direction, EntityKind, RelationType
from resolvers import entities as entity_fields
from resolvers import paging
from schema.fields import batched, computed, domain_type
from schema.types.references import DocumentRef, StatementRef

_TYPE_NAMES: dict[type, str] = {value: value.__name__ for value in ENTITY_TYPES.values()}

FIRST = strawberry.argument(description="How many to return, 1 to 1000; 25 unless given.")
AFTER = strawberry.argument(description="The `endCursor` of the page before.")


def type_name(held: object, _info: GraphQLResolveInfo[Any], _type: GraphQLAbstractType) -> str:
    """The GraphQL type of a domain value: they carry the same name."""
    return _TYPE_NAMES[type(held)]


@strawberry.interface(
    description="Relay global object identification: opaque, and stable across restarts, rebuilds and storage engines."
)
class Node:
    """Anything with an id."""

    resolve_type = staticmethod(type_name)

    id: strawberry.ID = strawberry.field(description="The opaque id, for `node(id:)`.")


@domain_type(paging.PageInfo)
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether there is more after this page.")
    has_previous_page: bool = strawberry.field(description="Whether the page began after a cursor.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first element; null on an empty page.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last element, to be given as `after`; null on an empty page."
    )


@domain_type(SourceRef)
class Source:
    """Where a fact is printed."""

    @batched(entity_fields.source_document)
    def document(self) -> DocumentRef:
        """The document."""

    @batched(entity_fields.source_statement)
    def statement(self) -> StatementRef | None:
        """The numbered statement; null for what is printed outside the statements."""

    locator: str = strawberry.field(
        description="The heading path or statement within the document, for example `公开01表`."
    )
    page: int | None = strawberry.field(
        description="The page or, of a workbook, the sheet, from 1; null where the source has none."
    )
    row: int | None = strawberry.field(description="The row of the statement as published, for example 57.")
    column: str | None = strawberry.field(description="The column of the statement as published, for example `2`.")
    line: int | None = strawberry.field(description="The line of the source text, from 1; null for paged sources.")


@domain_type(paging.PageEdge, name="RelationEdge")
class RelationEdge:
    """A link of an entity, seen from that entity."""

    cursor: str = strawberry.field(description="The link's place among the entity's links.")

    @computed
    def type(self: paging.PageEdge[Edge]) -> RelationType:
        """The relation's type."""
        return self.node.type

    @computed
    def direction(self: paging.PageEdge[Edge]) -> Direction:
        """OUT where the entity asked is the relation's source, IN where it is its target."""
        return self.node.direction

    @computed
    def basis(self: paging.PageEdge[Edge]) -> Basis:
        """How the link is known."""
        return self.node.basis

    @computed
    def description(self: paging.PageEdge[Edge]) -> str:
        """What the relation means, in words."""
        return self.node.relation.words

    @computed
    def note(self: paging.PageEdge[Edge]) -> str | None:
        """The reason or evidence of this link, where there is one."""
        return self.node.note

    @computed
    def node(self: paging.PageEdge[Edge]) -> "Entity":
        """The entity at the other end."""
        return self.node.node  # type: ignore[return-value]  # the domain value stands for the type


@domain_type(paging.Page)
class RelationConnection:
    """A page of an entity's links."""

    edges: list[RelationEdge] = strawberry.field(description="The links of this page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(description="How many links there are in all.")


@strawberry.interface(
    description="Anything in the knowledge graph: it has a name, published sources and typed relations to other "
    "entities."
)
class Entity(Node):
    """An entity of the graph."""

    resolve_type = staticmethod(type_name)

    kind: EntityKind = strawberry.field(description="What the entity is.")
    label: str = strawberry.field(description="What a person calls it, in the language of the publisher.")
    sources: list[Source] = strawberry.field(description="Where it is printed; the first is the main place.")

    @batched(entity_fields.relations)
    def relations(
        self,
        types: Annotated[
            list[RelationType] | None, strawberry.argument(description="Only relations of these types.")
        ] = None,
        direction: Annotated[
            Direction, strawberry.argument(description="Only those that leave (OUT) or reach (IN) the entity.")
        ] = Direction.BOTH,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
    ) -> RelationConnection:
        """The links of the entity in order of declaration, outward before inward, then in published order."""
