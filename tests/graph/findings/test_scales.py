"""Scales that differ between the evaluations of a department are found."""

from decimal import Decimal

from graph.identity import Ref
from graph.model import Evaluation, ScoreItem
from graph.values import GradeBand
from graph.vocabulary import EntityKind, EvaluationKind, Grade
from tests.graph.findings.paper import ACCOUNTS, BUDGET, DEPARTMENT, figures, found, project

P, Q = (Ref(EntityKind.PROJECT, key) for key in "pq")
PROJECTS = (project("p"), project("q"))


def evaluation(key: str, subject: Ref, kind: EvaluationKind, fair: str = "", year: int = 2022) -> Evaluation:
    bands = (GradeBand(grade=Grade.FAIR, lower=Decimal(fair), upper=Decimal(80)),) if fair else ()
    return Evaluation(
        key=key, fiscal_year=year, evaluation_kind=kind, subject=subject, subject_name=subject.key,
        score=Decimal(90), full_score=Decimal(100), grade_bands=bands,
        document_key=ACCOUNTS if year == 2022 else BUDGET,
    )  # fmt: skip


def test_two_scales_in_one_document_are_found_once_with_the_own_evaluation_first() -> None:
    own = [evaluation(f"own{n}", P, EvaluationKind.SELF, "60") for n in (1, 2)]
    reports = [evaluation(f"report{n}", Q, EvaluationKind.DEPARTMENT, "70") for n in (1, 2)]
    [each] = found("grade-bands-differ", PROJECTS, own, reports)
    assert (figures(each), each.computation) == (("60", "70"), "[60, 80); [70, 80)")
    assert each.subjects == (own[0].ref, reports[0].ref)


def test_scales_of_one_kind_are_compared_over_documents() -> None:
    own = evaluation("own", DEPARTMENT, EvaluationKind.OVERALL, "60")
    later = evaluation("later", DEPARTMENT, EvaluationKind.OVERALL, "65", 2023)
    other_kind = evaluation("other", DEPARTMENT, EvaluationKind.FISCAL, "70", 2023)
    assert [figures(each) for each in found("grade-bands-differ", own, later)] == [("60", "65")]
    assert found("grade-bands-differ", own, other_kind) == []
    assert found("grade-bands-differ", own, evaluation("none", DEPARTMENT, EvaluationKind.SELF)) == []


def item(evaluation_key: str, criterion: str, weight: str | None) -> ScoreItem:
    return ScoreItem(
        key=f"{evaluation_key}/{criterion}", name=criterion, evaluation_key=evaluation_key, criterion_key=criterion,
        ordinal=1, level=1, fiscal_year=2022, weight=None if weight is None else Decimal(weight),
    )  # fmt: skip


def test_weights_of_shared_criteria_are_compared_over_the_years_of_a_subject() -> None:
    before = evaluation("before", P, EvaluationKind.DEPARTMENT, year=2021)
    after = evaluation("after", P, EvaluationKind.DEPARTMENT)
    names = [f"指标{n}" for n in range(8)]
    old = [item("before", name, "3") for name in names]
    new = [item("after", name, "2") for name in names]
    [each] = found("weights-differ", PROJECTS, before, after, old, new)
    assert (figures(each), len(each.terms)) == (("3", "2"), 16)
    assert each.computation is not None
    assert each.computation.endswith("指标5 3 / 2, and 2 more")
    assert found("weights-differ", PROJECTS, before, after, old, [item("after", "指标0", "3")]) == []
    assert found("weights-differ", PROJECTS, before, after, old, [item("after", "指标0", None)]) == []


def test_weights_are_compared_among_the_projects_of_a_year() -> None:
    both = [evaluation(key, subject, EvaluationKind.DEPARTMENT) for key, subject in (("a", P), ("b", Q))]
    [each] = found("weights-differ", PROJECTS, both, item("a", "决策", "20"), item("b", "决策", "10"))
    assert figures(each) == ("20", "10")
    assert found("weights-differ", both, item("a", "决策", "20"), item("b", "决策", "10")) == []
