"""What the dataset answers to a record of the samples: one rule for each kind of subject the reader named.

A rule finds the entities the record can mean (`_observations`, `_score_items` ...) and reads the reader's attribute
from them; it answers with every value it finds, with unit and printed places. The reader's attribute names are
mapped here and nowhere else.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from graph.dataset import Dataset
from graph.identity import Ref
from graph.model import (
    CitedRule,
    Department,
    Entity,
    Evaluation,
    GlossaryTerm,
    Indicator,
    Jurisdiction,
    Observation,
    Office,
    Project,
    ScoreItem,
)
from graph.money import AmountUnit, Money
from graph.values import Measure, ProjectBudget, SourceRef
from graph.vocabulary import Comparison, EntityKind, EvaluationKind, Grade
from tests.golden.records import Fact


class Answer(NamedTuple):
    """A value of the dataset, its unit, where it is printed, and whether it is served as ambiguous."""

    value: str | int | Decimal | None
    unit: str | None = None
    sources: tuple[SourceRef, ...] = ()
    ambiguous: bool = False


Answers = Iterator[Answer]

GRADES = {Grade.EXCELLENT: "优", Grade.GOOD: "良", Grade.FAIR: "中", Grade.POOR: "差"}
BANDS = {"excellent": Grade.EXCELLENT, "good": Grade.GOOD, "medium": Grade.FAIR, "poor": Grade.POOR}
OPERATORS = {Comparison.GE: "≥", Comparison.LE: "≤", Comparison.EQ: "=", Comparison.GT: ">", Comparison.LT: "<"}
POINTS, PER_CENT, WAN_YUAN = "分", "%", "万元"


class Library:
    """The dataset by key and by name, as the rules need it."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.by_ref = {entity.ref: entity for entity in dataset}
        self.by_name: dict[tuple[EntityKind, str], list[Entity]] = {}
        for entity in dataset:
            for name in entity.names:
                self.by_name.setdefault((entity.kind, name), []).append(entity)

    def named(self, kind: EntityKind, name: str) -> list[Entity]:
        """The entities of a kind that carry a name."""
        return self.by_name.get((kind, name), [])


def answers(fact: Fact, library: Library) -> Answers:
    """Everything the dataset has to say to a record."""
    return RULES[fact.subject_kind](fact, library)


def _observations(fact: Fact, library: Library) -> Answers:
    """A figure stated in prose: its name is the reader's subject, its measure the reader's attribute."""
    for entity in library.named(EntityKind.OBSERVATION, fact.subject):
        assert isinstance(entity, Observation)
        if entity.fiscal_year != fact.year:
            continue
        if fact.attribute == "comparison_year":
            yield Answer(entity.compared_with, None, entity.sources)
        elif entity.measure == fact.attribute:
            yield _observed(entity)


def _observed(entity: Observation) -> Answer:
    value = entity.text if entity.value is None else entity.value
    return Answer(value, entity.unit, entity.sources, entity.ambiguous)


def _observations_of(subject: Entity, fact: Fact, library: Library) -> Answers:
    """The figures of an entity whose measure is the reader's attribute."""
    for entity in library.dataset.of(EntityKind.OBSERVATION):
        assert isinstance(entity, Observation)
        if (entity.subject, entity.measure, entity.fiscal_year) == (subject.ref, fact.attribute, fact.year):
            yield _observed(entity)


def _evaluations(fact: Fact, library: Library) -> Answers:
    """An evaluation of the year by its own document; the reader's subject says whether it is the overall one."""
    kind = EvaluationKind.OVERALL if "整体" in fact.subject else EvaluationKind.DEPARTMENT
    for entity in library.dataset.of(EntityKind.EVALUATION):
        assert isinstance(entity, Evaluation)
        if (entity.fiscal_year, entity.evaluation_kind, entity.document_key) == (fact.year, kind, fact.doc):
            yield from _evaluation_values(entity, fact)
            yield from _observations_of(entity, fact, library)


def _evaluation_values(entity: Evaluation, fact: Fact) -> Answers:
    values: Mapping[str, tuple[str | Decimal | None, str | None]] = {
        "score": (entity.score, POINTS),
        "full_score": (entity.full_score, POINTS),
        "weight": (entity.full_score, POINTS),  # the total row of a rubric: all weights together
        "grade": (GRADES[entity.grade] if entity.grade else None, None),
        "department": (entity.subject_name, None),
        "using_unit": (entity.using_unit, None),
        "ordinal": (None if entity.ordinal is None else str(entity.ordinal), None),
    }
    if fact.attribute in values:
        yield Answer(*values[fact.attribute], entity.sources, entity.ambiguous)
    for word, grade in BANDS.items():
        if fact.attribute == f"grade_band_{word}":
            for band in entity.grade_bands:
                if band.grade is grade:
                    left, right = "(["[band.lower_inclusive], ")]"[band.upper_inclusive]
                    yield Answer(f"{left}{band.lower},{band.upper}{right}", POINTS, band.sources)


def _score_items(fact: Fact, library: Library) -> Answers:
    """A row of a rubric, by its name or path, in the section the reader names (two rubrics share a document)."""
    path = tuple(fact.subject.split(" / "))
    for entity in library.dataset.of(EntityKind.SCORE_ITEM):
        assert isinstance(entity, ScoreItem)
        names = tuple(entity.criterion_key.split(" > "))
        if entity.fiscal_year == fact.year and names[-len(path) :] == path:
            if fact.attribute == "deduction":
                yield from _deductions(entity, library)
            elif any(source.locator == fact.section for source in entity.sources):
                yield Answer(*_score_value(entity, names, fact.attribute), entity.sources, entity.ambiguous)


def _score_value(entity: ScoreItem, names: tuple[str, ...], attribute: str) -> tuple[str | Decimal | None, str | None]:
    if attribute.startswith("level") and attribute != "level4":
        return names[int(attribute[-1]) - 1], None
    values: Mapping[str, tuple[str | Decimal | None, str | None]] = {
        "level4": (entity.detail, None),
        "weight": (entity.weight, POINTS),
        "score": (entity.score, POINTS),
        "score_rate": (entity.rate, PER_CENT),
        "benchmark": (entity.benchmark, None),
    }
    return values[attribute]


def _deductions(entity: ScoreItem, library: Library) -> Answers:
    evaluation = library.by_ref[Ref(EntityKind.EVALUATION, entity.evaluation_key)]
    assert isinstance(evaluation, Evaluation)
    for deduction in evaluation.deductions:
        if deduction.criterion == entity.criterion_key:
            yield Answer(deduction.amount, POINTS, deduction.sources)


def _indicators(fact: Fact, library: Library) -> Answers:
    """An indicator by its name, in its year."""
    for entity in library.named(EntityKind.INDICATOR, fact.subject):
        assert isinstance(entity, Indicator)
        if entity.fiscal_year == fact.year:
            yield from _indicator_values(entity, fact, library)


def _indicator_values(entity: Indicator, fact: Fact, library: Library) -> Answers:
    side, _, part = fact.attribute.rpartition("_")
    measures = {"target": entity.target, "original_target": entity.original_target, "actual": entity.actual}
    if side in measures:
        measure = measures[side]
        if measure is not None:
            value, unit = _measure_value(measure, part)
            yield Answer(value, unit, entity.sources, entity.ambiguous)
        return
    values: Mapping[str, tuple[str | int | Decimal | None, str | None]] = {
        "level1": (entity.level1, None),
        "level2": (entity.level2, None),
        "level3": (entity.name, None),
        "ordinal": (entity.ordinal, None),
        "project": (library.by_ref[entity.subject].label, None),
        "weight": (entity.weight, POINTS),
        "score": (entity.score, POINTS),
    }
    yield Answer(*values[fact.attribute], entity.sources, entity.ambiguous)


def _measure_value(measure: Measure, part: str) -> tuple[str | Decimal | None, str | None]:
    values: Mapping[str, tuple[str | Decimal | None, str | None]] = {
        "operator": (OPERATORS.get(measure.comparison), None),
        "text": (measure.text, None),
        "unit": (measure.unit, None),
        "value": (measure.value, measure.unit),
    }
    return values[part]


def _projects(fact: Fact, library: Library) -> Answers:
    """A project by any name: what it is, its budget of the year, its self-evaluation, its figures."""
    for entity in library.named(EntityKind.PROJECT, fact.subject):
        assert isinstance(entity, Project)
        yield from _project_values(entity, fact, library)
        for budget in entity.budgets:
            if budget.fiscal_year == fact.year:
                yield from _budget_values(budget, fact.attribute)
        for step in entity.payment_plan:
            if (fact.attribute, step.fiscal_year) == ("payment_plan_amount", fact.year):
                yield Answer(_wan_yuan(step.amount), WAN_YUAN, step.sources, step.ambiguous)
        for evaluation in library.dataset.of(EntityKind.EVALUATION):
            assert isinstance(evaluation, Evaluation)
            if (evaluation.subject, evaluation.fiscal_year) == (entity.ref, fact.year):
                yield from _evaluation_values(evaluation, fact)
        yield from _observations_of(entity, fact, library)


def _project_values(entity: Project, fact: Fact, library: Library) -> Answers:
    if fact.attribute == "code":
        yield Answer(entity.code, None, entity.sources)
        if entity.unit_key:  # the reader also noted the code of the unit that the form prints beside the project's
            yield Answer(library.by_ref[Ref(EntityKind.BUDGET_UNIT, entity.unit_key)].names[-1], None, entity.sources)
    elif fact.attribute == "ordinal":
        yield Answer(entity.ordinal, None, entity.sources)
    elif fact.attribute == "parent" and entity.parent_key:
        yield Answer(library.by_ref[Ref(EntityKind.PROJECT, entity.parent_key)].label, None, entity.sources)


def _budget_values(budget: ProjectBudget, attribute: str) -> Answers:
    amounts = {
        "initial_budget": budget.approved,
        "adjusted_budget": budget.adjusted,
        "executed_amount": budget.executed,
        "fiscal_amount": budget.fiscal_funds,
    }
    if attribute in amounts:
        yield Answer(_wan_yuan(amounts[attribute]), WAN_YUAN, budget.sources)
    elif attribute == "execution_rate":
        yield Answer(budget.published_rate, PER_CENT, budget.sources)


def _wan_yuan(money: Money | None) -> Decimal | None:
    return None if money is None else money.in_unit(AmountUnit.WAN_YUAN)


def _recipients(fact: Fact, library: Library) -> Answers:
    """A recipient's share of a project of the year."""
    keys = {entity.key for entity in library.named(EntityKind.RECIPIENT, fact.subject)}
    for project in library.dataset.of(EntityKind.PROJECT):
        assert isinstance(project, Project)
        for allocation in project.allocations:
            if allocation.recipient_key in keys and allocation.fiscal_year == fact.year:
                if fact.attribute == "project":
                    yield from (Answer(name, None, allocation.sources) for name in project.names)
                elif fact.attribute == "ordinal":
                    yield Answer(allocation.ordinal, None, allocation.sources)
                elif fact.attribute == "execution_rate":
                    yield Answer(allocation.published_rate, PER_CENT, allocation.sources)
                else:
                    amounts = {"adjusted_budget": allocation.adjusted, "executed_amount": allocation.executed}
                    yield Answer(_wan_yuan(amounts[fact.attribute]), WAN_YUAN, allocation.sources)


def _offices(fact: Fact, library: Library) -> Answers:
    """An office by its name: number in the list, where it belongs, names under which it acts."""
    for entity in library.named(EntityKind.OFFICE, fact.subject):
        assert isinstance(entity, Office)
        if fact.attribute == "ordinal":
            yield Answer(entity.ordinal, None, entity.sources)
        elif fact.attribute == "external_name":
            yield from (Answer(name, None, entity.sources) for name in entity.external_names)
        elif entity.unit_key:
            yield Answer(library.by_ref[Ref(EntityKind.BUDGET_UNIT, entity.unit_key)].label, None, entity.sources)
        else:
            yield Answer(library.by_ref[Ref(EntityKind.DEPARTMENT, entity.department_key)].label, None, entity.sources)


def _departments(fact: Fact, library: Library) -> Answers:
    """A department by its name: its jurisdiction, or a figure of it."""
    for entity in library.named(EntityKind.DEPARTMENT, fact.subject):
        assert isinstance(entity, Department)
        if fact.attribute == "jurisdiction":
            jurisdiction = library.by_ref[Ref(EntityKind.JURISDICTION, entity.jurisdiction_key)]
            yield Answer(jurisdiction.label, None, entity.sources)
        yield from _observations_of(entity, fact, library)


def _jurisdictions(fact: Fact, library: Library) -> Answers:
    """The departments of a jurisdiction."""
    for entity in library.named(EntityKind.JURISDICTION, fact.subject):
        assert isinstance(entity, Jurisdiction)
        for department in library.dataset.of(EntityKind.DEPARTMENT):
            assert isinstance(department, Department)
            if department.jurisdiction_key == entity.key:
                yield Answer(department.name, None, department.sources)


def _terms(fact: Fact, library: Library) -> Answers:
    """A term's number in the glossary of the document."""
    for entity in library.named(EntityKind.GLOSSARY_TERM, fact.subject):
        assert isinstance(entity, GlossaryTerm)
        for occurrence in entity.occurrences:
            if occurrence.document_key == fact.doc:
                yield Answer(occurrence.ordinal, None, entity.sources)


def _rules(fact: Fact, library: Library) -> Answers:
    """The number of a cited rule, whose title the reader puts in 《》."""
    for entity in library.named(EntityKind.CITED_RULE, fact.subject.strip("《》")):
        assert isinstance(entity, CitedRule)
        yield Answer(entity.number, None, entity.sources)


RULES: dict[str, Callable[[Fact, Library], Answers]] = {
    "asset": _observations,
    "criterion": _score_items,
    "department": _departments,
    "evaluation": _evaluations,
    "glossary": _terms,
    "indicator": _indicators,
    "jurisdiction": _jurisdictions,
    "law": _rules,
    "observation": _observations,
    "office": _offices,
    "project": _projects,
    "recipient": _recipients,
    "statement_note": _observations,
    "subproject": _projects,
}
"""The rule for each kind of subject that the reader names."""
