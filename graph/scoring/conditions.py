"""Scores by conditions: each condition met earns a share, each fault costs one; which were met is seldom printed."""

from fractions import Fraction
from itertools import combinations

from graph.scoring.outcome import HUNDRED, Case, Outcome, one_of, shown, unknown, within
from graph.scoring.terms import Terms, number

MOST_CONDITIONS = 12
"""More conditions of different worth than these admit nearly every score."""

_COST = "unmet_"
_NOT_PUBLISHED = "which conditions were met is not published"


def conditions(case: Case) -> Outcome:
    """The scores that a number of conditions admits: equal shares, points of their own, or stated costs."""
    points = case.terms.numbers("points", "|") or case.terms.numbers("points", ",")
    if points:
        return _sums(points)
    if case.weight is None:
        return unknown("the row has no weight")
    if case.terms.get("share") == "custom":
        return _stated_costs(case.weight, case.terms)
    count = case.terms.number("conditions")
    if count is None or count < 1 or count.denominator != 1:
        return unknown("the rule does not say how many conditions there are")
    share = case.weight / count
    computation = f"{count} conditions, 1/{count} of {shown(case.weight)} = {shown(share)} each"
    return one_of({share * met for met in range(int(count) + 1)}, _NOT_PUBLISHED, computation)


def deductions(case: Case) -> Outcome:
    """The scores that a fixed deduction for each fault admits."""
    cost = next((case.terms.number(name) for name in case.terms if name.startswith("deduct_per_")), None)
    full = case.terms.number("full") or case.weight
    if cost is None or full is None or cost <= 0:
        return unknown("the rule does not say what a fault costs")
    floor = case.terms.number("floor") or Fraction(0)
    scores = {max(full - cost * faults, floor) for faults in range(int((full - floor) / cost) + 2)}
    computation = f"{shown(full)} less {shown(cost)} for each fault"
    return one_of(scores, "the number of faults is not published", computation)


def condition_and_band(case: Case) -> Outcome:
    """The scores of a rule that gives one share for a condition and another by degree."""
    condition, band = case.terms.number("condition_share"), case.terms.number("band_share")
    degrees = case.terms.numbers("bands", ",")
    if case.weight is None or condition is None or band is None or not degrees:
        return unknown("the rule's shares are not stated")
    scores = {case.weight * (met * condition + band * degree / HUNDRED) for met in range(2) for degree in degrees}
    computation = f"{shown(case.weight * condition)} for the condition and {shown(case.weight * band)} by degree"
    return one_of(scores, "whether the condition was met, and to what degree, is not published", computation)


def judgement(case: Case) -> Outcome:
    """Any score up to the weight."""
    if case.weight is None:
        return unknown("the row has no weight")
    return within(Fraction(0), case.weight, "the score is left to the judges")


def _sums(points: list[Fraction]) -> Outcome:
    full = sum(points, Fraction(0))
    if len(points) > MOST_CONDITIONS:
        return within(Fraction(0), full, _NOT_PUBLISHED)
    scores = {sum(met, Fraction(0)) for size in range(len(points) + 1) for met in combinations(points, size)}
    computation = f"{len(points)} conditions of {', '.join(str(shown(each)) for each in points)} points"
    return one_of(scores, _NOT_PUBLISHED, computation)


def _stated_costs(weight: Fraction, terms: Terms) -> Outcome:
    """Full marks, nothing, and what is left after each set of stated costs."""
    costs = [cost for name in terms if name.startswith(_COST) and (cost := _cost(name, terms[name])) is not None]
    if len(costs) > MOST_CONDITIONS:
        return within(Fraction(0), weight, _NOT_PUBLISHED)
    scores = {
        weight * max(1 - sum(lost, Fraction(0)), Fraction(0))
        for size in range(len(costs) + 1)
        for lost in combinations(costs, size)
    }
    if "zero_if_unmet" in terms:
        scores.add(Fraction(0))
    listed = ", ".join(str(shown(each)) for each in sorted(scores))
    return one_of(scores, _NOT_PUBLISHED, f"the stated costs admit {listed} of {shown(weight)}")


def _cost(name: str, value: str) -> Fraction | None:
    """The share of the weight that an unmet condition costs: a stated cost, or what a stated rate leaves."""
    stated = number(value)
    if stated is None:
        return None
    return 1 - stated / HUNDRED if name.endswith("_rate") else stated
