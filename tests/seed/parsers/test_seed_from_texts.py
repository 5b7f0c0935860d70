"""Ingesting the five texts gives the seed again: their rows, table by table, and every difference with its reason."""

import csv
import fnmatch
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Context, Row, merged
from seed.parsers.registry import SECTION_PARSERS
from seed.parsers.statements import STATEMENTS
from seed.sources.model import Source
from seed.sources.read import read

TABLES = Path(__file__).parents[3] / "seed" / "tables"
DIFFERENCES = Path(__file__).with_name("differences.csv")

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "duties": ("key",),
    "offices": ("key",),
    "recipients": ("key",),
    "projects": ("key",),
    "project_budgets": ("project", "fiscal_year"),
    "payment_plans": ("project", "fiscal_year", "position"),
    "allocations": ("project", "recipient", "fiscal_year"),
    "cited_rules": ("title",),
    "indicators": ("key",),
    "evaluations": ("key",),
    "grade_bands": ("evaluation", "grade"),
    "score_items": ("evaluation", "criterion"),
    "deductions": ("evaluation", "criterion"),
    "glossary_terms": ("document", "term"),
    "observations": ("document", "line", "value", "text", "unit", "fiscal_year"),
}
"""What makes a row of a table the same row; a figure is the same where it is printed, whatever we call it."""

BY_HAND = {"summary", "rule_summary", "description", "reason", "deviation_reason", "basis", "note", "ambiguous"}
"""Columns in our own words, or about them: parsers leave prose to people."""

ELSEWHERE = {"section", "document"}
"""The headings are compared by a test of their own; which of two documents names a thing first is merging's affair."""

OF_A_FIGURE = {"key", "name", "subject_kind", "subject", "published", "qualifier", "period", "compared_with"} | {
    "classification_scheme",
    "classification_code",
    "approximation",
}
"""What people word more finely than a grammar can; the measures are compared."""

EXACT = frozenset(
    {
        *("duties", "offices", "recipients", "projects", "project_budgets", "payment_plans", "allocations"),
        *("cited_rules", "evaluations", "grade_bands", "deductions", "glossary_terms"),
    }
)
"""The tables of which every row comes out of the texts again."""

LEAST = {"indicators": 0.78, "score_items": 0.86, "observations": 0.92}
"""Which share of the seed's rows the texts give at least; the list of differences says what the others are."""

SOUND = 0.97
"""Which share of what the texts give the seed has, too."""

MEASURED = frozenset(
    {
        *("amount", "change_amount", "change_rate", "share", "execution_rate", "executed_amount"),
        *("initial_budget", "adjusted_budget", "change_vs_initial_budget"),
    }
)


@dataclass(frozen=True)
class Difference:
    """A row that one side lacks, or whose columns differ."""

    table: str
    identity: str
    columns: str

    def fits(self, listed: Mapping[str, str]) -> bool:
        """Whether a line of the list of known differences speaks of it."""
        return (
            listed["table"] == self.table
            and fnmatch.fnmatchcase(self.identity, listed["identity"])
            and set(self.columns.split(";")) <= set(listed["columns"].split(";"))
        )


@cache
def seed_rows(table: str) -> tuple[Row, ...]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@pytest.fixture(scope="module")
def parsed(shared: Path) -> dict[str, list[Row]]:
    """The rows of the five texts by table, names resolved as merging documents resolves them."""
    found: dict[str, list[Row]] = defaultdict(list)
    for document in seed_rows("documents"):
        path = shared / "sources" / f"{document['key']}.txt"
        rows = beside_statements(read(path.read_bytes(), path.name), Context(document, CodeBook.published()))
        for table in IDENTITY:
            found[table] += [{column: resolved(text) for column, text in row.items()} for row in rows[table]]
    return found


def beside_statements(source: Source, context: Context) -> Mapping[str, list[Row]]:
    """What a document says beside its statements, whose cells have tests of their own."""
    parsers = (each for each in SECTION_PARSERS if each is not STATEMENTS and each.recognises(source, context))
    return merged(each.parse(source, context) for each in parsers).rows


@cache
def names() -> dict[str, str]:
    """The keys of projects by the keys that their other names would make."""
    known: dict[str, str] = {}
    for row in seed_rows("projects"):
        for name in filter(None, [row["name"], *row["aliases"].split(";")]):
            known[f"{row['department']}/{name}"] = row["key"]
    return known


@cache
def resolved(text: str) -> str:
    """A cell with the project named in it under the key that the seed knows it by."""
    for department in {row["department"] for row in seed_rows("projects")}:
        if text.startswith(f"{department}/"):
            name, slash, rest = text[len(department) + 1 :].partition("/")
            return names().get(f"{department}/{name}", f"{department}/{name}") + slash + rest
    return text


def identity(table: str, row: Row) -> str:
    return " | ".join(row[column] for column in IDENTITY[table])


def compared(table: str) -> list[str]:
    columns = [column for column in seed_rows(table)[0] if column not in BY_HAND | ELSEWHERE]
    return [column for column in columns if table != "observations" or column not in OF_A_FIGURE]


def differences(table: str, found: list[Row]) -> Iterator[Difference]:
    """What the texts do not give as the seed has it, and what they give that the seed does not have."""
    ours: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        ours[identity(table, row)].append(row)
    wanted: Counter[str] = Counter()
    for row in seed_rows(table):
        own = identity(table, row)
        wanted[own] += 1
        same_place = [each for each in ours[own] if each.get("document") == row.get("document")]
        if len(ours[own]) < wanted[own]:
            yield Difference(table, own, "missing")
            continue
        best = min((_unlike(table, row, each) for each in same_place or ours[own]), key=len)
        if best:
            yield Difference(table, own, ";".join(best))
    for own, rows in ours.items():
        if own not in wanted or (table == "observations" and len(rows) > wanted[own]):
            yield Difference(table, own, "added")


def _unlike(table: str, row: Row, other: Row) -> list[str]:
    return [column for column in compared(table) if row[column] != other[column]]


def listed_differences() -> list[Row]:
    with DIFFERENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_difference_between_the_texts_and_the_seed_has_a_reason(parsed: dict[str, list[Row]]) -> None:
    listed = listed_differences()
    found = [difference for table in IDENTITY for difference in differences(table, parsed[table])]
    unexplained = [each for each in found if not any(each.fits(line) for line in listed)]
    assert unexplained == []
    assert all(line["reason"] for line in listed)


def test_every_reason_given_is_that_of_a_difference(parsed: dict[str, list[Row]]) -> None:
    found = [difference for table in IDENTITY for difference in differences(table, parsed[table])]
    assert [line for line in listed_differences() if not any(each.fits(line) for each in found)] == []


@pytest.mark.parametrize("table", sorted(EXACT))
def test_no_row_of_the_seed_is_missing_from_the_texts(parsed: dict[str, list[Row]], table: str) -> None:
    assert [each for each in differences(table, parsed[table]) if each.columns == "missing"] == []


def test_the_texts_give_the_figures_of_the_seed(
    parsed: dict[str, list[Row]], record_property: Callable[[str, object], None]
) -> None:
    for table in IDENTITY:
        wanted = Counter(identity(table, row) for row in seed_rows(table))
        ours = Counter(identity(table, row) for row in parsed[table])
        if table != "observations":
            wanted, ours = Counter(set(wanted)), Counter(set(ours))
        both = (wanted & ours).total()
        recall, precision = both / wanted.total(), both / ours.total()
        record_property(table, f"{recall:.3f} {precision:.3f}")
        print(f"{table:16} {wanted.total():4} rows  recall {recall:7.1%}  precision {precision:7.1%}")  # noqa: T201
        assert recall >= LEAST.get(table, 1)
        assert precision >= SOUND


def test_amounts_changes_rates_and_shares_are_told_apart(parsed: dict[str, list[Row]]) -> None:
    ours = defaultdict(set)
    for row in parsed["observations"]:
        ours[identity("observations", row)].add(row["measure"])
    amounts = [row for row in seed_rows("observations") if row["measure"] in MEASURED]
    told = [(row, ours[identity("observations", row)]) for row in amounts if ours[identity("observations", row)]]
    assert len(told) / len(amounts) > SOUND
    assert [row["key"] for row, measures in told if row["measure"] not in measures] == []


def test_rows_stand_under_the_headings_of_the_seed(parsed: dict[str, list[Row]]) -> None:
    agreeing = total = 0
    for table in IDENTITY:
        headings = {identity(table, row): row["section"] for row in seed_rows(table)}
        for row in parsed[table]:
            if identity(table, row) in headings:
                total += 1
                ours, theirs = (_bare(each) for each in (row["section"], headings[identity(table, row)]))
                agreeing += ours[-1] in theirs or theirs[-1] in ours
    assert agreeing / total > 0.9


def _bare(section: str) -> list[str]:
    return [title.replace(" ", "").rstrip("：") for title in section.split(" > ")]
