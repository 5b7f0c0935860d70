"""The two economic classifications of one budget, tied by the crosswalk between their codes.

Money that a body spends on staff of institutions is one code of the government classification and many of the
department classification, so that single codes tie only where there is none of it. Classes always tie: what is
compared is a class, and a single code is named where it alone explains the difference.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import Figure, sum_contradiction, sum_of
from graph.findings.hierarchy import EXHAUSTIVE_CODE_LENGTH
from graph.findings.quantities import ALL, TYPES
from graph.findings.rules import Authority, Family, rule
from graph.findings.tables import Table
from graph.model import Classification
from graph.vocabulary import MappingKind, Scheme, StatementKind

CLASS_LENGTH = 3


class Group(NamedTuple):
    """Codes of the government and of the department classification that hold the same money."""

    government: frozenset[str]
    department: frozenset[str]


@rule(
    "economic-classifications-tie", Family.STATEMENTS, Authority.IDENTITY,
    "basic expenditure by government economic code is basic expenditure by department economic code, through the"
    " crosswalk between them",
)  # fmt: skip
def economic_classifications(facts: Facts) -> Iterator[Contradiction]:
    """Both statements of basic expenditure of one document, class by class and column by column."""
    by_document: dict[str, dict[StatementKind, Table]] = {}
    for table in facts.tables:
        kinds = by_document.setdefault(table.statement.document_key, {})
        kinds.setdefault(table.statement.statement_kind, table)
    links = crosswalk(facts)
    for kinds in by_document.values():
        government = kinds.get(StatementKind.BASIC_BY_GOVERNMENT_ECONOMIC)
        department = kinds.get(StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC)
        if government is not None and department is not None and links:
            yield from _ties(government, department, links)


def crosswalk(facts: Facts) -> dict[str, frozenset[str]]:
    """For each government economic code the department economic codes, or classes of them, that it corresponds to."""
    links: dict[str, set[str]] = {}
    for each in facts.of(Classification):
        if each.scheme is not Scheme.GOVERNMENT_ECONOMIC or len(each.code) > EXHAUSTIVE_CODE_LENGTH:
            continue
        for mapping in each.mappings:
            code = mapping.target_key.split("/")[1]
            if mapping.kind is MappingKind.CROSSWALK and len(code) <= EXHAUSTIVE_CODE_LENGTH:
                links.setdefault(each.code, set()).add(code)
    return {code: frozenset(targets) for code, targets in links.items()}


def _ties(government: Table, department: Table, links: dict[str, frozenset[str]]) -> Iterator[Contradiction]:
    columns = {_kind(table, number): number for table in (department,) for number in table.columns}
    for number in government.columns:
        other = columns.get(_kind(government, number))
        if other is None or _kind(government, number) is None:
            continue
        spent = _cells(government, number)
        if any(figure.value for code, figure in spent.items() if code not in links):
            continue  # money under a code that no department code is known for
        booked = _cells(department, other)
        for group in _groups({code: links[code] for code in spent if code in links}, booked):
            yield from _group_contradiction(government, group, links, spent, booked, number)


def _kind(table: Table, number: int) -> str | None:
    role = table.columns[number].role
    return TYPES.get(role) if role is not None else None


def _cells(table: Table, number: int) -> dict[str, Figure]:
    """The figures of a column by code, codes that classes are made of only."""
    return {
        row.code: row.cells[number]
        for row in table.rows
        if row.code and len(row.code) == EXHAUSTIVE_CODE_LENGTH and number in row.cells
    }


def _groups(links: dict[str, frozenset[str]], booked: dict[str, Figure]) -> Iterator[Group]:
    """The classes of the department classification with all government codes that draw on them."""
    classes: dict[str, set[str]] = {}
    for code, targets in links.items():
        for target in targets:
            classes.setdefault(target[:CLASS_LENGTH], set()).add(code)
    for name, codes in classes.items():
        yield Group(frozenset(codes), frozenset(code for code in booked if code.startswith(name)))


def _group_contradiction(  # noqa: PLR0913, PLR0917 - both sides, and what ties them
    table: Table,
    group: Group,
    links: dict[str, frozenset[str]],
    spent: dict[str, Figure],
    booked: dict[str, Figure],
    column: int,
) -> Iterator[Contradiction]:
    if _difference(group, spent, booked) == 0:
        return
    apart = [each for each in _components(group, links) if _difference(each, spent, booked) != 0]
    found = apart[0] if len(apart) == 1 else group
    parts = [booked[code] for code in sorted(found.department) if code in booked]
    totals = [spent[code] for code in sorted(found.government) if code in spent]
    if not totals or not parts:
        return
    total = totals[0] if len(totals) == 1 else _whole(totals)
    what = f"{table.name}: {', '.join(sorted(found.government & spent.keys()))}, column {table.columns[column].label}"
    contradiction = sum_contradiction(f"{what} and the department economic codes they stand for", total, parts)
    if contradiction is not None:
        yield _with_totals(contradiction, totals, f"{table.statement.key}/{column}/{min(found.government)}")


def _difference(group: Group, spent: dict[str, Figure], booked: dict[str, Figure]) -> Decimal:
    left = sum_of(spent[code] for code in group.government if code in spent)
    return left - sum_of(booked[code] for code in group.department if code in booked)


def _components(group: Group, links: dict[str, frozenset[str]]) -> Iterator[Group]:
    """The smallest parts of a group that correspond code by code, money for staff of institutions left aside."""
    left = set(group.government)
    while left:
        government = {min(left)}
        department: set[str] = set()
        while True:
            wider = department.union(*(links[code] & group.department for code in government))
            more = {code for code in group.government if links[code] & wider}
            if wider == department and more <= government:
                break
            department, government = wider, government | more
        left -= government
        yield Group(frozenset(government), frozenset(department))


def _whole(figures: list[Figure]) -> Figure:
    step = max(figure.step for figure in figures)
    return Figure(ALL, sum_of(figures), step, figures[0].unit, figures[0].ref)


def _with_totals(contradiction: Contradiction, totals: list[Figure], aspect: str) -> Contradiction:
    """The contradiction with every government code among its terms and subjects."""
    if len(totals) == 1:
        return contradiction
    refs = dict.fromkeys((*(each.ref for each in totals if each.value and each.ref), *contradiction.subjects))
    terms = (*(each.term for each in totals if each.value), *contradiction.terms[1:])
    return Contradiction(
        what=contradiction.what, subjects=tuple(refs),
        published=contradiction.published, expected=contradiction.expected, unit=contradiction.unit,
        computation=contradiction.computation, terms=terms, tolerance=contradiction.tolerance, aspect=aspect,
    )  # fmt: skip
