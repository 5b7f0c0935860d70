"""The form of indicators: what is printed in a cell that is meant for something else."""

import pytest

from graph.identity import Ref
from graph.model import CitedRule, Indicator
from graph.vocabulary import EntityKind, Severity
from tests.graph.findings.paper import budget, found, indicator, project, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥460个数", "个"), ("≥95百分比", "%"), ("≤5部/次", "部 or 次"), ("=10", "a unit"), ("≥20盏", None),
        ("明显提高", None), ("≤3元/人", None),
    ],
)  # fmt: skip
def test_a_target_has_one_unit_in_the_usual_words(text: str, expected: str | None) -> None:
    found_words = [words(each) for each in found("unit-of-target", indicator("更换灯具", text))]
    assert found_words == ([] if expected is None else [(text, expected)])


def test_a_bare_number_is_odd_among_targets_with_signs() -> None:
    signed = [indicator("甲", "≥1盏", ordinal=1), indicator("乙", "≤2盏", ordinal=2)]
    [each] = found("sign-of-target", signed, indicator("丙", "4次", ordinal=3))
    assert words(each) == ("4次", "=4次 or ≥4次")
    assert found("sign-of-target", signed[0], indicator("丙", "4次", ordinal=3)) == []


@pytest.mark.parametrize(
    ("name", "target", "missed"),
    [
        ("光纤全天畅通时间", "≤24小时", False), ("响应时间", "≤24小时", True), ("覆盖率", "≤100%", False),
        ("超支率", "≤100%", True), ("检查次数", "≥0次", False), ("光纤全天畅通时间", "≥24小时", True),
    ],
)  # fmt: skip
def test_a_target_can_be_missed(name: str, target: str, missed: bool) -> None:  # noqa: FBT001 - read from the table
    severities = [each.judged for each in found("target-can-be-missed", indicator(name, target))]
    assert severities == ([] if missed else [Severity.MAJOR])


def test_an_indicator_measures_one_thing() -> None:
    [each] = found("one-target-one-measure", indicator("可用率及闭合率", "≥95%"))
    assert each.expected_text == "a target each for 可用率 and 闭合率"
    assert found("one-target-one-measure", indicator("可用率", "≥95%")) == []


def test_a_name_is_no_sentence_and_no_description() -> None:
    assert len(found("name-is-short", indicator("每月检查所有灯塔。", "≥95%"))) == 1
    assert len(found("name-is-short", indicator("检查灯塔", "≥95%", description="检查灯塔"))) == 1
    assert found("name-is-short", indicator("检查灯塔", "≥95%", description="每月一次")) == []


def test_numbers_in_a_name_are_counted_in_its_unit() -> None:
    [each] = found("target-counts-what-is-named", indicator("3个部门内部述职，38个部门公开述职", "41场"))
    assert (*words(each), each.computation) == ("41场", "41 个", "3+38=41")
    assert found("target-counts-what-is-named", indicator("3个部门内部述职，38个部门公开述职", "41个")) == []
    assert found("target-counts-what-is-named", indicator("3个部门述职", "3场")) == []


def test_a_project_may_not_spend_more_than_its_budget() -> None:
    paper = project(budgets=(budget(approved="7104.00"),))
    [each] = found("budget-is-a-ceiling", paper, indicator("项目支出超预算比率", "≤5%"))
    assert (*words(each), each.computation) == ("≤5%", "≤0%", "7104.00*(1+5%)=7459.20")
    [unknown] = found("budget-is-a-ceiling", indicator("项目支出超预算比率", "≤5%"))
    assert unknown.computation is None
    for target in ("≤0%", "≥5%"):
        assert found("budget-is-a-ceiling", paper, indicator("项目支出超预算比率", target)) == []


def test_a_reduction_grows_as_the_thing_is_reduced() -> None:
    def described(description: str, target: str = "≥35%") -> int:
        reduction = indicator("查验时间缩短幅度", target, description=description)
        return len(found("reduction-rises-with-speed", reduction))

    assert described("查验时间与法定时间之比") == 1
    assert described("缩短的时间与法定时间之比") == 0
    assert described("查验时间与法定时间之比", "≤65%") == 0


def cited(title: str) -> tuple[CitedRule, Indicator]:
    return CitedRule(key="r", title=title), indicator("公开信息", "≥9条", cited_rule_keys=("r",))


def test_a_target_rests_on_the_plan_of_its_year() -> None:
    [each] = found("basis-of-the-year", *cited("关于印发2021年公开工作要点的通知"))
    assert each.expected_text == "the plan of 2022"
    assert found("basis-of-the-year", *cited("关于印发2022年公开工作要点的通知")) == []
    assert found("basis-of-the-year", *cited("灯塔管理办法")) == []
    [own] = found("basis-of-the-year", indicator("公开信息", "≥9条", basis="2021年工作计划"))
    assert own.subjects == (own.subjects[0], Ref(EntityKind.PROJECT, "p"))
