"""What a walk through the graph answers with: search, paths, regions, and what is being served."""

import strawberry

from graph.engine import Release
from graph.vocabulary import RelationType
from resolvers import discovery as discovery_fields
from resolvers import paging
from schema.fields import batched, computed, domain_type
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.documents import Document
from schema.types.nodes import Entity, RelationEdge
from schema.types.references import QueryRef


@domain_type(discovery_fields.Found)
class SearchEdge(PlaceInPage):
    """An entity that was found."""

    score: float = strawberry.field(
        description="From 0 to 1: most for an exact name, less for prefixes, parts, pieces and likeness, and less for "
        "what merely mentions the name (observations, findings, goods and services).",
    )
    name: str = strawberry.field(description="The name that matched, which may be an alias or a code.")
    node: Entity = strawberry.field(description="The entity.")


@domain_type(paging.Page)
class SearchConnection(PageOfList):
    """A page of search results, best first."""

    edges: list[SearchEdge] = strawberry.field(description="The results of this page.")


@domain_type(discovery_fields.Path)
class Path:
    """A shortest path between two entities."""

    nodes: list[Entity] = strawberry.field(description="The entities from end to end.")
    relations: list[RelationEdge] = strawberry.field(
        description="The links between neighbours, each seen from the entity before it."
    )
    length: int = strawberry.field(description="The number of links.")


@domain_type(discovery_fields.Link)
class Link:
    """A link between two entities of a region."""

    source: strawberry.ID = strawberry.field(description="The id of the relation's source.")
    target: strawberry.ID = strawberry.field(description="The id of the relation's target.")
    type: RelationType = strawberry.field(description="The relation's type.")


@domain_type(discovery_fields.Subgraph)
class Subgraph:
    """The entities around a root and the links among them."""

    nodes: list[Entity] = strawberry.field(description="The entities, nearest first; the first is the root.")
    links: list[Link] = strawberry.field(description="All links among them.")
    truncated: bool = strawberry.field(description="Whether there were more entities than `limit`.")


@domain_type(Release)
class Dataset:
    """What is being served: release, size, when and from what it was built."""

    name: str = strawberry.field(name="release", description="The release's name, derived from its content.")
    number: int = strawberry.field(description="The release's number in this store, from 1.")
    built_at: str = strawberry.field(description="When it was built, ISO 8601 in UTC.")
    entity_count: int = strawberry.field(description="How many entities it has.")
    relation_count: int = strawberry.field(description="How many links it has.")

    @batched(discovery_fields.dataset_documents)
    def documents(self) -> list[Document]:
        """The documents that it was built from."""

    @computed
    def query(self: Release) -> QueryRef:
        """Everything that can be asked, answered from this release."""
        return self  # type: ignore[return-value]  # the root of a query holds nothing of its own
