"""Entities become flat records and return exactly; positions become text that sorts alike."""

from decimal import Decimal

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.columns import kept_as_many, layout, sortable, sortable_decimal
from graph.model import BudgetLine
from graph.relations import RELATIONS
from graph.vocabulary import EntityKind
from tests import invented
from tests.graph.arbitrary import CHARACTERS, DECIMALS, INTEGERS, entities

SHAPES = st.lists(st.sampled_from([st.text(CHARACTERS, max_size=4), INTEGERS]), min_size=1, max_size=4)
PAIRS = SHAPES.flatmap(lambda shape: st.tuples(st.tuples(*shape), st.tuples(*shape)))


@pytest.mark.parametrize("kind", EntityKind)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_an_entity_of_any_kind_returns_from_its_record(kind: EntityKind, data: st.DataObject) -> None:
    entity = data.draw(entities(kind))
    columns, record, entity_of = layout(kind)
    assert len(record(entity)) == len(columns)
    assert repr(entity_of(tuple(record(entity)))) == repr(entity)


def test_a_record_holds_money_in_fen_and_a_reference_in_words() -> None:
    [line, *_] = invented.DATASET.of(EntityKind.BUDGET_LINE)
    columns, record, _ = layout(EntityKind.BUDGET_LINE)
    cells = dict(zip(columns, record(line), strict=True))
    assert (cells["money_fen"], cells["money_step"]) == (100 * 10**6, 4), "100.00 wan yuan"
    [indicator, *_] = invented.DATASET.of(EntityKind.INDICATOR)
    columns, record, _ = layout(EntityKind.INDICATOR)
    cells = dict(zip(columns, record(indicator), strict=True))
    assert cells["subject_kind"] == "DEPARTMENT"
    assert cells["subject_key"] == "990100/901"
    assert cells["weight"] is None


def test_a_key_that_many_entities_hold_is_held_once() -> None:
    _, record, entity_of = layout(EntityKind.BUDGET_LINE)
    lines = invented.DATASET.of(EntityKind.BUDGET_LINE)[:2]
    one, other = (entity_of(orjson.loads(orjson.dumps(record(line)))) for line in lines)
    assert isinstance(one, BudgetLine)
    assert isinstance(other, BudgetLine)
    assert one.statement_key is other.statement_key
    assert one.sources[0].document_key is other.sources[0].document_key


@given(PAIRS)
def test_positions_sort_as_text_as_they_sort_as_tuples(pair: tuple[tuple[str | int, ...], ...]) -> None:
    one, other = pair
    assert (one < other) == (sortable(one) < sortable(other))
    assert (one == other) == (sortable(one) == sortable(other))


def test_the_published_order_is_the_order_of_the_text() -> None:
    for kind in EntityKind:
        texts = [sortable(entity.position) for entity in invented.DATASET.of(kind)]
        assert texts == sorted(texts)


def test_only_relations_with_many_links_an_entity_are_kept_as_many() -> None:
    named = {relation.name for relation in RELATIONS if kept_as_many(relation)}
    assert {name for name in named if not name.endswith("_reported")} == {
        "project_funding",
        "project_recipient",
        "project_succession",
        "classification_mapping",
        "finding_subject",
        "indicator_rule",
        "term_document",
    }


@given(DECIMALS, DECIMALS)
def test_texts_of_decimals_sort_as_the_decimals_do(one: Decimal, other: Decimal) -> None:
    texts = sortable_decimal(one), sortable_decimal(other)
    assert (texts[0] < texts[1], texts[0] == texts[1]) == (one < other, one == other)


@given(st.integers(-1200, 1200), st.integers(-1200, 1200), st.sampled_from([1, 10, 1000]))
def test_texts_of_near_figures_sort_as_the_figures_do(one: int, other: int, scale: int) -> None:
    figures = Decimal(one) / scale, Decimal(other) / 10
    texts = [sortable_decimal(each) for each in figures]
    assert (texts[0] < texts[1], texts[0] == texts[1]) == (figures[0] < figures[1], figures[0] == figures[1])
