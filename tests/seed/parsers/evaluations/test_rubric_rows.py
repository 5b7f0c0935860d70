"""Rows of a rubric, whatever is left of its table."""

from collections.abc import Callable

from seed.parsers.evaluations.rubric_rows import aligned_rubric, broken_rubric, tabbed_rubric, weighted
from seed.parsers.tables import tables_in
from seed.sources.model import Source
from tests.seed.parsers.paper import RUBRIC

TABBED = """
一级指标\t二级指标\t三级指标\t权重\t指标解释\t标杆值\t评分标准\t得分\t得分率
决策（20分）\t项目立项（20分）\t立项依据充分性\t20\t立项是否符合规划。\t充分\t少一项扣除25%权重分\t20\t100%
\t\t绩效目标合理性\t10\t目标是否合理。\t合理\t少一项扣除50%权重分\t5\t50%
合计\t\t\t30\t\t\t\t25\t83.33%
"""
BROKEN = """
一级指标 二级指标 三级指标 权重 指标解释 标杆值 评分标准 得分 得分率
决策（20分）
项目立项（20分）
立项依据
充分性
20
立项是否符合规划和职责。
充分
以上4项各占1/4权重分，每有一项不满足，扣除相应权重分。
20 100%
合计
100
20 66.67%
"""


def test_a_weight_in_brackets_is_no_part_of_a_name() -> None:
    assert weighted("产出（80分）") == weighted("产出(80%)") == ("产出", "80")
    assert weighted("产出 数量") == ("产出数量", "")


def test_cells_in_their_columns_are_read_by_the_head(tables: Callable[..., Source]) -> None:
    source = tables(RUBRIC)
    rubric = aligned_rubric(next(tables_in(source, source.lines)))
    assert rubric is not None
    assert [(row.name, row.weight, row.score, row.line) for row in rubric.rows] == [
        ("立项依据充分性", "20", "20", 2),
        ("实际完成率", "80", "72", 3),
    ]
    assert [(level.name, level.weight) for level in rubric.rows[1].levels] == [("产出", "80"), ("产出数量", "80")]
    assert (rubric.total_line, rubric.total_score) == (4, "92")


def test_cells_that_slipped_are_told_by_what_they_hold(text: Callable[[str], Source]) -> None:
    source = text(TABBED)
    rubric = tabbed_rubric(next(tables_in(source, source.lines)))
    assert rubric is not None
    assert [(row.name, row.weight, row.benchmark, row.score, row.rate) for row in rubric.rows] == [
        ("立项依据充分性", "20", "充分", "20", "100"),
        ("绩效目标合理性", "10", "合理", "5", "50"),
    ]
    assert rubric.total_rate == "83.33"


def test_lines_below_each_other_end_with_score_and_rate(text: Callable[[str], Source]) -> None:
    rubric = broken_rubric(text(BROKEN).lines)
    assert rubric is not None
    (row,) = rubric.rows
    assert (row.name, row.weight, row.benchmark, row.score, row.rate) == ("立项依据充分性", "20", "充分", "20", "100")
    assert row.rule.startswith("以上4项各占1/4权重分")
    assert rubric.total_rate == "66.67"


def test_other_tables_are_no_rubric(tables: Callable[..., Source], text: Callable[[str], Source]) -> None:
    source = tables([["项目名称", "金额"], ["防火", "800"]])
    rows = next(tables_in(source, source.lines))
    assert (aligned_rubric(rows), tabbed_rubric(rows)) == (None, None)
    assert broken_rubric(text("支出800万元。").lines) is None
