"""Over the years: growth against the published base, bases implied twice, what happens once, what is renamed."""

from typing import Any

from graph.model import BudgetLine, Entity, Observation
from graph.vocabulary import BudgetDirection, ExpenditureType, StatementKind
from tests.graph.findings.paper import ACCOUNTS, BUDGET, figures, found, statement, told, words


def of(year: int, name: str, measure: str, value: str, unit: str = "亿元", **more: Any) -> Observation:  # noqa: ANN401
    return told(name, measure, value, unit, fiscal_year=year, **more)


def growth(rate: str) -> list[Observation]:
    return [
        of(2021, "进出口总值", "actual_value", "6407"),
        of(2022, "进出口总值", "actual_value", "8498.4"),
        of(2022, "进出口总值", "change_rate", rate, "%", compared_with="2021"),
    ]


def test_growth_is_over_the_figure_that_was_published_for_the_earlier_year() -> None:
    assert found("growth-over-published-base", growth("32.6")) == []
    [each] = found("growth-over-published-base", growth("32.4"))
    assert figures(each) == ("32.4", "32.64")
    assert each.computation == "8498.4/6407-1=32.6424%; implied base 6418.7 against 6407"
    assert found("growth-over-published-base", growth("32.4")[1:]) == []


def test_growth_is_first_of_all_over_the_base_that_its_own_document_prints() -> None:
    own = [
        of(2021, "普查", "executed_amount", "50.00", "万元", document=BUDGET),
        of(2022, "普查", "amount", "100.00", "万元", document=BUDGET),
        of(2022, "普查", "change_rate", "100.00", "%", compared_with="2021", document=BUDGET),
    ]
    later = of(2022, "普查", "executed_amount", "60.00", "万元", document=ACCOUNTS)
    assert found("growth-over-published-base", later, own) == []
    code = {"classification_key": "FUNCTIONAL/2010507/2022"}
    other = of(2021, "普查", "executed_amount", "90.00", "万元", document=BUDGET, key="coded", **code)
    assert found("growth-over-published-base", own[1:], other) == []


def reduced(second: str) -> list[Observation]:
    return [
        of(year, "通关时间", measure, value, unit, compared_with="2017" if measure.startswith("reduction") else None)
        for year, left, rate in ((2021, "40.00", "60.00"), (2022, "30.00", second))
        for measure, value, unit in (("actual_value", left, "小时"), ("reduction_vs_2017", rate, "%"))
    ]


def test_reductions_of_two_years_imply_one_base() -> None:
    assert found("base-implied-twice", reduced("70.00")) == []
    [each] = found("base-implied-twice", reduced("75.00"))
    assert (figures(each), each.computation) == (
        ("120.00", "100.00"),
        "30.00/(1-75.00%)=120.00; 40.00/(1-60.00%)=100.00",
    )


def test_the_first_of_its_kind_is_reported_of_one_year() -> None:
    told_twice = [of(year, "首批最佳案例", "actual_value", "12", "项") for year in (2021, 2022)]
    [each] = found("first-happens-once", told_twice)
    assert words(each) == ("12 项", "one year, 2021 or 2022")
    assert (
        found("first-happens-once", [of(year, "最佳案例", "actual_value", "12", "项") for year in (2021, 2022)]) == []
    )
    other = [of(2021, "首批最佳案例", "actual_value", "12", "项"), of(2022, "首批最佳案例", "actual_value", "3", "项")]
    assert found("first-happens-once", other) == []


def test_outcomes_whose_names_differ_by_a_word_of_scope_are_not_comparable() -> None:
    before, after = of(2021, "监管入境旅客", "actual_value", "55.5"), of(2022, "监管出入境旅客", "actual_value", "36.5")
    [each] = found("scope-stays-the-same", before, after)
    assert words(each) == ("监管出入境旅客 36.5", "监管入境旅客 55.5")
    both = of(2022, "监管入境旅客", "actual_value", "30.0")
    assert found("scope-stays-the-same", before, after, both) == []
    assert found("scope-stays-the-same", before, of(2022, "监管出港旅客", "actual_value", "36.5")) == []


def vehicles(year: int, total: str, **uses: str) -> list[Observation]:
    return [of(year, "车辆", f"vehicles_{use}", count, "辆") for use, count in {"total": total, **uses}.items()]


def test_categories_that_are_renamed_while_the_total_changes_are_told() -> None:
    before = vehicles(2021, "26", officials="9", other="17")
    [each] = found("categories-renamed", before, vehicles(2022, "27", kind="10", other="17"))
    assert (figures(each), each.computation) == (("26", "27"), "26=9+17; 27=10+17")
    assert found("categories-renamed", before, vehicles(2022, "27", officials="10", other="17")) == []
    assert found("categories-renamed", before, vehicles(2022, "26", kind="9", other="17")) == []


def booked(document: str, kind: ExpenditureType, amount: str = "5.00") -> list[Entity]:
    lines = statement(
        6, StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC, ("金额",), [("30228 工会经费", (amount,))], document=document,
        expenditure_type=kind, department_economic_key="DEPARTMENT_ECONOMIC/30228/2022",
        directions=(BudgetDirection.EXPENDITURE,),
    )  # fmt: skip
    return [line for line in lines if isinstance(line, BudgetLine)] + [
        each for each in lines if each.kind == "STATEMENT"
    ]


def test_an_economic_code_is_of_one_type_in_all_documents() -> None:
    first = booked(ACCOUNTS, ExpenditureType.OPERATING)
    [each] = found("one-code-one-type", first, booked(BUDGET, ExpenditureType.PERSONNEL))
    assert words(each) == ("PERSONNEL (2023: 5.00)", "OPERATING (2022: 5.00)")
    assert found("one-code-one-type", first, booked(BUDGET, ExpenditureType.OPERATING)) == []
    assert found("one-code-one-type", first, booked(BUDGET, ExpenditureType.PERSONNEL, "0.00")) == []
