"""Quarters: their rates, their average, and what is said of them."""

import pytest

from graph.findings.periods import quarter_of
from graph.model import Observation
from graph.vocabulary import Severity
from tests.graph.findings.paper import figures, found, told, words

RATES = ("85.00", "103.00", "80.00", "94.00")


def quarters() -> list[Observation]:
    return [
        told(f"第{n}季度执行率", "execution_rate", rate, "%", period=f"Q{n}", line=n) for n, rate in enumerate(RATES, 1)
    ]


@pytest.mark.parametrize(
    ("period", "quarter"), [("Q1", 1), ("2022Q3", 3), ("2022-Q4", 4), ("2022", None), (None, None)]
)
def test_a_period_may_be_a_quarter(period: str | None, quarter: int | None) -> None:
    assert quarter_of(period) == quarter


def test_the_rate_of_a_quarter_is_its_progress_against_the_schedule() -> None:
    beside = (
        told("进度", "spending_progress", "21.27", "%", period="Q1"),
        told("序时进度", "scheduled_progress", "25", "%", period="Q1"),
    )
    [each] = found("quarterly-rate", beside, told("执行率", "execution_rate", "85.07", "%", period="Q1"))
    assert (figures(each), each.judged) == (("85.07", "85.08"), Severity.ROUNDING)
    assert found("told-execution-rate", beside, told("执行率", "execution_rate", "85.07", "%", period="Q1")) == []
    assert found("quarterly-rate", told("执行率", "execution_rate", "85.07", "%", period="Q1")) == []


def test_the_average_is_the_mean_of_four() -> None:
    assert found("average-of-quarters", quarters(), told("平均执行率", "execution_rate", "90.50", "%")) == []
    [each] = found("average-of-quarters", quarters(), told("平均执行率", "execution_rate", "90.00", "%"))
    assert (figures(each), each.computation) == (("90.00", "90.50"), "(85.00+103.00+80.00+94.00)/4=90.50")
    assert found("average-of-quarters", quarters()[:3], told("平均执行率", "execution_rate", "90.00", "%")) == []


def test_a_formula_prints_the_rate_of_each_quarter() -> None:
    term = told("算式第四项", "formula_term", "80.00", "%", period="Q4")
    [each] = found("formula-terms-as-printed", quarters(), term)
    assert figures(each) == ("80.00", "94.00")
    assert each.computation == "(85.00+103.00+80.00+80.00)/4=87; (85.00+103.00+80.00+94.00)/4=90.5"
    [alone] = found("formula-terms-as-printed", quarters()[3:], term)
    assert alone.computation == "80.00-94.00=-14.00"
    assert found("formula-terms-as-printed", told("算式第四项", "formula_term", "80.00", "%", period="Q4")) == []


def test_the_quarters_below_target_are_all_that_are_below() -> None:
    def named(text: str) -> Observation:
        return told("未达目标季度", "quarters_below_target", None, text=text)

    assert found("quarters-below-target", quarters(), named("第一、三、四季度")) == []
    [each] = found("quarters-below-target", quarters(), named("第1、3季度"))
    assert words(each) == ("第1、3季度", "第一季度、第三季度、第四季度")
    assert found("quarters-below-target", quarters(), named("部分季度")) == []


def test_staff_is_compared_with_posts_and_outside_staff_with_all() -> None:
    posts = (told("核定编制数", "count", "50", "人"), told("实有在职人员", "count", "45", "人"))
    [each] = found("staff-control-rate", posts, told("财政供养人员控制率", "control_rate", "100", "%"))
    assert figures(each) == ("100", "90.00")
    outside = (told("在编人员", "count", "52", "人"), told("编外人员", "count", "16", "人"))
    assert found("staff-control-rate", outside, told("编外人员控制率", "control_rate", "23.53", "%")) == []
    [rate] = found("staff-control-rate", outside, told("编外人员控制率", "control_rate", "30.77", "%"))
    assert figures(rate) == ("30.77", "23.53")
    unclear = (told("甲类人员", "count", "50", "人"), told("乙类人员", "count", "45", "人"))
    assert found("staff-control-rate", unclear, told("控制率", "control_rate", "100", "%")) == []
