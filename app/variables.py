"""Variables of the environment that look like settings and are none: misspelt ones, and those of an orchestrator.

Kubernetes tells every container where the services of its namespace are, and Docker where linked containers are,
in variables named after them: a service called `budgetgraph` sets `BUDGETGRAPH_PORT=tcp://10.0.0.1:8000` and a
dozen others. They were not written by whoever configured us, so they are not settings.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

PREFIX = "BUDGETGRAPH_"

_LINK = re.compile(rf"{PREFIX}(\w+_)?(SERVICE_(HOST|PORT\w*)|PORT(_\d+_(TCP|UDP|SCTP)\w*)?)", re.IGNORECASE)
_ADDRESS = re.compile(r"(tcp|udp|sctp)://", re.IGNORECASE)


class Unknown(NamedTuple):
    """A variable with our prefix that nothing reads, and the setting that is probably meant."""

    name: str
    nearest: str | None

    @property
    def message(self) -> str:
        """What is told about it."""
        meant = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"{self.name} is not a setting and does nothing{meant}"


def without_links(variables: Mapping[str, str | None]) -> dict[str, str | None]:
    """The variables without those by which an orchestrator tells where something listens."""
    return {name: value for name, value in variables.items() if not _is_link(name, value)}


def unknown_among(names: Iterable[str], settings: Iterable[str]) -> list[Unknown]:
    """The names with our prefix that no setting has, whatever their case, in order."""
    known = [each.upper() for each in settings]
    given = sorted({each.upper() for each in names if not _LINK.fullmatch(each)})
    ours = [each.removeprefix(PREFIX) for each in given if each.startswith(PREFIX)]
    return [Unknown(f"{PREFIX}{each}", _nearest(each, known)) for each in ours if each not in known]


def _nearest(name: str, known: list[str]) -> str | None:
    return next((f"{PREFIX}{each}" for each in get_close_matches(name, known, n=1, cutoff=0.7)), None)


def _is_link(name: str, value: str | None) -> bool:
    return bool(_LINK.fullmatch(name) and _ADDRESS.match(value or ""))
