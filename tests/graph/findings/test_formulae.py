"""Scores that their own published rules do not give are found, each with the computation."""

import pytest

from graph.identity import Ref
from graph.vocabulary import EntityKind, ScoringRule, Severity
from tests.graph.findings.rubric_builder import evaluation, figures, found, row, ruled

PERCENT = "target=100;step=1;cost=5;floor=0"
E = evaluation("5", "5")


def test_a_score_that_its_formula_does_not_give_is_found_with_every_reading() -> None:
    item = ruled(ScoringRule.PER_PERCENT, PERCENT, "4", input_value="97.5")
    [each] = found("score-by-formula", E, item, spent="19.50")
    assert figures(each) == ("4", "4.375")
    assert each.computation is not None
    assert each.computation.startswith("19.50/20.00=97.5%; 2.5 off")
    assert "4.5 where only whole per cents count" in each.computation
    assert each.subjects == (item.ref, E.ref)


@pytest.mark.parametrize("score", ["4.38", "4.5"])
def test_a_score_that_fits_a_reading_is_left_alone(score: str) -> None:
    assert found("score-by-formula", E, ruled(ScoringRule.PER_PERCENT, PERCENT, score), spent="19.50") == []


def test_a_cent_is_rounding() -> None:
    [each] = found("score-by-formula", E, ruled(ScoringRule.PER_PERCENT, PERCENT, "4.37"), spent="19.50")
    assert each.judged is Severity.ROUNDING


@pytest.mark.parametrize(("score", "expected"), [("5", "4.5"), ("2.5", "3"), ("1.6", "1.5")])
def test_a_score_that_conditions_cannot_add_up_to_is_found_with_the_next(score: str, expected: str) -> None:
    item = ruled(ScoringRule.CONDITIONS, "conditions=4;share=equal", score, weight="6")
    [each] = found("score-admitted-by-conditions", E, item)
    assert (*figures(each), each.judged) == (score, expected, Severity.MINOR)
    assert each.computation is not None
    assert each.computation.startswith("4 conditions, 1/4 of 6 = 1.5 each; ")


def test_full_marks_are_not_expected_where_points_were_lost() -> None:
    item = ruled(ScoringRule.CONDITIONS, "conditions=5;points=1|1|1|1|1", "4.9")
    [each] = found("score-admitted-by-conditions", E, item)
    assert figures(each) == ("4.9", "4")
    assert each.computation is not None
    assert "next to 4.9 it admits 4 and 5" in each.computation


def test_scores_that_conditions_add_up_to_are_left_alone() -> None:
    for score in ("0", "1.5", "6"):
        item = ruled(ScoringRule.CONDITIONS, "conditions=4;share=equal", score, weight="6")
        assert found("score-admitted-by-conditions", E, item) == []


def test_a_score_outside_the_band_of_its_degree_is_found() -> None:
    terms = "bands=80..100|50..80|0..50"
    item = ruled(ScoringRule.QUALITATIVE_BANDS, terms, "3.5", benchmark="有序推进", input_text="有序推进")
    [each] = found("score-in-band", E, item)
    assert (*figures(each), each.computation) == ("3.5", "4", "the rule admits 4 to 5")
    inside = ruled(ScoringRule.QUALITATIVE_BANDS, terms, "4.5", benchmark="有序推进", input_text="有序推进")
    assert found("score-in-band", E, inside) == []
    assert found("score-in-band", E, ruled(ScoringRule.JUDGEMENT, "", "3.5")) == []


QUARTERS = "q1=100;q2=110;q3=100;q4=100;quarter_weight=1;average=100;average_weight=1"


def test_a_score_that_fits_one_reading_only_says_which() -> None:
    [each] = found("score-needs-a-reading", E, ruled(ScoringRule.QUARTERLY, QUARTERS, "5"))
    assert (*figures(each), each.judged) == ("5", "5.1", Severity.MINOR)
    limited = ruled(ScoringRule.QUARTERLY, f"{QUARTERS};quarter_cap=1", "5")
    assert found("score-needs-a-reading", E, limited) == []


def test_a_part_of_a_per_cent_is_rounding() -> None:
    item = ruled(ScoringRule.PER_PERCENT, PERCENT, "4.5")
    [each] = found("score-needs-a-reading", E, item, spent="19.50")
    assert each.judged is Severity.ROUNDING
    assert found("score-needs-a-reading", E, ruled(ScoringRule.PER_PERCENT, PERCENT, "5")) == []


def test_a_formula_that_was_read_differently_in_two_evaluations_is_found_once() -> None:
    later = evaluation("5", "5", key="later", fiscal_year=2023)
    strict = ruled(ScoringRule.PER_PERCENT, PERCENT, "4.25", input_value="97.5")
    lenient = ruled(
        ScoringRule.PER_PERCENT, PERCENT, "5", input_value="99.5", evaluation="later", key="later/预算执行率"
    )
    [each] = found("formula-read-one-way", E, later, strict, lenient, spent="19.50")
    assert each.computation is not None
    assert "every started per cent counts" in each.computation
    assert "only whole per cents count" in each.computation
    assert set(each.subjects) == {strict.ref, lenient.ref, E.ref, later.ref}
    assert found("formula-read-one-way", E, strict, spent="19.50") == []


def test_a_placeholder_where_a_benchmark_belongs_is_found() -> None:
    item = ruled(ScoringRule.PER_PERCENT, "target=b;step=1;cost=5", "5", benchmark="b%")
    [each] = found("benchmark-is-a-value", E, item)
    assert (each.published_text, each.expected_text) == ("b%", "a number")
    assert found("benchmark-is-a-value", E, ruled(ScoringRule.PER_PERCENT, PERCENT, "5")) == []


def test_full_marks_on_an_open_end_are_found() -> None:
    terms = "target_from=0;target_to=15;from_inclusive=false;step=1;cost=5"
    saving = row(1, "成本节约率", "5", "5", rule=ScoringRule.PER_PERCENT, rule_terms=terms)
    [each] = found("open-interval-excludes-its-ends", E, saving)
    assert each.expected_text == "less than full marks"
    assert found("open-interval-excludes-its-ends", E, saving, spent="19.00") == []


def test_full_marks_for_fewer_things_than_the_rule_asks_for_are_found() -> None:
    item = ruled(ScoringRule.JUDGEMENT, "min_aspects=3;aspects_reported=2", "5")
    [each] = found("rule-asks-for-more", E, item)
    assert each.computation == "2 aspects reported, at least 3 asked for"
    assert found("rule-asks-for-more", E, ruled(ScoringRule.JUDGEMENT, "min_aspects=2;aspects_reported=2", "5")) == []


def test_a_row_that_follows_another_loses_points_with_it() -> None:
    output = row(1, "产出", "20", "20")
    terms = "driver=产出;quantitative_required=true"
    benefit = row(2, "效益", "5", "4", rule=ScoringRule.OTHER, rule_terms=terms)
    [each] = found("score-follows-its-driver", E, output, benefit)
    assert (*figures(each), each.judged) == ("4", "5", Severity.MINOR)
    assert found("score-follows-its-driver", E, row(1, "产出", "20", "16"), benefit) == []


def test_rows_that_judges_score_are_left_alone() -> None:
    item = ruled(ScoringRule.JUDGEMENT, "", "3")
    for rule in ("score-by-formula", "score-admitted-by-conditions", "score-in-band", "score-needs-a-reading"):
        assert found(rule, E, item) == []
    assert item.ref == Ref(EntityKind.SCORE_ITEM, "e/预算执行率")
