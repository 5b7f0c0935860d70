"""The links of an entity, each made when it is looked at: a department has thousands, and a page shows a few."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from graph.engine import Edge
from graph.model import Entity
from graph.relations import Link, Relation
from graph.vocabulary import Direction


class Along(NamedTuple):
    """What a relation leads to, one way."""

    relation: Relation
    way: Direction
    nodes: Sequence[Entity]


class Links(Sequence[Edge]):
    """The links from `parent` along some relations, in that order; equal to any sequence of the same links."""

    __slots__ = ("_along", "_ends", "_parent")

    def __init__(self, parent: Entity, along: Iterable[Along]) -> None:
        self._parent = parent
        self._along = [each for each in along if each.nodes]
        self._ends = list(accumulate(len(each.nodes) for each in self._along))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Edge: ...

    @overload
    def __getitem__(self, at: slice) -> list[Edge]: ...

    def __getitem__(self, at: int | slice) -> Edge | list[Edge]:
        places = range(len(self))[at]
        return self._edge(places) if isinstance(places, int) else list(map(self._edge, places))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # as lists have none

    def _edge(self, place: int) -> Edge:
        at = bisect_right(self._ends, place)
        relation, way, nodes = self._along[at]
        node = nodes[place - self._ends[at]]  # counted from the end, which is where the last of them stands
        holding = relation.forward is not (way is Direction.IN)
        link = _link(relation, *((self._parent, node) if holding else (node, self._parent)))
        return Edge(relation, way, link.basis, link.note, node)


def _link(relation: Relation, holder: Entity, target: Entity) -> Link:
    return next(link for link in relation.links(holder) if link.target == target.ref)
