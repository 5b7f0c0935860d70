"""Printed arithmetic: its terms are terms, its result is a figure, its bands are bounds and points."""

from seed.parsers.wording.formulas import formula_figures, formula_spans
from seed.parsers.wording.passages import Passage

MEAN = "全年平均执行率=（80%+90%+100%+70%）÷4=85%。"
BAND = "按评分标准，80%≤满意度<90%的，得2分。"


def told(text: str) -> list[tuple[str, str, str, str]]:
    figures = formula_figures(Passage(text, (0,), (9,)))
    return [(cells["name"], cells["measure"], cells["value"], cells.get("period", "")) for cells, _ in figures]


def test_the_mean_of_four_quarters_has_a_term_for_each_and_a_result() -> None:
    assert told(MEAN) == [
        ("全年平均执行率算式第一项", "formula_term", "80", "Q1"),
        ("全年平均执行率算式第二项", "formula_term", "90", "Q2"),
        ("全年平均执行率算式第三项", "formula_term", "100", "Q3"),
        ("全年平均执行率算式第四项", "formula_term", "70", "Q4"),
        ("全年平均执行率", "execution_rate", "85", ""),
    ]


def test_a_sum_of_money_comes_to_an_amount() -> None:
    assert told("两项合计=300万元+500.50万元=800.50万元")[-1] == ("两项合计", "amount", "800.50", "")


def test_a_band_has_bounds_and_points() -> None:
    assert told(BAND) == [
        ("满意度评价标准", "band_lower_bound", "80", ""),
        ("满意度评价标准", "band_upper_bound", "90", ""),
        ("满意度评价标准", "band_score", "2", ""),
    ]


def test_the_numbers_of_a_formula_are_no_figures_of_their_own() -> None:
    assert formula_spans(MEAN) == [(0, len(MEAN) - 1)]
    assert formula_spans("执行率为85%。") == []
