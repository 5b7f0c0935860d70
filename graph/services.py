"""What a schema may ask for beyond the engine of a release: the history of releases, and who takes in documents.

Both are effects, and both may be missing: a query from the command line has no intake, a test no history.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.engine import Engine, Release
from graph.errors import HistoryUnavailableError, IngestDisabledError
from graph.history import Difference, IngestedDocument
from graph.identity import Ref
from graph.model import Entity
from graph.work import Intake


class History(Protocol):
    """The releases of a store; every call may take its time, and is made in a thread."""

    def releases(self) -> Sequence[Release]:
        """Every release, newest first."""

    def release(self, asked: str) -> Release:
        """The release of a number or name; InvalidArgumentError where there is none."""

    def engine(self, asked: str) -> Engine:
        """The engine of a release by number or name; InvalidArgumentError where there is none."""

    def received(self, numbers: Sequence[int]) -> list[list[IngestedDocument]]:
        """For each release the documents that it rests on, as they were received, by key."""

    def reports(self, numbers: Sequence[int]) -> list[Mapping[str, Any] | None]:
        """For each release how it came about; None where that was not said."""

    def difference(self, earlier: int, later: int) -> Difference:
        """What is to be done to one release to get another."""

    def states(self, refs: Sequence[Ref], number: int) -> Mapping[Ref, Entity]:
        """The entities of a release that references name."""


@dataclass(frozen=True, slots=True)
class Services:
    """The services of a process, as far as it has any."""

    history_or_none: History | None = None
    intake_or_none: Intake | None = None

    @property
    def history(self) -> History:
        """The history; HistoryUnavailableError where nobody keeps one."""
        if self.history_or_none is None:
            raise HistoryUnavailableError
        return self.history_or_none

    @property
    def intake(self) -> Intake:
        """The intake; IngestDisabledError where nobody takes documents in."""
        if self.intake_or_none is None:
            raise IngestDisabledError
        return self.intake_or_none
