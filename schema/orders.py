"""Orders as clients write them, and their form without GraphQL."""

from enum import Enum

import strawberry

from graph.selection import Order


@strawberry.enum(description="Which end of an order comes first.")
class OrderDirection(Enum):
    """Which end comes first."""

    ASC = strawberry.enum_value("ASC", description="Smallest, earliest first.")
    DESC = strawberry.enum_value("DESC", description="Largest, latest first.")


class Ordering:
    """What every order is: a field and a direction; entities that tie stay in published order."""

    field: Enum
    direction: OrderDirection

    def to_domain(self) -> Order:
        """The order without GraphQL: an enum's value is the attribute's name."""
        return Order(str(self.field.value), self.direction is OrderDirection.DESC)


@strawberry.enum(description="What budget lines can be ordered by.")
class BudgetLineOrderField(Enum):
    """What budget lines can be ordered by."""

    AMOUNT = strawberry.enum_value("money", description="The exact amount.")
    FISCAL_YEAR = strawberry.enum_value("fiscal_year", description="The fiscal year.")
    ROW_LABEL = strawberry.enum_value("row_label", description="The row's heading.")


@strawberry.input(description="An order of budget lines; lines that tie stay in published order.")
class BudgetLineOrder(Ordering):
    """An order of budget lines."""

    field: BudgetLineOrderField = strawberry.field(description="What to order by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which end comes first.")


@strawberry.enum(description="What projects can be ordered by.")
class ProjectOrderField(Enum):
    """What projects can be ordered by."""

    NAME = strawberry.enum_value("name", description="The name.")
    CODE = strawberry.enum_value("code", description="The code; projects without one come last.")


@strawberry.input(description="An order of projects; projects that tie stay in published order.")
class ProjectOrder(Ordering):
    """An order of projects."""

    field: ProjectOrderField = strawberry.field(description="What to order by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which end comes first.")


@strawberry.enum(description="What evaluations can be ordered by.")
class EvaluationOrderField(Enum):
    """What evaluations can be ordered by."""

    SCORE = strawberry.enum_value("score", description="The score.")
    FISCAL_YEAR = strawberry.enum_value("fiscal_year", description="The year that is evaluated.")


@strawberry.input(description="An order of evaluations; evaluations that tie stay in published order.")
class EvaluationOrder(Ordering):
    """An order of evaluations."""

    field: EvaluationOrderField = strawberry.field(description="What to order by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which end comes first.")


@strawberry.enum(description="What observations can be ordered by.")
class ObservationOrderField(Enum):
    """What observations can be ordered by."""

    VALUE = strawberry.enum_value("value", description="The figure; observations in words come last.")
    FISCAL_YEAR = strawberry.enum_value("fiscal_year", description="The year the figure is about.")
    NAME = strawberry.enum_value("name", description="What is measured.")


@strawberry.input(description="An order of observations; observations that tie stay in published order.")
class ObservationOrder(Ordering):
    """An order of observations."""

    field: ObservationOrderField = strawberry.field(description="What to order by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which end comes first.")
