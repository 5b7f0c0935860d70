"""Amounts of the narrative that do not add up, or are not the difference they are said to be, are found."""

from graph.model import Observation
from graph.vocabulary import Severity
from tests.graph.findings.paper import BUDGET, figures, found, told

FUNDED = "五、一般公共预算财政拨款支出决算情况"
CLASSES = (("一般公共服务（类）", "201", "6.00"), ("社会保障和就业（类）", "208", "4.00"))


def test_kinds_of_expenditure_add_up_to_the_whole() -> None:
    parts = (told("基本支出", "amount", "6.00"), told("项目支出", "amount", "3.00"), told("经营支出", "amount", "0.50"))
    assert found("narrative-adds-up", told("本年支出合计", "amount", "9.50"), parts) == []
    [each] = found("narrative-adds-up", told("本年支出合计", "amount", "9.00"), parts)
    assert (figures(each), each.computation) == (("9.00", "9.50"), "6.00+3.00+0.50=9.50")


def test_personnel_and_operating_add_up_with_projects_where_basic_is_not_told() -> None:
    parts = (
        told("人员支出", "initial_budget", "5.00"),
        told("公用支出", "initial_budget", "1.00"),
        told("项目支出", "initial_budget", "3.00"),
    )
    [each] = found("narrative-adds-up", told("部门预算支出", "initial_budget", "8.00"), parts)
    assert figures(each) == ("8.00", "9.00")
    assert found("narrative-adds-up", told("部门预算支出", "initial_budget", "8.00"), parts[:2]) == []


def test_the_three_public_expenses_add_up_also_where_some_are_not_told() -> None:
    items = (told("公务用车运行维护费", "amount", "7.00"), told("公务接待费", "amount", "2.00"))
    assert found("narrative-adds-up", told("“三公”经费", "amount", "9.00"), items) == []
    [near] = found("narrative-adds-up", told("“三公”经费", "amount", "8.90"), items)
    assert figures(near) == ("8.90", "9.00")
    assert found("narrative-adds-up", told("“三公”经费", "amount", "20.00"), items) == []


def test_classes_and_items_add_up_to_the_whole_they_are_told_with() -> None:
    codes = [
        told(name, "executed_amount", value, section=FUNDED, classification_key=f"FUNCTIONAL/{digits}/2022")
        for name, digits, value in CLASSES
    ]
    [each] = found(
        "narrative-adds-up", told("一般公共预算财政拨款支出", "executed_amount", "10.02", section=FUNDED), codes
    )
    assert (figures(each), each.judged, each.aspect) == (("10.02", "10.00"), Severity.ROUNDING, "classes")


def test_a_change_that_is_not_told_follows_from_both_amounts() -> None:
    whole = (
        told("一般公共预算财政拨款支出", "initial_budget", "10.00"),
        told("一般公共预算财政拨款支出", "executed_amount", "13.00"),
    )
    parts = [
        told(f"一般公共预算财政拨款支出 / {kind}", "change_vs_initial_budget", value)
        for kind, value in (("基本支出", "4.00"), ("项目支出", "-2.00"))
    ]
    [each] = found("narrative-adds-up", whole, parts)
    assert (figures(each), each.computation) == (("3.00", "2.00"), "4.00-2.00=2.00")


def test_a_change_against_the_initial_budget_is_a_difference() -> None:
    amounts = (told("公务接待费", "initial_budget", "5.00"), told("公务接待费", "executed_amount", "3.00"))
    assert found("change-is-difference", amounts, told("公务接待费", "change_vs_initial_budget", "-2.00")) == []
    [each] = found("change-is-difference", amounts, told("公务接待费", "change_vs_initial_budget", "-3.00"))
    assert (figures(each), each.computation) == (("-3.00", "-2.00"), "3.00-5.00=-2.00")


def test_a_change_against_a_year_is_the_difference_of_two_documents() -> None:
    before = told("本年支出合计", "amount", "100.00", fiscal_year=2021, document=BUDGET, key="before")
    now = told("本年支出合计", "amount", "120.00", document=BUDGET, fiscal_year=2022, key="now")

    def change(value: str) -> Observation:
        return told("本年支出合计", "change_amount", value, document=BUDGET, fiscal_year=2022, compared_with="2021")

    assert found("change-against-both-years", before, now, change("20.00")) == []
    [each] = found("change-against-both-years", before, now, change("30.00"))
    assert figures(each) == ("30.00", "20.00")


def test_the_reasons_given_for_a_change_add_up_to_it_but_may_leave_small_ones_out() -> None:
    def reasons(second: str) -> list[Observation]:
        return [
            told("收支总计 / 灯具", "change_amount", "-9.00", qualifier="主要原因的组成部分", compared_with="2021"),
            told("收支总计 / 航标", "change_amount", second, qualifier="主要原因的组成部分", compared_with="2021"),
        ]

    whole = told("收支总计", "change_amount", "-10.00", compared_with="2021")
    assert found("change-equals-parts", whole, reasons("-1.00")) == []
    [each] = found("change-equals-parts", whole, reasons("-0.80"))
    assert (figures(each), each.judged) == (("-10.00", "-9.80"), Severity.MINOR)
    assert found("change-equals-parts", whole, reasons("-0.10")) == []


def test_parts_of_a_part_are_found_by_its_name() -> None:
    whole = told("支出 / 基本支出", "change_vs_initial_budget", "5.00", qualifier="与年初预算比较")
    parts = [
        told(f"支出 / {name}", "change_vs_initial_budget", value, qualifier="基本支出的组成部分")
        for name, value in (("考核", "3.00"), ("补助", "1.90"))
    ]
    [each] = found("change-equals-parts", whole, parts)
    assert figures(each) == ("5.00", "4.90")


def test_purchases_and_the_balance_sheet_add_up() -> None:
    bought = [
        told(f"政府采购{kind}支出", "amount", value)
        for kind, value in (("货物", "1.00"), ("工程", "0.00"), ("服务", "4.00"))
    ]
    [purchases] = found("amount-equals-parts", told("政府采购支出总额", "amount", "6.00"), bought)
    assert figures(purchases) == ("6.00", "5.00")
    sheet = [
        told(name, "amount", value)
        for name, value in (("资产合计", "9.00"), ("负债合计", "4.00"), ("净资产合计", "6.00"))
    ]
    [net] = found("amount-equals-parts", sheet)
    assert (figures(net), net.computation) == (("6.00", "5.00"), "9.00-4.00=5.00")


def test_purchases_may_be_called_by_other_words_with_a_remark() -> None:
    bought = [
        told(f"{kind}采购金额", "amount", value) for kind, value in (("货物", "1.00"), ("工程", "0"), ("服务", "4.00"))
    ]
    [each] = found("amount-equals-parts", told("政府采购金额（以合同签订为准）", "amount", "6.00"), bought)
    assert figures(each) == ("6.00", "5.00")
    assert found("amount-equals-parts", told("政府采购金额", "amount", "6.00"), bought[:2]) == []


def test_a_whole_with_fewer_decimals_than_its_parts_is_rounded() -> None:
    parts = (told("基本支出", "amount", "6.0049"), told("项目支出", "amount", "3.0001"))
    assert found("narrative-adds-up", told("本年支出合计", "amount", "9.01"), parts) == []
    [each] = found("narrative-adds-up", told("本年支出合计", "amount", "9.02"), parts)
    assert figures(each) == ("9.02", "9.0050")


def test_composed_names_are_parts_of_the_whole_they_begin_with() -> None:
    parts = [
        told(f"政府采购预算 / {kind}安排", "amount", value)
        for kind, value in (("财政拨款", "4.00"), ("其他资金", "0.90"))
    ]
    [each] = found("amount-equals-parts", told("政府采购预算总额", "amount", "5.00"), parts)
    assert figures(each) == ("5.00", "4.90")
