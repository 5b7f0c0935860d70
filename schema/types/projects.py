"""Projects: their money, recipients, funding, payment plans, succession and scores over the years."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

import strawberry

from graph import model, values
from graph.money import AmountUnit, Money
from graph.vocabulary import Basis, EvaluationKind, Grade
from resolvers import paging
from resolvers import places as place_fields
from resolvers import projects as project_fields
from schema.fields import batched, computed, domain_type
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.nodes import Entity, Source
from schema.types.references import (
    BudgetUnitRef,
    ClassificationRef,
    DepartmentRef,
    EvaluationRef,
    IndicatorRef,
    ObservationRef,
    RecipientRef,
)

YEAR = strawberry.argument(description="Only this fiscal year; all years unless given.")
KIND = strawberry.argument(description="Only evaluations of this kind.")
Unit = Annotated[AmountUnit, strawberry.argument(description="The unit of the answer; exact in every unit.")]

_RATE_STEP = Decimal("0.0001")


def _in(money: Money | None, unit: AmountUnit) -> Decimal | None:
    return None if money is None else money.in_unit(unit)


@domain_type(values.ProjectBudget)
class ProjectBudget:
    """What a project was given and what it spent in one year."""

    fiscal_year: int = strawberry.field(description="The fiscal year.")

    @computed
    def approved(self: values.ProjectBudget, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The amount voted at the beginning of the year; null where none is published."""
        return _in(self.approved, unit)

    @computed
    def adjusted(self: values.ProjectBudget, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The amount after adjustments; null where none is published."""
        return _in(self.adjusted, unit)

    @computed
    def executed(self: values.ProjectBudget, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The amount spent; null where none is published."""
        return _in(self.executed, unit)

    @computed
    def fiscal_funds(self: values.ProjectBudget, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The part paid from fiscal appropriations; null where none is published."""
        return _in(self.fiscal_funds, unit)

    @computed
    def other_funds(self: values.ProjectBudget, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The part paid from other funds; null where none is published."""
        return _in(self.other_funds, unit)

    @computed
    def execution_rate(self: values.ProjectBudget) -> Decimal | None:
        """Executed divided by the latest budget, as a ratio to four decimals: 0.9985; null where a term is missing."""
        budget = self.adjusted or self.approved
        if budget is None or self.executed is None or budget.fen == 0:
            return None
        return (Decimal(self.executed.fen) / budget.fen).quantize(_RATE_STEP, ROUND_HALF_UP)

    published_rate: Decimal | None = strawberry.field(
        description="The execution rate that the document prints, in per cent: 99.99; null where none is printed."
    )
    note: str | None = strawberry.field(description="What is uncertain or special about the figures.")
    sources: list[Source] = strawberry.field(description="Where it is printed.")


@domain_type(values.PaymentStep)
class PaymentStep:
    """One amount of a project's payment plan."""

    fiscal_year: int = strawberry.field(description="The fiscal year.")
    position: int = strawberry.field(description="Its place in the printed row of amounts, from 1.")
    heading: str | None = strawberry.field(description="The date it is printed under, as far as that can be told.")
    ambiguous: bool = strawberry.field(description="Whether the document leaves open which date the amount is for.")
    note: str | None = strawberry.field(description="What is uncertain, and why this reading is the likelier.")
    sources: list[Source] = strawberry.field(description="Where it is printed.")

    @computed
    def amount(self: values.PaymentStep, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The amount to be paid by then, cumulated as printed."""
        return self.amount.in_unit(unit)


@strawberry.type(description="What is known of a recipient's share, whether or not its amount is published.")
class Share:
    """What `Allocation` and `Beneficiary` have in common."""

    fiscal_year: int = strawberry.field(description="The fiscal year.")
    ordinal: int | None = strawberry.field(description="Its place in the published list, from 1.")
    published_rate: Decimal | None = strawberry.field(
        description="The execution rate that the document prints, in per cent; null where none is printed."
    )
    note: str | None = strawberry.field(description="What is uncertain or special about the figures.")
    sources: list[Source] = strawberry.field(description="Where it is printed.")

    @batched(project_fields.allocation_projects)
    def project(self) -> "Project":
        """The project that pays."""

    @batched(project_fields.allocation_recipients)
    def recipient(self) -> RecipientRef:
        """The body that is paid."""

    @computed
    def approved(self: values.Allocation, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The amount voted at the beginning of the year; null where none is published."""
        return _in(self.approved, unit)

    @computed
    def adjusted(self: values.Allocation, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The amount after adjustments; null where none is published."""
        return _in(self.adjusted, unit)

    @computed
    def executed(self: values.Allocation, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The amount spent; null where none is published."""
        return _in(self.executed, unit)


@domain_type(values.Allocation)
class Allocation(Share):
    """The amount that one recipient gets from one project in one year."""

    @computed
    def amount(self: values.Allocation, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The latest amount published: executed, else adjusted, else approved."""
        return self.latest.in_unit(unit)  # type: ignore[union-attr]  # `allocations` returns those with an amount


@domain_type(values.Allocation)
class Beneficiary(Share):
    """A recipient that a project is published to pay in a year, also where its amount is not published."""


@domain_type(values.Funding)
class Funding:
    """The functional code that a project is paid from in a year, and how that is known."""

    fiscal_year: int = strawberry.field(description="The fiscal year.")
    basis: Basis = strawberry.field(description="How it is known.")
    note: str | None = strawberry.field(description="The reason, where it is not printed.")
    sources: list[Source] = strawberry.field(description="Where its evidence is printed.")

    @batched(project_fields.funding_targets)
    def classification(self) -> ClassificationRef:
        """The functional code."""


@domain_type(values.Succession)
class Succession:
    """The earlier project that a project continues, and why we say so."""

    basis: Basis = strawberry.field(description="How it is known.")
    note: str | None = strawberry.field(name="reason", description="The reason.")
    sources: list[Source] = strawberry.field(description="Where its evidence is printed.")

    @batched(project_fields.succession_targets)
    def predecessor(self) -> "Project":
        """The earlier project."""


@domain_type(project_fields.YearScore)
class YearScore:
    """The score of one evaluation in a series over the years."""

    fiscal_year: int = strawberry.field(description="The year that is evaluated.")
    kind: EvaluationKind = strawberry.field(description="Who evaluated.")
    score: Decimal = strawberry.field(description="The score, for example 98.85.")
    full_score: Decimal = strawberry.field(description="The most that could be reached, for example 100.")
    change: Decimal | None = strawberry.field(
        description="Difference to the score of the same kind in the closest earlier year; null for the first."
    )
    evaluation: EvaluationRef = strawberry.field(description="The evaluation.")

    @computed
    def grade(self: project_fields.YearScore) -> Grade | None:
        """The grade; null where none is printed."""
        return self.evaluation.grade


@domain_type(model.Project)
class Project(Entity):
    """A project under all the names that it has carried."""

    code: str | None = strawberry.field(description="The 21-character code, for example `37020023P880028106842`.")
    name: str = strawberry.field(description="The name, for example 专项业务费.")
    aliases: list[str] = strawberry.field(description="Other names that it has carried.")
    ordinal: int | None = strawberry.field(description="Its number in the published list, from 1.")
    fiscal_years: list[int] = strawberry.field(
        description="The years with money, targets, scores or figures of it; else that of the document that names it."
    )
    note: str | None = strawberry.field(description="What is special about it.")

    @batched(project_fields.department)
    def department(self) -> DepartmentRef:
        """The department that manages it."""

    @batched(project_fields.unit)
    def unit(self) -> BudgetUnitRef | None:
        """The budget unit that spends it; null where none is named."""

    @batched(project_fields.parent)
    def parent(self) -> "Project | None":
        """The fund that it belongs to; null for a fund or a project of its own."""

    @batched(project_fields.children)
    def children(self) -> list["Project"]:
        """The projects that belong to this fund."""

    @batched(project_fields.funding_codes)
    def funding_codes(self) -> list[ClassificationRef]:
        """The functional codes that pay for it; how that is known is told by `funding`."""

    funding: list[Funding] = strawberry.field(description="The functional codes that pay for it, by year, with basis.")

    @batched(project_fields.budgets)
    def budgets(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ProjectBudget]:
        """Its money, oldest year first."""

    @batched(project_fields.payment_plan)
    def payment_plan(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[PaymentStep]:
        """The steps in which it is to be paid."""

    @batched(project_fields.allocations)
    def allocations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[Allocation]:
        """The published amounts of its recipients, in published order."""

    @batched(project_fields.beneficiaries)
    def beneficiaries(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[Beneficiary]:
        """All recipients that it is published to pay, in published order, also those without an amount."""

    @batched(place_fields.indicators)
    def indicators(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[IndicatorRef]:
        """Its targets, oldest year first, in published order."""

    @batched(project_fields.evaluations)
    def evaluations(
        self,
        fiscal_year: Annotated[int | None, YEAR] = None,
        kind: Annotated[EvaluationKind | None, KIND] = None,
    ) -> list[EvaluationRef]:
        """Its evaluations, oldest first."""

    @batched(project_fields.scores)
    def scores(self) -> list[YearScore]:
        """Scores over the years, oldest first."""

    @batched(place_fields.observations)
    def observations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ObservationRef]:
        """Figures about it that are stated in prose, in published order."""

    successions: list[Succession] = strawberry.field(description="The earlier projects that it continues.")

    @batched(project_fields.successors)
    def successors(self) -> list["Project"]:
        """The later projects that continue it."""


@domain_type(paging.PageEdge)
class ProjectEdge(PlaceInPage):
    """A project in a page."""

    node: Project = strawberry.field(description="The project.")


@domain_type(paging.Page)
class ProjectConnection(PageOfList):
    """A page of projects."""

    edges: list[ProjectEdge] = strawberry.field(description="The projects of this page.")
