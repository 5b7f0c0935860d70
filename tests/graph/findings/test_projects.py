"""Budgets of projects against the statements, their recipients, their parts and what is told of them."""

from decimal import Decimal
from typing import Any

from graph.identity import Ref
from graph.model import Entity, Observation, Project
from graph.values import Allocation, PaymentStep
from graph.vocabulary import EntityKind, Severity, StatementKind
from tests.graph.findings.paper import budget, figures, found, project, statement, told
from tests.invented.keys import wan

PROJECT = Ref(EntityKind.PROJECT, "p")


def expenditure(amount: str) -> list[Entity]:
    return statement(3, StatementKind.EXPENDITURE, ("合计", "项目支出"), [("合计", ("99.00", amount))])


def two(**second: Any) -> tuple[Project, Project]:  # noqa: ANN401
    return project("p", budgets=(budget(executed="60.00"),)), project("q", budgets=(budget(**second),))


def test_a_complete_list_of_projects_is_project_expenditure() -> None:
    rule = "projects-equal-project-expenditure"
    assert found(rule, expenditure("100.00"), two(executed="40.00")) == []
    [near] = found(rule, expenditure("100.00"), two(executed="39.00"))
    assert (figures(near), near.computation) == (("100.00", "99.00"), "60.00+39.00=99.00")
    assert found(rule, expenditure("100.00"), two(executed="10.00")) == []
    [more] = found(rule, expenditure("100.00"), two(executed="90.00"))
    assert figures(more) == ("100.00", "150.00")
    assert found(rule, expenditure("100.00"), two(approved="41.00")) == []


def test_projects_that_are_part_of_another_are_not_added() -> None:
    part = project("part", parent_key="p", budgets=(budget(executed="60.00"),))
    assert found("projects-equal-project-expenditure", expenditure("100.00"), two(executed="40.00"), part) == []


def test_the_rate_of_a_project_is_of_its_latest_budget() -> None:
    right = project(budgets=(budget(approved="9.00", adjusted="5.00", executed="4.00", rate="80.00"),))
    assert found("execution-rate-of-projects", right) == []
    [each] = found(
        "execution-rate-of-projects", project(budgets=(budget(approved="5.00", executed="4.00", rate="90"),))
    )
    assert (figures(each), each.places[0].line, each.aspect) == (("90", "80.00"), 6, "2022")
    assert found("execution-rate-of-projects", project(budgets=(budget(executed="4.00", rate="90"),))) == []


def shares(*amounts: str | None) -> tuple[Allocation, ...]:
    return tuple(
        Allocation(
            project_key="p", recipient_key=f"town/{number}", fiscal_year=2022,
            adjusted=None if amount is None else wan(amount), executed=None if amount is None else wan(amount),
            published_rate=Decimal(90),
        )
        for number, amount in enumerate(amounts)
    )  # fmt: skip


def test_recipients_share_the_whole_budget_where_all_shares_are_printed() -> None:
    paper = project(budgets=(budget(adjusted="9.00", executed="9.00"),), allocations=shares("5.00", "3.00"))
    assert [(figures(each), each.aspect) for each in found("allocations-equal-project", paper)] == [
        (("9.00", "8.00"), "2022/ADJUSTED"),
        (("9.00", "8.00"), "2022/EXECUTED"),
    ]
    some = project(budgets=(budget(adjusted="9.00"),), allocations=shares("5.00", None))
    assert found("allocations-equal-project", some) == []
    [first, _] = found("execution-rate-of-projects", paper)
    assert (figures(first), first.aspect) == (("90", "100.00"), "2022/town/0")


def test_parts_do_not_spend_more_than_the_fund() -> None:
    fund = project(budgets=(budget(adjusted="5.00"),))
    child = project("c", parent_key="p", budgets=(budget(adjusted="6.00"), budget(2021, adjusted="9.00")))
    [each] = found("parts-within-fund", fund, child)
    assert figures(each) == ("5.00", "6.00")


def test_a_budget_is_its_funds() -> None:
    [each] = found(
        "funds-equal-budget", project(budgets=(budget(approved="5.00", fiscal_funds="3.00", other_funds="1.00"),))
    )
    assert figures(each) == ("5.00", "4.00")
    assert found("funds-equal-budget", project(budgets=(budget(approved="5.00"),))) == []


def plan(*amounts: str) -> Project:
    steps = tuple(
        PaymentStep(fiscal_year=2022, position=at, heading=f"{at}月底", amount=wan(amount), ambiguous=False)
        for at, amount in enumerate(amounts, 1)
    )
    return project(budgets=(budget(approved="9.00"),), payment_plan=steps)


def test_a_payment_plan_ends_in_the_budget_or_adds_up_to_it() -> None:
    rule = "payment-plan-ends-in-budget"
    assert found(rule, plan("3.00", "6.00", "9.00")) == []
    assert found(rule, plan("4.00", "2.00", "3.00")) == []
    assert [figures(each) for each in found(rule, plan("3.00", "6.00", "8.00"))] == [("8.00", "9.00")]
    assert len(found(rule, plan("6.00", "3.00", "9.00"))) == 1
    assert found(rule, project(budgets=(budget(approved="9.00"),))) == []


def of_project(measure: str, value: str, **more: Any) -> Observation:  # noqa: ANN401
    return told("资金", measure, value, subject=PROJECT, **more)


def test_a_change_told_of_a_project_is_the_difference_of_its_budgets() -> None:
    paper = project(budgets=(budget(2021, executed="9.00"), budget(approved="5.00", adjusted="4.00", executed="4.00")))
    rule = "project-change-as-told"
    assert found(rule, paper, of_project("change_vs_initial_budget", "-1.00")) == []
    [initial] = found(rule, paper, of_project("change_vs_initial_budget", "-2.00"))
    assert figures(initial) == ("-2.00", "-1.00")
    assert found(rule, paper, of_project("change_amount", "-5.00", compared_with="2021")) == []
    [yearly] = found(rule, paper, of_project("change_amount", "-6.00", compared_with="2021"))
    assert figures(yearly) == ("-6.00", "-5.00")
    assert found(rule, paper, of_project("change_amount", "-6.00", compared_with="2019")) == []


def test_changes_told_of_parts_come_near_the_change_of_the_fund() -> None:
    fund = project(budgets=(budget(approved="5555", adjusted="5577.98"),))
    child = project("c", parent_key="p")
    change = told("资金", "change_vs_initial_budget", "23.18", subject=child.ref)
    [each] = found("project-change-as-told", fund, child, change)
    assert (figures(each), each.computation) == (("22.98", "23.18"), "5577.98-5555=22.98; 23.18")
    far = told("资金", "change_vs_initial_budget", "3.00", subject=child.ref)
    assert found("project-change-as-told", fund, child, far) == []


def test_adjustments_of_projects_are_the_adjustment_of_the_budget() -> None:
    raised = (
        project("p", budgets=(budget(approved="10.00", adjusted="60.00"),)),
        project("q", budgets=(budget(approved="10.00", adjusted="58.00"),)),
    )
    [each] = found("adjustments-of-projects", raised, told("项目支出", "change_vs_initial_budget", "100.00"))
    assert figures(each) == ("100.00", "98.00")
    assert found("adjustments-of-projects", raised) == []


def test_a_rate_without_amounts_is_told_with_the_budget_it_implies() -> None:
    fund = project(budgets=(budget(adjusted="100.00", executed="99.00"),))
    parts = (
        project("c", parent_key="p", budgets=(budget(rate="100"),)),
        project("rest", parent_key="p", budgets=(budget(rate="95.00"),)),
    )
    [each] = found("rate-without-amounts", fund, parts)
    assert (str(each.published), each.judged) == ("95.00", Severity.MINOR)
    assert each.computation == "100.00-99.00=1.00; 1.00/0.05=20.00 is its budget"


def test_the_amount_that_is_covered_is_that_of_the_projects_counted_with_it() -> None:
    paper = (
        project("p", budgets=(budget(approved="5.00", executed="4.00"),)),
        project("q", budgets=(budget(approved="3.00"),)),
    )
    counted = told("绩效评价", "projects_count", "2", "个")
    assert found("amount-covered-by-projects", paper, counted, told("绩效评价", "amount_covered", "8.00")) == []
    [each] = found("amount-covered-by-projects", paper, counted, told("绩效评价", "amount_covered", "9.00"))
    assert figures(each) == ("9.00", "8.00")
    three = told("绩效评价", "projects_count", "3", "个")
    assert found("amount-covered-by-projects", paper, three, told("绩效评价", "amount_covered", "9.00")) == []
