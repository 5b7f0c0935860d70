"""Cells of statements in different layouts state the same quantities."""

from graph.findings.facts import Facts
from graph.findings.labels import Role
from graph.findings.quantities import ALL, Quantity
from graph.identity import Ref
from graph.model import Entity
from graph.vocabulary import EntityKind, Phase, StatementKind
from tests.graph.findings.paper import E, R, dataset, statement

KIND = StatementKind


def values(*parts: Entity) -> dict[tuple[str, str, str, str | None], list[str]]:
    """The values that are stated, by aspect, fund, kind and code."""
    stated = Facts(dataset(*parts)).stated
    return {tuple(quantity[3:]): [str(cell.figure.value) for cell in cells] for quantity, cells in stated.items()}  # type: ignore[misc]


def test_a_summary_states_sources_classes_balances_and_one_grand_total() -> None:
    rows = [
        ("一、财政拨款收入", ("5.00", None)), ("1. 一般公共预算资金", ("4.00", None)), ("其他", ("9.00", None)),
        ("本年收入合计", ("6.00", None)), ("年初结转和结余", ("1.00", None)), ("总计", ("7.00", None)),
        ("一、一般公共服务支出", (None, "3.00")), ("支出总计", (None, "7.00")),
    ]  # fmt: skip
    columns = ("收入 / 金额", "支出 / 金额")
    classes = {"一、一般公共服务支出": "201"}
    paper = statement(1, KIND.REVENUE_AND_EXPENDITURE, columns, rows, directions=(R, E), classes=classes)
    assert values(*paper) == {
        ("R", ALL, "FISCAL", None): ["5.00"],
        ("R", ALL, "GENERAL", None): ["4.00"],
        ("R", ALL, ALL, None): ["6.00"],
        ("OPENING", ALL, ALL, None): ["1.00"],
        ("SUM", ALL, ALL, None): ["7.00", "7.00"],
        ("E", ALL, ALL, "201"): ["3.00"],
    }


def test_a_summary_may_split_expenditure_by_type() -> None:
    rows = [("一、一般公共服务支出", ("3.00", "2.00", "1.00")), ("支出总计", ("3.00", "2.00", "1.00"))]
    columns = ("本年支出 / 合计", "本年支出 / 基本支出 / 人员经费", "本年支出 / 项目支出")
    classes = {"一、一般公共服务支出": "201"}
    found = values(*statement(1, KIND.REVENUE_AND_EXPENDITURE, columns, rows, classes=classes))
    assert found == {
        ("E", ALL, ALL, "201"): ["3.00"],
        ("E", ALL, "PERSONNEL", "201"): ["2.00"],
        ("E", ALL, "PROJECT", "201"): ["1.00"],
        ("SUM", ALL, ALL, None): ["3.00"],
    }


def test_revenue_with_a_carry_over_column_adds_up_to_the_grand_total() -> None:
    columns = ("合计", "本年收入 / 小计", "本年收入 / 事业收入", "上年结转", "备注")
    rows = [("合计", ("9.00", "7.00", "7.00", "2.00", "1.00"))]
    found = values(*statement(2, KIND.REVENUE, columns, rows, directions=(R,) * 5))
    assert found == {
        ("SUM", ALL, ALL, None): ["9.00"],
        ("R", ALL, ALL, None): ["7.00"],
        ("R", ALL, "INSTITUTIONAL", None): ["7.00"],
        ("OPENING", ALL, ALL, None): ["2.00"],
    }


def test_the_three_public_expenses_are_stated_in_columns_or_in_rows() -> None:
    columns = ("合计", "公务用车购置及运行费 / 小计", "公务用车购置及运行费 / 购置费", "机关运行经费")
    across = values(*statement(9, KIND.THREE_PUBLIC, columns, [("", ("5.00", "4.00", "1.00", "9.00"))]))
    down = values(
        *statement(9, KIND.THREE_PUBLIC, ("一般公共预算财政拨款",), [("合计", ("5.00",)), ("公务接待费", ("1.00",))])
    )
    fiscal = Role.FISCAL.value
    assert across == {
        ("PUBLIC", fiscal, "THREE_PUBLIC", None): ["5.00"],
        ("PUBLIC", fiscal, "VEHICLES", None): ["4.00"],
        ("PUBLIC", fiscal, "VEHICLE_PURCHASE", None): ["1.00"],
    }
    assert down == {
        ("PUBLIC", "GENERAL", "THREE_PUBLIC", None): ["5.00"],
        ("PUBLIC", "GENERAL", "RECEPTION", None): ["1.00"],
    }


def test_a_quantity_belongs_to_a_unit_a_year_and_a_phase() -> None:
    paper = statement(3, KIND.EXPENDITURE, ("合计",), [("合计", ("5.00",))], unit_key="u", phases=(Phase.APPROVED,))
    [quantity] = Facts(dataset(*paper)).stated
    assert quantity == Quantity(Ref(EntityKind.BUDGET_UNIT, "u"), 2022, Phase.APPROVED, "E", ALL, ALL, None)


def test_statements_that_no_quantity_is_known_of_state_nothing() -> None:
    assert values(*statement(10, KIND.PROCUREMENT, ("合计",), [("合计", ("5.00",))])) == {}
