"""Small evaluations to contradict: a project, its evaluation, and rows given as cells."""

from decimal import Decimal
from typing import Any

from graph.dataset import Dataset
from graph.findings.check import RULES
from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.identity import Ref
from graph.model import Document, Entity, Evaluation, Indicator, Project, ScoreItem
from graph.values import GradeBand, Measure, ProjectBudget
from graph.vocabulary import (
    Comparison,
    DocumentKind,
    EntityKind,
    EvaluationKind,
    Grade,
    ScoringRule,
)
from tests.invented.keys import wan

DOCUMENT, PROJECT = "report", "project"
SUBJECT = Ref(EntityKind.PROJECT, PROJECT)
BANDS = (
    GradeBand(grade=Grade.EXCELLENT, lower=Decimal(90), upper=Decimal(100), upper_inclusive=True),
    GradeBand(grade=Grade.GOOD, lower=Decimal(80), upper=Decimal(90)),
)


def row(ordinal: int, path: str, weight: str | None, score: str | None, **cells: Any) -> ScoreItem:  # noqa: ANN401
    """A scored row; `rate`, `input_value` and `deduction` may be given as text."""
    numbers: dict[str, Any] = {name: Decimal(cells.pop(name)) for name in ("rate", "input_value") if name in cells}
    return ScoreItem(
        key=cells.pop("key", f"e/{path}"),
        name=path.rpartition(" > ")[2],
        evaluation_key=cells.pop("evaluation", "e"),
        criterion_key=path,
        ordinal=ordinal,
        level=path.count(" > ") + 1,
        fiscal_year=2022,
        weight=None if weight is None else Decimal(weight),
        score=None if score is None else Decimal(score),
        **numbers,
        **cells,
    )


def ruled(rule: ScoringRule, terms: str, score: str, *, weight: str = "5", **cells: Any) -> ScoreItem:  # noqa: ANN401
    """The only row of a rubric, with its rule."""
    return row(1, "预算执行率", weight, score, rule=rule, rule_terms=terms, **cells)


def evaluation(score: str, full: str, **facts: Any) -> Evaluation:  # noqa: ANN401 - whatever an evaluation has
    """The evaluation of the project in 2022."""
    return Evaluation(
        key=facts.pop("key", "e"),
        fiscal_year=facts.pop("fiscal_year", 2022),
        evaluation_kind=EvaluationKind.DEPARTMENT,
        subject=SUBJECT,
        subject_name="p",
        score=Decimal(score),
        full_score=Decimal(full),
        document_key=DOCUMENT,
        **facts,
    )


def indicator(target: Measure, actual: Measure, score: str, *, met: bool | None) -> Indicator:
    """A scored indicator of the project."""
    return Indicator(
        key="i", name="i", fiscal_year=2022, ordinal=1, subject=SUBJECT, level1="产出", target=target, actual=actual,
        weight=Decimal(5), score=Decimal(score), met=met,
    )  # fmt: skip


def words(text: str) -> Measure:
    """A target or an outcome in words."""
    return Measure(comparison=Comparison.QUALITATIVE, text=text)


def found(rule: str, *entities: Entity, spent: str = "20.00") -> list[Contradiction]:
    """What a rule finds in an evaluation with the entities given; the project had 20.00 to spend."""
    budget = ProjectBudget(fiscal_year=2022, adjusted=wan("20.00"), executed=wan(spent))
    document = Document(
        key=DOCUMENT, title="r", document_kind=DocumentKind.PROJECT_EVALUATION, fiscal_year=2022, publisher_key="d"
    )
    project = Project(key=PROJECT, name="p", department_key="d", budgets=(budget,))
    every: dict[EntityKind, list[Entity]] = {}
    for entity in (document, project, *entities):
        every.setdefault(entity.KIND, []).append(entity)
    facts = Facts(Dataset({kind: tuple(held) for kind, held in every.items()}))
    [check] = [each.check for each in RULES if each.name == rule]
    return list(check(facts))


def figures(each: Contradiction) -> tuple[str, str]:
    """The published and the expected figure in digits; `None` where there is none."""
    return str(each.published), str(each.expected)
