"""A whole rubric recomputed: every scored row by its own rule, the rows above from the rows below, the total.

A row's score comes from its rule where the rule and what it is applied to are published; else from its weight and
the printed rate; a row above others is the sum of those right below it. What cannot be computed keeps no
recomputed score and says why; in sums it stands as published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from graph.model import ScoreItem
from graph.scoring.measured import Measured
from graph.scoring.outcome import HUNDRED, Case, Outcome, Span, shown
from graph.scoring.rules import outcome
from graph.scoring.targets import target_of
from graph.scoring.terms import Terms
from graph.values import Measure

NOTHING = Outcome()
"""What a row above others admits: its score follows from the rows below."""


class Known(NamedTuple):
    """What is published elsewhere of the quantity a row is scored by, and of the target it is compared with."""

    measured: Measured | None = None
    target: Measure | None = None
    words: str | None = None


UNKNOWN = Known()
"""Nothing is published elsewhere."""


class RecomputationBasis(StrEnum):
    """What a recomputed score follows from."""

    RULE = "RULE"
    RATE = "RATE"
    PARTS = "PARTS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A score recomputed; `score` None says that it cannot be, and `note` why.

    `admitted` are the scores that the row's rule admits, also where it is not one score. `as_published` are the rows
    of a sum that stand in it as published.
    """

    score: Decimal | None = None
    exact: Fraction | None = None
    basis: RecomputationBasis | None = None
    note: str | None = None
    computation: str | None = None
    admitted: tuple[Span, ...] = ()
    outcome: Outcome = NOTHING
    as_published: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A scored row with the rows right below it."""

    item: ScoreItem
    children: "tuple[Node, ...]"

    @property
    def leaves(self) -> "tuple[Node, ...]":
        """The rows at the bottom of this one; itself where none are below it."""
        return tuple(leaf for child in self.children for leaf in child.leaves) if self.children else (self,)


def tree(items: Sequence[ScoreItem]) -> tuple[Node, ...]:
    """The top rows of a rubric, each with what is below it; `items` in published order, parents first."""
    tops: list[tuple[ScoreItem, list[ScoreItem]]] = []
    for item in items:
        if tops and item.level > tops[-1][0].level:
            tops[-1][1].append(item)
        else:
            tops.append((item, []))
    return tuple(Node(item, tree(below)) for item, below in tops)


def recomputed(items: Sequence[ScoreItem], known: Mapping[str, Known]) -> dict[str, Recomputed]:
    """Every row of one rubric recomputed, by key; `known` is what is published elsewhere of its rows, by key."""
    tops = tree(items)
    rates = _rates(tops)
    found: dict[str, Recomputed] = {}
    for top in tops:
        _recompute(top, rates, known, found)
    return found


def total(items: Sequence[ScoreItem], found: Mapping[str, Recomputed]) -> Recomputed:
    """A rubric's total: the sum of its top rows as recomputed, or as published where they cannot be."""
    if not items:
        return Recomputed(note="no scored rows are published")
    return _sum(tree(items), found)


def case_of(item: ScoreItem, rates: Mapping[str, Fraction], known: Known = UNKNOWN) -> Case:
    """A scored row as its rule sees it: a quantity computed from amounts comes before the printed, rounded one."""
    printed = None if item.input_value is None else Fraction(item.input_value)
    elsewhere = known.measured
    is_better = elsewhere is not None and (elsewhere.computation or printed is None)
    return Case(
        rule=item.rule,
        terms=Terms.parse(item.rule_terms),
        weight=None if item.weight is None else Fraction(item.weight),
        measured=elsewhere.value if elsewhere is not None and is_better else printed,
        measured_words=item.input_text or known.words,
        target=target_of(item.benchmark) or known.target,
        rates=rates,
    )


def rates_of(items: Sequence[ScoreItem]) -> dict[str, Fraction]:
    """The published share of its weight, in per cent, that every row of a rubric got, by name; the topmost wins."""
    return _rates(tree(items))


def _rates(nodes: Sequence[Node]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    level = list(nodes)
    while level:
        for node in level:
            item = node.item
            if item.score is not None and item.weight:
                found.setdefault(item.name, Fraction(item.score) / Fraction(item.weight) * HUNDRED)
        level = [child for node in level for child in node.children]
    return found


def _recompute(
    node: Node, rates: Mapping[str, Fraction], known: Mapping[str, Known], found: dict[str, Recomputed]
) -> None:
    for child in node.children:
        _recompute(child, rates, known, found)
    if node.children:
        found[node.item.key] = _sum(node.children, found)
    else:
        own = known.get(node.item.key, UNKNOWN)
        found[node.item.key] = _row(node.item, outcome(case_of(node.item, rates, own)), own.measured)


def _row(item: ScoreItem, result: Outcome, better: Measured | None) -> Recomputed:
    published = None if item.score is None else Fraction(item.score)
    words = "; ".join(filter(None, (better.computation if better else None, result.computation)))
    if result.is_formula:
        chosen = _chosen(result.spans, published)
        return Recomputed(
            score=shown(chosen.low),
            exact=chosen.low,
            basis=RecomputationBasis.RULE,
            note=_reading_note(result, chosen),
            computation=words or None,
            admitted=result.spans,
            outcome=result,
        )
    if item.rate is not None and item.weight is not None:
        score = Fraction(item.rate) * Fraction(item.weight) / HUNDRED
        exact = published if published is not None and _rate_rounds(item, published) else score
        return Recomputed(
            score=shown(exact),
            exact=exact,
            basis=RecomputationBasis.RATE,
            note=_rate_note(result, published),
            computation=f"{item.weight:f}*{item.rate:f}%={shown(score)}",
            admitted=result.spans,
            outcome=result,
        )
    return Recomputed(note=result.reason, computation=words or None, admitted=result.spans, outcome=result)


def _chosen(spans: Sequence[Span], published: Fraction | None) -> Span:
    """The reading that gives the published score; the first where none does."""
    fitting = (span for span in spans if published is not None and span.holds(published))
    return next(fitting, spans[0])


def _reading_note(result: Outcome, chosen: Span) -> str | None:
    others = [f"{shown(span.low)} where {span.reading}" for span in result.spans if span is not chosen]
    notes = [f"read so that {chosen.reading}; {', '.join(others)}"] if others else []
    notes += ["the counts are inferred, not printed"] if result.inferred else []
    return "; ".join(notes) or None


def _rate_note(result: Outcome, published: Fraction | None) -> str:
    note = f"weight times the printed rate: {result.reason or 'the rule gives no single score'}"
    if published is None or result.holds(published):
        return note
    return f"{note}; the rule does not admit the published score"


def _rate_rounds(item: ScoreItem, score: Fraction) -> bool:
    """Whether the printed rate is the score's share of the weight, rounded as printed: 83.33 of 2.5 in 3."""
    return item.rate is not None and bool(item.weight) and is_rate(item.rate, score, item.weight)


def is_rate(rate: Decimal, score: Fraction | Decimal, weight: Decimal | None) -> bool:
    """Whether a printed rate is `score` over `weight` in per cent, to within half of its last digit."""
    if not weight:
        return False
    exponent = rate.as_tuple().exponent
    half = Fraction(1, 2 * 10**-exponent) if isinstance(exponent, int) and exponent < 0 else Fraction(1, 2)
    return abs(Fraction(score) / Fraction(weight) * HUNDRED - Fraction(rate)) <= half


def _sum(nodes: Sequence[Node], found: Mapping[str, Recomputed]) -> Recomputed:
    parts: list[Fraction] = []
    as_published: list[str] = []
    for node in nodes:
        result = found[node.item.key]
        as_published += result.as_published
        if result.exact is not None:
            parts.append(result.exact)
        elif node.item.score is not None:
            parts.append(Fraction(node.item.score))
            as_published.append(node.item.name)
        else:
            return Recomputed(note=f"no score is published or computable for {node.item.name}")
    score = sum(parts, Fraction(0))
    note = f"rows taken as published, since their rules cannot be computed: {len(as_published)}"
    return Recomputed(
        score=shown(score),
        exact=score,
        basis=RecomputationBasis.PARTS,
        note=note if as_published else None,
        computation=f"{'+'.join(str(shown(part)) for part in parts)}={shown(score)}",
        as_published=tuple(as_published),
    )
