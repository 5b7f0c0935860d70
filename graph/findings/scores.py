"""Evaluations against their own arithmetic: rows, categories and totals, weights, rates, deductions, grades."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.rubrics import (
    POINTS,
    STEP,
    added,
    printed,
    rows_are_missing,
    rubrics,
    score_terms,
    weight_of,
)
from graph.findings.rules import Authority, Family, rule
from graph.identity import Ref
from graph.model import Evaluation, FindingTerm, Indicator, ScoreItem
from graph.scoring.outcome import HUNDRED
from graph.scoring.rubric import Node, is_rate
from graph.values import Deduction, GradeBand
from graph.vocabulary import Basis, Comparison, Severity

_PATH = " > "


@rule("score-equals-rows", Family.EVALUATIONS, Authority.IDENTITY, "a category's score is the sum of the rows below it")
def score_equals_rows(facts: Facts) -> Iterator[Contradiction]:
    """Printed scores of rows that have rows below them."""
    for rubric in rubrics(facts):
        for node in rubric.nodes:
            item, rows = node.item, printed(node.children)
            if not node.children or rows is None or item.score is None or item.score_basis is not Basis.PUBLISHED:
                continue
            if rows_are_missing(item.weight, item.score, node.children):
                continue
            yield from _sum(item.score, rows, f"score of {item.name}", (item.ref, rubric.evaluation.ref))


@rule("total-score-equals-rows", Family.EVALUATIONS, Authority.IDENTITY, "the total is the sum of the rubric's rows")
def total_score_equals_rows(facts: Facts) -> Iterator[Contradiction]:
    """Printed totals of evaluations with rows: against the categories, and against the rows at the bottom.

    Of a rubric that was read only in part nothing is said: what is missing is ours, not the document's.
    """
    for rubric in rubrics(facts):
        if rubric.is_partial:
            continue
        score, subjects = rubric.evaluation.score, (rubric.evaluation.ref,)
        categories, leaves = printed(rubric.tops), printed(rubric.leaves)
        if categories:
            yield from _sum(score, categories, f"total score of {rubric.evaluation.label}", subjects)
        if leaves and leaves != categories:
            what = f"total score of {rubric.evaluation.label} against its single rows"
            yield from _sum(score, leaves, what, subjects, aspect="rows")


@rule(
    "score-is-weight-times-rate", Family.EVALUATIONS, Authority.IDENTITY, "a row's score is its weight times its rate"
)
def score_is_weight_times_rate(facts: Facts) -> Iterator[Contradiction]:
    """Rows that print weight, rate and score; a rate may be rounded to its last digit."""
    for rubric in rubrics(facts):
        for item in rubric.items:
            if (
                item.score is None
                or item.rate is None
                or item.weight is None
                or is_rate(item.rate, item.score, item.weight)
            ):
                continue
            expected = item.weight * item.rate / HUNDRED
            yield Contradiction(
                what=f"score of {item.name}",
                subjects=(item.ref, rubric.evaluation.ref),
                published=item.score,
                expected=expected.normalize() + 0,
                unit=POINTS,
                computation=f"{item.weight:f}*{item.rate:f}%={expected.normalize():f}",
                terms=(
                    FindingTerm(label=f"weight of {item.name}", value=item.weight, ref=item.ref),
                    FindingTerm(label=f"rate of {item.name} in per cent", value=item.rate, ref=item.ref),
                ),
                tolerance=STEP,
            )


@rule(
    "weights-add-up", Family.EVALUATIONS, Authority.IDENTITY, "weights add up to the weight above and to the full score"
)
def weights_add_up(facts: Facts) -> Iterator[Contradiction]:
    """Rubrics whose weights are printed; of one that was read only in part, the parts that are whole."""
    for rubric in rubrics(facts):
        evaluation = rubric.evaluation
        if not rubric.is_partial:
            yield from _weights(evaluation.full_score, rubric.tops, "full score", (evaluation.ref,))
        for node in rubric.nodes:
            if evaluation.ambiguous or rows_are_missing(node.item.weight, node.item.score, node.children):
                continue
            if node.children and node.item.weight is not None:
                subjects = (node.item.ref, evaluation.ref)
                yield from _weights(node.item.weight, node.children, f"weight of {node.item.name}", subjects)


@rule(
    "deductions-are-points-lost", Family.EVALUATIONS, Authority.IDENTITY,
    "points said to be deducted are what a row, a category or the whole lacks of its full score",
)  # fmt: skip
def deductions_are_points_lost(facts: Facts) -> Iterator[Contradiction]:
    """Deductions stated in prose against the rows they name, the categories above, and the total."""
    for rubric in rubrics(facts):
        deductions, evaluation = rubric.evaluation.deductions, rubric.evaluation
        if not deductions:
            continue
        for node in rubric.nodes:
            own = [each for each in deductions if _under(each.criterion, node.item.criterion_key)]
            weight, score = weight_of(node), node.item.score
            named = any(each.criterion == node.item.criterion_key for each in own)
            is_top = node in rubric.tops and node.item.score_basis is Basis.PUBLISHED and _tells_all(own, node.leaves)
            if own and weight is not None and score is not None and (named or is_top):
                what = f"points deducted on {node.item.name}"
                yield from _deducted(own, weight, score, what, (node.item.ref, evaluation.ref))
        stated = sum((each.amount for each in deductions), Decimal(0))
        if _tells_all(deductions, rubric.leaves) or stated > evaluation.full_score - evaluation.score:
            what = f"points deducted in {evaluation.label}"
            yield from _deducted(list(deductions), evaluation.full_score, evaluation.score, what, (evaluation.ref,))


@rule("grade-in-own-band", Family.EVALUATIONS, Authority.NOTE, "the grade is the one whose band holds the score")
def grade_in_own_band(facts: Facts) -> Iterator[Contradiction]:
    """Evaluations with a printed grade, against the bands of the same document."""
    for evaluation in facts.of(Evaluation):
        if evaluation.grade is None or not evaluation.grade_bands:
            continue
        holding = [band.grade.value for band in evaluation.grade_bands if _holds(band, evaluation.score)]
        if evaluation.grade.value not in holding:
            expected = " or ".join(holding) or "no grade at all"
            yield Contradiction(
                what=f"grade of {evaluation.label} at {evaluation.score:f}",
                subjects=(evaluation.ref,),
                published_text=evaluation.grade.value,
                expected_text=expected,
                computation=f"the document's bands give {expected} to {evaluation.score:f}",
                terms=(FindingTerm(label="score", value=evaluation.score, ref=evaluation.ref),),
                severity=Severity.MAJOR,
            )


@rule(
    "marks-fit-outcome", Family.EVALUATIONS, Authority.SCORING_RULE,
    "an indicator gets full marks if its target was met, and not otherwise",
)  # fmt: skip
def marks_fit_outcome(facts: Facts) -> Iterator[Contradiction]:
    """Scored indicators whose printed outcome decides whether the target was met."""
    for each in facts.of(Indicator):
        if each.met is None or each.weight is None or each.score is None:
            continue
        if each.met is (each.score >= each.weight):
            continue
        outcome = each.actual.text if each.actual else ""
        yield Contradiction(
            what=f"score of {each.name}, whose target was {'met' if each.met else 'missed'}",
            subjects=(each.ref, each.subject),
            published=each.score,
            expected=each.weight if each.met else None,
            expected_text=None if each.met else f"less than {each.weight:f} {POINTS}",
            unit=POINTS,
            computation=f"outcome {outcome}, target {each.target.text if each.target else ''}",
            severity=None if each.met else Severity.MAJOR,
        )


@rule(
    "outcome-in-words-of-target", Family.EVALUATIONS, Authority.CONSISTENCY,
    "a target in words that got full marks is reported in the words of the target",
)  # fmt: skip
def outcome_in_words_of_target(facts: Facts) -> Iterator[Contradiction]:
    """Scored indicators with a target and an outcome in words."""
    for each in facts.of(Indicator):
        target, actual = each.target, each.actual
        if target is None or actual is None or each.weight is None or each.score != each.weight:
            continue
        in_words = target.comparison is actual.comparison is Comparison.QUALITATIVE
        if in_words and target.text != actual.text and not each.met:
            yield Contradiction(
                what=f"outcome of {each.name}, which got full marks",
                subjects=(each.ref, each.subject),
                published_text=actual.text,
                expected_text=target.text,
            )


def _sum(
    published: Decimal, rows: list[ScoreItem], what: str, subjects: tuple[Ref, ...], aspect: str = ""
) -> Iterator[Contradiction]:
    scores = [row.score for row in rows if row.score is not None]
    expected = sum(scores, Decimal(0))
    if expected != published:
        yield Contradiction(
            what=what,
            subjects=subjects,
            published=published,
            expected=expected,
            unit=POINTS,
            computation=added(scores),
            terms=score_terms(rows),
            tolerance=STEP * len(rows),
            aspect=aspect,
        )


def _weights(
    published: Decimal, nodes: tuple[Node, ...], what: str, subjects: tuple[Ref, ...]
) -> Iterator[Contradiction]:
    known = [(node.item, weight) for node in nodes if (weight := weight_of(node)) is not None]
    weights = [weight for _, weight in known]
    if nodes and len(known) == len(nodes) and sum(weights) != published:
        yield Contradiction(
            what=what,
            subjects=subjects,
            published=published,
            expected=sum(weights, Decimal(0)),
            unit=POINTS,
            computation=added(weights),
            terms=tuple(FindingTerm(label=f"weight of {each.name}", value=w, ref=each.ref) for each, w in known),
        )


def _tells_all(deductions: Sequence[Deduction], leaves: tuple[Node, ...]) -> bool:
    """Whether every row that lost points is named by a deduction, or a level above it is: a text need not tell all."""
    lost = [
        leaf.item.criterion_key
        for leaf in leaves
        if leaf.item.weight is not None and leaf.item.score is not None and leaf.item.score < leaf.item.weight
    ]
    return bool(leaves) and all(any(_under(key, each.criterion) for each in deductions) for key in lost)


def _under(criterion: str, above: str) -> bool:
    return criterion == above or criterion.startswith(above + _PATH)


def _deducted(
    deductions: list[Deduction], full: Decimal, score: Decimal, what: str, subjects: tuple[Ref, ...]
) -> Iterator[Contradiction]:
    amounts = [each.amount for each in deductions]
    stated = sum(amounts, Decimal(0))
    if stated != full - score:
        listed = f"{added(amounts)} against " if len(amounts) > 1 else ""
        yield Contradiction(
            what=what,
            subjects=subjects,
            published=stated,
            expected=full - score,
            unit=POINTS,
            computation=f"{listed}{full:f}-{score:f}={full - score:f}",
            terms=(
                *(FindingTerm(label=each.criterion, value=each.amount, ref=subjects[-1]) for each in deductions),
                FindingTerm(label="score", value=score, ref=subjects[0]),
            ),
            tolerance=STEP * len(amounts),
        )


def _holds(band: GradeBand, score: Decimal) -> bool:
    above = score > band.lower or (band.lower_inclusive and score == band.lower)
    below = score < band.upper or (band.upper_inclusive and score == band.upper)
    return above and below
