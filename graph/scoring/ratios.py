"""Scores in proportion: full marks when the target is met, else outcome over target or target over outcome."""

from fractions import Fraction

from graph.scoring.outcome import (
    HUNDRED,
    LIMITED,
    UNLIMITED,
    Case,
    Outcome,
    Span,
    exactly,
    shown,
    unknown,
    within,
)
from graph.scoring.terms import Terms
from graph.values import Measure
from graph.vocabulary import Comparison

QUARTERS = ("q1", "q2", "q3", "q4")


def proportional(case: Case) -> Outcome:
    """The weight times the ratio that the rule states: a rate, a quotient of counts, or outcome against target."""
    formula = case.terms.get("formula", "")
    if formula == "rate*weight":
        return _by_rate(case)
    if "numerator" in case.terms or "inferred_numerator" in case.terms:
        return _by_quotient(case)
    return by_target(case, in_proportion=True)


def by_target(case: Case, *, in_proportion: bool) -> Outcome:
    """Full marks when met; else the ratio by the direction of the target, or anything less where none is stated."""
    if case.weight is None or case.target is None:
        return unknown("the row has no weight" if case.weight is None else "the target is not printed")
    met = is_met(case.target, case.measured, case.measured_words)
    if met is None:
        return unknown("whether the target was met is not printed")
    if met:
        return exactly(case.weight, "the target is met: full marks")
    if not in_proportion:
        reason = "the target was missed, and the rule does not say what that scores"
        return within(Fraction(0), case.weight - Fraction(1, 100), reason)
    ratio, words = _ratio(case.target, case.measured)
    if ratio is None:
        return unknown("the outcome is said in words")
    return exactly(case.weight * ratio, f"{words}*{shown(case.weight)}={shown(case.weight * ratio)}")


def is_met(target: Measure, measured: Fraction | None, words: str | None) -> bool | None:
    """Whether an outcome meets a target; None where that cannot be told."""
    if target.comparison is Comparison.QUALITATIVE:
        return True if words is not None and words == target.text else None
    if measured is None or target.value is None:
        return None
    value = Fraction(target.value)
    return {
        Comparison.GE: measured >= value,
        Comparison.GT: measured > value,
        Comparison.LE: measured <= value,
        Comparison.LT: measured < value,
        Comparison.EQ: measured == value,
    }[target.comparison]


def quarterly(case: Case) -> Outcome:
    """The points of four quarters and of their average; both readings where a quarter is beyond its plan."""
    rates = [case.terms.number(quarter) for quarter in QUARTERS]
    weight = case.terms.number("quarter_weight")
    if None in rates or weight is None:
        return unknown("the rates of the quarters are not printed")
    known = [rate for rate in rates if rate is not None]
    average = (case.terms.number("average") or Fraction(0)) * (case.terms.number("average_weight") or 0) / HUNDRED
    cap = case.terms.number("quarter_cap")
    free = sum((rate * weight / HUNDRED for rate in known), average)
    capped = sum((min(rate * weight / HUNDRED, cap or weight) for rate in known), average)
    listed = "+".join(str(shown(rate * weight / HUNDRED)) for rate in known)
    words = f"{listed}+{shown(average)}={shown(free)}"
    if free == capped:
        return exactly(free, words)
    words += f"; {shown(capped)} where {LIMITED}"
    if cap is not None:
        return exactly(capped, words)
    return Outcome((Span(free, free, UNLIMITED), Span(capped, capped, LIMITED)), words)


def _by_rate(case: Case) -> Outcome:
    if case.weight is None or case.measured is None:
        return unknown("the rate is not printed")
    score = case.weight * case.measured / HUNDRED
    if case.terms.get("cap") == "weight":
        score = min(score, case.weight)
    return exactly(score, f"{shown(case.measured)}%*{shown(case.weight)}={shown(score)}")


def _by_quotient(case: Case) -> Outcome:
    top, bottom, inferred = _counts(case.terms)
    factor = case.terms.number("factor") or case.weight
    if top is None or not bottom or factor is None:
        return unknown("the counts that the rule divides are not printed")
    above = case.terms.number("zero_above")
    ratio = top / bottom
    score = Fraction(0) if above is not None and ratio * HUNDRED > above else min(factor * ratio, factor)
    return exactly(score, f"{shown(top)}/{shown(bottom)}*{shown(factor)}={shown(score)}", inferred=inferred)


def _counts(terms: Terms) -> tuple[Fraction | None, Fraction | None, bool]:
    """The counts to divide, and whether they are inferred: the document prints none."""
    top, bottom = terms.number("numerator"), terms.number("denominator")
    if top is not None and bottom is not None:
        return top, bottom, False
    return terms.number("inferred_numerator"), terms.number("inferred_denominator"), True


def _ratio(target: Measure, measured: Fraction | None) -> tuple[Fraction | None, str]:
    if measured is None or not target.value:
        return None, ""
    value = Fraction(target.value)
    outcome_over_target = target.comparison in {Comparison.GE, Comparison.GT} or (
        target.comparison is Comparison.EQ and measured < value
    )
    top, bottom = (measured, value) if outcome_over_target else (value, measured)
    if not bottom:
        return None, ""
    return top / bottom, f"{shown(top)}/{shown(bottom)}"
