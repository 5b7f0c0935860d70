"""The protocol that every engine answers: the whole of what resolvers may ask of the graph.

Engines answer for sets: one call, many parents, one answer for each in order. Two engines given the same release
give equal answers; a reader keeps the engine it began with, so it never sees two releases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from graph.identity import Ref
from graph.model import Entity
from graph.relations import Relation
from graph.selection import Selection
from graph.vocabulary import Basis, Direction, EntityKind, RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A state of the knowledge base: its number, name, when it was made and how large it is.

    `name` is derived from the content, so that the same documents give the same name everywhere.
    """

    number: int
    name: str
    built_at: str
    entity_count: int
    relation_count: int


class Edge(NamedTuple):
    """A link as seen from the entity that was asked: `direction` OUT where that entity is its source."""

    relation: Relation
    direction: Direction
    basis: Basis
    note: str | None
    node: Entity

    @property
    def type(self) -> RelationType:
        """The relation's type."""
        return self.relation.type


class Hit(NamedTuple):
    """An entity found by `search`, with its score between 0 and 1 and the name that matched."""

    score: float
    name: str
    node: Entity


class Walk(NamedTuple):
    """A shortest path: n + 1 nodes and the n edges between them, each seen from the node before it."""

    nodes: tuple[Entity, ...]
    edges: tuple[Edge, ...]


class Region(NamedTuple):
    """The entities around a root, nearest first, and the links among them as (source, target, type)."""

    nodes: tuple[Entity, ...]
    links: tuple[tuple[Ref, Ref, RelationType], ...]
    truncated: bool


class Engine(Protocol):
    """A release of the graph that can be asked."""

    @property
    def waits(self) -> bool:
        """Whether it waits for a database, so that an event loop should not wait with it."""

    @property
    def release(self) -> Release:
        """The release that is asked."""

    def fetch(self, refs: Sequence[Ref]) -> list[Entity | None]:
        """The entity of each reference, in order; None where there is none."""

    def select(self, selection: Selection) -> list[Entity]:
        """The selected entities in the selection's order."""

    def count(self, selection: Selection) -> int:
        """How many entities meet the selection's conditions, whatever its `after` and `limit`."""

    def expand(
        self,
        relation: Relation,
        parents: Sequence[Entity],
        *,
        inward: bool = False,
        within: Selection | None = None,
    ) -> list[list[Entity]]:
        """For each parent the entities that `relation` leads to (or, inward, comes from), in published order.

        `within` filters, orders and limits the entities of each parent on its own.
        """

    def edges(
        self, parents: Sequence[Entity], types: frozenset[RelationType] | None, direction: Direction
    ) -> Sequence[Sequence[Edge]]:
        """For each parent its links, in order of declaration, outward before inward, then in published order."""

    def search(self, text: str, kinds: frozenset[EntityKind] | None) -> list[Hit]:
        """Every entity with a matching name: exact names first, then prefixes, then substrings, then likeness."""

    def path(self, start: Entity, goal: Entity, types: frozenset[RelationType] | None, longest: int) -> Walk | None:
        """A shortest path of at most `longest` links, each followed either way; None where there is none."""

    def region(self, root: Entity, depth: int, types: frozenset[RelationType] | None, limit: int) -> Region:
        """The entities within `depth` links of `root`, at most `limit`, and the links among them."""
