"""Forms and rubrics that add up in print are not accused, also where part of them could not be read."""

from dataclasses import replace

import pytest

from graph.findings.check import find
from graph.model import Finding
from seed.ingest.assembling import assembled
from seed.ingest.soundness import sound
from seed.parsers.codes import CodeBook
from seed.parsers.recognise import parse
from seed.sources.read import read
from tests.documents import evaluations as forms
from tests.documents import rubrics
from tests.documents.printed import PrintedDocument
from tests.documents.web import page
from tests.seed.parsers.statements.reading import DIVISIONS


def findings(document: PrintedDocument) -> tuple[Finding, ...]:
    parsed = parse(read(page(document), "made.html"), CodeBook.published(), DIVISIONS)
    return find(assembled([sound(parsed)[0].encoded()]).dataset)


def told(document: PrintedDocument) -> list[tuple[str, str, str]]:
    return [(each.rule, str(each.published), str(each.expected)) for each in findings(document)]


@pytest.mark.parametrize("name", forms.STYLES)
def test_self_evaluations_that_add_up_contradict_nothing(name: str) -> None:
    style = forms.STYLES[name]
    projects = [forms.self_evaluation(project, style) for project in forms.PROJECTS]
    assert told(forms.accounts(*projects, forms.overall_outcomes(forms.LAMPS, style))) == []


@pytest.mark.parametrize("name", forms.PLAN_STYLES)
def test_targets_contradict_nothing(name: str) -> None:
    style = forms.PLAN_STYLES[name]
    assert told(forms.plans(*(forms.target_form(project, style) for project in forms.PROJECTS))) == []


@pytest.mark.parametrize("name", rubrics.STYLES)
def test_a_rubric_that_adds_up_contradicts_nothing_nor_does_one_with_a_score_that_cannot_be_read(name: str) -> None:
    style = rubrics.STYLES[name]
    assert told(rubrics.report(rubrics.rubric(style))) == []
    unread = [replace(each, score="见附表") if each.name == "实际完成率" else each for each in rubrics.ROWS]
    assert told(rubrics.report(rubrics.rubric(style, unread))) == []


def test_a_rubric_that_does_not_add_up_is_found() -> None:
    wrong = [replace(each, score="18") if each.name == "实际完成率" else each for each in rubrics.ROWS]
    found = told(rubrics.report(rubrics.rubric(rubrics.STYLES["explained"], wrong)))
    assert ("total-score-equals-rows", "92.3", "90.3") in found
