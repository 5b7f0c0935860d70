"""Projects: their budgets, the recipients and parts that share them, payment plans, and what is told of them."""

from collections.abc import Iterator
from decimal import Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import (
    Figure,
    in_unit,
    money_figure,
    rounding_of,
    sum_contradiction,
    sum_of,
)
from graph.findings.labels import Role
from graph.findings.quantities import ALL, Quantity
from graph.findings.rates import percent_figure, quotient, rate_contradiction
from graph.findings.rules import Authority, Family, rule
from graph.identity import Ref
from graph.model import Project
from graph.money import Money
from graph.values import Allocation, ProjectBudget, SourceRef
from graph.vocabulary import EntityKind, Phase

UNIT = "万元"
NEARLY_ALL = Decimal("0.05")
"""A list that comes this near to the whole is meant to be complete; one that does not names some of the parts."""

PHASES: tuple[tuple[Phase, str], ...] = (
    (Phase.APPROVED, "approved"), (Phase.ADJUSTED, "adjusted"), (Phase.EXECUTED, "executed"),
)  # fmt: skip


def amount_figure(project: Project, what: str, money: Money | None) -> Figure | None:
    """An amount of a project as a term; None where it is not printed."""
    return None if money is None else money_figure(f"{project.name} {what}", money, UNIT, project.ref)


def latest(budget: ProjectBudget | Allocation) -> Money | None:
    """The budget that is in force: the adjusted one, or the approved one where none was adjusted."""
    return budget.adjusted if budget.adjusted is not None else budget.approved


def yearly(facts: Facts) -> Iterator[tuple[Project, ProjectBudget]]:
    """Every project with each of its yearly budgets."""
    for project in facts.of(Project):
        for budget in project.budgets:
            yield project, budget


def tops(facts: Facts) -> dict[tuple[Ref, int], list[tuple[Project, ProjectBudget]]]:
    """The projects of each body and year that are not part of another, with their budgets."""
    tops: dict[tuple[Ref, int], list[tuple[Project, ProjectBudget]]] = {}
    for project, budget in yearly(facts):
        if project.parent_key is None:
            bodies = [] if project.unit_key is None else [Ref(EntityKind.BUDGET_UNIT, project.unit_key)]
            for body in (*bodies, Ref(EntityKind.DEPARTMENT, project.department_key)):
                tops.setdefault((body, budget.fiscal_year), []).append((project, budget))
    return tops


@rule(
    "projects-equal-project-expenditure", Family.STATEMENTS, Authority.IDENTITY,
    "the projects of a body are its project expenditure, where the list of them is complete",
)  # fmt: skip
def project_expenditure(facts: Facts) -> Iterator[Contradiction]:
    """Approved and executed amounts of projects against the column of project expenditure."""
    for (body, year), projects in tops(facts).items():
        for phase, attribute in PHASES:
            quantity = Quantity(body, year, phase, "E", ALL, Role.PROJECT.value)
            stated = facts.stated.get(quantity)
            if not stated:
                continue
            figures = [amount_figure(project, attribute, getattr(budget, attribute)) for project, budget in projects]
            places = [source for _, budget in projects for source in budget.sources]
            yield from complete(
                f"{year} {phase} project expenditure and the projects", stated[0].figure, figures, places, str(phase)
            )


def complete(
    what: str, total: Figure, parts: list[Figure | None], places: list[SourceRef], aspect: str
) -> Iterator[Contradiction]:
    """The contradiction of a whole and a list that is meant to be complete, or that is more than the whole."""
    same = [figure for part in parts if part is not None and (figure := in_unit(part, total.unit)) is not None]
    if len(same) < len(parts) or not same:
        return
    missing = total.value - sum_of(same)
    if missing > abs(total.value) * NEARLY_ALL:
        return
    contradiction = sum_contradiction(what, total, same, aspect=aspect, places=places)
    if contradiction is not None:
        yield contradiction


@rule(
    "execution-rate-of-projects", Family.NARRATIVE, Authority.CONSISTENCY,
    "the execution rate of a project or of a recipient's share is what was spent in per cent of the latest budget",
)  # fmt: skip
def execution_rates(facts: Facts) -> Iterator[Contradiction]:
    """Printed rates of projects' budgets and of allocations, where both amounts are printed."""
    for project in facts.of(Project):
        budgets: list[ProjectBudget | Allocation] = [*project.budgets, *project.allocations]
        for budget in budgets:
            planned = amount_figure(project, "budget", latest(budget))
            spent = amount_figure(project, "executed", budget.executed)
            if budget.published_rate is None or planned is None or spent is None:
                continue
            rate = percent_figure(f"{project.name} execution rate", budget.published_rate, project.ref)
            whose = budget.recipient_key if isinstance(budget, Allocation) else ""
            contradiction = rate_contradiction(
                f"{budget.fiscal_year} execution rate of {project.name}", rate, [spent, planned], quotient,
                places=budget.sources, aspect="/".join(filter(None, (str(budget.fiscal_year), whose))),
            )  # fmt: skip
            if contradiction is not None:
                yield contradiction


@rule(
    "allocations-equal-project", Family.NARRATIVE, Authority.IDENTITY,
    "what the recipients of a project get is the project's budget, and what they spent is what it spent",
)  # fmt: skip
def allocations(facts: Facts) -> Iterator[Contradiction]:
    """Allocations of a year against the project's budget, where every recipient's amount is printed."""
    for project, budget in yearly(facts):
        shares = [each for each in project.allocations if each.fiscal_year == budget.fiscal_year]
        places = [*budget.sources, *(source for share in shares for source in share.sources)]
        for phase, attribute in PHASES[1:]:
            total = amount_figure(project, attribute, getattr(budget, attribute))
            amounts = [_share(project, share, attribute) for share in shares]
            parts = [part for part in amounts if part is not None]
            if total is not None and parts and len(parts) == len(amounts):
                contradiction = sum_contradiction(
                    f"{budget.fiscal_year} {phase} amount of {project.name} and its recipients' shares", total, parts,
                    aspect=f"{budget.fiscal_year}/{phase}", places=places,
                )  # fmt: skip
                if contradiction is not None:
                    yield contradiction


def _share(project: Project, share: Allocation, attribute: str) -> Figure | None:
    money: Money | None = getattr(share, attribute)
    name = share.recipient_key.rsplit("/", 1)[-1]
    return None if money is None else money_figure(f"{name} {attribute}", money, UNIT, project.ref)


@rule(
    "parts-within-fund", Family.NARRATIVE, Authority.IDENTITY,
    "the projects paid from a fund do not get or spend more than the fund",
)  # fmt: skip
def parts(facts: Facts) -> Iterator[Contradiction]:
    """Budgets of projects that are part of another, against its own of the same year."""
    children = facts.grouped(Project, "parent_key")
    for project, budget in yearly(facts):
        below = [
            (child, each) for child in children.get((project.key,), ())
            for each in child.budgets if each.fiscal_year == budget.fiscal_year
        ]  # fmt: skip
        for phase, attribute in PHASES:
            total = amount_figure(project, attribute, getattr(budget, attribute))
            terms = [
                figure for child, each in below
                if (figure := amount_figure(child, attribute, getattr(each, attribute))) is not None
            ]  # fmt: skip
            if total is not None and terms and sum_of(terms) > total.value:
                contradiction = sum_contradiction(
                    f"{budget.fiscal_year} {phase} amount of {project.name} and the projects it pays for", total, terms,
                    aspect=f"{budget.fiscal_year}/{phase}", places=budget.sources,
                )  # fmt: skip
                if contradiction is not None:
                    yield contradiction


@rule(
    "funds-equal-budget", Family.STATEMENTS, Authority.IDENTITY,
    "the budget of a project is its fiscal and its other funds",
)  # fmt: skip
def funds(facts: Facts) -> Iterator[Contradiction]:
    """The target table's budget against the funds printed below it."""
    for project, budget in yearly(facts):
        total = amount_figure(project, "budget", latest(budget))
        sources = (("fiscal funds", budget.fiscal_funds), ("other funds", budget.other_funds))
        terms = [figure for what, money in sources if (figure := amount_figure(project, what, money)) is not None]
        if total is not None and budget.fiscal_funds is not None:
            contradiction = sum_contradiction(
                f"{budget.fiscal_year} budget of {project.name} and its funds", total, terms,
                aspect=str(budget.fiscal_year), places=budget.sources,
            )  # fmt: skip
            if contradiction is not None:
                yield contradiction


@rule(
    "payment-plan-ends-in-budget", Family.FORM, Authority.FORM,
    "a payment plan is cumulative: it never falls and ends in the budget, or its steps add up to it",
)  # fmt: skip
def payment_plans(facts: Facts) -> Iterator[Contradiction]:
    """The last amount, or the sum of all, against the budget of the year."""
    for project, budget in yearly(facts):
        plan = sorted(
            (step for step in project.payment_plan if step.fiscal_year == budget.fiscal_year), key=lambda s: s.position
        )
        total = amount_figure(project, "budget", latest(budget))
        if not plan or total is None:
            continue
        steps = [
            money_figure(f"{project.name} {each.heading or each.position}", each.amount, UNIT, project.ref)
            for each in plan
        ]
        if total.value in (steps[-1].value, sum_of(steps)) and _rises(steps, total):
            continue
        yield Contradiction(
            what=f"{budget.fiscal_year} payment plan of {project.name}",
            subjects=(project.ref,),
            published=steps[-1].value,
            expected=total.value,
            unit=UNIT,
            computation=f"{', '.join(f'{step.value:f}' for step in steps)}; sum {sum_of(steps):f}",
            terms=tuple(step.term for step in (*steps, total)),
            tolerance=rounding_of(total, steps),
            aspect=str(budget.fiscal_year),
            places=tuple(dict.fromkeys([*budget.sources, *(source for step in plan for source in step.sources)])),
        )


def _rises(steps: list[Figure], total: Figure) -> bool:
    values = [step.value for step in steps]
    return sum_of(steps) == total.value or values == sorted(values)
