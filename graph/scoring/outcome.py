"""What a scoring rule is applied to, and what it admits: one score, several, or an interval."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from graph.scoring.terms import Terms
from graph.values import Measure
from graph.vocabulary import ScoringRule

HUNDRED = 100
PRINTED_STEP = Decimal("0.01")
"""Scores are published with two decimals."""

SHOWN_STEP = Decimal("0.0001")
"""Recomputed scores are shown with up to four decimals."""

IN_PROPORTION = "parts of a per cent count"
BY_WHOLE = "only whole per cents count"
BY_STARTED = "every started per cent counts"
UNLIMITED = "no quarter is limited"
LIMITED = "each quarter is limited to its full points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A scored row as its rule sees it.

    `measured` is the quantity that the rule is applied to, `measured_words` the same where it is said in words;
    `rates` are the shares of their weight, in per cent, that the other rows of the rubric got, by name.
    """

    rule: ScoringRule | None
    terms: Terms
    weight: Fraction | None = None
    measured: Fraction | None = None
    measured_words: str | None = None
    target: Measure | None = None
    rates: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """Scores that a rule admits, both ends included; `reading` says how the rule is read where it can be read twice."""

    low: Fraction
    high: Fraction
    reading: str = ""

    @property
    def is_score(self) -> bool:
        """Whether it is one score and no interval."""
        return self.low == self.high

    def holds(self, score: Fraction) -> bool:
        """Whether a published score is one of these, to the precision of scores."""
        return rounded(self.low) <= rounded(score) <= rounded(self.high)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule admits. `reason` says why it is not one score; without spans nothing could be computed."""

    spans: tuple[Span, ...] = ()
    computation: str | None = None
    reason: str | None = None
    inferred: bool = False

    @property
    def is_formula(self) -> bool:
        """Whether the rule gives a score, or one for each way of reading it."""
        return bool(self.spans) and all(span.is_score and (span.reading or len(self.spans) == 1) for span in self.spans)

    def holds(self, score: Fraction) -> bool:
        """Whether a published score is one that the rule admits; True where nothing could be computed."""
        return not self.spans or any(span.holds(score) for span in self.spans)


def unknown(reason: str) -> Outcome:
    """Nothing could be computed."""
    return Outcome(reason=reason)


def exactly(score: Fraction, computation: str | None = None, *, inferred: bool = False) -> Outcome:
    """One score."""
    return Outcome((Span(score, score),), computation, inferred=inferred)


def one_of(scores: set[Fraction], reason: str, computation: str | None = None) -> Outcome:
    """One of several scores, lowest first."""
    return Outcome(tuple(Span(each, each) for each in sorted(scores)), computation, reason)


def within(low: Fraction, high: Fraction, reason: str) -> Outcome:
    """Any score of an interval."""
    return Outcome((Span(low, high),), reason=reason)


def summed(outcomes: list[Outcome]) -> Outcome:
    """What the sum of parts can be."""
    spans = [Span(Fraction(0), Fraction(0))]
    for outcome in outcomes:
        if not outcome.spans:
            return outcome
        spans = [
            Span(left.low + right.low, left.high + right.high, left.reading or right.reading)
            for left in spans
            for right in outcome.spans
        ]
    reasons = dict.fromkeys(each.reason for each in outcomes if each.reason)
    computations = [each.computation for each in outcomes if each.computation]
    return Outcome(
        tuple(dict.fromkeys(spans)),
        " + ".join(computations) or None,
        "; ".join(reasons) or None,
        any(each.inferred for each in outcomes),
    )


def rounded(score: Fraction) -> Decimal:
    """A score as it would be published: two decimals, halves up."""
    return _decimal(score).quantize(PRINTED_STEP, ROUND_HALF_UP)


def shown(score: Fraction) -> Decimal:
    """A score with up to four decimals, without trailing zeros: 4.8205, 5."""
    value = _decimal(score).quantize(SHOWN_STEP, ROUND_HALF_UP)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _decimal(score: Fraction) -> Decimal:
    return Decimal(score.numerator) / Decimal(score.denominator)
