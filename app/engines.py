"""The engine of the release that is served now, and how it is got from the store.

The holder is the one place that changes when a release is swapped in. A request takes the engine once and keeps
it, so no request ever sees two releases and none fails for a swap.
"""

from collections.abc import Callable

from app.settings import Settings
from graph import snapshot
from graph.dataset import Dataset
from graph.engine import Engine, Release
from graph.errors import BudgetgraphError
from graph.memory import MemoryEngine

EngineProvider = Callable[[], Engine]
"""Loads the current release; it may take its time, and is called in a thread."""


class NotReadyError(BudgetgraphError):
    """No release has been loaded yet."""

    code = "NOT_READY"

    def __init__(self) -> None:
        super().__init__("no release is loaded yet; ask again in a moment")


class CurrentEngine:
    """Holds the current engine; reading and swapping are each one step, so no reader needs a lock."""

    def __init__(self) -> None:
        self._engine: Engine | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is an engine."""
        return self._engine is not None

    def __call__(self) -> Engine:
        """The current engine; NotReadyError before the first release."""
        if self._engine is None:
            raise NotReadyError
        return self._engine

    def swap(self, engine: Engine) -> None:
        """Serve this engine from now on; requests in flight finish with the one they began with."""
        self._engine = engine


def engine_of(settings: Settings) -> EngineProvider:
    """The provider of the engine that the settings name, of the current release of their store."""
    return stored_engine(settings.database) if settings.engine == "memory" else asked_engine(settings.database)


def asked_engine(database: str) -> EngineProvider:
    """The provider of an engine that asks the database, of its current release; nothing is loaded."""

    def load() -> Engine:
        from graph.database import Database  # noqa: PLC0415 - as in `_from_store`
        from graph.sql.engine import SqlEngine  # noqa: PLC0415 - likewise
        from graph.store import Store  # noqa: PLC0415 - likewise

        with Store(database) as store:
            release = store.release()
        asked = Database(database)
        asked.close()  # processes that are forked from this one open connections of their own
        return SqlEngine(asked, release)

    return load


def stored_engine(database: str) -> EngineProvider:
    """The provider of a memory engine of the store's current release.

    It comes from the snapshot beside the database where that is of the same state, else from the store, which
    makes a snapshot for the next start.
    """

    def load() -> Engine:
        file = snapshot.file_of(database)
        kept = snapshot.loaded(file) if file is not None else None
        return MemoryEngine(*(_from_store(database) if kept is None else kept))

    return load


def _from_store(database: str) -> tuple[Dataset, Release]:
    from graph.store import Store  # noqa: PLC0415 - its libraries take longer to load than all the rest of a start

    file = snapshot.file_of(database)
    before = snapshot.stamp_of(file) if file is not None else None
    with Store(database) as store:
        dataset, release = store.load()
    if file is not None and before is not None and before.is_settled and before == snapshot.stamp_of(file):
        snapshot.saved(file, before, dataset, release)
    return dataset, release
