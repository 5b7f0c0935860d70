"""The statements of an authority in the style of a city: which codes, heads, numbers, units and blanks it prints."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tests.documents.figures import ECONOMIC, FUNCTIONS, Budget, printed
from tests.documents.printed import HeadCell, PrintedDocument, PrintedFigure, PrintedTable

NAME = "青禾市灯塔管理局"
NUMERALS = "一二三四五六七八九十"
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@dataclass(frozen=True)
class Style:
    """How a city prints its forms."""

    stage: str = "预算"
    year: int = 2023
    unit: str = "万元"
    number: str = "公开{:02}表"
    code_columns: int = 1
    zero: str = "0.00"
    total_first: bool = True
    separators: bool = True
    full_width: bool = False
    column_numbers: bool = False
    row_numbers: bool = False
    project_table: bool = False
    list_in_columns: bool = False
    travel_in_rows: bool = False
    three_public_unit: str = ""
    merged_total: bool = False
    reverse: bool = False

    @property
    def amount_heading(self) -> str:
        return f"{self.stage}数"

    def amount(self, fen: int, unit: str = "") -> str:
        """The text of a cell."""
        if not fen:
            return self.zero
        text = printed(fen, unit or self.unit, separators=self.separators)
        return text.translate(FULL_WIDTH) if self.full_width else text


def document(budget: Budget, style: Style, name: str = NAME) -> PrintedDocument:
    """The document that an authority publishes of its budget or accounts of a year."""
    tables = list(_tables(budget, style))
    if style.reverse:
        tables.reverse()
    numbered = [
        replace(table, number=style.number.format(order) if style.number else "", publisher=name)
        for order, table in enumerate(tables, start=1)
    ]
    year = f"{style.year}年部门预算" if style.stage == "预算" else f"{style.year}年度部门决算"
    prose = (f"一、{style.year}年{style.stage}情况说明", "灯塔照常发光。")
    return PrintedDocument((f"{name}{year}",), numbered, prose)


def _tables(budget: Budget, style: Style) -> Iterator[PrintedTable]:
    yield _two_sided(budget, style, appropriations=False)
    yield _by_function(budget, style, f"收入{style.stage}表", _revenues(budget, style))
    yield _by_function(budget, style, f"支出{style.stage}表", _expenditures(budget))
    yield _two_sided(budget, style, appropriations=True)
    yield _by_function(budget, style, f"一般公共预算财政拨款支出{style.stage}表", _types(budget))
    yield _list(budget, style) if style.list_in_columns else _by_economy(budget, style)
    yield _travel_rows(budget, style) if style.travel_in_rows else _travel(budget, style)
    for fund in ("政府性基金预算", "国有资本经营预算"):
        yield _empty(style, f"{fund}财政拨款支出{style.stage}表")
    if style.project_table:
        yield _projects(budget, style)


Columns = Sequence[tuple[tuple[str, ...], Callable[[str | None], int]]]
"""Headings of a column from the top down, and the amount in it of a functional code, or of all for None."""


def _revenues(budget: Budget, style: Style) -> Columns:
    def own(code: str | None) -> int:
        return budget.total.total if code is None else budget.functions[code].total

    def nothing(_: str | None) -> int:
        return 0

    year = "本年收入"
    return (
        ((f"{year}合计",), own),
        (("财政拨款收入",), own),
        (("事业收入",), nothing),
        (("其他收入",), nothing),
    )


def _expenditures(budget: Budget) -> Columns:
    def of(part: str) -> Callable[[str | None], int]:
        return lambda code: getattr(budget.total if code is None else budget.functions[code], part)

    return (
        (("本年支出合计",), of("total")),
        (("基本支出",), of("basic")),
        (("项目支出",), of("projects")),
        (("上缴上级支出",), lambda _: 0),
    )


def _types(budget: Budget) -> Columns:
    def of(part: str) -> Callable[[str | None], int]:
        return lambda code: getattr(budget.total if code is None else budget.functions[code], part)

    return (
        (("合计",), of("total")),
        (("基本支出", "小计"), of("basic")),
        (("基本支出", "人员经费"), of("personnel")),
        (("基本支出", "公用经费"), of("operating")),
        (("项目支出",), of("projects")),
    )


def _code_cells(code: str, columns: int) -> list[str]:
    if columns == 3:
        return [code[:3], code[3:5], code[5:7]]
    return [code] if columns else []


def _by_function(budget: Budget, style: Style, title: str, columns: Columns) -> PrintedTable:
    """A statement with a row for each functional code."""
    return _coded(style, title, "功能分类", FUNCTIONS, columns, style.code_columns)


def _by_economy(budget: Budget, style: Style) -> PrintedTable:
    def of(part: str) -> Callable[[str | None], int]:
        everything = sum((budget.economic[code].basic for code, _ in ECONOMIC if len(code) == 3), 0)
        if part == "basic":
            return lambda code: everything if code is None else budget.economic[code].basic
        total = sum((getattr(budget.economic[code], part) for code, _ in ECONOMIC if len(code) == 3), 0)
        return lambda code: total if code is None else getattr(budget.economic[code], part)

    group = "一般公共预算基本支出"
    columns = (
        ((group, "合计"), of("basic")),
        ((group, "人员经费"), of("personnel")),
        ((group, "公用经费"), of("operating")),
    )
    title = f"一般公共预算基本支出{style.stage}表"
    return _coded(style, title, "部门经济分类", ECONOMIC, columns, min(style.code_columns, 1))


def _coded(
    style: Style,
    title: str,
    scheme: str,
    codes: Sequence[tuple[str, str]],
    columns: Columns,
    code_columns: int,
) -> PrintedTable:
    body: list[list[str]] = []
    found: list[PrintedFigure] = []
    rows: list[tuple[str | None, str]] = [*codes]
    rows.insert(0 if style.total_first else len(rows), (None, "合计"))
    offset = 1 if style.row_numbers else 0
    for order, (code, label) in enumerate(rows, start=1):
        amounts = [style.amount(amount(code)) for _, amount in columns]
        name = f"{code}{label}" if code and not code_columns else label
        cells = _code_cells(code or "", code_columns) if code else [""] * code_columns
        if not code and style.merged_total and code_columns:
            cells, name = ["合计", *[""] * (code_columns - 1)], ""
        body.append([*([str(order)] if offset else []), *cells, name, *amounts])
        found += _found(order, code or "", label, columns, amounts, style, code_columns)
    head = _coded_head(style, scheme, columns, code_columns)
    left = frozenset({offset + code_columns})
    widths = [*([0.9] * offset), *([0.6 if code_columns == 3 else 1.2] * code_columns), 4.0, *([2.0] * len(columns))]
    across = code_columns + 1 if style.merged_total and code_columns else 0
    return PrintedTable(title, style.unit, head, body, widths, found, left=left, total_across=across)


def _found(
    order: int, code: str, label: str, columns: Columns, amounts: Sequence[str], style: Style, code_columns: int
) -> Iterator[PrintedFigure]:
    first = 2 + code_columns if style.column_numbers else 1
    for at, ((path, _), amount) in enumerate(zip(columns, amounts, strict=True)):
        if amount not in {"", "-"}:
            plain = (
                amount.translate({wide: chr(narrow) for narrow, wide in FULL_WIDTH.items()})
                if style.full_width
                else amount
            )
            yield PrintedFigure(order, code, label, first + at, " / ".join(path), plain.replace(",", ""))


def _coded_head(style: Style, scheme: str, columns: Columns, code_columns: int) -> list[list[HeadCell]]:
    deep = 2 if any(len(path) > 1 for path, _ in columns) or code_columns else 1
    rows: list[list[HeadCell]] = [[] for _ in range(deep + (code_columns == 3))]
    height = len(rows)
    if style.row_numbers:
        rows[0].append(HeadCell("序号", height))
    if code_columns == 3:
        rows[0].append(HeadCell("项目", 1, 4))
        rows[1] += [HeadCell(f"{scheme}科目编码", 1, 3), HeadCell("科目名称", 2)]
        rows[2] += [HeadCell("类"), HeadCell("款"), HeadCell("项")]
    elif code_columns:
        rows[0].append(HeadCell("项目", 1, 2))
        rows[1] += [HeadCell(f"{scheme}科目编码", height - 1), HeadCell("科目名称", height - 1)]
    else:
        rows[0].append(HeadCell(f"{scheme}科目", height))
    tops: dict[str, int] = {}
    for path, _ in columns:
        tops[path[0]] = tops.get(path[0], 0) + 1
    for path, _ in columns:
        if len(path) == 1:
            rows[0].append(HeadCell(path[0], height))
            continue
        if path[0] in tops:
            rows[0].append(HeadCell(path[0], 1, tops.pop(path[0])))
        rows[1].append(HeadCell(path[1], height - 1))
    if style.column_numbers:
        count = code_columns + 1 + len(columns)
        numbers = [HeadCell(str(number)) for number in range(1, count + 1)]
        rows.append([HeadCell("栏次"), *numbers] if style.row_numbers else numbers)
    return rows


def _two_sided(budget: Budget, style: Style, *, appropriations: bool) -> PrintedTable:
    """A statement with revenue at the left and expenditure at the right."""
    left, right = _sides(budget, style, appropriations=appropriations)
    heading = style.amount_heading
    sides = [
        ("收入", [heading]),
        ("支出", ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"] if appropriations else [heading]),
    ]
    head = [
        [HeadCell(side, 1, 1 + len(headings)) for side, headings in sides],
        [HeadCell(text) for _, headings in sides for text in ("项目", *headings)],
    ]
    body: list[list[str]] = []
    found: list[PrintedFigure] = []
    for order in range(max(len(left), len(right))):
        label, fen = left[order] if order < len(left) else ("", None)
        amounts = ["" if fen is None else style.amount(fen)]
        other, spent = right[order] if order < len(right) else ("", None)
        if spent is None:
            shown = [""] * len(sides[1][1])
        else:
            shown = [style.amount(spent)] + ([style.amount(spent), style.amount(0)] if appropriations else [])
        body.append([label, *amounts, other, *shown])
        found += _on_side(order + 1, label, 1, ["收入 / " + heading], amounts, style)
        found += _on_side(order + 1, other, 2, ["支出 / " + text for text in sides[1][1]], shown, style)
    title = f"{'财政拨款' if appropriations else ''}收支{style.stage}总表"
    widths = [4.0, 2.0, 4.0, *([2.0] * len(sides[1][1]))]
    return PrintedTable(title, style.unit, head, body, widths, found, left=frozenset({0, 2}))


def _sides(
    budget: Budget, style: Style, *, appropriations: bool
) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    classes = [(code, label) for code, label in FUNCTIONS if len(code) == 3]
    if appropriations:
        revenue = [("一、一般公共预算财政拨款", budget.total.total), ("二、政府性基金预算财政拨款", 0)]
    else:
        revenue = [
            ("一、一般公共预算财政拨款收入", budget.appropriated),
            ("二、政府性基金预算财政拨款收入", 0),
            ("三、事业收入", 0),
            ("四、其他收入", budget.other_revenue),
        ]
    expenditure = [
        (f"{NUMERALS[number]}、{label}", budget.functions[code].total) for number, (code, label) in enumerate(classes)
    ]
    blank = max(len(expenditure) - len(revenue), 0)
    this_year = sum(fen for _, fen in revenue)
    carried = budget.total.total - this_year
    left = [
        *revenue,
        *([("", 0)] * blank),
        ("本年收入合计", this_year),
        ("年初结转和结余", carried),
        ("收入总计", budget.total.total),
    ]
    right = [
        *expenditure,
        ("本年支出合计", budget.total.total),
        ("年末结转和结余", 0),
        ("支出总计", budget.total.total),
    ]
    return [row if row[0] else ("", None) for row in left], right  # type: ignore[misc]


def _on_side(
    order: int, label: str, first: int, headings: Sequence[str], amounts: Sequence[str], style: Style
) -> Iterator[PrintedFigure]:
    columns: Columns = [((heading,), lambda _: 0) for heading in headings]
    for figure in _found(order, "", label, columns, amounts, replace(style, column_numbers=False), 0):
        yield replace(figure, column=figure.column + first - 1)


def _list(budget: Budget, style: Style) -> PrintedTable:
    """The basic expenditure as one list of codes that is set in two columns."""
    halves = [[row for row in ECONOMIC if (row[0][:3] in {"301", "303"}) is first] for first in (True, False)]
    headings = ("人员经费", "公用经费")
    head = [
        [HeadCell(heading, 1, 3) for heading in headings],
        [HeadCell(text) for _ in halves for text in ("科目编码", "科目名称", style.amount_heading)],
    ]
    body: list[list[str]] = []
    for order in range(max(map(len, halves))):
        row: list[str] = []
        for half in halves:
            code, label = half[order] if order < len(half) else ("", "")
            row += [code, label, style.amount(budget.economic[code].basic) if code else ""]
        body.append(row)
    totals = [sum(budget.economic[code].basic for code, _ in half if len(code) == 3) for half in halves]
    body.append(
        [
            text
            for total, name in zip(totals, headings, strict=True)
            for text in ("", f"{name}合计", style.amount(total))
        ]
    )
    entries = [(code, label, budget.economic[code].basic) for half in halves for code, label in half]
    entries += [("", f"{name}合计", total) for name, total in zip(headings, totals, strict=True)]
    columns: Columns = [((style.amount_heading,), lambda _: 0)]
    found = [
        figure
        for order, (code, label, fen) in enumerate(entries, start=1)
        for figure in _found(order, code, label, columns, [style.amount(fen)], replace(style, column_numbers=False), 0)
    ]
    title = f"一般公共预算财政拨款基本支出{style.stage}表"
    return PrintedTable(title, style.unit, head, body, [1.2, 3.5, 2.0] * 2, found, left=frozenset({1, 4}))


def _travel(budget: Budget, style: Style) -> PrintedTable:
    """The expenditure under a public eye in one row without a label."""
    unit = style.three_public_unit or style.unit
    values = _travel_values(budget)
    head = [
        [
            HeadCell("合计", 2),
            HeadCell("因公出国（境）费", 2),
            HeadCell("公务用车购置及运行维护费", 1, 3),
            HeadCell("公务接待费", 2),
        ],
        [HeadCell("小计"), HeadCell("公务用车购置费"), HeadCell("公务用车运行维护费")],
    ]
    group = "公务用车购置及运行维护费 / "
    headings = (
        "合计",
        "因公出国（境）费",
        f"{group}小计",
        f"{group}公务用车购置费",
        f"{group}公务用车运行维护费",
        "公务接待费",
    )
    amounts = [style.amount(value, unit) for value in values]
    columns: Columns = [((heading,), lambda _: 0) for heading in headings]
    found = list(_found(1, "", "“三公”经费", columns, amounts, replace(style, column_numbers=False), 0))
    title = f"一般公共预算“三公”经费支出{style.stage}表"
    return PrintedTable(title, unit, head, [amounts], [2.0] * 6, found)


def _travel_rows(budget: Budget, style: Style) -> PrintedTable:
    """The same in rows, the parts of one below it behind `其中`."""
    unit = style.three_public_unit or style.unit
    labels = (
        "合计",
        "一、因公出国（境）费",
        "二、公务用车购置及运行维护费",
        "其中：公务用车购置费",
        "公务用车运行维护费",
        "三、公务接待费",
    )
    heading = style.amount_heading
    body = [[label, style.amount(value, unit)] for label, value in zip(labels, _travel_values(budget), strict=True)]
    columns: Columns = [((heading,), lambda _: 0)]
    found = [
        figure
        for order, (label, amount) in enumerate(body, start=1)
        for figure in _found(order, "", label, columns, [amount], replace(style, column_numbers=False), 0)
    ]
    title = f"一般公共预算“三公”经费支出{style.stage}表"
    return PrintedTable(
        title, unit, [[HeadCell("项目"), HeadCell(heading)]], body, [4.0, 2.0], found, left=frozenset({0})
    )


def _travel_values(budget: Budget) -> tuple[int, ...]:
    vehicles = budget.vehicles_bought + budget.vehicles_run
    total = budget.travel + vehicles + budget.hospitality
    return total, budget.travel, vehicles, budget.vehicles_bought, budget.vehicles_run, budget.hospitality


def _empty(style: Style, title: str) -> PrintedTable:
    columns: Columns = [((heading,), lambda _: 0) for heading in ("合计", "基本支出", "项目支出")]
    head = _coded_head(
        replace(style, row_numbers=False, column_numbers=False), "功能分类", columns, max(style.code_columns, 1)
    )
    width = max(style.code_columns, 1) + 1 + len(columns)
    note = "注：本部门没有相关收支，故本表无数据。"
    return PrintedTable(title, style.unit, head, [[""] * width] * 2, [1.0] * width, (), notes=(note,))


def _projects(budget: Budget, style: Style) -> PrintedTable:
    """Projects by name: a table that only some cities publish."""
    rows = [(label, budget.functions[code].projects) for code, label in FUNCTIONS if len(code) == 7]
    rows.append(("合计", sum(fen for _, fen in rows)))
    columns: Columns = [((heading,), lambda _: 0) for heading in ("合计", "财政拨款", "其他资金")]
    head = [[HeadCell("项目名称"), *(HeadCell(path[0]) for path, _ in columns)]]
    body = [[label, style.amount(fen), style.amount(fen), style.amount(0)] for label, fen in rows]
    plain = replace(style, column_numbers=False)
    found = [
        figure
        for order, row in enumerate(body, start=1)
        for figure in _found(order, "", row[0], columns, row[1:], plain, 0)
    ]
    return PrintedTable(
        f"项目支出{style.stage}表", style.unit, head, body, [5.0, 2.0, 2.0, 2.0], found, left=frozenset({0})
    )


STYLES: dict[str, Style] = {
    "plain": Style(),
    "accounts in yuan": Style(
        stage="决算", unit="元", number="", code_columns=3, zero="", total_first=False, merged_total=True
    ),
    "numbered rows and columns": Style(
        row_numbers=True, column_numbers=True, number="公开表{}", three_public_unit="元"
    ),
    "codes beside names": Style(code_columns=0, zero="-", number="附表{}", travel_in_rows=True),
    "full width and lists": Style(full_width=True, list_in_columns=True, stage="决算", zero="0.00"),
    "ten tables backwards": Style(
        reverse=True, project_table=True, separators=False, number="表{}", travel_in_rows=True, zero=""
    ),
}
"""The styles of cities that do not exist."""

assert all(one != other for one, other in pairwise(STYLES.values()))
