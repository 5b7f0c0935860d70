"""The same quantity stated twice, under one name or two, with different values."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import MONEY_UNITS, observed_figure
from graph.findings.labels import plain
from graph.findings.rules import Authority, Family, rule
from graph.findings.similar import one_thing
from graph.identity import Ref
from graph.model import Observation, Project
from graph.vocabulary import Approximation, EntityKind, Severity

COUNTED = ("count", "actual_value", "satisfaction", "actual_text")
"""Measures whose names are free words; amounts are compared by what they are, see `graph.findings.agreement`."""

_LINE = re.compile(r"第\d+行")
POINTS = frozenset({"%", "分"})
SAME_END = 4


@rule(
    "stated-twice", Family.ACROSS, Authority.CONSISTENCY,
    "a figure of a year has one value, wherever and under whatever name it is stated of the same subject",
)  # fmt: skip
def stated_twice(facts: Facts) -> Iterator[Contradiction]:
    """Figures of one subject and year under one name; counts also under names that say the same in other words."""
    for observations in _of_one_year(facts).values():
        by_name: dict[str, list[Observation]] = {}
        for each in observations:
            by_name.setdefault(plain(each.name), []).append(each)
        for alike in by_name.values():
            for one, other in pairwise(alike):
                yield from _compared(one, other)
        for (first, firsts), (second, seconds) in combinations(by_name.items(), 2):
            if firsts[0].measure.startswith(COUNTED) and _one_thing(firsts[0], first, second):
                yield from _compared(_plainest(firsts), _plainest(seconds))


def _of_one_year(facts: Facts) -> dict[tuple[object, ...], list[Observation]]:
    """Figures that can be compared: of a subject or of the fund it is part of, a year, a kind of measure and a unit."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for each in facts.of(Observation):
        if each.unit in MONEY_UNITS and not each.measure.startswith("actual_value"):
            continue  # amounts of budgets are compared by what they are
        if each.value is None and each.measure != "actual_text":
            continue
        measure = "satisfaction" if each.measure.startswith("satisfaction") else each.measure
        unit = "points" if measure == "satisfaction" and each.unit in POINTS else each.unit
        subject = _department(facts, each.subject) if each.measure == "actual_text" else _top(facts, each.subject)
        key = (subject, each.fiscal_year, each.period, each.compared_with, measure, unit)
        groups.setdefault((*key, each.classification_key), []).append(each)
    return groups


def _plainest(observations: list[Observation]) -> Observation:
    """The figure that no word softens, or the first."""
    return next((each for each in observations if each.approximation is None), observations[0])


def _one_thing(observation: Observation, first: str, second: str) -> bool:
    """Whether two names are of one thing; satisfaction may be named with or without whose it is."""
    if observation.measure.startswith("satisfaction"):
        return first in second or second in first
    return one_thing(first, second)


def _top(facts: Facts, subject: Ref) -> Ref:
    """The fund that a project is part of, or the subject itself."""
    project = facts.one(Project, subject.key) if subject.kind is EntityKind.PROJECT else None
    return Ref(EntityKind.PROJECT, project.parent_key) if project is not None and project.parent_key else subject


def _department(facts: Facts, subject: Ref) -> Ref:
    """The department whose project it is: two reports may tell of one event."""
    project = facts.one(Project, subject.key) if subject.kind is EntityKind.PROJECT else None
    return Ref(EntityKind.DEPARTMENT, project.department_key) if project is not None else subject


def _compared(one: Observation, other: Observation) -> Iterator[Contradiction]:
    if one.measure == "actual_text":
        differ = one.text != other.text and plain(one.name) != plain(other.name)
    elif _qualified_apart(one, other):
        differ = False
    elif one.value == other.value:
        differ = (one.approximation is None) != (other.approximation is None)
    else:
        differ = not _fits(one, other) or not _fits(other, one)
    if differ:
        yield _contradiction(one, other)


def _qualified_apart(one: Observation, other: Observation) -> bool:
    """Whether qualifiers say that the figures are of different things; words for a rough figure do not.

    A line number as qualifier says that two sentences gave one name to their figures, and not what they are of.
    """
    words = {each.qualifier for each in (one, other)} - {None, "概数"}
    if any(_LINE.fullmatch(word or "") for word in words):
        return True
    return len(words) > 1 or (len(words) == 1 and plain(one.name) != plain(other.name))


def _fits(one: Observation, other: Observation) -> bool:
    """Whether a value may be what the other, perhaps softened by words, states."""
    if one.value is None or other.value is None:
        return True
    if other.approximation in (Approximation.OVER, Approximation.AT_LEAST):
        return one.value >= other.value
    if other.approximation in (Approximation.NEARLY, Approximation.AT_MOST):
        return one.value <= other.value
    if other.approximation is Approximation.ABOUT:
        return abs(one.value - other.value) <= abs(other.value) / 10
    return one.approximation is not None


def _printed(observation: Observation) -> str:
    if observation.value is None:
        return observation.text or ""
    return observation.published or f"{observation.value:f} {observation.unit or ''}".strip()


def _contradiction(one: Observation, other: Observation) -> Contradiction:
    names = list(dict.fromkeys((one.name, other.name)))
    figures = [figure for each in (one, other) if (figure := observed_figure(each)) is not None]
    exact = len(figures) == 2  # noqa: PLR2004 - both are figures
    values = [figure.value for figure in figures]
    return Contradiction(
        what=f"{one.fiscal_year} {' / '.join(names)}, stated twice",
        subjects=(one.ref, other.ref),
        published=values[0] if exact else None,
        expected=values[1] if exact else None,
        published_text=_printed(one),
        expected_text=_printed(other),
        unit=one.unit,
        computation=f"{values[0]:f}-{values[1]:f}={values[0] - values[1]:f}" if exact else None,
        terms=tuple(figure.term for figure in figures),
        severity=Severity.MINOR,
        aspect=other.key,
    )
