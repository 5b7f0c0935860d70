"""Two published figures side by side, each with what prints it."""

from decimal import Decimal
from typing import Annotated

import strawberry

from graph import comparison
from graph.money import AmountUnit
from graph.vocabulary import Phase
from resolvers import comparisons as comparison_fields
from resolvers import paging
from schema.fields import computed, domain_type
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.nodes import Entity, Source
from schema.types.places import Department

Unit = Annotated[AmountUnit, strawberry.argument(description="The unit of the answer; exact in every unit.")]


@strawberry.input(description="Money of one fiscal year in one phase.")
class YearAndPhase:
    """Money of one fiscal year in one phase."""

    fiscal_year: int = strawberry.field(description="The fiscal year, for example 2021.")
    phase: Phase = strawberry.field(description="The stage of the budget cycle.")

    def to_domain(self) -> comparison_fields.YearAndPhase:
        """The input without GraphQL."""
        return comparison_fields.YearAndPhase(self.fiscal_year, self.phase)


@domain_type(comparison.ComparedAmount)
class ComparedAmount:
    """One side of a comparison of money."""

    @computed
    def amount(self: comparison.ComparedAmount, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The amount, for example 5577.98."""
        return self.money.in_unit(unit)

    printed_by: list[Entity] = strawberry.field(
        description="The entities that print it: a project, a figure in prose, a total, or the lines that make it up."
    )
    sources: list[Source] = strawberry.field(description="Where it is printed.")


@domain_type(comparison.AmountComparison)
class AmountComparison:
    """Money of one subject on two sides; a side that is not published is null, never zero."""

    label: str = strawberry.field(description="The subject in words, for example `2010301 行政运行`.")
    subject: Entity | None = strawberry.field(
        description="The project, code, department, unit or document compared; null for sums by several dimensions or "
        "by one whose values are no entities."
    )
    base: ComparedAmount | None = strawberry.field(description="The side that is compared with.")
    other: ComparedAmount | None = strawberry.field(description="The side that is compared.")

    @computed
    def difference(self: comparison.AmountComparison, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal | None:
        """The other side minus the base, for example -665.00; null where one is missing."""
        return None if self.difference is None else self.difference.in_unit(unit)

    ratio: Decimal | None = strawberry.field(
        description="The other side divided by the base, to four decimals: 1.0826; null where one is missing or the "
        "base is zero."
    )


@domain_type(comparison.ComparedScore)
class ComparedScore:
    """One side of a comparison of scores: a score, or the mean of several."""

    score: Decimal = strawberry.field(description="The score, or the mean to four decimals, for example 98.85.")
    full_score: Decimal = strawberry.field(description="The most that could be reached, or the mean of that.")
    rate: Decimal | None = strawberry.field(description="The score as a share of the full score, in per cent.")
    lowest: Decimal = strawberry.field(description="The lowest of the scores.")
    highest: Decimal = strawberry.field(description="The highest of the scores.")
    printed_by: list[Entity] = strawberry.field(description="The evaluations or scored rows that print them.")


@domain_type(comparison.ScoreComparison)
class ScoreComparison:
    """Scores of one subject on two sides."""

    label: str = strawberry.field(description="What is compared, in words.")
    subject: Entity | None = strawberry.field(
        description="The project or department that is evaluated; null where two departments are compared."
    )
    base: ComparedScore = strawberry.field(description="The side that is compared with.")
    other: ComparedScore = strawberry.field(description="The side that is compared.")
    difference: Decimal | None = strawberry.field(
        description="The other side minus the base: in points, or in per cent of the full score where the full scores "
        "differ."
    )
    ratio: Decimal | None = strawberry.field(
        description="The other side's rate divided by the base's, to four decimals: 0.9885; null where that is zero."
    )


@domain_type(comparison_fields.DepartmentComparison)
class DepartmentComparison:
    """Two departments of one fiscal year side by side."""

    base: Department = strawberry.field(description="The department that is compared with.")
    other: Department = strawberry.field(description="The department that is compared.")
    fiscal_year: int = strawberry.field(description="The fiscal year.")
    amounts: list[AmountComparison] = strawberry.field(
        description="Money that both state of the same thing in the same phase, for example 公务接待费 EXECUTED."
    )
    evaluations: list[ScoreComparison] = strawberry.field(
        description="Evaluations of the same kind, of the departments and of their projects."
    )
    criteria: list[ScoreComparison] = strawberry.field(
        description="Scored rows of the same name in any evaluation of the year; each rubric words its own rule."
    )


@domain_type(paging.PageEdge)
class AmountComparisonEdge(PlaceInPage):
    """A comparison in a page."""

    node: AmountComparison = strawberry.field(description="The comparison.")


@domain_type(paging.Page)
class AmountComparisonConnection(PageOfList):
    """A page of comparisons of money."""

    edges: list[AmountComparisonEdge] = strawberry.field(description="The comparisons of this page.")


@domain_type(paging.PageEdge)
class ScoreComparisonEdge(PlaceInPage):
    """A comparison in a page."""

    node: ScoreComparison = strawberry.field(description="The comparison.")


@domain_type(paging.Page)
class ScoreComparisonConnection(PageOfList):
    """A page of comparisons of scores."""

    edges: list[ScoreComparisonEdge] = strawberry.field(description="The comparisons of this page.")
