"""Targets of indicators against one another and against the goals they stand for."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import step_of
from graph.findings.labels import plain
from graph.findings.rules import Authority, Family, rule
from graph.findings.similar import common_end, common_run
from graph.model import FindingTerm, Indicator, Observation, Project
from graph.values import Measure
from graph.vocabulary import Comparison, EntityKind, Severity

RATES = frozenset({"%", "‰", "百分比"})
"""Units in which equal targets are common and say nothing."""

COUNTS = frozenset({"次", "个", "项", "人", "家", "篇", "份", "期", "场", "批"})
MANY = 10
"""Small counts are often the same; a table may ask for three of everything."""

FURTHER = re.compile("^(再|进一步|继续|持续)")
"""Words that say that a target goes on from where another ended."""

NAMED_ALIKE = 2
SHORT = 4


def _term(indicator: Indicator) -> tuple[FindingTerm, ...]:
    target = indicator.target
    if target is None or target.value is None:
        return ()
    return (FindingTerm(label=f"{indicator.name} {target.text}", value=target.value, ref=indicator.ref),)


def _department(facts: Facts, indicator: Indicator) -> str:
    if indicator.subject.kind is EntityKind.PROJECT:
        project = facts.one(Project, indicator.subject.key)
        return project.department_key if project is not None else indicator.subject.key
    return indicator.subject.key


def _same_target(one: Measure, other: Measure) -> bool:
    return (one.comparison, one.value, one.unit) == (other.comparison, other.value, other.unit)


def _yearly(facts: Facts) -> dict[tuple[str, int], list[Indicator]]:
    """The indicators of a department and its projects by year, those with a target in figures or words."""
    groups: dict[tuple[str, int], list[Indicator]] = {}
    for each in facts.of(Indicator):
        if each.target is not None:
            groups.setdefault((_department(facts, each), each.fiscal_year), []).append(each)
    for indicators in groups.values():
        indicators.sort(key=lambda each: (_ordinal(facts, each), each.position))
    return groups


def _ordinal(facts: Facts, indicator: Indicator) -> int:
    """The number of the project in the published list; 0 for a department's own indicators."""
    project = facts.one(Project, indicator.subject.key) if indicator.subject.kind is EntityKind.PROJECT else None
    return project.ordinal or 0 if project is not None else 0


@rule(
    "one-indicator-one-target", Family.ACROSS, Authority.CONSISTENCY,
    "indicators of one name and level in a department's projects of a year have one target",
)  # fmt: skip
def differing_targets(facts: Facts) -> Iterator[Contradiction]:
    """Equal names with different targets, in two projects or in one; what most tables say over the years is right."""
    for (department, _), indicators in _yearly(facts).items():
        by_name: dict[tuple[str, str, str | None], list[Indicator]] = {}
        for each in indicators:
            if each.target is not None and each.target.value is not None:
                by_name.setdefault((plain(each.name), each.level1, each.target.unit), []).append(each)
        for (name, _, unit), alike in by_name.items():
            values = dict.fromkeys(each.target.value for each in alike if each.target is not None)
            if len(values) > 1:
                usual = _usual(facts, department, name, unit)
                right = next(
                    (each for each in alike if each.target is not None and each.target.value == usual), alike[0]
                )
                for odd in alike:
                    if odd.target is not None and right.target is not None and odd.target.value != right.target.value:
                        yield _pair(f"{odd.fiscal_year} targets of {odd.name} in two tables", odd, right)


def _usual(facts: Facts, department: str, name: str, unit: str | None) -> Decimal | None:
    """The target that most indicators of a department have, in all years, under a name that ends in this one."""
    counted: Counter[Decimal] = Counter()
    for each in facts.of(Indicator):
        target = each.target
        if target is None or target.value is None or target.unit != unit or not plain(each.name).endswith(name):
            continue
        if _department(facts, each) == department:
            counted[target.value] += 1
    return counted.most_common(1)[0][0] if counted else None


@rule(
    "one-quantity-one-indicator", Family.FORM, Authority.FORM,
    "an indicator is set once: not twice under two levels, two names or in two projects of a year",
)  # fmt: skip
def doubled(facts: Facts) -> Iterator[Contradiction]:
    """Equal targets whose names share their words: one name within another, or, in a table, a word of both."""
    for indicators in _yearly(facts).values():
        for one, other in combinations(indicators, 2):
            if one.target is None or other.target is None or plain(one.name) == plain(other.name):
                continue
            if _same_target(one.target, other.target) and _doubles(one, other):
                levels = (f"{one.level2 or one.level1}: {one.name}", f"{other.level2 or other.level1}: {other.name}")
                yield Contradiction(
                    what=f"{one.fiscal_year} one target {other.target.text} for two indicators",
                    subjects=(other.ref, one.ref),
                    published_text=levels[1],
                    expected_text=levels[0],
                    computation=f"{one.target.text} = {other.target.text}",
                    terms=(*_term(one), *_term(other)),
                    severity=Severity.MINOR,
                    aspect=one.key,
                )


def _doubles(one: Indicator, other: Indicator) -> bool:
    first, second = plain(one.name), plain(other.name)
    if one.target is not None and one.target.comparison is Comparison.QUALITATIVE:
        same_words = one.target.text == (other.target.text if other.target is not None else None)
        return same_words and one.subject == other.subject and len(common_end(first, second)) >= SHORT
    contained = min(len(first), len(second)) >= SHORT and (first in second or second in first)
    if contained and one.level1 == other.level1:
        return True
    if one.subject != other.subject or one.target is None or one.target.unit in RATES or one.target.unit is None:
        return False
    few = one.target.value is None or (one.target.unit in COUNTS and one.target.value < MANY)
    return not few and one.level2 != other.level2 and len(common_run(first, second)) >= NAMED_ALIKE


@rule(
    "one-thing-two-targets", Family.ACROSS, Authority.CONSISTENCY,
    "a report sets one target for one thing",
)  # fmt: skip
def two_targets(facts: Facts) -> Iterator[Contradiction]:
    """Targets of one subject and year in one unit whose names end alike, one of which asks for a further step."""
    groups: dict[tuple[object, ...], list[Indicator]] = {}
    for each in facts.of(Indicator):
        if each.target is not None and each.target.value is not None:
            key = (each.subject, each.fiscal_year, each.target.unit, each.level1, each.level2)
            groups.setdefault(key, []).append(each)
    for indicators in groups.values():
        seen: set[frozenset[str]] = set()
        for one, other in combinations(indicators, 2):
            first, second = plain(one.name), plain(other.name)
            pair = frozenset((first, second))
            if pair in seen or one.target is None or other.target is None:
                continue
            if bool(FURTHER.search(first)) == bool(FURTHER.search(second)):
                continue
            if one.target.value != other.target.value and len(common_end(first, second)) >= SHORT:
                seen.add(pair)
                yield _pair(f"{one.fiscal_year} targets of {one.name} and {other.name}", other, one)


def _pair(what: str, one: Indicator, other: Indicator) -> Contradiction:
    return Contradiction(
        what=what,
        subjects=(one.ref, other.ref),
        published=one.target.value if one.target is not None else None,
        expected=other.target.value if other.target is not None else None,
        published_text=one.target.text if one.target is not None else None,
        expected_text=other.target.text if other.target is not None else None,
        unit=one.target.unit if one.target is not None else None,
        terms=(*_term(one), *_term(other)),
        severity=Severity.MINOR,
        aspect=other.key,
    )


@rule(
    "goal-has-indicator", Family.ACROSS, Authority.CONSISTENCY,
    "a figure that the goal of a project names is the target of one of its indicators, under the same name",
)  # fmt: skip
def goals(facts: Facts) -> Iterator[Contradiction]:
    """Figures of goals that no indicator of the project and year has; and those that one has under another name."""
    indicators = facts.grouped(Indicator, "subject", "fiscal_year")
    for goal in facts.of(Observation):
        if goal.qualifier != "绩效目标" or goal.value is None or goal.measure == "frequency":
            continue
        own = indicators.get((goal.subject, goal.fiscal_year), [])
        numbers = {number for each in own for number in _numbers(each)}
        wanted = (goal.value, (goal.unit or "")[:1])
        fitting = [each for each in own if each.target is not None and each.target.value == goal.value]
        named = [each for each in fitting if each.target is not None and each.target.unit == goal.unit]
        if own and wanted not in numbers:
            yield _goal(goal, None)
        elif named and goal.unit not in RATES and not any(_shares_words(goal.name, each.name) for each in named):
            yield _goal(goal, named[0])


def _numbers(indicator: Indicator) -> set[tuple[Decimal, str]]:
    """Every number that an indicator prints with the first character of its unit: its target, name and description."""
    target = indicator.target
    words = f"{indicator.name} {indicator.description or ''} {target.text if target else ''}"
    found = {(Decimal(number), unit) for number, unit in re.findall(r"(\d+(?:\.\d+)?)\s*(\S?)", words)}
    if target is not None and target.value is not None:
        found.add((target.value, (target.unit or "")[:1]))
    return found


def _shares_words(first: str, second: str) -> bool:
    one, other = plain(first), plain(second)
    return one in other or other in one or len(common_run(one, other)) >= SHORT


def _goal(goal: Observation, indicator: Indicator | None) -> Contradiction:
    value = goal.value or Decimal(0)
    refs = (goal.ref, goal.subject) if indicator is None else (goal.ref, indicator.ref)
    return Contradiction(
        what=f"{goal.fiscal_year} goal {goal.name}"
        + (" has no indicator" if indicator is None else " and its indicator"),
        subjects=refs,
        published_text=f"{goal.name} {goal.published or value}",
        expected_text="an indicator with this target" if indicator is None else indicator.name,
        terms=(
            FindingTerm(label=goal.name, value=value, ref=goal.ref),
            *(_term(indicator) if indicator is not None else ()),
        ),
        severity=Severity.MINOR,
        tolerance=step_of(value),
    )
