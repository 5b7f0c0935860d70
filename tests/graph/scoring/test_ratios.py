"""Full marks when the target is met, else in proportion by the direction of the target."""

from decimal import Decimal
from fractions import Fraction

import pytest

from graph.scoring.outcome import LIMITED, UNLIMITED, Case, Outcome
from graph.scoring.ratios import by_target, is_met, proportional, quarterly
from graph.scoring.terms import Terms
from graph.values import Measure
from graph.vocabulary import Comparison, ScoringRule


def target(comparison: Comparison, value: str) -> Measure:
    return Measure(comparison=comparison, value=Decimal(value), text=value)


def case(
    measured: str | None, goal: Measure | None = None, terms: str = "formula=A/B;cap=weight", weight: str | None = "5"
) -> Case:
    return Case(
        rule=ScoringRule.PROPORTIONAL,
        terms=Terms.parse(terms),
        weight=Fraction(weight) if weight else None,
        measured=Fraction(measured) if measured else None,
        target=goal,
    )


def score(outcome: Outcome) -> Fraction:
    [span] = outcome.spans
    assert span.is_score
    return span.low


@pytest.mark.parametrize(
    ("comparison", "value", "measured", "expected"),
    [
        (Comparison.GE, "95", "98.6", "5"),
        (Comparison.GE, "50", "40", "4"),
        (Comparison.GT, "50", "50", "5"),
        (Comparison.LE, "1000", "900", "5"),
        (Comparison.LE, "1000", "1250", "4"),
        (Comparison.LT, "100", "125", "4"),
        (Comparison.EQ, "10", "10", "5"),
        (Comparison.EQ, "10", "8", "4"),
        (Comparison.EQ, "8", "10", "4"),
    ],
)
def test_the_direction_of_the_target_says_what_is_divided(
    comparison: Comparison, value: str, measured: str, expected: str
) -> None:
    assert score(proportional(case(measured, target(comparison, value)))) == Fraction(expected)


def test_the_computation_is_told_with_its_figures() -> None:
    outcome = proportional(case("5776.25", target(Comparison.LE, "5568.93")))
    assert outcome.computation == "5568.93/5776.25*5=4.8205"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (case("1", None), "the target is not printed"),
        (case("1", target(Comparison.GE, "1"), weight=None), "the row has no weight"),
        (case(None, target(Comparison.GE, "1")), "whether the target was met is not printed"),
        (case("-1", target(Comparison.GE, "0")), "the outcome is said in words"),
        (case("0", target(Comparison.LE, "-1")), "the outcome is said in words"),
    ],
)
def test_what_is_missing_is_said(given: Case, reason: str) -> None:
    assert proportional(given).reason == reason


def test_a_missed_target_without_a_formula_scores_anything_less() -> None:
    outcome = by_target(case("1", target(Comparison.GE, "2")), in_proportion=False)
    assert outcome.holds(Fraction("4.99"))
    assert not outcome.holds(Fraction(5))


def test_a_target_in_words_is_met_by_the_same_words_and_open_otherwise() -> None:
    goal = Measure(comparison=Comparison.QUALITATIVE, text="有序推进")
    assert is_met(goal, None, "有序推进") is True
    assert is_met(goal, None, "推进") is None
    assert is_met(goal, None, None) is None


def test_a_rate_times_the_weight_is_capped_at_the_weight() -> None:
    assert score(proportional(case("80", terms="formula=rate*weight;cap=weight"))) == 4
    assert score(proportional(case("107.88", terms="formula=rate*weight;cap=weight"))) == 5
    assert proportional(case(None, terms="formula=rate*weight")).reason == "the rate is not printed"


def test_counts_are_divided_and_inferred_counts_say_so() -> None:
    printed = proportional(case(None, terms="numerator=3;denominator=4;factor=6"))
    assert score(printed) == Fraction(9, 2)
    assert not printed.inferred
    terms = "numerator=已完成项目数;inferred_numerator=26;inferred_denominator=28;factor=6"
    inferred = proportional(case(None, terms=terms))
    assert inferred.inferred
    assert inferred.computation == "26/28*6=5.5714"
    assert proportional(case(None, terms="numerator=已完成;inferred_numerator=")).reason == (
        "the counts that the rule divides are not printed"
    )


def test_a_plan_that_was_exceeded_scores_nothing_where_the_rule_says_so() -> None:
    assert score(proportional(case(None, terms="numerator=5;denominator=4;zero_above=100"))) == 0


QUARTERS = "q1=85.07;q2={};q3=80.56;q4=94.29;quarter_weight=1;average=90.69;average_weight=2"


def test_quarters_below_their_plan_give_one_score() -> None:
    outcome = quarterly(case(None, terms=QUARTERS.format(100)))
    assert score(outcome) == Fraction("0.8507") + 1 + Fraction("0.8056") + Fraction("0.9429") + Fraction("1.8138")


def test_a_quarter_beyond_its_plan_is_read_in_two_ways_unless_a_limit_is_printed() -> None:
    outcome = quarterly(case(None, terms=QUARTERS.format("102.83")))
    assert {span.reading: span.low for span in outcome.spans} == {
        UNLIMITED: Fraction("5.4413"),
        LIMITED: Fraction("5.413"),
    }
    assert score(quarterly(case(None, terms=QUARTERS.format("102.83") + ";quarter_cap=1"))) == Fraction("5.413")


def test_a_quarter_that_is_not_printed_is_missed() -> None:
    assert quarterly(case(None, terms="q1=85;quarter_weight=1")).reason == "the rates of the quarters are not printed"
