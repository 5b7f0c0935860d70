"""Statements with a row for each code: of a function of government, or of what money is spent on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.documents.figures import ECONOMIC, FUNCTIONS, Budget
from tests.documents.printed import HeadCell, PrintedFigure, PrintedTable
from tests.documents.style import Label, Style

Columns = Sequence[tuple[tuple[str, ...], Callable[[str], int]]]
"""Headings of a column from the top down, and the amount in it of a code, or of all for no code."""


@dataclass(frozen=True)
class Scheme:
    """A classification: what heads call it, its codes with their names, in how many columns they are printed."""

    name: str
    codes: Sequence[tuple[str, str]]
    columns: int


def by_function(budget: Budget, style: Style) -> list[PrintedTable]:
    """Revenue, expenditure and the expenditure from appropriations by function."""
    scheme = Scheme("功能分类", FUNCTIONS, style.code_columns)
    return [
        _coded(style, title.format(style.stage), scheme, columns)
        for title, columns in (
            ("收入{}表", _revenues(budget)),
            ("支出{}表", _expenditures(budget)),
            ("一般公共预算财政拨款支出{}表", _types(budget)),
        )
    ]


def by_economy(budget: Budget, style: Style) -> PrintedTable:
    """The basic expenditure by economic code."""

    def of(part: str) -> Callable[[str], int]:
        total = sum(getattr(budget.economic[code], part) for code, _ in ECONOMIC if len(code) == 3)
        return lambda code: getattr(budget.economic[code], part) if code else total

    group = "一般公共预算基本支出"
    columns = (
        ((group, "合计"), of("basic")),
        ((group, "人员经费"), of("personnel")),
        ((group, "公用经费"), of("operating")),
    )
    scheme = Scheme("部门经济分类", ECONOMIC, min(style.code_columns, 1))
    return _coded(style, f"一般公共预算基本支出{style.stage}表", scheme, columns)


def empty(style: Style, title: str) -> PrintedTable:
    """A statement with nothing to report, and a note that says so."""
    scheme = Scheme("功能分类", (), max(style.code_columns, 1))
    columns: Columns = [((heading,), lambda _: 0) for heading in ("合计", "基本支出", "项目支出")]
    head = _labelled_head(scheme, columns)
    width = scheme.columns + 1 + len(columns)
    note = "注：本部门没有相关收支，故本表无数据。"
    return PrintedTable(title, style.unit, head, [[""] * width] * 2, [1.0] * width, (), notes=(note,))


def _of(budget: Budget, part: str) -> Callable[[str], int]:
    return lambda code: getattr(budget.functions[code] if code else budget.total, part)


def _nothing(_: str) -> int:
    return 0


def _revenues(budget: Budget) -> Columns:
    total = _of(budget, "total")
    return (
        (("本年收入合计",), total),
        (("财政拨款收入",), total),
        (("事业收入",), _nothing),
        (("其他收入",), _nothing),
    )


def _expenditures(budget: Budget) -> Columns:
    return (
        (("本年支出合计",), _of(budget, "total")),
        (("基本支出",), _of(budget, "basic")),
        (("项目支出",), _of(budget, "projects")),
        (("上缴上级支出",), _nothing),
    )


def _types(budget: Budget) -> Columns:
    return (
        (("合计",), _of(budget, "total")),
        (("基本支出", "小计"), _of(budget, "basic")),
        (("基本支出", "人员经费"), _of(budget, "personnel")),
        (("基本支出", "公用经费"), _of(budget, "operating")),
        (("项目支出",), _of(budget, "projects")),
    )


def _coded(style: Style, title: str, scheme: Scheme, columns: Columns) -> PrintedTable:
    body: list[list[str]] = []
    found: list[PrintedFigure] = []
    rows = [*scheme.codes]
    rows.insert(0 if style.total_first else len(rows), ("", "合计"))
    numbered = int(style.row_numbers)
    first = 2 + scheme.columns if style.column_numbers and not style.numbers_beside_parts else 1
    headings = [" / ".join(path) for path, _ in columns]
    for order, (code, words) in enumerate(rows, start=1):
        amounts = [style.amount(amount(code)) for _, amount in columns]
        body.append([*([str(order)] * numbered), *_labels(style, scheme, code, words), *amounts])
        found += style.figures(Label(order, code, words), headings, amounts, first)
    width = 0.6 if scheme.columns == 3 else 1.2
    widths = [*([0.9] * numbered), *([width] * scheme.columns), 4.0, *([2.0] * len(columns))]
    across = scheme.columns + 1 if style.merged_total and scheme.columns else 0
    left = frozenset({numbered + scheme.columns})
    head = _coded_head(style, scheme, columns)
    return PrintedTable(title, style.unit, head, body, widths, found, left=left, total_across=across)


def _labels(style: Style, scheme: Scheme, code: str, words: str) -> list[str]:
    """The cells before the amounts: code and name, each in its columns or both in one."""
    if not scheme.columns:
        return [f"{code}{words}"]
    if not code and style.merged_total:
        return ["合计", *([""] * scheme.columns)]
    parts = [code[:3], code[3:5], code[5:7]] if scheme.columns == 3 else [code]
    return [*parts, words]


def _coded_head(style: Style, scheme: Scheme, columns: Columns) -> list[list[HeadCell]]:
    rows = _labelled_head(scheme, columns)
    if style.row_numbers:
        rows[0].insert(0, HeadCell("序号", len(rows)))
    if style.numbers_beside_parts and scheme.columns == 3:
        return _numbered_beside_parts(scheme, columns)
    if style.column_numbers:
        count = scheme.columns + 1 + len(columns)
        numbers = [HeadCell(str(number)) for number in range(1, count + 1)]
        rows.append([HeadCell("栏次"), *numbers] if style.row_numbers else numbers)
    return rows


def _numbered_beside_parts(scheme: Scheme, columns: Columns) -> list[list[HeadCell]]:
    """The head of the national form: `类`, `款`, `项`, `栏次` and the numbers of the columns of amounts in one row."""
    over = _labelled_head(scheme, columns)
    rows = [[replace(cell, down=min(cell.down, 2 - at)) for cell in row] for at, row in enumerate(over[:2])]
    numbers = [HeadCell(str(number)) for number in range(1, len(columns) + 1)]
    return [*rows, [*over[2], HeadCell("栏次"), *numbers]]


def _labelled_head(scheme: Scheme, columns: Columns) -> list[list[HeadCell]]:
    """The head over codes, names and amounts."""
    deep = 2 if scheme.columns or any(len(path) > 1 for path, _ in columns) else 1
    rows: list[list[HeadCell]] = [[] for _ in range(deep + (scheme.columns == 3))]
    height = len(rows)
    codes = f"{scheme.name}科目编码"
    if scheme.columns == 3:
        rows[0].append(HeadCell("项目", 1, 4))
        rows[1] += [HeadCell(codes, 1, 3), HeadCell("科目名称", 2)]
        rows[2] += [HeadCell("类"), HeadCell("款"), HeadCell("项")]
    elif scheme.columns:
        rows[0].append(HeadCell("项目", 1, 2))
        rows[1] += [HeadCell(codes, height - 1), HeadCell("科目名称", height - 1)]
    else:
        rows[0].append(HeadCell(f"{scheme.name}科目", height))
    tops = [path[0] for path, _ in columns]
    for at, (path, _) in enumerate(columns):
        if len(path) == 1:
            rows[0].append(HeadCell(path[0], height))
            continue
        if path[0] not in tops[:at]:
            rows[0].append(HeadCell(path[0], 1, tops.count(path[0])))
        rows[1].append(HeadCell(path[1], height - 1))
    return rows
