"""A formula's constants are read from what is kept with a scored row."""

from fractions import Fraction

import pytest

from graph.scoring.terms import Terms, number


@pytest.mark.parametrize(
    ("text", "value"),
    [("5", 5), ("0.1", Fraction(1, 10)), ("1/3", Fraction(1, 3)), ("-2.5", Fraction(-5, 2))],
)
def test_numbers_and_fractions_are_exact(text: str, value: Fraction) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", [None, "", "b", "52+16", "5%", "1/", "inf"])
def test_words_and_sums_are_no_numbers(text: str | None) -> None:
    assert number(text) is None


def test_constants_have_names_and_pairs_without_a_sign_are_left_out() -> None:
    terms = Terms.parse("target=100; step=1;cost=5;remark")
    assert dict(terms) == {"target": "100", "step": "1", "cost": "5"}
    assert terms.number("cost") == 5
    assert terms.number("missing") is None
    assert Terms.parse(None) == {}


def test_a_list_with_a_word_in_it_is_no_list_of_numbers() -> None:
    terms = Terms.parse("points=2|2|1;bands=明显:100,一般:50")
    assert terms.numbers("points", "|") == [2, 2, 1]
    assert terms.numbers("bands", ",") == []


def test_parts_are_formulae_and_remarks_on_parts_are_not() -> None:
    terms = Terms.parse("parts=2;part1=name;part1_weight=1;part2_rule=JUDGEMENT;part2_weight=2;part3_zero_if=violation")
    assert [dict(part) for part in terms.parts] == [{"weight": "1"}, {"rule": "JUDGEMENT", "weight": "2"}]
    assert Terms.parse("points=1|1;part2_zero_if=violation").parts == []


def test_cases_are_formulae_of_their_own() -> None:
    terms = Terms.parse("case_ongoing=target:progress,step:1;case_completed=target:100,step:1,cost:5")
    assert [case.number("target") for case in terms.cases] == [None, 100]
