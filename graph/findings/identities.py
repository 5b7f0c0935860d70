"""Identities within one statement: parents and children, rows and columns, totals, and both sides of a budget."""

from collections.abc import Iterator

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import Figure, sum_contradiction, sum_of
from graph.findings.hierarchy import TWO_SIDED, RowSum, Side, code_sums, list_sums, role_sums, sides
from graph.findings.labels import Role
from graph.findings.rules import Authority, Family, rule
from graph.findings.tables import Column, Row, Table
from graph.vocabulary import BudgetDirection, StatementKind

FUND_STATEMENTS = frozenset({StatementKind.GOVERNMENT_FUND, StatementKind.STATE_CAPITAL})


@rule(
    "parent-equals-children", Family.STATEMENTS, Authority.IDENTITY,
    "a code of a classification is the sum of the codes printed below it, in every column",
)  # fmt: skip
def parents(facts: Facts) -> Iterator[Contradiction]:
    """Classes against sections, sections against items; economic classes against their items."""
    for table in facts.tables:
        yield from _row_sums(table, code_sums(table), "the codes below it")


@rule(
    "total-equals-rows", Family.STATEMENTS, Authority.IDENTITY,
    "the total of a statement is the sum of its rows, in every column; personnel and operating expenditure likewise",
)  # fmt: skip
def totals(facts: Facts) -> Iterator[Contradiction]:
    """The rows 合计, 人员经费合计 and 公用经费合计 of statements that list codes or purchases."""
    for table in facts.tables:
        if table.statement.statement_kind not in (*TWO_SIDED, StatementKind.THREE_PUBLIC):
            yield from _row_sums(table, list_sums(table), "its rows")


@rule(
    "three-public-total", Family.STATEMENTS, Authority.IDENTITY,
    "the three public expenses are travel abroad, vehicles and receptions; vehicles are their purchase and running",
)  # fmt: skip
def three_public(facts: Facts) -> Iterator[Contradiction]:
    """The statement of the three public expenses, where its items are rows; where they are columns, see below."""
    for table in facts.tables:
        if table.statement.statement_kind is StatementKind.THREE_PUBLIC:
            yield from _row_sums(table, role_sums(table), "its items")


@rule(
    "row-equals-columns", Family.STATEMENTS, Authority.IDENTITY,
    "a total column is the sum of the columns it stands over: basic and project expenditure, personnel and operating,"
    " the three budgets, the sources of revenue",
)  # fmt: skip
def rows(facts: Facts) -> Iterator[Contradiction]:
    """Every row against the levels of the headings."""
    for table in facts.tables:
        for total, parts in table.totals():
            for row in table.rows:
                yield from _row_contradiction(table, row, total, parts)


@rule(
    "share-within-total", Family.STATEMENTS, Authority.IDENTITY,
    "what is set aside of an amount, such as for small enterprises, is not more than the amount",
)  # fmt: skip
def set_aside(facts: Facts) -> Iterator[Contradiction]:
    """Columns such as 中小微企业预留份额 against the total column of the statement."""
    for table in facts.tables:
        aside = [column for column in table.columns.values() if column.role is Role.ASIDE]
        totals = [column for column in table.columns.values() if column.role is Role.TOTAL]
        for column in aside if totals else ():
            for row in table.rows:
                part, whole = row.cells.get(column.number), row.cells.get(totals[0].number)
                if part is not None and whole is not None and part.value > whole.value:
                    what = f"{table.name}: {row.words}, {column.label} and {totals[0].label}"
                    contradiction = sum_contradiction(what, part, [whole])
                    if contradiction is not None:
                        yield contradiction


@rule(
    "year-total-equals-items", Family.STATEMENTS, Authority.IDENTITY,
    "in a two-sided statement the revenue and the expenditure of the year are the sums of their numbered rows",
)  # fmt: skip
def year_totals(facts: Facts) -> Iterator[Contradiction]:
    """The rows 本年收入合计 and 本年支出合计, and numbered rows with rows of a deeper numbering."""
    for table, side in _sides(facts):
        sums = [*side.sub_items, *side.sub_balances]
        if side.year_total is not None and side.items:
            sums.append(RowSum(side.year_total, side.items))
        yield from _column_sums(table, side.column, sums, "its items")


@rule(
    "grand-total", Family.STATEMENTS, Authority.IDENTITY,
    "a grand total is the total of the year and the balances beside it",
)  # fmt: skip
def grand_totals(facts: Facts) -> Iterator[Contradiction]:
    """The rows 总计, 收入总计, 支出总计."""
    for table, side in _sides(facts):
        if side.grand_total is not None:
            flows = [side.year_total] if side.year_total is not None else side.items
            sums = [RowSum(side.grand_total, [*flows, *side.balances])] if flows else []
            yield from _column_sums(table, side.column, sums, "the year and the balances")


@rule(
    "opening-and-revenue-equal-expenditure-and-closing", Family.STATEMENTS, Authority.IDENTITY,
    "the closing balance is the opening balance and the revenue less the expenditure and what was distributed",
)  # fmt: skip
def balances(facts: Facts) -> Iterator[Contradiction]:
    """Two-sided statements as a whole and, where they show them, for each fund; statements of one fund by row."""
    for table in facts.tables:
        if table.statement.statement_kind in TWO_SIDED:
            yield from _two_sided_balances(table)
        elif table.statement.statement_kind in FUND_STATEMENTS:
            yield from _fund_balances(table)


@rule(
    "both-sides-equal", Family.STATEMENTS, Authority.IDENTITY,
    "the grand totals of revenue and of expenditure are equal",
)  # fmt: skip
def both_sides(facts: Facts) -> Iterator[Contradiction]:
    """The last row of a two-sided statement."""
    for table in facts.tables:
        if table.statement.statement_kind not in TWO_SIDED:
            continue
        found = _whole_sides(table)
        if found is None:
            continue
        revenue, expenditure = (
            side.grand_total.cells[side.column.number] if side.grand_total else None for side in found
        )
        if revenue is not None and expenditure is not None:
            what = f"{table.name}: the grand totals of expenditure and of revenue"
            contradiction = sum_contradiction(what, expenditure, [revenue])
            if contradiction is not None:
                yield contradiction


def _row_sums(table: Table, sums: list[RowSum], parts: str) -> Iterator[Contradiction]:
    for column in table.columns.values():
        yield from _column_sums(table, column, sums, parts)


def _column_sums(table: Table, column: Column, sums: list[RowSum], parts: str) -> Iterator[Contradiction]:
    for each in sums:
        total = each.total.cells.get(column.number)
        terms = [row.cells[column.number] for row in each.parts if column.number in row.cells]
        if total is None or not terms or (not each.exhaustive and sum_of(terms) <= total.value):
            continue
        where = f"{each.total.words}, column {column.label}" if column.label else each.total.words
        contradiction = sum_contradiction(f"{table.name}: {where} and the sum of {parts}", total, terms)
        if contradiction is not None:
            yield contradiction


def _row_contradiction(table: Table, row: Row, total: Column, parts: list[Column]) -> Iterator[Contradiction]:
    whole = row.cells.get(total.number)
    terms = [row.cells[part.number] for part in parts if part.number in row.cells]
    if whole is None or not terms:
        return
    what = f"{table.name}: {row.words}, column {total.label} and the sum of its columns"
    contradiction = sum_contradiction(what, whole, terms)
    if contradiction is not None:
        yield contradiction


def _sides(facts: Facts) -> Iterator[tuple[Table, Side]]:
    for table in facts.tables:
        if table.statement.statement_kind in TWO_SIDED:
            for side in sides(table):
                yield table, side


def _whole_sides(table: Table) -> tuple[Side, Side] | None:
    """The revenue column and the column of total expenditure, where there is one of each."""
    found = sides(table)
    revenue = [side for side in found if side.column.direction is BudgetDirection.REVENUE]
    expenditure = [side for side in found if side.column.direction is BudgetDirection.EXPENDITURE]
    if len(expenditure) > 1:
        expenditure = [side for side in expenditure if side.column.role in (Role.TOTAL, Role.GRAND_TOTAL)]
    return (revenue[0], expenditure[0]) if len(revenue) == len(expenditure) == 1 else None


def _two_sided_balances(table: Table) -> Iterator[Contradiction]:
    found = _whole_sides(table)
    if found is None:
        return
    revenue, expenditure = found
    yield from _balance(
        table, "the closing balance",
        _cell(revenue, revenue.year_total), _cell(expenditure, expenditure.year_total),
        [(revenue, row) for row in revenue.balances], [(expenditure, row) for row in expenditure.balances],
    )  # fmt: skip
    openings = {row.role: row for each in revenue.sub_balances for row in each.parts}
    flows = {row.role: row for row in revenue.items}
    for side in sides(table):
        fund = side.column.role
        if fund in openings and fund in flows:
            yield from _balance(
                table, f"the closing balance of {side.column.path[-1]}",
                _cell(revenue, flows[fund]), _cell(side, side.year_total),
                [(revenue, openings[fund])], [(side, row) for row in side.balances],
            )  # fmt: skip


def _cell(side: Side, row: Row | None) -> Figure | None:
    return None if row is None else row.cells[side.column.number]


def _balance(  # noqa: PLR0913, PLR0917 - the five terms of a balance
    table: Table,
    what: str,
    revenue: Figure | None,
    expenditure: Figure | None,
    before: list[tuple[Side, Row]],
    after: list[tuple[Side, Row]],
) -> Iterator[Contradiction]:
    closing = [side_row for side_row in after if side_row[1].role is Role.CLOSING]
    if revenue is None or expenditure is None or len(closing) != 1:
        return
    others = [row.cells[side.column.number] for side, row in after if row.role is not Role.CLOSING]
    opening = [row.cells[side.column.number] for side, row in before]
    total = closing[0][1].cells[closing[0][0].column.number]
    terms = [*opening, revenue, *(_less(each) for each in (expenditure, *others))]
    contradiction = sum_contradiction(f"{table.name}: {what}", total, terms)
    if contradiction is not None:
        yield contradiction


def _less(figure: Figure) -> Figure:
    return Figure(figure.label, -figure.value, figure.step, figure.unit, figure.ref)


def _fund_balances(table: Table) -> Iterator[Contradiction]:
    """Statements of one fund whose columns are opening balance, revenue, expenditure and closing balance."""
    columns = list(table.columns.values())
    by_role = {column.role: column for column in columns if column.role in (Role.OPENING, Role.CLOSING)}
    revenue = _flow(columns, BudgetDirection.REVENUE)
    expenditure = _flow(columns, BudgetDirection.EXPENDITURE)
    if len(by_role) < 2 or revenue is None or expenditure is None:  # noqa: PLR2004 - opening and closing
        return
    for row in table.rows:
        closing = row.cells.get(by_role[Role.CLOSING].number)
        terms = [row.cells.get(column.number) for column in (by_role[Role.OPENING], revenue)]
        spent = row.cells.get(expenditure.number)
        known = [each for each in terms if each is not None]
        if closing is not None and spent is not None and known:
            what = f"{table.name}: {row.words}, the closing balance"
            contradiction = sum_contradiction(what, closing, [*known, _less(spent)])
            if contradiction is not None:
                yield contradiction


def _flow(columns: list[Column], direction: BudgetDirection) -> Column | None:
    """The one column of a direction, or the total of several."""
    found = [column for column in columns if column.direction is direction]
    if len(found) > 1:
        found = [column for column in found if column.role in (Role.TOTAL, Role.YEAR_TOTAL)]
    return found[0] if len(found) == 1 else None
