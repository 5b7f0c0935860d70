"""Walking the networkx graph: shortest paths and the region around an entity.

Links are followed either way: a reader who asks how an office is connected to a score does not care which of them
keeps the key. Neighbours are taken in the order of declaration and publication, so answers are stable.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from graph.engine import Edge, Region, Walk
from graph.identity import Ref
from graph.model import Entity
from graph.vocabulary import Direction, RelationType

if TYPE_CHECKING:
    import networkx

Network: TypeAlias = "networkx.MultiDiGraph[Ref]"
Types: TypeAlias = frozenset[RelationType] | None


_PRINTED = {RelationType.REPORTED_IN}


def shortest_walk(network: Network, start: Entity, goal: Entity, types: Types, longest: int) -> Walk | None:
    """A shortest path of at most `longest` links of `types`; None where there is none.

    Searched breadth first from both ends, always from the smaller frontier, so that a document with ten thousand
    figures is crossed only when it must be.
    """
    came: tuple[dict[Ref, Ref | None], dict[Ref, Ref | None]] = ({start.ref: None}, {goal.ref: None})
    if start.ref == goal.ref:
        return Walk((start,), ())
    frontiers = [[start.ref], [goal.ref]]
    for _ in range(longest):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        meeting, frontiers[side] = _advance(network, frontiers[side], came[side], came[1 - side], types)
        if meeting is not None:
            return _walk(network, [*reversed(_trail(came[0], meeting)), *_trail(came[1], meeting)[1:]], types)
        if not frontiers[side]:
            return None
    return None


def region_around(network: Network, root: Entity, depth: int, types: Types, limit: int) -> Region:
    """The entities within `depth` links of `root`, nearest first, at most `limit`, and all links among them."""
    reached: dict[Ref, None] = {root.ref: None}
    frontier, truncated = [root.ref], False
    for _ in range(depth):
        later: list[Ref] = []
        for ref in frontier:
            for neighbour in _neighbours(network, ref, types):
                if neighbour in reached:
                    continue
                if len(reached) >= limit:
                    truncated = True
                    break
                reached[neighbour] = None
                later.append(neighbour)
        frontier = later
    links = tuple(
        (source, target, data["relation"].type)
        for source in reached
        for _, target, data in network.out_edges(source, data=True)
        if target in reached and (types is None or data["relation"].type in types)
    )
    return Region(tuple(_entity(network, ref) for ref in reached), links, truncated)


def _advance(
    network: Network,
    frontier: list[Ref],
    seen: dict[Ref, Ref | None],
    goal: dict[Ref, Ref | None],
    types: Types,
) -> tuple[Ref | None, list[Ref]]:
    """One step outwards: where the two searches met, if they did, and the next frontier."""
    later: list[Ref] = []
    for ref in frontier:
        for neighbour in _neighbours(network, ref, types):
            if neighbour in seen:
                continue
            seen[neighbour] = ref
            if neighbour in goal:
                return neighbour, later
            later.append(neighbour)
    return None, later


def _neighbours(network: Network, ref: Ref, types: Types) -> Iterator[Ref]:
    """The neighbours by what things are to each other; those that merely share a document last."""
    printed: list[Ref] = []
    for adjacency in (network.succ, network.pred):
        for neighbour, links in adjacency[ref].items():
            held = {data["relation"].type for data in links.values()}
            if types is not None and not held & types:
                continue
            if held == _PRINTED:
                printed.append(neighbour)
            else:
                yield neighbour
    yield from printed


def _trail(came: dict[Ref, Ref | None], ref: Ref) -> list[Ref]:
    """From where the searches met back to the end that `came` belongs to."""
    trail, at = [ref], came[ref]
    while at is not None:
        trail.append(at)
        at = came[at]
    return trail


def _walk(network: Network, refs: list[Ref], types: Types) -> Walk:
    edges = tuple(_edge(network, near, far, types) for near, far in pairwise(refs))
    return Walk(tuple(_entity(network, ref) for ref in refs), edges)


def _edge(network: Network, near: Ref, far: Ref, types: Types) -> Edge:
    """The first link between two neighbours, outward before inward."""
    for way, source, target in ((Direction.OUT, near, far), (Direction.IN, far, near)):
        for data in (network.get_edge_data(source, target) or {}).values():
            if types is None or data["relation"].type in types:
                return Edge(data["relation"], way, data["basis"], data["note"], _entity(network, far))
    raise AssertionError(f"{near} and {far} are not neighbours")


def _entity(network: Network, ref: Ref) -> Entity:
    entity: Entity = network.nodes[ref]["entity"]
    return entity
