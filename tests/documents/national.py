"""The forms that a national budget system prints: by unit, beside the year before, with counts and rates among them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from tests.documents.figures import ECONOMIC, FUNCTIONS, Budget, Money, printed
from tests.documents.forms import NAME
from tests.documents.printed import HeadCell, PrintedDocument, PrintedFigure, PrintedTable

UNIT = "万元"
YEAR = 2024
UNITS = (("301", NAME), ("301001", f"{NAME}本级"), ("301002", "青禾市航标中心"))
"""A department, its own office and a centre that it pays for; the code of the department is also one of wages."""

PROJECTS = (("特定目标类", "灯塔维护经费"), ("特定目标类", "航标更新经费"), ("其他运转类", "海图印刷经费"))
PURCHASES = (("A02010104", "台式计算机", "12"), ("A02010105", "便携式计算机", "5"), ("C2309", "印刷服务", "1"))

FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
OWN = ("财政专户管理资金", "单位资金")
VEHICLES = "公务用车购置及运行费"

Cell = int | str | None
"""What stands beside a label: fen, something that is no money, or nothing."""


@dataclass(frozen=True)
class Record:
    """A row: its code, its label, what stands to the left of its amounts, and these."""

    code: str
    label: str
    texts: Sequence[str]
    cells: Sequence[Cell]


def national(budget: Budget, before: Budget) -> PrintedDocument:
    """The budget of a year, some of it beside that of the year before."""
    made = [
        _both_sides(budget),
        _revenue_by_unit(budget),
        _expenditure(budget),
        _appropriations(budget),
        _general(budget, before),
        _basic(budget),
        _three_public(budget, before),
        *map(_empty, ("政府性基金预算", "国有资本经营预算")),
        _projects(budget),
        _purchases(budget),
    ]
    tables = [replace(table, number=f"部门公开表{order}", publisher=NAME) for order, table in enumerate(made, start=1)]
    return PrintedDocument((f"{YEAR}年{NAME}部门预算",), tables, ("第三部分 情况说明", "灯塔照常发光。"))


def _both_sides(budget: Budget) -> PrintedTable:
    revenue: list[tuple[str, Cell]] = [
        ("一、一般公共预算拨款收入", budget.appropriated),
        ("二、政府性基金预算拨款收入", None),
        ("三、事业收入", None),
        ("四、其他收入", budget.other_revenue),
    ]
    expenditure = [(label, budget.functions[code].total) for code, label in FUNCTIONS if len(code) == 3]
    left = [*revenue, *([("", None)] * (len(expenditure) - len(revenue)))]
    left += [
        ("本年收入合计", budget.appropriated + budget.other_revenue),
        ("上年结转结余", budget.carried_over),
        ("收入总计", budget.total.total),
    ]
    right: list[tuple[str, Cell]] = [*expenditure]
    right += [("本年支出合计", budget.total.total), ("年终结转结余", None), ("支出总计", budget.total.total)]
    head = [[HeadCell("收入", 1, 2), HeadCell("支出", 1, 2)], [HeadCell(text) for text in ("项目", "预算数") * 2]]
    rows = list(zip_longest(left, right))
    body = [[one[0], _printed(one[1]), other[0], _printed(other[1])] for one, other in rows]
    found = [
        figure
        for order, row in enumerate(rows, start=1)
        for side, (label, fen) in enumerate(row)
        for figure in _figures(order, Record("", label, (), (fen,)), (f"{'收支'[side]}入 / 预算数",), 1 + side)
    ]
    found = [replace(figure, heading=figure.heading.replace("支入", "支出")) for figure in found]
    return PrintedTable("部门收支总表", UNIT, head, body, [4.0, 2.0] * 2, found, left=frozenset({0, 2}))


def _revenue_by_unit(budget: Budget) -> PrintedTable:
    """Revenue with a row for each unit, which the forms name by codes of their own."""
    head = [
        [
            HeadCell("部门（单位）代码", 2),
            HeadCell("部门（单位）名称", 2),
            HeadCell("合计", 2),
            HeadCell("本年收入", 1, 6),
            HeadCell("上年结转结余", 1, 3),
        ],
        [HeadCell(text) for text in ("小计", *FUNDS, "事业收入", "其他收入", "小计", *FUNDS[:2])],
    ]
    headings = (
        "合计",
        *(f"本年收入 / {text}" for text in ("小计", *FUNDS, "事业收入", "其他收入")),
        *(f"上年结转结余 / {text}" for text in ("小计", *FUNDS[:2])),
    )

    def cells(given: int, other: int, carried: int) -> list[Cell]:
        this_year = given + other
        return [this_year + carried, this_year, given, None, None, None, other, carried, carried, None]

    own = cells(budget.appropriated // 2, budget.other_revenue, budget.carried_over)
    centre = cells(budget.appropriated - budget.appropriated // 2, 0, 0)
    everything = cells(budget.appropriated, budget.other_revenue, budget.carried_over)
    records = [Record("", "合计", ("", "合计"), everything)]
    for (code, name), amounts in zip(UNITS, (everything, own, centre), strict=True):
        records.append(Record(code, name, (code, name), amounts))
    return _table("部门收入总表", head, records, headings, [1.2, 3.0])


def _expenditure(budget: Budget) -> PrintedTable:
    columns = ("合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出")

    def cells(money: Money) -> list[Cell]:
        return [money.total, money.basic or None, money.projects or None, None, None, None]

    return _by_code("部门支出总表", budget, columns, cells)


def _appropriations(budget: Budget) -> PrintedTable:
    total = budget.total.total
    left: list[tuple[str, Cell]] = [
        ("一、本年收入", budget.appropriated),
        ("（一）一般公共预算拨款", budget.appropriated),
        ("（二）政府性基金预算拨款", None),
        ("（三）国有资本经营预算拨款", None),
        ("二、上年结转", total - budget.appropriated),
        ("（一）一般公共预算拨款", total - budget.appropriated),
        ("（二）政府性基金预算拨款", None),
    ]
    right: list[tuple[str, Cell]] = [("一、本年支出", total)]
    right += [
        (f"（{'一二三四五六七八'[at]}）{label}", budget.functions[code].total)
        for at, (code, label) in enumerate((code, label) for code, label in FUNCTIONS if len(code) == 3)
    ]
    right += [("二、年终结转结余", None)]
    rows = [*zip_longest(left, right, fillvalue=("", None)), (("收入总计", total), ("支出总计", total))]
    head = [
        [HeadCell("收入", 1, 2), HeadCell("支出", 1, 2 + len(FUNDS))],
        [HeadCell(text) for text in ("项目", "预算数", "项目", "合计", *FUNDS)],
    ]
    found: list[PrintedFigure] = []
    body: list[list[str]] = []
    for order, ((one, given), (other, spent)) in enumerate(rows, start=1):
        cells = (spent, spent, None, None)
        body.append([one, _printed(given), other, *map(_printed, cells)])
        found += _figures(order, Record("", one, (), (given,)), ("收入 / 预算数",), 1)
        found += _figures(order, Record("", other, (), cells), [f"支出 / {text}" for text in ("合计", *FUNDS)], 2)
    widths = [4.0, 2.0, 4.0, *([2.0] * (1 + len(FUNDS)))]
    return PrintedTable("财政拨款收支总表", UNIT, head, body, widths, found, left=frozenset({0, 2}))


def _general(budget: Budget, before: Budget) -> PrintedTable:
    """Expenditure beside what the year before was executed, with the difference and the rate."""
    last, this = f"{YEAR - 1}年执行数", f"{YEAR}年预算数"
    head = [
        [
            HeadCell("功能分类科目", 1, 2),
            HeadCell(last, 2),
            HeadCell(this, 1, 3),
            HeadCell(f"{this}与{last}相比", 1, 2),
        ],
        [HeadCell(text) for text in ("科目编码", "科目名称", "小计", "基本支出", "项目支出", "增减额", "增减%")],
    ]
    headings = (last, *(f"{this} / {text}" for text in ("小计", "基本支出", "项目支出")), "", "")
    records = []
    for code, label in (*FUNCTIONS, ("", "合计")):
        old, new = (one.functions[code] if code else one.total for one in (before, budget))
        change = f"{(new.total - old.total) * 100 / old.total:.1f}%" if old.total else ""
        cells = [old.total, new.total, new.basic or None, new.projects or None]
        records.append(Record(code, label, (code, label), [*cells, _printed(new.total - old.total), change]))
    return _table("一般公共预算支出表", head, records, headings, [1.2, 4.0])


def _basic(budget: Budget) -> PrintedTable:
    head = [
        [HeadCell("部门预算支出经济分类科目", 1, 2), HeadCell("本年一般公共预算基本支出", 1, 3)],
        [HeadCell(text) for text in ("科目编码", "科目名称", "合计", "人员经费", "公用经费")],
    ]
    headings = [f"本年一般公共预算基本支出 / {text}" for text in ("合计", "人员经费", "公用经费")]
    classes = [budget.economic[code] for code, _ in ECONOMIC if len(code) == 3]
    rows = [*((code, label, budget.economic[code]) for code, label in ECONOMIC), ("", "合计", sum(classes, Money()))]
    records = [
        Record(code, label, (code, label), (money.basic, money.personnel or None, money.operating or None))
        for code, label, money in rows
    ]
    return _table("一般公共预算基本支出表", head, records, headings, [1.2, 4.0])


def _three_public(budget: Budget, before: Budget) -> PrintedTable:
    """Two years of the expenditure under a public eye side by side, with a row for each unit."""
    years = (f"{YEAR - 1}年预算数", f"{YEAR}年预算数")
    parts = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行费", "公务接待费")
    head: list[list[HeadCell]] = [[HeadCell("单位编码", 3), HeadCell("单位名称", 3)], [], []]
    headings: list[str] = []
    for year in years:
        head[0].append(HeadCell(year, 1, len(parts)))
        head[1] += [HeadCell(parts[0], 2), HeadCell(parts[1], 2), HeadCell(VEHICLES, 1, 3), HeadCell(parts[5], 2)]
        head[2] += [HeadCell(text) for text in parts[2:5]]
        headings += [
            f"{year} / {text}" if at in {0, 1, 5} else f"{year} / {VEHICLES} / {text}" for at, text in enumerate(parts)
        ]
    cells: list[Cell] = []
    for one in (before, budget):
        vehicles = one.vehicles_bought + one.vehicles_run
        total = one.travel + vehicles + one.hospitality
        cells += [total, one.travel, vehicles, one.vehicles_bought, one.vehicles_run, one.hospitality]
    records = [Record("", "合计", ("", "合计"), cells), Record(*UNITS[0], UNITS[0], cells)]
    return _table("一般公共预算“三公”经费支出表", head, records, headings, [1.2, 3.0])


def _empty(fund: str) -> PrintedTable:
    head = [
        [HeadCell("科目编码", 2), HeadCell("科目名称", 2), HeadCell(f"本年{fund}支出", 1, 3)],
        [HeadCell(text) for text in ("合计", "基本支出", "项目支出")],
    ]
    note = f"说明：本部门{YEAR}年没有使用{fund}安排的支出，故此表为空表。"
    return PrintedTable(f"{fund}支出表", UNIT, head, [[""] * 5], [1.2, 4.0, 2.0, 2.0, 2.0], (), notes=(note,))


def _projects(budget: Budget) -> PrintedTable:
    """Projects with their type and unit before them."""
    head = [
        [
            *(HeadCell(text, 2) for text in ("类型", "项目名称", "项目单位", "合计")),
            HeadCell("本年拨款", 1, 3),
            HeadCell("财政拨款结转结余", 1, 2),
            *(HeadCell(text, 2) for text in OWN),
        ],
        [HeadCell(text) for text in (*FUNDS, *FUNDS[:2])],
    ]
    headings = (
        "合计",
        *(f"本年拨款 / {text}" for text in FUNDS),
        *(f"财政拨款结转结余 / {text}" for text in FUNDS[:2]),
        *OWN,
    )
    leaves = [budget.functions[code].projects for code, _ in FUNCTIONS if len(code) == 7]
    amounts = [leaves[0], leaves[1], sum(leaves[2:])]

    def cells(fen: int) -> list[Cell]:
        return [fen, fen, None, None, None, None, None, None]

    records = [Record("", "合计", ("合计", "", ""), cells(sum(amounts)))]
    for (sort, name), fen in zip(PROJECTS, amounts, strict=True):
        records.append(Record("", name, (sort, name, NAME), cells(fen)))
    return _table("项目支出表", head, records, headings, [2.0, 3.0, 3.0])


def _purchases(budget: Budget) -> PrintedTable:
    """What is bought: counts and units of measure stand among the amounts."""
    head = [
        [
            *(HeadCell(text, 2) for text in ("采购品目编码", "采购品目名称", "数量", "计量单位")),
            HeadCell("采购金额", 1, 3),
            HeadCell("备注", 2),
        ],
        [HeadCell(text) for text in ("合计", *FUNDS[:2])],
    ]
    headings = (*(f"采购金额 / {text}" for text in ("合计", *FUNDS[:2])), "")
    amounts = [budget.hospitality + 10_000, budget.travel + 10_000, budget.vehicles_run + 10_000]
    records = [
        Record(code, name, (code, name, count, "台"), (fen, fen, None, "按需采购"))
        for (code, name, count), fen in zip(PURCHASES, amounts, strict=True)
    ]
    records.append(Record("", "合计", ("", "合计", "", ""), (sum(amounts), sum(amounts), None, "")))
    return _table("政府采购预算表", head, records, headings, [1.6, 3.0, 1.0, 1.0])


def _by_code(title: str, budget: Budget, columns: Sequence[str], cells: Callable[[Money], list[Cell]]) -> PrintedTable:
    head = [[HeadCell(text) for text in ("科目编码", "科目名称", *columns)]]
    rows = [*((code, label, budget.functions[code]) for code, label in FUNCTIONS), ("", "合计", budget.total)]
    records = [Record(code, label, (code, label), cells(money)) for code, label, money in rows]
    return _table(title, head, records, columns, [1.2, 4.0])


def _table(
    title: str,
    head: Sequence[Sequence[HeadCell]],
    records: Sequence[Record],
    headings: Sequence[str],
    widths: Sequence[float],
) -> PrintedTable:
    """A statement of rows; `headings` are those of the columns beside the labels, "" where these hold no money."""
    body = [[*record.texts, *map(_printed, record.cells)] for record in records]
    found = [figure for order, record in enumerate(records, start=1) for figure in _figures(order, record, headings, 1)]
    return PrintedTable(
        title,
        UNIT,
        head,
        body,
        [*widths, *([2.0] * len(headings))],
        found,
        left=frozenset(range(len(widths))),
    )


def _figures(order: int, record: Record, headings: Sequence[str], first: int) -> Iterator[PrintedFigure]:
    """What a reader should find in a row; columns that hold no money have no numbers."""
    money = [(heading, cell) for heading, cell in zip(headings, record.cells, strict=True) if heading]
    for column, (heading, cell) in enumerate(money, start=first):
        if isinstance(cell, int):
            yield PrintedFigure(order, record.code, record.label, column, heading, _printed(cell).replace(",", ""))


def _printed(cell: Cell) -> str:
    return printed(cell, UNIT) if isinstance(cell, int) else cell or ""
