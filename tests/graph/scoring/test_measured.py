"""Standard rates follow from amounts, which are not rounded as printed rates are."""

from fractions import Fraction

from graph.scoring.measured import EXECUTION_RATE, SAVING_RATE, from_amounts
from graph.values import ProjectBudget
from tests.invented.keys import wan


def budget(approved: str | None, adjusted: str | None, executed: str | None) -> ProjectBudget:
    amounts = [None if amount is None else wan(amount) for amount in (approved, adjusted, executed)]
    return ProjectBudget(fiscal_year=2022, approved=amounts[0], adjusted=amounts[1], executed=amounts[2])


def test_execution_is_measured_against_the_latest_budget() -> None:
    measured = from_amounts(EXECUTION_RATE, budget("30.00", "25.00", "20.00"))
    assert measured == (Fraction(80), "20.00/25.00=80%")
    assert from_amounts(EXECUTION_RATE, budget("40.00", None, "20.00")) == (Fraction(50), "20.00/40.00=50%")


def test_what_was_not_spent_was_saved() -> None:
    assert from_amounts(SAVING_RATE, budget(None, "25.00", "20.00")) == (Fraction(20), "(25.00-20.00)/25.00=20%")


def test_other_criteria_and_missing_or_empty_budgets_give_no_rate() -> None:
    assert from_amounts("制度执行有效性", budget("1.00", None, "1.00")) is None
    assert from_amounts(EXECUTION_RATE, None) is None
    assert from_amounts(EXECUTION_RATE, budget("1.00", None, None)) is None
    assert from_amounts(EXECUTION_RATE, budget("0.00", None, "0.00")) is None
