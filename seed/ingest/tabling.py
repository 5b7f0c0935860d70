"""Rows in memory as checked tables, by the descriptor and the validators of the packaged ones.

Everything that is wrong is found at once; each problem knows the row, and so the document, that it is about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import DatasetProblem
from seed.editions import Editions
from seed.ingest.layout import layouts
from seed.keys import broken_keys
from seed.package import table_of
from seed.parsers.parsed import Row
from seed.references import broken_budget_lines, broken_references
from seed.table import Table


@dataclass(frozen=True, slots=True)
class UnsoundRow:
    """A row that breaks the rules of its table, and how."""

    table: str
    row: Row
    column: str
    found: str
    expected: str

    @property
    def document(self) -> str:
        """The key of the document that prints it; of a criterion, which none alone does, its path."""
        if self.table == "budget_lines":
            return self.row["statement"].rpartition("/")[0]
        return self.row.get("document") or self.row.get("key") or next(iter(self.row.values()))

    @property
    def words(self) -> str:
        """What is wrong, in words for a report."""
        return f"{self.table}.{self.column}: found `{self.found[:60]}`, expected {self.expected}"


@dataclass(slots=True)
class Checked:
    """Tables by name, and the rows that are unsound; the tables are fit to be used only where none is."""

    tables: dict[str, Table] = field(default_factory=dict)
    unsound: list[UnsoundRow] = field(default_factory=list)


def checked_tables(rows: Mapping[str, Sequence[Row]]) -> Checked:
    """The tables of all rows; where one is missing it is empty.

    As for the packaged tables, links are looked at only where all cells are sound: beside a broken one every link
    would look broken.
    """
    result, problems = Checked(), list[DatasetProblem]()
    for name in layouts():
        result.tables[name] = _table(name, rows.get(name, ()), problems)
    if not problems:
        problems += broken_keys(result.tables)
    if not problems:
        problems += broken_references(result.tables, Editions(result.tables["classifications"]))
    result.unsound = list(_located(problems, rows))
    return result


def checked_lines(rows: Sequence[Row], statements: Table, editions: Editions) -> Checked:
    """The budget lines of one document as a table, given the table of that document's statements."""
    result, problems = Checked(), list[DatasetProblem]()
    result.tables["budget_lines"] = _table("budget_lines", rows, problems)
    if not problems:
        problems += broken_keys({"statements": statements, **result.tables})
        problems += broken_budget_lines(result.tables["budget_lines"], editions)
    result.unsound = list(_located(problems, {"budget_lines": rows}))
    return result


def _table(name: str, rows: Sequence[Row], problems: list[DatasetProblem]) -> Table:
    layout = layouts()[name]
    records = [[row[column] for column in layout.columns] for row in rows]
    return table_of(layout.path, layout.schema, range(1, len(rows) + 1), records, problems)


def _located(problems: Iterable[DatasetProblem], rows: Mapping[str, Sequence[Row]]) -> Iterable[UnsoundRow]:
    """The problems with the rows they are about: the line of a table in memory is the number of its row."""
    names = {layout.path: name for name, layout in layouts().items()}
    for problem in problems:
        name = names[problem.file]
        yield UnsoundRow(name, rows[name][problem.line - 1], problem.column, str(problem.found), problem.expected)
