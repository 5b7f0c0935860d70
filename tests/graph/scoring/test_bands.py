"""Bands of a ratio give their points; degrees give a score, several, or an interval."""

from fractions import Fraction

import pytest

from graph.scoring.bands import qualitative_bands, ratio_bands
from graph.scoring.outcome import Case, Outcome
from graph.scoring.targets import target_of
from graph.scoring.terms import Terms
from graph.vocabulary import ScoringRule

USE = "bands=[90,inf):1|[75,90):0.7|[60,75):0.4|[0,60):0"
DEGREES = "bands=80..100|50..80|0..50"


def case(terms: str, measured: str | None = None, words: str | None = None, goal: str | None = None) -> Case:
    return Case(
        rule=ScoringRule.RATIO_BANDS,
        terms=Terms.parse(terms),
        weight=Fraction(5),
        measured=Fraction(measured) if measured else None,
        measured_words=words,
        target=target_of(goal),
        rates={"产出": Fraction(95)},
    )


def spans(outcome: Outcome) -> list[tuple[float, float]]:
    """The ends of the spans, each as the nearest float."""
    return [(float(span.low), float(span.high)) for span in outcome.spans]


@pytest.mark.parametrize(("measured", "points"), [("97.84", 1), ("90", 1), ("89.99", "0.7"), ("60", "0.4"), ("0", 0)])
def test_a_ratio_gets_the_points_of_its_band(measured: str, points: str | int) -> None:
    assert spans(ratio_bands(case(USE, measured))) == [(float(points), float(points))]


@pytest.mark.parametrize(("measured", "points"), [("5", "0.5"), ("10", "0.5"), ("10.01", 0), ("4.9", 1)])
def test_round_and_square_brackets_are_told_apart(measured: str, points: str | int) -> None:
    [(low, _)] = spans(ratio_bands(case("bands=[0,5):1|[5,10]:0.5|(10,inf):0", measured)))
    assert low == float(points)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (case(USE), "the ratio that the rule is applied to is not printed as a number"),
        (case("bands=high:1|low:0", "5"), "the bands of the rule are not stated"),
        (case("bands=[0,5):1", "7"), "7 lies in no band of the rule"),
    ],
)
def test_what_is_missing_is_said(given: Case, reason: str) -> None:
    assert ratio_bands(given).reason == reason


def test_an_input_of_the_rule_comes_before_that_of_the_row() -> None:
    assert spans(ratio_bands(case(f"{USE};input=70", "97"))) == [(0.4, 0.4)]


DRIVEN = "driver=产出;90-100=×rate;80-90=80;60-80=60;0-60=0"


def test_a_driven_row_follows_the_rate_of_its_driver() -> None:
    assert spans(ratio_bands(case(DRIVEN))) == [(4.75, 4.75)]
    assert ratio_bands(case("driver=过程")).reason == "the rate of 过程, which the rule builds on, is not printed"
    assert ratio_bands(case("driver=产出")).reason == "the rule says that the score follows 产出, not by what formula"


def test_full_rate_belongs_to_the_highest_band() -> None:
    full = Case(rule=None, terms=Terms.parse(DRIVEN), weight=Fraction(5), rates={"产出": Fraction(100)})
    assert spans(ratio_bands(full)) == [(5, 5)]


def test_a_degree_in_words_gets_its_share_and_an_unknown_one_any() -> None:
    terms = "bands=效果明显:100,一般:50,不明显:0"
    assert spans(qualitative_bands(case(terms, words="一般"))) == [(2.5, 2.5)]
    assert spans(qualitative_bands(case(terms))) == [(0, 0), (2.5, 2.5), (5, 5)]
    assert spans(qualitative_bands(case("bands=100,50"))) == [(2.5, 2.5), (5, 5)]


def test_a_target_met_in_its_own_words_gets_the_first_interval() -> None:
    outcome = qualitative_bands(case(DEGREES, words="有序推进", goal="有序推进"))
    assert spans(outcome) == [(4, 5)]
    assert outcome.holds(Fraction("4.5"))
    assert not outcome.holds(Fraction("3.9"))
    assert not outcome.is_formula


def test_an_outcome_in_other_words_may_have_reached_any_degree() -> None:
    assert spans(qualitative_bands(case(DEGREES, words="有效推进", goal="有效改进"))) == [(0, 5)]


def test_intervals_with_words_are_chosen_by_the_words() -> None:
    terms = "bands=完成:80..100|部分完成:50..80|未完成:0..50"
    assert spans(qualitative_bands(case(terms, words="部分完成"))) == [(2.5, 4)]


def test_degrees_with_points_of_their_own_are_any_of_them() -> None:
    assert spans(qualitative_bands(case("bands=合规:1.5|有瑕疵:1|未公开:0"))) == [
        (0, 0), (1, 1), (1.5, 1.5),
    ]  # fmt: skip


def test_a_rule_without_bands_admits_nothing() -> None:
    assert qualitative_bands(case("")).reason == "the bands of the rule are not stated"
    assert qualitative_bands(case("bands=..")).reason == "the bands of the rule are not stated"
