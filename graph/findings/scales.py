"""Scales of evaluations compared: the bands that turn scores into grades, and the weights of shared criteria."""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.rules import Authority, Family, rule
from graph.model import Evaluation, FindingTerm, Project, ScoreItem
from graph.values import GradeBand
from graph.vocabulary import EntityKind, EvaluationKind, Grade, Severity

if TYPE_CHECKING:
    from decimal import Decimal

OWN = frozenset({EvaluationKind.SELF, EvaluationKind.OVERALL})
"""Kinds in which a department judges itself."""

Scale: TypeAlias = "tuple[tuple[Grade, Decimal, Decimal], ...]"

SHOWN = 6
"""More criteria than these are counted and not named in a message; all are in its terms."""


def _department(facts: Facts, evaluation: Evaluation) -> str:
    if evaluation.subject.kind is EntityKind.DEPARTMENT:
        return evaluation.subject.key
    project = facts.one(Project, evaluation.subject.key)
    return project.department_key if project is not None else evaluation.subject.key


@rule(
    "grade-bands-differ", Family.ACROSS, Authority.CONSISTENCY,
    "a grade stands for the same scores in all evaluations of a department",
)  # fmt: skip
def bands(facts: Facts) -> Iterator[Contradiction]:
    """Two scales in one document, the department's own evaluation first; two scales of one kind over the years."""
    groups: dict[tuple[str, str], dict[Scale, Evaluation]] = {}
    for each in sorted(facts.of(Evaluation), key=lambda each: (each.evaluation_kind not in OWN, each.position)):
        scale = tuple((band.grade, band.lower, band.upper) for band in each.grade_bands)
        if scale:
            for group in (each.document_key, each.evaluation_kind.value):
                groups.setdefault((_department(facts, each), group), {}).setdefault(scale, each)
    for found in groups.values():
        for one, other in combinations(found.values(), 2):
            yield from _bands_of_two(one, other)


def _bands_of_two(one: Evaluation, other: Evaluation) -> Iterator[Contradiction]:
    others = {band.grade: band for band in other.grade_bands}
    differing = [band for band in one.grade_bands if band.grade in others and band.lower != others[band.grade].lower]
    for band in differing:
        right = others[band.grade]
        yield Contradiction(
            what=f"scores from which {one.label} and {other.label} grade {band.grade.value}",
            subjects=(one.ref, other.ref),
            published=band.lower,
            expected=right.lower,
            computation=f"{_interval(band)}; {_interval(right)}",
            terms=(_lower(one, band), _lower(other, right)),
            severity=Severity.MINOR,
            aspect=f"{other.key}/{band.grade.value}",
            places=(*band.sources, *right.sources),
        )


def _interval(band: GradeBand) -> str:
    return f"{'[' if band.lower_inclusive else '('}{band.lower}, {band.upper}{']' if band.upper_inclusive else ')'}"


def _lower(evaluation: Evaluation, band: GradeBand) -> FindingTerm:
    return FindingTerm(label=f"{evaluation.label} {band.grade.value} from", value=band.lower, ref=evaluation.ref)


@rule(
    "weights-differ", Family.ACROSS, Authority.CONSISTENCY,
    "scores of one criterion can be compared where it has the same weight: over the years of one subject, and among the"
    " subjects of one year",
)  # fmt: skip
def weights(facts: Facts) -> Iterator[Contradiction]:
    """Evaluations of one kind that share criteria: of one subject in two years, of two subjects in one year."""
    items = facts.grouped(ScoreItem, "evaluation_key")
    comparable: dict[tuple[object, ...], list[Evaluation]] = {}
    for each in facts.of(Evaluation):
        if (each.key,) in items:
            comparable.setdefault((each.evaluation_kind, each.subject), []).append(each)
            comparable.setdefault((each.evaluation_kind, _department(facts, each), each.fiscal_year), []).append(each)
    for evaluations in comparable.values():
        first = evaluations[0]
        for other in evaluations[1:]:
            yield from _weights_of_two(first, other, items[first.key,], items[other.key,])


def _weights_of_two(
    one: Evaluation, other: Evaluation, first: list[ScoreItem], second: list[ScoreItem]
) -> Iterator[Contradiction]:
    others = {item.criterion_key: item for item in second if item.weight is not None}
    pairs = [
        (item, others[item.criterion_key]) for item in first
        if item.weight is not None and item.criterion_key in others
        and item.weight != others[item.criterion_key].weight
    ]  # fmt: skip
    if not pairs:
        return
    words = [f"{a.name} {a.weight:f} / {b.weight:f}" for a, b in pairs if a.weight is not None and b.weight is not None]
    more = [f"and {len(words) - SHOWN} more"] if len(words) > SHOWN else []
    top = pairs[0]
    yield Contradiction(
        what=f"weights of {len(pairs)} criteria in {one.label} and {other.label}",
        subjects=(one.ref, other.ref, *(item.ref for pair in pairs for item in pair)),
        published=top[0].weight,
        expected=top[1].weight,
        computation=", ".join([*words[:SHOWN], *more]),
        terms=tuple(
            FindingTerm(label=f"{item.fiscal_year} {item.name}", value=item.weight, ref=item.ref)
            for pair in pairs
            for item in pair
            if item.weight is not None
        ),
        severity=Severity.MINOR,
        aspect=other.key,
    )
