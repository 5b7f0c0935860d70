"""Outcomes and ceilings of indicators against what the narrative and the projects' budgets say of the same thing."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import MONEY_UNITS, Figure, observed_figure, step_of
from graph.findings.rules import Authority, Family, rule
from graph.findings.similar import common_end, common_run
from graph.findings.twice import COUNTED
from graph.model import Indicator, Observation, Project
from graph.values import ProjectBudget
from graph.vocabulary import Comparison, Severity

SHARED = 2
"""Names that share a word of this many characters may speak of one thing."""

SAME_END = 4
"""Names whose last characters, this many, are the same speak of one thing."""


@rule(
    "outcome-as-reported", Family.ACROSS, Authority.CONSISTENCY,
    "the outcome of an indicator is the one that the same document reports in its prose",
)  # fmt: skip
def outcomes(facts: Facts) -> Iterator[Contradiction]:
    """Outcomes of indicators against figures of the same unit whose name ends in the same words."""
    told = facts.grouped(Observation, "fiscal_year", "unit")
    for indicator in facts.of(Indicator):
        actual = indicator.actual
        if actual is None or actual.value is None or actual.comparison is Comparison.QUALITATIVE:
            continue
        documents = {source.document_key for source in indicator.sources}
        for each in told.get((indicator.fiscal_year, actual.unit), ()):
            if each.document_key not in documents or each.value is None or each.value == actual.value:
                continue
            if each.measure.startswith(COUNTED) and each.approximation is None and _alike(indicator, each):
                yield _outcome(indicator, actual.value, each)


def _alike(indicator: Indicator, observation: Observation) -> bool:
    end = common_end(indicator.name, observation.name)
    return len(end) >= SAME_END and not {"进口", "出口"} & {end[:2]}


def _outcome(indicator: Indicator, actual: Decimal, told: Observation) -> Contradiction:
    figure = Figure(f"{indicator.name} outcome", actual, step_of(actual), told.unit, indicator.ref)
    right = observed_figure(told)
    value = told.value or Decimal(0)
    return Contradiction(
        what=f"{told.fiscal_year} {indicator.name} / {told.name}",
        subjects=(indicator.ref, told.ref),
        published=value,
        expected=actual,
        unit=told.unit,
        computation=f"{actual:f}-{value:f}={actual - value:f}",
        terms=(figure.term, *((right.term,) if right is not None else ())),
        severity=Severity.MINOR,
        aspect=told.key,
    )


@rule(
    "outcome-is-rounded", Family.ACROSS, Authority.CONSISTENCY,
    "an outcome with fewer decimals than the report prints is rounded, not cut off",
)  # fmt: skip
def cut_off(facts: Facts) -> Iterator[Contradiction]:
    """Outcomes that are a figure of the same document, year and unit without its last decimals."""
    told = facts.grouped(Observation, "fiscal_year", "unit")
    for indicator in facts.of(Indicator):
        actual = indicator.actual
        if actual is None or actual.value is None:
            continue
        documents = {source.document_key for source in indicator.sources}
        step = step_of(actual.value)
        for each in told.get((indicator.fiscal_year, actual.unit), ()):
            if each.document_key not in documents or each.value is None or step_of(each.value) >= step:
                continue
            cut, rounded = each.value.quantize(step, ROUND_DOWN), each.value.quantize(step, ROUND_HALF_UP)
            if cut == actual.value != rounded and len(common_run(indicator.name, each.name)) >= SHARED:
                found = _outcome(indicator, actual.value, each)
                yield replace(found, published=actual.value, expected=each.value, severity=Severity.ROUNDING)


@rule(
    "ceiling-names-its-budget", Family.ACROSS, Authority.CONSISTENCY,
    "a spending ceiling that is a project's approved budget to the cent is of that project, and the outcome is what the"
    " project spent",
)  # fmt: skip
def ceilings(facts: Facts) -> Iterator[Contradiction]:
    """Ceilings in money among a department's indicators against the budgets of its projects in that year."""
    budgets: dict[tuple[str, int, int], list[tuple[Project, ProjectBudget]]] = {}
    for project in facts.of(Project):
        for budget in project.budgets:
            if budget.approved is not None and budget.executed is not None and project.parent_key is None:
                key = (project.department_key, budget.fiscal_year, budget.approved.fen)
                budgets.setdefault(key, []).append((project, budget))
    for indicator, ceiling, outcome in _ceilings(facts):
        fen = int(ceiling.value.scaleb(MONEY_UNITS[ceiling.unit or ""].value))
        found = budgets.get((indicator.subject.key, indicator.fiscal_year, fen), [])
        if len(found) == 1:
            yield from _against_budget(indicator, ceiling, outcome, *found[0])


def _ceilings(facts: Facts) -> Iterator[tuple[Indicator, Figure, Figure]]:
    """Indicators that set a ceiling in money and have an outcome, with both."""
    for each in facts.of(Indicator):
        target, actual = each.target, each.actual
        if target is None or target.comparison is not Comparison.LE or target.unit not in MONEY_UNITS:
            continue
        if actual is not None and target.value is not None and actual.value is not None:
            figures = [
                Figure(f"{each.name} {what}", value, step_of(value), target.unit, each.ref)
                for what, value in (("ceiling", target.value), ("outcome", actual.value))
            ]
            yield each, figures[0], figures[1]


def _against_budget(
    indicator: Indicator, ceiling: Figure, outcome: Figure, project: Project, budget: ProjectBudget
) -> Iterator[Contradiction]:
    if budget.executed is None:
        return
    executed = budget.executed.in_unit(MONEY_UNITS[ceiling.unit or ""])
    if executed != outcome.value:
        spent = Figure(f"{project.name} executed", executed, step_of(executed), ceiling.unit, project.ref)
        yield Contradiction(
            what=f"{indicator.fiscal_year} outcome of {indicator.name}; its ceiling is the budget of {project.name}",
            subjects=(indicator.ref, project.ref),
            published=outcome.value,
            expected=executed,
            unit=ceiling.unit,
            computation=f"{executed:f}-{outcome.value:f}={executed - outcome.value:f}; ceiling {ceiling.value:f}",
            terms=(outcome.term, spent.term, ceiling.term),
            tolerance=outcome.step,
            places=(*indicator.sources, *budget.sources),
        )


@rule(
    "ceiling-is-initial-budget", Family.ACROSS, Authority.CONSISTENCY,
    "the initial budget that a stated change implies is the ceiling that the year's targets set for the same spending",
)  # fmt: skip
def implied_ceilings(facts: Facts) -> Iterator[Contradiction]:
    """Amounts told with a change against the initial budget, where an indicator has the same amount as its outcome."""
    by_outcome = {
        (indicator.subject, indicator.fiscal_year, outcome.value, outcome.unit): ceiling
        for indicator, ceiling, outcome in _ceilings(facts)
    }
    told = facts.grouped(Observation, "document_key", "subject", "name", "fiscal_year")
    for observations in told.values():
        measures = {each.measure: each for each in observations}
        figures = [
            figure for measure in ("executed_amount", "change_vs_initial_budget")
            if measure in measures and (figure := observed_figure(measures[measure])) is not None
        ]  # fmt: skip
        if len(figures) != 2:  # noqa: PLR2004 - the amount and its change
            continue
        spent, change = figures
        first = observations[0]
        ceiling = by_outcome.get((first.subject, first.fiscal_year, spent.value, spent.unit))
        if ceiling is not None and ceiling.value != spent.value - change.value:
            yield _implied(first, spent, change, ceiling)


def _implied(told: Observation, spent: Figure, change: Figure, ceiling: Figure) -> Contradiction:
    expected = spent.value - ceiling.value
    return Contradiction(
        what=f"{told.fiscal_year} change of {told.name} against the initial budget and the {ceiling.label}",
        subjects=tuple(figure.ref for figure in (change, spent, ceiling) if figure.ref is not None),
        published=change.value,
        expected=expected,
        unit=spent.unit,
        computation=f"{spent.value:f}-({change.value:f})={spent.value - change.value:f} implied, "
        f"ceiling {ceiling.value:f}; {spent.value:f}-{ceiling.value:f}={expected:f}"
        + (f", {expected / ceiling.value * 100:.2f}% of it" if ceiling.value else ""),
        terms=(change.term, spent.term, ceiling.term),
        tolerance=ceiling.step,
    )
