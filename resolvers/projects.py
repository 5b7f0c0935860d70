"""Fields of projects: money, scores over the years, recipients, and what they continue."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.engine import Engine
from graph.identity import Ref
from graph.model import Entity, Evaluation, Project
from graph.relations import (
    EVALUATION_SUBJECT,
    PROJECT_DEPARTMENT,
    PROJECT_FUNDING,
    PROJECT_PARENT,
    PROJECT_SUCCESSION,
    PROJECT_UNIT,
)
from graph.selection import Condition, Operator, Selection
from graph.values import Allocation, Funding, PaymentStep, ProjectBudget, Succession
from graph.vocabulary import EntityKind, EvaluationKind
from resolvers.places import find_named
from resolvers.shapes import many, one

department = one(PROJECT_DEPARTMENT)
unit = one(PROJECT_UNIT)
parent = one(PROJECT_PARENT)
children = many(PROJECT_PARENT, inward=True)
funding_codes = many(PROJECT_FUNDING)
predecessors = many(PROJECT_SUCCESSION)
successors = many(PROJECT_SUCCESSION, inward=True)


@dataclass(frozen=True, slots=True)
class YearScore:
    """The score of one evaluation, and its difference to the closest earlier one of the same kind."""

    fiscal_year: int
    kind: EvaluationKind
    score: Decimal
    full_score: Decimal
    change: Decimal | None
    evaluation: Evaluation


def project(
    engine: Engine, parents: Sequence[object], *, code: str | None = None, name: str | None = None
) -> list[Entity | None]:
    """The project with this code, or that has carried this name; None where there is none."""
    return [find_named(engine, EntityKind.PROJECT, code, name)] * len(parents)


def evaluations(
    engine: Engine,
    parents: Sequence[Entity],
    *,
    fiscal_year: int | None = None,
    kind: EvaluationKind | None = None,
) -> list[list[Entity]]:
    """For each project or department its evaluations, oldest first, of one year and one kind if asked."""
    where = []
    if fiscal_year is not None:
        where.append(Condition("fiscal_year", Operator.EQ, fiscal_year))
    if kind is not None:
        where.append(Condition("evaluation_kind", Operator.EQ, kind))
    within = Selection(EntityKind.EVALUATION, tuple(where))
    return engine.expand(EVALUATION_SUBJECT, parents, inward=True, within=within)


def scores(engine: Engine, parents: Sequence[Project]) -> list[list[YearScore]]:
    """For each project its scores over the years, oldest first."""
    found = engine.expand(EVALUATION_SUBJECT, parents, inward=True)
    return [_year_scores([each for each in judged if isinstance(each, Evaluation)]) for judged in found]


def _year_scores(evaluations: list[Evaluation]) -> list[YearScore]:
    latest: dict[EvaluationKind, Evaluation] = {}
    answer = []
    for each in evaluations:
        before = latest.get(each.evaluation_kind)
        change = None if before is None or before.fiscal_year == each.fiscal_year else each.score - before.score
        answer.append(YearScore(each.fiscal_year, each.evaluation_kind, each.score, each.full_score, change, each))
        latest[each.evaluation_kind] = each
    return answer


def budgets(
    engine: Engine,  # noqa: ARG001 - every resolver takes it
    parents: Sequence[Project],
    *,
    fiscal_year: int | None = None,
) -> list[list[ProjectBudget]]:
    """For each project its yearly budgets, of one year or of all."""
    return [[each for each in parent.budgets if fiscal_year in (None, each.fiscal_year)] for parent in parents]


def payment_plan(
    engine: Engine,  # noqa: ARG001 - every resolver takes it
    parents: Sequence[Project],
    *,
    fiscal_year: int | None = None,
) -> list[list[PaymentStep]]:
    """For each project the steps of its payment plan, in order."""
    return [[each for each in parent.payment_plan if fiscal_year in (None, each.fiscal_year)] for parent in parents]


def beneficiaries(
    engine: Engine,  # noqa: ARG001 - every resolver takes it
    parents: Sequence[Project],
    *,
    fiscal_year: int | None = None,
) -> list[list[Allocation]]:
    """For each project the recipients that it is published to pay, in published order."""
    return [[each for each in parent.allocations if fiscal_year in {None, each.fiscal_year}] for parent in parents]


def allocations(
    engine: Engine, parents: Sequence[Project], *, fiscal_year: int | None = None
) -> list[list[Allocation]]:
    """For each project the published amounts of its recipients, in published order."""
    every = beneficiaries(engine, parents, fiscal_year=fiscal_year)
    return [[each for each in shares if each.latest is not None] for shares in every]


def allocation_projects(engine: Engine, parents: Sequence[Allocation]) -> list[Entity | None]:
    """The project of each allocation."""
    return engine.fetch([Ref(EntityKind.PROJECT, each.project_key) for each in parents])


def allocation_recipients(engine: Engine, parents: Sequence[Allocation]) -> list[Entity | None]:
    """The recipient of each allocation."""
    return engine.fetch([Ref(EntityKind.RECIPIENT, each.recipient_key) for each in parents])


def funding_targets(engine: Engine, parents: Sequence[Funding]) -> list[Entity | None]:
    """The functional code of each funding."""
    return engine.fetch([Ref(EntityKind.CLASSIFICATION, each.target_key) for each in parents])


def succession_targets(engine: Engine, parents: Sequence[Succession]) -> list[Entity | None]:
    """The earlier project of each succession."""
    return engine.fetch([Ref(EntityKind.PROJECT, each.target_key) for each in parents])
