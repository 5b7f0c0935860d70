"""What a figure of the narrative states, by its name and the heading above it."""

import pytest

from graph.findings.quantities import ALL
from graph.findings.spoken import ANY, CHANGE_INITIAL, body_of_observation, spoken
from graph.identity import Ref
from graph.model import Observation
from graph.vocabulary import DocumentKind, EntityKind, Phase
from tests.graph.findings.paper import told

ACCOUNTS = DocumentKind.FINAL_ACCOUNTS
DEPARTMENT = Ref(EntityKind.DEPARTMENT, "d")
GENERAL = "第三部分 > 五、一般公共预算财政拨款支出决算情况 > （三）具体情况"


@pytest.mark.parametrize(
    ("name", "section", "expected"),
    [
        ("收、支总计", "", ("SUM", ALL, ALL)), ("财政拨款收、支总计", "", ("SUM", "FISCAL", ALL)),
        ("本年收入合计", "", ("R", ALL, ALL)), ("一般公共预算拨款收入", "", ("R", ALL, "GENERAL")),
        ("本年支出合计", "", ("E", ALL, ALL)), ("整体支出预算总规模", "", ("E", ALL, ALL)),
        ("一般公共预算财政拨款支出", "", ("E", "GENERAL", ALL)), ("财政拨款支出", "", ("E", "FISCAL", ALL)),
        ("基本支出", "", ("E", ALL, "BASIC")), ("人员经费", GENERAL, ("E", "GENERAL", "PERSONNEL")),
        ("一般公共预算财政拨款支出 / 项目支出", "", ("E", "GENERAL", "PROJECT")),
        ("一般公共预算财政拨款“三公”经费支出", "", ("PUBLIC", "FISCAL", "THREE_PUBLIC")),
        ("公务接待费", GENERAL, ("PUBLIC", "FISCAL", "RECEPTION")),
        ("收支总计 / 人员经费、公用经费等", "", None), ("过往船舶", "", None),
        ("一般公共预算财政拨款支出 / 考核经费", "", None),
    ],
)  # fmt: skip
def test_a_name_stands_for_a_quantity(name: str, section: str, expected: tuple[str, str, str] | None) -> None:
    quantity = spoken(told(name, "amount", "1.00", section=section), ACCOUNTS, DEPARTMENT)
    assert (quantity and quantity[3:6]) == expected


def stage(measure: str, kind: DocumentKind = ACCOUNTS, **more: str) -> str | None:
    quantity = spoken(told("基本支出", measure, "1.00", **more), kind, DEPARTMENT)
    return quantity and quantity.phase


def test_a_measure_speaks_of_a_stage() -> None:
    assert stage("amount") == Phase.EXECUTED
    assert stage("amount", DocumentKind.UNIT_BUDGET) == Phase.APPROVED
    assert stage("amount", DocumentKind.PROJECT_EVALUATION) is None
    assert stage("adjusted_budget") == Phase.ADJUSTED
    assert stage("change_vs_initial_budget") == CHANGE_INITIAL
    assert stage("change_amount", compared_with="2021") == "CHANGE 2021"
    assert stage("change_amount") is None
    assert stage("share") is None


def test_a_figure_of_a_part_of_the_year_or_of_no_money_is_no_quantity() -> None:
    assert stage("amount", period="2022-12-31") == Phase.EXECUTED
    assert stage("amount", period="Q1") is None
    assert spoken(told("基本支出", "amount", "1", "个"), ACCOUNTS, DEPARTMENT) is None
    assert spoken(told("基本支出", "amount", "1.00"), ACCOUNTS, None) is None


def coded(name: str, section: str, key: str = "FUNCTIONAL/2010301/2022") -> Observation:
    return told(name, "executed_amount", "1.00", section=section, classification_key=key)


def test_a_functional_code_is_of_the_fund_whose_section_it_stands_in() -> None:
    quantity = spoken(coded("一般公共服务支出（类）…行政运行（项）", GENERAL), ACCOUNTS, DEPARTMENT)
    assert quantity is not None
    assert quantity[3:] == ("E", "GENERAL", ALL, "2010301")
    part = spoken(coded("行政运行（项） / 基本支出", GENERAL), ACCOUNTS, DEPARTMENT)
    assert part is not None
    assert part[3:] == ("E", "GENERAL", "BASIC", "2010301")
    assert spoken(coded("行政运行（项） / 考核经费", GENERAL), ACCOUNTS, DEPARTMENT) is None
    unclear = spoken(coded("行政运行（项）", "支出情况"), ACCOUNTS, DEPARTMENT)
    assert unclear is not None
    assert unclear.fund == ANY
    assert spoken(coded("差旅费", GENERAL, "DEPARTMENT_ECONOMIC/30211/2022"), ACCOUNTS, DEPARTMENT) is None


def test_only_departments_and_units_have_a_budget() -> None:
    assert body_of_observation(told("基本支出", "amount", "1.00")) == DEPARTMENT
    assert body_of_observation(told("基本支出", "amount", "1.00", subject=Ref(EntityKind.PROJECT, "p"))) is None
