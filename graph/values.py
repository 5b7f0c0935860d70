"""The parts entities are made of: sources, links, measures, yearly budgets, bands.

Values have no identity of their own. Amounts are `Money` (integer fen), every other figure is the Decimal that
was printed, trailing zeros included. A figure that was not published is None, never zero.
"""

from dataclasses import dataclass
from decimal import Decimal

from graph.money import Money
from graph.vocabulary import Basis, Comparison, Confidence, Grade, MappingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """Where a fact is printed: a document, and as exactly as it is known within it.

    `locator` is the heading path or the statement's printed number; `line` counts from 1 in a document that is
    text, `page` from 1 in one that has pages or sheets.
    """

    document_key: str
    statement_key: str | None = None
    locator: str = ""
    page: int | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty of a department, in our own short words."""

    ordinal: int
    summary: str
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A link from one classification code to a code of another scheme or edition."""

    target_key: str
    kind: MappingKind
    basis: Basis
    confidence: Confidence | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """The functional code that a project is paid from in a year."""

    target_key: str
    fiscal_year: int
    basis: Basis
    note: str | None = None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """The earlier project that a project continues, and why we say so."""

    target_key: str
    basis: Basis
    note: str | None = None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectBudget:
    """What a project was given and what it spent in one year.

    `published_rate` is the execution rate in per cent as the document prints it.
    """

    fiscal_year: int
    approved: Money | None = None
    adjusted: Money | None = None
    executed: Money | None = None
    fiscal_funds: Money | None = None
    other_funds: Money | None = None
    published_rate: Decimal | None = None
    note: str | None = None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentStep:
    """One amount of a project's payment plan; `heading` is the date it is printed under, where that is certain."""

    fiscal_year: int
    position: int
    heading: str | None
    amount: Money
    ambiguous: bool
    note: str | None = None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """What one recipient gets from one project in one year."""

    project_key: str
    recipient_key: str
    fiscal_year: int
    ordinal: int | None = None
    approved: Money | None = None
    adjusted: Money | None = None
    executed: Money | None = None
    published_rate: Decimal | None = None
    note: str | None = None
    sources: tuple[SourceRef, ...] = ()

    @property
    def latest(self) -> Money | None:
        """The amount furthest along the budget cycle that is published."""
        return self.executed or self.adjusted or self.approved


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A target or an outcome: a compared number with its unit, or words; `text` is what is printed."""

    comparison: Comparison
    value: Decimal | None = None
    unit: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBand:
    """The scores that a document calls by one grade."""

    grade: Grade
    lower: Decimal
    upper: Decimal
    lower_inclusive: bool = True
    upper_inclusive: bool = False
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """Points that a report says were lost on a criterion."""

    criterion: str
    amount: Decimal
    reason: str | None = None
    note: str | None = None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A glossary term's place in one document."""

    document_key: str
    ordinal: int | None = None
