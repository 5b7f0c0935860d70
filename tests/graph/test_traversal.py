"""Walking the graph: shortest paths, and the region around an entity."""

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import graph_of
from graph.identity import Ref
from graph.model import Entity
from graph.traversal import region_around, shortest_walk
from graph.vocabulary import Direction, EntityKind, RelationType
from tests.invented import DATASET, FIRST, dataset

NETWORK = graph_of(DATASET)
ENTITIES = list(DATASET)
UNDIRECTED = networkx.Graph(NETWORK)


def entity(ref: Ref) -> Entity:
    return next(each for each in ENTITIES if each.ref == ref)


OFFICE = DATASET.of(EntityKind.OFFICE)[0]
SCORE = DATASET.of(EntityKind.SCORE_ITEM)[0]


def test_an_office_is_connected_with_a_score_through_what_they_are_to_each_other_not_through_a_shared_document() -> (
    None
):
    walk = shortest_walk(NETWORK, OFFICE, SCORE, None, 6)
    assert walk is not None
    assert [edge.type for edge in walk.edges].count(RelationType.REPORTED_IN) < len(walk.edges)
    assert walk.nodes[0] == OFFICE
    assert walk.nodes[-1] == SCORE


@given(st.sampled_from(ENTITIES), st.sampled_from(ENTITIES))
def test_a_path_is_as_short_as_networkx_says_and_its_links_join_its_nodes(start: Entity, goal: Entity) -> None:
    walk = shortest_walk(NETWORK, start, goal, None, 12)
    if not networkx.has_path(UNDIRECTED, start.ref, goal.ref):
        assert walk is None
        return
    assert walk is not None
    assert len(walk.edges) == networkx.shortest_path_length(UNDIRECTED, start.ref, goal.ref)
    for near, edge, far in zip(walk.nodes, walk.edges, walk.nodes[1:], strict=False):
        ends = (near.ref, far.ref) if edge.direction is Direction.OUT else (far.ref, near.ref)
        assert NETWORK.has_edge(*ends, key=edge.relation.name)
        assert edge.node == far


def test_the_path_from_an_entity_to_itself_has_no_links() -> None:
    walk = shortest_walk(NETWORK, OFFICE, OFFICE, None, 6)
    assert walk == ((OFFICE,), ())


def test_a_path_longer_than_allowed_is_no_path() -> None:
    length = len(shortest_walk(NETWORK, OFFICE, SCORE, None, 6).edges)  # type: ignore[union-attr]
    assert shortest_walk(NETWORK, OFFICE, SCORE, None, length - 1) is None
    assert shortest_walk(NETWORK, OFFICE, SCORE, None, 0) is None


def test_only_links_of_the_types_asked_for_are_followed() -> None:
    types = frozenset({RelationType.PART_OF, RelationType.MANAGED_BY, RelationType.EVALUATES, RelationType.HAS_SCORE})
    walk = shortest_walk(NETWORK, OFFICE, SCORE, types, 6)
    assert walk is not None
    assert {edge.type for edge in walk.edges} <= types
    assert shortest_walk(NETWORK, OFFICE, SCORE, frozenset({RelationType.MAPS_TO}), 6) is None


def test_a_region_is_its_root_then_the_nearest() -> None:
    department = entity(FIRST.department)
    region = region_around(NETWORK, department, 1, frozenset({RelationType.PART_OF}), 100)
    assert region.nodes[0] == department
    assert {each.kind for each in region.nodes} >= {EntityKind.OFFICE, EntityKind.BUDGET_UNIT, EntityKind.JURISDICTION}
    assert not region.truncated


def test_a_region_of_depth_nothing_is_its_root_alone() -> None:
    region = region_around(NETWORK, OFFICE, 0, None, 100)
    assert (region.nodes, region.links, region.truncated) == ((OFFICE,), (), False)


@given(st.sampled_from(ENTITIES), st.integers(0, 3), st.integers(1, 40))
def test_a_region_keeps_to_depth_and_limit_and_holds_all_links_among_its_entities(
    root: Entity, depth: int, limit: int
) -> None:
    region = region_around(NETWORK, root, depth, None, limit)
    refs = {each.ref for each in region.nodes}
    within = networkx.single_source_shortest_path_length(UNDIRECTED, root.ref, cutoff=depth)
    assert refs <= set(within)
    assert len(region.nodes) == len(refs) == min(limit, len(within))
    assert region.truncated == (len(within) > limit)
    between = [(source, target) for source, target in NETWORK.edges() if source in refs and target in refs]
    assert sorted((source, target) for source, target, _ in region.links) == sorted(between)


@pytest.mark.parametrize("authorities", [1, 2])
def test_the_graph_has_a_node_for_every_entity_and_an_edge_for_every_link(authorities: int) -> None:
    data = dataset(authorities)
    network = graph_of(data)
    assert network.number_of_nodes() == len(data)
    assert all(network.nodes[each.ref]["entity"] is each for each in data)
