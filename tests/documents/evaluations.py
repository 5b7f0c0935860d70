"""Forms of performance as cities print them: targets before the year, outcomes and points after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.documents.forms import NAME
from tests.documents.printed import HeadCell, PrintedDocument, PrintedTable, laid_out

YEAR = 2023
Row = list[HeadCell]


@dataclass(frozen=True)
class Outcome:
    """An indicator with its target and what was reached; `sign` is empty for a target in words."""

    level1: str
    level2: str
    name: str
    sign: str
    value: str
    unit: str
    actual: str
    weight: str
    score: str
    reason: str = ""

    @property
    def target(self) -> str:
        """The target in one cell."""
        return f"{self.sign}{self.value}{self.unit}"

    @property
    def reached(self) -> str:
        """The outcome in one cell."""
        return f"{self.actual}{self.unit}"


@dataclass(frozen=True)
class Project:
    """A project, its money in wan yuan, its indicators and the points for its execution and in all."""

    name: str
    code: str
    approved: str
    adjusted: str
    executed: str
    rate: str
    points: str
    total: str
    outcomes: Sequence[Outcome]


LAMPS = Project(
    *("灯塔维护经费", "99010023T000000000017", "150.00", "120.00", "118.60", "98.83", "9.88", "97.78"),
    (
        Outcome("产出指标", "数量指标", "灯塔巡检次数", "≥", "48", "次", "52", "20", "20"),
        Outcome("产出指标", "质量指标", "灯器完好率", "≥", "98", "%", "97.5", "15", "14.9", "台风损坏两盏"),
        Outcome("产出指标", "时效指标", "故障修复时间", "≤", "24", "小时", "20", "10", "10"),
        Outcome("产出指标", "成本指标", "维护成本", "≤", "120", "万元", "118.6", "5", "5"),
        Outcome(
            "效益指标", "社会效益指标", "通航安全保障水平", "", "显著提升", "", "有所提升", "20", "18", "雾天仍有盲区"
        ),
        Outcome("效益指标", "可持续影响指标", "航标档案完整率", "=", "100", "%", "100", "10", "10"),
        Outcome("满意度指标", "服务对象满意度指标", "船员满意度", "≥", "90", "%", "93", "10", "10"),
    ),
)
CHARTS = Project(
    *("海图印刷经费", "99010023T000000000025", "30.00", "30.00", "30.00", "100", "10", "99"),
    (
        Outcome("产出指标", "数量指标", "海图印刷数量", "≥", "2000", "份", "2150", "40", "40"),
        Outcome("产出指标", "时效指标", "海图交付及时率", "≥", "95", "%", "94", "20", "19"),
        Outcome("效益指标", "社会效益指标", "海图发放覆盖率", "≥", "90", "%", "92", "20", "20"),
        Outcome("满意度指标", "服务对象满意度指标", "航运企业满意度", "≥", "85", "%", "88", "10", "10"),
    ),
)
PROJECTS = (LAMPS, CHARTS)


@dataclass(frozen=True)
class FormStyle:
    """How a city prints its forms: the columns of indicators in their order, with their heads, and other habits."""

    columns: Mapping[str, str]
    levels: bool = True
    level_points: str = ""
    repeated_levels: bool = False
    numbered: bool = False
    split: bool = False
    money_in_title: bool = False
    coded_name: bool = False
    scored: bool = True
    total: str = "总分"
    budget: Mapping[str, str] = field(
        default_factory=lambda: {
            "approved": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数",
            "weight": "分值", "rate": "执行率", "score": "得分",
        }
    )  # fmt: skip
    budget_total: str = "年度资金总额"


NATIONAL = {
    "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "target": "年度指标值",
    "actual": "实际完成值", "weight": "分值", "score": "得分", "reason": "偏差原因分析及改进措施",
}  # fmt: skip
STYLES: dict[str, FormStyle] = {
    "national": FormStyle(NATIONAL, level_points="（{}分）"),
    "half-width brackets, repeated levels": FormStyle(
        NATIONAL | {"level1": "绩效指标一级指标", "target": "年度指标值(A)", "actual": "实际完成值(B)"},
        level_points="({}分)", repeated_levels=True, numbered=True, total="合计",
    ),
    "sign, value and unit apart": FormStyle(
        {
            "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "sign": "指标性质", "value": "指标值",
            "unit": "度量单位", "bare_actual": "完成值", "weight": "权重", "score": "得分", "reason": "未完成原因分析",
        },
        split=True, coded_name=True, total="合计", budget_total="总额",
        budget={
            "approved": "年初预算", "adjusted": "调整后预算数", "executed": "预算执行数",
            "rate": "预算执行率", "weight": "权重", "score": "得分",
        },
    ),
    "no levels": FormStyle(
        {
            "name": "指标名称", "unit": "计量单位", "sign": "指标性质", "value": "年初指标值",
            "bare_actual": "全年完成值", "weight": "指标权重（分）", "score": "指标得分（分）",
        },
        levels=False, split=True, total="自评总分（分）",
        budget={
            "approved": "年初预算数", "adjusted": "全年（调整）预算数", "executed": "全年执行数",
            "rate": "执行率（%）", "weight": "执行率权重", "score": "执行率得分（分）",
        },
    ),
    "points before outcomes": FormStyle(
        {
            "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "weight": "分值", "target": "目标值",
            "actual": "实际完成情况", "reason": "未完成原因和改进措施", "score": "得分",
        },
        total="总计", money_in_title=True,
    ),
    "not scored": FormStyle(NATIONAL | {"weight": "权重", "actual": "全年实际值"}, scored=False),
}  # fmt: skip
"""The styles of cities that do not exist; their heads are those that cities print."""

PLAN_STYLES: dict[str, FormStyle] = {
    "national": FormStyle({"level1": "一级指标", "level2": "二级指标", "name": "三级指标", "target": "指标值"}),
    "with weights": FormStyle(
        {"level1": "一级指标", "level2": "二级指标", "name": "三级指标", "target": "年度指标值", "weight": "权重"},
        level_points="({}分)", numbered=True,
    ),
    "sign, value and unit apart": FormStyle(
        {
            "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "sign": "绩效指标性质",
            "value": "绩效指标值", "unit": "绩效度量单位", "weight": "权重",
        },
        split=True, coded_name=True,
    ),
}  # fmt: skip


def self_evaluation(project: Project, style: FormStyle) -> PrintedTable:
    """The self-evaluation of a project."""
    width = max(len(style.columns) + 1, 8)
    name = f"{project.code}-{project.name}" if style.coded_name else project.name
    rows: list[Row] = [
        [HeadCell("项目名称"), HeadCell(name, across=width - 1)],
        [
            HeadCell("主管部门"),
            HeadCell(NAME, across=3),
            HeadCell("实施单位"),
            HeadCell("青禾市航标中心", across=width - 5),
        ],
        *_money(project, style, width),
        [HeadCell("年度总体目标"), HeadCell("预期目标", across=3), HeadCell("实际完成情况", across=width - 4)],
        [HeadCell(""), HeadCell("灯塔长明。", across=3), HeadCell("灯塔照常发光。", across=width - 4)],
        *indicator_rows(project.outcomes, style, width),
    ]
    if style.scored:
        rows.append(_total(project, style, width))
    title = f"项目支出绩效自评表（{YEAR}年度）"
    return _table(title, rows, width)


def _money(project: Project, style: FormStyle, width: int) -> Iterator[Row]:
    unit = "（万元）" if style.money_in_title else ""
    yield [HeadCell(f"项目资金{unit}", down=4), HeadCell(""), *_spread(list(style.budget.values()), width - 2)]
    cells = {
        "approved": project.approved, "adjusted": project.adjusted, "executed": project.executed,
        "rate": f"{project.rate}%", "weight": "10", "score": project.points if style.scored else "",
    }  # fmt: skip
    yield [HeadCell(style.budget_total), *_spread([cells[role] for role in style.budget], width - 2)]
    for label in ("其中：财政拨款", "其他资金"):
        own = {"approved": "0.00", "adjusted": "0.00", "executed": "0.00"} if label == "其他资金" else cells
        shown = [own.get(role, "—") if role in {"approved", "adjusted", "executed"} else "—" for role in style.budget]
        yield [HeadCell(label), *_spread(shown, width - 2)]


def _total(project: Project, style: FormStyle, width: int) -> Row:
    """The row of the total: full score and score stand in the columns of weights and scores."""
    texts = {"weight": "100", "score": project.total}
    roles = list(style.columns)
    first = roles.index("weight")
    return [
        HeadCell(style.total, across=first + 1),
        *_spread([texts.get(role, "") for role in roles[first:]], width - first - 1),
    ]


def _spread(texts: Sequence[str], width: int) -> Row:
    """Cells over the whole width: the last takes what is left."""
    return [*(HeadCell(text) for text in texts[:-1]), HeadCell(texts[-1], across=width - len(texts) + 1)]


def indicator_rows(outcomes: Sequence[Outcome], style: FormStyle, width: int) -> Iterator[Row]:
    """The head and rows of indicators: levels are merged downwards, or repeated in every row."""
    heads = list(style.columns.values())
    yield [HeadCell("绩效指标", down=len(outcomes) + 1), *_spread(heads, width - 1)]
    for order, each in enumerate(outcomes):
        cells: Row = []
        for position, role in enumerate(style.columns):
            across = width - len(style.columns) if position == len(style.columns) - 1 else 1
            if role in {"level1", "level2"} and not style.repeated_levels:
                own = [one for one in outcomes if _level(one, role) == _level(each, role)]
                if own[0] is each:
                    cells.append(HeadCell(_level_cell(outcomes, each, role, style), down=len(own), across=across))
            else:
                cells.append(HeadCell(_cell(outcomes, each, role, style, order), across=across))
        yield cells


def _level(each: Outcome, role: str) -> tuple[str, ...]:
    return (each.level1,) if role == "level1" else (each.level1, each.level2)


def _level_cell(outcomes: Sequence[Outcome], each: Outcome, role: str, style: FormStyle) -> str:
    if role == "level2" or not style.level_points:
        return each.level1 if role == "level1" else each.level2
    points = sum(int(one.weight) for one in outcomes if one.level1 == each.level1)
    return each.level1 + style.level_points.format(points)


def _cell(outcomes: Sequence[Outcome], each: Outcome, role: str, style: FormStyle, order: int) -> str:
    if role in {"level1", "level2"}:
        return _level_cell(outcomes, each, role, style)
    shown = {
        "name": f"指标{order + 1}：{each.name}" if style.numbered else each.name,
        "target": each.target, "actual": each.reached, "sign": each.sign or "定性", "value": each.value,
        "unit": each.unit, "bare_actual": each.actual, "weight": each.weight,
        "score": each.score if style.scored else "", "reason": each.reason,
    }  # fmt: skip
    return shown[role]


def target_form(project: Project, style: FormStyle) -> PrintedTable:
    """The targets of a project."""
    width = len(style.columns) + 1
    name = f"{project.code}-{project.name}" if style.coded_name else project.name
    rows: list[Row] = [
        [HeadCell("项目名称"), HeadCell(name, across=width - 1)],
        [HeadCell("主管部门"), HeadCell(NAME, across=width - 1)],
        [
            HeadCell("项目资金（万元）", down=3),
            HeadCell("年度资金总额：", across=2),
            HeadCell(project.approved, across=width - 3),
        ],
        [HeadCell("其中：财政拨款", across=2), HeadCell(project.approved, across=width - 3)],
        [HeadCell("其他资金", across=2), HeadCell("0.00", across=width - 3)],
        [HeadCell("总体目标"), HeadCell("灯塔长明。", across=width - 1)],
        *indicator_rows(project.outcomes, style, width),
    ]
    return _table(f"项目支出绩效目标表（{YEAR}年度）", rows, width)


def target_list(projects: Sequence[Project]) -> PrintedTable:
    """The targets of several projects in one table, as budget systems print them."""
    heads = (
        "项目名称",
        "预算数",
        "绩效目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "权重",
    )
    rows: list[Row] = [[HeadCell(text) for text in heads]]
    for project in projects:
        count = len(project.outcomes)
        for each in project.outcomes:
            cells = [each.level1, each.level2, each.name, each.sign or "定性", each.value, each.unit, each.weight]
            first = [HeadCell(text, down=count) for text in (project.name, project.approved, "灯塔长明。")]
            rows.append([*(first if each is project.outcomes[0] else ()), *map(HeadCell, cells)])
    return _table("部门预算项目支出绩效目标表", rows, len(heads))


def overall_targets(project: Project, style: FormStyle) -> PrintedTable:
    """The targets of the whole department: its tasks with their money, then its indicators."""
    width = len(style.columns) + 1
    rows: list[Row] = [
        [HeadCell("部门名称"), HeadCell(NAME, across=width - 1)],
        [
            HeadCell("年度主要任务", down=3),
            HeadCell("任务名称"),
            HeadCell("主要内容"),
            HeadCell("预算金额（万元）", across=width - 3),
        ],
        [HeadCell("灯塔维护"), HeadCell("维护灯塔"), HeadCell("150.00", across=width - 3)],
        [HeadCell("金额合计", across=2), HeadCell("150.00", across=width - 3)],
        [HeadCell("年度总体目标"), HeadCell("灯塔长明。", across=width - 1)],
        *indicator_rows(project.outcomes, style, width),
    ]
    return _table(f"部门整体支出绩效目标表（{YEAR}年度）", rows, width)


def overall_outcomes(project: Project, style: FormStyle) -> PrintedTable:
    """The self-evaluation of the whole department."""
    form = self_evaluation(project, style)
    head = [[HeadCell("部门名称"), HeadCell(NAME, across=len(form.widths) - 1)], *map(list, form.head[2:])]
    return _table(f"部门整体支出绩效自评表（{YEAR}年度）", head, len(form.widths))


def _table(title: str, rows: Sequence[Row], width: int) -> PrintedTable:
    return PrintedTable(title, "万元", rows, (), [1.0] * width, (), publisher=NAME)


def accounts(*tables: PrintedTable) -> PrintedDocument:
    """Final accounts with forms annexed."""
    return PrintedDocument((f"{NAME}{YEAR}年度部门决算",), tables, ("灯塔照常发光。",))


def plans(*tables: PrintedTable) -> PrintedDocument:
    """A budget with forms annexed."""
    return PrintedDocument((f"{NAME}{YEAR}年部门预算",), tables, ("灯塔长明。",))


def broken_over_pages(table: PrintedTable) -> PrintedTable:
    """The same table with rows below the head of its indicators that a page may end between."""
    grid = laid_out(table.head, len(table.widths))
    first = next(order for order, row in enumerate(table.head) if any(cell.text == "绩效指标" for cell in row)) + 1
    body = [[cell.text if cell is not None else "" for cell in row] for row in grid[first:]]
    head = [[replace(cell, down=1) if cell.text == "绩效指标" else cell for cell in row] for row in table.head[:first]]
    return replace(table, head=head, body=body)
