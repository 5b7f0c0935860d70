"""One question for all objects of a level that ask the same field: collected while they ask, answered together.

The library's loader looks through the whole batch for each one that is cancelled; where a field fails beside a level
of ten thousand that are waiting, that is the square of it.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any


class LevelLoader:
    """Collects the parents that ask until the event loop comes round, then asks `answer` for all of them."""

    def __init__(self, answer: Callable[[Sequence[Any]], Sequence[Any]], *, in_a_thread: bool = False) -> None:
        self._answer = answer
        self._in_a_thread = in_a_thread
        self._asking: list[tuple[Any, asyncio.Future[Any]]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def load(self, parent: Any) -> asyncio.Future[Any]:  # noqa: ANN401 - whatever has the field
        """The answer for one parent, when it is there."""
        loop = asyncio.get_running_loop()
        if not self._asking:
            loop.call_soon(self._begin)
        answered: asyncio.Future[Any] = loop.create_future()
        self._asking.append((parent, answered))
        return answered

    def _begin(self) -> None:
        task = asyncio.get_running_loop().create_task(self._answer_all())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer_all(self) -> None:
        asking = [each for each in self._asking if not each[1].done()]  # who left does not wait any more
        self._asking = []
        if not asking:
            return
        parents = [parent for parent, _ in asking]
        try:
            found = await asyncio.to_thread(self._answer, parents) if self._in_a_thread else self._answer(parents)
            answers = list(zip(asking, found, strict=True))
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            for _, answered in asking:
                if not answered.done():
                    answered.set_exception(error)
            return
        for (_, answered), answer in answers:
            if not answered.done():
                answered.set_result(answer)
