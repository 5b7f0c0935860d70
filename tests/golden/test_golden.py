"""Everything a careful reader found in the five documents is served, with the same value and source."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from graph.findings.check import with_findings
from graph.history import release_of
from graph.memory import MemoryEngine
from schema.build import build_schema
from schema.context import Context
from seed.dataset import load_dataset
from tests.golden.answers import Answer, answers
from tests.golden.records import Fact, cells, facts, same
from tests.golden.served import Served, served_by


@pytest.fixture(scope="module")
def served() -> Served:
    """The seed as the API serves it."""
    schema = build_schema()
    dataset = with_findings(load_dataset())
    engine = MemoryEngine(dataset, release_of(dataset, number=1, built_at=""))

    def ask(query: str, variables: dict[str, Any]) -> dict[str, Any]:
        asked = schema.execute(query, variable_values=variables, context_value=Context(engine))
        result = asyncio.run(asked)
        assert result.errors is None, result.errors
        assert result.data is not None
        return result.data

    return served_by(ask)


def test_every_fact_that_was_read_is_served(shared: Path, served: Served) -> None:
    records = list(facts(shared / "golden"))
    unanswered = [str(fact) for fact in records if not any(_fits(fact, each) for each in answers(fact, served))]
    assert len(records) == 626
    assert unanswered == []


def test_what_the_reader_could_not_tell_is_served_as_ambiguous(shared: Path, served: Served) -> None:
    doubtful = [fact for fact in facts(shared / "golden") if fact.is_ambiguous]
    certain = [
        str(fact)
        for fact in doubtful
        if not any(answer.ambiguous for answer in answers(fact, served) if _fits(fact, answer))
    ]
    assert doubtful
    assert certain == []


def test_every_fact_is_served_with_the_heading_that_prints_it(shared: Path, served: Served) -> None:
    elsewhere = [
        str(fact)
        for fact in facts(shared / "golden")
        if not any(
            _fits(fact, answer) and fact.section in {source["locator"] for source in answer.sources}
            for answer in answers(fact, served)
        )
    ]
    assert elsewhere == []


def test_a_record_with_another_value_is_not_answered(shared: Path, served: Served) -> None:
    """The rules find values, they do not agree to anything."""
    for fact in facts(shared / "golden"):
        changed = fact._replace(value=f"{fact.value}1")
        assert not any(_fits(changed, each) for each in answers(changed, served)), fact


def test_every_cell_that_was_read_is_served(shared: Path, served: Served) -> None:
    known = set()
    for line in served["budgetLines"]:
        statement, row = line["statement"], line["rowCode"] or line["rowLabel"]
        place = (statement["document"]["key"], statement["number"], row, line["rowLabel"], line["columnLabel"])
        known.add((*place, line["amount"]))
    records = list(cells(shared / "golden"))
    assert len(records) == 209
    assert [str(cell) for cell in records if tuple(cell) not in known] == []


def _fits(fact: Fact, answer: Answer) -> bool:
    """Same value, sign and unit, printed in the same document; the year is part of the question."""
    return (
        same(fact.value, answer.value)
        and fact.unit in {None, answer.unit}
        and fact.doc in {source["document"]["key"] for source in answer.sources}
    )
