"""Fields that every entity has: its relations, its sources, and finding it again by its id."""

from collections.abc import Sequence

from graph.engine import Edge, Engine
from graph.errors import InvalidCursorError
from graph.identity import Ref, ref_of
from graph.model import Document, Entity, Statement
from graph.values import SourceRef
from graph.vocabulary import Direction, EntityKind, RelationType
from resolvers.paging import Page, PageEdge, cursor_of, cut, key_of, size_of

_EDGES = "relations"


def node(engine: Engine, parents: Sequence[object], *, id: str) -> list[Entity | None]:  # noqa: A002 - the API's word
    """The entity of an id; None where this release has none. InvalidIdError for what cannot be an id."""
    [entity] = engine.fetch([ref_of(id)])
    return [entity] * len(parents)


def nodes(engine: Engine, parents: Sequence[object], *, ids: Sequence[str]) -> list[list[Entity | None]]:
    """The entities of the ids, in order; None for those this release does not have."""
    found = engine.fetch([ref_of(each) for each in ids])
    return [found] * len(parents)


def relations(
    engine: Engine,
    parents: Sequence[Entity],
    *,
    types: Sequence[RelationType] | None = None,
    direction: Direction = Direction.BOTH,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """For each parent a page of its links."""
    limit = size_of(first) + 1
    start = None if after is None else key_of(after, _EDGES)
    wanted = None if types is None else frozenset(types)
    return [_edge_page(edges, start, limit, after) for edges in engine.edges(parents, wanted, direction)]


def _edge_page(edges: Sequence[Edge], start: tuple[object, ...] | None, limit: int, after: str | None) -> Page:
    begin = 0
    if start is not None:
        places = (at for at, edge in enumerate(edges) if _edge_key(edge) == start)
        found = next(places, None)
        if found is None:
            raise InvalidCursorError(after or "", "the link that it points to is not among these")
        begin = found + 1
    shown = [PageEdge(edge, edge_cursor) for edge in edges[begin : begin + limit]]
    return cut(shown, limit, lambda: len(edges), started=start is not None)


def edge_cursor(edge: Edge) -> str:
    """The cursor of a link among the links of the entity it is seen from."""
    return cursor_of(_edge_key(edge), _EDGES)


def _edge_key(edge: Edge) -> tuple[str, ...]:
    return (edge.relation.name, edge.direction.value, edge.node.KIND.value, edge.node.key)


def source_document(engine: Engine, parents: Sequence[SourceRef]) -> list[Document]:
    """The document of each source."""
    found = engine.fetch([Ref(EntityKind.DOCUMENT, source.document_key) for source in parents])
    return [each for each in found if isinstance(each, Document)]


def source_statement(engine: Engine, parents: Sequence[SourceRef]) -> list[Statement | None]:
    """The statement of each source; None for what is printed outside the statements."""
    held = [Ref(EntityKind.STATEMENT, source.statement_key) for source in parents if source.statement_key is not None]
    found = iter(engine.fetch(held))
    statements = [None if source.statement_key is None else next(found) for source in parents]
    return [each if isinstance(each, Statement) else None for each in statements]
