"""Forms, lists and reports of 云溪市林业局 (Yunxi, an invented city) as they would be printed."""

from collections.abc import Sequence

from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Context
from seed.sources.model import Grid, GridRow, Line, MediaType, Source

Cells = Sequence[Sequence[str | None]]


def text(content: str) -> Source:
    """A plain text file: blank lines are left out, the numbers of the others stay."""
    numbered = enumerate(content.strip("\n").split("\n"), 1)
    lines = tuple(Line(number, 1, line) for number, line in numbered if line.strip())
    return Source("made-up.txt", "0" * 64, MediaType.TEXT, 1, lines, ())


def tables(*grids: Cells, above: str = "") -> Source:
    """A document with geometry: running text above, then tables, each on a page of its own."""
    words = [line for line in above.split("\n") if line.strip()]
    lines = [Line(number, 1, line) for number, line in enumerate(words, 1)]
    built: list[Grid] = []
    for page, rows in enumerate(grids, 2):
        first = len(lines) + 1
        numbered = [GridRow(number, tuple(cells)) for number, cells in enumerate(rows, first)]
        lines += [Line(row.line, page, " ".join(cell for cell in row.cells if cell)) for row in numbered]
        built.append(Grid(page, tuple(numbered)))
    return Source("made-up.pdf", "0" * 64, MediaType.PDF, len(grids) + 1, tuple(lines), tuple(built))


def known(kind: str = "FINAL_ACCOUNTS", year: int = 2022, *, title: str = "", unit: str = "") -> Context:
    """What is known of a document of 云溪市林业局 before its sections are read."""
    row = {
        "key": "yunxi-2022",
        "title": title or f"云溪市林业局{year}年度部门决算",
        "kind": kind,
        "fiscal_year": str(year),
        "publisher": "999900/云溪市林业局",
        "unit": unit,
    }
    return Context(row, CodeBook.published())


TARGETS: Cells = [
    ["2023年项目支出绩效目标申报表", None, None, None],
    ["（单位：元）", None, None, None],
    ["项目名称", "森林防火经费", "项目编码", "99990023T000000000001"],
    ["年度资金总额", "1,200,500.00", "其中：财政拨款", "1,200,500.00"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "巡护里程", "≥300（公里）"],
    ["", "质量指标", "隐患整改率", "=100（%）"],
    ["效益指标", "社会效益指标", "森林火灾", "零发生"],
]
"""A form of targets whose cells stand in their columns."""

TARGET_LINES = """
3.项目支出绩效目标申报表
999001 云溪市林业局（本级） 单位：万元
项目名称 森林防火经费
项目编码 99990023T000000000001
预算数 1200.50 其中：财政资金 1200.50 其他资金 0.00
防火物资采购及巡护支出
资金支出计划
3月底 6月底 9月底 12月底
300.00 600.00 1200.50
绩效目标
1.巡护300公里。
2.整改隐患。
一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据
产出指标 数量指标 巡护里程 全年巡护的里程数，按月统计 ≥300公里 工作计划
质量指标 隐患整改率 发现的火灾隐患按期整改 =100% 工作计划
效益指标 社会效益指标 群众满意度 抽样调查群众的满意程度 ≥95% 历史标准
"""
"""The same form in a text that prints its cells below each other."""

OUTCOMES: Cells = [
    ["2022年度项目支出绩效自评表", None, None, None, None, None, None],
    ["单位：万元", None, None, None, None, None, None],
    ["项目名称", "森林防火经费", None, None, None, None, None],
    ["资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "800.00", "1,000.00", "900.00", "10", "90%", "9"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "巡护里程", "≥300公里", "320公里", "50", "50"],
    ["", "质量指标", "隐患整改率", "=100%", "96%", "40", "38"],
    ["总分", None, None, None, None, "97", None],
]
"""A form of outcomes: targets, what was reached, and the points for it."""

RUBRIC: Cells = [
    ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分"],
    [
        "决策（20分）",
        "项目立项（20分）",
        "立项依据充分性",
        "20",
        "4项各占1/4权重分，每有一项不满足，扣除相应权重分。",
        "20",
    ],
    ["产出（80分）", "产出数量（80分）", "实际完成率", "80", "达到100%得满分，每降低1%扣2%权重分，扣完为止。", "72"],
    ["合计", None, None, "100", None, "92"],
]
"""A rubric whose cells stand in their columns."""

OVERALL: Cells = [
    ["预算执行情况", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分"],
    ["", "1,000.00", "1,250.00", "1,200.00", "96%", "10", "9.6"],
    ["一级指标", "二级指标", "三级指标", "年度目标值", "实际完成值", "分值", "得分"],
    ["职责履行", "重点工作", "造林面积", "≥500亩", "520亩", "45", "45"],
    ["", "", "林业经费支出", "≤1,200万元", "1,300万元", "45", "41.5"],
    ["自评总分", "96.1", None, None, None, None, None],
]
"""The self-evaluation of the whole department."""

REPORT = """
预算部门（盖章）：云溪市林业局
被评价单位：云溪市林业局
2023年4月
一、基本情况
（一）项目概况
森林防火经费年初预算安排800万元，调整后预算为1,000万元，实际执行900万元，执行率为90%。
资金用于补助东山林场、西山林场、云溪市林木种苗站等3家单位。其中：东山林场400万元，西山林场300万元，
云溪市林木种苗站300万元。
（二）绩效目标
（1）产出指标：火灾隐患比2017年下降50%，巡护里程≥300公里，林区面貌保持全市前列。
二、评价工作开展情况
评价基准日为2022年12月31日。
总分值100分，90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。
三、综合评价结论
综合评价得分为“92”分，评价等级为“优”。其中：决策指标满分20分，得20分；产出指标满分80分，得72分。
实际完成率扣8分。
"""
"""The text of an evaluation report on 森林防火经费."""

REPORT_TITLE = "云溪市林业局2022年度森林防火经费项目支出绩效评价报告"
