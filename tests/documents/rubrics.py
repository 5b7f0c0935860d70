"""Evaluation reports with their rubrics as cities print them: what is scored, by what rule, and what was lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.documents.evaluations import YEAR
from tests.documents.forms import NAME
from tests.documents.printed import HeadCell, PrintedDocument, PrintedTable

PROJECT = "灯塔维护经费"
LESS = "达到100%得满分，每降低1%扣2%权重分，扣完为止。"
SHARES = "4项各占1/4权重分，每有一项不满足，扣除相应权重分。"


@dataclass(frozen=True)
class Scored:
    """A row of a rubric."""

    level1: str
    level2: str
    name: str
    weight: str
    score: str
    rule: str = LESS
    lost: str = ""


ROWS = (
    Scored("决策", "项目立项", "立项依据充分性", "5", "5", SHARES),
    Scored("决策", "项目立项", "立项程序规范性", "5", "5", SHARES),
    Scored("决策", "绩效目标", "绩效目标合理性", "10", "7.5", SHARES, "目标未细化，扣2.5分"),
    Scored("过程", "资金管理", "资金到位率", "10", "10"),
    Scored("过程", "资金管理", "预算执行率", "10", "9.8", LESS, "执行率98.83%"),
    Scored("产出", "产出数量", "实际完成率", "20", "20"),
    Scored("产出", "产出时效", "完成及时性", "10", "8", LESS, "两盏灯晚修"),
    Scored("效益", "项目效益", "社会效益", "20", "18", LESS, "雾天仍有盲区"),
    Scored("效益", "满意度", "服务对象满意度", "10", "9"),
)
TOTAL = "92.3"


@dataclass(frozen=True)
class RubricStyle:
    """The columns of a rubric in their order with their heads; how the points of levels stand; the row of the total."""

    columns: Mapping[str, str]
    level_points: str = ""
    total: str = "合计"
    repeated: bool = False


STYLES: dict[str, RubricStyle] = {
    "explained": RubricStyle(
        {
            "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "weight": "分值",
            "explanation": "指标解释", "rule": "评分标准", "score": "得分", "lost": "扣分原因",
        },
        level_points="（{}分）",
    ),
    "points of each level in columns": RubricStyle(
        {
            "level1": "一级指标", "weight1": "一级指标分值", "level2": "二级指标", "weight2": "二级指标分值",
            "name": "三级指标", "weight": "三级指标分值", "rule": "评分细则", "score": "评价得分",
        },
        total="总分",
    ),
    "weights, score before the rule": RubricStyle(
        {
            "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "weight": "权重", "score": "得分",
            "rule": "评价标准", "lost": "扣分依据",
        },
        level_points="({}分)", total="合  计", repeated=True,
    ),
    "numbered": RubricStyle(
        {
            "order": "序号", "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "weight": "权重（%）",
            "explanation": "指标说明", "rule": "评价标准", "score": "评价得分", "lost": "评分说明",
        },
        total="总得分",
    ),
    "without a total": RubricStyle(
        {
            "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "weight": "标准分",
            "rule": "评分办法", "score": "实际得分",
        },
        total="",
    ),
}  # fmt: skip


def rubric(style: RubricStyle, rows: Sequence[Scored] = ROWS, *, body: bool = False) -> PrintedTable:
    """The rubric; `body` prints its rows one below the other, as a table that pages may end in."""
    made: list[list[HeadCell]] = [[HeadCell(head) for head in style.columns.values()]]
    for order, each in enumerate(rows, 1):
        cells = []
        for role in style.columns:
            own = _together(rows, each, role)
            if style.repeated or len(own) == 1 or role not in {"level1", "level2", "weight1", "weight2"}:
                cells.append(HeadCell(_text(rows, each, role, style, order)))
            elif own[0] is each:
                cells.append(HeadCell(_text(rows, each, role, style, order), down=1 if body else len(own)))
            elif body:
                cells.append(HeadCell(""))
        made.append(cells)
    if style.total:
        texts = {"weight": "100", "score": TOTAL}
        first = next(i for i, role in enumerate(style.columns) if role in {"weight1", "weight"})
        shown = [HeadCell(texts.get(role, "")) for role in list(style.columns)[first:]]
        made.append(
            [
                HeadCell(style.total, across=1 if body else first),
                *([HeadCell("")] * (first - 1) if body else []),
                *shown,
            ]
        )
    widths = [3.0 if role in {"rule", "explanation", "lost"} else 1.0 for role in style.columns]
    title = f"{PROJECT}绩效评价指标体系及评分表"
    texts_below = [[cell.text for cell in row] for row in made[1:]]
    if body:
        return PrintedTable(title, "万元", made[:1], texts_below, widths, (), publisher=NAME)
    return PrintedTable(title, "万元", made, (), widths, (), publisher=NAME)


def _together(rows: Sequence[Scored], each: Scored, role: str) -> list[Scored]:
    """The rows over which the cell of a level is merged."""
    if role in {"level1", "weight1"}:
        return [one for one in rows if one.level1 == each.level1]
    if role in {"level2", "weight2"}:
        return [one for one in rows if (one.level1, one.level2) == (each.level1, each.level2)]
    return [each]


def _text(rows: Sequence[Scored], each: Scored, role: str, style: RubricStyle, order: int) -> str:
    points = str(sum(int(one.weight) for one in _together(rows, each, role)))
    after = style.level_points.format(points) if style.level_points else ""
    texts = {
        "level1": each.level1 + after, "level2": each.level2 + after,
        "weight1": points, "weight2": points, "order": str(order), "name": each.name, "weight": each.weight,
        "score": each.score, "rule": each.rule, "lost": each.lost, "explanation": f"考核{each.name}。",
    }  # fmt: skip
    return texts[role]


def report(*tables: PrintedTable) -> PrintedDocument:
    """The report of the evaluation of a project, its rubric annexed."""
    cover = (f"{NAME}{YEAR}年度{PROJECT}项目支出绩效评价报告", f"预算部门：{NAME}", f"{YEAR + 1}年4月")
    prose = (
        "一、综合评价结论",
        f"综合评价得分为{TOTAL}分，评价等级为“优”。",
    )
    return PrintedDocument(cover, tables, prose)
