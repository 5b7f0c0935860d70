"""Which rows of a statement add up to which: by codes, by numbering, or by what the form says of its rows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.findings.labels import BALANCES, FUNDS, PARTS, Role, is_including, numbering
from graph.findings.tables import Column, Row, Table
from graph.vocabulary import StatementKind

PERSONNEL_CLASSES = frozenset({"301", "303"})
"""Classes of the department economic classification that the form of final accounts calls personnel expenditure."""

EXHAUSTIVE_CODE_LENGTH = 5
"""Economic codes longer than this are local details: those printed need not be all there are."""

TWO_SIDED = frozenset({StatementKind.REVENUE_AND_EXPENDITURE, StatementKind.APPROPRIATIONS})
ECONOMIC = frozenset({StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC, StatementKind.BASIC_BY_GOVERNMENT_ECONOMIC})


class RowSum(NamedTuple):
    """A row and the rows that it adds up; `exhaustive` unless the parts may be only some of them."""

    total: Row
    parts: Sequence[Row]
    exhaustive: bool = True


class Side(NamedTuple):
    """One column of a two-sided statement, read from top to bottom."""

    column: Column
    items: list[Row]
    sub_items: list[RowSum]
    balances: list[Row]
    sub_balances: list[RowSum]
    year_total: Row | None
    grand_total: Row | None


def code_sums(table: Table) -> list[RowSum]:
    """Every code with the codes printed below it that stand directly under it.

    A code belongs to the last row above it whose code it extends, so that a statement may list the same codes for
    several units one after the other.
    """
    last: dict[str, Row] = {}
    children: dict[int, list[Row]] = {}
    parents: dict[int, Row] = {}
    for row in _coded(table):
        parent = _parent(row, last)
        if parent is not None:
            children.setdefault(parent.order, []).append(row)
            parents[parent.order] = parent
        last[row.code or ""] = row
    economic = table.statement.statement_kind in ECONOMIC
    return [
        RowSum(parents[order], rows, not economic or len(rows[0].code or "") <= EXHAUSTIVE_CODE_LENGTH)
        for order, rows in children.items()
    ]


def roots(table: Table) -> list[Row]:
    """The rows whose code extends none that is printed above it."""
    last: dict[str, Row] = {}
    found = []
    for row in _coded(table):
        if _parent(row, last) is None:
            found.append(row)
        last[row.code or ""] = row
    return found


def _coded(table: Table) -> list[Row]:
    return [row for row in table.rows if row.code and row.code.isalnum()]


def _parent(row: Row, last: dict[str, Row]) -> Row | None:
    code = row.code or ""
    return next((last[code[:end]] for end in range(len(code) - 1, 0, -1) if code[:end] in last), None)


def list_sums(table: Table) -> list[RowSum]:
    """The grand total of a statement that lists codes, and the totals of its two kinds of basic expenditure."""
    tops = roots(table)
    if table.statement.statement_kind is StatementKind.PROCUREMENT:
        tops = _procured(table)
    total, personnel, operating = (
        table.first(wanted) for wanted in (Role.TOTAL, Role.PERSONNEL_TOTAL, Role.OPERATING_TOTAL)
    )
    sums = []
    if total is not None and tops:
        sums.append(RowSum(total, tops))
    if personnel is not None and operating is not None:
        sums += [
            RowSum(personnel, [row for row in tops if row.code in PERSONNEL_CLASSES]),
            RowSum(operating, [row for row in tops if row.code not in PERSONNEL_CLASSES]),
        ]
        sums += [RowSum(total, [personnel, operating])] if total is not None else []
    return [each for each in sums if each.parts]


def _procured(table: Table) -> list[Row]:
    """The rows of a procurement statement that its total adds up: its categories where it has them, or all purchases.

    The same code may be bought several times; a code below another that is printed is part of it.
    """
    categories = [row for row in table.rows if row.role in (Role.GOODS, Role.WORKS, Role.SERVICES)]
    codes = {row.code for row in table.rows if row.code}
    return categories or [
        row for row in table.rows
        if row.role is None and not any((row.code or "")[:end] in codes for end in range(1, len(row.code or "")))
    ]  # fmt: skip


def role_sums(table: Table) -> list[RowSum]:
    """The sums of a statement whose rows are known by their words, such as the three public expenses."""
    by_role: dict[Role, Row] = {}
    for row in table.rows:
        if row.role is not None:
            by_role.setdefault(row.role, row)
    sums = [
        RowSum(by_role[whole], parts)
        for whole, roles in PARTS.items()
        if whole in by_role and len(parts := [by_role[each] for each in roles if each in by_role]) == len(roles)
    ]
    if Role.TOTAL in by_role and Role.THREE_PUBLIC in by_role and Role.OPERATION_OF_OFFICES not in by_role:
        sums.append(RowSum(by_role[Role.TOTAL], [by_role[Role.THREE_PUBLIC]]))
    return sums


def sides(table: Table) -> list[Side]:
    """The columns of a two-sided statement, each with its items, balances and totals."""
    return [
        _side(column, [row for row in table.rows if number in row.cells]) for number, column in table.columns.items()
    ]


def _side(column: Column, rows: Iterable[Row]) -> Side:
    items: list[Row] = []
    balances: list[Row] = []
    below: dict[int, RowSum] = {}
    totals: dict[Role, Row] = {}
    top: int | None = None
    for row in rows:
        if row.role in (Role.YEAR_TOTAL, Role.GRAND_TOTAL, Role.TOTAL):
            totals.setdefault(Role.YEAR_TOTAL if row.role is Role.YEAR_TOTAL else Role.GRAND_TOTAL, row)
        elif row.role in BALANCES:
            balances.append(row)
        elif balances and (row.role in FUNDS or is_including(row.label)):
            _below(below, balances[-1], row)
        else:
            depth = numbering(row.label)
            top = depth if top is None else top
            if items and _is_deeper(row, depth, top):
                _below(below, items[-1], row)
            else:
                items.append(row)
    of_items = {item.order for item in items}
    return Side(
        column, items, [each for order, each in below.items() if order in of_items],
        balances, [each for order, each in below.items() if order not in of_items],
        totals.get(Role.YEAR_TOTAL), totals.get(Role.GRAND_TOTAL),
    )  # fmt: skip


def _is_deeper(row: Row, depth: int | None, top: int | None) -> bool:
    return is_including(row.label) or (depth is not None and top is not None and depth > top)


def _below(below: dict[int, RowSum], parent: Row, row: Row) -> None:
    known = below.get(parent.order)
    parts = [*(known.parts if known else ()), row]
    exhaustive = (known is None or known.exhaustive) and not is_including(row.label)
    below[parent.order] = RowSum(parent, parts, exhaustive)
