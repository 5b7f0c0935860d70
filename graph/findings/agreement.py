"""The same quantity wherever it is printed: in the statements of one document, in its narrative, in other documents.

Expenditure from all funds, from fiscal appropriations and from the general public budget are quantities of their
own; where their totals are equal there is no other money in them, and every code and type of one must be that of
the other. Likewise revenue and expenditure by code where nothing is carried over.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import MONEY_UNITS, Figure, in_unit, observed_figure, sum_contradiction
from graph.findings.hierarchy import ECONOMIC
from graph.findings.labels import Role, role
from graph.findings.quantities import ALL, PUBLIC_ITEMS, Quantity, Stated, body_of
from graph.findings.rules import Authority, Family, rule
from graph.findings.spoken import ANY

FISCAL, GENERAL = Role.FISCAL.value, Role.GENERAL.value


class Printed(NamedTuple):
    """One place that prints a quantity: the figure, the document, and the statement or None for the narrative."""

    figure: Figure
    document: str
    statement: str | None


@rule(
    "statements-agree", Family.STATEMENTS, Authority.IDENTITY,
    "a quantity has the same value in every statement of a document that shows it: totals, codes, types, balances",
)  # fmt: skip
def statements(facts: Facts) -> Iterator[Contradiction]:
    """Where the cells of one document disagree, with the narrative's figures as further terms."""
    for quantity, places in _places(facts).items():
        for document in dict.fromkeys(place.document for place in places):
            of_document = [place for place in places if place.document == document]
            cells = [place for place in of_document if place.statement is not None]
            if _disagree(cells):
                yield _contradiction(quantity, of_document, cells, "in the statements of one document")


@rule(
    "narrative-agrees-with-statements", Family.NARRATIVE, Authority.CONSISTENCY,
    "an amount of the narrative is the one that the document's statements show",
)  # fmt: skip
def narrative(facts: Facts) -> Iterator[Contradiction]:
    """Where the statements agree among themselves and the narrative says something else, or says two things."""
    for quantity, places in _places(facts).items():
        for document in dict.fromkeys(place.document for place in places):
            of_document = [place for place in places if place.document == document]
            cells = [place for place in of_document if place.statement is not None]
            told = [place for place in of_document if place.statement is None]
            if told and not _disagree(cells) and _disagree(of_document):
                yield _contradiction(quantity, of_document, told, "in the narrative", cells[0] if cells else None)


@rule(
    "documents-agree", Family.ACROSS, Authority.CONSISTENCY,
    "a quantity of a year has the same value in every document that shows it",
)  # fmt: skip
def documents(facts: Facts) -> Iterator[Contradiction]:
    """Where documents agree within themselves and not with one another: the budget of a year in its final accounts."""
    for quantity, places in _places(facts).items():
        first = list({place.document: place for place in reversed(places)}.values())[::-1]
        if len(first) > 1 and _disagree(first):
            within = any(_disagree([place for place in places if place.document == each.document]) for each in first)
            if not within:
                yield _contradiction(quantity, places, places, "in two documents")


@rule(
    "basic-is-personnel-and-operating", Family.STATEMENTS, Authority.IDENTITY,
    "the basic expenditure of one statement is the personnel and the operating expenditure of another",
)  # fmt: skip
def basic(facts: Facts) -> Iterator[Contradiction]:
    """The closing totals of basic expenditure by economic code against the statement of general budget expenditure."""
    for quantity, cells in facts.stated.items():
        if quantity.aspect == "E" and quantity.kind == Role.BASIC.value:
            parts = [facts.stated.get(quantity._replace(kind=kind.value)) for kind in (Role.PERSONNEL, Role.OPERATING)]
            if all(parts) and not _same_table(cells[0], [part[0] for part in parts if part]):
                yield from _sum(quantity, cells[0].figure, [part[0].figure for part in parts if part])


@rule(
    "fiscal-appropriation-is-three-budgets", Family.STATEMENTS, Authority.IDENTITY,
    "fiscal appropriations of one statement are the three budgets of another",
)  # fmt: skip
def three_budgets(facts: Facts) -> Iterator[Contradiction]:
    """Revenue from fiscal appropriations against the general, government fund and state capital budgets."""
    funds = (Role.GENERAL, Role.GOVERNMENT_FUND, Role.STATE_CAPITAL)
    for quantity, cells in facts.stated.items():
        if quantity.aspect == "R" and quantity.kind == FISCAL and quantity.code is None:
            parts = [facts.stated.get(quantity._replace(kind=fund.value)) for fund in funds]
            known = [part[0] for part in parts if part]
            if parts[0] and not _same_table(cells[0], known):
                yield from _sum(quantity, cells[0].figure, [part.figure for part in known])


@rule(
    "basic-within-three-public", Family.STATEMENTS, Authority.IDENTITY,
    "what basic expenditure holds of travel abroad, vehicles and receptions is not more than the three public expenses",
)  # fmt: skip
def within_three_public(facts: Facts) -> Iterator[Contradiction]:
    """Economic codes that are named like an item of the three public expenses, against the item."""
    for table in facts.tables:
        if table.statement.statement_kind not in ECONOMIC:
            continue
        for row in table.rows:
            item = role(row.label) if row.code else None
            if item not in PUBLIC_ITEMS:
                continue
            for number, figure in row.cells.items():
                line = row.lines[number]
                quantity = Quantity(body_of(line), line.fiscal_year, line.phase, "PUBLIC", FISCAL, item.value)
                whole = [each for cell in facts.stated.get(quantity, ()) if (each := in_unit(cell.figure, figure.unit))]
                if whole and figure.value > whole[0].value + whole[0].step:
                    contradiction = sum_contradiction(f"{described(quantity)} and {row.words}", figure, whole[:1])
                    if contradiction is not None:
                        yield contradiction


@rule(
    "offices-within-operating", Family.STATEMENTS, Authority.IDENTITY,
    "the operation of offices is operating expenditure, so that it is not more than all of it",
)  # fmt: skip
def operation_of_offices(facts: Facts) -> Iterator[Contradiction]:
    """机关运行经费 beside the three public expenses against the operating expenditure of the general budget."""
    for table in facts.tables:
        columns = [each for each in table.columns.values() if each.role is Role.OPERATION_OF_OFFICES]
        for row in table.rows:
            for column in columns:
                figure, line = row.cells.get(column.number), row.lines.get(column.number)
                if figure is None or line is None:
                    continue
                operating = Role.OPERATING.value
                quantity = Quantity(body_of(line), line.fiscal_year, line.phase, "E", GENERAL, operating)
                whole = [each for cell in facts.stated.get(quantity, ()) if (each := in_unit(cell.figure, figure.unit))]
                if whole and figure.value > whole[0].value + figure.step:
                    what = f"{table.name}: {column.label} and {described(quantity)}"
                    contradiction = sum_contradiction(what, figure, whole[:1])
                    if contradiction is not None:
                        yield contradiction


@rule(
    "non-fiscal-balance", Family.STATEMENTS, Authority.IDENTITY,
    "what is carried over outside fiscal appropriations is what was, and the other revenue less the other expenditure",
)  # fmt: skip
def non_fiscal(facts: Facts) -> Iterator[Contradiction]:
    """The summary of all funds less the summary of appropriations, term by term."""
    for quantity in facts.stated:
        if quantity.aspect != "CLOSING" or quantity.fund != ALL or quantity.code is not None:
            continue
        opening, flow = quantity._replace(aspect="OPENING"), quantity._replace(aspect="E")
        pairs = [
            _pair(facts, each, each._replace(fund=FISCAL)) for each in (quantity, opening, flow)
        ] + [_pair(facts, (revenue := quantity._replace(aspect="R")), revenue._replace(kind=FISCAL))]  # fmt: skip
        known = [pair for pair in pairs if pair is not None]
        if len(known) < len(pairs):
            continue
        closing, before, spent, raised = [_difference(*pair) for pair in known]
        less = Figure(spent.label, -spent.value, spent.step, spent.unit, spent.ref)
        contradiction = sum_contradiction(
            f"{described(quantity)} outside fiscal appropriations", closing, [before, raised, less], aspect="non-fiscal"
        )
        if contradiction is not None:
            figures = [figure for pair in known for figure in pair]
            steps = [f"{a.value:f}-{b.value:f}={a.value - b.value:f}" for a, b in known if a.value != b.value]
            refs = dict.fromkeys(figure.ref for figure in figures if figure.ref is not None)
            yield replace(
                contradiction,
                subjects=tuple(refs),
                terms=tuple(figure.term for figure in figures),
                computation="; ".join(steps),
            )


def _pair(facts: Facts, whole: Quantity, fiscal: Quantity) -> tuple[Figure, Figure] | None:
    cells = [facts.stated.get(each) for each in (whole, fiscal)]
    return (cells[0][0].figure, cells[1][0].figure) if cells[0] and cells[1] else None


def _difference(whole: Figure, fiscal: Figure) -> Figure:
    step = max(whole.step, fiscal.step)
    return Figure(f"{whole.label} - {fiscal.label}", whole.value - fiscal.value, step, whole.unit, whole.ref)


def _same_table(total: Stated, parts: list[Stated]) -> bool:
    return all(part.table is total.table for part in parts)


def _sum(quantity: Quantity, total: Figure, parts: list[Figure]) -> Iterator[Contradiction]:
    same = [part for part in (in_unit(part, total.unit) for part in parts) if part is not None]
    contradiction = sum_contradiction(f"{described(quantity)} and its parts in another statement", total, same)
    if contradiction is not None:
        yield contradiction


def _places(facts: Facts) -> dict[Quantity, list[Printed]]:
    """Every place that prints a quantity, statements before narrative, under one name for quantities that are equal."""
    if "places" not in facts.memo:
        facts.memo["places"] = _found_places(facts)
    places: dict[Quantity, list[Printed]] = facts.memo["places"]
    return places


def _found_places(facts: Facts) -> dict[Quantity, list[Printed]]:
    names = _Names(facts)
    places: dict[Quantity, list[Printed]] = {}
    for quantity, cells in facts.stated.items():
        for cell in _unambiguous(quantity, cells):
            statement = cell.table.statement
            printed = Printed(cell.figure, statement.document_key, statement.key)
            places.setdefault(names.of(quantity), []).append(printed)
    for quantity, observations in facts.spoken.items():
        for each in observations:
            figure = observed_figure(each)
            if figure is not None and figure.unit in MONEY_UNITS:
                meant = names.of(_meant(facts, quantity, figure))
                places.setdefault(meant, []).append(Printed(figure, each.document_key, None))
    return places


def _meant(facts: Facts, quantity: Quantity, figure: Figure) -> Quantity:
    """A quantity whose fund is not told is of the fund for which a statement has its value, or of any that it has."""
    if quantity.fund != ANY:
        return quantity
    stated = [each for fund in (ALL, FISCAL, GENERAL) if (each := quantity._replace(fund=fund)) in facts.stated]
    fitting = [
        each for each in stated
        if not _disagree([Printed(each_figure, "", None) for each_figure in (facts.stated[each][0].figure, figure)])
    ]  # fmt: skip
    return next(iter((*fitting, *stated)), quantity)


def _unambiguous(quantity: Quantity, cells: list[Stated]) -> list[Stated]:
    """The cells of statements that show a code once: one that lists it for several units shows no total of it."""
    if quantity.code is None:
        return cells
    rows = Counter((id(cell.table), cell.figure.ref and cell.figure.ref.key.rsplit("/", 1)[-1]) for cell in cells)
    doubled = {table for (table, _), count in rows.items() if count > 1}
    return [cell for cell in cells if id(cell.table) not in doubled]


class _Names:
    """One name for quantities that must be equal because the totals they belong to are."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[tuple[object, ...], bool] = {}

    def of(self, quantity: Quantity) -> Quantity:
        """The name of a quantity: that of the narrowest fund that holds all the money."""
        if quantity.aspect == "R" and quantity.code is not None and quantity.kind in (ALL, FISCAL):
            fund = quantity.kind
            if self._spent(quantity._replace(code=None), fund):
                quantity = quantity._replace(aspect="E", fund=fund, kind=ALL)
        if quantity.aspect != "E":
            return quantity
        for wide, narrow in ((ALL, FISCAL), (FISCAL, GENERAL), (ALL, GENERAL)):
            if quantity.fund == wide and self._same(quantity, wide, narrow):
                quantity = quantity._replace(fund=narrow)
        return quantity

    def _same(self, quantity: Quantity, wide: str, narrow: str) -> bool:
        key = (quantity.body, quantity.year, quantity.phase, wide, narrow)
        if key not in self._known:
            whole = quantity._replace(kind=ALL, code=None)
            self._known[key] = self._equal(whole._replace(fund=wide), whole._replace(fund=narrow))
        return self._known[key]

    def _spent(self, revenue: Quantity, fund: str) -> bool:
        """Whether the revenue of a fund was spent to the last and nothing was carried in or out but what stayed."""
        key = (revenue.body, revenue.year, revenue.phase, fund)
        if key not in self._known:
            flow = revenue._replace(aspect="E", fund=fund, kind=ALL)
            opening = revenue._replace(aspect="OPENING", fund=fund, kind=ALL)
            closing = opening._replace(aspect="CLOSING")
            balanced = opening not in self._facts.stated or self._equal(opening, closing)
            self._known[key] = balanced and self._equal(revenue, flow)
        return self._known[key]

    def _equal(self, one: Quantity, other: Quantity) -> bool:
        values = [
            {(value.value, value.unit) for value in map(_figure, self._facts.stated.get(each, ()))}
            for each in (one, other)
        ]
        return bool(values[0] & values[1])


def _figure(cell: Stated) -> Figure:
    return cell.figure


def _disagree(places: list[Printed]) -> bool:
    """Whether values differ once each is rounded to the coarsest step any of them is printed to."""
    return len(places) > 1 and len({_rounded(place, _coarsest(places)) for place in places}) > 1


def _coarsest(places: list[Printed]) -> Decimal:
    return max(_in_yuan(place.figure).step for place in places)


def _rounded(place: Printed, step: Decimal) -> Decimal:
    figure = _in_yuan(place.figure)
    return (figure.value / step).to_integral_value(ROUND_HALF_UP) if step else figure.value


def _in_yuan(figure: Figure) -> Figure:
    return in_unit(figure, "元") or figure


def _contradiction(
    quantity: Quantity, places: list[Printed], doubted: list[Printed], where: str, right: Printed | None = None
) -> Contradiction:
    """The value that fewest places print, against the one that most do; of two alike, the later one is right."""
    step = _coarsest(places)
    counted = Counter(_rounded(place, step) for place in places)
    last = {_rounded(place, step): index for index, place in enumerate(places)}
    usual = max(counted, key=lambda value: (counted[value], last[value]))
    expected = right or next(place for place in places if _rounded(place, step) == usual)
    odd = next((place for place in doubted if _rounded(place, step) != _rounded(expected, step)), doubted[0])
    published = odd.figure
    same = in_unit(expected.figure, published.unit) or expected.figure
    figures = [figure for figure in (in_unit(place.figure, published.unit) for place in places) if figure is not None]
    return Contradiction(
        what=f"{described(quantity)} {where}",
        subjects=tuple(dict.fromkeys(figure.ref for figure in (published, *figures) if figure.ref is not None)),
        published=published.value,
        expected=same.value,
        unit=published.unit,
        computation=f"{published.value:f}-{same.value:f}={published.value - same.value:f}",
        terms=tuple(figure.term for figure in figures),
        tolerance=max(figure.step for figure in figures),
        aspect=where.rsplit(" ", 1)[-1] if right is None and len({place.document for place in places}) > 1 else "",
    )


_ASPECTS = {"R": "revenue", "E": "expenditure", "SUM": "grand total", "OPENING": "opening balance",
            "CLOSING": "closing balance", "PUBLIC": "three public expenses"}  # fmt: skip


def described(quantity: Quantity) -> str:
    """A quantity in words: `2021 EXECUTED expenditure, 2010301, BASIC`."""
    words = [f"{quantity.year} {quantity.phase} {_ASPECTS[quantity.aspect]}", quantity.code]
    words += [each for each in (quantity.fund, quantity.kind) if each != ALL]
    return ", ".join(filter(None, words))
