"""Names that differ: of projects, codes, sources of revenue, public expenses and terms, within and across documents."""

import re
from collections.abc import Iterator

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.labels import Role, heading, plain, role
from graph.findings.quantities import PUBLIC_ITEMS, SOURCES
from graph.findings.rules import Authority, Family, rule
from graph.findings.tables import Table
from graph.identity import Ref
from graph.model import BudgetLine, BudgetUnit, Classification, Document, GlossaryTerm, Observation, Project
from graph.vocabulary import EntityKind, Severity, StatementKind

_LEVELS = re.compile(r"[（(][类款项][）)]")
_BRACKETS = re.compile(r"[（）()\s]")
FISCAL_SOURCES = frozenset({Role.FISCAL, Role.GENERAL, Role.GOVERNMENT_FUND, Role.STATE_CAPITAL})
SHORTEST_TERM = 6
MOST_APART = 2


def _names(what: str, published: str, expected: str, *subjects: Ref, aspect: str = "") -> Contradiction:
    return Contradiction(
        what=what,
        subjects=tuple(dict.fromkeys(subjects)),
        published_text=published,
        expected_text=expected,
        severity=Severity.MINOR,
        aspect=aspect,
    )


@rule(
    "project-has-one-name", Family.ACROSS, Authority.CONSISTENCY,
    "a project is called by one name in all places and years",
)  # fmt: skip
def projects(facts: Facts) -> Iterator[Contradiction]:
    """Projects that are printed under several names, all in one finding."""
    for each in facts.of(Project):
        if each.aliases:
            yield _names(f"names of project {each.name}", "; ".join(each.aliases), each.name, each.ref)


@rule(
    "purpose-names-its-project", Family.FORM, Authority.CONSISTENCY,
    "a purpose that gives the project's name gives it as the table does",
)  # fmt: skip
def purposes(facts: Facts) -> Iterator[Contradiction]:
    """Purposes whose characters stand in the project's name in the same order, with some left out."""
    for each in facts.of(Observation):
        project = facts.one(Project, each.subject.key) if each.subject.kind is EntityKind.PROJECT else None
        if each.measure != "purpose" or project is None or not each.text or each.text in project.names:
            continue
        if _is_within(plain(each.text), plain(project.name)):
            yield _names(f"purpose of {project.name}", each.text, project.name, each.ref, project.ref)


def _is_within(short: str, long: str) -> bool:
    """Whether all characters of a word stand in another in the same order."""
    rest = iter(long)
    return len(short) >= SHORTEST_TERM and all(character in rest for character in short)


@rule(
    "unit-has-one-name", Family.ACROSS, Authority.CONSISTENCY,
    "the name of a budget unit is printed with the same marks",
)  # fmt: skip
def units(facts: Facts) -> Iterator[Contradiction]:
    """Names of units that differ in brackets only; short forms are not contradictions."""
    for each in facts.of(BudgetUnit):
        for alias in each.aliases:
            if _BRACKETS.sub("", alias) == _BRACKETS.sub("", each.name) and alias != each.name:
                yield _names(f"name of {each.name}", alias, each.name, each.ref, aspect=alias)


@rule(
    "code-has-one-name", Family.ACROSS, Authority.CONSISTENCY,
    "a document calls a code of a classification by one name, in its statements and in its narrative",
)  # fmt: skip
def codes(facts: Facts) -> Iterator[Contradiction]:
    """The label of a code in the first statement that prints it against all later ones, and against the narrative."""
    labels: dict[tuple[str, str], BudgetLine] = {}
    for line in facts.of(BudgetLine):
        for key in (line.functional_key, line.department_economic_key, line.government_economic_key):
            if key is None or line.statement_kind is StatementKind.PROCUREMENT:
                continue
            first = labels.setdefault((line.document_key, key), line)
            if plain(first.row_label) != plain(line.row_label):
                what = f"name of {key.split('/')[1]} in the statements"
                yield _names(what, plain(line.row_label), plain(first.row_label), line.ref, first.ref)
    yield from _told_codes(facts, labels)


def _told_codes(facts: Facts, labels: dict[tuple[str, str], BudgetLine]) -> Iterator[Contradiction]:
    seen: set[tuple[str, str, str]] = set()
    for each in facts.of(Observation):
        if each.classification_key is None or " / " in each.name or not _LEVELS.search(each.name):
            continue
        parts = [part for part in _LEVELS.split(each.name) if part]
        keys = _chain(facts, each.classification_key)[-len(parts) :]
        for part, key in zip(parts, keys, strict=False):
            line = labels.get((each.document_key, key))
            if line is None or (each.document_key, key, part) in seen or plain(line.row_label) == plain(part):
                continue
            seen.add((each.document_key, key, part))
            what = f"name of {key.split('/')[1]} in the narrative"
            yield _names(what, part, plain(line.row_label), each.ref, line.ref, aspect=part)


def _chain(facts: Facts, key: str) -> list[str]:
    """A code and those above it, the highest first."""
    found: list[str] = []
    each = facts.one(Classification, key)
    while each is not None:
        found.insert(0, each.key)
        each = facts.one(Classification, each.parent_key)
    return found


@rule(
    "source-has-one-name", Family.ACROSS, Authority.CONSISTENCY,
    "a source of revenue has one name in the statements of a document",
)  # fmt: skip
def sources(facts: Facts) -> Iterator[Contradiction]:
    """Rows of the summary against columns of the revenue statement, the fiscal appropriations left aside."""
    named: dict[tuple[str, Role], tuple[str, Ref]] = {}
    for table in facts.tables:
        for found, words, ref in _source_labels(table):
            first, first_ref = named.setdefault((table.statement.document_key, found), (words, ref))
            if first != words:
                yield _names(
                    "name of a source of revenue", words, first, table.statement.ref, first_ref, ref, aspect=words
                )


def _source_labels(table: Table) -> Iterator[tuple[Role, str, Ref]]:
    kind = table.statement.statement_kind
    if kind is StatementKind.REVENUE_AND_EXPENDITURE:
        for row in table.rows:
            if row.role in SOURCES and row.role not in FISCAL_SOURCES:
                yield row.role, plain(row.label), next(iter(row.lines.values())).ref
    elif kind is StatementKind.REVENUE:
        for column in table.columns.values():
            if column.role in SOURCES and column.role not in FISCAL_SOURCES:
                cells = [row.lines[column.number] for row in table.rows if column.number in row.lines]
                yield column.role, plain(column.path[-1]), cells[0].ref


@rule(
    "public-expense-has-one-name", Family.ACROSS, Authority.CONSISTENCY,
    "the items of the three public expenses have one name in all statements and narratives of a department",
)  # fmt: skip
def public_expenses(facts: Facts) -> Iterator[Contradiction]:
    """Travel abroad, vehicles, receptions: other words than the first that are used for them."""
    departments = {each.key: each.publisher_key for each in facts.of(Document)}
    named: dict[tuple[str, Role], dict[str, Ref]] = {}
    for line in facts.of(BudgetLine):
        if line.statement_kind is StatementKind.THREE_PUBLIC:
            for label in (line.row_label, *heading(line.column_label)):
                _note(named, departments[line.document_key], label, line.ref)
    for observations in facts.spoken.values():
        for each in observations:
            _note(named, departments[each.document_key], each.name, each.ref)
    for names in named.values():
        (first, ref), *others = names.items()
        for other, other_ref in others:
            if not first.endswith(other) and not other.endswith(first):
                yield _names("name of a public expense", other, first, other_ref, ref, aspect=other)


def _note(named: dict[tuple[str, Role], dict[str, Ref]], department: str, label: str, ref: Ref) -> None:
    found = role(label)
    if found in PUBLIC_ITEMS and found is not Role.THREE_PUBLIC:
        named.setdefault((department, found), {}).setdefault(plain(label), ref)


@rule(
    "term-as-in-statements", Family.ACROSS, Authority.CONSISTENCY,
    "a term of the glossary is written as in the statements that it explains",
)  # fmt: skip
def terms(facts: Facts) -> Iterator[Contradiction]:
    """Terms that no heading of the document has, where one differs from them in a character or two."""
    labels: dict[str, dict[str, Ref]] = {}
    for line in facts.of(BudgetLine):
        own = labels.setdefault(line.document_key, {})
        for label in (line.row_label, *heading(line.column_label)):
            own.setdefault(plain(label), line.ref)
    for term in facts.of(GlossaryTerm):
        words = plain(term.term)
        for occurrence in term.occurrences:
            own = labels.get(occurrence.document_key, {})
            if len(words) < SHORTEST_TERM or words in own:
                continue
            near = [label for label in own if _apart(words, label) <= MOST_APART]
            if len(near) == 1:
                yield _names(
                    "term of the glossary", term.term, near[0], term.ref, own[near[0]], aspect=occurrence.document_key
                )


@rule(
    "term-names-its-levels", Family.FORM, Authority.FORM,
    "a term of the glossary that is a path of functional codes marks every level, in the names of the statements",
)  # fmt: skip
def term_levels(facts: Facts) -> Iterator[Contradiction]:
    """Paths whose last name has no mark, and classes that are named without the word that the statements have."""
    labels: dict[str, dict[str, Ref]] = {}
    for line in facts.of(BudgetLine):
        if line.functional_key is not None:
            labels.setdefault(line.document_key, {}).setdefault(plain(line.row_label), line.ref)
    seen: set[tuple[str, str]] = set()
    for term in facts.of(GlossaryTerm):
        if not _LEVELS.search(term.term):
            continue
        if len(_LEVELS.split(term.term)[-1]) > MOST_APART:
            yield _names("levels of a term of the glossary", term.term, f"{term.term}（项）", term.ref, aspect="mark")
        top = plain(_LEVELS.split(term.term)[0])
        for occurrence in term.occurrences:
            own = labels.get(occurrence.document_key, {})
            if top not in own and f"{top}支出" in own and (occurrence.document_key, top) not in seen:
                seen.add((occurrence.document_key, top))
                aspect = occurrence.document_key
                yield _names(
                    "class in a term of the glossary", top, f"{top}支出", term.ref, own[f"{top}支出"], aspect=aspect
                )


@rule(
    "kind-has-one-name", Family.FORM, Authority.CONSISTENCY,
    "a document calls personnel and operating expenditure by one word",
)  # fmt: skip
def kinds(facts: Facts) -> Iterator[Contradiction]:
    """Names of the narrative that differ in 支出 and 经费."""
    named: dict[tuple[str, str], dict[str, Observation]] = {}
    for quantity, observations in facts.spoken.items():
        if quantity.kind in (Role.PERSONNEL.value, Role.OPERATING.value):
            for each in observations:
                own = named.setdefault((each.document_key, quantity.kind), {})
                own.setdefault(plain(each.name.rpartition(" / ")[2]), each)
    for names in named.values():
        for name, each in names.items():
            other = names.get(name.replace("支出", "经费"))
            if "支出" in name and other is not None and other is not each:
                yield _names(f"{each.fiscal_year} {each.name}", name, plain(other.name), each.ref, other.ref)


def _apart(one: str, other: str) -> int:
    """In how many places two words of one length differ; many where the lengths or the last words differ."""
    if len(one) != len(other) or one[-MOST_APART:] != other[-MOST_APART:]:
        return len(one) + len(other)
    return sum(a != b for a, b in zip(one, other, strict=True))
