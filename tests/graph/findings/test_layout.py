"""The form of documents: dates without amounts, units left out, doubled words, jumps in row numbers."""

from graph.model import Entity
from graph.values import PaymentStep
from graph.vocabulary import Scheme, StatementKind
from tests.graph.findings.paper import E, R, code, figures, found, project, statement, told, words
from tests.invented.keys import wan


def steps(*dates: str) -> tuple[PaymentStep, ...]:
    """Two amounts; `?` says that the date above one is not certain."""
    return tuple(
        PaymentStep(fiscal_year=2022, position=at, heading=date, amount=wan("1.00"), ambiguous=date.endswith("?"))
        for at, date in enumerate(dates, 1)
    )


def test_amounts_none_of_which_has_a_date_are_fewer_than_the_dates() -> None:
    [each] = found("payment-plan-has-an-amount-for-each-date", project(payment_plan=steps("6月底?", "12月底?")))
    assert (*words(each), len(each.terms)) == ("1.00 1.00", "an amount under each date", 2)
    assert found("payment-plan-has-an-amount-for-each-date", project(payment_plan=steps("6月底", "12月底?"))) == []


def test_an_amount_is_printed_with_its_whole_unit() -> None:
    [each] = found("unit-of-amount", told("灯具", "change_amount", "-665.00", published="减少665.00万"))
    assert words(each) == ("减少665.00万", "万元")
    assert found("unit-of-amount", told("灯具", "change_amount", "-665.00", published="665.00万元")) == []


def test_yuan_among_ten_thousands_is_odd() -> None:
    usual = [told(name, "amount", "1.00") for name in "甲乙丙"]
    [each] = found("unit-of-amount", usual, told("结转", "amount", "0", "元"))
    assert words(each) == ("0 元", "0 万元")
    assert found("unit-of-amount", usual[:1], told("结转", "amount", "0", "元")) == []
    assert found("unit-of-amount", usual, told("结转", "amount", "0", "元", section="别处")) == []


def test_a_project_is_not_called_like_an_item() -> None:
    item = code(Scheme.FUNCTIONAL, "2010301", "行政运行")
    [each] = found("project-is-no-code", item, project(name="行政运行"))
    assert each.published_text == "行政运行"
    assert found("project-is-no-code", item, project(name="灯塔运行")) == []


def test_a_heading_prints_a_word_once() -> None:
    [each] = found(
        "heading-says-it-once", *(told(name, "amount", "1.00", section="四、绩效评价评价得分") for name in "甲乙")
    )
    assert words(each) == ("四、绩效评价评价得分", "四、绩效评价得分")
    assert found("heading-says-it-once", told("评价评价", "amount", "1.00", section="四、绩效评价得分")) == []


def numbered(last: int, amount: str = "0.00") -> list[Entity]:
    rows = [("一、收入", ("1.00", None)), ("一、支出", (None, "1.00")), ("二、支出", (None, amount)),
            ("三、支出", (None, amount)), ("本年支出合计", (None, "1.00"))]  # fmt: skip
    numbers = (1, 31, 32, 33, last)
    columns = ("收入 / 金额", "支出 / 金额")
    return statement(1, StatementKind.REVENUE_AND_EXPENDITURE, columns, rows, numbers=numbers, directions=(R, E))


def test_row_numbers_follow_one_another_where_zeros_are_printed() -> None:
    assert found("row-numbers-in-sequence", numbered(34)) == []
    [each] = found("row-numbers-in-sequence", numbered(60))
    assert (figures(each), each.computation) == (("60", "34"), "33 -> 60")
    assert found("row-numbers-in-sequence", numbered(60, "1.00")) == []
