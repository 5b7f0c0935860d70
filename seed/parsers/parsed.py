"""What parsing gives: rows of the dataset's tables as they would be written there, and what could not be read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from seed.parsers.codes import CodeBook
from seed.sources.model import Source

Row: TypeAlias = dict[str, str]
"""A row of a table of `datapackage.json`: the text of every column, "" where a cell is empty."""


@dataclass(frozen=True, slots=True, order=True)
class ParseWarning:
    """Something in the document that was left out because it could not be read with certainty."""

    page: int
    line: int
    text: str


@dataclass(slots=True)
class Section:
    """What one parser found: rows by table, and warnings."""

    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    warnings: list[ParseWarning] = field(default_factory=list)

    def warn(self, source: Source, line: int, text: str) -> None:
        """Report what stands on a line and was left out."""
        self.warnings.append(ParseWarning(source.page_of(line), line, text))

    def extend(self, other: "Section") -> None:
        """Add what another parser found."""
        for table, rows in other.rows.items():
            self.rows[table] += rows
        self.warnings += other.warnings


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a document before its sections are read: its row, and the code lists of the time.

    The row of `documents` names key, title, kind, fiscal year, publisher and, where the statements are those of one
    budget unit, that unit.
    """

    document: Mapping[str, str]
    codes: CodeBook

    @property
    def key(self) -> str:
        """The document's key."""
        return self.document["key"]

    @property
    def kind(self) -> str:
        """The document's kind, a word of `DocumentKind`."""
        return self.document["kind"]

    @property
    def fiscal_year(self) -> int:
        """The year the document reports on."""
        return int(self.document["fiscal_year"])


@dataclass(frozen=True, slots=True)
class SectionParser:
    """A kind of section: how to tell that a document has one, and how to read all of that kind in it."""

    name: str
    recognises: Callable[[Source, Context], bool]
    parse: Callable[[Source, Context], Section]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as rows of the dataset's tables; each row says on which line it is printed."""

    source: Source
    document: Row
    rows: Mapping[str, list[Row]]
    warnings: tuple[ParseWarning, ...]

    def count(self, table: str) -> int:
        """How many rows of a table the document gave."""
        return len(self.rows.get(table, ()))

    @property
    def summary(self) -> dict[str, int]:
        """The number of rows by table, for the tables that got any."""
        return {table: len(rows) for table, rows in self.rows.items() if rows}


def merged(sections: Iterable[Section]) -> Section:
    """The findings of all sections as one."""
    result = Section()
    for section in sections:
        result.extend(section)
    return result
