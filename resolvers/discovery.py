"""Finding one's way: search, the path between two entities, the region around one, and what is served."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.engine import Edge, Engine, Hit, Region, Release
from graph.errors import InvalidArgumentError, InvalidCursorError, UnknownEntityError
from graph.identity import global_id, ref_of
from graph.model import Entity
from graph.selection import Selection
from graph.vocabulary import EntityKind, RelationType
from resolvers.entities import edge_cursor
from resolvers.paging import Page, PageEdge, cursor_of, cut, key_of, size_of
from resolvers.remembering import remembered

LONGEST_PATH = 12
LARGEST_REGION = 1000
DEEPEST_REGION = 6
LONGEST_TEXT = 200
_HITS = "search"


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of a search with its cursor: an edge of the search's page."""

    score: float
    name: str
    node: Entity

    @property
    def cursor(self) -> str:
        """The opaque cursor of its place."""
        return cursor_of(_key(self), _HITS)


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest path: entities from end to end, and the links between neighbours."""

    nodes: tuple[Entity, ...]
    relations: tuple[PageEdge[Edge], ...]

    @property
    def length(self) -> int:
        """The number of links."""
        return len(self.relations)


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two entities of a region, by their ids."""

    source: str
    target: str
    type: RelationType


@dataclass(frozen=True, slots=True)
class Subgraph:
    """The entities around a root and the links among them."""

    nodes: tuple[Entity, ...]
    links: tuple[Link, ...]
    truncated: bool


@remembered
def search(
    engine: Engine,
    parents: Sequence[object],
    *,
    text: str,
    kinds: Sequence[EntityKind] | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """A page of the entities with a matching name, best first. InvalidArgumentError for a text that no name is like."""
    if len(text) > LONGEST_TEXT:
        raise InvalidArgumentError("text", text, f"at most {LONGEST_TEXT} characters")
    limit = size_of(first) + 1
    hits = engine.search(text, None if kinds is None else frozenset(kinds))
    begin = 0 if after is None else _after(hits, after)
    edges = [Found(*hit) for hit in hits[begin : begin + limit]]
    return [cut(edges, limit, lambda: len(hits), started=after is not None)] * len(parents)


def _key(hit: Hit | Found) -> tuple[str, str]:
    return (hit.node.KIND.value, hit.node.key)


def _after(hits: list[Hit], after: str) -> int:
    key = key_of(after, _HITS)
    for at, hit in enumerate(hits):
        if _key(hit) == key:
            return at + 1
    raise InvalidCursorError(after, "the entity that it points to is not among these")


@remembered
def path(
    engine: Engine,
    parents: Sequence[object],
    *,
    start: str,
    goal: str,
    types: Sequence[RelationType] | None = None,
    max_length: int = 6,
) -> list[Path | None]:
    """A shortest path between two entities; None where there is none of at most `max_length` links."""
    if not 0 <= max_length <= LONGEST_PATH:
        raise InvalidArgumentError("maxLength", max_length, f"a number of links from 0 to {LONGEST_PATH}")
    walk = engine.path(
        _known(engine, start), _known(engine, goal), None if types is None else frozenset(types), max_length
    )
    if walk is None:
        return [None] * len(parents)
    return [Path(walk.nodes, tuple(PageEdge(edge, edge_cursor) for edge in walk.edges))] * len(parents)


@remembered
def neighbourhood(
    engine: Engine,
    parents: Sequence[object],
    *,
    around: str,
    depth: int = 1,
    types: Sequence[RelationType] | None = None,
    limit: int = 200,
) -> list[Subgraph]:
    """The entities around one within `depth` links, nearest first, at most `limit`."""
    if not 0 <= depth <= DEEPEST_REGION:
        raise InvalidArgumentError("depth", depth, f"a number of links from 0 to {DEEPEST_REGION}")
    if not 1 <= limit <= LARGEST_REGION:
        raise InvalidArgumentError("limit", limit, f"a number of entities from 1 to {LARGEST_REGION}")
    region = engine.region(_known(engine, around), depth, None if types is None else frozenset(types), limit)
    return [_subgraph(region)] * len(parents)


def _subgraph(region: Region) -> Subgraph:
    links = tuple(Link(global_id(*source), global_id(*target), type_) for source, target, type_ in region.links)
    return Subgraph(region.nodes, links, region.truncated)


def _known(engine: Engine, id_: str) -> Entity:
    ref = ref_of(id_)
    [entity] = engine.fetch([ref])
    if entity is None:
        raise UnknownEntityError(ref.kind.value, id_)
    return entity


def dataset(engine: Engine, parents: Sequence[object], *, release: str | None = None) -> list[Release]:
    """The release that is asked; InvalidArgumentError for another one, which another engine must answer."""
    if release not in (None, engine.release.name, str(engine.release.number)):
        raise InvalidArgumentError("release", release, f"the release that is asked, {engine.release.name}")
    return [engine.release] * len(parents)


def dataset_documents(engine: Engine, parents: Sequence[Release]) -> list[list[Entity]]:
    """The documents that a release was built from."""
    return [engine.select(Selection(EntityKind.DOCUMENT))] * len(parents)
