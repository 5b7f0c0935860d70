"""What is remembered: one answer for each set of arguments and each release, and no refusal."""

import weakref
from collections.abc import Sequence
from typing import Any

import pytest

from graph.engine import Engine
from graph.memory import MemoryEngine
from resolvers.remembering import remembered
from tests.invented import CORRECTED, DATASET, RELEASE

ASKED: list[dict[str, Any]] = []


@remembered
def offices(engine: Engine, parents: Sequence[object], **arguments: Any) -> list[str]:  # noqa: ANN401 - whatever is asked
    """An answer that is never the same object twice."""
    ASKED.append(arguments)
    if arguments.get("first") == 0:
        raise ValueError("no page is that small")
    return [f"{engine.release.name} {arguments} {len(ASKED)}"] * len(parents)


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    ASKED.clear()


def test_the_same_arguments_are_answered_once_in_whatever_order_they_are_given() -> None:
    engine = MemoryEngine(DATASET, RELEASE)
    first = offices(engine, [None], kinds=["a", "b"], first=3)
    assert offices(engine, [None, None], first=3, kinds=["a", "b"]) == first * 2
    assert offices(engine, [None], first=3, kinds=["b", "a"]) != first
    assert len(ASKED) == 2


def test_another_release_is_asked_anew_and_the_first_one_is_forgotten_with_its_engine() -> None:
    engine = MemoryEngine(DATASET, RELEASE)
    offices(engine, [None])
    offices(MemoryEngine(CORRECTED, RELEASE), [None])
    assert len(ASKED) == 2
    gone = weakref.ref(engine)
    del engine
    assert gone() is None


def test_a_refusal_is_not_remembered() -> None:
    engine = MemoryEngine(DATASET, RELEASE)
    for _ in range(2):
        with pytest.raises(ValueError, match="no page is that small"):
            offices(engine, [None], first=0)
    assert len(ASKED) == 2


def test_arguments_that_cannot_be_compared_are_asked_each_time() -> None:
    engine = MemoryEngine(DATASET, RELEASE)
    offices(engine, [None], where={"name": ["a"]})
    offices(engine, [None], where={"name": ["a"]})
    assert len(ASKED) == 2


def test_the_answer_that_was_not_asked_for_the_longest_goes_first() -> None:
    engine = MemoryEngine(DATASET, RELEASE)
    for number in range(1, 200):
        offices(engine, [None], first=number)
        offices(engine, [None], first=1)
    assert len(ASKED) == 199
    offices(engine, [None], first=2)
    assert len(ASKED) == 200
