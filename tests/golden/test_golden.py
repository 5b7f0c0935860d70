"""Everything a careful reader found in the five documents is in the dataset, with the same value and source."""

from pathlib import Path

import pytest

from graph.model import BudgetLine
from graph.money import AmountUnit
from graph.vocabulary import EntityKind
from seed.dataset import load_dataset
from tests.golden.answers import Answer, Library, answers
from tests.golden.records import Fact, cells, facts, same


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(load_dataset())


def test_every_fact_that_was_read_is_in_the_dataset(shared: Path, library: Library) -> None:
    records = list(facts(shared / "golden"))
    unanswered = [str(fact) for fact in records if not any(_fits(fact, each) for each in answers(fact, library))]
    assert len(records) == 626
    assert unanswered == []


def test_what_the_reader_could_not_tell_is_served_as_ambiguous(shared: Path, library: Library) -> None:
    doubtful = [fact for fact in facts(shared / "golden") if fact.is_ambiguous]
    certain = [
        str(fact)
        for fact in doubtful
        if not any(answer.ambiguous for answer in answers(fact, library) if _fits(fact, answer))
    ]
    assert doubtful
    assert certain == []


def test_every_fact_is_found_under_the_heading_that_prints_it(shared: Path, library: Library) -> None:
    elsewhere = [
        str(fact)
        for fact in facts(shared / "golden")
        if not any(
            _fits(fact, answer) and fact.section in {source.locator for source in answer.sources}
            for answer in answers(fact, library)
        )
    ]
    assert elsewhere == []


def test_every_cell_that_was_read_is_in_the_dataset(shared: Path, library: Library) -> None:
    served = set()
    for line in library.dataset.of(EntityKind.BUDGET_LINE):
        assert isinstance(line, BudgetLine)
        row = line.row_code or line.row_label
        amount = line.money.in_unit(AmountUnit.WAN_YUAN)
        served.add((line.document_key, line.statement_number, row, line.row_label, line.column_label, str(amount)))
    records = list(cells(shared / "golden"))
    assert len(records) == 209
    assert [str(cell) for cell in records if tuple(cell) not in served] == []


def _fits(fact: Fact, answer: Answer) -> bool:
    """Same value, sign and unit, printed in the same document; the year is part of the question."""
    return (
        same(fact.value, answer.value)
        and fact.unit in {None, answer.unit}
        and fact.doc in {source.document_key for source in answer.sources}
    )
