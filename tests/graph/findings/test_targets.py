"""Targets that contradict one another, double one another, or leave a goal without an indicator."""

from graph.identity import Ref
from graph.model import Indicator
from graph.vocabulary import EntityKind
from tests.graph.findings.paper import figures, found, indicator, project, told, words

P, Q = (Ref(EntityKind.PROJECT, key) for key in "pq")
PROJECTS = (project("p", ordinal=1), project("q", ordinal=2))


def test_one_indicator_has_one_target_and_what_most_tables_say_is_right() -> None:
    paper = [
        indicator("企业满意度", "≥85%", subject=P, level1="满意度指标"),
        indicator("企业满意度", "≥95%", subject=Q, level1="满意度指标"),
    ]
    [tie] = found("one-indicator-one-target", PROJECTS, paper)
    assert words(tie) == ("≥95%", "≥85%")
    earlier = indicator("进出口企业满意度", "≥95%", subject=Q, fiscal_year=2021, key="earlier", level1="满意度")
    [each] = found("one-indicator-one-target", PROJECTS, paper, earlier)
    assert (figures(each), words(each)) == (("85", "95"), ("≥85%", "≥95%"))
    other_level = indicator("企业满意度", "≥95%", subject=Q, level1="效益指标")
    assert found("one-indicator-one-target", PROJECTS, paper[0], other_level) == []


def doubled(first: Indicator, second: Indicator) -> list[tuple[str | None, str | None]]:
    return [words(each) for each in found("one-quantity-one-indicator", PROJECTS, first, second)]


def test_one_quantity_under_two_levels_of_two_projects_is_one_indicator() -> None:
    first = indicator("各部门公开信息总数", "≥10000条", subject=P, level2="社会效益指标")
    second = indicator("公开信息总数", "≥10000条", subject=Q, level2="经济效益指标")
    assert doubled(first, second) == [("经济效益指标: 公开信息总数", "社会效益指标: 各部门公开信息总数")]
    assert doubled(first, indicator("公开信息总数", "≥9000条", subject=Q)) == []


def test_equal_targets_in_one_table_are_one_indicator_where_the_names_share_a_word() -> None:
    first = indicator("全天候监测", "≤10小时", level2="质量指标")
    assert len(doubled(first, indicator("监测中断时间", "≤10小时", level2="时效指标", ordinal=2))) == 1
    assert doubled(first, indicator("响应时间", "≤10小时", level2="时效指标", ordinal=2)) == []
    rates = (
        indicator("灯具合格率", "≥95%", level2="质量指标"),
        indicator("灯具按时率", "≥95%", level2="时效", ordinal=2),
    )
    assert doubled(*rates) == []
    few = (
        indicator("灯具检查", "≥3次", level2="数量指标"),
        indicator("灯具宣传", "≥3次", level2="效益指标", ordinal=2),
    )
    assert doubled(*few) == []


def test_equal_words_as_targets_are_one_indicator_where_the_names_end_alike() -> None:
    first = indicator("外贸货运量口岸排名", "保持前三")
    assert len(doubled(first, indicator("外贸亿吨口岸排名", "保持前三", ordinal=2))) == 1
    assert doubled(first, indicator("生态", "保持前三", ordinal=2)) == []


def test_a_further_step_from_one_thing_is_another_target_for_it() -> None:
    first = indicator("进出口整体通关时间", "≥50%")
    [each] = found("one-thing-two-targets", first, indicator("再压缩货物通关时间", "≥10%", ordinal=2))
    assert words(each) == ("≥10%", "≥50%")
    assert found("one-thing-two-targets", first, indicator("货物通关时间", "≥10%", ordinal=2)) == []


def test_a_figure_of_the_goal_is_the_target_of_an_indicator_under_its_name() -> None:
    paper = [indicator("监管进出口货物", "≥3亿吨"), indicator("更换灯具数量", "≥20盏", ordinal=2)]

    def goal(name: str, value: str, unit: str) -> list[tuple[str | None, str | None]]:
        stated = told(name, "target_value", value, unit, subject=P, qualifier="绩效目标")
        return [words(each) for each in found("goal-has-indicator", paper, stated)]

    assert goal("更换灯具", "20", "盏") == []
    assert goal("集装箱吞吐量", "1600", "万标箱") == [("集装箱吞吐量 1600", "an indicator with this target")]
    assert goal("外贸货物吞吐量", "3", "亿吨") == [("外贸货物吞吐量 3", "监管进出口货物")]
    assert found("goal-has-indicator", told("目标", "target_value", "9", "个", subject=P, qualifier="绩效目标")) == []
