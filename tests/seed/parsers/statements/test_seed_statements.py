"""The two texts of the seed give its statements and every one of its budget lines again, column by column."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Context, Row, Section
from seed.parsers.statements import parse_statements
from seed.sources.read import read

TABLES = Path(__file__).parents[4] / "seed" / "tables"
DOCUMENTS = {"qingdao-2021-final-accounts": 454, "qingdao-2023-unit-budget": 1_032}
"""The documents with statements, and how many budget lines each has."""

DIFFERENCES = {
    ("qingdao-2023-unit-budget/04", ("33", "34", "35")): (
        "The seed's author knew from another year's form which side of these rows is blank; "
        "the parser tells it by the number of columns of each side, and its note says so."
    ),
    ("qingdao-2023-unit-budget/10", ("1",)): (
        "The seed says in words that the head of this form is scrambled in the text; "
        "the parser puts it in order and finds it proved by the sums, as in every form, and says nothing."
    ),
}
"""The rows of which only the note, which is prose about a figure, is not that of the seed, and why."""


@cache
def seed_rows(table: str) -> tuple[Row, ...]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@pytest.fixture(scope="module", params=sorted(DOCUMENTS))
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def found(key: str, shared: Path) -> Section:
    (document,) = (row for row in seed_rows("documents") if row["key"] == key)
    path = shared / "sources" / f"{key}.txt"
    return parse_statements(read(path.read_bytes(), path.name), Context(document, CodeBook.published()))


def lines_of_seed(key: str) -> Iterator[Row]:
    return (row for row in seed_rows("budget_lines") if row["statement"].startswith(f"{key}/"))


def place(row: Row) -> tuple[str, str, str]:
    return row["statement"], row["row"], row["column"]


def test_every_budget_line_of_the_seed_comes_out_of_its_text(found: Section, key: str) -> None:
    wanted = {place(row): row for row in lines_of_seed(key)}
    ours = {place(row): row for row in found.rows["budget_lines"]}
    assert len(found.rows["budget_lines"]) == len(ours) == DOCUMENTS[key]
    assert ours.keys() == wanted.keys()
    prose = {(statement, row) for statement, rows in DIFFERENCES for row in rows}
    for at, row in wanted.items():
        columns = row.keys() - ({"note"} if at[:2] in prose else set())
        assert {column: ours[at][column] for column in columns} == {column: row[column] for column in columns}


def test_every_listed_difference_is_one(found: Section, key: str) -> None:
    ours = {place(row): row for row in found.rows["budget_lines"]}
    differing = {place(row)[:2] for row in lines_of_seed(key) if row["note"] != ours[place(row)]["note"]}
    assert differing == {(statement, row) for statement, rows in DIFFERENCES if statement[:-3] == key for row in rows}


def test_every_statement_of_the_seed_comes_out_of_its_text(found: Section, key: str) -> None:
    """But for the notes below the forms, which the seed sums up in its own words."""
    wanted = [row for row in seed_rows("statements") if row["document"] == key]
    assert [_without_note(row) for row in found.rows["statements"]] == [_without_note(row) for row in wanted]


def test_nothing_of_the_forms_is_left_out_or_unknown(found: Section) -> None:
    assert found.warnings == []
    assert found.rows["classifications"] == []


def _without_note(row: Row) -> Row:
    return {column: text for column, text in row.items() if column != "note"}
