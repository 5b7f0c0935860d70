"""Conditions and faults admit the scores that they can add up to, and no others."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.scoring.conditions import condition_and_band, conditions, deductions, judgement
from graph.scoring.outcome import Case, Outcome
from graph.scoring.terms import Terms
from graph.vocabulary import ScoringRule


def case(terms: str, weight: int | None = 6) -> Case:
    return Case(
        rule=ScoringRule.CONDITIONS, terms=Terms.parse(terms), weight=None if weight is None else Fraction(weight)
    )


def scores(outcome: Outcome) -> list[Fraction]:
    assert all(span.is_score for span in outcome.spans)
    return [span.low for span in outcome.spans]


def test_four_equal_conditions_of_six_points_are_worth_one_and_a_half_each() -> None:
    outcome = conditions(case("conditions=4;share=equal"))
    assert scores(outcome) == [0, Fraction(3, 2), 3, Fraction(9, 2), 6]
    assert outcome.computation == "4 conditions, 1/4 of 6 = 1.5 each"
    assert not outcome.is_formula
    assert not outcome.holds(Fraction(5))


def test_a_third_of_two_points_is_published_as_0_67() -> None:
    outcome = conditions(case("conditions=3;share=equal", 2))
    assert outcome.holds(Fraction("1.33"))
    assert not outcome.holds(Fraction("1.35"))


def test_conditions_with_points_of_their_own_admit_every_sum_of_them() -> None:
    assert scores(conditions(case("conditions=3;points=0.5|1.5|1", 3))) == [
        0, Fraction(1, 2), 1, Fraction(3, 2), 2, Fraction(5, 2), 3,
    ]  # fmt: skip


def test_too_many_conditions_of_different_worth_admit_an_interval() -> None:
    outcome = conditions(case(f"points={'|'.join(['1'] * 13)}", 13))
    [span] = outcome.spans
    assert span.low == 0
    assert span.high == 13


def test_stated_costs_admit_what_is_left_after_any_of_them_and_nothing_after_a_veto() -> None:
    terms = "conditions=3;share=custom;all_met=1;zero_if_unmet=1;unmet_2_cost=1/3;unmet_3_cost=1/3"
    assert scores(conditions(case(terms, 3))) == [0, 1, 2, 3]
    only_rate = "conditions=4;share=custom;zero_if_unmet=1,3,4;unmet_2_only_rate=75"
    assert scores(conditions(case(only_rate, 4))) == [0, 3, 4]


@pytest.mark.parametrize("terms", ["share=equal", "conditions=0", "conditions=some"])
def test_an_unknown_number_of_conditions_admits_nothing_and_says_why(terms: str) -> None:
    outcome = conditions(case(terms))
    assert outcome.spans == ()
    assert outcome.reason == "the rule does not say how many conditions there are"
    assert outcome.holds(Fraction(123))


def test_a_row_without_a_weight_admits_nothing() -> None:
    assert conditions(case("conditions=4", None)).reason == "the row has no weight"
    assert judgement(case("", None)).reason == "the row has no weight"


def test_every_fault_costs_the_same_down_to_the_floor() -> None:
    assert scores(deductions(case("full=8;deduct_per_unfinished=4;floor=0"))) == [0, 4, 8]
    assert scores(deductions(case("full=5;deduct_per_violation=2;floor=0"))) == [0, 1, 3, 5]
    assert deductions(case("deduct_per_violation=few")).reason == "the rule does not say what a fault costs"


def test_half_for_a_condition_and_half_by_degree_admit_their_sums() -> None:
    outcome = condition_and_band(case("condition_share=1/2;band_share=1/2;bands=100,50,0", 2))
    assert scores(outcome) == [0, Fraction(1, 2), 1, Fraction(3, 2), 2]
    assert condition_and_band(case("condition_share=1/2", 2)).reason == "the rule's shares are not stated"


def test_judges_may_give_anything_up_to_the_weight() -> None:
    outcome = judgement(case(""))
    assert outcome.holds(Fraction("5.99"))
    assert not outcome.holds(Fraction(7))
    assert outcome.reason == "the score is left to the judges"


@given(st.integers(1, 12), st.integers(1, 100))
def test_full_marks_and_nothing_are_always_admitted(count: int, weight: int) -> None:
    outcome = conditions(case(f"conditions={count};share=equal", weight))
    assert scores(outcome)[0] == 0
    assert scores(outcome)[-1] == weight
    assert len(outcome.spans) == count + 1
