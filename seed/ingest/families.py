"""The things that documents name in several ways: where their names stand, and which forms of a name are one name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from seed.ingest.document_rows import DocumentRows
from seed.ingest.names import department_core, printed_alike, project_core, unit_core
from seed.ingest.order import ACCOUNTS_FIRST, EARLIEST_FIRST, UNITS_FIRST, Precedence
from seed.parsers.parsed import Row

PATH = " > "


class Names:
    """The names of the territories and departments that other names begin with."""

    def __init__(self, documents: Iterable[DocumentRows]) -> None:
        self._jurisdictions: dict[str, str] = {}
        self._departments: dict[str, tuple[str, str]] = {}
        for document in documents:
            self._jurisdictions |= {row["code"]: row["name"] for row in document.of("jurisdictions")}
            for row in document.of("departments"):
                self._departments.setdefault(row["key"], (row["name"], row["jurisdiction"]))

    def jurisdiction(self, code: str) -> str:
        """The name of a territory; empty for one that is not known."""
        return self._jurisdictions.get(code, "")

    def department(self, key: str) -> tuple[str, str]:
        """The names of a department and its territory."""
        name, jurisdiction = self._departments.get(key, ("", ""))
        return name, self.jurisdiction(jurisdiction)


Shape: TypeAlias = Callable[[str, Row, Names], str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form that names of one thing share, and the words that say so in an evidence."""

    of: Shape
    words: str


@dataclass(frozen=True, slots=True)
class Family:
    """A table whose rows have names: where key and name stand, within what two names can be one, by which forms.

    `precedence` orders the documents: the first that has a row of a thing gives it its key, name and main place.
    `is_doubtful` says that names which are merely alike are worth a look.
    """

    table: str
    key: str
    name: str
    block: Callable[[Row], str]
    forms: Sequence[Form]
    precedence: Precedence
    is_doubtful: bool = True


def _printed(name: str, _row: Row, _names: Names) -> str:
    return printed_alike(name)


def _department(name: str, row: Row, names: Names) -> str:
    return department_core(name, names.jurisdiction(row["jurisdiction"]))


def _unit(name: str, row: Row, names: Names) -> str:
    return unit_core(name, names.department(row["department"])[1])


def _project(name: str, row: Row, names: Names) -> str:
    return project_core(name, *names.department(row["department"]))


def _criterion(path: str, _row: Row, _names: Names) -> str:
    return PATH.join(printed_alike(part) for part in path.split(PATH))


_IN_PRINT = Form(_printed, "the same name but for how it is printed")

FAMILIES = (
    Family(
        "departments", "key", "name", lambda row: row["jurisdiction"],
        (_IN_PRINT, Form(_department, "the same body of the same territory")),
        ACCOUNTS_FIRST,
    ),
    Family(
        "budget_units", "key", "name", lambda row: row["department"],
        (_IN_PRINT, Form(_unit, "the same unit of the same department")),
        UNITS_FIRST,
    ),
    Family("recipients", "key", "name", lambda row: row["key"].partition("/")[0], (_IN_PRINT,), ACCOUNTS_FIRST),
    Family("cited_rules", "title", "title", lambda _: "", (_IN_PRINT,), EARLIEST_FIRST, is_doubtful=False),
    Family(
        "projects", "key", "name", lambda row: row["department"],
        (_IN_PRINT, Form(_project, "the same project of the same department")),
        ACCOUNTS_FIRST,
    ),
    Family(
        "criteria", "path", "path", lambda row: str(row["path"].count(PATH)),
        (Form(_criterion, "the same path but for how it is printed"),), EARLIEST_FIRST, is_doubtful=False,
    ),
)  # fmt: skip
"""What is resolved, each after what its keys are made of."""
