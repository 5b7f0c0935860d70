"""A rubric is recomputed row by row, from the bottom up, and says what it could not compute."""

from decimal import Decimal
from fractions import Fraction

from graph.model import ScoreItem
from graph.scoring.measured import Measured
from graph.scoring.outcome import BY_WHOLE
from graph.scoring.rubric import Known, RecomputationBasis, is_rate, rates_of, recomputed, total, tree
from graph.vocabulary import ScoringRule


def row(  # noqa: PLR0913 - a row has many cells
    ordinal: int,
    level: int,
    name: str,
    weight: str | None,
    score: str | None,
    *,
    rate: str | None = None,
    rule: ScoringRule | None = None,
    terms: str | None = None,
    measured: str | None = None,
) -> ScoreItem:
    return ScoreItem(
        key=str(ordinal),
        name=name,
        evaluation_key="e",
        criterion_key=name,
        ordinal=ordinal,
        level=level,
        fiscal_year=2022,
        weight=None if weight is None else Decimal(weight),
        score=None if score is None else Decimal(score),
        rate=None if rate is None else Decimal(rate),
        rule=rule,
        rule_terms=terms,
        input_value=None if measured is None else Decimal(measured),
    )


PERCENT = "target=100;step=1;cost=5"
ROWS = [
    row(1, 1, "过程", "10", "8.4"),
    row(2, 2, "资金管理", "8", None),
    row(3, 3, "预算执行率", "2", "1.9", rule=ScoringRule.PER_PERCENT, terms=PERCENT, measured="98.5"),
    row(4, 3, "资金到位率", "6", "4.5", rate="75", rule=ScoringRule.CONDITIONS, terms="conditions=4;share=equal"),
    row(5, 2, "组织实施", "2", "2", rule=ScoringRule.JUDGEMENT),
    row(6, 1, "产出", "5", "5"),
]


def test_rows_hang_below_the_row_before_them_that_is_higher() -> None:
    process, output = tree(ROWS)
    assert [child.item.name for child in process.children] == ["资金管理", "组织实施"]
    assert [leaf.item.name for leaf in process.leaves] == ["预算执行率", "资金到位率", "组织实施"]
    assert output.leaves == (output,)


def test_a_formula_gives_the_score_in_the_reading_that_was_published() -> None:
    found = recomputed(ROWS, {})["3"]
    assert found.score == Decimal("1.9")
    assert found.basis is RecomputationBasis.RULE
    assert found.note is not None
    assert BY_WHOLE in found.note
    assert "1.85" in found.note


def test_the_first_reading_counts_where_none_gives_the_published_score() -> None:
    rows = [row(1, 1, "预算执行率", "2", "1", rule=ScoringRule.PER_PERCENT, terms=PERCENT, measured="98.5")]
    assert recomputed(rows, {})["1"].score == Decimal("1.85")


def test_weight_times_rate_stands_in_for_a_rule_that_gives_several_scores() -> None:
    found = recomputed(ROWS, {})["4"]
    assert (found.score, found.basis) == (Decimal("4.5"), RecomputationBasis.RATE)
    assert found.note == "weight times the printed rate: which conditions were met is not published"
    assert len(found.admitted) == 5


def test_a_score_that_conditions_do_not_admit_is_said_beside_the_rate() -> None:
    rows = [row(1, 1, "r", "6", "5", rate="83.33", rule=ScoringRule.CONDITIONS, terms="conditions=4;share=equal")]
    found = recomputed(rows, {})["1"]
    assert found.score == 5
    assert found.note is not None
    assert found.note.endswith("the rule does not admit the published score")


def test_a_row_left_to_judges_has_no_score_and_says_why() -> None:
    found = recomputed(ROWS, {})["5"]
    assert found.score is None
    assert found.note == "the score is left to the judges"


def test_rows_above_are_the_sum_of_those_below_and_count_what_stands_as_published() -> None:
    found = recomputed(ROWS, {})
    assert found["2"].score == Decimal("6.4")
    assert found["1"].score == Decimal("8.4")
    assert found["1"].computation == "6.4+2=8.4"
    assert found["1"].note == "rows taken as published, since their rules cannot be computed: 1"


def test_the_total_adds_up_the_highest_rows() -> None:
    whole = total(ROWS, recomputed(ROWS, {}))
    assert whole.score == Decimal("13.4")
    assert whole.as_published == ("组织实施", "产出")


def test_a_total_without_rows_or_with_an_unknown_row_is_null_and_says_why() -> None:
    assert total([], {}).note == "no scored rows are published"
    rows = [row(1, 1, "决策", "10", None)]
    assert total(rows, recomputed(rows, {})).note == "no score is published or computable for 决策"


def test_a_quantity_computed_from_amounts_comes_before_the_rounded_one() -> None:
    exact = Known(Measured(Fraction("99.85"), "6377.02/6386.50=99.8516%"))
    found = recomputed(ROWS, {"3": exact})["3"]
    assert found.score == Decimal("1.985")
    assert found.computation is not None
    assert found.computation.startswith("6377.02/6386.50=99.8516%; ")


def test_a_printed_quantity_comes_before_one_printed_elsewhere() -> None:
    assert recomputed(ROWS, {"3": Known(Measured(Fraction(50)))})["3"].score == Decimal("1.9")


def test_rates_are_shares_of_weight_and_the_highest_row_of_a_name_counts() -> None:
    rates = rates_of([*ROWS, row(7, 2, "过程", "2", "1")])
    assert rates["过程"] == 84
    assert rates["产出"] == 100


def test_a_rate_rounded_to_its_last_digit_is_the_scores_share() -> None:
    assert is_rate(Decimal("83.33"), Decimal("2.5"), Decimal(3))
    assert is_rate(Decimal(75), Fraction(3, 2), Decimal(2))
    assert not is_rate(Decimal(75), Decimal("0.5"), Decimal(2))
    assert not is_rate(Decimal(75), Decimal("0.5"), None)
