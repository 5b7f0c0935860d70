"""All objects of a level that ask a field are answered together."""

import asyncio
from collections.abc import Sequence

import pytest

from schema.loading import LevelLoader


class Asked:
    """Doubles numbers, and keeps who asked together."""

    def __init__(self) -> None:
        self.levels: list[list[int]] = []

    def __call__(self, parents: Sequence[int]) -> list[int]:
        self.levels.append(list(parents))
        return [2 * each for each in parents]


@pytest.mark.parametrize("in_a_thread", [False, True])
def test_parents_that_ask_at_once_are_answered_at_once_and_later_ones_later(in_a_thread: bool) -> None:  # noqa: FBT001 - a case
    asked = Asked()

    async def ask() -> list[int]:
        loader = LevelLoader(asked, in_a_thread=in_a_thread)
        first = await asyncio.gather(*map(loader.load, range(3)))
        return [*first, *await asyncio.gather(loader.load(7))]

    assert asyncio.run(ask()) == [0, 2, 4, 14]
    assert asked.levels == [[0, 1, 2], [7]]


def test_what_fails_fails_for_all_of_the_level() -> None:
    def refuse(_: Sequence[int]) -> list[int]:
        raise ValueError("no figures")

    async def ask() -> list[str]:
        loader = LevelLoader(refuse)
        return list(map(str, await asyncio.gather(loader.load(1), loader.load(2), return_exceptions=True)))

    assert asyncio.run(ask()) == ["no figures", "no figures"]


def test_an_answer_too_few_is_an_error() -> None:
    async def ask() -> None:
        loader = LevelLoader(lambda parents: parents[1:])
        await asyncio.gather(loader.load(1), loader.load(2))

    with pytest.raises(ValueError, match="shorter"):
        asyncio.run(ask())


def test_who_left_is_not_asked_for_and_nobody_is_where_all_left() -> None:
    asked = Asked()

    async def ask() -> int:
        loader = LevelLoader(asked)
        left, stayed = loader.load(1), loader.load(2)
        left.cancel()
        answer: int = await stayed
        loader.load(3).cancel()
        await asyncio.sleep(0.01)
        return answer

    assert asyncio.run(ask()) == 4
    assert asked.levels == [[2]]
