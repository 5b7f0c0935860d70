"""What was measured."""

import statistics
from collections import defaultdict
from dataclasses import dataclass, field


def _by_question_and_server() -> dict[str, dict[str, list[float]]]:
    return defaultdict(lambda: defaultdict(list))


@dataclass
class Results:
    """Rates, latencies and processor time by question and server, one for each round; and what was left out."""

    rates: dict[str, dict[str, list[float]]] = field(default_factory=_by_question_and_server)
    latencies: dict[str, dict[str, list[float]]] = field(default_factory=_by_question_and_server)
    processor: dict[str, dict[str, list[float]]] = field(default_factory=_by_question_and_server)
    sizes: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    skipped: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def median(self, question: str, server: str) -> float | None:
        """The median of the requests per second; None where it was not measured."""
        measured = self.rates[question].get(server)
        return statistics.median(measured) if measured else None


@dataclass(frozen=True)
class Setting:
    """How it was measured: rounds, seconds for each question, and the cores of servers and load, if pinned."""

    rounds: int
    seconds: int
    cores: tuple[int | None, int | None]
