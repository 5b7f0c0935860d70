"""The same thing over the years: growth against the base that was published, bases implied twice, what was renamed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, pairwise
from typing import TypeAlias

from graph.findings.contradiction import Contradiction
from graph.findings.counts import categorised
from graph.findings.facts import Facts
from graph.findings.figures import Figure, line_figure, observed_figure
from graph.findings.labels import plain
from graph.findings.rates import HUNDRED, SHOWN, rate_contradiction, rise
from graph.findings.rules import Authority, Family, rule
from graph.model import BudgetLine, Observation, Statement
from graph.vocabulary import Severity, StatementKind

VALUES = ("actual_value", "amount", "executed_amount", "count")
SCOPE_WORD = 2
SHORTEST_NAME = 6
FIRST_WORDS = ("首批", "首次", "首个", "首家")


Measures: TypeAlias = "dict[str, list[Observation]]"


def _series(facts: Facts) -> dict[tuple[object, ...], dict[int, Measures]]:
    """Figures of whole years by subject, name and code, then by year, then by measure."""
    if "series" not in facts.memo:
        groups: dict[tuple[object, ...], dict[int, Measures]] = {}
        for each in facts.of(Observation):
            years = groups.setdefault((each.subject, plain(each.name), each.classification_key), {})
            years.setdefault(each.fiscal_year, {}).setdefault(each.measure, []).append(each)
        facts.memo["series"] = groups
    known: dict[tuple[object, ...], dict[int, Measures]] = facts.memo["series"]
    return known


def _value(measures: Measures, document: str = "") -> Figure | None:
    """The value of a year, as the document prints it where it does, or as the first one that does."""
    printed = [each for measure in VALUES for each in measures.get(measure, ())]
    printed.sort(key=lambda each: each.document_key != document)
    figures = (observed_figure(each) for each in printed)
    return next((figure for figure in figures if figure is not None), None)


@rule(
    "growth-over-published-base", Family.ACROSS, Authority.CONSISTENCY,
    "a growth rate over an earlier year is the growth over the figure that was published for that year",
)  # fmt: skip
def growth_over_base(facts: Facts) -> Iterator[Contradiction]:
    """Rates of change of a quantity whose value is published for both years, whatever the document."""
    for years in _series(facts).values():
        for measures in years.values():
            rate = next(iter(measures.get("change_rate", ())), None)
            against = (rate.compared_with or "") if rate is not None else ""
            if rate is None or not against.isdigit() or "change_amount" in measures:
                continue
            now, before = (_value(each, rate.document_key) for each in (measures, years.get(int(against), {})))
            figure = observed_figure(rate)
            if now is None or before is None or figure is None or not before.value:
                continue
            contradiction = rate_contradiction(f"{rate.fiscal_year} growth of {rate.name}", figure, [now, before], rise)
            if contradiction is not None:
                implied = (now.value / (1 + figure.value / HUNDRED)).quantize(
                    (before.step or SHOWN) / 10, ROUND_HALF_UP
                )
                yield replace(
                    contradiction,
                    computation=f"{contradiction.computation}; implied base {implied:f} against {before.value:f}",
                )


@rule(
    "base-implied-twice", Family.ACROSS, Authority.CONSISTENCY,
    "two years' reductions against the same base year, with their values, imply one base",
)  # fmt: skip
def implied_bases(facts: Facts) -> Iterator[Contradiction]:
    """Reductions against a base year that is not published itself, each printed with the value that is left."""
    for years in _series(facts).values():
        bases: dict[str, list[tuple[Observation, Figure, Decimal, tuple[Decimal, Decimal]]]] = {}
        for _, measures in sorted(years.items()):
            for measure, (each, *_) in measures.items():
                rate, left = observed_figure(each), _value(measures, each.document_key)
                if measure.startswith("reduction") and each.compared_with and rate is not None and left is not None:
                    bases.setdefault(each.compared_with, []).append((each, left, *_base(left, rate)))
        for base_year, implied in bases.items():
            for one, other in pairwise(implied):
                if one[3][1] < other[3][0] or other[3][1] < one[3][0]:
                    yield _two_bases(base_year, one, other)


def _base(left: Figure, rate: Figure) -> tuple[Decimal, tuple[Decimal, Decimal]]:
    """The base that a value and its reduction imply, and how far rounding lets it lie."""
    kept = 1 - rate.value / HUNDRED
    half = rate.step / HUNDRED / 2
    low = (left.value - left.step / 2) / (kept + half)
    high = (left.value + left.step / 2) / (kept - half)
    return left.value / kept, (low, high)


def _two_bases(
    base_year: str,
    one: tuple[Observation, Figure, Decimal, tuple[Decimal, Decimal]],
    other: tuple[Observation, Figure, Decimal, tuple[Decimal, Decimal]],
) -> Contradiction:
    first, second = (each[2].quantize(SHOWN, ROUND_HALF_UP) for each in (one, other))
    terms = [figure for each in (one, other) for figure in (observed_figure(each[0]), each[1]) if figure is not None]
    return Contradiction(
        what=f"{base_year} base of {other[0].name} that {other[0].fiscal_year} and {one[0].fiscal_year} imply",
        subjects=tuple(figure.ref for figure in (other[1], *terms) if figure.ref is not None),
        published=second,
        expected=first,
        unit=other[1].unit,
        computation="; ".join(
            f"{each[1].value:f}/(1-{each[0].value}%)={value:f}" for each, value in ((other, second), (one, first))
        ),
        terms=tuple(figure.term for figure in terms),
        aspect=f"base {base_year}",
    )


@rule(
    "first-happens-once", Family.ACROSS, Authority.CONSISTENCY,
    "what is called the first of its kind is reported of one year only",
)  # fmt: skip
def firsts(facts: Facts) -> Iterator[Contradiction]:
    """Figures with words such as 首批 in their name that two years print alike."""
    for years in _series(facts).values():
        told = [(year, measures) for year, measures in sorted(years.items()) if _is_first(measures)]
        for (year, before), (later, after) in pairwise(told):
            one, other = _value(before), _value(after)
            if one is not None and other is not None and one.value == other.value:
                name = next(iter(after.values()))[0].name
                yield Contradiction(
                    what=f"{name}, reported of {year} and again of {later}",
                    subjects=tuple(figure.ref for figure in (other, one) if figure.ref is not None),
                    published_text=f"{other.value:f} {other.unit or ''}".strip(),
                    expected_text=f"one year, {year} or {later}",
                    terms=(other.term, one.term),
                    severity=Severity.MINOR,
                    aspect=str(year),
                )


def _is_first(measures: Measures) -> bool:
    return any(word in each.name for found in measures.values() for each in found for word in FIRST_WORDS)


@rule(
    "scope-stays-the-same", Family.ACROSS, Authority.CONSISTENCY,
    "figures of two years can be compared where their names speak of the same scope",
)  # fmt: skip
def scopes(facts: Facts) -> Iterator[Contradiction]:
    """Outcomes printed in one year only, whose name a word of scope tells from one that the next year prints."""
    by_subject: dict[object, dict[str, dict[int, Observation]]] = {}
    for each in facts.of(Observation):
        if each.measure == "actual_value" and each.value is not None:
            names = by_subject.setdefault((each.subject, each.unit), {})
            names.setdefault(plain(each.name), {}).setdefault(each.fiscal_year, each)
    for names in by_subject.values():
        once = [next(iter(years.values())) for years in names.values() if len(years) == 1]
        for before, after in combinations(once, 2):
            next_year = abs(after.fiscal_year - before.fiscal_year) == 1
            if next_year and _wider(plain(before.name), plain(after.name)):
                yield _two_scopes(before, after)


def _wider(first: str, second: str) -> bool:
    """Whether one name is the other with a character or two more, not at either end."""
    one, other = sorted((first, second), key=len)
    added = len(other) - len(one)
    if not 0 < added <= SCOPE_WORD or len(one) < SHORTEST_NAME:
        return False
    return any(one == other[:at] + other[at + added :] for at in range(1, len(one)))


def _two_scopes(one: Observation, other: Observation) -> Contradiction:
    before, after = sorted((one, other), key=lambda each: each.fiscal_year)
    figures = [figure for each in (after, before) if (figure := observed_figure(each)) is not None]
    return Contradiction(
        what=f"{before.fiscal_year} {before.name} and {after.fiscal_year} {after.name} differ in scope",
        subjects=(after.ref, before.ref),
        published_text=f"{after.name} {after.published or after.value}",
        expected_text=f"{before.name} {before.published or before.value}",
        terms=tuple(figure.term for figure in figures),
        severity=Severity.MINOR,
    )


@rule(
    "categories-renamed", Family.ACROSS, Authority.CONSISTENCY,
    "counts by category can be compared over the years only where the categories stay the same",
)  # fmt: skip
def renamed_categories(facts: Facts) -> Iterator[Contradiction]:
    """Totals that changed between two dates while a category that held some was replaced by another."""
    groups: dict[tuple[str, str], list[tuple[Observation, list[Observation]]]] = {}
    for total, parts in categorised(facts):
        groups.setdefault((_department(facts, total), plain(total.name)), []).append((total, parts))
    for found in groups.values():
        ordered = sorted(found, key=lambda each: (each[0].fiscal_year, each[0].period or ""))
        for (before, old), (after, new) in pairwise(ordered):
            gone = _held(old) - {each.measure for each in new}
            come = _held(new) - {each.measure for each in old}
            if gone and come and before.value != after.value:
                yield _renamed(before, old, after, new, gone | come)


def _department(facts: Facts, observation: Observation) -> str:
    subject = facts.get(observation.subject)
    return getattr(subject, "department_key", observation.subject.key)


def _held(parts: list[Observation]) -> set[str]:
    return {each.measure for each in parts if each.value}


def _renamed(
    before: Observation, old: list[Observation], after: Observation, new: list[Observation], changed: set[str]
) -> Contradiction:
    figures = [observed_figure(each) for each in (before, after, *old, *new)]
    sums = ["+".join(f"{each.value:f}" for each in parts if each.value is not None) for parts in (old, new)]
    names = ", ".join(each.measure_label or each.measure for each in (*old, *new) if each.measure in changed)
    return Contradiction(
        what=f"{before.name} of {before.period or before.fiscal_year} and {after.period or after.fiscal_year}: "
        f"categories differ ({names})",
        subjects=(before.ref, after.ref),
        published=before.value,
        expected=after.value,
        unit=before.unit,
        computation=f"{before.value}={sums[0]}; {after.value}={sums[1]}",
        terms=tuple(figure.term for figure in figures if figure is not None),
        severity=Severity.MINOR,
    )


@rule(
    "one-code-one-type", Family.ACROSS, Authority.CONSISTENCY,
    "an economic code is personnel or operating expenditure alike in all documents of a department",
)  # fmt: skip
def types_of_codes(facts: Facts) -> Iterator[Contradiction]:
    """The type under which documents of two years book an economic code of basic expenditure, where they differ."""
    booked: dict[tuple[str, str, str], dict[str, list[BudgetLine]]] = {}
    statements = {each.key: each for each in facts.of(Statement)}
    for line in facts.of(BudgetLine):
        statement = statements[line.statement_key]
        economic = line.department_economic_key or line.government_economic_key
        kind = line.expenditure_type
        if economic is None or kind is None or kind.value not in {"PERSONNEL", "OPERATING"} or not line.money.fen:
            continue
        if statement.statement_kind in (
            StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC, StatementKind.BASIC_BY_GOVERNMENT_ECONOMIC,
        ) and not line.is_total:  # fmt: skip
            scheme, code, _ = economic.split("/")
            by_document = booked.setdefault((line.department_key, scheme, code), {})
            by_document.setdefault(line.document_key, []).append(line)
    for (_, _, code), by_document in booked.items():
        documents = sorted(by_document.values(), key=lambda lines: lines[0].fiscal_year)
        for before, after in pairwise(documents):
            types = [{line.expenditure_type for line in lines} for lines in (before, after)]
            if not types[0] & types[1]:
                yield _two_types(code, before[0], after[0])


def _two_types(code: str, before: BudgetLine, after: BudgetLine) -> Contradiction:
    figures = [line_figure(line, "万元") for line in (after, before)]
    words = [
        f"{line.expenditure_type} ({line.fiscal_year}: {figure.value:f})"
        for line, figure in zip((after, before), figures, strict=True)
    ]
    return Contradiction(
        what=f"{code} {after.row_label} in the basic expenditure of two years",
        subjects=(after.ref, before.ref),
        published_text=words[0],
        expected_text=words[1],
        unit="万元",
        terms=tuple(figure.term for figure in figures),
        severity=Severity.MINOR,
    )
