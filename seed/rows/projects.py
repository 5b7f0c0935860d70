"""Projects with their budgets, payment plans, funding codes, allocations and predecessors."""

from collections.abc import Iterator

from graph.model import Project
from graph.values import Allocation, Funding, PaymentStep, ProjectBudget, Succession
from graph.vocabulary import Basis
from seed.amounts import amount, published_amount
from seed.editions import Editions
from seed.rows.places import Places
from seed.table import Row, Tables


def projects(tables: Tables, editions: Editions, places: Places) -> Iterator[Project]:
    """The projects in published order."""
    years = _fiscal_years(tables)
    budgets, plans = tables["project_budgets"].by("project"), tables["payment_plans"].by("project")
    funding, allocations = tables["project_funding"].by("project"), tables["allocations"].by("project")
    successions = tables["project_successions"].by("project")
    for row in tables["projects"]:
        key = row["key"]
        yield Project(
            key=key,
            sources=places.of("PROJECT", key, row),
            name=row["name"],
            code=row["code"],
            aliases=row["aliases"],
            ordinal=row["ordinal"],
            fiscal_years=tuple(sorted(years.get(key, ()))),
            department_key=row["department"],
            unit_key=row["unit"],
            parent_key=row["parent"],
            note=row["note"],
            funding=tuple(_funding(each, editions, places) for each in funding[key]),
            budgets=tuple(_budget(each, places) for each in budgets[key]),
            payment_plan=tuple(_payment_step(each, places) for each in plans[key]),
            allocations=tuple(_allocation(each, places) for each in allocations[key]),
            successions=tuple(_succession(each, places) for each in successions[key]),
        )


def _fiscal_years(tables: Tables) -> dict[str, set[int]]:
    """The years in which a project has a budget, payment, allocation, indicator, evaluation or observation.

    A project of which nothing is dated has the year of the document that names it.
    """
    years: dict[str, set[int]] = {}
    for name in ("project_budgets", "payment_plans", "allocations"):
        for row in tables[name]:
            years.setdefault(row["project"], set()).add(row["fiscal_year"])
    for name in ("indicators", "evaluations", "observations"):
        for row in tables[name].by("subject_kind")["PROJECT"]:
            years.setdefault(row["subject"], set()).add(row["fiscal_year"])
    published = {row["key"]: row["fiscal_year"] for row in tables["documents"]}
    for row in tables["projects"]:
        years.setdefault(row["key"], {published[row["document"]]})
    return years


def _funding(row: Row, editions: Editions, places: Places) -> Funding:
    return Funding(
        target_key=editions.key("FUNCTIONAL", row["functional"], row["fiscal_year"]),
        fiscal_year=row["fiscal_year"],
        basis=Basis(row["basis"]),
        note=row["note"],
        sources=(places.at(row),),
    )


def _budget(row: Row, places: Places) -> ProjectBudget:
    return ProjectBudget(
        fiscal_year=row["fiscal_year"],
        approved=published_amount(row, "approved"),
        adjusted=published_amount(row, "adjusted"),
        executed=published_amount(row, "executed"),
        fiscal_funds=published_amount(row, "fiscal_funds"),
        other_funds=published_amount(row, "other_funds"),
        published_rate=row["execution_rate"],
        note=row["note"],
        sources=places.of("PROJECT_BUDGET", f"{row['project']}/{row['fiscal_year']}", row),
    )


def _payment_step(row: Row, places: Places) -> PaymentStep:
    return PaymentStep(
        fiscal_year=row["fiscal_year"],
        position=row["position"],
        heading=row["heading"],
        amount=amount(row, "amount"),
        ambiguous=row["ambiguous"],
        note=row["note"],
        sources=(places.at(row),),
    )


def _allocation(row: Row, places: Places) -> Allocation:
    return Allocation(
        project_key=row["project"],
        recipient_key=row["recipient"],
        fiscal_year=row["fiscal_year"],
        ordinal=row["ordinal"],
        approved=published_amount(row, "approved"),
        adjusted=published_amount(row, "adjusted"),
        executed=published_amount(row, "executed"),
        published_rate=row["execution_rate"],
        note=row["note"],
        sources=places.of("ALLOCATION", f"{row['project']}/{row['recipient']}/{row['fiscal_year']}", row),
    )


def _succession(row: Row, places: Places) -> Succession:
    return Succession(
        target_key=row["predecessor"], basis=Basis(row["basis"]), note=row["reason"], sources=(places.at(row),)
    )
