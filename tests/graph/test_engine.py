"""What every engine answers, in memory, on SQLite and on PostgreSQL: lists, expansions, links, searches, walks."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import graph_of
from graph.dataset import Dataset
from graph.engine import Edge, Engine
from graph.identity import Ref
from graph.model import BudgetLine, Entity, Project
from graph.relations import (
    INDICATOR_SUBJECT,
    OFFICE_DEPARTMENT,
    PROJECT_FUNDING,
    PROJECT_PARENT,
    PROJECT_SUCCESSION,
    RELATIONS,
    Relation,
)
from graph.selection import Condition, Operator, Order, Selection
from graph.vocabulary import Basis, Direction, EntityKind, Phase, RelationType
from tests.invented import DATASET, FIRST, RELEASE, dataset

K = EntityKind
TWO = dataset(authorities=2)
EMPTY = Dataset(dict.fromkeys(EntityKind, ()))
ENTITIES = list(DATASET)
NETWORK = graph_of(DATASET)
UNDIRECTED: "networkx.Graph[Ref]" = networkx.Graph(NETWORK)
OFFICE = DATASET.of(K.OFFICE)[0]
SCORE = DATASET.of(K.SCORE_ITEM)[0]


@pytest.fixture(scope="module")
def engine(engine_of: Callable[[Dataset], Engine]) -> Engine:
    return engine_of(DATASET)


@pytest.fixture(scope="module")
def two(engine_of: Callable[[Dataset], Engine]) -> Engine:
    return engine_of(TWO)


def entity(ref: Ref) -> Entity:
    return next(each for each in ENTITIES if each.ref == ref)


def labels(entities: list[Entity]) -> list[str]:
    return [each.label for each in entities]


def test_an_engine_says_which_release_it_answers_from(engine: Engine) -> None:
    assert engine.release == RELEASE


def test_entities_are_fetched_in_the_order_asked_with_none_for_what_there_is_not(engine: Engine) -> None:
    nobody = [Ref(K.PROJECT, key) for key in ("990100/901/nothing", "", "NUL \0", "half of a pair \ud800")]
    found = engine.fetch([FIRST.lamps, *nobody, FIRST.department, FIRST.lamps])
    assert [each and each.ref for each in found] == [FIRST.lamps, *[None] * 4, FIRST.department, FIRST.lamps]
    assert engine.fetch([]) == []


def test_entities_come_as_they_were_published(engine: Engine) -> None:
    assert repr(engine.fetch([each.ref for each in ENTITIES])) == repr(ENTITIES), "98.40 is not 98.4"


def test_a_list_is_in_published_order_and_ends_at_its_limit(engine: Engine) -> None:
    offices = engine.select(Selection(K.OFFICE, limit=2))
    assert labels(offices) == ["办公室", "灯光处"]


def test_a_list_goes_on_after_the_sort_key_of_the_last_entity_seen(engine: Engine) -> None:
    selection = Selection(K.OFFICE, limit=1)
    [first] = engine.select(selection)
    rest = engine.select(replace(selection, after=selection.sort_key(first), limit=None))
    assert labels(rest) == ["灯光处", "航标处"]


@pytest.mark.parametrize(
    "after", [(False, "NUL \0", "x", 1, "x"), (True, "NUL \0", 1, "x"), (False, "half \ud800", "x", 1, "x")]
)
def test_a_page_may_be_asked_to_go_on_after_what_no_database_can_hold(engine: Engine, after: tuple[object]) -> None:
    selection = Selection(K.PROJECT, order=Order("code"), after=after)
    everything = engine.select(replace(selection, after=None))
    assert engine.select(selection) == [each for each in everything if selection.sort_key(each) > after]
    assert engine.select(Selection(K.PROJECT, after=("\0",))) == list(DATASET.of(K.PROJECT))


def test_conditions_filter_by_any_value_of_an_attribute_with_many(engine: Engine) -> None:
    of_2022 = Selection(K.PROJECT, (Condition("fiscal_years", Operator.EQ, 2022),))
    assert FIRST.new_lamps not in {each.ref for each in engine.select(of_2022)}
    assert engine.count(of_2022) == len(engine.select(of_2022)) == 3


def test_everything_is_counted_where_there_is_no_condition(engine: Engine) -> None:
    assert engine.count(Selection(K.BUDGET_LINE)) == len(DATASET.of(K.BUDGET_LINE))
    assert engine.count(Selection(K.BUDGET_LINE, order=Order("money"), limit=3)) == len(DATASET.of(K.BUDGET_LINE))


def test_lines_are_ordered_by_exact_money_either_way(engine: Engine) -> None:
    where = (Condition("phase", Operator.EQ, Phase.EXECUTED),)
    for descending in (False, True):
        lines = engine.select(Selection(K.BUDGET_LINE, where, Order("money", descending)))
        amounts = [line.money.fen for line in lines if isinstance(line, BudgetLine)]
        assert amounts == sorted(amounts, reverse=descending)
        assert len(amounts) == engine.count(Selection(K.BUDGET_LINE, where))


def test_projects_without_a_code_come_last_in_order_of_code_either_way(two: Engine) -> None:
    for descending in (False, True):
        projects = two.select(Selection(K.PROJECT, order=Order("code", descending)))
        codes = [each.code for each in projects if isinstance(each, Project)]
        assert codes[0] is not None
        assert codes[2:] == [None] * (len(codes) - 2)


@pytest.mark.parametrize("order", [None, Order("money"), Order("money", descending=True), Order("row_label")])
@pytest.mark.parametrize("size", [4, 7])
def test_pages_put_together_are_the_whole_list(engine: Engine, order: Order | None, size: int) -> None:
    whole = Selection(K.BUDGET_LINE, (Condition("is_total", Operator.EQ, value=False),), order)
    selection, pages = replace(whole, limit=size), []
    while page := engine.select(selection):
        pages += page
        selection = replace(selection, after=selection.sort_key(page[-1]))
    assert pages == engine.select(whole)


def test_a_relation_is_followed_either_way_for_all_parents_at_once(engine: Engine) -> None:
    lamps, fund = entity(FIRST.lamps), entity(FIRST.fund)
    assert [labels(found) for found in engine.expand(PROJECT_PARENT, [lamps, fund])] == [["灯塔维护专项资金"], []]
    assert labels(engine.expand(PROJECT_PARENT, [fund], inward=True)[0]) == ["灯具节能更新", "灯具更新", "航标巡检"]


def test_a_link_kept_by_its_target_reads_from_source_to_target(engine: Engine) -> None:
    [indicators] = engine.expand(INDICATOR_SUBJECT, [entity(FIRST.lamps)])
    assert labels(indicators) == ["更换灯具", "灯具完好率"]
    assert engine.expand(INDICATOR_SUBJECT, indicators, inward=True) == [[entity(FIRST.lamps)]] * len(indicators)


def test_the_entities_of_each_parent_are_filtered_and_limited_on_their_own(two: Engine) -> None:
    departments = list(two.select(Selection(K.DEPARTMENT)))
    found = two.expand(OFFICE_DEPARTMENT, departments, inward=True, within=Selection(K.OFFICE, limit=1))
    assert [labels(each) for each in found] == [["办公室"], ["办公室"]]


def test_a_code_that_pays_a_project_in_two_years_is_linked_once(engine: Engine) -> None:
    [codes] = engine.expand(PROJECT_FUNDING, [entity(FIRST.buoys)])
    funding = entity(FIRST.buoys).funding  # type: ignore[attr-defined]
    assert (len(funding), len(codes)) == (2, 1)


def test_links_say_direction_basis_and_reason(engine: Engine) -> None:
    [edges] = engine.edges([entity(FIRST.new_lamps)], frozenset({RelationType.SUCCEEDS}), Direction.BOTH)
    [edge] = edges
    assert edge == Edge(
        PROJECT_SUCCESSION,
        Direction.OUT,
        Basis.INFERRED,
        "same purpose and the same office; no document says so",
        entity(FIRST.lamps),
    )
    assert edge.type is RelationType.SUCCEEDS
    [[backwards]] = engine.edges([entity(FIRST.lamps)], frozenset({RelationType.SUCCEEDS}), Direction.IN)
    assert (backwards.direction, backwards.note, backwards.node) == (
        Direction.IN,
        edge.note,
        entity(FIRST.new_lamps),
    )


def test_outward_and_inward_links_are_together_all_links(engine: Engine) -> None:
    ways = (Direction.OUT, Direction.IN, Direction.BOTH)
    for outward, inward, both in zip(*(engine.edges(ENTITIES, None, way) for way in ways), strict=True):
        assert sorted(map(repr, [*outward, *inward])) == sorted(map(repr, both))


def test_links_of_no_type_are_none(engine: Engine) -> None:
    assert engine.edges(ENTITIES[:2], frozenset(), Direction.BOTH) == [[], []]
    assert engine.region(OFFICE, 2, frozenset(), 10).nodes == (OFFICE,)


def test_every_link_is_seen_from_both_of_its_ends(engine: Engine) -> None:
    seen = {Direction.OUT: 0, Direction.IN: 0}
    for edges in engine.edges(ENTITIES, None, Direction.BOTH):
        for edge in edges:
            seen[edge.direction] += 1
    assert seen[Direction.OUT] == seen[Direction.IN] == engine.release.relation_count


def test_search_looks_at_aliases_and_codes_and_can_be_kept_to_kinds(engine: Engine) -> None:
    assert engine.search("灯具更新经费", None)[0].node == entity(FIRST.lamps)
    assert engine.search(str(FIRST.number), frozenset({K.DEPARTMENT}))[0].node == entity(FIRST.department)
    assert {hit.node.kind for hit in engine.search("灯", frozenset({K.OFFICE}))} == {K.OFFICE}


def test_search_for_nothing_or_for_what_no_name_can_hold_finds_nothing(engine: Engine) -> None:
    assert engine.search("  ", None) == engine.search("\0", None) == engine.search("\ud800", None) == []


def test_budget_lines_are_not_searched_since_their_labels_repeat_the_codes(engine: Engine) -> None:
    assert K.BUDGET_LINE not in {hit.node.kind for hit in engine.search("行政", None)}


def test_an_engine_over_nothing_answers_with_nothing(engine_of: Callable[[Dataset], Engine]) -> None:
    nothing = engine_of(EMPTY)
    assert nothing.select(Selection(K.PROJECT, after=("x",))) == []
    assert nothing.search("灯", None) == []
    assert nothing.fetch([FIRST.lamps]) == [None]
    assert nothing.count(Selection(K.PROJECT)) == 0


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_following_a_relation_there_and_back_leads_home(engine: Engine, relation: Relation) -> None:
    parents = [each for kind in relation.sources for each in DATASET.of(kind)]
    far = engine.expand(relation, parents)
    back = iter(engine.expand(relation, [each for found in far for each in found], inward=True))
    for parent, found in zip(parents, far, strict=True):
        assert all(parent in next(back) for _ in found)


def test_decimal_conditions_compare_values_not_digits(engine: Engine) -> None:
    where = (Condition("score", Operator.EQ, Decimal("92.5")),)
    assert engine.count(Selection(K.EVALUATION, where)) == 1


def test_an_office_is_connected_with_a_score_through_what_they_are_to_each_other_not_through_a_shared_document(
    engine: Engine,
) -> None:
    walk = engine.path(OFFICE, SCORE, None, 6)
    assert walk is not None
    assert [edge.type for edge in walk.edges].count(RelationType.REPORTED_IN) < len(walk.edges)
    assert walk.nodes[0] == OFFICE
    assert walk.nodes[-1] == SCORE


@settings(max_examples=20, deadline=None)
@given(start=st.sampled_from(ENTITIES), goal=st.sampled_from(ENTITIES))
def test_a_path_is_as_short_as_networkx_says_and_its_links_join_its_nodes(
    engine: Engine, start: Entity, goal: Entity
) -> None:
    walk = engine.path(start, goal, None, 12)
    if not networkx.has_path(UNDIRECTED, start.ref, goal.ref):
        assert walk is None
        return
    assert walk is not None
    assert len(walk.edges) == networkx.shortest_path_length(UNDIRECTED, start.ref, goal.ref)
    for near, edge, far in zip(walk.nodes, walk.edges, walk.nodes[1:], strict=False):
        ends = (near.ref, far.ref) if edge.direction is Direction.OUT else (far.ref, near.ref)
        assert NETWORK.has_edge(*ends, key=edge.relation.name)
        assert edge.node == far


def test_the_path_from_an_entity_to_itself_has_no_links(engine: Engine) -> None:
    assert engine.path(OFFICE, OFFICE, None, 6) == ((OFFICE,), ())


def test_a_path_longer_than_allowed_is_no_path(engine: Engine) -> None:
    length = len(engine.path(OFFICE, SCORE, None, 6).edges)  # type: ignore[union-attr]
    assert engine.path(OFFICE, SCORE, None, length - 1) is None
    assert engine.path(OFFICE, SCORE, None, 0) is None


def test_only_links_of_the_types_asked_for_are_followed(engine: Engine) -> None:
    types = frozenset({RelationType.PART_OF, RelationType.MANAGED_BY, RelationType.EVALUATES, RelationType.HAS_SCORE})
    walk = engine.path(OFFICE, SCORE, types, 6)
    assert walk is not None
    assert {edge.type for edge in walk.edges} <= types
    assert engine.path(OFFICE, SCORE, frozenset({RelationType.MAPS_TO}), 6) is None


def test_a_region_is_its_root_then_the_nearest(engine: Engine) -> None:
    department = entity(FIRST.department)
    region = engine.region(department, 1, frozenset({RelationType.PART_OF}), 100)
    assert region.nodes[0] == department
    assert {each.kind for each in region.nodes} >= {K.OFFICE, K.BUDGET_UNIT, K.JURISDICTION}
    assert not region.truncated


def test_a_region_of_depth_nothing_is_its_root_alone(engine: Engine) -> None:
    region = engine.region(OFFICE, 0, None, 100)
    assert (region.nodes, region.links, region.truncated) == ((OFFICE,), (), False)


@settings(max_examples=20, deadline=None)
@given(root=st.sampled_from(ENTITIES), depth=st.integers(0, 3), limit=st.integers(1, 40))
def test_a_region_keeps_to_depth_and_limit_and_holds_all_links_among_its_entities(
    engine: Engine, root: Entity, depth: int, limit: int
) -> None:
    region = engine.region(root, depth, None, limit)
    refs = {each.ref for each in region.nodes}
    within = networkx.single_source_shortest_path_length(UNDIRECTED, root.ref, cutoff=depth)
    assert refs <= set(within)
    assert len(region.nodes) == len(refs) == min(limit, len(within))
    assert region.truncated == (len(within) > limit)
    among = [(source, target) for source, target in NETWORK.edges() if source in refs and target in refs]
    assert sorted((source, target) for source, target, _ in region.links) == sorted(among)
