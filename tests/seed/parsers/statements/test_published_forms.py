"""Every cell of every statement of four published PDFs, against figures that a person read from the pages.

`rows_read_by_eye.csv` has the rows as they stand on the rendered pages, with the amounts by column, and
`heads_read_by_eye.csv` the titles, units and headings. Beside them the forms are held against what any form has to
fulfil: the amounts on its pages are all taken, codes add up to their parents, columns to their totals.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from seed.parsers.codes import CodeBook
from seed.parsers.divisions import Divisions
from seed.parsers.parsed import Context, Row, Section
from seed.parsers.recognise import recognised
from seed.parsers.statements import parse_statements
from seed.sources.model import Source
from seed.sources.read import read
from tests.seed.parsers.statements.accounting import broken_identities

HERE = Path(__file__).parent
CELLS = {
    "shanghai-putuo-commerce-2025-unit-budget": 300,
    "shanghai-putuo-social-work-2024-final-accounts": 205,
    "shanghai-putuo-wanli-street-2023-dept-budget": 638,
    "shanghai-putuo-wanli-street-2024-dept-budget": 875,
}
"""The documents, and how many cells of their statements have amounts."""

AMOUNT = re.compile(r"(?<![0-9.,])-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]+\.[0-9]{2})(?![0-9%])")
"""What on a page can be nothing but an amount: it has separators or two decimals."""


@dataclass(frozen=True)
class Document:
    """A published document and what was found in it."""

    content: bytes
    source: Source
    row: Row
    section: Section

    @property
    def key(self) -> str:
        return self.row["key"]

    @property
    def lines(self) -> list[Row]:
        return self.section.rows["budget_lines"]

    @property
    def statements(self) -> dict[str, Row]:
        return {row["key"]: row for row in self.section.rows["statements"]}


@pytest.fixture(scope="module", params=sorted(CELLS))
def document(request: pytest.FixtureRequest, shared: Path) -> Document:
    path = shared / "sources" / "pdf" / f"{request.param}.pdf"
    content = path.read_bytes()
    source = read(content, path.name)
    row, _ = recognised(source, Divisions.published())
    return Document(content, source, row, parse_statements(source, Context(row, CodeBook.published())))


@cache
def by_eye(name: str) -> tuple[Row, ...]:
    with (HERE / f"{name}_read_by_eye.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def cells_by_eye(key: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for row in by_eye("rows"):
        if row["document"] == key:
            for amount in row["amounts"].split():
                column, _, figure = amount.partition(":")
                yield (row["statement"], row["page"], row["row"], row["code"], row["label"], column), figure


def test_every_cell_is_the_one_on_the_page(document: Document) -> None:
    ours = {
        (
            document.statements[line["statement"]]["number"],
            str(document.source.page_of(int(line["line"]))),
            *(line[column] for column in ("row", "row_code", "row_label", "column")),
        ): line["amount"]
        for line in document.lines
    }
    assert len(document.lines) == len(ours) == CELLS[document.key]
    assert ours == dict(cells_by_eye(document.key))


def test_every_statement_has_the_title_unit_and_headings_on_the_page(document: Document) -> None:
    headings: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in document.lines:
        headings[line["statement"]].add((line["column"], line["column_label"]))
    ours = {
        (row["number"], row["title"], row["unit"], *heading)
        for row in document.statements.values()
        for heading in headings[row["key"]] or {("", "")}
    }
    wanted = [row for row in by_eye("heads") if row["document"] == document.key]
    assert ours == {(row["statement"], row["title"], row["unit"], row["column"], row["heading"]) for row in wanted}


def test_every_amount_that_its_pages_print_is_taken(document: Document) -> None:
    """As pdfium's own text of the page has it, which knows nothing of tables."""
    taken: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for line in document.lines:
        taken[document.source.page_of(int(line["line"]))][line["amount"]] += 1
    pdf = pypdfium2.PdfDocument(document.content)
    for page, amounts in taken.items():
        text = pdf[page - 1].get_textpage().get_text_range()
        printed = Counter(match[0].replace(",", "") for match in AMOUNT.finditer(text))
        assert printed - amounts == Counter()
        assert all("." not in amount and len(amount) <= 3 for amount in amounts - printed)
    pdf.close()


def test_all_accounting_identities_hold(document: Document) -> None:
    checked, broken = broken_identities(document.section)
    assert broken == []
    assert checked > 100


def test_nothing_is_left_out(document: Document) -> None:
    assert document.section.warnings == []
    assert len(document.statements) == 9


def test_statements_without_figures_say_so(document: Document) -> None:
    filled = {line["statement"] for line in document.lines}
    empty = [statement for key, statement in document.statements.items() if key not in filled]
    assert empty != []
    assert all("nothing to report" in statement["note"] for statement in empty)


def test_a_misread_figure_would_break_an_identity_nearly_everywhere(document: Document) -> None:
    tried = document.lines[::9]
    unnoticed = []
    for line in tried:
        others = [other for other in document.lines if other["statement"] == line["statement"]]
        changed = [
            other | {"amount": f"{Decimal(line['amount']) + 10}"} if other is line else other for other in others
        ]
        section = Section()
        section.rows["statements"].append(document.statements[line["statement"]])
        section.rows["budget_lines"] += changed
        unnoticed += [] if broken_identities(section)[1] else [line]
    assert len(unnoticed) < 0.1 * len(tried)
