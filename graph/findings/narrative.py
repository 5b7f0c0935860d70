"""The narrative's amounts against one another: wholes and parts, changes and what they are the difference of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from graph.findings.agreement import described
from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import MONEY_UNITS, Figure, in_unit, observed_figure, sum_contradiction, sum_of
from graph.findings.labels import PARTS, Role, plain, role
from graph.findings.quantities import ALL, Quantity
from graph.findings.rules import Authority, Family, rule
from graph.findings.spoken import CHANGE_INITIAL
from graph.model import Observation
from graph.vocabulary import Phase, Severity

NEARLY_ALL = Decimal("0.05")
"""Parts that come this near to the whole are meant to be all of it; a list that does not names some of them."""


class Way(NamedTuple):
    """One way in which a whole is told: parts that must all be there, and parts that may be left out when zero."""

    parts: tuple[Role, ...]
    others: tuple[Role, ...] = ()
    complete: bool = True


OTHER_TYPES = (Role.BUSINESS, Role.REMITTED_UP, Role.AFFILIATE_SUBSIDY)
WHOLES: dict[str, tuple[Way, ...]] = {
    ALL: (
        Way((Role.BASIC, Role.PROJECT), OTHER_TYPES),
        Way((Role.PERSONNEL, Role.OPERATING, Role.PROJECT), OTHER_TYPES),
    ),
    Role.BASIC.value: (Way((Role.PERSONNEL, Role.OPERATING)),),
    Role.THREE_PUBLIC.value: (
        Way((Role.ABROAD, Role.VEHICLES, Role.RECEPTION)),
        Way((), (Role.ABROAD, Role.VEHICLE_PURCHASE, Role.VEHICLE_RUNNING, Role.RECEPTION), complete=False),
    ),
    Role.VEHICLES.value: (Way((Role.VEHICLE_PURCHASE, Role.VEHICLE_RUNNING)),),
}
"""What a kind is made up of; the second way where the first is not told."""

NEEDED = 2
LEVELS = {3: "classes", 5: "sections", 7: "items"}
"""The levels of the functional classification by the length of their codes."""


def told(facts: Facts) -> dict[str, dict[Quantity, Figure]]:
    """What each document's narrative says, by quantity; of two figures for one the first."""
    if "told" not in facts.memo:
        documents: dict[str, dict[Quantity, Figure]] = {}
        for quantity, observations in facts.spoken.items():
            for each in observations:
                figure = observed_figure(each)
                if figure is not None:
                    documents.setdefault(each.document_key, {}).setdefault(quantity, figure)
        facts.memo["told"] = documents
    known: dict[str, dict[Quantity, Figure]] = facts.memo["told"]
    return known


@rule(
    "narrative-adds-up", Family.NARRATIVE, Authority.IDENTITY,
    "amounts and changes of the narrative add up: basic and project expenditure, personnel and operating, the three"
    " public expenses, functional classes",
)  # fmt: skip
def sums(facts: Facts) -> Iterator[Contradiction]:
    """Every whole that a document tells or that follows from its figures, against the parts that it tells."""
    for figures in told(facts).values():
        for quantity in _wholes(figures):
            total = figures.get(quantity) or _derived(quantity, figures)
            if total is not None:
                yield from _of_kinds(quantity, total, figures)
                yield from _of_codes(quantity, total, figures)


def _wholes(figures: dict[Quantity, Figure]) -> Iterable[Quantity]:
    """What is told, and the whole of each change that is told of a part."""
    wholes = dict.fromkeys(figures)
    wholes.update(
        dict.fromkeys(
            each._replace(kind=ALL) for each in figures if each.phase == CHANGE_INITIAL and each.aspect == "E"
        )
    )
    return wholes


def _derived(quantity: Quantity, figures: dict[Quantity, Figure]) -> Figure | None:
    """A change against the initial budget that is not told, from what was budgeted and what was spent."""
    if quantity.phase != CHANGE_INITIAL:
        return None
    before = figures.get(quantity._replace(phase=Phase.APPROVED))
    later = figures.get(quantity._replace(phase=Phase.ADJUSTED)) or figures.get(quantity._replace(phase=Phase.EXECUTED))
    before = before and in_unit(before, later.unit if later else None)
    if before is None or later is None:
        return None
    step = max(before.step, later.step)
    return Figure(f"{later.label} - {before.label}", later.value - before.value, step, later.unit, later.ref)


def _of_kinds(quantity: Quantity, total: Figure, figures: dict[Quantity, Figure]) -> Iterator[Contradiction]:
    for way in WHOLES.get(quantity.kind, ()):
        parts = [figures.get(quantity._replace(kind=each.value)) for each in way.parts]
        others = [figures.get(quantity._replace(kind=each.value)) for each in way.others]
        known = [
            same for each in (*parts, *others) if each is not None and (same := in_unit(each, total.unit)) is not None
        ]
        if len(known) >= NEEDED and all(part is not None for part in parts):
            what = f"{described(quantity)} in the narrative and its parts"
            yield from _sum(what, total, known, complete=way.complete)
            return


def _of_codes(quantity: Quantity, total: Figure, figures: dict[Quantity, Figure]) -> Iterator[Contradiction]:
    """A whole against the codes of one level that the narrative tells of: classes, sections or items."""
    if quantity.aspect != "E" or quantity.code is not None:
        return
    codes = dict.fromkeys(
        each.code for each in figures if each.code is not None and each._replace(code=None, kind=ALL, phase="") ==
        quantity._replace(kind=ALL, phase="")
    )  # fmt: skip
    for level, words in LEVELS.items():
        parts = [_of_code(quantity._replace(code=code), figures) for code in codes if code and len(code) == level]
        known = [same for each in parts if each is not None and (same := in_unit(each, total.unit)) is not None]
        if len(known) >= NEEDED and len(known) == len(parts):
            what = f"{described(quantity)} in the narrative and its {words}"
            yield from _sum(what, total, known, complete=False, aspect=words)


def _of_code(quantity: Quantity, figures: dict[Quantity, Figure]) -> Figure | None:
    """What is told of a code; of a kind of its expenditure that is not told, all of it."""
    found = figures.get(quantity) or _derived(quantity, figures)
    if found is None and quantity.kind == Role.BASIC.value:
        whole = quantity._replace(kind=ALL)
        found = figures.get(whole) or _derived(whole, figures)
    return found


def _sum(what: str, total: Figure, parts: list[Figure], *, complete: bool, aspect: str = "") -> Iterator[Contradiction]:
    missing = abs(total.value - sum_of(parts))
    if complete or missing <= abs(total.value) * NEARLY_ALL:
        contradiction = sum_contradiction(what, total, parts, aspect=aspect)
        if contradiction is not None:
            yield contradiction


@rule(
    "change-is-difference", Family.NARRATIVE, Authority.IDENTITY,
    "a change against the initial budget is what was spent, or the adjusted budget, less the initial budget",
)  # fmt: skip
def differences(facts: Facts) -> Iterator[Contradiction]:
    """Changes of quantities whose both amounts the same document tells."""
    for figures in told(facts).values():
        for quantity, change in figures.items():
            if quantity.phase != CHANGE_INITIAL:
                continue
            before = figures.get(quantity._replace(phase=Phase.APPROVED))
            later = figures.get(quantity._replace(phase=Phase.ADJUSTED)) or figures.get(
                quantity._replace(phase=Phase.EXECUTED)
            )
            yield from difference(f"{described(quantity)} in the narrative", change, later, before)


def difference(what: str, change: Figure, later: Figure | None, before: Figure | None) -> Iterator[Contradiction]:
    """The contradiction of a stated change and the two amounts that it is the difference of."""
    if later is None or before is None:
        return
    less = Figure(before.label, -before.value, before.step, before.unit, before.ref)
    terms = [figure for each in (later, less) if (figure := in_unit(each, change.unit)) is not None]
    if len(terms) == NEEDED:
        contradiction = sum_contradiction(what, change, terms)
        if contradiction is not None:
            yield contradiction


@rule(
    "change-against-both-years", Family.ACROSS, Authority.CONSISTENCY,
    "a change against an earlier year is the difference of the amounts that the documents of both years show",
)  # fmt: skip
def across_years(facts: Facts) -> Iterator[Contradiction]:
    """Changes told in one document, where the earlier year's quantity is in any other."""
    everything = {quantity: cells[0].figure for quantity, cells in facts.stated.items()}
    for figures in told(facts).values():
        for quantity, figure in figures.items():
            everything.setdefault(quantity, figure)
    for figures in told(facts).values():
        for quantity, change in figures.items():
            _, _, year = quantity.phase.rpartition("CHANGE ")
            if not year.isdigit():
                continue
            for phase in (Phase.EXECUTED, Phase.APPROVED):
                later = figures.get(quantity._replace(phase=phase))
                before = everything.get(quantity._replace(phase=phase, year=int(year)))
                yield from difference(f"{described(quantity)}, told in one document", change, later, before)


PART_OF = "的组成部分"
MAIN_REASONS = "主要原因"


@rule(
    "change-equals-parts", Family.NARRATIVE, Authority.NOTE,
    "the changes that are given as the parts of a change add up to it",
)  # fmt: skip
def reasons(facts: Facts) -> Iterator[Contradiction]:
    """Composed figures `whole / part` whose qualifier says what they are parts of; a list may leave small parts out."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    wholes: dict[tuple[object, ...], Observation] = {}
    for each in facts.of(Observation):
        shared = (each.document_key, each.measure, each.fiscal_year, each.compared_with)
        whole, _, _ = each.name.rpartition(" / ")
        if whole and (each.qualifier or "").endswith(PART_OF):
            part_of = (each.qualifier or "").removesuffix(PART_OF)
            name = whole if part_of.startswith(MAIN_REASONS) else f"{whole} / {part_of}"
            groups.setdefault((*shared, name), []).append(each)
        else:
            wholes.setdefault((*shared, each.name), each)
    for key, parts in groups.items():
        whole_observation = wholes.get(key)
        total = observed_figure(whole_observation) if whole_observation is not None else None
        if total is not None:
            yield from _list(f"{key[-1]}, change and the parts given for it", total, parts)


@rule(
    "amount-equals-parts", Family.NARRATIVE, Authority.IDENTITY,
    "amounts that the narrative names as parts of an amount add up to it: goods, works and services, fiscal and other"
    " funds, assets and liabilities",
)  # fmt: skip
def parts_of_amounts(facts: Facts) -> Iterator[Contradiction]:
    """Composed figures `whole / part`, purchases by category, and the lines of a balance sheet."""
    groups: dict[tuple[object, ...], dict[str, Observation]] = {}
    for each in facts.of(Observation):
        if each.unit in MONEY_UNITS and each.qualifier is None:
            key = (each.document_key, each.subject, each.measure, each.fiscal_year, each.period)
            groups.setdefault(key, {}).setdefault(plain(each.name), each)
    for names in groups.values():
        composed: dict[str, list[Observation]] = {}
        for name, each in names.items():
            whole, _, _ = name.rpartition(" / ") if " / " in name else name.rpartition("/")
            if whole:
                composed.setdefault(whole, []).append(each)
        for whole, parts in composed.items():
            total = names.get(whole) or names.get(f"{whole}总额")
            if total is not None and len(parts) >= NEEDED and (figure := observed_figure(total)) is not None:
                yield from _list(f"{total.name} and its parts", figure, parts)
        yield from _purchases(names)
        yield from _balance_sheet(names)


def _purchases(names: dict[str, Observation]) -> Iterator[Contradiction]:
    """The total of purchases against goods, works and services, whatever they are called; remarks do not matter."""
    by_role: dict[Role, Figure] = {}
    for name, each in names.items():
        found, figure = role(_REMARK.sub("", name)), observed_figure(each)
        if found is not None and figure is not None:
            by_role.setdefault(found, figure)
    parts = [by_role[each] for each in (Role.GOODS, Role.WORKS, Role.SERVICES) if each in by_role]
    if Role.PROCUREMENT in by_role and len(parts) == len(PARTS[Role.PROCUREMENT]):
        total = by_role[Role.PROCUREMENT]
        same = [figure for part in parts if (figure := in_unit(part, total.unit)) is not None]
        contradiction = sum_contradiction(f"{total.label} by category", total, same)
        if contradiction is not None:
            yield contradiction


def _list(what: str, total: Figure, parts: list[Observation]) -> Iterator[Contradiction]:
    """A whole and a list of parts; a list that is a little short may be incomplete, and is never MAJOR."""
    figures = [
        same for part in parts
        if (figure := observed_figure(part)) is not None and (same := in_unit(figure, total.unit)) is not None
    ]  # fmt: skip
    if len(figures) == len(parts) and abs(total.value - sum_of(figures)) <= abs(total.value) * NEARLY_ALL:
        contradiction = sum_contradiction(what, total, figures, aspect="list")
        if contradiction is not None:
            rounding = contradiction.judged is Severity.ROUNDING
            yield contradiction if rounding else replace(contradiction, severity=Severity.MINOR)


_REMARK = re.compile(r"\(.*\)$")
_SHEET: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("资产合计", ("流动资产", "非流动资产"), ()),
    ("负债合计", ("流动负债", "非流动负债"), ()),
    ("净资产合计", ("资产合计",), ("负债合计",)),
)
"""Totals that are named alike everywhere, what is added to make them, and what is taken off."""


def _balance_sheet(names: dict[str, Observation]) -> Iterator[Contradiction]:
    for whole, added, taken in _SHEET:
        wanted = (whole, *added, *taken)
        figures = [observed_figure(names[name]) for name in wanted if name in names]
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(wanted):
            continue
        total, *parts = known
        signed = [
            part if index < len(added) else Figure(part.label, -part.value, part.step, part.unit, part.ref)
            for index, part in enumerate(parts)
        ]
        same = [figure for part in signed if (figure := in_unit(part, total.unit)) is not None]
        contradiction = sum_contradiction(f"{whole} and its parts", total, same)
        if contradiction is not None:
            yield contradiction
