"""Evaluations against their own scoring rules: published formulae recomputed, steps, bands, readings, benchmarks."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.rubrics import POINTS, STEP, Rubric, rubrics
from graph.findings.rules import Authority, Family, rule
from graph.identity import Ref
from graph.model import Document, FindingTerm, ScoreItem
from graph.scoring.outcome import BY_STARTED, HUNDRED, Outcome, Span, rounded, shown
from graph.scoring.percents import ADMITTED, has_placeholder, open_bound, per_percent
from graph.scoring.rubric import UNKNOWN, Known, Recomputed, case_of, rates_of
from graph.scoring.terms import Terms
from graph.vocabulary import ScoringRule, Severity

_REQUIRED = "min_"
_REPORTED = "_reported"


class Scored(NamedTuple):
    """A row at the bottom of a rubric that has a score, and what its rule makes of it."""

    rubric: Rubric
    item: ScoreItem
    score: Decimal
    result: Recomputed

    @property
    def outcome(self) -> Outcome:
        """What the rule admits."""
        return self.result.outcome

    @property
    def is_admitted(self) -> bool:
        """Whether the rule admits the published score; True where nothing could be computed."""
        return self.outcome.holds(Fraction(self.score))

    @property
    def subjects(self) -> tuple[Ref, ...]:
        """The row and its evaluation."""
        return (self.item.ref, self.rubric.evaluation.ref)

    @property
    def known(self) -> Known:
        """What is published elsewhere of the row's quantity and target."""
        return self.rubric.rescored.known.get(self.item.key, UNKNOWN)


@rule(
    "score-by-formula", Family.EVALUATIONS, Authority.SCORING_RULE,
    "a row's score is what its published formula gives, in one of the ways in which it can be read",
)  # fmt: skip
def score_by_formula(facts: Facts) -> Iterator[Contradiction]:
    """Rows whose formula and quantity are published."""
    for each in _scored(facts):
        if each.outcome.is_formula and not each.is_admitted:
            yield _off(each, shown(each.outcome.spans[0].low), tolerance=STEP)


@rule(
    "score-admitted-by-conditions", Family.EVALUATIONS, Authority.SCORING_RULE,
    "a row scored by conditions or faults gets one of the scores that they can add up to",
)  # fmt: skip
def score_admitted_by_conditions(facts: Facts) -> Iterator[Contradiction]:
    """Rows whose rule admits several scores: the published one is none of them."""
    for each in _scored(facts):
        spans = each.outcome.spans
        if each.outcome.is_formula or each.is_admitted or not all(span.is_score for span in spans):
            continue
        scores, published = [span.low for span in spans], Fraction(each.score)
        below = max((score for score in scores if score < published), default=scores[0])
        above = min((score for score in scores if score > published), default=scores[-1])
        # points were lost, so that a condition was not met: full marks are not what was meant
        full = each.item.weight is not None and above >= each.item.weight
        expected = below if full or published - below <= above - published else above
        lost = f"{each.item.weight - each.score:f} lost of {each.item.weight:f}" if each.item.weight else ""
        nearest = f"next to {each.score:f} it admits {shown(below)} and {shown(above)}"
        words = "; ".join(filter(None, (each.outcome.computation, lost, nearest)))
        yield _off(each, shown(expected), words, severity=Severity.MINOR)


@rule(
    "score-in-band", Family.EVALUATIONS, Authority.SCORING_RULE,
    "a row scored by degree gets a score from the band of the degree that was reached",
)  # fmt: skip
def score_in_band(facts: Facts) -> Iterator[Contradiction]:
    """Rows whose rule admits an interval: the published score lies outside."""
    for each in _scored(facts):
        spans = each.outcome.spans
        if each.outcome.is_formula or each.is_admitted or all(span.is_score for span in spans):
            continue
        ends = [end for span in spans for end in (span.low, span.high)]
        nearest = min(ends, key=lambda end: abs(end - Fraction(each.score)))
        admitted = " or ".join(f"{shown(span.low)} to {shown(span.high)}" for span in spans)
        yield _off(each, shown(nearest), f"the rule admits {admitted}")


@rule(
    "score-needs-a-reading", Family.EVALUATIONS, Authority.SCORING_RULE,
    "a published formula can be read in one way only",
)  # fmt: skip
def score_needs_a_reading(facts: Facts) -> Iterator[Contradiction]:
    """Rows whose score fits one way of reading the formula and not another; a part of a per cent is rounding."""
    for each in _scored(facts):
        fitting = [span for span in each.outcome.spans if span.holds(Fraction(each.score))]
        others = [span for span in each.outcome.spans if span not in fitting]
        if not fitting or not others or not all(span.reading for span in (*fitting, *others)):
            continue
        other = others[0]
        is_part = {span.reading for span in each.outcome.spans} <= set(ADMITTED)
        yield _off(
            each,
            shown(other.high),
            f"{each.result.computation}; {each.score:f} only where {fitting[0].reading}, "
            f"{shown(other.high)} where {other.reading}",
            severity=Severity.ROUNDING if is_part else Severity.MINOR,
        )


@rule(
    "formula-read-one-way", Family.EVALUATIONS, Authority.SCORING_RULE,
    "one formula for one criterion is read in the same way in every evaluation of a publisher",
)  # fmt: skip
def formula_read_one_way(facts: Facts) -> Iterator[Contradiction]:
    """Rows by the per cent on one criterion: no single way of reading the formula gives all their scores."""
    groups: dict[tuple[str, str], list[tuple[Scored, set[str]]]] = {}
    for each in _scored(facts):
        document = facts.one(Document, each.rubric.evaluation.document_key)
        if each.item.rule is ScoringRule.PER_PERCENT and document and not Terms.parse(each.item.rule_terms).parts:
            readings = _fitting_readings(each)
            if readings is not None:
                groups.setdefault((document.publisher_key, each.item.criterion_key), []).append((each, readings))
    for rows in groups.values():
        if len(rows) > 1 and not set.intersection(*(readings for _, readings in rows)):
            yield _read_differently([each for each, _ in rows], [readings for _, readings in rows])


@rule(
    "benchmark-is-a-value", Family.EVALUATIONS, Authority.FORM,
    "the benchmark of a formula is a value, not the placeholder of the form",
)  # fmt: skip
def benchmark_is_a_value(facts: Facts) -> Iterator[Contradiction]:
    """Scored rows by the per cent whose target was never filled in."""
    for each in _scored(facts):
        terms = Terms.parse(each.item.rule_terms)
        if each.item.rule is ScoringRule.PER_PERCENT and has_placeholder(terms):
            yield Contradiction(
                what=f"benchmark of {each.item.name}, which scored {each.score:f} {POINTS}",
                subjects=each.subjects,
                published_text=each.item.benchmark or terms["target"],
                expected_text="a number",
            )


@rule(
    "open-interval-excludes-its-ends", Family.EVALUATIONS, Authority.SCORING_RULE,
    "full marks for a quantity inside an interval are not given for one on an end that does not belong to it",
)  # fmt: skip
def open_interval_excludes_its_ends(facts: Facts) -> Iterator[Contradiction]:
    """Rows by the per cent whose quantity stands exactly on an open end of the target."""
    for each in _scored(facts):
        case = case_of(each.item, {}, each.known)
        if each.item.rule is ScoringRule.PER_PERCENT and each.score == each.item.weight and open_bound(case):
            yield Contradiction(
                what=f"score of {each.item.name}, a target with open ends",
                subjects=each.subjects,
                published=each.score,
                unit=POINTS,
                expected_text="less than full marks",
                computation=each.result.computation,
            )


@rule(
    "rule-asks-for-more", Family.EVALUATIONS, Authority.SCORING_RULE,
    "full marks are given where the report has as much as the rule asks for",
)  # fmt: skip
def rule_asks_for_more(facts: Facts) -> Iterator[Contradiction]:
    """Rows with full marks whose rule asks for a number of things (`min_...`) and whose report has fewer."""
    for each in _scored(facts):
        terms = Terms.parse(each.item.rule_terms)
        for name in terms:
            thing = name.removeprefix(_REQUIRED)
            asked, reported = terms.number(name), terms.number(thing + _REPORTED)
            is_short = asked is not None and reported is not None and reported < asked
            if name.startswith(_REQUIRED) and is_short and each.score == each.item.weight:
                yield Contradiction(
                    what=f"score of {each.item.name}",
                    subjects=each.subjects,
                    published=each.score,
                    unit=POINTS,
                    expected_text=f"less than full marks, or at least {asked} {thing}",
                    computation=f"{reported} {thing} reported, at least {asked} asked for",
                )


@rule(
    "score-follows-its-driver", Family.EVALUATIONS, Authority.SCORING_RULE,
    "a row whose score is said to follow another's loses points only if the other does, or by a stated step",
)  # fmt: skip
def score_follows_its_driver(facts: Facts) -> Iterator[Contradiction]:
    """Rows that are linked to another without a formula, and were scored at another rate."""
    for each in _scored(facts):
        driver = Terms.parse(each.item.rule_terms).get("driver")
        rate = rates_of(each.rubric.items).get(driver or "")
        if driver is None or each.outcome.spans or rate is None or not each.item.weight:
            continue
        expected = Fraction(each.item.weight) * rate / HUNDRED
        if rounded(expected) != each.score.quantize(STEP):
            words = f"{driver} got {shown(rate)}%: {shown(rate)}% of {each.item.weight:f}={shown(expected)}"
            yield _off(each, shown(expected), f"{words}; the rule states no other step", severity=Severity.MINOR)


def _scored(facts: Facts) -> Iterator[Scored]:
    for rubric in rubrics(facts):
        for leaf in rubric.leaves:
            if leaf.item.score is not None:
                yield Scored(rubric, leaf.item, leaf.item.score, rubric.rescored.items[leaf.item.key])


def _off(
    each: Scored,
    expected: Decimal,
    computation: str | None = None,
    *,
    tolerance: Decimal = Decimal(0),
    severity: Severity | None = None,
) -> Contradiction:
    item = each.item
    figures = (("weight", item.weight), ("printed quantity", item.input_value), ("score", item.score))
    return Contradiction(
        what=f"score of {item.name}",
        subjects=each.subjects,
        published=each.score,
        expected=expected,
        unit=POINTS,
        computation=computation or each.result.computation,
        terms=tuple(
            FindingTerm(label=f"{name} of {item.name}", value=value, ref=item.ref)
            for name, value in figures
            if value is not None
        ),
        tolerance=tolerance,
        severity=severity,
    )


def _fitting_readings(each: Scored) -> set[str] | None:
    """The readings of a formula by the per cent that give the published score; None where nothing is computed."""
    result = per_percent(case_of(each.item, {}, each.known), (*ADMITTED, BY_STARTED))
    if not result.spans:
        return None
    everywhere = {*ADMITTED, BY_STARTED}
    fitting = [span for span in result.spans if span.holds(Fraction(each.score))]
    return everywhere if any(not span.reading for span in fitting) else {span.reading for span in fitting}


def _read_differently(rows: list[Scored], readings: list[set[str]]) -> Contradiction:
    ordered = sorted(zip(rows, readings, strict=True), key=lambda pair: pair[0].rubric.evaluation.position)
    parts = []
    for each, fitting in ordered:
        words = " or ".join(sorted(fitting)) or "no reading fits"
        measured = each.known.measured
        quantity = measured.computation if measured else f"{each.item.input_value}"
        parts.append(f"{each.rubric.evaluation.label}: {quantity}, {each.score:f} of {each.item.weight:f} ({words})")
    first = ordered[0][0]
    spans: tuple[Span, ...] = first.outcome.spans
    return Contradiction(
        what=f"formula of {first.item.name}, read in different ways",
        subjects=tuple(ref for each, _ in ordered for ref in each.subjects),
        published=first.score,
        expected=shown(spans[0].low) if spans else None,
        unit=POINTS,
        computation="; ".join(parts),
        terms=tuple(
            FindingTerm(label=each.rubric.evaluation.label, value=each.score, ref=each.item.ref) for each, _ in ordered
        ),
        severity=Severity.MINOR,
    )
