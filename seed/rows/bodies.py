"""Territories, departments with their duties, budget units, offices and recipients."""

from collections.abc import Iterator

from graph.model import BudgetUnit, Department, Jurisdiction, Office, Recipient
from graph.values import Duty
from seed.rows.places import Places
from seed.table import Row, Tables


def jurisdictions(tables: Tables, places: Places) -> Iterator[Jurisdiction]:
    """The territories, by division code."""
    for row in tables["jurisdictions"]:
        code = row["code"]
        yield Jurisdiction(
            key=code, sources=places.of("JURISDICTION", code, row), name=row["name"], code=code, level=row["level"]
        )


def departments(tables: Tables, places: Places) -> Iterator[Department]:
    """The departments, each with its duties in published order."""
    for row in tables["departments"]:
        yield Department(
            key=row["key"],
            sources=places.of("DEPARTMENT", row["key"], row),
            name=row["name"],
            code=row["code"],
            aliases=row["aliases"],
            jurisdiction_key=row["jurisdiction"],
            duties=tuple(_duty(duty, places) for duty in tables["duties"].by("department")[row["key"]]),
        )


def _duty(row: Row, places: Places) -> Duty:
    return Duty(ordinal=row["ordinal"], summary=row["summary"], sources=places.of("DUTY", row["key"], row))


def budget_units(tables: Tables, places: Places) -> Iterator[BudgetUnit]:
    """The units of departments that keep a budget of their own."""
    for row in tables["budget_units"]:
        yield BudgetUnit(
            key=row["key"],
            sources=places.of("BUDGET_UNIT", row["key"], row),
            name=row["name"],
            code=row["code"],
            aliases=row["aliases"],
            department_key=row["department"],
        )


def offices(tables: Tables, places: Places) -> Iterator[Office]:
    """The internal offices in published order."""
    for row in tables["offices"]:
        yield Office(
            key=row["key"],
            sources=places.of("OFFICE", row["key"], row),
            name=row["name"],
            ordinal=row["ordinal"],
            summary=row["summary"],
            external_names=row["external_names"],
            published_as=row["published_as"],
            department_key=row["department"],
            unit_key=row["unit"],
        )


def recipients(tables: Tables, places: Places) -> Iterator[Recipient]:
    """The bodies that get money from projects."""
    for row in tables["recipients"]:
        yield Recipient(
            key=row["key"],
            sources=places.of("RECIPIENT", row["key"], row),
            name=row["name"],
            aliases=row["aliases"],
        )
