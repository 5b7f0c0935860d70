"""Statements whose rows and columns do not add up are found; those that do are left alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.model import BudgetLine, Entity
from graph.vocabulary import BudgetDirection, Phase, Severity, StatementKind
from tests.graph.findings.paper import BUDGET, E, R, figures, found, statement

KIND = StatementKind

TYPES = ("本年支出合计", "基本支出", "项目支出")
SPENT = (
    ("合计", ("110.00", "70.00", "40.00")),
    ("201 一般公共服务支出", ("100.00", "60.00", "40.00")),
    ("20103 政府办公厅（室）及相关机构事务", ("100.00", "60.00", "40.00")),
    ("2010301 行政运行", ("60.00", "60.00", "0.00")),
    ("2010302 一般行政管理事务", ("40.00", "0.00", "40.00")),
    ("208 社会保障和就业支出", ("10.00", "10.00", "0.00")),
)


def spent(at: int = 0, amounts: Sequence[str] = ()) -> list[Entity]:
    """The expenditure of the year, with one row misprinted."""
    rows = [(head, amounts if index == at and amounts else given) for index, (head, given) in enumerate(SPENT)]
    return statement(3, KIND.EXPENDITURE, TYPES, rows)


def test_a_statement_that_adds_up_is_left_alone() -> None:
    for rule in ("parent-equals-children", "total-equals-rows", "row-equals-columns"):
        assert found(rule, spent()) == []


def test_a_parent_that_is_not_the_sum_of_its_children_is_found_in_its_column_with_its_terms() -> None:
    [section, parent] = found("parent-equals-children", spent(2, ("100.00", "61.00", "40.00")))
    assert figures(section) == ("60.00", "61.00")
    assert figures(parent) == ("61.00", "60.00")
    assert (parent.computation, parent.severity) == ("61.00-60.00=1.00", None)
    assert parent.judged is Severity.MINOR
    assert [(str(term.value), term.ref and term.ref.key) for term in parent.terms] == [
        ("61.00", "accounts/03/3/2"),
        ("60.00", "accounts/03/4/2"),
    ]


def test_rounding_explains_a_step_for_every_term_that_is_not_zero() -> None:
    [two] = found("total-equals-rows", spent(0, ("110.02", "70.00", "40.00")))
    assert (two.judged, str(two.tolerance)) == (Severity.ROUNDING, "0.02")
    [three] = found("total-equals-rows", spent(0, ("110.03", "70.00", "40.00")))
    assert three.judged is Severity.MINOR


def test_a_tenth_and_more_is_major() -> None:
    [each] = found("total-equals-rows", spent(0, ("123.00", "70.00", "40.00")))
    assert each.judged is Severity.MAJOR


def test_a_total_column_is_the_sum_of_its_columns_in_every_row() -> None:
    [each] = found("row-equals-columns", spent(5, ("10.00", "9.00", "0.00")))
    assert (figures(each), each.subjects[0].key) == (("10.00", "9.00"), "accounts/03/6/1")


def test_codes_listed_for_one_unit_after_the_other_belong_to_the_last_parent_above_them() -> None:
    rows = (
        ("201 一般公共服务支出", ("5.00",)), ("20103 事务", ("5.00",)), ("201 一般公共服务支出", ("7.00",)),
        ("20103 事务", ("8.00",)),
    )  # fmt: skip
    [each] = found("parent-equals-children", statement(3, KIND.EXPENDITURE, ("合计",), rows))
    assert figures(each) == ("7.00", "8.00")


def test_local_details_of_an_economic_code_need_not_be_all_there_are() -> None:
    def basic(detail: str) -> list[Entity]:
        rows = (("506 补助", ("5.00",)), ("50601 资本性支出", ("5.00",)), ("5060113 公务用车购置", (detail,)))
        return statement(7, KIND.BASIC_BY_GOVERNMENT_ECONOMIC, ("合计",), rows)

    assert found("parent-equals-children", basic("2.00")) == []
    [each] = found("parent-equals-children", basic("6.00"))
    assert figures(each) == ("5.00", "6.00")


def test_levels_of_headings_say_which_columns_a_column_adds_up() -> None:
    columns = ("资金来源 / 合计", "资金来源 / 财政拨款 / 小计", "资金来源 / 财政拨款 / 一般公共预算",
               "资金来源 / 财政拨款 / 政府性基金预算", "资金来源 / 单位资金", "中小微企业预留份额")  # fmt: skip
    good = statement(10, KIND.PROCUREMENT, columns, [("A01 车辆", ("9.00", "7.00", "4.00", "3.00", "2.00", "9.00"))])
    assert found("row-equals-columns", good) == []
    bad = statement(10, KIND.PROCUREMENT, columns, [("A01 车辆", ("9.00", "7.00", "4.00", "2.00", "1.00", "9.50"))])
    assert [figures(each) for each in found("row-equals-columns", bad)] == [("9.00", "8.00"), ("7.00", "6.00")]
    [share] = found("share-within-total", bad)
    assert figures(share) == ("9.50", "9.00")


def test_personnel_and_operating_beside_basic_expenditure_are_parts_of_it() -> None:
    columns = ("合计", "基本支出小计", "人员经费", "公用经费", "项目支出")
    good = statement(5, KIND.GENERAL_BUDGET_EXPENDITURE, columns, [("合计", ("9.00", "5.00", "3.00", "2.00", "4.00"))])
    assert found("row-equals-columns", good) == []
    bad = statement(5, KIND.GENERAL_BUDGET_EXPENDITURE, columns, [("合计", ("9.00", "5.00", "3.00", "1.00", "4.00"))])
    [each] = found("row-equals-columns", bad)
    assert (figures(each), each.computation) == (("5.00", "4.00"), "3.00+1.00=4.00")


def test_a_column_whose_words_are_not_known_silences_the_rule() -> None:
    odd = statement(3, KIND.EXPENDITURE, ("合计", "基本支出", "灯塔特别款"), [("合计", ("9.00", "5.00", "3.00"))])
    assert found("row-equals-columns", odd) == []


def test_budget_and_accounts_of_one_item_are_columns_of_two_phases() -> None:
    columns = (
        "预算数 / 合计",
        "预算数 / 因公出国（境）费",
        "预算数 / 公务接待费",
        "决算数 / 合计",
        "决算数 / 公务接待费",
    )
    phases = (Phase.APPROVED,) * 3 + (Phase.EXECUTED,) * 2
    rows = [("“三公”经费", ("5.00", "2.00", "3.00", "4.00", "4.00"))]
    assert found("row-equals-columns", statement(7, KIND.THREE_PUBLIC, columns, rows, phases=phases)) == []
    doubled = statement(
        7, KIND.THREE_PUBLIC, ("合计", "公务接待费", "公务接待费"), [("三公", ("1.00", "2.00", "3.00"))]
    )
    assert found("row-equals-columns", doubled) == []


def test_the_three_public_expenses_add_up_in_rows_too() -> None:
    def items(vehicles: str, total: str = "9.00") -> list[Entity]:
        rows = (
            ("合计", (total,)), ("“三公”经费合计", ("9.00",)), ("一、因公出国（境）费", ("2.00",)),
            ("二、公务用车购置及运行费", (vehicles,)), ("其中:公务用车购置费", ("1.00",)),
            ("公务用车运行维护费", ("3.00",)), ("三、公务接待费", ("3.00",)),
        )  # fmt: skip
        return statement(9, KIND.THREE_PUBLIC, ("资金性质 / 合计",), rows)

    assert found("three-public-total", items("4.00")) == []
    wrong = {figures(each) for each in found("three-public-total", items("5.00"))}
    assert wrong == {("5.00", "4.00"), ("9.00", "10.00")}
    [whole] = found("three-public-total", items("4.00", total="8.00"))
    assert figures(whole) == ("8.00", "9.00")


def test_personnel_is_wages_and_benefits_and_operating_is_the_rest() -> None:
    rows = (
        ("301 工资福利支出", ("50.00",)), ("303 对个人和家庭的补助", ("5.00",)), ("302 商品和服务支出", ("20.00",)),
        ("310 资本性支出", ("1.00",)), ("人员经费合计", ("55.00",)), ("公用经费合计", ("22.00",)), ("合计", ("77.00",)),
    )  # fmt: skip
    paper = statement(6, KIND.BASIC_BY_DEPARTMENT_ECONOMIC, ("金额",), rows)
    assert sorted(figures(each) for each in found("total-equals-rows", paper)) == [
        ("22.00", "21.00"),
        ("77.00", "76.00"),
    ]


def test_purchases_add_up_by_category_or_one_by_one() -> None:
    single = (("合计", ("9.00",)), ("A01 车辆", ("4.00",)), ("C99 服务", ("3.00",)), ("C99 服务", ("2.00",)))
    assert found("total-equals-rows", statement(10, KIND.PROCUREMENT, ("合计",), single)) == []
    listed = (("合计", ("9.00",)), ("A 货物", ("4.00",)), ("A01 车辆", ("4.00",)), ("C99 保洁", ("5.00",)))
    assert found("total-equals-rows", statement(10, KIND.PROCUREMENT, ("合计",), listed)) == []
    grouped = (("合计", ("9.00",)), ("货物", ("4.00",)), ("A01 车辆", ("4.00",)), ("服务", ("4.00",)))
    [each] = found("total-equals-rows", statement(10, KIND.PROCUREMENT, ("合计",), grouped))
    assert figures(each) == ("9.00", "8.00")


BOTH = ("收入 / 金额", "支出 / 金额")


def summary(**changed: str) -> list[Entity]:
    """A summary of revenue and expenditure, with amounts changed by label."""
    revenue = {"一、财政拨款收入": "100.00", "二、其他收入": "20.00", "本年收入合计": "120.00",
               "年初结转和结余": "5.00", "总计": "125.00"}  # fmt: skip
    expenditure = {"一、一般公共服务支出": "90.00", "二、外交支出": "20.00", "本年支出合计": "110.00",
                   "结余分配": "1.00", "年末结转和结余": "14.00", "支出总计": "125.00"}  # fmt: skip
    rows: list[tuple[str, tuple[str | None, str | None]]] = []
    rows += [(label, (changed.get(label, amount), None)) for label, amount in revenue.items()]
    rows += [(label, (None, changed.get(label, amount))) for label, amount in expenditure.items()]
    return statement(1, KIND.REVENUE_AND_EXPENDITURE, BOTH, rows, directions=(R, E))


@pytest.mark.parametrize(
    ("rule", "label", "amount", "expected"),
    [
        ("year-total-equals-items", "本年支出合计", "111.00", "110.00"),
        ("grand-total", "总计", "126.00", "125.00"),
        ("opening-and-revenue-equal-expenditure-and-closing", "年末结转和结余", "13.00", "14.00"),
        ("both-sides-equal", "支出总计", "124.00", "125.00"),
    ],
)
def test_a_two_sided_statement_ties_row_by_row(rule: str, label: str, amount: str, expected: str) -> None:
    assert found(rule, summary()) == []
    assert (amount, expected) in [figures(each) for each in found(rule, summary(**{label: amount}))]


def test_numbered_rows_below_a_numbered_row_are_its_parts() -> None:
    def parts(second: str) -> list[Entity]:
        rows = (("一、财政拨款收入", ("9.00", None)), ("1. 一般公共预算资金", ("5.00", None)),
                ("2. 政府性基金", (second, None)), ("二、事业收入", ("1.00", None)),
                ("收入总计", ("10.00", None)))  # fmt: skip
        return statement(1, KIND.REVENUE_AND_EXPENDITURE, ("本年收入 / 预算数", "x"), rows, directions=(R, E))

    for rule in ("year-total-equals-items", "grand-total"):
        assert found(rule, parts("4.00")) == []
    [each] = found("year-total-equals-items", parts("3.00"))
    assert figures(each) == ("9.00", "8.00")


def test_some_of_the_parts_cannot_be_more_than_the_whole() -> None:
    def including(part: str) -> list[Entity]:
        rows = (("一、事业收入", ("9.00", None)), ("其中：培训收入", (part, None)), ("本年收入合计", ("9.00", None)))
        return statement(1, KIND.REVENUE_AND_EXPENDITURE, BOTH, rows, directions=(R, E))

    assert found("year-total-equals-items", including("3.00")) == []
    [each] = found("year-total-equals-items", including("10.00"))
    assert figures(each) == ("9.00", "10.00")


FUNDS = ("收入 / 金额", "支出 / 合计", "支出 / 一般公共预算财政拨款", "支出 / 政府性基金预算财政拨款")


def appropriations(closing: str = "3.00", opening: str = "2.00") -> list[Entity]:
    """A summary of appropriations from two budgets."""
    rows: list[tuple[str, tuple[str | None, ...]]] = [
        ("一、一般公共预算财政拨款", ("8.00", None, None, None)),
        ("二、政府性基金预算财政拨款", ("4.00", None, None, None)),
        ("本年收入合计", ("12.00", None, None, None)),
        ("年初财政拨款结转和结余", ("3.00", None, None, None)),
        ("一般公共预算财政拨款", (opening, None, None, None)),
        ("政府性基金预算财政拨款", ("1.00", None, None, None)),
        ("收入总计", ("15.00", None, None, None)),
        ("一、一般公共服务支出", (None, "11.00", "7.00", "4.00")),
        ("本年支出合计", (None, "11.00", "7.00", "4.00")),
        ("年末财政拨款结转和结余", (None, "4.00", closing, "1.00")),
        ("支出总计", (None, "15.00", "10.00", "5.00")),
    ]
    return statement(4, KIND.APPROPRIATIONS, FUNDS, rows, directions=(R, E, E, E))


def test_every_fund_carries_over_what_it_did_not_spend() -> None:
    rule = "opening-and-revenue-equal-expenditure-and-closing"
    assert found(rule, appropriations()) == []
    assert [figures(each) for each in found(rule, appropriations(closing="2.00"))] == [("2.00", "3.00")]
    [parts] = found("year-total-equals-items", appropriations(opening="1.00"))
    assert (figures(parts), parts.subjects[0].key) == (("3.00", "2.00"), "accounts/04/4/1")


def test_a_statement_of_one_fund_balances_in_every_row() -> None:
    columns = (
        "年初结转和结余",
        "本年收入",
        "本年支出 / 小计",
        "本年支出 / 基本支出",
        "本年支出 / 项目支出",
        "年末结转和结余",
    )
    directions = (R, R, E, E, E, E)

    def fund(closing: str) -> list[Entity]:
        amounts = ("1.00", "5.00", "4.00", "1.00", "3.00", closing)
        paper = statement(8, KIND.GOVERNMENT_FUND, columns, [("合计", amounts)], directions=directions)
        return [_balance(each) for each in paper]

    rule = "opening-and-revenue-equal-expenditure-and-closing"
    assert found(rule, fund("2.00")) == []
    assert found("row-equals-columns", fund("2.00")) == []
    [each] = found(rule, fund("3.00"))
    assert (figures(each), each.computation) == (("3.00", "2.00"), "1.00+5.00-4.00=2.00")


def _balance(entity: Entity) -> Entity:
    if isinstance(entity, BudgetLine) and "结转" in entity.column_label:
        return replace(entity, direction=BudgetDirection.BALANCE)
    return entity


def test_what_is_not_printed_is_not_missed() -> None:
    empty = statement(3, KIND.EXPENDITURE, TYPES, [("合计", (None, "70.00", None)), ("201 支出", ("5.00", None, None))])
    for rule in ("parent-equals-children", "total-equals-rows", "row-equals-columns"):
        assert found(rule, empty) == []
    unbalanced = statement(1, KIND.REVENUE_AND_EXPENDITURE, BOTH, [("总计", ("5.00", None))], document=BUDGET)
    for rule in ("both-sides-equal", "grand-total", "opening-and-revenue-equal-expenditure-and-closing"):
        assert found(rule, unbalanced) == []
