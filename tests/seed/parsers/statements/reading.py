"""What a parser makes of an invented document, held against what the document prints."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from seed.parsers.codes import CodeBook
from seed.parsers.divisions import Divisions
from seed.parsers.parsed import Context, ParseWarning, Row, Section
from seed.parsers.recognise import recognised
from seed.parsers.statements import parse_statements
from seed.sources.read import read
from tests.documents.printed import PrintedDocument

DIVISIONS = Divisions.of_rows([("990100", "青禾市")])

OWN_HEADING = "基本支出 / "
"""The seed names the parts of basic expenditure by themselves, and their sum together with it."""


@dataclass(frozen=True)
class Reading:
    """How many cells a document prints, how many were read right, which were read that it does not print."""

    printed: int
    right: int
    wrong: list[Row]
    warnings: list[ParseWarning]
    titles: set[str]

    @property
    def share(self) -> float:
        return self.right / self.printed


def statements_of(content: bytes, name: str) -> Section:
    """The statements of a document of the invented city."""
    source = read(content, name)
    row, _ = recognised(source, DIVISIONS)
    return parse_statements(source, Context(row, CodeBook.published()))


def held_against(document: PrintedDocument, content: bytes, name: str, *, numbered: bool = True) -> Reading:
    """What was read of a document; `numbered` compares the numbers of rows too, which text without geometry loses."""
    section = statements_of(content, name)
    titles = {row["key"]: row["title"] for row in section.rows["statements"]}
    found: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in section.rows["budget_lines"]:
        words = [row[column] for column in ("row_code", "row_label", "column", "column_label", "amount", "unit")]
        found[(titles[row["statement"]], row["row"] if numbered else "", *words)].append(row)
    wanted: Counter[tuple[str, ...]] = Counter(
        (
            table.title,
            str(figure.row) if numbered else "",
            *(figure.code, figure.label, str(figure.column), spelt(figure.heading), figure.amount, table.unit),
        )
        for table in document.tables
        for figure in table.figures
    )
    wrong = [row for key, rows in found.items() for row in rows[wanted[key] :]]
    right = sum(min(len(rows), wanted[key]) for key, rows in found.items())
    return Reading(wanted.total(), right, wrong, section.warnings, set(titles.values()))


def spelt(heading: str) -> str:
    """A column's headings as the seed spells them."""
    if not heading.startswith(OWN_HEADING):
        return heading
    part = heading.removeprefix(OWN_HEADING)
    return f"基本支出{part}" if part in {"小计", "合计"} else part
