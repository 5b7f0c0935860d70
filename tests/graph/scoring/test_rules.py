"""Every word for a rule has a formula, and a row made of parts has their sum."""

from fractions import Fraction

import pytest

from graph.scoring.outcome import Case
from graph.scoring.rules import FORMULAE, outcome
from graph.scoring.terms import Terms
from graph.vocabulary import ScoringRule


def case(rule: ScoringRule | None, terms: str, measured: str | None = None) -> Case:
    return Case(
        rule=rule, terms=Terms.parse(terms), weight=Fraction(3), measured=Fraction(measured) if measured else None
    )


def test_every_word_for_a_rule_has_a_formula() -> None:
    assert set(FORMULAE) == set(ScoringRule)


@pytest.mark.parametrize("rule", ScoringRule)
def test_a_rule_without_terms_never_fails(rule: ScoringRule) -> None:
    assert outcome(case(rule, "")).reason


def test_a_row_without_a_rule_says_so() -> None:
    assert outcome(case(None, "")).reason == "no scoring rule is published for the row"


def test_parts_are_added_up_and_judges_leave_an_interval_for_each_reading() -> None:
    terms = (
        "part1_rule=JUDGEMENT;part1_weight=1;"
        "part2_rule=PER_PERCENT;part2_weight=2;part2_threshold=10;part2_step=1;part2_cost_points=0.1"
    )
    found = outcome(case(ScoringRule.PER_PERCENT, terms, "11.5"))
    assert [(span.low, span.high) for span in found.spans] == [
        (Fraction("1.85"), Fraction("2.85")),
        (Fraction("1.9"), Fraction("2.9")),
    ]
    assert found.reason == "the score is left to the judges"


def test_a_part_that_cannot_be_computed_leaves_the_whole_open() -> None:
    terms = "part1_rule=JUDGEMENT;part1_weight=1;part2_rule=QUARTERLY;part2_weight=2"
    assert outcome(case(ScoringRule.OTHER, terms)).spans == ()


def test_parts_have_inputs_of_their_own() -> None:
    terms = "part1_input=85;part1_bands=[0,90):3|[90,100]:2;part2_input=95;part2_bands=[0,90):3|[90,100]:2"
    [span] = outcome(case(ScoringRule.RATIO_BANDS, terms)).spans
    assert span.low == span.high == 5


def test_full_marks_when_met_need_a_formula_to_say_what_a_miss_scores() -> None:
    assert outcome(case(ScoringRule.FULL_WHEN_MET, "")).reason == "the target is not printed"
    assert outcome(case(ScoringRule.OTHER, "remark=1")).reason == "the rule is no formula"
