"""Scores that fall by the per cent: each per cent off the target costs a share of the weight.

Documents seldom say whether parts of a per cent count, so both readings are given where they differ.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

from graph.scoring.outcome import BY_STARTED, BY_WHOLE, HUNDRED, IN_PROPORTION, Case, Outcome, Span, shown, unknown
from graph.scoring.terms import Terms

READINGS: Mapping[str, Callable[[Fraction], Fraction]] = {
    IN_PROPORTION: lambda steps: steps,
    BY_WHOLE: lambda steps: Fraction(floor(steps)),
    BY_STARTED: lambda steps: Fraction(ceil(steps)),
}
"""How many steps a distance counts for, by reading."""

ADMITTED = (IN_PROPORTION, BY_WHOLE)
"""The readings that a rule is taken to allow unless it says otherwise."""


def per_percent(case: Case, readings: tuple[str, ...] = ADMITTED) -> Outcome:
    """The scores by each reading; one where they agree."""
    terms = _applied(case.terms)
    if case.weight is None:
        return unknown("the row has no weight")
    if terms is None:
        return unknown("the benchmark is no number")
    if case.measured is None:
        return unknown("the quantity that the rule is applied to is not printed as a number")
    distance = _distance(case.measured, terms)
    spans = [_span(case.weight, distance, terms, reading) for reading in readings]
    if len({span.low for span in spans}) == 1:
        spans = [Span(spans[0].low, spans[0].high)]
    return Outcome(tuple(spans), _words(case, distance, terms, spans))


def has_placeholder(terms: Terms) -> bool:
    """Whether the rule needs a benchmark and the document left a placeholder where its number should stand."""
    return "target" in terms and terms.number("target") is None


def open_bound(case: Case) -> bool:
    """Whether the quantity stands exactly on an end of the target interval that does not belong to it."""
    terms = _applied(case.terms)
    if terms is None or case.measured is None:
        return False
    return any(
        case.measured == terms.number(end) and terms.get(inclusive) == "false"
        for end, inclusive in (("target_from", "from_inclusive"), ("target_to", "to_inclusive"))
    )


def _applied(terms: Terms) -> Terms | None:
    """The formula with a numeric benchmark: the rule itself, or the first of its cases that has one."""
    for each in (terms, *terms.cases):
        if any(each.number(name) is not None for name in ("target", "target_from", "target_to", "threshold")):
            return each
    return None


def _distance(measured: Fraction, terms: Terms) -> Fraction:
    """How far the quantity is off: below its target, above its threshold, or outside its interval."""
    low = terms.number("target")
    low = terms.number("target_from") if low is None else low
    high = terms.number("threshold")
    high = terms.number("target_to") if high is None else high
    if low is not None and measured < low:
        return low - measured
    if high is not None and measured > high:
        return measured - high
    return Fraction(0)


def _span(weight: Fraction, distance: Fraction, terms: Terms, reading: str) -> Span:
    steps = READINGS[reading](distance / (terms.number("step") or 1))
    points = terms.number("cost_points")
    lost = steps * (points if points is not None else weight * (terms.number("cost") or 0) / HUNDRED)
    limit, extra = terms.number("deviation_from"), terms.number("extra_points")
    if limit is not None and extra is not None and distance >= limit:
        lost += extra
    score = max(weight - lost, terms.number("floor") or Fraction(0))
    return Span(score, score, reading)


def _words(case: Case, distance: Fraction, terms: Terms, spans: list[Span]) -> str:
    cost = terms.number("cost_points")
    price = f"{shown(cost)} points" if cost is not None else f"{shown(terms.number('cost') or Fraction(0))}%"
    scores = ", ".join(f"{shown(span.low)}{f' where {span.reading}' if span.reading else ''}" for span in spans)
    return (
        f"{shown(distance)} off, each {shown(terms.number('step') or Fraction(1))} costs {price} "
        f"of {shown(case.weight or Fraction(0))}: {scores}"
    )
