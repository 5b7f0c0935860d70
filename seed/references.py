"""What a table schema cannot say: keys whose table another column names, codes in a year, money in whole fen."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from graph.errors import DatasetProblem
from seed.amounts import is_payable
from seed.editions import CODES, Editions
from seed.table import Row, Table, Tables

KINDS: dict[str, tuple[str, Callable[[Row], str]]] = {
    "JURISDICTION": ("jurisdictions", lambda row: row["code"]),
    "DEPARTMENT": ("departments", lambda row: row["key"]),
    "DUTY": ("duties", lambda row: row["key"]),
    "BUDGET_UNIT": ("budget_units", lambda row: row["key"]),
    "OFFICE": ("offices", lambda row: row["key"]),
    "RECIPIENT": ("recipients", lambda row: row["key"]),
    "PROJECT": ("projects", lambda row: row["key"]),
    "PROJECT_BUDGET": ("project_budgets", lambda row: f"{row['project']}/{row['fiscal_year']}"),
    "ALLOCATION": ("allocations", lambda row: f"{row['project']}/{row['recipient']}/{row['fiscal_year']}"),
    "INDICATOR": ("indicators", lambda row: row["key"]),
    "EVALUATION": ("evaluations", lambda row: row["key"]),
    "SCORE_ITEM": ("score_items", lambda row: f"{row['evaluation']}/{row['criterion']}"),
    "OBSERVATION": ("observations", lambda row: row["key"]),
    "CITED_RULE": ("cited_rules", lambda row: row["title"]),
}
"""The table of each kind that other tables name by kind and key, and the key of its rows."""

KIND_AND_KEY = (
    ("indicators", "subject_kind", "subject"),
    ("evaluations", "subject_kind", "subject"),
    ("observations", "subject_kind", "subject"),
    ("mentions", "kind", "key"),
)
"""The tables that name a row of another by two columns."""

MONEY = (
    ("payment_plans", ("amount",)),
    ("project_budgets", ("approved", "adjusted", "executed", "fiscal_funds", "other_funds")),
    ("allocations", ("approved", "adjusted", "executed")),
)
"""The columns that hold money in the unit of the row, but for those of budget lines."""


class Use(NamedTuple):
    """How a row uses a code: in which column, as a code of which scheme, in which year."""

    column: str
    scheme: str
    year: int


def broken_references(tables: Tables, editions: Editions) -> Iterator[DatasetProblem]:
    """Every link that leads nowhere and every amount that nobody can pay."""
    yield from _unknown_keys(tables)
    yield from _unknown_rules(tables)
    yield from _unknown_parents(tables["classifications"], editions)
    yield from _unknown_codes(tables["project_funding"], editions)
    yield from _unknown_observed_codes(tables["observations"], editions)
    for name, columns in MONEY:
        yield from _finer_than_fen(tables[name], columns)
    yield from broken_budget_lines(tables["budget_lines"], editions)


def broken_budget_lines(table: Table, editions: Editions) -> Iterator[DatasetProblem]:
    """Every code of budget lines that means nothing in its year, and every amount that nobody can pay."""
    yield from _unknown_codes(table, editions)
    yield from _finer_than_fen(table, ("amount",))


def _unknown_keys(tables: Tables) -> Iterator[DatasetProblem]:
    known = {kind: {key(row) for row in tables[name]} for kind, (name, key) in KINDS.items()}
    for name, kind_column, key_column in KIND_AND_KEY:
        for row in tables[name]:
            kind, key = row[kind_column], row[key_column]
            if key not in known[kind]:
                expected = f"the key of a {kind} in {tables[KINDS[kind][0]].path}"
                yield DatasetProblem(tables[name].path, row.line, key_column, key, expected)


def _unknown_rules(tables: Tables) -> Iterator[DatasetProblem]:
    titles = {row["title"] for row in tables["cited_rules"]}
    for row in tables["indicators"]:
        for title in row["cited_rules"]:
            if title not in titles:
                expected = f"a title of {tables['cited_rules'].path}"
                yield DatasetProblem(tables["indicators"].path, row.line, "cited_rules", title, expected)


def _unknown_parents(table: Table, editions: Editions) -> Iterator[DatasetProblem]:
    for row in table:
        yield from _unknown_code(table, row, Use("parent", row["scheme"], row["edition"]), editions)


def _unknown_codes(table: Table, editions: Editions) -> Iterator[DatasetProblem]:
    columns = {column: scheme for column, scheme in CODES.items() if column in _columns(table)}
    for row in table:
        for column, scheme in columns.items():
            yield from _unknown_code(table, row, Use(column, scheme, row["fiscal_year"]), editions)


def _unknown_observed_codes(table: Table, editions: Editions) -> Iterator[DatasetProblem]:
    for row in table:
        if (row["classification_scheme"] is None) != (row["classification_code"] is None):
            found = f"{row['classification_scheme']}, {row['classification_code']}"
            columns = "classification_scheme, classification_code"
            yield DatasetProblem(table.path, row.line, columns, found, "both a scheme and a code, or neither")
        else:
            use = Use("classification_code", row["classification_scheme"], row["fiscal_year"])
            yield from _unknown_code(table, row, use, editions)


def _unknown_code(table: Table, row: Row, use: Use, editions: Editions) -> Iterator[DatasetProblem]:
    code = row[use.column]
    if code is not None and editions.find(use.scheme, code, use.year) is None:
        years = ", ".join(map(str, editions.years(use.scheme, code))) or "no year"
        expected = f"a code of {use.scheme} in {use.year}; this one is known for {years}"
        yield DatasetProblem(table.path, row.line, use.column, code, expected)


def _columns(table: Table) -> set[str]:
    return {field["name"] for field in table.schema["fields"]}


def _finer_than_fen(table: Table, columns: Iterable[str]) -> Iterator[DatasetProblem]:
    for row in table:
        for column in columns:
            value = row[column]
            if value is not None and not is_payable(value, row["unit"]):
                found = f"{value} {row['unit']}"
                yield DatasetProblem(table.path, row.line, column, found, "a whole number of fen")
