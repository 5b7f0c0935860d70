"""The packaged tables themselves: plain, described, valid for others' tools, and free of copied sentences."""

import csv
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from frictionless import Package

from graph import vocabulary
from seed.dataset import PACKAGED
from seed.package import read_package
from seed.table import Tables

VERBATIM = {
    # keys, and names of things
    *(
        "key",
        "subject",
        "project",
        "predecessor",
        "evaluation",
        "criterion",
        "path",
        "parent",
        "document",
        "department",
    ),
    *("publisher", "unit", "statement", "name", "aliases", "title", "number", "term", "external_names", "published_as"),
    *("using_unit", "cited_rules", "level1", "level2", "row_label", "column_label", "recipient"),
    # headings, and cells of published tables
    *("section", "locator", "detail", "target_text", "text", "qualifier"),
}
"""The columns in which what is printed stands as it is printed; in all others the words are our own."""


def test_no_sentence_of_a_document_is_copied(shared: Path) -> None:
    printed: set[str] = set()
    for path in (shared / "sources").glob("*.txt"):
        printed |= _runs(path.read_text(encoding="utf-8"))
    tables = read_package(PACKAGED)
    names = {run for text in _texts(tables, verbatim=True) for run in _runs(text)}
    figure = re.compile(r"[\W\d]*(增加了?|减少|调增|调减)?[\W\d]*(万元)?")
    copied = [
        text
        for text in _texts(tables, verbatim=False)
        if (_runs(text) & printed) - names and figure.fullmatch(text) is None
    ]
    assert copied == []


def _texts(tables: Tables, *, verbatim: bool) -> Iterator[str]:
    """The texts of all tables in columns that are verbatim, or that are not."""
    for table in tables.values():
        columns = [field["name"] for field in table.schema["fields"] if field["type"] in {"string", "list"}]
        for row in table:
            for column in columns:
                if (column in VERBATIM) is verbatim and row[column]:
                    cell = row[column]
                    yield from map(str, cell) if isinstance(cell, tuple) else (cell,)


def _runs(text: str, length: int = 12) -> set[str]:
    """Every run of characters of the length at which copying begins; white space does not count."""
    joined = "".join(text.split())
    return {joined[at : at + length] for at in range(len(joined) - length + 1)}


def test_the_package_is_valid_for_frictionless() -> None:
    report = Package(str(PACKAGED / "datapackage.json")).validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert report.valid


def test_every_table_is_described_and_every_column_says_what_it_holds() -> None:
    resources = json.loads((PACKAGED / "datapackage.json").read_bytes())["resources"]
    assert {resource["path"] for resource in resources} == {
        f"tables/{path.name}" for path in (PACKAGED / "tables").iterdir()
    }
    for resource in resources:
        for field in resource["schema"]["fields"]:
            assert field["description"].endswith("."), (resource["name"], field["name"])


WORDS: dict[tuple[str, str], type[StrEnum]] = {
    ("documents", "kind"): vocabulary.DocumentKind,
    ("statements", "kind"): vocabulary.StatementKind,
    ("classifications", "scheme"): vocabulary.Scheme,
    ("classifications", "basis"): vocabulary.Basis,
    ("classification_mappings", "kind"): vocabulary.MappingKind,
    ("classification_mappings", "confidence"): vocabulary.Confidence,
    ("budget_lines", "phase"): vocabulary.Phase,
    ("budget_lines", "direction"): vocabulary.BudgetDirection,
    ("budget_lines", "expenditure_type"): vocabulary.ExpenditureType,
    ("evaluations", "kind"): vocabulary.EvaluationKind,
    ("evaluations", "grade"): vocabulary.Grade,
    ("indicators", "target_comparison"): vocabulary.Comparison,
    ("score_items", "rule"): vocabulary.ScoringRule,
    ("observations", "approximation"): vocabulary.Approximation,
}


@pytest.mark.parametrize(("table", "column"), WORDS)
def test_the_words_of_a_column_are_those_of_the_domain(table: str, column: str) -> None:
    resources = json.loads((PACKAGED / "datapackage.json").read_bytes())["resources"]
    schema = next(resource["schema"] for resource in resources if resource["name"] == table)
    field = next(field for field in schema["fields"] if field["name"] == column)
    assert field["constraints"]["enum"] == list(WORDS[table, column])


def test_tables_are_plain_csv_with_line_feeds() -> None:
    for path in (PACKAGED / "tables").iterdir():
        data = path.read_bytes()
        assert data.endswith(b"\n")
        rows = list(csv.reader(data.decode().splitlines()))
        assert len({len(row) for row in rows}) == 1, path
