"""Walking the graph: shortest paths and the region around an entity, in any engine; and in the memory engine's.

Links are followed either way: a reader who asks how an office is connected to a score does not care which of them
keeps the key. Neighbours are taken in the order of declaration and publication, so answers are stable.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeAlias

from graph.adjacency import Adjacency
from graph.engine import Edge, Region, Walk
from graph.identity import Ref
from graph.model import Entity
from graph.vocabulary import Direction, RelationType

Types: TypeAlias = frozenset[RelationType] | None


_PRINTED = {RelationType.REPORTED_IN}


class Surroundings(Protocol):
    """What walks ask of a graph; every engine has one."""

    def __call__(self, refs: Sequence[Ref], /) -> Iterable[tuple[Ref, Iterable[Ref]]]:
        """Each of `refs`, in order, with its neighbours: those that merely share a document last."""


def shortest_trail(around: Surroundings, start: Ref, goal: Ref, longest: int) -> list[Ref] | None:
    """The nodes of a shortest path of at most `longest` links; None where there is none.

    Searched breadth first from both ends, a level at a time, always from the smaller frontier, so that a document
    with ten thousand figures is crossed only when it must be.
    """
    if start == goal:
        return [start]
    came: tuple[dict[Ref, Ref | None], dict[Ref, Ref | None]] = ({start: None}, {goal: None})
    frontiers = [[start], [goal]]
    for _ in range(longest):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        meeting, frontiers[side] = _advance(around, frontiers[side], came[side], came[1 - side])
        if meeting is not None:
            return [*reversed(_trail(came[0], meeting)), *_trail(came[1], meeting)[1:]]
        if not frontiers[side]:
            return None
    return None


def reached_from(around: Surroundings, root: Ref, depth: int, limit: int) -> tuple[list[Ref], bool]:
    """What is within `depth` links of `root`, nearest first, at most `limit`; and whether there was more."""
    reached: dict[Ref, None] = {root: None}
    frontier = [root]
    for _ in range(depth):
        later: list[Ref] = []
        for _ref, neighbours in around(frontier):
            for neighbour in neighbours:
                if neighbour in reached:
                    continue
                if len(reached) >= limit:
                    return list(reached), True
                reached[neighbour] = None
                later.append(neighbour)
        frontier = later
    return list(reached), False


def shortest_walk(adjacency: Adjacency, start: Entity, goal: Entity, types: Types, longest: int) -> Walk | None:
    """A shortest path of at most `longest` links of `types`; None where there is none."""
    refs = shortest_trail(_surroundings(adjacency, types), start.ref, goal.ref, longest)
    if refs is None:
        return None
    edges = tuple(_edge(adjacency, near, far, types) for near, far in pairwise(refs))
    return Walk(tuple(adjacency.entities[ref] for ref in refs), edges)


def region_around(adjacency: Adjacency, root: Entity, depth: int, types: Types, limit: int) -> Region:
    """The entities within `depth` links of `root`, nearest first, at most `limit`, and all links among them."""
    refs, truncated = reached_from(_surroundings(adjacency, types), root.ref, depth, limit)
    reached = frozenset(refs)
    links = tuple(
        (source, target, tie.relation.type)
        for source in refs
        for target, ties in adjacency.out[source].items()
        if target in reached
        for tie in ties
        if types is None or tie.relation.type in types
    )
    return Region(tuple(adjacency.entities[ref] for ref in refs), links, truncated)


def _advance(
    around: Surroundings, frontier: list[Ref], seen: dict[Ref, Ref | None], goal: dict[Ref, Ref | None]
) -> tuple[Ref | None, list[Ref]]:
    """One step outwards: where the two searches met, if they did, and the next frontier."""
    later: list[Ref] = []
    for ref, neighbours in around(frontier):
        for neighbour in neighbours:
            if neighbour in seen:
                continue
            seen[neighbour] = ref
            if neighbour in goal:
                return neighbour, later
            later.append(neighbour)
    return None, later


def _surroundings(adjacency: Adjacency, types: Types) -> Surroundings:
    """What surrounds entities, by links of some types; looked at as far as it is asked for."""

    def around(refs: Sequence[Ref], /) -> Iterator[tuple[Ref, Iterator[Ref]]]:
        return ((ref, _neighbours(adjacency, ref, types)) for ref in refs)

    return around


def _neighbours(adjacency: Adjacency, ref: Ref, types: Types) -> Iterator[Ref]:
    """The neighbours by what things are to each other; those that merely share a document last."""
    printed: list[Ref] = []
    for neighbours in (adjacency.out[ref], adjacency.into[ref]):
        for neighbour, ties in neighbours.items():
            held = {tie.relation.type for tie in ties}
            followed = held if types is None else held & types
            if followed == _PRINTED:
                printed.append(neighbour)
            elif followed:
                yield neighbour
    yield from printed


def _trail(came: dict[Ref, Ref | None], ref: Ref) -> list[Ref]:
    """From where the searches met back to the end that `came` belongs to."""
    trail, at = [ref], came[ref]
    while at is not None:
        trail.append(at)
        at = came[at]
    return trail


def _edge(adjacency: Adjacency, near: Ref, far: Ref, types: Types) -> Edge:
    """The first link between two neighbours, outward before inward."""
    for way, neighbours in ((Direction.OUT, adjacency.out[near]), (Direction.IN, adjacency.into[near])):
        for relation, basis, note in neighbours.get(far, ()):
            if types is None or relation.type in types:
                return Edge(relation, way, basis, note, adjacency.entities[far])
    raise AssertionError(f"{near} and {far} are not neighbours")
