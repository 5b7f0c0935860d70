"""Statements with two sides: revenue at the left, expenditure at the right."""

from tests.documents.figures import FUNCTIONS, Budget
from tests.documents.printed import HeadCell, PrintedFigure, PrintedTable
from tests.documents.style import Label, Style

NUMERALS = "一二三四五六七八九十"

Side = list[tuple[str, int | None]]
"""The labels of a side and their amounts in fen, None beside a label that is left blank."""


def everything(budget: Budget, style: Style) -> PrintedTable:
    """All revenue and expenditure of the year."""
    revenue: Side = [
        ("一、一般公共预算财政拨款收入", budget.appropriated),
        ("二、政府性基金预算财政拨款收入", 0),
        ("三、事业收入", 0),
        ("四、其他收入", budget.other_revenue),
    ]
    return _two_sided(f"收支{style.stage}总表", revenue, budget, style, [style.amount_heading])


def appropriations(budget: Budget, style: Style) -> PrintedTable:
    """What was appropriated, and what was spent of it by fund."""
    revenue: Side = [("一、一般公共预算财政拨款", budget.total.total), ("二、政府性基金预算财政拨款", 0)]
    headings = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"]
    return _two_sided(f"财政拨款收支{style.stage}总表", revenue, budget, style, headings)


def _two_sided(title: str, revenue: Side, budget: Budget, style: Style, spent: list[str]) -> PrintedTable:
    left, right = _sides(revenue, budget)
    head = [
        [HeadCell("收入", 1, 2), HeadCell("支出", 1, 1 + len(spent))],
        [HeadCell(text) for text in ("项目", style.amount_heading, "项目", *spent)],
    ]
    body: list[list[str]] = []
    found: list[PrintedFigure] = []
    for order, ((one, given), (other, fen)) in enumerate(zip(left, right, strict=True), start=1):
        amounts = ["" if given is None else style.amount(given)]
        # Whatever was spent came from the first fund.
        shown = [style.amount(part) for part in (fen or 0, fen or 0, 0)][: len(spent)]
        body.append([one, *amounts, other, *shown])
        found += style.figures(Label(order, "", one), [f"收入 / {style.amount_heading}"], amounts)
        found += style.figures(Label(order, "", other), [f"支出 / {text}" for text in spent], shown, 2)
    widths = [4.0, 2.0, 4.0, *([2.0] * len(spent))]
    return PrintedTable(title, style.unit, head, body, widths, found, left=frozenset({0, 2}))


def _sides(revenue: Side, budget: Budget) -> tuple[Side, Side]:
    classes = [(code, label) for code, label in FUNCTIONS if len(code) == 3]
    total = budget.total.total
    this_year = sum(fen or 0 for _, fen in revenue)
    spent: Side = [
        (f"{NUMERALS[number]}、{label}", budget.functions[code].total) for number, (code, label) in enumerate(classes)
    ]
    blank: Side = [("", None)] * (len(spent) - len(revenue))
    ends: Side = [("本年收入合计", this_year), ("年初结转和结余", total - this_year), ("收入总计", total)]
    left: Side = [*revenue, *blank, *ends]
    right: Side = [*spent, ("本年支出合计", total), ("年末结转和结余", 0), ("支出总计", total)]
    return left, right
