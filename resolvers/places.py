"""Fields of jurisdictions, departments, units, offices and recipients."""

from collections.abc import Sequence

from graph.engine import Engine
from graph.errors import MissingArgumentError
from graph.model import Department, Entity, Project
from graph.relations import (
    DEPARTMENT_JURISDICTION,
    DOCUMENT_PUBLISHER,
    INDICATOR_SUBJECT,
    LINE_DEPARTMENT,
    OBSERVATION_SUBJECT,
    OFFICE_DEPARTMENT,
    OFFICE_UNIT,
    PROJECT_DEPARTMENT,
    PROJECT_RECIPIENT,
    UNIT_DEPARTMENT,
)
from graph.selection import Condition, Operator, Selection
from graph.values import Allocation
from graph.vocabulary import EntityKind
from resolvers.listing import listing_within
from resolvers.paging import Page
from resolvers.shapes import many, one, yearly

jurisdiction_departments = many(DEPARTMENT_JURISDICTION, inward=True)
department_jurisdiction = one(DEPARTMENT_JURISDICTION)
department_units = many(UNIT_DEPARTMENT, inward=True)
department_offices = many(OFFICE_DEPARTMENT, inward=True)
department_documents = many(DOCUMENT_PUBLISHER, inward=True)
department_lines = listing_within(LINE_DEPARTMENT, EntityKind.BUDGET_LINE, inward=True)
unit_department = one(UNIT_DEPARTMENT)
unit_offices = many(OFFICE_UNIT, inward=True)
office_department = one(OFFICE_DEPARTMENT)
office_unit = one(OFFICE_UNIT)
indicators = yearly(INDICATOR_SUBJECT, EntityKind.INDICATOR)
observations = yearly(OBSERVATION_SUBJECT, EntityKind.OBSERVATION)

_department_projects = listing_within(PROJECT_DEPARTMENT, EntityKind.PROJECT, inward=True)


def department_projects(
    engine: Engine,
    parents: Sequence[Department],
    *,
    fiscal_year: int | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """For each department a page of its projects, of all years or of those alive in one."""
    where = () if fiscal_year is None else (Condition("fiscal_years", Operator.EQ, fiscal_year),)
    return _department_projects(engine, parents, where=where, first=first, after=after)


def department_observations(
    engine: Engine, parents: Sequence[Department], *, fiscal_year: int | None = None
) -> list[list[Entity]]:
    """For each department the figures of itself and of its units, in published order, of one year or of all."""
    units = engine.expand(UNIT_DEPARTMENT, parents, inward=True)
    bodies = [[parent, *below] for parent, below in zip(parents, units, strict=True)]
    figures = iter(observations(engine, [body for each in bodies for body in each], fiscal_year=fiscal_year))
    return [
        sorted((figure for _ in each for figure in next(figures)), key=lambda figure: figure.position)
        for each in bodies
    ]


def department(
    engine: Engine, parents: Sequence[object], *, code: str | None = None, name: str | None = None
) -> list[Entity | None]:
    """The department with this code, or with this name or alias; None where there is none."""
    return [find_named(engine, EntityKind.DEPARTMENT, code, name)] * len(parents)


def recipient_allocations(
    engine: Engine, parents: Sequence[Entity], *, fiscal_year: int | None = None
) -> list[list[Allocation]]:
    """For each recipient what it gets from every project, oldest first."""
    giving = engine.expand(PROJECT_RECIPIENT, parents, inward=True)
    return [
        sorted(
            (
                allocation
                for project in projects
                if isinstance(project, Project)
                for allocation in project.allocations
                if allocation.recipient_key == recipient.key
                and allocation.latest is not None
                and fiscal_year in {None, allocation.fiscal_year}
            ),
            key=lambda allocation: allocation.fiscal_year,
        )
        for recipient, projects in zip(parents, giving, strict=True)
    ]


def find_named(engine: Engine, kind: EntityKind, code: str | None, name: str | None) -> Entity | None:
    """The entity of `kind` with exactly this code and, or, one of its names.

    MissingArgumentError where neither is given: every entity would fit.
    """
    where = []
    if code is not None:
        where.append(Condition("code", Operator.EQ, code))
    if name is not None:
        where.append(Condition("names", Operator.EQ, name))
    if not where:
        raise MissingArgumentError("code", "name")
    found = engine.select(Selection(kind, tuple(where), limit=1))
    return found[0] if found else None
