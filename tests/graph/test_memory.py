"""The memory engine: lists, expansions, links and searches over a release held in memory."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dataset import Dataset
from graph.engine import Edge
from graph.identity import Ref
from graph.memory import MemoryEngine
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
ENGINE = MemoryEngine(DATASET, RELEASE)
TWO = MemoryEngine(dataset(authorities=2), RELEASE)


def entity(ref: Ref, engine: MemoryEngine = ENGINE) -> Entity:
    [found] = engine.fetch([ref])
    assert found is not None
    return found


def labels(entities: list[Entity]) -> list[str]:
    return [each.label for each in entities]


def test_entities_are_fetched_in_the_order_asked_with_none_for_what_there_is_not() -> None:
    nobody = Ref(K.PROJECT, "990100/901/nothing")
    found = ENGINE.fetch([FIRST.lamps, nobody, FIRST.department])
    assert [each and each.ref for each in found] == [FIRST.lamps, None, FIRST.department]


def test_a_list_is_in_published_order_and_ends_at_its_limit() -> None:
    offices = ENGINE.select(Selection(K.OFFICE, limit=2))
    assert labels(offices) == ["办公室", "灯光处"]


def test_a_list_goes_on_after_the_sort_key_of_the_last_entity_seen() -> None:
    selection = Selection(K.OFFICE, limit=1)
    [first] = ENGINE.select(selection)
    rest = ENGINE.select(replace(selection, after=selection.sort_key(first), limit=None))
    assert labels(rest) == ["灯光处", "航标处"]


def test_conditions_filter_by_any_value_of_an_attribute_with_many() -> None:
    of_2022 = Selection(K.PROJECT, (Condition("fiscal_years", Operator.EQ, 2022),))
    assert FIRST.new_lamps not in {each.ref for each in ENGINE.select(of_2022)}
    assert ENGINE.count(of_2022) == len(ENGINE.select(of_2022)) == 3


def test_everything_is_counted_without_looking_at_it_when_there_is_no_condition() -> None:
    assert ENGINE.count(Selection(K.BUDGET_LINE)) == len(DATASET.of(K.BUDGET_LINE))


def test_lines_are_ordered_by_exact_money_either_way() -> None:
    where = (Condition("phase", Operator.EQ, Phase.EXECUTED),)
    for descending in (False, True):
        lines = ENGINE.select(Selection(K.BUDGET_LINE, where, Order("money", descending)))
        amounts = [line.money.fen for line in lines if isinstance(line, BudgetLine)]
        assert amounts == sorted(amounts, reverse=descending)
        assert len(amounts) == ENGINE.count(Selection(K.BUDGET_LINE, where))


def test_projects_without_a_code_come_last_in_order_of_code_either_way() -> None:
    for descending in (False, True):
        projects = TWO.select(Selection(K.PROJECT, order=Order("code", descending)))
        codes = [each.code for each in projects if isinstance(each, Project)]
        assert codes[0] is not None
        assert codes[2:] == [None] * (len(codes) - 2)


@pytest.mark.parametrize("order", [None, Order("money"), Order("money", descending=True), Order("row_label")])
@given(size=st.integers(1, 7))
def test_pages_put_together_are_the_whole_list(order: Order | None, size: int) -> None:
    whole = Selection(K.BUDGET_LINE, (Condition("is_total", Operator.EQ, value=False),), order)
    selection, pages = replace(whole, limit=size), []
    while page := ENGINE.select(selection):
        pages += page
        selection = replace(selection, after=selection.sort_key(page[-1]))
    assert pages == ENGINE.select(whole)


def test_a_relation_is_followed_either_way_for_all_parents_at_once() -> None:
    lamps, fund = entity(FIRST.lamps), entity(FIRST.fund)
    assert [labels(found) for found in ENGINE.expand(PROJECT_PARENT, [lamps, fund])] == [["灯塔维护专项资金"], []]
    assert labels(ENGINE.expand(PROJECT_PARENT, [fund], inward=True)[0]) == ["灯具节能更新", "灯具更新", "航标巡检"]


def test_a_link_kept_by_its_target_reads_from_source_to_target() -> None:
    [indicators] = ENGINE.expand(INDICATOR_SUBJECT, [entity(FIRST.lamps)])
    assert labels(indicators) == ["更换灯具", "灯具完好率"]
    assert ENGINE.expand(INDICATOR_SUBJECT, indicators, inward=True) == [[entity(FIRST.lamps)]] * len(indicators)


def test_the_entities_of_each_parent_are_filtered_and_limited_on_their_own() -> None:
    departments = list(TWO.select(Selection(K.DEPARTMENT)))
    found = TWO.expand(OFFICE_DEPARTMENT, departments, inward=True, within=Selection(K.OFFICE, limit=1))
    assert [labels(each) for each in found] == [["办公室"], ["办公室"]]


def test_a_code_that_pays_a_project_in_two_years_is_linked_once() -> None:
    [codes] = ENGINE.expand(PROJECT_FUNDING, [entity(FIRST.buoys)])
    funding = entity(FIRST.buoys).funding  # type: ignore[attr-defined]
    assert (len(funding), len(codes)) == (2, 1)


def test_links_say_direction_basis_and_reason() -> None:
    [edges] = ENGINE.edges([entity(FIRST.new_lamps)], frozenset({RelationType.SUCCEEDS}), Direction.BOTH)
    [edge] = edges
    assert edge == Edge(
        PROJECT_SUCCESSION,
        Direction.OUT,
        Basis.INFERRED,
        "same purpose and the same office; no document says so",
        entity(FIRST.lamps),
    )
    assert edge.type is RelationType.SUCCEEDS
    [[backwards]] = ENGINE.edges([entity(FIRST.lamps)], frozenset({RelationType.SUCCEEDS}), Direction.IN)
    assert (backwards.direction, backwards.note, backwards.node) == (
        Direction.IN,
        edge.note,
        entity(FIRST.new_lamps),
    )


def test_outward_and_inward_links_are_together_all_links() -> None:
    for each in DATASET:
        outward, inward, both = (
            ENGINE.edges([each], None, way)[0] for way in (Direction.OUT, Direction.IN, Direction.BOTH)
        )
        assert sorted(map(repr, outward + inward)) == sorted(map(repr, both))


def test_every_link_is_seen_from_both_of_its_ends() -> None:
    seen = {Direction.OUT: 0, Direction.IN: 0}
    for each in DATASET:
        for edge in ENGINE.edges([each], None, Direction.BOTH)[0]:
            seen[edge.direction] += 1
    assert seen[Direction.OUT] == seen[Direction.IN] == ENGINE.network.number_of_edges()


def test_search_looks_at_aliases_and_codes_and_can_be_kept_to_kinds() -> None:
    assert ENGINE.search("灯具更新经费", None)[0].node == entity(FIRST.lamps)
    assert ENGINE.search(str(FIRST.number), frozenset({K.DEPARTMENT}))[0].node == entity(FIRST.department)
    assert {hit.node.kind for hit in ENGINE.search("灯", frozenset({K.OFFICE}))} == {K.OFFICE}


def test_budget_lines_are_not_searched_since_their_labels_repeat_the_codes() -> None:
    assert K.BUDGET_LINE not in {hit.node.kind for hit in ENGINE.search("行政", None)}


def test_an_engine_over_nothing_answers_with_nothing() -> None:
    engine = MemoryEngine(Dataset({}), RELEASE)
    assert engine.select(Selection(K.PROJECT, after=("x",))) == []
    assert engine.search("灯", None) == []
    assert engine.fetch([FIRST.lamps]) == [None]
    assert engine.release is RELEASE


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_following_a_relation_there_and_back_leads_home(relation: Relation) -> None:
    for kind in relation.sources:
        parents = list(DATASET.of(kind))
        for parent, found in zip(parents, ENGINE.expand(relation, parents), strict=True):
            backwards = ENGINE.expand(relation, found, inward=True)
            assert all(parent in each for each in backwards)


def test_decimal_conditions_compare_values_not_digits() -> None:
    where = (Condition("score", Operator.EQ, Decimal("92.5")),)
    assert ENGINE.count(Selection(K.EVALUATION, where)) == 1
