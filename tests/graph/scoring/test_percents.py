"""Scores that fall by the per cent, in both ways in which the documents leave them to be read."""

from fractions import Fraction

import pytest

from graph.scoring.outcome import BY_STARTED, BY_WHOLE, IN_PROPORTION, Case, Outcome
from graph.scoring.percents import ADMITTED, has_placeholder, open_bound, per_percent
from graph.scoring.terms import Terms
from graph.vocabulary import ScoringRule

RULE = "target=100;step=1;cost=5;floor=0"


def case(measured: str | None, terms: str = RULE, weight: str | None = "2") -> Case:
    return Case(
        rule=ScoringRule.PER_PERCENT,
        terms=Terms.parse(terms),
        weight=Fraction(weight) if weight else None,
        measured=Fraction(measured) if measured else None,
    )


def readings(outcome: Outcome) -> dict[str, Fraction]:
    return {span.reading: span.low for span in outcome.spans}


def test_both_readings_are_given_where_parts_of_a_per_cent_make_a_difference() -> None:
    outcome = per_percent(case("98.5"))
    assert readings(outcome) == {IN_PROPORTION: Fraction("1.85"), BY_WHOLE: Fraction("1.9")}
    assert outcome.is_formula
    assert outcome.computation == (
        "1.5 off, each 1 costs 5% of 2: 1.85 where parts of a per cent count, 1.9 where only whole per cents count"
    )


def test_one_score_is_given_where_the_readings_agree() -> None:
    assert readings(per_percent(case("97"))) == {"": Fraction("1.7")}
    assert readings(per_percent(case("104"))) == {"": Fraction(2)}


def test_a_started_per_cent_counts_only_where_that_reading_is_asked_for() -> None:
    assert readings(per_percent(case("98.5"), (*ADMITTED, BY_STARTED)))[BY_STARTED] == Fraction("1.8")


def test_a_score_never_falls_below_the_floor() -> None:
    assert readings(per_percent(case("10"))) == {"": Fraction(0)}
    assert readings(per_percent(case("10", "target=100;step=1;cost=5;floor=0.5"))) == {"": Fraction("0.5")}


def test_a_great_distance_costs_extra_points() -> None:
    rule = f"{RULE};deviation_from=30;extra_points=5"
    assert readings(per_percent(case("90", rule, "100"))) == {"": Fraction(50)}
    assert readings(per_percent(case("90", rule.replace("=30", "=10"), "100"))) == {"": Fraction(45)}


def test_a_threshold_costs_points_above_it() -> None:
    rule = "threshold=10;step=1;cost_points=0.1"
    assert readings(per_percent(case("11.31", rule, "1"))) == {
        IN_PROPORTION: Fraction("0.869"),
        BY_WHOLE: Fraction("0.9"),
    }
    assert readings(per_percent(case("9", rule, "1"))) == {"": 1}


@pytest.mark.parametrize(("measured", "score"), [("7", 2), ("-1", "1.9"), ("17", "1.8")])
def test_an_interval_costs_points_on_both_sides(measured: str, score: str | int) -> None:
    assert readings(per_percent(case(measured, "target_from=0;target_to=15;step=1;cost=5"))) == {"": Fraction(score)}


def test_the_case_with_a_numeric_benchmark_is_applied() -> None:
    rule = "case_ongoing=target:progress,step:1,cost:5;case_completed=target:100,step:1,cost:5;floor=0"
    assert readings(per_percent(case("99", rule))) == {"": Fraction("1.9")}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (case(None), "the quantity that the rule is applied to is not printed as a number"),
        (case("99", "target=b;step=1;cost=5"), "the benchmark is no number"),
        (case("99", weight=None), "the row has no weight"),
    ],
)
def test_what_is_missing_is_said(given: Case, reason: str) -> None:
    assert per_percent(given).reason == reason
    assert per_percent(given).spans == ()


def test_a_benchmark_that_was_never_filled_in_is_a_placeholder() -> None:
    assert has_placeholder(Terms.parse("target=b;step=1"))
    assert not has_placeholder(Terms.parse(RULE))
    assert not has_placeholder(Terms.parse("case_ongoing=target:progress"))


def test_an_end_that_does_not_belong_to_the_interval_is_told_from_one_that_does() -> None:
    open_rule = "target_from=0;target_to=15;from_inclusive=false;step=1;cost=5"
    assert open_bound(case("0", open_rule))
    assert not open_bound(case("15", open_rule))
    assert not open_bound(case("1", open_rule))
    assert not open_bound(case(None, open_rule))
