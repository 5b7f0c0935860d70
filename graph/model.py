"""The entities of the graph as frozen, slotted values.

An entity knows the keys of what it refers to (`*_key`) and nothing of how it is stored, found or shown. Which
attribute stands for which relation is declared once, in `graph.relations`. `position` puts the entities of a kind
in the order in which they are published; it ends in the key, so that it never ties.

Longer than 400 lines would allow only by splitting the one list of entities; it is read as a list.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from graph.identity import Ref, global_id
from graph.money import Money
from graph.values import (
    Allocation,
    Deduction,
    Duty,
    Funding,
    GradeBand,
    Mapping,
    Measure,
    Occurrence,
    PaymentStep,
    ProjectBudget,
    SourceRef,
    Succession,
)
from graph.vocabulary import (
    Approximation,
    Basis,
    BudgetDirection,
    DocumentKind,
    EntityKind,
    EvaluationKind,
    ExpenditureType,
    Grade,
    Phase,
    Scheme,
    ScoringRule,
    Severity,
    StatementKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Anything that can be named, found and related: a key unique in its kind, and where it is published."""

    KIND: ClassVar[EntityKind]

    key: str
    sources: tuple[SourceRef, ...] = ()

    @property
    def kind(self) -> EntityKind:
        """What the entity is."""
        return self.KIND

    @property
    def ref(self) -> Ref:
        """Kind and key."""
        return Ref(self.KIND, self.key)

    @property
    def id(self) -> str:
        """The opaque id under which clients know it."""
        return global_id(self.KIND, self.key)

    @property
    def label(self) -> str:
        """What a person calls it."""
        raise NotImplementedError

    @property
    def position(self) -> tuple[str | int, ...]:
        """Where it stands among its kind in published order."""
        return (self.key,)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it can be found; the first is the label."""
        return (self.label,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Entity):
    """An entity whose label is its name."""

    name: str

    @property
    def label(self) -> str:
        """What a person calls it."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction(Named):
    """A territory with its own budget, by its GB/T 2260 division code."""

    KIND = EntityKind.JURISDICTION

    code: str
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Named):
    """A body that the people's congress votes money to."""

    KIND = EntityKind.DEPARTMENT

    code: str | None = None
    aliases: tuple[str, ...] = ()
    jurisdiction_key: str
    duties: tuple[Duty, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it can be found."""
        return (self.name, *self.aliases, *((self.code,) if self.code else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetUnit(Named):
    """The unit of a department that keeps a budget of its own."""

    KIND = EntityKind.BUDGET_UNIT

    code: str | None = None
    aliases: tuple[str, ...] = ()
    department_key: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it can be found."""
        return (self.name, *self.aliases, *((self.code,) if self.code else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Named):
    """An internal office, in the order in which it is published."""

    KIND = EntityKind.OFFICE

    ordinal: int
    summary: str | None = None
    external_names: tuple[str, ...] = ()
    published_as: str | None = None
    department_key: str
    unit_key: str | None = None

    @property
    def position(self) -> tuple[str | int, ...]:
        """Department, then published order."""
        return (self.department_key, self.ordinal, self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it can be found."""
        return (self.name, *self.external_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Named):
    """A body outside the department that gets money from one of its projects."""

    KIND = EntityKind.RECIPIENT

    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it can be found."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification(Named):
    """One code with one meaning in one scheme; a code reused with another meaning is another entity.

    `edition` is the first year our sources hold this meaning for and part of the key; `editions` are all of them.
    """

    KIND = EntityKind.CLASSIFICATION

    scheme: Scheme
    code: str
    edition: int
    editions: tuple[int, ...]
    level: int
    parent_key: str | None = None
    basis: Basis
    evidence: str | None = None
    mappings: tuple[Mapping, ...] = ()

    @property
    def position(self) -> tuple[str | int, ...]:
        """Scheme, then code, then edition."""
        return (self.scheme.value, self.code, self.edition, self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """Name and code."""
        return (self.name, self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Named):
    """A project: money voted for a purpose, with targets and evaluations, under all names it has carried."""

    KIND = EntityKind.PROJECT

    code: str | None = None
    aliases: tuple[str, ...] = ()
    ordinal: int | None = None
    fiscal_years: tuple[int, ...] = ()
    department_key: str
    unit_key: str | None = None
    parent_key: str | None = None
    note: str | None = None
    funding: tuple[Funding, ...] = ()
    budgets: tuple[ProjectBudget, ...] = ()
    payment_plan: tuple[PaymentStep, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    successions: tuple[Succession, ...] = ()

    @property
    def position(self) -> tuple[str | int, ...]:
        """Department, then published order; funds and projects without a number first."""
        return (self.department_key, self.ordinal or 0, self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it has carried, and its code."""
        return (self.name, *self.aliases, *((self.code,) if self.code else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Named):
    """A target set for a project or a department for one year, and what came of it."""

    KIND = EntityKind.INDICATOR

    fiscal_year: int
    ordinal: int
    subject: Ref
    level1: str
    level2: str | None = None
    description: str | None = None
    target: Measure | None = None
    original_target: Measure | None = None
    actual: Measure | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    met: bool | None = None
    basis: str | None = None
    cited_rule_keys: tuple[str, ...] = ()
    deviation_reason: str | None = None
    ambiguous: bool = False
    note: str | None = None

    @property
    def position(self) -> tuple[str | int, ...]:
        """Year, subject, then published order."""
        return (self.fiscal_year, self.subject.key, self.ordinal, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Entity):
    """A scored judgement of a project or a department for one year."""

    KIND = EntityKind.EVALUATION

    fiscal_year: int
    evaluation_kind: EvaluationKind
    subject: Ref
    subject_name: str
    score: Decimal
    full_score: Decimal
    grade: Grade | None = None
    grade_bands: tuple[GradeBand, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    using_unit: str | None = None
    ordinal: int | None = None
    document_key: str
    ambiguous: bool = False
    note: str | None = None

    @property
    def label(self) -> str:
        """Year, subject and kind."""
        return f"{self.fiscal_year} {self.subject_name} {self.evaluation_kind.value}"

    @property
    def position(self) -> tuple[str | int, ...]:
        """Year, document, then published order."""
        return (self.fiscal_year, self.document_key, self.evaluation_kind.value, self.ordinal or 0, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreItem(Named):
    """One scored row of an evaluation's rubric.

    `rule` is the row's published scoring formula, `rule_terms` its constants, `input_value` the printed quantity
    that it is applied to. `rate` is the printed share of the weight, in per cent. `score_basis` is DERIVED where no
    score is printed for the row and `score` is the sum of the rows right below it.
    """

    KIND = EntityKind.SCORE_ITEM

    evaluation_key: str
    criterion_key: str
    ordinal: int
    level: int
    fiscal_year: int
    weight: Decimal | None = None
    score: Decimal | None = None
    score_basis: Basis = Basis.PUBLISHED
    rate: Decimal | None = None
    benchmark: str | None = None
    detail: str | None = None
    rule: ScoringRule | None = None
    rule_terms: str | None = None
    rule_summary: str | None = None
    input_value: Decimal | None = None
    input_text: str | None = None
    deduction: Decimal | None = None
    ambiguous: bool = False
    note: str | None = None

    @property
    def position(self) -> tuple[str | int, ...]:
        """Evaluation, then published order."""
        return (self.evaluation_key, self.ordinal, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Named):
    """A scoring criterion by its path of published names, shared by all evaluations that use it."""

    KIND = EntityKind.CRITERION

    path: tuple[str, ...]
    parent_key: str | None = None

    @property
    def level(self) -> int:
        """Depth in the rubric, from 1."""
        return len(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entity):
    """A published document as it was received."""

    KIND = EntityKind.DOCUMENT

    title: str
    document_kind: DocumentKind
    fiscal_year: int
    publisher_key: str
    sha256: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def names(self) -> tuple[str, ...]:
        """Title and key."""
        return (self.title, self.key)

    @property
    def position(self) -> tuple[str | int, ...]:
        """Year, then key."""
        return (self.fiscal_year, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Entity):
    """A numbered table of a document; `unit` is the money unit it prints."""

    KIND = EntityKind.STATEMENT

    number: int
    title: str
    statement_kind: StatementKind
    document_key: str
    unit: str | None = None
    printed_number: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def position(self) -> tuple[str | int, ...]:
        """Document, then number."""
        return (self.document_key, self.number, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Entity):
    """One published cell of a budget or final-accounts statement."""

    KIND = EntityKind.BUDGET_LINE

    document_key: str
    statement_key: str
    statement_number: int
    statement_kind: StatementKind
    row: int
    column: int
    row_code: str | None = None
    row_label: str
    column_label: str
    money: Money
    fiscal_year: int
    phase: Phase
    direction: BudgetDirection
    is_total: bool
    expenditure_type: ExpenditureType | None = None
    department_key: str
    unit_key: str | None = None
    functional_key: str | None = None
    department_economic_key: str | None = None
    government_economic_key: str | None = None
    procurement_key: str | None = None
    fund_source_key: str | None = None
    revenue_source_key: str | None = None
    ambiguous: bool = False
    note: str | None = None

    @property
    def label(self) -> str:
        """Row and column heading."""
        return f"{self.row_label} · {self.column_label}"

    @property
    def position(self) -> tuple[str | int, ...]:
        """Document, statement, row, column."""
        return (self.document_key, self.statement_number, self.row, self.column, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Named):
    """A figure stated in prose or outside the numbered statements.

    `measure` says what kind of figure it is (`amount`, `change_rate`, `person_times`), `measure_label` in Chinese
    words. `value` carries the sign that the words around it state; `published` is what is printed.
    """

    KIND = EntityKind.OBSERVATION

    measure: str
    measure_label: str | None = None
    subject: Ref
    document_key: str
    fiscal_year: int
    period: str | None = None
    compared_with: str | None = None
    value: Decimal | None = None
    text: str | None = None
    unit: str | None = None
    approximation: Approximation | None = None
    published: str | None = None
    qualifier: str | None = None
    classification_key: str | None = None
    reason: str | None = None
    ambiguous: bool = False
    note: str | None = None
    order: int = 0

    @property
    def position(self) -> tuple[str | int, ...]:
        """Document, then the order in which it is printed."""
        return (self.document_key, self.order, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm(Entity):
    """A term that documents define; the definitions stay in the documents."""

    KIND = EntityKind.GLOSSARY_TERM

    term: str
    occurrences: tuple[Occurrence, ...] = ()

    @property
    def label(self) -> str:
        """The term."""
        return self.term


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRule(Entity):
    """A law, notice or plan that documents rely on, with its document number where one is printed."""

    KIND = EntityKind.CITED_RULE

    title: str
    number: str | None = None
    rule_kind: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def names(self) -> tuple[str, ...]:
        """Title and number."""
        return (self.title, *((self.number,) if self.number else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTerm:
    """One term of a finding's computation: a figure, what it is, and the entity that prints it."""

    label: str
    value: Decimal
    ref: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Entity):
    """A place where what is published contradicts arithmetic, its own rules, itself or another document."""

    KIND = EntityKind.FINDING

    rule: str
    severity: Severity
    message: str
    published: Decimal | None = None
    expected: Decimal | None = None
    unit: str | None = None
    computation: str | None = None
    terms: tuple[FindingTerm, ...] = ()
    subjects: tuple[Ref, ...] = ()
    document_keys: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The rule and what it says."""
        return f"{self.rule}: {self.message}"

    @property
    def names(self) -> tuple[str, ...]:
        """The rule: what a finding says names others' things, and would drown them in a search."""
        return (self.rule,)

    @property
    def difference(self) -> Decimal | None:
        """Published minus expected."""
        if self.published is None or self.expected is None:
            return None
        return self.published - self.expected

    @property
    def position(self) -> tuple[str | int, ...]:
        """Document, then rule."""
        return (self.document_keys[0] if self.document_keys else "", self.rule, self.key)


ENTITY_TYPES: dict[EntityKind, type[Entity]] = {
    cls.KIND: cls
    for cls in (
        Jurisdiction, Department, BudgetUnit, Office, Recipient, Classification, Project, Indicator, Evaluation,
        ScoreItem, Criterion, Document, Statement, BudgetLine, Observation, GlossaryTerm, CitedRule, Finding,
    )
}  # fmt: skip
"""The value type of every kind, in the order in which kinds depend on one another's words."""
