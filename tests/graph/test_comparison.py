"""Two figures side by side: what is missing is not zero, and a ratio needs both."""

from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest

from graph.comparison import (
    AmountComparison,
    ComparedAmount,
    ComparedScore,
    ScoreComparison,
    by_name,
    code_label,
    matched,
    of_group,
    of_observation,
    of_project,
    of_scores,
)
from graph.model import Evaluation, Observation, Project, ScoreItem
from graph.rollup.aggregate import aggregate
from graph.rollup.request import Request
from graph.selection import Condition, Operator
from graph.vocabulary import Approximation, BudgetDirection, EntityKind, Phase
from tests.graph.rollup.statement_builder import EXPENDITURE, engine_of, misprinted
from tests.invented import DATASET, FIRST
from tests.invented.keys import wan

ENTITIES = {entity.ref: entity for entity in DATASET}
LAMPS = cast("Project", ENTITIES[FIRST.lamps])
STAFF = next(each for each in DATASET.of(EntityKind.OBSERVATION) if isinstance(each, Observation))


def side(amount: str) -> ComparedAmount:
    return ComparedAmount(wan(amount), (LAMPS,), LAMPS.sources)


def test_the_other_side_is_compared_with_the_base() -> None:
    compared = AmountComparison(label="x", base=side("25.00"), other=side("20.00"))
    assert compared.difference == wan("-5.00")
    assert compared.ratio == Decimal("0.8000")


@pytest.mark.parametrize(("base", "other"), [(None, side("1.00")), (side("1.00"), None), (side("0.00"), side("1.00"))])
def test_there_is_no_ratio_to_nothing(base: ComparedAmount | None, other: ComparedAmount | None) -> None:
    compared = AmountComparison(label="x", base=base, other=other)
    assert compared.ratio is None
    assert (compared.difference is None) is (base is None or other is None)


def test_a_projects_money_is_that_of_the_year_and_phase() -> None:
    for phase, amount in ((Phase.APPROVED, "30.00"), (Phase.ADJUSTED, "25.00"), (Phase.EXECUTED, "20.00")):
        found = of_project(LAMPS, 2022, phase)
        assert found is not None
        assert found.money == wan(amount)
        assert found.sources == LAMPS.budgets[0].sources
    assert of_project(LAMPS, 2021, Phase.EXECUTED) is None


def test_a_sum_is_printed_by_its_exact_total_or_else_by_its_lines() -> None:
    where = [Condition("direction", Operator.EQ, BudgetDirection.EXPENDITURE)]
    [exact] = aggregate(engine_of(EXPENDITURE), where, Request()).groups
    assert [each.key for each in of_group(exact).printed_by] == ["doc/3/1/1"]
    [off] = aggregate(engine_of(misprinted(EXPENDITURE, "doc/3/1/1", "61.00")), where, Request()).groups
    assert len(of_group(off).printed_by) == 6


def test_prose_states_money_only_in_exact_units_of_it() -> None:
    money = replace(STAFF, value=Decimal("12.5"), unit="亿元")
    found = of_observation(money)
    assert found is not None
    assert found.money.fen == 125 * 10**9
    assert of_observation(STAFF) is None
    assert of_observation(replace(money, value=None)) is None
    assert of_observation(replace(money, approximation=Approximation.OVER)) is None


def test_money_of_the_same_role_and_measure_is_found_under_either_name() -> None:
    stated = replace(STAFF, name="“三公”经费", measure="executed_amount", value=Decimal(3), unit="万元")
    found = by_name([stated, replace(stated, value=Decimal(4)), replace(stated, period="Q1", name="公务接待费"), STAFF])
    assert {key: amount.money for key, amount in found.items()} == {("THREE_PUBLIC", "executed_amount"): wan("3")}
    named = by_name([replace(stated, name="灯油费")])
    assert list(named) == [("灯油费", "executed_amount")]


def scored(score: str, full: str = "100") -> ComparedScore:
    return ComparedScore(Decimal(score), Decimal(full), Decimal(score), Decimal(score), ())


def test_scores_out_of_the_same_are_compared_in_points_and_others_in_per_cent() -> None:
    points = ScoreComparison(label="x", base=scored("90"), other=scored("85.5"))
    assert (points.difference, points.ratio) == (Decimal("-4.5"), Decimal("0.9500"))
    shares = ScoreComparison(label="x", base=scored("5", "10"), other=scored("3", "4"))
    assert (shares.difference, shares.ratio) == (Decimal("25.0000"), Decimal("1.5000"))
    nothing = ScoreComparison(label="x", base=scored("0", "0"), other=scored("3", "4"))
    assert (nothing.difference, nothing.ratio) == (None, None)


def test_several_scores_are_told_by_their_mean_and_their_ends() -> None:
    judged = [each for each in DATASET.of(EntityKind.EVALUATION) if isinstance(each, Evaluation)]
    found = of_scores(judged)
    assert found is not None
    assert (found.score, found.lowest, found.highest) == (Decimal("90.8750"), Decimal(85), Decimal(96))
    assert found.full_score == 100
    assert found.printed_by == tuple(judged)
    assert of_scores([]) is None


def test_a_row_without_a_score_leaves_no_mean() -> None:
    rows = [each for each in DATASET.of(EntityKind.SCORE_ITEM) if isinstance(each, ScoreItem)]
    assert of_scores([rows[0], replace(rows[1], score=None)]) is None


def test_the_subjects_of_both_sides_are_listed_once_those_of_the_base_first() -> None:
    assert matched({"a": side("1"), "b": side("1")}, {"c": side("1"), "b": side("1")}) == ["a", "b", "c"]


def test_a_code_is_told_with_its_digits_and_nothing_is_none() -> None:
    code = DATASET.of(EntityKind.CLASSIFICATION)[0]
    assert code_label(code).startswith(getattr(code, "code", "?"))
    assert code_label(LAMPS) == LAMPS.label
    assert code_label(None) == "none"
