"""Evaluations that contradict their own arithmetic are found, and those that add up are left alone."""

from decimal import Decimal

import pytest

from graph.identity import Ref
from graph.values import Deduction
from graph.vocabulary import Basis, EntityKind, Grade, Severity
from tests.graph.findings.rubric_builder import BANDS, evaluation, figures, found, indicator, row, words

CATEGORY = row(1, "决策", "10", "8")
ROWS = (CATEGORY, row(2, "决策 > 立项", "4", "4"), row(3, "决策 > 目标", "6", "4"))


def test_a_category_that_is_not_the_sum_of_its_rows_is_found_with_its_terms() -> None:
    wrong = (row(1, "决策", "10", "9"), *ROWS[1:])
    [each] = found("score-equals-rows", evaluation("9", "10"), *wrong)
    assert (*figures(each), each.computation) == ("9", "8", "4+4=8")
    assert [(term.label, str(term.value)) for term in each.terms] == [("立项", "4"), ("目标", "4")]
    assert each.subjects == (wrong[0].ref, Ref(EntityKind.EVALUATION, "e"))
    assert found("score-equals-rows", evaluation("8", "10"), *ROWS) == []


def test_a_score_that_is_itself_a_sum_is_seen_through() -> None:
    group = row(2, "决策 > 项目", "10", "7", score_basis=Basis.DERIVED)
    leaf = row(3, "决策 > 项目 > 立项", "10", "7")
    [each] = found("score-equals-rows", evaluation("8", "10"), CATEGORY, group, leaf)
    assert [term.label for term in each.terms] == ["立项"]


def test_a_category_with_a_row_without_a_score_is_left_alone() -> None:
    assert found("score-equals-rows", evaluation("9", "10"), CATEGORY, row(2, "决策 > 立项", "4", None)) == []


def test_a_total_is_compared_with_its_categories_and_with_its_single_rows() -> None:
    wrong_row = (CATEGORY, row(2, "决策 > 立项", "4", "3"), ROWS[2])
    [categories] = found("total-score-equals-rows", evaluation("9", "10"), *ROWS)[:1]
    assert figures(categories) == ("9", "8")
    [rows] = found("total-score-equals-rows", evaluation("8", "10"), *wrong_row)
    assert (*figures(rows), rows.aspect) == ("8", "7", "rows")
    assert found("total-score-equals-rows", evaluation("8", "10"), *ROWS) == []


def test_a_cent_a_row_is_rounding() -> None:
    [each] = found("total-score-equals-rows", evaluation("8.01", "10"), CATEGORY)
    assert each.judged is Severity.ROUNDING


def test_a_score_that_is_not_weight_times_rate_is_found() -> None:
    [each] = found("score-is-weight-times-rate", evaluation("0.5", "2"), row(1, "目标", "2", "0.5", rate="75"))
    assert (*figures(each), each.computation) == ("0.5", "1.5", "2*75%=1.5")
    assert each.judged is Severity.MAJOR


def test_a_rate_may_be_rounded_as_printed() -> None:
    assert found("score-is-weight-times-rate", evaluation("2.5", "3"), row(1, "目标", "3", "2.5", rate="83.33")) == []


def test_weights_that_do_not_reach_the_weight_above_or_the_full_score_are_found() -> None:
    [below] = found("weights-add-up", evaluation("8", "11"), row(1, "决策", "11", "8"), *ROWS[1:])
    assert (*figures(below), below.what) == ("11", "10", "weight of 决策")
    [whole] = found("weights-add-up", evaluation("8", "100"), *ROWS)
    assert (*figures(whole), whole.what) == ("100", "10", "full score")
    assert found("weights-add-up", evaluation("8", "10"), *ROWS) == []


def test_a_category_without_a_weight_has_that_of_its_rows() -> None:
    assert found("weights-add-up", evaluation("8", "10"), row(1, "决策", None, "8"), *ROWS[1:]) == []


def deducted(*amounts: tuple[str, str]) -> tuple[Deduction, ...]:
    return tuple(Deduction(criterion=path, amount=Decimal(amount)) for path, amount in amounts)


def test_deductions_are_compared_with_the_row_the_category_and_the_total() -> None:
    judged = evaluation("8", "10", deductions=deducted(("决策 > 目标", "0.5")))
    row_, total = (each for each in found("deductions-are-points-lost", judged, *ROWS) if each.what[-2:] != "决策")
    assert (*figures(row_), row_.computation) == ("0.5", "2", "6-4=2")
    assert figures(total) == ("0.5", "2")
    right = evaluation("8", "10", deductions=deducted(("决策 > 目标", "1.5"), ("决策 > 目标", "0.5")))
    assert found("deductions-are-points-lost", right, *ROWS) == []
    assert found("deductions-are-points-lost", evaluation("8", "10"), *ROWS) == []


@pytest.mark.parametrize(("score", "grade"), [("90", Grade.EXCELLENT), ("100", Grade.EXCELLENT), ("89.99", Grade.GOOD)])
def test_a_grade_in_its_own_band_is_left_alone(score: str, grade: Grade) -> None:
    assert found("grade-in-own-band", evaluation(score, "100", grade=grade, grade_bands=BANDS)) == []


def test_a_grade_out_of_its_band_is_major_and_names_the_right_one() -> None:
    [each] = found("grade-in-own-band", evaluation("89.99", "100", grade=Grade.EXCELLENT, grade_bands=BANDS))
    assert (each.published_text, each.expected_text, each.judged) == ("EXCELLENT", "GOOD", Severity.MAJOR)
    [none] = found("grade-in-own-band", evaluation("50", "100", grade=Grade.POOR, grade_bands=BANDS))
    assert none.expected_text == "no grade at all"


def test_marks_that_do_not_fit_the_outcome_are_found() -> None:
    missed = indicator(words("≥95%"), words("90%"), "5", met=False)
    [each] = found("marks-fit-outcome", missed)
    assert (figures(each)[0], each.expected_text, each.judged) == ("5", "less than 5 分", Severity.MAJOR)
    [short] = found("marks-fit-outcome", indicator(words("≥95%"), words("96%"), "4", met=True))
    assert figures(short) == ("4", "5")
    for fine in (("4", False), ("5", True), ("4", None)):
        assert found("marks-fit-outcome", indicator(words("≥95%"), words("x"), fine[0], met=fine[1])) == []


def test_an_outcome_in_other_words_than_its_target_is_found_where_it_got_full_marks() -> None:
    [each] = found("outcome-in-words-of-target", indicator(words("有效改进"), words("有效推进"), "5", met=None))
    assert (each.published_text, each.expected_text) == ("有效推进", "有效改进")
    assert found("outcome-in-words-of-target", indicator(words("改进"), words("推进"), "4", met=None)) == []
    assert found("outcome-in-words-of-target", indicator(words("改进"), words("改进"), "5", met=True)) == []


PART = (row(1, "决策", "20", "18"), row(2, "过程", "30", "27"))


@pytest.mark.parametrize("rule", ["total-score-equals-rows", "weights-add-up"])
def test_a_rubric_of_which_rows_are_missing_is_not_accused(rule: str) -> None:
    assert found(rule, evaluation("90", "100"), *PART) == [], "50 of weight and 45 points are missing together"
    assert found(rule, evaluation("90", "100", ambiguous=True), *PART, row(3, "产出", "60", "40")) == []


def test_scores_that_missing_rows_cannot_explain_are_found() -> None:
    whole = row(3, "产出", "50", "40")
    [each] = found("total-score-equals-rows", evaluation("90", "100"), *PART, whole)
    assert figures(each) == ("90", "85")
    [too_many] = found("total-score-equals-rows", evaluation("96", "100"), *PART)
    assert figures(too_many) == ("96", "45"), "51 points on 50 of weight"


def test_weights_are_found_wrong_where_the_scores_add_up() -> None:
    [each] = found("weights-add-up", evaluation("45", "100"), *PART)
    assert figures(each) == ("100", "50")


def test_a_category_of_which_rows_are_missing_is_not_accused() -> None:
    rows = (row(1, "决策", "10", "8"), row(2, "决策 > 立项", "4", "3"))
    for rule in ("score-equals-rows", "weights-add-up"):
        assert found(rule, evaluation("8", "10"), *rows) == []


def test_a_text_that_does_not_tell_all_deductions_is_not_wrong() -> None:
    rows = (row(1, "目标", "6", "4"), row(2, "资金", "4", "3"))
    told_one = evaluation("7", "10", deductions=deducted(("目标", "2")))
    assert found("deductions-are-points-lost", told_one, *rows) == []
    told_too_much = evaluation("7", "10", deductions=deducted(("目标", "2"), ("资金", "2")))
    [row_, total] = found("deductions-are-points-lost", told_too_much, *rows)
    assert (figures(row_), figures(total)) == (("2", "1"), ("4", "3"))
