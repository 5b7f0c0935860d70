"""The dataset of many documents is the one that their tables would give, and what does not fit is named."""

from itertools import permutations
from pathlib import Path

import pytest

from graph.errors import CorrectionsError, UnsoundDocumentError
from graph.history import digests_of
from graph.model import BudgetLine, Classification, Finding, Project
from graph.vocabulary import EntityKind
from seed.dataset import load_dataset
from seed.ingest.assembling import assembled
from seed.ingest.corrections import Corrections, read_corrections
from seed.ingest.document_rows import DocumentRows, digest_of
from seed.ingest.packaged import packaged_documents
from tests.invented.papers import cell, paper, project, rows_of, statement
from tests.seed.ingest.test_corrections import HEADER, WHO


def kept(*papers: bytes) -> list[bytes]:
    return [document.encoded() for document in rows_of(*papers)]


def accounts(key: str = "a", year: int = 2022) -> bytes:
    lines = [cell(key, 1, "201", "一般公共服务支出", "12.00"), cell(key, 2, "2019977", "灯塔事务", "12.00")]
    return paper(key, year=year, statements=[statement(key)], budget_lines=lines, projects=[project("灯具更新")])


def test_the_packaged_documents_make_the_packaged_dataset() -> None:
    made = assembled(document.encoded() for document in packaged_documents()).dataset
    packaged = load_dataset()
    for kind in EntityKind:
        if kind is not EntityKind.FINDING:
            assert made.of(kind) == packaged.of(kind), kind


def test_findings_are_part_of_the_dataset() -> None:
    made = assembled(document.encoded() for document in packaged_documents()).dataset
    findings = made.of(EntityKind.FINDING)
    assert findings
    assert all(isinstance(each, Finding) for each in findings)


def test_the_order_in_which_documents_come_changes_nothing() -> None:
    contents = [document.encoded() for document in packaged_documents()] + kept(accounts())
    releases = {str(digests_of(assembled(order).dataset)) for order in list(permutations(contents))[::97]}
    assert len(releases) == 1


def test_a_document_more_adds_its_own_and_changes_only_what_it_prints_too() -> None:
    packaged = [document.encoded() for document in packaged_documents()]
    before, after = assembled(packaged).dataset, assembled([*packaged, *kept(accounts())]).dataset
    was = {entity.ref: entity for entity in before}
    changed = {entity.ref.kind for entity in after if entity.ref in was and was[entity.ref] != entity}
    assert changed <= {EntityKind.CLASSIFICATION}, "the code that both print has one place more"
    assert was.keys() - {entity.ref for entity in after} == set()


def test_a_code_that_no_list_knows_is_a_classification_below_the_code_it_begins_with() -> None:
    made = assembled(kept(accounts()))
    [line] = [each for each in made.dataset.of(EntityKind.BUDGET_LINE) if getattr(each, "row_code", "") == "2019977"]
    assert isinstance(line, BudgetLine)
    codes = {each.key: each for each in made.dataset.of(EntityKind.CLASSIFICATION)}
    code = codes[line.functional_key or ""]
    assert isinstance(code, Classification)
    assert (code.name, code.parent_key) == ("灯塔事务", "FUNCTIONAL/201/2014")
    assert [each.code for each in made.observed] == ["2019977"]


def test_a_document_that_does_not_fit_is_named_with_what_is_wrong() -> None:
    broken = paper("b", projects=[project("航标", department="999900/nobody")])
    with pytest.raises(UnsoundDocumentError) as refusal:
        assembled(kept(accounts(), broken))
    assert refusal.value.problems == {
        "b": ["projects.department: found `999900/nobody`, expected key of a row of tables/departments.csv"]
    }


def test_a_broken_line_of_a_statement_is_named_too() -> None:
    finer = paper("b", statements=[statement("b")], budget_lines=[cell("b", 1, "201", "x", "12.0000001")])
    with pytest.raises(UnsoundDocumentError, match="a whole number of fen") as refusal:
        assembled(kept(accounts(), finer))
    assert list(refusal.value.problems) == ["b"]


def corrected(folder: Path, *lines: str) -> Corrections:
    file = folder / "corrections.csv"
    file.write_text("\n".join((HEADER, *lines, "")), encoding="utf-8")
    return read_corrections(file)


def test_corrections_reach_the_dataset_with_their_provenance(tmp_path: Path) -> None:
    corrections = corrected(
        tmp_path,
        f"CHANGE,budget_lines,a/01 | 1 | 1,,amount,12.00,21.00,{WHO}",
        f"RENAME,projects,999900/910/灯具更新,,,,灯具节能更新,{WHO}",
        f"CHANGE,documents,a,,title,,灯塔账目,{WHO}",
    )
    made = assembled(kept(accounts()), corrections)
    [line, _] = made.dataset.of(EntityKind.BUDGET_LINE)
    [found] = made.dataset.of(EntityKind.PROJECT)
    [document] = made.dataset.of(EntityKind.DOCUMENT)
    assert isinstance(line, BudgetLine)
    assert isinstance(found, Project)
    assert (line.money.fen, found.name, document.label) == (21_000_000, "灯具节能更新", "灯塔账目")
    assert all("annex 3" in str(getattr(each, "note", "")) for each in (line, found, document))
    assert len(made.corrected.done) == 3


def test_a_correction_that_breaks_a_row_is_blamed_with_its_line(tmp_path: Path) -> None:
    corrections = corrected(tmp_path, f"CHANGE,statements,a/01,,document,a,nobody,{WHO}")
    with pytest.raises(CorrectionsError, match=r"corrections\.csv:2"):
        assembled(kept(accounts()), corrections)


def test_rows_are_kept_as_they_are_and_known_by_their_content() -> None:
    [document] = rows_of(accounts())
    content = document.encoded()
    assert DocumentRows.decoded(content) == document
    assert DocumentRows.decoded(content, only=["projects"]).rows == {"projects": list(document.of("projects"))}
    assert digest_of(content) != digest_of(rows_of(accounts(year=2021))[0].encoded())
