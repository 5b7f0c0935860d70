"""What is told of projects: changes of their budgets, rates of their parts, amounts that evaluations cover."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import (
    MONEY_UNITS,
    Figure,
    in_unit,
    observed_figure,
    sum_contradiction,
    sum_of,
    written,
)
from graph.findings.labels import Role
from graph.findings.projects import NEARLY_ALL, PHASES, UNIT, amount_figure, complete, latest, tops, yearly
from graph.findings.quantities import ALL, Quantity
from graph.findings.rates import percent_figure
from graph.findings.rules import Authority, Family, rule
from graph.findings.spoken import CHANGE_INITIAL
from graph.identity import Ref
from graph.model import Observation, Project
from graph.money import Money
from graph.values import ProjectBudget
from graph.vocabulary import EntityKind


@rule(
    "adjustments-of-projects", Family.NARRATIVE, Authority.CONSISTENCY,
    "what the budgets of projects were raised by is what project expenditure was raised by, where the list is complete",
)  # fmt: skip
def adjustments(facts: Facts) -> Iterator[Contradiction]:
    """Adjusted less approved budgets against the change of the budget that the narrative states."""
    for (body, year), projects in tops(facts).items():
        raised = [
            figure
            for project, budget in projects
            if budget.approved is not None and budget.adjusted is not None
            and (figure := amount_figure(project, "adjusted - approved", budget.adjusted - budget.approved)) is not None
        ]  # fmt: skip
        told = _told_change(facts, body, year, projects)
        if told is not None and len(raised) > 1:
            places = [source for _, budget in projects for source in budget.sources]
            what = f"{year} change of {told.label} and the changes of its projects"
            yield from complete(what, told, list(raised), places, "")


def _told_change(facts: Facts, body: Ref, year: int, projects: list[tuple[Project, ProjectBudget]]) -> Figure | None:
    """The change of the budget told beside the projects, or the change of project expenditure."""
    kinds = (Role.PROJECT.value, ALL)
    told = [
        each for kind in kinds for each in facts.spoken.get(Quantity(body, year, CHANGE_INITIAL, "E", ALL, kind), ())
    ]
    beside = {source.locator for _, budget in projects for source in budget.sources}
    near = [each for each in told if each.sources and each.sources[0].locator in beside]
    return observed_figure((near or told)[0]) if told else None


@rule(
    "project-change-as-told", Family.ACROSS, Authority.CONSISTENCY,
    "a change of a project's budget or spending is the difference of the two amounts, in one document or in two years'",
)  # fmt: skip
def told_changes(facts: Facts) -> Iterator[Contradiction]:
    """Changes stated of a project against its budgets, and those stated of its parts against its own."""
    by_subject = facts.grouped(Observation, "subject")
    children = facts.grouped(Project, "parent_key")
    for project in facts.of(Project):
        budgets = {budget.fiscal_year: budget for budget in project.budgets}
        for observation in by_subject.get((project.ref,), ()):
            yield from _told(project, budgets, observation)
        below = [
            each for child in children.get((project.key,), ()) for each in by_subject.get((child.ref,), ())
            if each.measure == "change_vs_initial_budget" and each.value is not None
        ]  # fmt: skip
        for year, budget in budgets.items():
            yield from _told_parts(project, budget, [each for each in below if each.fiscal_year == year])


def _told(project: Project, budgets: dict[int, ProjectBudget], observation: Observation) -> Iterator[Contradiction]:
    change = observed_figure(observation)
    budget = budgets.get(observation.fiscal_year)
    if change is None or change.unit not in MONEY_UNITS or budget is None:
        return
    pair: tuple[Figure | None, Figure | None] = (None, None)
    if observation.measure == "change_vs_initial_budget":
        later = budget.adjusted if budget.adjusted is not None else budget.executed
        pair = (amount_figure(project, "latest", later), amount_figure(project, "approved", budget.approved))
    elif observation.measure == "change_amount" and (observation.compared_with or "").isdigit():
        before = budgets.get(int(observation.compared_with or 0))
        pair = (
            amount_figure(project, "executed", budget.executed),
            amount_figure(project, "executed before", before.executed if before is not None else None),
        )
    if pair[0] is not None and pair[1] is not None:
        terms = [pair[0], Figure(pair[1].label, -pair[1].value, pair[1].step, UNIT, project.ref)]
        same = [figure for figure in (in_unit(term, change.unit) for term in terms) if figure is not None]
        contradiction = sum_contradiction(
            f"{observation.fiscal_year} change of {project.name}", change, same, places=budget.sources
        )
        if contradiction is not None:
            yield contradiction


def _told_parts(project: Project, budget: ProjectBudget, told: list[Observation]) -> Iterator[Contradiction]:
    """The change of a fund against the changes told of its parts, each told change counted once."""
    later = budget.adjusted if budget.adjusted is not None else budget.executed
    if later is None or budget.approved is None or not told:
        return
    once = {(each.subject, each.value): each for each in reversed(told)}
    terms = [figure for each in once.values() if (figure := observed_figure(each)) is not None]
    total = amount_figure(project, "latest - approved", later - budget.approved)
    same = [figure for figure in (in_unit(term, UNIT) for term in terms) if figure is not None]
    if total is not None and same:
        contradiction = sum_contradiction(
            f"{budget.fiscal_year} change of {project.name} and the changes told of its parts", total, same,
            aspect=f"{budget.fiscal_year}/parts", places=budget.sources,
        )  # fmt: skip
        if contradiction is not None and abs(sum_of(same) - total.value) <= abs(total.value) * NEARLY_ALL:
            yield replace(contradiction, computation=_less(project, later, budget.approved) + written(same))


def _less(project: Project, later: Money, approved: Money) -> str:
    """The change of a budget in figures, before what it is compared with: `5577.98-5555=22.98; `."""
    latest_figure, before = amount_figure(project, "", later), amount_figure(project, "", approved)
    change = amount_figure(project, "", later - approved)
    if latest_figure is None or before is None or change is None:
        return ""
    return f"{latest_figure.value:f}-{before.value:f}={change.value:f}; "


@rule(
    "rate-without-amounts", Family.NARRATIVE, Authority.CONSISTENCY,
    "an execution rate told of one part of a fund can be checked only where the part's amounts are printed",
)  # fmt: skip
def rates_without_amounts(facts: Facts) -> Iterator[Contradiction]:
    """The one part of a fund that did not spend all, with the budget that its rate implies."""
    children = facts.grouped(Project, "parent_key")
    for project, budget in yearly(facts):
        total, spent = (
            amount_figure(project, "budget", latest(budget)),
            amount_figure(project, "executed", budget.executed),
        )
        below = [
            (child, each) for child in children.get((project.key,), ())
            for each in child.budgets if each.fiscal_year == budget.fiscal_year
        ]  # fmt: skip
        short = [(child, each) for child, each in below if each.published_rate not in (None, Decimal(100))]
        if total is None or spent is None or len(short) != 1 or len(below) == 1 or latest(short[0][1]) is not None:
            continue
        child, part = short[0]
        rate = part.published_rate
        if rate is None:
            continue
        left = total.value - spent.value
        implied = (left / (1 - rate / 100)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        yield Contradiction(
            what=f"{budget.fiscal_year} execution rate of {child.name} of which no amount is printed",
            subjects=(child.ref, project.ref),
            published=rate,
            unit="%",
            computation=(
                f"{written([total])}-{written([spent])}={left:f}; {left:f}/{1 - rate / 100:f}={implied:f} is its budget"
            ),
            terms=(percent_figure(f"{child.name} execution rate", rate, child.ref).term, total.term, spent.term),
            aspect=str(budget.fiscal_year),
            places=(*part.sources, *budget.sources),
        )


@rule(
    "amount-covered-by-projects", Family.NARRATIVE, Authority.CONSISTENCY,
    "the amount that an evaluation or a plan covers is that of the projects it counts",
)  # fmt: skip
def covered(facts: Facts) -> Iterator[Contradiction]:
    """Amounts told together with a number of projects, where as many projects have a budget in that year."""
    projects_of = tops(facts)
    counted = {
        (each.document_key, each.subject, each.name, each.fiscal_year): each.value
        for each in facts.of(Observation) if each.measure == "projects_count"
    }  # fmt: skip
    for observation in facts.of(Observation):
        amount = observed_figure(observation)
        if observation.measure != "amount_covered" or amount is None or amount.unit not in MONEY_UNITS:
            continue
        count = counted.get((observation.document_key, observation.subject, observation.name, observation.fiscal_year))
        projects = projects_of.get((observation.subject, observation.fiscal_year), [])
        if observation.subject.kind is EntityKind.EVALUATION or count != len(projects):
            continue
        sums = [
            [amount_figure(project, attribute, getattr(budget, attribute)) for project, budget in projects]
            for _, attribute in PHASES
        ]
        printed = [[in_unit(each, amount.unit) for each in figures if each is not None] for figures in sums]
        complete = [
            [each for each in figures if each is not None] for figures in printed if len(figures) == len(projects)
        ]
        if complete and all(sum_of(figures) != amount.value for figures in complete):
            nearest = min(complete, key=lambda figures: abs(sum_of(figures) - amount.value))
            contradiction = sum_contradiction(
                f"{observation.fiscal_year} {observation.name}, amount covered", amount, nearest
            )
            if contradiction is not None:
                yield contradiction
