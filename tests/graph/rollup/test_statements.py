"""Blocks of statements are made once for a release, and go with it."""

import gc

import pytest

from graph.dataset import Dataset
from graph.engine import Engine
from graph.memory import MemoryEngine
from graph.model import BudgetLine, Entity
from graph.rollup import statements
from graph.rollup.statements import blocks_of_statements
from graph.selection import Selection
from graph.vocabulary import EntityKind
from tests.invented import DATASET, RELEASE

KEYS = [statement.key for statement in DATASET.of(EntityKind.STATEMENT)]
LINES = [line for line in DATASET.of(EntityKind.BUDGET_LINE) if isinstance(line, BudgetLine)]


class Counting(MemoryEngine):
    """Counts the lists that it was asked for."""

    def __init__(self) -> None:
        super().__init__(DATASET, RELEASE)
        self.asked = 0

    def select(self, selection: Selection) -> list[Entity]:
        self.asked += 1
        return super().select(selection)


class Waiting(Counting):
    """As one that asks a database."""

    waits = True


def places_of(engine: Engine, keys: list[str]) -> dict[object, set[tuple[int, int]]]:
    blocks, codes = blocks_of_statements(engine, keys)
    for block in blocks.values():
        for line in block.lines.values():
            assert line.functional_key is None or codes.get(line.functional_key).key == line.functional_key
    return {key: set(block.lines) for key, block in blocks.items()}


def test_every_line_of_the_statements_is_in_a_block_whether_they_are_new_or_known() -> None:
    engine = Counting()
    for keys in (KEYS[:1], KEYS, KEYS, KEYS[::-1], [*KEYS, "unknown"]):
        found = places_of(engine, keys)
        assert sum(map(len, found.values())) == sum(line.statement_key in keys for line in LINES)
        assert found == places_of(MemoryEngine(DATASET, RELEASE), keys)


def test_what_is_known_is_not_asked_for_again() -> None:
    engine = Counting()
    blocks, _ = blocks_of_statements(engine, KEYS)
    again, _ = blocks_of_statements(engine, KEYS[:1])
    assert engine.asked == 1
    assert all(blocks[key] is block for key, block in again.items())


def test_of_an_engine_that_asks_a_database_nothing_is_kept() -> None:
    engine = Waiting()
    blocks_of_statements(engine, KEYS)
    blocks_of_statements(engine, KEYS)
    assert engine.asked == 2
    assert engine not in statements._kept


def test_so_many_lines_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "MOST_LINES", 40)
    engine = Counting()
    for key in KEYS:
        assert places_of(engine, [key]) == places_of(MemoryEngine(DATASET, RELEASE), [key])
        assert sum(each.size for each in statements._kept[engine].values()) <= 40
    assert statements._kept[engine]
    assert len(places_of(engine, KEYS)) > 1  # more than is kept, and answered all the same


def test_releases_have_blocks_of_their_own_which_go_with_them() -> None:
    fewer = Dataset({**DATASET.entities, EntityKind.BUDGET_LINE: DATASET.of(EntityKind.BUDGET_LINE)[:-1]})
    first, second = MemoryEngine(DATASET, RELEASE), MemoryEngine(fewer, RELEASE)
    counts = [sum(map(len, places_of(each, KEYS).values())) for each in (first, second)]
    assert counts == [len(LINES), len(LINES) - 1]
    before = len(statements._kept)
    del first, second
    gc.collect()
    assert len(statements._kept) <= before - 2
