"""Which kind of figure a reading is depends on its words and on who speaks."""

import pytest

from seed.parsers.wording.measures import Kind, Voice, measure_of
from seed.parsers.wording.readings import Thread, readings


def measured(text: str, voice: Voice = Voice.ACCOUNTS, heading: str = "") -> list[str]:
    kinds = (measure_of(each, voice, heading) for each in readings(text, Thread(), 2022))
    return [kind.measure if kind else "" for kind in kinds]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("本年收入合计1,200万元，比上年减少30万元，下降2.4%。", ["amount", "change_amount", "change_rate"]),
        ("基本支出800万元，占66.7%。", ["executed_amount", "share"]),
        ("年初预算为100万元，支出决算为90万元。", ["initial_budget", "executed_amount"]),
        ("决算90万元，比年初预算减少10万元。", ["executed_amount", "change_vs_initial_budget"]),
        ("防火经费执行率为90%，完成预算的90%。", ["execution_rate", "execution_rate"]),
        ("公务接待5批次、32人次。", ["receptions", "person_times"]),
        ("出国团组2个。", ["delegations"]),
        ("特种专业技术用车1辆，其他用车2辆。", ["vehicles_special_technical", "vehicles_other"]),
        ("内设机构8个。", ["offices_count"]),
        ("绩效自评项目21个。", ["projects_count"]),
        ("满意度提高2.5个百分点。", ["change_points"]),
    ],
)  # fmt: skip
def test_accounts_tell_amounts_changes_shares_and_counts(text: str, measures: list[str]) -> None:
    assert [each for each in measured(text) if each != "count"] == measures


def test_a_plan_spends_nothing_yet() -> None:
    assert measured("项目支出400万元。", Voice.BUDGET) == ["amount"]
    assert measured("项目支出400万元。", Voice.ACCOUNTS) == ["executed_amount"]


def test_results_of_a_project_are_actual_values() -> None:
    assert measured("减少火灾损失12亿元，满意度95%，巡护300公里。", Voice.PROJECT) == ["actual_value"] * 3


def test_units_that_are_given_funds_are_recipients() -> None:
    assert measured("补助资金支持3家单位。", Voice.PROJECT) == ["recipients_count"]
    assert measured("走访3家单位。", Voice.PROJECT) == ["actual_value"]


def test_a_department_evaluation_tells_budgets_by_their_heading() -> None:
    assert measured("收入预算500万元。", Voice.OVERALL, "一、年初预算") == ["initial_budget"]
    assert measured("收入预算500万元。", Voice.OVERALL, "二、预算调整") == ["adjusted_budget"]
    assert measured("组织培训3场。", Voice.OVERALL, "五、下一步工作计划") == ["planned_count"]


def test_points_of_an_evaluation_are_rows_of_other_tables() -> None:
    assert measured("项目得分92分。", Voice.PROJECT) == [""]
    assert measured("群众满意度评分86.5分。", Voice.OVERALL) == ["satisfaction_score"]


def test_only_changes_take_the_sign_of_their_verb() -> None:
    (fall,) = readings("比上年减少30万元", Thread(), 2022)
    (value,) = readings("支出30万元", Thread(), 2022)
    assert measure_of(fall, Voice.ACCOUNTS, "") == Kind("change_amount", signed=True)
    assert measure_of(value, Voice.ACCOUNTS, "") == Kind("executed_amount")
