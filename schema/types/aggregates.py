"""Sums of budget lines that prove themselves."""

from decimal import Decimal
from typing import Annotated

import strawberry

from graph.money import AmountUnit
from graph.rollup.aggregate import Reason
from graph.rollup.grouping import MappedShare as Share
from graph.rollup.request import Dimension
from graph.vocabulary import Confidence, Severity
from resolvers import aggregates as aggregate_fields
from resolvers import paging
from schema.fields import batched, computed, domain_type
from schema.types.classifications import Classification
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.documents import BudgetLine, BudgetLineConnection, Statement
from schema.types.nodes import AFTER, FIRST, Entity

Unit = Annotated[AmountUnit, strawberry.argument(description="The unit of the answer; exact in every unit.")]


@domain_type(aggregate_fields.GroupKey)
class AggregateKey:
    """The value of one dimension of a group."""

    dimension: Dimension = strawberry.field(description="The dimension.")
    value: str | None = strawberry.field(
        description="A code, a key, a year or a word of the interface, for example `2010301` or `EXECUTED`; null for "
        "lines that carry none."
    )
    label: str = strawberry.field(description="The value in words, for example `2010301 行政运行`; `none` for null.")
    entity: Entity | None = strawberry.field(description="What it stands for; null for years and words.")
    confidence: Confidence | None = strawberry.field(
        description="How sure the least sure mapping is by which lines came here; null where lines carry the value."
    )


@domain_type(aggregate_fields.PublishedTotal)
class PublishedTotal:
    """A printed total of exactly the money of a group."""

    line: BudgetLine = strawberry.field(description="The line that prints it.")

    @computed
    def difference(self: aggregate_fields.PublishedTotal, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The printed total minus the sum, for example 0.01; 0 where they agree."""
        return self.difference.in_unit(unit)

    severity: Severity | None = strawberry.field(
        description="How far it is off: null where it agrees, ROUNDING up to the rounding step a term, MAJOR from a "
        "tenth of it."
    )


@domain_type(aggregate_fields.LeftOutLines)
class LeftOutLines:
    """Lines that were asked for and are not counted, all of one statement and for one reason."""

    reason: Reason = strawberry.field(description="Why they are left out.")
    description: str = strawberry.field(description="The same in a sentence.")
    statement: Statement = strawberry.field(description="The statement that prints them.")
    counted_instead: Statement | None = strawberry.field(
        description="The statement that is counted instead; null where it is the same or there is none."
    )
    lines: int = strawberry.field(description="How many lines.")


@domain_type(aggregate_fields.StatementUse)
class StatementUse:
    """A statement that a sum is taken from."""

    statement: Statement = strawberry.field(description="The statement.")
    scope: str = strawberry.field(
        description="What money the counted lines cover, for example `all money` or `fund GENERAL_PUBLIC_BUDGET`."
    )
    lines: int = strawberry.field(description="How many of its lines are counted.")


@domain_type(aggregate_fields.AggregateGroup)
class AggregateGroup:
    """The money of one group, with its proof."""

    label: str = strawberry.field(description="The group in words, for example `EXECUTED · 2010301 行政运行`.")
    keys: list[AggregateKey] = strawberry.field(description="Its value in each dimension, in the order asked.")

    @computed
    def amount(self: aggregate_fields.AggregateGroup, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The exact sum, for example 18758.64."""
        return self.group.money.in_unit(unit)

    line_count: int = strawberry.field(name="linesCounted", description="How many lines the sum is made of.")

    @batched(aggregate_fields.counted_lines)
    def lines(
        self, first: Annotated[int | None, FIRST] = None, after: Annotated[str | None, AFTER] = None
    ) -> BudgetLineConnection:
        """The lines that the sum is made of, in published order."""

    left_out: list[LeftOutLines] = strawberry.field(
        description="The lines of the same group that are not counted, and why; totals of several groups are not among "
        "them."
    )
    statements: list[StatementUse] = strawberry.field(description="The statements that the lines are taken from.")
    published_total: PublishedTotal | None = strawberry.field(
        description="The first printed total of exactly this money; null where none is printed."
    )
    published_totals: list[PublishedTotal] = strawberry.field(
        description="All printed totals of exactly this money in the same statement."
    )


@domain_type(Share)
class MappedShare:
    """How much of the money could be told in codes that lines do not carry themselves."""

    dimension: Dimension = strawberry.field(description="The dimension.")
    share: Decimal | None = strawberry.field(
        description="The mapped part of the money as a ratio to four decimals, for example 0.9985; null without money."
    )

    @computed
    def mapped(self: Share, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The money that could be told, amounts taken without their sign."""
        return self.mapped.in_unit(unit)

    @computed
    def unmapped(self: Share, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The money that could not; it stands in the group whose value is null."""
        return self.unmapped.in_unit(unit)

    confidence: Confidence | None = strawberry.field(description="How sure the least sure mapping is.")


@domain_type(aggregate_fields.UnmappedCode)
class UnmappedCode:
    """Money of a code that could not be told in the codes asked."""

    dimension: Dimension = strawberry.field(description="The dimension.")
    code: Classification | None = strawberry.field(description="The code; null for lines without one.")
    reason: str = strawberry.field(description="Why, for example that the code was split.")

    @computed
    def amount(self: aggregate_fields.UnmappedCode, unit: Unit = AmountUnit.WAN_YUAN) -> Decimal:
        """The money, amounts taken without their sign."""
        return self.money.in_unit(unit)


@domain_type(paging.PageEdge)
class AggregateEdge(PlaceInPage):
    """A group in a page."""

    node: AggregateGroup = strawberry.field(description="The group.")


@domain_type(aggregate_fields.AggregatePage)
class AggregateConnection(PageOfList):
    """A page of groups, with what became of every line that was asked for."""

    edges: list[AggregateEdge] = strawberry.field(description="The groups of this page, in order of their keys.")
    lines_matched: int = strawberry.field(description="How many lines were asked for.")
    line_count: int = strawberry.field(name="linesCounted", description="How many of them are counted in any group.")
    left_out: list[LeftOutLines] = strawberry.field(description="All lines that are not counted, and why.")
    mapped: list[MappedShare] = strawberry.field(
        name="mappings", description="How much of the money could be told in each dimension that needs a mapping."
    )
    unmapped: list[UnmappedCode] = strawberry.field(description="What could not be told, code by code.")
