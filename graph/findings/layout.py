"""The form of documents: payment plans, units of amounts, names of projects, headings and row numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import MONEY_UNITS, observed_figure
from graph.findings.hierarchy import TWO_SIDED, Side, sides
from graph.findings.rules import Authority, Family, rule
from graph.findings.spoken import AMOUNTS
from graph.findings.tables import Row
from graph.identity import Ref
from graph.model import Classification, FindingTerm, Indicator, Observation, Project, ScoreItem
from graph.vocabulary import Approximation, EntityKind, Scheme, Severity

_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2})\1")
_MAGNITUDE = re.compile(r"[\d.]\s*[万亿](?![\w\uff05%])")
MOST_HAVE = 2


@rule(
    "payment-plan-has-an-amount-for-each-date", Family.FORM, Authority.FORM,
    "a payment plan prints as many amounts as dates",
)  # fmt: skip
def payment_dates(facts: Facts) -> Iterator[Contradiction]:
    """Plans none of whose amounts can be told to belong to a date."""
    for project in facts.of(Project):
        years = dict.fromkeys(step.fiscal_year for step in project.payment_plan)
        for year in years:
            steps = [step for step in project.payment_plan if step.fiscal_year == year]
            if all(step.ambiguous for step in steps):
                dates = ", ".join(step.heading or "?" for step in steps)
                amounts = [step.amount.in_unit(MONEY_UNITS["万元"]) for step in steps]
                yield Contradiction(
                    what=f"{year} payment plan of {project.name}: fewer amounts than dates",
                    subjects=(project.ref,),
                    published_text=" ".join(f"{amount:f}" for amount in amounts),
                    expected_text="an amount under each date",
                    computation=f"{len(amounts)} amounts, likely for {dates}",
                    terms=tuple(
                        FindingTerm(
                            label=f"{project.name} {step.heading or step.position}", value=amount, ref=project.ref
                        )
                        for step, amount in zip(steps, amounts, strict=True)
                    ),
                    severity=Severity.MINOR,
                    aspect=str(year),
                    places=tuple(dict.fromkeys(source for step in steps for source in step.sources)),
                )


@rule(
    "unit-of-amount", Family.FORM, Authority.FORM,
    "an amount is printed with its unit, and in the unit of the amounts around it",
)  # fmt: skip
def money_units(facts: Facts) -> Iterator[Contradiction]:
    """Amounts that end in 万 or 亿 without 元, and amounts in yuan among amounts in wan yuan."""
    around: dict[tuple[str, str], list[Observation]] = {}
    for each in facts.of(Observation):
        if each.unit in MONEY_UNITS and each.sources:
            if each.published and _MAGNITUDE.search(f"{each.published} "):
                yield _unit(each, each.published, each.unit or "")
            if each.measure in AMOUNTS:
                around.setdefault((each.document_key, each.sources[0].locator), []).append(each)
    for amounts in around.values():
        usual = [each for each in amounts if each.unit == "万元"]
        for each in amounts:
            if each.unit == "元" and len(usual) > MOST_HAVE:
                yield _unit(each, f"{each.value} 元", f"{each.value} 万元")


def _unit(observation: Observation, published: str, expected: str) -> Contradiction:
    figure = observed_figure(observation)
    return Contradiction(
        what=f"{observation.fiscal_year} unit of {observation.name}",
        subjects=(observation.ref,),
        published_text=published,
        expected_text=expected,
        terms=(figure.term,) if figure is not None and observation.approximation is not Approximation.OVER else (),
        severity=Severity.MINOR,
    )


@rule(
    "project-is-no-code", Family.FORM, Authority.FORM,
    "a project is not named like an item of the functional classification",
)  # fmt: skip
def projects_like_codes(facts: Facts) -> Iterator[Contradiction]:
    """Projects whose whole name is that of an item, such as 行政运行."""
    items: dict[str, Classification] = {}
    for each in facts.of(Classification):
        if each.scheme is Scheme.FUNCTIONAL:
            items.setdefault(each.name, each)
    for project in facts.of(Project):
        if project.name in items:
            code = items[project.name]
            yield Contradiction(
                what=f"project {project.name}, which is the name of the item {code.code}",
                subjects=(project.ref, code.ref),
                published_text=project.name,
                expected_text="a name of its own",
                severity=Severity.MINOR,
                places=project.sources,
            )


@rule(
    "heading-says-it-once", Family.FORM, Authority.FORM,
    "a heading does not print a word twice in a row",
)  # fmt: skip
def headings(facts: Facts) -> Iterator[Contradiction]:
    """Words of two characters that are doubled in the headings above figures."""
    seen: set[tuple[str, str]] = set()
    for each in (*facts.of(ScoreItem), *facts.of(Indicator), *facts.of(Observation)):
        for source in each.sources:
            for heading in source.locator.split(" > "):
                found = _DOUBLED.search(heading)
                if found and (source.document_key, heading) not in seen:
                    seen.add((source.document_key, heading))
                    yield Contradiction(
                        what="a heading that prints a word twice",
                        subjects=(Ref(EntityKind.DOCUMENT, source.document_key), each.ref),
                        published_text=heading,
                        expected_text=_DOUBLED.sub(r"\1", heading),
                        severity=Severity.MINOR,
                        aspect=heading,
                        places=(source,),
                    )


@rule(
    "row-numbers-in-sequence", Family.FORM, Authority.FORM,
    "the printed numbers of the rows of a statement follow one another",
)  # fmt: skip
def row_numbers(facts: Facts) -> Iterator[Contradiction]:
    """Jumps on the longer side of a two-sided statement that prints its zeros, longer than the other side."""
    for table in facts.tables:
        if table.statement.statement_kind not in TWO_SIDED:
            continue
        by_length = sorted(sides(table), key=lambda side: len(_rows(side)))
        rows = _rows(by_length[-1])
        number = by_length[-1].column.number
        zeros = sum(1 for row in rows if not row.cells[number].value)
        if zeros * 2 < len(rows):
            continue  # rows without a figure are not known, so that gaps say nothing
        for before, after in pairwise(rows):
            if after.number - before.number > len(_rows(by_length[0])) + 1:
                yield Contradiction(
                    what=f"{table.name}: row numbers after {before.words}",
                    subjects=(after.lines[number].ref, before.lines[number].ref),
                    published=Decimal(after.number),
                    expected=Decimal(before.number + 1),
                    computation=f"{before.number} -> {after.number}",
                    severity=Severity.MINOR,
                )


def _rows(side: Side) -> list[Row]:
    totals = [row for row in (side.year_total, side.grand_total) if row is not None]
    return sorted([*side.items, *side.balances, *totals], key=lambda row: row.number)
