"""The releases of the store as the running service knows them: the current one, those before, and the next one.

The store is asked every few seconds, and at once where this process has made a release itself, whether there is a
newer one. It is loaded in a thread beside the requests and takes the place of the current one in one step: no request
fails, and each finishes on the release that it began with. Older releases are loaded when they are asked for, and a
few are kept.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Any

import structlog

from app.engines import CurrentEngine, NotReadyError
from graph.engine import Engine, Release
from graph.errors import InvalidArgumentError
from graph.history import Difference, IngestedDocument
from graph.identity import Ref
from graph.memory import MemoryEngine
from graph.model import Entity

if TYPE_CHECKING:
    from graph.store import Store

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """How releases are followed: how often the store is asked, how many older ones are kept, how one is loaded."""

    load: "Callable[[Store, Release], Engine]"
    poll_seconds: float = 2.0
    kept: int = 2


class Releases:
    """The releases of a store; implements `graph.services.History`. Threads may share it."""

    def __init__(self, database: str, current: CurrentEngine, following: Following) -> None:
        self._database = database
        self._current = current
        self._following = following
        self._older: OrderedDict[int, Engine] = OrderedDict()
        self._loading = Lock()
        self._wake: Callable[[], None] = lambda: None

    @cached_property
    def _store(self) -> "Store":
        from graph.store import Store  # noqa: PLC0415 - its libraries are not loaded before they are needed

        return Store(self._database)

    def notify(self) -> None:
        """Look for a newer release now; any thread may say so."""
        self._wake()

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Follow the store while the block runs."""
        loop, woken = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            loop.call_soon_threadsafe(woken.set)

        self._wake = wake
        following = asyncio.create_task(self._follow(woken))
        try:
            yield
        finally:
            self._wake = lambda: None
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following

    async def _follow(self, woken: asyncio.Event) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), self._following.poll_seconds)
            woken.clear()
            try:
                await self._take_over()
            except Exception as error:  # noqa: BLE001 - whatever is wrong with the store, the service goes on
                log.warning("release_unavailable", error=str(error))

    async def _take_over(self) -> None:
        """Serve the newest release, where it is not served yet."""
        newest = await asyncio.to_thread(self._newest)
        if newest is None or newest == _release(self._current):
            return
        started = perf_counter()
        engine = await asyncio.to_thread(self._following.load, self._store, newest)
        self._current.swap(engine)
        log.info(
            "release",
            release=engine.release.name,
            number=engine.release.number,
            entities=engine.release.entity_count,
            ms=round((perf_counter() - started) * 1000),
        )

    def _newest(self) -> Release | None:
        return self._store.current()

    def releases(self) -> Sequence[Release]:
        """Every release, newest first."""
        return self._store.releases()[::-1]

    def release(self, asked: str) -> Release:
        """The release of a number or name, the newest of that name; InvalidArgumentError where there is none."""
        known = self.releases()
        for release in known:
            if asked in {str(release.number), release.name}:
                return release
        raise InvalidArgumentError("release", asked, f"the number or name of a release, 1 to {len(known)}")

    def engine(self, asked: str) -> Engine:
        """The engine of a release by number or name: the current one, one that is kept, or one loaded now."""
        wanted = self.release(asked)
        if wanted == _release(self._current):
            return self._current()
        with self._loading:  # one at a time: two would take twice the memory for one answer
            engine = self._older.pop(wanted.number, None)
            if engine is None:
                engine = self._following.load(self._store, wanted)
            self._older[wanted.number] = engine
            while len(self._older) > self._following.kept:
                self._older.popitem(last=False)
            return engine

    def received(self, numbers: Sequence[int]) -> list[list[IngestedDocument]]:
        """For each release the documents that it rests on, as they were received, by key."""
        known = {number: self._store.documents(number) for number in dict.fromkeys(numbers)}
        return [known[number] for number in numbers]

    def reports(self, numbers: Sequence[int]) -> list[Mapping[str, Any] | None]:
        """For each release how it came about; None where that was not said."""
        known = {number: self._store.report(number) for number in dict.fromkeys(numbers)}
        return [known[number] for number in numbers]

    def difference(self, earlier: int, later: int) -> Difference:
        """What is to be done to one release to get another."""
        return self._store.difference(earlier, later)

    def states(self, refs: Sequence[Ref], number: int) -> Mapping[Ref, Entity]:
        """The entities of a release that references name."""
        return self._store.states(refs, number)


def in_memory(store: "Store", release: Release) -> Engine:
    """The engine of a release, loaded into memory."""
    return MemoryEngine(*store.load(release.number))


def in_the_database(database: str) -> "Callable[[Store, Release], Engine]":
    """What gives the engine of a release that asks the database; nothing is loaded."""

    def load(_: "Store", release: Release) -> Engine:
        from graph.database import Database  # noqa: PLC0415 - as in `Releases`
        from graph.sql.engine import SqlEngine  # noqa: PLC0415 - likewise

        return SqlEngine(Database(database), release)

    return load


def _release(current: CurrentEngine) -> Release | None:
    try:
        return current().release
    except NotReadyError:
        return None
