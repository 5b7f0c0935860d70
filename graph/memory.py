"""The memory engine: a whole release with an index for every relation.

For what fits in memory (a city: a million entities). The indexes answer lists and expansions; who is linked with
whom, found out when it is first asked for, answers paths and regions; the networkx graph is there for all else that
may be asked of a graph.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from graph.adjacency import Adjacency
from graph.arranging import arranged, taken
from graph.dataset import Dataset
from graph.engine import Hit, Region, Release, Walk
from graph.identity import Ref
from graph.links import Along, Links
from graph.lookup import Lookup
from graph.model import Entity
from graph.relations import Relation, relations_of
from graph.search import SEARCHED, NameIndex, weight_of
from graph.selection import Selection
from graph.traversal import region_around, shortest_walk
from graph.vocabulary import Direction, EntityKind, RelationType

if TYPE_CHECKING:
    import networkx


class MemoryEngine:
    """Answers from values held in memory; implements `graph.engine.Engine`."""

    waits = False

    def __init__(self, dataset: Dataset, release: Release) -> None:
        self._release = release
        self._dataset = dataset
        self._by_kind: dict[EntityKind, dict[str, Entity]] = {
            kind: {entity.key: entity for entity in dataset.of(kind)} for kind in EntityKind
        }
        self._positions: dict[EntityKind, list[tuple[str | int, ...]]] = {}
        self._indexes: dict[tuple[str, bool], dict[str, list[Entity]]] = {}
        self._lookup = Lookup()

    @property
    def release(self) -> Release:
        """The release that is asked."""
        return self._release

    def fetch(self, refs: Sequence[Ref]) -> list[Entity | None]:
        """The entity of each reference, in order; None where there is none."""
        return [self._by_kind[ref.kind].get(ref.key) for ref in refs]

    def select(self, selection: Selection) -> list[Entity]:
        """The selected entities in the selection's order."""
        if selection.order is None:
            return taken(self._candidates(selection, self._start(selection)), selection)
        return arranged(self._candidates(selection), selection)

    def count(self, selection: Selection) -> int:
        """How many entities meet the selection's conditions."""
        if not selection.where:
            return len(self._dataset.of(selection.kind))
        return sum(map(selection.matches, self._candidates(selection)))

    def expand(
        self,
        relation: Relation,
        parents: Sequence[Entity],
        *,
        inward: bool = False,
        within: Selection | None = None,
    ) -> list[list[Entity]]:
        """For each parent the entities that the relation leads to, in published order."""
        index = self._index(relation, inward=inward)
        found = [index.get(_slot(relation, parent, inward=inward), []) for parent in parents]
        if within is None:
            return found
        return [arranged(entities, within) for entities in found]

    def edges(
        self, parents: Sequence[Entity], types: frozenset[RelationType] | None, direction: Direction
    ) -> list[Links]:
        """For each parent its links, in order of declaration, outward before inward."""
        return [Links(parent, self._along(parent, types, direction)) for parent in parents]

    def search(self, text: str, kinds: frozenset[EntityKind] | None) -> list[Hit]:
        """Every entity with a matching name, best first."""
        entries, index = self._names
        hits = (Hit(match.score, match.name, entries[match.entry]) for match in index.search(text))
        return [hit for hit in hits if kinds is None or hit.node.KIND in kinds]

    def path(self, start: Entity, goal: Entity, types: frozenset[RelationType] | None, longest: int) -> Walk | None:
        """A shortest path of at most `longest` links; None where there is none."""
        return shortest_walk(self._adjacency, start, goal, types, longest)

    def region(self, root: Entity, depth: int, types: frozenset[RelationType] | None, limit: int) -> Region:
        """The entities within `depth` links of `root`, at most `limit`, and the links among them."""
        return region_around(self._adjacency, root, depth, types, limit)

    @cached_property
    def network(self) -> "networkx.MultiDiGraph[Ref]":
        """The release as a networkx graph: nodes are references, edges keyed by relation name."""
        from graph.build import graph_of  # noqa: PLC0415 - networkx takes a tenth of a second, and few ask for it

        return graph_of(self._dataset)

    @cached_property
    def _adjacency(self) -> Adjacency:
        return Adjacency(self._dataset)

    @cached_property
    def _names(self) -> tuple[list[Entity], NameIndex]:
        entries = [entity for kind in EntityKind if kind in SEARCHED for entity in self._dataset.of(kind)]
        weights = [weight_of(entity.KIND, entity.key) for entity in entries]
        return entries, NameIndex(enumerate(entity.names for entity in entries), weights.__getitem__)

    def _candidates(self, selection: Selection, start: int = 0) -> Iterable[Entity]:
        """The entities from place `start` on, in published order, without those that equality rules out."""
        everything = self._dataset.of(selection.kind)
        places = self._lookup.places(selection, everything)
        later = range(start, len(everything)) if places is None else places[bisect_left(places, start) :]
        return map(everything.__getitem__, later)

    def _start(self, selection: Selection) -> int:
        if selection.after is None:
            return 0
        if selection.kind not in self._positions:
            self._positions[selection.kind] = [entity.position for entity in self._dataset.of(selection.kind)]
        return bisect_right(self._positions[selection.kind], selection.after)

    def _index(self, relation: Relation, *, inward: bool) -> dict[str, list[Entity]]:
        """Entities at the far end of the relation by the slot of the near end."""
        name = (relation.name, inward)
        if name not in self._indexes:
            holding = relation.forward is not inward
            self._indexes[name] = self._far_ends(relation) if holding else self._holders(relation)
        return self._indexes[name]

    def _far_ends(self, relation: Relation) -> dict[str, list[Entity]]:
        return {
            holder.key: [self._by_kind[link.target.kind][link.target.key] for link in relation.links(holder)]
            for holder in self._dataset.of(relation.holder)
        }

    def _holders(self, relation: Relation) -> dict[str, list[Entity]]:
        index: defaultdict[str, list[Entity]] = defaultdict(list)
        for holder in self._dataset.of(relation.holder):
            for link in relation.links(holder):
                index[f"{link.target.kind}:{link.target.key}"].append(holder)
        return dict(index)

    def _along(self, parent: Entity, types: frozenset[RelationType] | None, direction: Direction) -> Iterator[Along]:
        for relation in relations_of(parent.KIND):
            if types is not None and relation.type not in types:
                continue
            for way in (Direction.OUT, Direction.IN):
                if direction in (way, Direction.BOTH) and parent.KIND in _near(relation, way):
                    [nodes] = self.expand(relation, [parent], inward=way is Direction.IN)
                    yield Along(relation, way, nodes)


def _near(relation: Relation, way: Direction) -> tuple[EntityKind, ...]:
    return relation.sources if way is Direction.OUT else relation.targets


def _slot(relation: Relation, parent: Entity, *, inward: bool) -> str:
    holding = relation.forward is not inward
    return parent.key if holding else f"{parent.KIND}:{parent.key}"
