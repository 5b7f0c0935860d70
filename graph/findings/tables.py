"""A statement as a table: rows with their codes and roles, columns with their headings, and cells as figures.

Nothing here knows a city's form. Which column adds up which others is read from the levels of the headings; which
row adds up which others from codes, numbering and the roles of labels.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.findings.figures import MONEY_UNITS, Figure, line_figure
from graph.findings.labels import PARTS, Role, heading, plain, role
from graph.model import BudgetLine, Statement
from graph.vocabulary import BudgetDirection, Phase


@dataclass(slots=True)
class Column:
    """A column: its number, heading, phase, role, and the side of the budget that its cells stand on."""

    number: int
    path: tuple[str, ...]
    phase: Phase
    role: Role | None
    direction: BudgetDirection = BudgetDirection.BALANCE

    @property
    def label(self) -> str:
        """The heading in one line."""
        return " / ".join(self.path)


@dataclass(slots=True)
class Row:
    """A row: its place, code, label and role, and its cells by column."""

    number: int
    code: str | None
    label: str
    role: Role | None
    order: int
    cells: dict[int, Figure] = field(default_factory=dict)
    lines: dict[int, BudgetLine] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Code and label."""
        return f"{self.code} {plain(self.label)}" if self.code else plain(self.label)


@dataclass(slots=True)
class Table:
    """A statement with its rows in published order."""

    statement: Statement
    unit: str
    columns: dict[int, Column]
    rows: list[Row]

    @property
    def name(self) -> str:
        """How the statement is called in messages: its printed number and title."""
        return " ".join(filter(None, (self.statement.printed_number, self.statement.title)))

    def totals(self) -> list[tuple[Column, list[Column]]]:
        """Every column that adds up others, with those columns."""
        found: list[tuple[Column, list[Column]]] = []
        for phase in dict.fromkeys(column.phase for column in self.columns.values()):
            columns = [column for column in self.columns.values() if column.phase is phase]
            if len({column.path for column in columns}) < len(columns):
                continue  # two columns under one heading: which is the total's part is not known
            tree = _Branch()
            for column in columns:
                tree.add(column.path, column)
            tree.collect(found)
        return found

    def first(self, wanted: Role) -> Row | None:
        """The first row of a role."""
        return next((row for row in self.rows if row.role is wanted), None)


def table_of(statement: Statement, lines: Iterable[BudgetLine]) -> Table:
    """The table that the cells of a statement make up."""
    unit = statement.unit if statement.unit in MONEY_UNITS else "万元"
    columns: dict[int, Column] = {}
    rows: dict[tuple[int, str | None, str], Row] = {}
    for line in lines:
        column = columns.get(line.column)
        if column is None:
            column = columns[line.column] = _column(line)
        if line.direction is not BudgetDirection.BALANCE:
            column.direction = line.direction
        key = (line.row, line.row_code, line.row_label)
        row = rows.get(key)
        if row is None:
            code = line.row_code.replace(" ", "") if line.row_code else None
            # an item of a classification may be called like a row of the form: 30217 公务接待费
            row = rows[key] = Row(line.row, code, line.row_label, None if code else role(line.row_label), len(rows))
        row.cells[line.column] = line_figure(line, unit)
        row.lines[line.column] = line
    ordered = sorted(rows.values(), key=lambda row: (row.number, row.order))
    return Table(statement, unit, dict(sorted(columns.items())), ordered)


def _column(line: BudgetLine) -> Column:
    path = heading(line.column_label)
    return Column(line.column, path, line.phase, role(path[-1]) if path else None)


class _Branch:
    """A heading with the headings below it."""

    def __init__(self) -> None:
        self.leaf: Column | None = None
        self.below: dict[str, _Branch] = {}

    def add(self, path: tuple[str, ...], column: Column) -> None:
        """Put a column at the end of its path."""
        branch = self
        for part in path:
            branch = branch.below.setdefault(part, _Branch())
        branch.leaf = column

    def total(self) -> Column | None:
        """The column that adds up this branch: itself, or the one below it that is headed as a total."""
        if self.leaf is not None:
            return self.leaf
        totals = [each.leaf for each in self.below.values() if each.leaf is not None and each.leaf.role in _TOTALS]
        return totals[0] if len(totals) == 1 else None

    def amounts(self) -> list[Column]:
        """The columns whose sum is this branch."""
        own = self.total()
        return [own] if own is not None else [each for branch in self.below.values() for each in branch.amounts()]

    def collect(self, found: list[tuple[Column, list[Column]]]) -> None:
        """Add the sums of this branch and of those below it."""
        own = self.total()
        if own is not None and self.leaf is None:
            parts = [each for branch in self.below.values() if branch.leaf is not own for each in branch.amounts()]
            _collect_parts(own, parts, found)
        elif own is not None and self.below:
            _collect_parts(own, [each for branch in self.below.values() for each in branch.amounts()], found)
        elif own is None:
            _collect_parts(None, [each for branch in self.below.values() for each in branch.amounts()], found)
        for branch in self.below.values():
            branch.collect(found)


_TOTALS = frozenset({Role.TOTAL, Role.YEAR_TOTAL, Role.GRAND_TOTAL, Role.THREE_PUBLIC})


def _collect_parts(own: Column | None, columns: list[Column], found: list[tuple[Column, list[Column]]]) -> None:
    """The sums among the columns of one level: columns that are parts of a neighbour are added up to it first."""
    left = [column for column in columns if column.role is not Role.ASIDE]
    for whole, roles in PARTS.items():
        head = [column for column in left if column.role is whole and column is not own]
        parts = [column for column in left if column.role in roles]
        if len(head) == 1 and len(parts) > 1:
            found.append((head[0], parts))
            left = [column for column in left if column not in parts]
    if own is None or not left or any(column.role is None for column in left):
        return
    if own.role is Role.YEAR_TOTAL:
        left = [column for column in left if column.role not in (Role.OPENING, Role.CLOSING)]
    found.append((own, left))
