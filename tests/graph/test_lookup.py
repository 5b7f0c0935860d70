"""What equality leaves to look at: never too little, and found without looking at all."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.lookup import Lookup
from graph.memory import MemoryEngine
from graph.model import Entity
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import EntityKind, Phase, Scheme
from tests.invented import RELEASE, dataset

DATASET = dataset(authorities=2)
ENGINE = MemoryEngine(DATASET, RELEASE)

CONDITIONS: dict[EntityKind, list[tuple[str, list[Any]]]] = {
    EntityKind.CLASSIFICATION: [
        ("scheme", [Scheme.FUNCTIONAL, "FUNCTIONAL", Scheme.COFOG]),
        ("code", ["201", "2010302", "nothing"]),
        ("editions", [2022, 1999]),
        ("parent_key", [None]),
    ],
    EntityKind.BUDGET_LINE: [
        ("fiscal_year", [2022, 2023, 2022.0]),
        ("phase", [Phase.EXECUTED, Phase.ADJUSTED]),
        ("is_total", [True, False, 1]),
        ("money", [0, 1_000_000_00, 20 * 10**6]),
        ("document_key", [each.key for each in DATASET.of(EntityKind.DOCUMENT)]),
    ],
    EntityKind.PROJECT: [
        ("names", ["灯具更新", "灯具更新经费"]),
        ("fiscal_years", [2022, 2023]),
        ("code", [None, "x"]),
    ],
    EntityKind.EVALUATION: [("score", [Decimal(90), Decimal("90.00"), 96])],
}


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    kind = draw(st.sampled_from(list(CONDITIONS)))
    where = []
    for attribute, values in draw(st.lists(st.sampled_from(CONDITIONS[kind]), max_size=3)):
        if draw(st.booleans()):
            where.append(Condition(attribute, Operator.EQ, draw(st.sampled_from(values))))
        else:
            chosen = frozenset(draw(st.lists(st.sampled_from(values), max_size=3)))
            where.append(Condition(attribute, Operator.IN, chosen))
    after = draw(st.sampled_from([None, *(each.position for each in DATASET.of(kind)[:20])]))
    return Selection(kind, tuple(where), after=after, limit=draw(st.sampled_from([None, 1, 3])))


@given(selections())
def test_what_is_selected_is_what_looking_at_every_entity_finds(selection: Selection) -> None:
    later = [e for e in DATASET.of(selection.kind) if selection.after is None or e.position > selection.after]
    assert ENGINE.select(selection) == [each for each in later if selection.matches(each)][: selection.limit]
    assert ENGINE.count(selection) == sum(map(selection.matches, DATASET.of(selection.kind)))


def places(*where: Condition) -> list[Entity] | None:
    everything = DATASET.of(EntityKind.CLASSIFICATION)
    found = Lookup().places(Selection(EntityKind.CLASSIFICATION, where), everything)
    return None if found is None else [everything[at] for at in found]


def test_of_two_conditions_the_one_that_leaves_fewer_decides() -> None:
    scheme = Condition("scheme", Operator.EQ, Scheme.FUNCTIONAL)
    code = Condition("code", Operator.EQ, "2010302")
    assert places(scheme, code) == places(code) != places(scheme)


def test_without_equality_every_entity_may_be_selected() -> None:
    assert places() is None
    assert places(Condition("code", Operator.STARTS_WITH, "201")) is None
    assert places(Condition("code", Operator.IN, frozenset(map(str, range(100))))) is None
