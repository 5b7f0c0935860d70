"""Walks over any graph that says what surrounds a node; those over budgets stand in `test_engine`."""

from collections.abc import Iterator, Sequence

from graph.identity import Ref
from graph.traversal import reached_from, shortest_trail
from graph.vocabulary import EntityKind

A, B, C, D, E = (Ref(EntityKind.OFFICE, key) for key in "ABCDE")
LINKED = {A: [B, C], B: [A, D], C: [A, D], D: [B, C], E: []}


class Surroundings:
    """The graph above; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Ref] = []

    def __call__(self, refs: Sequence[Ref], /) -> Iterator[tuple[Ref, list[Ref]]]:
        for ref in refs:
            self.asked.append(ref)
            yield ref, LINKED[ref]


def test_of_paths_that_are_as_short_the_one_through_the_first_neighbour_is_taken() -> None:
    assert shortest_trail(Surroundings(), A, D, 3) == [A, B, D]


def test_no_path_is_found_where_one_end_has_no_neighbours() -> None:
    around = Surroundings()
    assert shortest_trail(around, A, E, 9) is None
    assert around.asked == [A, E]


def test_a_region_is_not_looked_at_further_once_it_is_full() -> None:
    around = Surroundings()
    assert reached_from(around, A, 9, 2) == ([A, B], True)
    assert around.asked == [A]


def test_a_region_that_fits_is_whole() -> None:
    assert reached_from(Surroundings(), A, 9, 4) == ([A, B, C, D], False)
