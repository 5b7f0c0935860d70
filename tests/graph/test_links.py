"""The links of an entity are a sequence like any other, of which only what is looked at is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import links
from graph.engine import Edge
from graph.memory import MemoryEngine
from graph.model import Entity
from graph.relations import Link, Relation
from graph.vocabulary import Direction, EntityKind
from tests.invented import DATASET, RELEASE

ENGINE = MemoryEngine(DATASET, RELEASE)
DEPARTMENT = DATASET.of(EntityKind.DEPARTMENT)[0]
[LINKS] = ENGINE.edges([DEPARTMENT], None, Direction.BOTH)
MADE: list[Edge] = list(LINKS)
PLACES = st.none() | st.integers(-2 * len(MADE), 2 * len(MADE))


@given(begin=PLACES, end=PLACES, step=PLACES.filter(lambda step: step != 0))
def test_a_part_is_the_part_of_a_list(begin: int | None, end: int | None, step: int | None) -> None:
    assert LINKS[begin:end:step] == MADE[begin:end:step]


def test_places_are_counted_from_either_end() -> None:
    assert len(LINKS) == len(MADE) > 10
    for at in range(-len(MADE), len(MADE)):
        assert LINKS[at] == MADE[at]
    for beyond in (len(MADE), -len(MADE) - 1):
        with pytest.raises(IndexError):
            LINKS[beyond]


def test_they_are_equal_to_the_same_links_in_any_sequence_and_to_no_others() -> None:
    assert LINKS == MADE
    assert tuple(MADE) == LINKS
    assert MADE[:-1] != LINKS
    assert LINKS != 5


def test_a_page_makes_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[Relation, Entity, Entity]] = []
    make = links._link

    def noting(relation: Relation, holder: Entity, target: Entity) -> Link:
        made.append((relation, holder, target))
        return make(relation, holder, target)

    monkeypatch.setattr(links, "_link", noting)
    [of_department] = ENGINE.edges([DEPARTMENT], None, Direction.BOTH)
    assert len(of_department[3:8]) == len(made) == 5
