"""What an operation carries with it: the engine it began with, and the batches of its level."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from strawberry.dataloader import DataLoader

from graph.engine import Engine


class Context:
    """The state of one operation; it keeps one engine, so it never sees two releases."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    def loader(self, name: Hashable, answer: Callable[[Sequence[Any]], Sequence[Any]]) -> DataLoader[Any, Any]:
        """The loader that collects the parents of one field of one level and answers them all at once."""
        if name not in self._loaders:

            async def load(parents: list[Any]) -> Sequence[Any]:
                return answer(parents)

            self._loaders[name] = DataLoader(load_fn=load, cache=False)
        return self._loaders[name]
