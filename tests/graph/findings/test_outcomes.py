"""Outcomes and ceilings of indicators against the narrative and the budgets of projects."""

from graph.vocabulary import Severity
from tests.graph.findings.paper import BUDGET, DEPARTMENT, budget, figures, found, indicator, project, told


def test_an_outcome_is_the_one_that_the_prose_reports_under_the_same_last_words() -> None:
    outcome = indicator("强化督查，来电受话满意率", "≥97%", actual="98.51%", subject=DEPARTMENT)
    [each] = found("outcome-as-reported", outcome, told("群众受话满意度", "actual_value", "97", "%"))
    assert (figures(each), each.computation) == (("97", "98.51"), "98.51-97=1.51")
    assert found("outcome-as-reported", outcome, told("群众受话满意度", "actual_value", "98.51", "%")) == []
    assert found("outcome-as-reported", outcome, told("群众接通率", "actual_value", "97", "%")) == []
    assert (
        found("outcome-as-reported", outcome, told("群众受话满意度", "actual_value", "97", "%", document=BUDGET)) == []
    )


def test_an_outcome_is_rounded_and_not_cut_off() -> None:
    report = told("进口整体通关时间", "reduction_vs_2017", "56.35", "%")
    [each] = found("outcome-is-rounded", indicator("通关效率提升", "≥50%", actual="56.3%"), report)
    assert (figures(each), each.judged) == (("56.3", "56.35"), Severity.ROUNDING)
    assert found("outcome-is-rounded", indicator("通关效率提升", "≥50%", actual="56.4%"), report) == []
    assert found("outcome-is-rounded", indicator("满意率", "≥50%", actual="56.3%"), report) == []


def ceiling(target: str, actual: str) -> object:
    return indicator("其他运转类支出", f"≤{target}万元", actual=f"{actual}万元", subject=DEPARTMENT)


def test_a_ceiling_that_is_a_project_s_budget_is_of_that_project() -> None:
    paper = project(budgets=(budget(approved="5555", executed="5577.92"),))
    [each] = found("ceiling-names-its-budget", paper, ceiling("5555", "5517.92"))  # type: ignore[arg-type]
    assert (figures(each), each.judged) == (("5517.92", "5577.92"), Severity.MINOR)
    assert found("ceiling-names-its-budget", paper, ceiling("5555", "5577.92")) == []  # type: ignore[arg-type]
    assert found("ceiling-names-its-budget", paper, ceiling("5556", "5517.92")) == []  # type: ignore[arg-type]
    twin = project("q", budgets=(budget(approved="5555", executed="1.00"),))
    assert found("ceiling-names-its-budget", paper, twin, ceiling("5555", "5517.92")) == []  # type: ignore[arg-type]


def test_the_initial_budget_that_a_change_implies_is_the_ceiling_for_the_same_amount() -> None:
    amounts = (told("运行经费", "executed_amount", "40.00"), told("运行经费", "change_vs_initial_budget", "-40.00"))
    [each] = found("ceiling-is-initial-budget", amounts, ceiling("20.00", "40.00"))  # type: ignore[arg-type]
    assert figures(each) == ("-40.00", "20.00")
    assert each.computation == "40.00-(-40.00)=80.00 implied, ceiling 20.00; 40.00-20.00=20.00, 100.00% of it"
    assert found("ceiling-is-initial-budget", amounts, ceiling("80.00", "40.00")) == []  # type: ignore[arg-type]
    assert found("ceiling-is-initial-budget", amounts, ceiling("20.00", "41.00")) == []  # type: ignore[arg-type]
