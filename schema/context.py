"""What an operation carries with it: the engine it began with, the services there are, the batches of its level."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from graphql.pyutils import Path

from graph.engine import Engine
from graph.services import Services
from schema.loading import LevelLoader

_NONE = Services()


class Context:
    """The state of one operation; it keeps one engine, so it never sees two releases without asking for them.

    Below a field that names another release, the engine of that release answers. `is_fleeting` says that the answer
    holds for the moment only: a release tells less than what was asked.
    """

    def __init__(self, engine: Engine, services: Services = _NONE) -> None:
        self.engine = engine
        self.services = services
        self.is_fleeting = False
        self._below: dict[int, tuple[Path, Engine]] = {}
        self._loaders: dict[Hashable, LevelLoader] = {}

    def engine_at(self, path: Path) -> Engine:
        """The engine that answers a field: the one asked for at the nearest field around it."""
        around: Path | None = path if self._below else None
        while around is not None:
            known = self._below.get(id(around))
            if known is not None:
                return known[1]
            around = around.prev
        return self.engine

    async def ask_below(self, path: Path, release: str) -> Engine:
        """Let the engine of a release, by number or name, answer whatever is asked below a field."""
        engine = await asyncio.to_thread(self.services.history.engine, release)
        self._below[id(path)] = (path, engine)
        return engine

    def loader(
        self, name: Hashable, answer: Callable[[Sequence[Any]], Sequence[Any]], *, in_a_thread: bool = False
    ) -> LevelLoader:
        """The loader that collects the parents of one field of one level and answers them all at once."""
        if name not in self._loaders:
            self._loaders[name] = LevelLoader(answer, in_a_thread=in_a_thread)
        return self._loaders[name]
