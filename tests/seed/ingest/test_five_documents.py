"""The five texts, ingested into an empty store, give the seed again, table by table; every difference has its reason.

What people decided about them stands in `five/corrections.csv`, as it would beside any store. What parsers read
otherwise than people, figure by figure, is the subject of `tests/seed/parsers/test_seed_from_texts.py`.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.store import Store
from graph.work import FileStatus
from seed.ingest.corrections import read_corrections
from seed.ingest.document_rows import DocumentRows
from seed.ingest.indicators import aligned
from seed.ingest.ingesting import Place, Wish, ingest
from seed.ingest.layout import CODE_LISTS, layouts
from seed.ingest.merging import merged
from seed.ingest.packaged import packaged_rows
from seed.ingest.reading import File
from seed.ingest.report import IngestReport
from seed.ingest.resolution import resolved
from seed.parsers.parsed import Row

FIVE = Path(__file__).with_name("five")

BY_HAND = {"summary", "rule_summary", "description", "reason", "deviation_reason", "basis", "note", "ambiguous"}
"""Columns in our own words, or about them: parsers leave prose to people."""

HEADINGS = {"section"}
"""How deep headings nest is compared by the tests of the outline."""

BY_SHARE = {"observations": 0.92, "mentions": 0.73}
"""The tables in which people chose what to write down, and the share of the seed's rows that must come out again.

Parsers note where a rule, a recipient, an allocation, a level's points, an evaluation's score or the same figure is
printed again; where a department, a budget or a figure is told again in other words was noted by hand.
"""

MISSING, EXTRA = "MISSING", "EXTRA"


class Difference(NamedTuple):
    """What differs of a row: that one side lacks it, or which columns."""

    table: str
    key: str
    columns: frozenset[str]

    def fits(self, listed: Mapping[str, str]) -> bool:
        """Whether a line of the list speaks of it."""
        return (
            listed["table"] == self.table
            and fnmatchcase(self.key, listed["key"].replace("[", "[[]"))
            and self.columns <= set(listed["columns"].split(";"))
        )


class Outcome(NamedTuple):
    """The report of the ingest, and the tables that it made."""

    report: IngestReport
    tables: Mapping[str, list[Row]]


@pytest.fixture(scope="module")
def outcome(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("five")
    place = Place(f"sqlite:///{folder}/store.db", folder / "archive", FIVE / "corrections.csv")
    texts = sorted((shared / "sources").glob("*.txt"))
    report = ingest([File(path, path.name) for path in texts], place, Wish(processes=2))
    with Store(place.database) as store:
        documents = [DocumentRows.decoded(each.content) for each in store.rows()]
    decisions = read_corrections(place.corrections)
    tables = merged(aligned(resolved(documents, decisions.decided).documents)).rows
    decisions.apply(tables)
    return Outcome(report, tables)


def listed() -> list[dict[str, str]]:
    with (FIVE / "differences.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def differences(tables: Mapping[str, list[Row]]) -> Iterator[Difference]:
    for name, layout in layouts().items():
        if name in {*CODE_LISTS, *BY_SHARE}:
            continue
        seed = {" | ".join(layout.key(row)): row for row in packaged_rows()[name]}
        made = {" | ".join(layout.key(row)): row for row in tables[name]}
        compared = [column for column in layout.columns if column not in {*BY_HAND, *HEADINGS}]
        for key in seed.keys() | made.keys():
            if key not in made:
                yield Difference(name, key, frozenset({MISSING}))
            elif key not in seed:
                yield Difference(name, key, frozenset({EXTRA}))
            elif columns := frozenset(column for column in compared if seed[key][column] != made[key][column]):
                yield Difference(name, key, columns)


def test_every_text_becomes_its_document(outcome: Outcome) -> None:
    keys = {row["key"] for row in packaged_rows()["documents"]}
    assert {each.key for each in outcome.report.files} == keys
    assert {each.status for each in outcome.report.files} == {FileStatus.ADDED}


def test_every_difference_from_the_seed_is_listed_with_its_reason(outcome: Outcome) -> None:
    known = listed()
    unlisted = [each for each in differences(outcome.tables) if not any(each.fits(line) for line in known)]
    assert sorted(unlisted) == []


def test_no_listed_difference_has_gone_unnoticed(outcome: Outcome) -> None:
    found = list(differences(outcome.tables))
    gone = [(line["table"], line["key"]) for line in listed() if not any(each.fits(line) for each in found)]
    assert gone == []


def test_every_cell_of_every_statement_is_that_of_the_seed(outcome: Outcome) -> None:
    for table in ("statements", "budget_lines"):
        layout = layouts()[table]
        seed = {layout.key(row): row for row in packaged_rows()[table]}
        made = {layout.key(row): row for row in outcome.tables[table]}
        assert made.keys() == seed.keys()
        for key, row in seed.items():
            assert {column: made[key][column] for column in ("unit",)} == {"unit": row["unit"]}
            if table == "budget_lines":
                assert (made[key]["amount"], made[key]["phase"]) == (row["amount"], row["phase"]), key


def test_the_figures_of_the_prose_come_out_again_for_the_most_part(outcome: Outcome) -> None:
    for table, columns in (
        ("observations", ("document", "line", "value", "text", "unit", "fiscal_year")),
        ("mentions", ("kind", "document", "line")),
    ):
        seed = Counter(tuple(row[column] for column in columns) for row in packaged_rows()[table])
        made = Counter(tuple(row[column] for column in columns) for row in outcome.tables[table])
        share = (seed & made).total() / seed.total()
        assert share >= BY_SHARE[table], (table, share)


def test_people_decide_and_the_release_says_so(outcome: Outcome) -> None:
    decided = [each for each in outcome.report.origin["merges"] if str(each["evidence"]).startswith("decided: ")]
    assert len(decided) == len(read_corrections(FIVE / "corrections.csv").all)
    assert outcome.report.origin["idle_corrections"] == []
