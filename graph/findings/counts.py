"""Counts that a document states against the lists that it prints, and categories against their total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import observed_figure, sum_contradiction
from graph.findings.labels import plain
from graph.findings.rules import Authority, Family, rule
from graph.identity import Ref
from graph.model import Evaluation, Observation, Office, Project
from graph.vocabulary import EntityKind, EvaluationKind, Grade, Severity

GRADES = {"优": Grade.EXCELLENT, "良": Grade.GOOD, "中": Grade.FAIR, "差": Grade.POOR}
_GRADE = re.compile(r"等级为?\s*(?P<grade>[优良中差])$")
_CODED_CATEGORY = {"A": "货物", "B": "工程", "C": "服务"}
TOTAL_SUFFIX = "_total"
BOUGHT_SUFFIX = "_purchased"
"""What was bought in a year is no category of what there is."""


@rule(
    "count-matches-list", Family.NARRATIVE, Authority.CONSISTENCY,
    "a number of offices, recipients or evaluated projects is the number of those that the document lists",
)  # fmt: skip
def counts(facts: Facts) -> Iterator[Contradiction]:
    """Counts that are printed, where the document lists what it counts."""
    for each in facts.of(Observation):
        figure = observed_figure(each)
        if figure is None or not each.measure.endswith("_count") or (each.note or "").startswith("derived"):
            continue
        listed = _listed(facts, each)
        if listed is not None and figure.value != len(listed):
            yield Contradiction(
                what=f"{each.fiscal_year} {each.name}, {each.measure_label or each.measure} and the list",
                subjects=(each.ref, *listed),
                published=figure.value,
                expected=Decimal(len(listed)),
                unit=each.unit,
                computation=f"{len(listed)} are listed",
                terms=(figure.term,),
                severity=Severity.MINOR,
            )


def _listed(facts: Facts, observation: Observation) -> list[Ref] | None:
    if observation.measure == "offices_count":
        return _offices(facts, observation)
    if observation.measure == "recipients_count":
        return _recipients(facts, observation)
    return _evaluated(facts, observation) if observation.measure == "projects_count" else None


def _offices(facts: Facts, observation: Observation) -> list[Ref] | None:
    holder = "unit_key" if observation.subject.kind is EntityKind.BUDGET_UNIT else "department_key"
    offices = facts.grouped(Office, holder).get((observation.subject.key,), [])
    listed = [
        office.ref for office in offices
        if any(source.document_key == observation.document_key for source in office.sources)
    ]  # fmt: skip
    return listed or None


def _recipients(facts: Facts, observation: Observation) -> list[Ref] | None:
    subject = facts.get(observation.subject)
    project = facts.get(subject.subject) if isinstance(subject, Evaluation) else subject
    if not isinstance(project, Project):
        return None
    shares = [each for each in project.allocations if each.fiscal_year == observation.fiscal_year]
    return [Ref(EntityKind.RECIPIENT, each.recipient_key) for each in shares] or None


def _evaluated(facts: Facts, observation: Observation) -> list[Ref] | None:
    """The evaluations of projects that a count speaks of: by grade, of the projects themselves, of the department."""
    by_document = facts.grouped(Evaluation, "document_key", "fiscal_year")
    evaluations = [
        each for each in by_document.get((observation.document_key, observation.fiscal_year), [])
        if each.subject.kind is EntityKind.PROJECT
    ]  # fmt: skip
    graded = _GRADE.search(observation.qualifier or observation.name)
    if graded is not None:
        grade = GRADES[graded.group("grade")]
        own = [each for each in evaluations if each.evaluation_kind is EvaluationKind.SELF]
        return [each.ref for each in own if each.grade is grade] if own else None
    if observation.name.endswith("自评"):
        return [each.ref for each in evaluations if each.evaluation_kind is EvaluationKind.SELF] or None
    if observation.name.endswith("部门评价"):
        return [each.ref for each in evaluations if each.evaluation_kind is EvaluationKind.DEPARTMENT] or None
    return None


@rule(
    "categories-add-up", Family.NARRATIVE, Authority.IDENTITY,
    "counts by category add up to the total that is printed with them: vehicles of every use to all vehicles",
)  # fmt: skip
def categories(facts: Facts) -> Iterator[Contradiction]:
    """Measures that share a word and differ in the category, such as `vehicles_total` and `vehicles_emergency`."""
    for total, parts in categorised(facts):
        figure = observed_figure(total)
        terms = [each for each in map(observed_figure, parts) if each is not None]
        if figure is not None and len(terms) == len(parts):
            contradiction = sum_contradiction(f"{total.fiscal_year} {total.name} by category", figure, terms)
            if contradiction is not None:
                yield contradiction


def categorised(facts: Facts) -> Iterator[tuple[Observation, list[Observation]]]:
    """Every total with the categories of the same thing on the same day, under whatever names a section prints them."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for each in facts.of(Observation):
        section = each.sources[0].locator if each.sources else ""
        key = (each.document_key, each.subject, each.fiscal_year, each.period, section)
        groups.setdefault(key, []).append(each)
    for observations in groups.values():
        totals = [each for each in observations if each.measure.endswith(TOTAL_SUFFIX)]
        for total in totals:
            stem = total.measure.removesuffix(TOTAL_SUFFIX)
            parts = [each for each in observations if _is_category(each, total, stem)]
            one_name = [each for each in parts if each.name == total.name]
            if len(one_name) > 1:
                yield total, one_name
            elif len(parts) > 1 and len(totals) == 1 and not _rest_is_told(observations, total, parts):
                yield total, parts


def _rest_is_told(observations: list[Observation], total: Observation, parts: list[Observation]) -> bool:
    """Whether other counts of the section make up what the categories lack: one without a measure of its own."""
    others = [each.value for each in observations if each.measure == "count" and each.unit == total.unit and each.value]
    named = [each.value for each in parts if each.value is not None]
    return bool(others) and sum(named, Decimal(0)) + sum(others, Decimal(0)) == total.value


def _is_category(observation: Observation, total: Observation, stem: str) -> bool:
    measure = observation.measure
    return measure.startswith(f"{stem}_") and measure not in {total.measure, f"{stem}{BOUGHT_SUFFIX}"}


@rule(
    "procurement-by-category", Family.NARRATIVE, Authority.CONSISTENCY,
    "the goods, works and services that the narrative states are the purchases of the procurement statement by the"
    " first letter of their code, and their total is its total",
)  # fmt: skip
def procurement(facts: Facts) -> Iterator[Contradiction]:
    """The narrative of a document against its procurement statement."""
    by_document = facts.grouped(Observation, "document_key", "measure")
    for table in facts.tables:
        if table.statement.statement_kind != "PROCUREMENT":
            continue
        told = by_document.get((table.statement.document_key, "amount"), [])
        totals = [column for column in table.columns.values() if column.role == "TOTAL"]
        column = totals[0] if totals else next(iter(table.columns.values()))
        bought = [
            row for row in table.rows if row.code and row.code[0] in _CODED_CATEGORY and column.number in row.cells
        ]
        for each in told:
            words, figure = plain(each.name), observed_figure(each)
            if "政府采购" not in words or figure is None:
                continue
            letters = [letter for letter, category in _CODED_CATEGORY.items() if category in words]
            rows = [row for row in bought if row.code and row.code[0] in letters]
            if words.endswith("总额"):
                rows = bought
            if rows and (letters or words.endswith("总额")):
                contradiction = sum_contradiction(
                    f"{each.fiscal_year} {each.name} and the purchases of {table.name}",
                    figure, [row.cells[column.number] for row in rows],
                )  # fmt: skip
                if contradiction is not None:
                    yield contradiction
