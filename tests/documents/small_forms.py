"""Statements of their own shape: basic expenditure as a list, expenditure under a public eye, projects."""

from tests.documents.figures import ECONOMIC, FUNCTIONS, Budget
from tests.documents.printed import HeadCell, PrintedTable
from tests.documents.style import Label, Style

LISTS = ("人员经费", "公用经费")
VEHICLES = "公务用车购置及运行维护费"


def listed(budget: Budget, style: Style) -> PrintedTable:
    """The basic expenditure as one list of codes that is set in several columns, with two totals at its end."""
    halves = [[row for row in ECONOMIC if (row[0][:3] in {"301", "303"}) is first] for first in (True, False)]
    columns = _in_columns(halves, style)
    head = [
        [HeadCell(LISTS[0], 1, 3), HeadCell(LISTS[1], 1, 3 * len(columns) - 3)],
        [HeadCell(text) for _ in columns for text in ("科目编码", "科目名称", style.amount_heading)],
    ]
    cells = [[[code, label, style.amount(budget.economic[code].basic)] for code, label in one] for one in columns]
    height = max(map(len, cells))
    sums = [sum(budget.economic[code].basic for code, _ in half if len(code) == 3) for half in halves]
    totals = [[f"{name}合计", style.amount(fen)] for name, fen in zip(LISTS, sums, strict=True)]
    between = [""] * (3 * len(columns) - 6)
    last = ["", *totals[0], "", totals[1][0], *between, totals[1][1]]
    padded = [[*one, *([["", "", ""]] * (height - len(one)))] for one in cells]
    body = [[text for part in row for text in part] for row in zip(*padded, strict=True)]
    entries = [entry for one in cells for entry in one] + [["", *total] for total in totals]
    found = [
        figure
        for order, (code, label, amount) in enumerate(entries, start=1)
        for figure in style.figures(Label(order, code, label), [style.amount_heading], [amount])
    ]
    title = f"一般公共预算财政拨款基本支出{style.stage}表"
    left = frozenset(range(1, 3 * len(columns), 3))
    return PrintedTable(title, style.unit, head, [*body, last], [1.2, 3.5, 2.0] * len(columns), found, left=left)


def _in_columns(halves: list[list[tuple[str, str]]], style: Style) -> list[list[tuple[str, str]]]:
    """The two parts of the list, the second in two columns where it is long."""
    if not style.numbers_beside_parts:
        return halves
    middle = (len(halves[1]) + 1) // 2
    return [halves[0], halves[1][:middle], halves[1][middle:]]


def travel(budget: Budget, style: Style) -> PrintedTable:
    """The expenditure under a public eye: in rows, the parts of one below it behind `其中`, or in one bare row."""
    unit = style.three_public_unit or style.unit
    title = f"一般公共预算“三公”经费支出{style.stage}表"
    amounts = [style.amount(value, unit) for value in _travel_values(budget)]
    return _in_rows(title, unit, amounts, style) if style.travel_in_rows else _in_one_row(title, unit, amounts, style)


def _in_one_row(title: str, unit: str, amounts: list[str], style: Style) -> PrintedTable:
    parts = ("小计", "公务用车购置费", "公务用车运行维护费")
    head = [
        [
            HeadCell("合计", 2),
            HeadCell("因公出国（境）费", 2),
            HeadCell(VEHICLES, 1, len(parts)),
            HeadCell("公务接待费", 2),
        ],
        [HeadCell(part) for part in parts],
    ]
    headings = ("合计", "因公出国（境）费", *(f"{VEHICLES} / {part}" for part in parts), "公务接待费")
    found = list(style.figures(Label(1, "", "“三公”经费"), headings, amounts))
    return PrintedTable(title, unit, head, [amounts], [2.0] * len(amounts), found)


def _in_rows(title: str, unit: str, amounts: list[str], style: Style) -> PrintedTable:
    labels = (
        "合计",
        "一、因公出国（境）费",
        f"二、{VEHICLES}",
        "其中：公务用车购置费",
        "公务用车运行维护费",
        "三、公务接待费",
    )
    heading = style.amount_heading
    found = [
        figure
        for order, (label, amount) in enumerate(zip(labels, amounts, strict=True), start=1)
        for figure in style.figures(Label(order, "", label), [heading], [amount])
    ]
    body = [list(row) for row in zip(labels, amounts, strict=True)]
    head = [[HeadCell("项目"), HeadCell(heading)]]
    return PrintedTable(title, unit, head, body, [4.0, 2.0], found, left=frozenset({0}))


def _travel_values(budget: Budget) -> tuple[int, ...]:
    vehicles = budget.vehicles_bought + budget.vehicles_run
    total = budget.travel + vehicles + budget.hospitality
    return total, budget.travel, vehicles, budget.vehicles_bought, budget.vehicles_run, budget.hospitality


def projects(budget: Budget, style: Style) -> PrintedTable:
    """Projects by name: a table that only some cities publish."""
    rows = [(label, budget.functions[code].projects) for code, label in FUNCTIONS if len(code) == 7]
    rows.append(("合计", sum(fen for _, fen in rows)))
    headings = ("合计", "财政拨款", "其他资金")
    body = [[label, style.amount(fen), style.amount(fen), style.amount(0)] for label, fen in rows]
    found = [
        figure
        for order, (label, *amounts) in enumerate(body, start=1)
        for figure in style.figures(Label(order, "", label), headings, amounts)
    ]
    head = [[HeadCell(text) for text in ("项目名称", *headings)]]
    title = f"项目支出{style.stage}表"
    return PrintedTable(title, style.unit, head, body, [5.0, 2.0, 2.0, 2.0], found, left=frozenset({0}))
