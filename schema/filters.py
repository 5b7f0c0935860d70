"""Filters as clients write them, and their form without GraphQL."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

import strawberry

from graph.money import AmountUnit
from graph.selection import Condition, Operator
from graph.vocabulary import (
    BudgetDirection,
    EvaluationKind,
    ExpenditureType,
    Grade,
    Phase,
    Scheme,
    Severity,
    StatementKind,
)
from resolvers.codes import CodeMatch

Filter: TypeAlias = Condition | CodeMatch


@strawberry.input(description="Conditions on a whole number; all that are given must hold.")
class IntFilter:
    """Conditions on a whole number."""

    eq: int | None = strawberry.field(default=None, description="Equal, for example 2021.")
    in_: list[int] | None = strawberry.field(default=None, name="in", description="One of these.")
    gte: int | None = strawberry.field(default=None, description="At least.")
    lte: int | None = strawberry.field(default=None, description="At most.")


@strawberry.input(description="Conditions on text, without regard to case for parts; all that are given must hold.")
class StringFilter:
    """Conditions on text."""

    eq: str | None = strawberry.field(default=None, description="Exactly this.")
    in_: list[str] | None = strawberry.field(default=None, name="in", description="Exactly one of these.")
    contains: str | None = strawberry.field(default=None, description="Has this in it, for example `口岸`.")
    starts_with: str | None = strawberry.field(default=None, description="Begins with this.")


@strawberry.input(description="Conditions on an exact number; all that are given must hold.")
class DecimalFilter:
    """Conditions on an exact number."""

    eq: Decimal | None = strawberry.field(default=None, description='Equal in value: "96" is also "96.00".')
    gte: Decimal | None = strawberry.field(default=None, description="At least.")
    lte: Decimal | None = strawberry.field(default=None, description="At most.")


@strawberry.input(description="Conditions on a code; `under` matches a code and everything below it in its hierarchy.")
class CodeFilter:
    """Conditions on a code."""

    eq: str | None = strawberry.field(default=None, description="Exactly this code, for example `2010301`.")
    in_: list[str] | None = strawberry.field(default=None, name="in", description="Exactly one of these codes.")
    under: str | None = strawberry.field(
        default=None, description="This code or any below it: `201` matches 201, 20103 and 2010301."
    )


@strawberry.input(description="Conditions on the budget phase.")
class BudgetPhaseFilter:
    """Conditions on the budget phase."""

    eq: Phase | None = strawberry.field(default=None, description="This phase.")
    in_: list[Phase] | None = strawberry.field(default=None, name="in", description="One of these phases.")


@strawberry.input(description="Conditions on the side of the budget.")
class BudgetDirectionFilter:
    """Conditions on the side of the budget."""

    eq: BudgetDirection | None = strawberry.field(default=None, description="This side.")
    in_: list[BudgetDirection] | None = strawberry.field(default=None, name="in", description="One of these sides.")


@strawberry.input(description="Conditions on what a statement shows.")
class StatementKindFilter:
    """Conditions on what a statement shows."""

    eq: StatementKind | None = strawberry.field(default=None, description="This kind.")
    in_: list[StatementKind] | None = strawberry.field(default=None, name="in", description="One of these kinds.")


@strawberry.input(description="Conditions on the type of expenditure.")
class ExpenditureTypeFilter:
    """Conditions on the type of expenditure."""

    eq: ExpenditureType | None = strawberry.field(default=None, description="This type.")
    in_: list[ExpenditureType] | None = strawberry.field(default=None, name="in", description="One of these types.")


@strawberry.input(description="Conditions on who evaluated what.")
class EvaluationKindFilter:
    """Conditions on who evaluated what."""

    eq: EvaluationKind | None = strawberry.field(default=None, description="This kind.")
    in_: list[EvaluationKind] | None = strawberry.field(default=None, name="in", description="One of these kinds.")


@strawberry.input(description="Conditions on a grade.")
class GradeFilter:
    """Conditions on a grade."""

    eq: Grade | None = strawberry.field(default=None, description="This grade.")
    in_: list[Grade] | None = strawberry.field(default=None, name="in", description="One of these grades.")


@strawberry.input(description="Conditions on the severity of a finding.")
class SeverityFilter:
    """Conditions on severity."""

    eq: Severity | None = strawberry.field(default=None, description="This severity.")
    in_: list[Severity] | None = strawberry.field(default=None, name="in", description="One of these severities.")


AttributeFilter: TypeAlias = (
    IntFilter
    | StringFilter
    | DecimalFilter
    | BudgetPhaseFilter
    | BudgetDirectionFilter
    | StatementKindFilter
    | ExpenditureTypeFilter
    | EvaluationKindFilter
    | GradeFilter
    | SeverityFilter
)

_OPERATORS = {
    "eq": Operator.EQ,
    "in_": Operator.IN,
    "gte": Operator.GTE,
    "lte": Operator.LTE,
    "contains": Operator.CONTAINS,
    "starts_with": Operator.STARTS_WITH,
}


def _conditions(attribute: str, given: AttributeFilter | None) -> Iterator[Condition]:
    """A condition for every comparison that is given."""
    for name, operator in _OPERATORS.items():
        value = getattr(given, name, None)
        if value is not None:
            yield Condition(attribute, operator, tuple(value) if isinstance(value, list) else value)


def _money(attribute: str, given: DecimalFilter | None) -> Iterator[Condition]:
    """Conditions on money: wan yuan compared in fen."""
    for condition in _conditions(attribute, given):
        yield Condition(attribute, condition.operator, condition.value.scaleb(AmountUnit.WAN_YUAN.value))


def _codes(attribute: str, scheme: Scheme, given: CodeFilter | None) -> Iterator[CodeMatch]:
    if given is None or (given.eq is None and given.in_ is None and given.under is None):
        return
    codes = None if given.in_ is None else tuple(given.in_)
    if given.eq is not None:
        codes = (given.eq,) if codes is None or given.eq in codes else ()
    yield CodeMatch(attribute, scheme, codes, given.under)


def _exactly(attribute: str, value: object) -> Iterator[Condition]:
    if value is not None:
        yield Condition(attribute, Operator.EQ, value)


@strawberry.input(description="Which budget lines; all conditions must hold.")
class BudgetLineFilter:
    """Which budget lines."""

    document: StringFilter | None = strawberry.field(
        default=None, description="The document's key, for example `qingdao-2021-final-accounts`."
    )
    fiscal_year: IntFilter | None = strawberry.field(default=None, description="The fiscal year, for example 2021.")
    phase: BudgetPhaseFilter | None = strawberry.field(default=None, description="The budget phase.")
    direction: BudgetDirectionFilter | None = strawberry.field(default=None, description="The side of the budget.")
    statement_kind: StatementKindFilter | None = strawberry.field(default=None, description="What the statement shows.")
    statement_number: IntFilter | None = strawberry.field(
        default=None, description="The statement's number in its document, for example 3."
    )
    functional: CodeFilter | None = strawberry.field(default=None, description="The functional code.")
    department_economic: CodeFilter | None = strawberry.field(default=None, description="The department economic code.")
    government_economic: CodeFilter | None = strawberry.field(default=None, description="The government economic code.")
    procurement: CodeFilter | None = strawberry.field(default=None, description="The procurement catalogue code.")
    fund_source: CodeFilter | None = strawberry.field(default=None, description="The fund that pays.")
    revenue_source: CodeFilter | None = strawberry.field(default=None, description="The source of the revenue.")
    expenditure_type: ExpenditureTypeFilter | None = strawberry.field(
        default=None, description="The type of expenditure that the column holds."
    )
    row: IntFilter | None = strawberry.field(default=None, description="The row of the statement, for example 57.")
    column: IntFilter | None = strawberry.field(default=None, description="The column of the statement, for example 2.")
    row_label: StringFilter | None = strawberry.field(default=None, description="The row's heading as published.")
    row_code: StringFilter | None = strawberry.field(default=None, description="The code printed in the row.")
    column_label: StringFilter | None = strawberry.field(
        default=None, description="The column's heading as published, its levels joined by ` / `."
    )
    amount: DecimalFilter | None = strawberry.field(default=None, description="The amount, in wan yuan.")
    is_total: bool | None = strawberry.field(
        default=None, description="Only cells that repeat a sum of others (true), or only those that do not (false)."
    )

    def to_domain(self) -> tuple[Filter, ...]:
        """The filters without GraphQL."""
        return (
            *_conditions("document_key", self.document),
            *_conditions("fiscal_year", self.fiscal_year),
            *_conditions("phase", self.phase),
            *_conditions("direction", self.direction),
            *_conditions("statement_kind", self.statement_kind),
            *_conditions("statement_number", self.statement_number),
            *_codes("functional_key", Scheme.FUNCTIONAL, self.functional),
            *_codes("department_economic_key", Scheme.DEPARTMENT_ECONOMIC, self.department_economic),
            *_codes("government_economic_key", Scheme.GOVERNMENT_ECONOMIC, self.government_economic),
            *_codes("procurement_key", Scheme.PROCUREMENT, self.procurement),
            *_codes("fund_source_key", Scheme.FUND_SOURCE, self.fund_source),
            *_codes("revenue_source_key", Scheme.REVENUE_SOURCE, self.revenue_source),
            *_conditions("expenditure_type", self.expenditure_type),
            *_conditions("row", self.row),
            *_conditions("column", self.column),
            *_conditions("row_label", self.row_label),
            *_conditions("row_code", self.row_code),
            *_conditions("column_label", self.column_label),
            *_money("money", self.amount),
            *_exactly("is_total", self.is_total),
        )


@strawberry.input(description="Which projects; all conditions must hold.")
class ProjectFilter:
    """Which projects."""

    name: StringFilter | None = strawberry.field(default=None, description="Any name that the project has carried.")
    code: StringFilter | None = strawberry.field(default=None, description="The 21-character project code.")
    fiscal_year: IntFilter | None = strawberry.field(
        default=None, description="A year in which the project has money, targets, scores or figures."
    )
    department: StringFilter | None = strawberry.field(
        default=None, description="The managing department's key or part of it, for example `370200/103`."
    )

    def to_domain(self) -> tuple[Filter, ...]:
        """The filters without GraphQL."""
        return (
            *_conditions("names", self.name),
            *_conditions("code", self.code),
            *_conditions("fiscal_years", self.fiscal_year),
            *_conditions("department_key", self.department),
        )


@strawberry.input(description="Which evaluations; all conditions must hold.")
class EvaluationFilter:
    """Which evaluations."""

    fiscal_year: IntFilter | None = strawberry.field(default=None, description="The year that is evaluated.")
    kind: EvaluationKindFilter | None = strawberry.field(default=None, description="Who evaluated what.")
    grade: GradeFilter | None = strawberry.field(default=None, description="The grade.")
    score: DecimalFilter | None = strawberry.field(default=None, description="The score.")
    document: StringFilter | None = strawberry.field(default=None, description="The reporting document's key.")

    def to_domain(self) -> tuple[Filter, ...]:
        """The filters without GraphQL."""
        return (
            *_conditions("fiscal_year", self.fiscal_year),
            *_conditions("evaluation_kind", self.kind),
            *_conditions("grade", self.grade),
            *_conditions("score", self.score),
            *_conditions("document_key", self.document),
        )


@strawberry.input(description="Which indicators; all conditions must hold.")
class IndicatorFilter:
    """Which indicators."""

    fiscal_year: IntFilter | None = strawberry.field(default=None, description="The year of the target.")
    name: StringFilter | None = strawberry.field(default=None, description="The third-level name as published.")
    level1: StringFilter | None = strawberry.field(default=None, description="The first-level name.")
    level2: StringFilter | None = strawberry.field(default=None, description="The second-level name.")
    met: bool | None = strawberry.field(default=None, description="Whether the printed outcome meets the target.")

    def to_domain(self) -> tuple[Filter, ...]:
        """The filters without GraphQL."""
        return (
            *_conditions("fiscal_year", self.fiscal_year),
            *_conditions("name", self.name),
            *_conditions("level1", self.level1),
            *_conditions("level2", self.level2),
            *_exactly("met", self.met),
        )


@strawberry.input(description="Which observations; all conditions must hold.")
class ObservationFilter:
    """Which observations."""

    document: StringFilter | None = strawberry.field(default=None, description="The document's key.")
    name: StringFilter | None = strawberry.field(default=None, description="What is measured, as published.")
    measure: StringFilter | None = strawberry.field(
        default=None, description="The kind of figure, for example `change_rate`."
    )
    fiscal_year: IntFilter | None = strawberry.field(default=None, description="The year the figure is about.")
    period: StringFilter | None = strawberry.field(default=None, description="The part of the year, for example `Q1`.")
    unit: StringFilter | None = strawberry.field(default=None, description="The unit as published, for example `万元`.")
    value: DecimalFilter | None = strawberry.field(default=None, description="The figure.")

    def to_domain(self) -> tuple[Filter, ...]:
        """The filters without GraphQL."""
        return (
            *_conditions("document_key", self.document),
            *_conditions("name", self.name),
            *_conditions("measure", self.measure),
            *_conditions("fiscal_year", self.fiscal_year),
            *_conditions("period", self.period),
            *_conditions("unit", self.unit),
            *_conditions("value", self.value),
        )


@strawberry.input(description="Which findings; all conditions must hold.")
class FindingFilter:
    """Which findings."""

    rule: StringFilter | None = strawberry.field(default=None, description="The rule's name.")
    severity: SeverityFilter | None = strawberry.field(default=None, description="The severity.")
    document: StringFilter | None = strawberry.field(default=None, description="The key of a document compared.")

    def to_domain(self) -> tuple[Filter, ...]:
        """The filters without GraphQL."""
        return (
            *_conditions("rule", self.rule),
            *_conditions("severity", self.severity),
            *_conditions("document_keys", self.document),
        )
