"""A quantity that is printed in several places with several values is found, with all of them as terms."""

from graph.model import BudgetLine, Entity, Observation
from graph.vocabulary import Phase, Severity, StatementKind
from tests.graph.findings.paper import ACCOUNTS, BUDGET, E, R, figures, found, statement, told

KIND = StatementKind
TYPES = ("合计", "基本支出", "项目支出")
CLASSES = {"一、一般公共服务支出": "201"}


def summary(spent: str, revenue: str = "9.00") -> list[Entity]:
    revenues = {"一、一般公共预算财政拨款收入": revenue, "二、其他收入": "1.00", "本年收入合计": "10.00",
                "年初结转和结余": "2.00", "总计": "12.00"}  # fmt: skip
    expenditures = {"一、一般公共服务支出": spent, "本年支出合计": "9.00", "年末结转和结余": "3.00",
                    "支出总计": "12.00"}  # fmt: skip
    rows: list[tuple[str, tuple[str | None, str | None]]] = []
    rows += [(label, (amount, None)) for label, amount in revenues.items()]
    rows += [(label, (None, amount)) for label, amount in expenditures.items()]
    columns = ("收入 / 金额", "支出 / 金额")
    return statement(1, KIND.REVENUE_AND_EXPENDITURE, columns, rows, directions=(R, E), classes=CLASSES)


def expenditure(total: str = "9.00", *, kind: KIND = KIND.EXPENDITURE, number: int = 3, **more: str) -> list[Entity]:
    amounts = (total, "5.00", "4.00")
    rows = (("合计", amounts), ("201 一般公共服务支出", amounts))
    return statement(number, kind, TYPES, rows, document=more.get("document", ACCOUNTS))


def test_a_code_that_two_statements_print_differently_is_found_with_every_place() -> None:
    assert found("statements-agree", summary("9.00"), expenditure()) == []
    [each] = found("statements-agree", summary("9.02"), expenditure())
    assert figures(each) == ("9.02", "9.00")
    assert [term.ref and term.ref.key for term in each.terms] == ["accounts/01/6/2", "accounts/03/2/1"]
    assert (each.judged, each.computation) == (Severity.MINOR, "9.02-9.00=0.02")


def test_what_most_places_print_is_right() -> None:
    general = expenditure(kind=KIND.GENERAL_BUDGET_EXPENDITURE, number=5)
    [each] = found("statements-agree", summary("9.01"), expenditure(), general)
    assert (figures(each), each.judged) == (("9.01", "9.00"), Severity.ROUNDING)
    assert len(each.terms) == 3


def test_funds_are_compared_only_where_their_totals_are_the_same_money() -> None:
    rows = (("合计", ("9.00",)), ("201 支出", ("8.00",)), ("208 支出", ("1.00",)))
    narrow = statement(5, KIND.GENERAL_BUDGET_EXPENDITURE, ("合计",), rows)
    [each] = found("statements-agree", expenditure(), narrow)
    assert figures(each) == ("9.00", "8.00")
    less = statement(5, KIND.GENERAL_BUDGET_EXPENDITURE, ("合计",), (("合计", ("8.00",)), ("201 支出", ("8.00",))))
    assert found("statements-agree", expenditure(), less) == []


def test_revenue_by_code_is_expenditure_by_code_where_nothing_is_carried_over() -> None:
    rows = (("合计", ("9.00", "9.00")), ("201 支出", ("7.00", "7.00")))
    revenue = statement(2, KIND.REVENUE, ("本年收入合计", "财政拨款收入"), rows, directions=(R, R))
    spent = expenditure()
    assert [figures(each) for each in found("statements-agree", revenue, spent)] == [("7.00", "9.00")]


def test_a_statement_that_lists_a_code_for_several_units_shows_no_total_of_it() -> None:
    rows = (("201 支出", ("4.00",)), ("201 支出", ("5.00",)))
    listed = statement(5, KIND.EXPENDITURE, ("合计",), rows)
    assert found("statements-agree", expenditure(), listed) == []


def test_the_narrative_is_held_against_the_statements() -> None:
    right = told("本年支出合计", "amount", "9.00")
    assert found("narrative-agrees-with-statements", expenditure(), right) == []
    wrong = told("本年支出合计", "amount", "8.00")
    [each] = found("narrative-agrees-with-statements", expenditure(), wrong)
    assert (figures(each), each.subjects[0]) == (("8.00", "9.00"), wrong.ref)
    twice = (told("年初预算总规模", "initial_budget", "8.00"), told("部门年初预算数", "initial_budget", "7.00"))
    [said] = found("narrative-agrees-with-statements", twice)
    assert figures(said) == ("8.00", "7.00")


def test_a_code_told_without_its_fund_is_of_any_fund_that_has_its_value() -> None:
    def of_code(value: str, key: str) -> Observation:
        name, code = "一般公共服务支出（类）", "FUNCTIONAL/201/2022"
        return told(name, "amount", value, section="编制说明", classification_key=code, key=key)

    rows = (("合计", ("9.0000",)), ("201 支出", ("8.0049",)))
    narrow = statement(5, KIND.GENERAL_BUDGET_EXPENDITURE, ("合计",), rows)
    paper = [*expenditure(total="10.00"), *narrow]
    assert found("narrative-agrees-with-statements", paper, of_code("8.00", "a"), of_code("10.00", "b")) == []
    [each] = found("narrative-agrees-with-statements", paper, of_code("8.00", "a"), of_code("7.00", "b"))
    assert figures(each) in {("7.00", "10.00"), ("7.00", "8.0049")}


def test_the_narrative_may_print_another_unit() -> None:
    rounded = told("本年支出合计", "amount", "90000", "元")
    assert found("narrative-agrees-with-statements", expenditure(), rounded) == []
    coarse = told("本年支出合计", "amount", "90400", "元")
    [each] = found("narrative-agrees-with-statements", expenditure(), coarse)
    assert figures(each) == ("90400", "90000")


def test_the_budget_of_a_year_is_the_same_in_its_accounts() -> None:
    columns = ("预算数 / 公务接待费", "决算数 / 公务接待费")
    phases = (Phase.APPROVED, Phase.EXECUTED)
    accounts = statement(7, KIND.THREE_PUBLIC, columns, [("三公经费", ("3.00", "2.00"))], phases=phases)
    budget = statement(9, KIND.THREE_PUBLIC, ("合计",), [("公务接待费", ("4.00",))], document=BUDGET, year=2022)
    [each] = found("documents-agree", accounts, budget)
    assert set(figures(each)) == {"3.00", "4.00"}
    assert found("statements-agree", accounts, budget) == []


def test_the_budget_of_a_department_is_not_that_of_the_unit_that_bears_its_name() -> None:
    def budget(document: str, amount: str, unit_key: str | None) -> list[Entity]:
        rows, phases = [("合计", (amount,))], (Phase.APPROVED,)
        return statement(
            3, KIND.EXPENDITURE, ("合计",), rows, document=document, year=2023, phases=phases, unit_key=unit_key
        )

    whole, own = budget(ACCOUNTS, "5.00", None), budget(BUDGET, "3.00", "d")
    assert {each.department_key for each in (*whole, *own) if isinstance(each, BudgetLine)} == {"d"}
    assert found("documents-agree", whole, own) == []
    assert len(found("documents-agree", whole, budget(BUDGET, "3.00", None))) == 1


def test_basic_expenditure_of_one_statement_is_made_up_in_another() -> None:
    def economic(operating: str) -> list[Entity]:
        rows = (("人员经费合计", ("3.00",)), ("公用经费合计", (operating,)))
        return statement(6, KIND.BASIC_BY_DEPARTMENT_ECONOMIC, ("金额",), rows)

    general = expenditure(kind=KIND.GENERAL_BUDGET_EXPENDITURE, number=5)
    assert found("basic-is-personnel-and-operating", general, economic("2.00")) == []
    [each] = found("basic-is-personnel-and-operating", general, economic("1.00"))
    assert figures(each) == ("5.00", "4.00")


def test_fiscal_appropriations_are_three_budgets() -> None:
    rows = (("合计", ("8.00", "8.00")),)
    revenue = statement(2, KIND.REVENUE, ("本年收入合计", "财政拨款收入"), rows, directions=(R, R))
    [each] = found("fiscal-appropriation-is-three-budgets", summary("9.00"), revenue)
    assert figures(each) == ("8.00", "9.00")
    assert found("fiscal-appropriation-is-three-budgets", summary("9.00", revenue="8.00"), revenue) == []


def test_what_is_carried_over_outside_fiscal_funds_is_the_other_revenue() -> None:
    def fiscal(closing: str) -> list[Entity]:
        rows = (
            ("一、一般公共预算财政拨款", ("9.00", None)), ("本年收入合计", ("9.00", None)),
            ("年初财政拨款结转和结余", ("2.00", None)), ("本年支出合计", (None, "9.00")),
            ("年末财政拨款结转和结余", (None, closing)),
        )  # fmt: skip
        return statement(4, KIND.APPROPRIATIONS, ("收入 / 金额", "支出 / 合计"), rows, directions=(R, E))

    assert found("non-fiscal-balance", summary("9.00"), fiscal("2.00")) == []
    [each] = found("non-fiscal-balance", summary("9.00"), fiscal("1.00"))
    assert (figures(each), each.computation) == (("2.00", "1.00"), "3.00-1.00=2.00; 10.00-9.00=1.00")
    assert len(each.terms) == 8


def test_parts_of_basic_expenditure_are_within_the_three_public_expenses() -> None:
    basic = statement(6, KIND.BASIC_BY_DEPARTMENT_ECONOMIC, ("金额",), [("30217 公务接待费", ("3.00",))])
    enough = statement(7, KIND.THREE_PUBLIC, ("合计",), [("公务接待费", ("3.00",))])
    assert found("basic-within-three-public", basic, enough) == []
    [each] = found(
        "basic-within-three-public", basic, statement(7, KIND.THREE_PUBLIC, ("合计",), [("公务接待费", ("2.00",))])
    )
    assert figures(each) == ("3.00", "2.00")


def test_the_operation_of_offices_is_within_operating_expenditure() -> None:
    general = statement(5, KIND.GENERAL_BUDGET_EXPENDITURE, ("合计", "公用经费"), [("合计", ("9.00", "3.00"))])
    columns = ("合计", "公务接待费", "机关运行经费预算数")
    [each] = found(
        "offices-within-operating", general, statement(9, KIND.THREE_PUBLIC, columns, [("", ("1.00", "1.00", "4.00"))])
    )
    assert figures(each) == ("4.00", "3.00")
    fine = statement(9, KIND.THREE_PUBLIC, columns, [("", ("1.00", "1.00", "3.00"))])
    assert found("offices-within-operating", general, fine) == []
