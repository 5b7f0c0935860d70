"""The two statements of basic expenditure tie class by class, and a code is named where it alone is off."""

from graph.model import Entity
from graph.vocabulary import Scheme, StatementKind
from tests.graph.findings.paper import code, figures, found, statement

GOVERNMENT, DEPARTMENT = StatementKind.BASIC_BY_GOVERNMENT_ECONOMIC, StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC
RULE = "economic-classifications-tie"
CODES = (
    code(Scheme.GOVERNMENT_ECONOMIC, "50101", "工资奖金津补贴", "30101", "30102"),
    code(Scheme.GOVERNMENT_ECONOMIC, "50103", "住房公积金", "30113"),
    code(Scheme.GOVERNMENT_ECONOMIC, "50501", "工资福利支出", "301", "30107"),
    code(Scheme.GOVERNMENT_ECONOMIC, "50201", "办公经费", "30201"),
)
COLUMNS = ("一般公共预算基本支出 / 合计", "一般公共预算基本支出 / 人员经费")


def department(housing: str = "2.00") -> list[Entity]:
    rows = (
        ("301 工资福利支出", ("20.00", "20.00")), ("30101 基本工资", ("10.00", "10.00")),
        ("30102 津贴补贴", ("5.00", "5.00")), ("30107 绩效工资", ("3.00", "3.00")),
        ("30113 住房公积金", (housing, housing)), ("30201 办公费", ("4.00", None)),
    )  # fmt: skip
    return statement(6, DEPARTMENT, COLUMNS, rows)


def government(wages: str = "15.00", staff: str = "3.00", office: str = "4.00", other: str = "0.00") -> list[Entity]:
    rows = (
        ("50101 工资奖金津补贴", (wages, wages)), ("50103 住房公积金", ("2.00", "2.00")),
        ("50501 工资福利支出", (staff, staff)), ("50201 办公经费", (office, None)), ("50599 其他", (other, None)),
    )  # fmt: skip
    return statement(7, GOVERNMENT, COLUMNS, rows)


def test_statements_that_tie_are_left_alone() -> None:
    assert found(RULE, CODES, department(), government()) == []


def test_a_single_code_that_explains_the_difference_is_named_in_every_column() -> None:
    total, personnel = found(RULE, CODES, department(), government(wages="16.00"))
    assert (figures(total), total.computation) == (("16.00", "15.00"), "10.00+5.00=15.00")
    assert personnel.subjects[0].key == "accounts/07/1/2"


def test_staff_of_institutions_moves_money_between_codes_and_not_between_classes() -> None:
    assert found(RULE, CODES, department(), government(wages="12.00", staff="6.00")) == []


def test_a_class_is_named_where_no_single_code_explains_the_difference() -> None:
    [total, _] = found(RULE, CODES, department(), government(wages="12.00", staff="7.00"))
    assert (figures(total), len(total.terms)) == (("21.00", "20.00"), 7)


def test_money_under_a_code_without_a_counterpart_silences_the_column() -> None:
    [personnel] = found(RULE, CODES, department(), government(wages="16.00", other="1.00"))
    assert personnel.subjects[0].key == "accounts/07/1/2"


def test_without_a_crosswalk_nothing_is_said() -> None:
    assert found(RULE, department(), government(wages="16.00")) == []
    assert found(RULE, CODES, government(wages="16.00")) == []
