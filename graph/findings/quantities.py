"""Which quantity of a budget a cell of a statement states, so that two places that state the same one can be compared.

A quantity is said by whose budget it belongs to, the year, the stage, and what of it: expenditure of a fund, of a
type, of a code; revenue of a source; balances; the grand total, which both sides of a budget share; the items of the
three public expenses.
"""

from collections.abc import Iterator
from typing import NamedTuple

from graph.findings.figures import Figure
from graph.findings.hierarchy import ECONOMIC, TWO_SIDED, Side, sides
from graph.findings.labels import FUNDS, Role, plain, role
from graph.findings.tables import Column, Row, Table
from graph.identity import Ref
from graph.model import BudgetLine
from graph.vocabulary import BudgetDirection, EntityKind, StatementKind

ALL = "ALL"


class Quantity(NamedTuple):
    """What a figure states: `aspect` is E(xpenditure), R(evenue), OPENING, CLOSING, SUM or PUBLIC (three public).

    `fund` is ALL or the role of a fund; `kind` is ALL or the role of a type of expenditure, a source of revenue or an
    item of the three public expenses; `code` is a functional code, None for the whole.
    """

    body: Ref
    year: int
    phase: str
    aspect: str
    fund: str
    kind: str
    code: str | None = None


class Stated(NamedTuple):
    """A cell and the quantity it states."""

    quantity: Quantity
    figure: Figure
    table: Table


TYPES: dict[Role, str] = {
    Role.TOTAL: ALL, Role.YEAR_TOTAL: ALL, Role.GRAND_TOTAL: ALL,
    **{each: each.value for each in (
        Role.BASIC, Role.PERSONNEL, Role.OPERATING, Role.PROJECT, Role.BUSINESS, Role.REMITTED_UP,
        Role.AFFILIATE_SUBSIDY,
    )},
}  # fmt: skip
"""The type of expenditure that a column's role stands for."""

SOURCES: dict[Role, str] = {
    each: each.value for each in (
        Role.FISCAL, Role.GENERAL, Role.GOVERNMENT_FUND, Role.STATE_CAPITAL, Role.SPECIAL_ACCOUNT,
        Role.SUPERIOR_SUBSIDY, Role.INSTITUTIONAL, Role.BUSINESS_REVENUE, Role.AFFILIATE_REMITTANCE,
        Role.OTHER_REVENUE,
    )
}  # fmt: skip
"""The source of revenue that a heading's role stands for."""

PUBLIC_ITEMS = (
    Role.THREE_PUBLIC, Role.ABROAD, Role.VEHICLES, Role.VEHICLE_PURCHASE, Role.VEHICLE_RUNNING, Role.RECEPTION,
)  # fmt: skip

FUND_OF_STATEMENT: dict[StatementKind, str] = {
    StatementKind.EXPENDITURE: ALL,
    StatementKind.GENERAL_BUDGET_EXPENDITURE: Role.GENERAL.value,
    StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC: Role.GENERAL.value,
    StatementKind.BASIC_BY_GOVERNMENT_ECONOMIC: Role.GENERAL.value,
    StatementKind.GOVERNMENT_FUND: Role.GOVERNMENT_FUND.value,
    StatementKind.STATE_CAPITAL: Role.STATE_CAPITAL.value,
}
"""The fund whose expenditure a statement of one fund shows."""


def body_of(line: BudgetLine) -> Ref:
    """Whose budget a line belongs to: a unit of its own, or the department with all its units.

    The unit that is the department's own office may bear its key, and its budget is still another one.
    """
    if line.unit_key is not None:
        return Ref(EntityKind.BUDGET_UNIT, line.unit_key)
    return Ref(EntityKind.DEPARTMENT, line.department_key)


def stated(table: Table) -> Iterator[Stated]:
    """Every cell of a statement whose quantity is known, with it; in published order of the rows."""
    kind = table.statement.statement_kind
    if kind in TWO_SIDED:
        yield from _of_sides(table)
    elif kind is StatementKind.REVENUE:
        yield from _of_revenue(table)
    elif kind is StatementKind.THREE_PUBLIC:
        yield from _of_three_public(table)
    elif kind in FUND_OF_STATEMENT:
        yield from _of_expenditure(table, FUND_OF_STATEMENT[kind])


def _said(table: Table, row: Row, column: Column, aspect: str, fund: str, kind: str) -> Stated:  # noqa: PLR0913, PLR0917 - a quantity has so many sides
    line = row.lines[column.number]
    code = row.code if row.role is None else None
    quantity = Quantity(body_of(line), line.fiscal_year, line.phase, aspect, fund, kind, code or _class(line, row))
    return Stated(quantity, row.cells[column.number], table)


def _class(line: BudgetLine, row: Row) -> str | None:
    """The class that a row of a two-sided statement names without printing its code."""
    if row.role is not None or line.functional_key is None:
        return None
    return line.functional_key.split("/")[1]


def _of_sides(table: Table) -> Iterator[Stated]:
    whole = ALL if table.statement.statement_kind is StatementKind.REVENUE_AND_EXPENDITURE else Role.FISCAL.value
    for side in sides(table):
        if side.column.direction is BudgetDirection.REVENUE:
            yield from _of_revenue_side(table, side, whole)
        else:
            yield from _of_expenditure_side(table, side, whole)


def _of_revenue_side(table: Table, side: Side, whole: str) -> Iterator[Stated]:
    if side.year_total is not None:
        yield _said(table, side.year_total, side.column, "R", ALL, whole)
    for row in [*side.items, *(row for each in side.sub_items for row in each.parts)]:
        source = SOURCES.get(row.role) if row.role is not None else None
        if source is not None:
            yield _said(table, row, side.column, "R", ALL, source)
    yield from _of_balances(table, side, whole)


def _of_expenditure_side(table: Table, side: Side, whole: str) -> Iterator[Stated]:
    fund, kind = whole, ALL
    if side.column.role in FUNDS:
        fund = side.column.role.value
    elif side.column.role in TYPES:
        kind = TYPES[side.column.role]
    if side.year_total is not None:
        yield _said(table, side.year_total, side.column, "E", fund, kind)
    for row in side.items:
        if _class(row.lines[side.column.number], row):
            yield _said(table, row, side.column, "E", fund, kind)
    if kind == ALL:
        yield from _of_balances(table, side, fund)


def _of_balances(table: Table, side: Side, fund: str) -> Iterator[Stated]:
    """The grand total and the balances beside the flows of a side."""
    if side.grand_total is not None:
        yield _said(table, side.grand_total, side.column, "SUM", fund, ALL)
    for row in side.balances:
        if row.role in (Role.OPENING, Role.CLOSING):
            yield _said(table, row, side.column, row.role.value, fund, ALL)
    for each in side.sub_balances:
        aspect = each.total.role.value if each.total.role else ""
        for row in each.parts:
            if row.role in FUNDS:
                yield _said(table, row, side.column, aspect, row.role.value, ALL)


def _of_revenue(table: Table) -> Iterator[Stated]:
    has_opening = any(column.role is Role.OPENING for column in table.columns.values())
    for column in table.columns.values():
        source = SOURCES.get(column.role) if column.role is not None else None
        if column.role is Role.OPENING:
            aspect, kind = "OPENING", ALL
        elif source is not None:
            aspect, kind = "R", source
        elif column.role in TYPES and TYPES[column.role] == ALL:
            whole = len(column.path) == 1 and has_opening
            aspect, kind = ("SUM", ALL) if whole else ("R", ALL)
        else:
            continue
        yield from (_said(table, row, column, aspect, ALL, kind) for row in _listed(table, column))


def _of_expenditure(table: Table, fund: str) -> Iterator[Stated]:
    economic = table.statement.statement_kind in ECONOMIC
    for column in table.columns.values():
        column_role = column.role
        if column_role not in TYPES or column.direction is not BudgetDirection.EXPENDITURE:
            continue
        kind = TYPES[column_role]
        if economic and kind == ALL:
            kind = Role.BASIC.value
        rows = [row for row in _listed(table, column) if not economic or row.role is Role.TOTAL]
        yield from (_said(table, row, column, "E", fund, kind) for row in rows)
    if economic:
        yield from _of_basic_totals(table, fund)


def _of_basic_totals(table: Table, fund: str) -> Iterator[Stated]:
    kinds = ((Role.PERSONNEL_TOTAL, Role.PERSONNEL), (Role.OPERATING_TOTAL, Role.OPERATING))
    for wanted, kind in kinds:
        row = table.first(wanted)
        if row is not None:
            yield from (_said(table, row, table.columns[number], "E", fund, kind.value) for number in row.cells)


def _listed(table: Table, column: Column) -> Iterator[Row]:
    """The rows of a column that are a code or the total of all."""
    return (
        row for row in table.rows
        if column.number in row.cells and (row.role is Role.TOTAL or (row.role is None and row.code is not None))
    )  # fmt: skip


def _of_three_public(table: Table) -> Iterator[Stated]:
    for column in table.columns.values():
        for row in table.rows:
            if column.number not in row.cells:
                continue
            item = _public_item(row, column)
            if item is not None:
                fund = column.role.value if column.role in FUNDS else Role.FISCAL.value
                yield _said(table, row, column, "PUBLIC", fund, item.value)


def _public_item(row: Row, column: Column) -> Role | None:
    """The item of the three public expenses that a cell states; it may stand in rows or in columns."""
    if row.role in PUBLIC_ITEMS and row.role is not Role.THREE_PUBLIC:
        return row.role
    for part in reversed(column.path):
        found = role(part)
        if found in PUBLIC_ITEMS:
            return found
    whole = column.role in (Role.TOTAL, Role.GRAND_TOTAL, None) or column.role in FUNDS
    is_all = row.role in (Role.THREE_PUBLIC, Role.TOTAL, Role.GRAND_TOTAL) or plain(row.label) == ""
    return Role.THREE_PUBLIC if whole and is_all else None
