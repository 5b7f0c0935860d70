"""How entities lie in the database: one table a kind, a row for every state an entity has been in.

A row says which release introduced it and which retired it (NULL while it stands), so every release stays
readable and two can be compared. Its columns are those of `graph.columns.layout`. Keys that a relation
follows are indexed, because relations are followed both ways; links of which an entity keeps many have rows
of their own (`LinkRow`).

Only `graph.store`, `graph.jobs` and `graph.sql` use these classes; `graph.migrations` makes the tables, and a
test compares the two.

Longer than 400 lines would allow only by splitting the one list of tables; it is read as a list.
"""

from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, Index, String, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from graph.vocabulary import EntityKind

# Text sorts by code point everywhere, as Python and SQLite sort it: every engine answers in one order.
_TEXT = String().with_variant(String(collation="C"), "postgresql")
_JSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

Text = Annotated[str, Field(sa_type=_TEXT)]
MaybeText = Annotated[str | None, Field(sa_type=_TEXT)]
Word = Text
"""A word of `graph.vocabulary`."""
MaybeWord = MaybeText
Number = Text
"""A decimal exactly as it is printed: `98.40` keeps its zero."""
MaybeNumber = MaybeText
"""Beside each stands a text, `*_sort`, by which SQL compares it (`graph.columns.sortable_decimal`)."""
Whole = Annotated[int, Field(sa_type=BigInteger)]
MaybeWhole = Annotated[int | None, Field(sa_type=BigInteger)]
Key = Annotated[str, Field(sa_type=_TEXT, index=True)]
"""The key of another entity."""
MaybeKey = Annotated[str | None, Field(sa_type=_TEXT, index=True)]
Values = Annotated[list[Any], Field(sa_type=_JSON)]
"""Nested values in the plain form of `graph.encoding`; empty rather than NULL."""
MaybeValue = Annotated[dict[str, Any] | None, Field(sa_type=_JSON)]


class ReleaseRow(SQLModel, table=True):
    """A whole state of the knowledge base, named by its content."""

    __tablename__ = "release"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: Text
    built_at: Text
    entity_count: int
    relation_count: int


class DatedRow(SQLModel):
    """What stands under a key from the release that introduced it until the one that retired it."""

    key: Annotated[str, Field(sa_type=_TEXT, primary_key=True)]
    introduced: int = Field(primary_key=True, foreign_key="release.number", index=True)
    retired: int | None = Field(default=None, foreign_key="release.number", index=True)


class LinkRow(DatedRow, table=True):
    """One of the many links that the entity `key` keeps under a relation; `ordinal` counts them from 0."""

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_target", "target_key", "target_kind", "relation"),)

    relation: Annotated[str, Field(sa_type=_TEXT, primary_key=True)]
    ordinal: int = Field(primary_key=True)
    target_kind: Word
    target_key: Text
    basis: Word
    note: MaybeText = None


class NameRow(DatedRow, table=True):
    """A name that an entity can be found under; `folded` is the number of its folded form (`graph.naming`)."""

    __tablename__ = "entity_name"
    __table_args__ = (Index("ix_entity_name_name", "name", "kind"),)

    kind: Annotated[str, Field(sa_type=_TEXT, primary_key=True)]
    ordinal: int = Field(primary_key=True)
    name: Text
    folded: Annotated[int, Field(sa_type=BigInteger, index=True)]


class GramRow(SQLModel, table=True):
    """A gram of a folded name, which has `size` of them; names come and go, what they are made of does not."""

    __tablename__ = "name_gram"

    gram: Annotated[str, Field(sa_type=_TEXT, primary_key=True)]
    folded: Annotated[int, Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})]
    size: int


class IngestedDocumentRow(DatedRow, table=True):
    """A document as it was received; its bytes lie in the archive under `sha256`."""

    __tablename__ = "ingested_document"

    sha256: Key
    size: Whole
    original_name: Text
    received_at: Text


class DocumentRowsRow(DatedRow, table=True):
    """A document as rows of the dataset's tables, as `seed` keeps them: what releases are made of."""

    __tablename__ = "document_rows"

    digest: Text
    content: bytes


class ReleaseReportRow(SQLModel, table=True):
    """How a release came about: what was merged, what was corrected, what people should look at."""

    __tablename__ = "release_report"

    number: int = Field(primary_key=True, foreign_key="release.number", sa_column_kwargs={"autoincrement": False})
    content: Values


class JobRow(SQLModel, table=True):
    """A piece of work that somebody asked for and may ask about, whichever process does it."""

    __tablename__ = "job"

    id: Annotated[str, Field(sa_type=_TEXT, primary_key=True)]
    state: Word
    created_at: Text
    updated_at: Text
    content: Values


class EntityRow(DatedRow):
    """A state of an entity: `position` sorts its kind as published, `digest` differs where states differ."""

    position: Annotated[str, Field(sa_type=_TEXT, index=True)]
    digest: Text
    sources: Values


class JurisdictionRow(EntityRow, table=True):
    """A territory with its own budget."""

    __tablename__ = "jurisdiction"

    name: Text
    code: Text
    level: MaybeWhole = None


class DepartmentRow(EntityRow, table=True):
    """A department; its duties are nested."""

    __tablename__ = "department"

    name: Text
    code: MaybeText = None
    aliases: Values
    jurisdiction_key: Key
    duties: Values


class BudgetUnitRow(EntityRow, table=True):
    """A budget unit of a department."""

    __tablename__ = "budget_unit"

    name: Text
    code: MaybeText = None
    aliases: Values
    department_key: Key


class OfficeRow(EntityRow, table=True):
    """An internal office."""

    __tablename__ = "office"

    name: Text
    ordinal: Whole
    summary: MaybeText = None
    external_names: Values
    published_as: MaybeText = None
    department_key: Key
    unit_key: MaybeKey = None


class RecipientRow(EntityRow, table=True):
    """A recipient of allocated money."""

    __tablename__ = "recipient"

    name: Text
    aliases: Values


class ClassificationRow(EntityRow, table=True):
    """A code with one meaning in one scheme."""

    __tablename__ = "classification"

    name: Text
    scheme: Word
    code: Text
    edition: Whole
    editions: Values
    level: Whole
    parent_key: MaybeKey = None
    basis: Word
    evidence: MaybeText = None
    mappings: Values


class ProjectRow(EntityRow, table=True):
    """A project; its years are nested; codes, recipients and predecessors are followed by `LinkRow`."""

    __tablename__ = "project"

    name: Text
    code: MaybeText = None
    aliases: Values
    ordinal: MaybeWhole = None
    fiscal_years: Values
    department_key: Key
    unit_key: MaybeKey = None
    parent_key: MaybeKey = None
    note: MaybeText = None
    funding: Values
    budgets: Values
    payment_plan: Values
    allocations: Values
    successions: Values


class IndicatorRow(EntityRow, table=True):
    """An indicator; its subject is a project or a department."""

    __tablename__ = "indicator"

    name: Text
    fiscal_year: Whole
    ordinal: Whole
    subject_kind: Word
    subject_key: Key
    level1: Text
    level2: MaybeText = None
    description: MaybeText = None
    target: MaybeValue = None
    original_target: MaybeValue = None
    actual: MaybeValue = None
    weight: MaybeNumber = None
    weight_sort: MaybeText = None
    score: MaybeNumber = None
    score_sort: MaybeText = None
    met: bool | None = None
    basis: MaybeText = None
    cited_rule_keys: Values
    deviation_reason: MaybeText = None
    ambiguous: bool
    note: MaybeText = None


class EvaluationRow(EntityRow, table=True):
    """An evaluation; its subject is a project or a department."""

    __tablename__ = "evaluation"

    fiscal_year: Whole
    evaluation_kind: Word
    subject_kind: Word
    subject_key: Key
    subject_name: Text
    score: Number
    score_sort: MaybeText = None
    full_score: Number
    full_score_sort: MaybeText = None
    grade: MaybeWord = None
    grade_bands: Values
    deductions: Values
    using_unit: MaybeText = None
    ordinal: MaybeWhole = None
    document_key: Key
    ambiguous: bool
    note: MaybeText = None


class ScoreItemRow(EntityRow, table=True):
    """A scored row of an evaluation."""

    __tablename__ = "score_item"

    name: Text
    evaluation_key: Key
    criterion_key: Key
    ordinal: Whole
    level: Whole
    fiscal_year: Whole
    weight: MaybeNumber = None
    weight_sort: MaybeText = None
    score: MaybeNumber = None
    score_sort: MaybeText = None
    score_basis: Word
    rate: MaybeNumber = None
    rate_sort: MaybeText = None
    benchmark: MaybeText = None
    detail: MaybeText = None
    rule: MaybeWord = None
    rule_terms: MaybeText = None
    rule_summary: MaybeText = None
    input_value: MaybeNumber = None
    input_value_sort: MaybeText = None
    input_text: MaybeText = None
    deduction: MaybeNumber = None
    deduction_sort: MaybeText = None
    ambiguous: bool
    note: MaybeText = None


class CriterionRow(EntityRow, table=True):
    """A scoring criterion."""

    __tablename__ = "criterion"

    name: Text
    path: Values
    parent_key: MaybeKey = None


class DocumentRow(EntityRow, table=True):
    """A published document."""

    __tablename__ = "document"

    title: Text
    document_kind: Word
    fiscal_year: Whole
    publisher_key: Key
    sha256: MaybeText = None
    note: MaybeText = None


class StatementRow(EntityRow, table=True):
    """A table of a document."""

    __tablename__ = "statement"

    number: Whole
    title: Text
    statement_kind: Word
    document_key: Key
    unit: MaybeText = None
    printed_number: MaybeText = None
    note: MaybeText = None


class BudgetLineRow(EntityRow, table=True):
    """A published cell; its amount is `money_fen`, exact to a multiple of 10**`money_step` fen."""

    __tablename__ = "budget_line"

    document_key: Key
    statement_key: Key
    statement_number: Whole
    statement_kind: Word
    row: Whole
    column: Whole
    row_code: MaybeText = None
    row_label: Text
    column_label: Text
    money_fen: Whole
    money_step: Whole
    fiscal_year: Whole
    phase: Word
    direction: Word
    is_total: bool
    expenditure_type: MaybeWord = None
    department_key: Key
    unit_key: MaybeKey = None
    functional_key: MaybeKey = None
    department_economic_key: MaybeKey = None
    government_economic_key: MaybeKey = None
    procurement_key: MaybeKey = None
    fund_source_key: MaybeKey = None
    revenue_source_key: MaybeKey = None
    ambiguous: bool
    note: MaybeText = None


class ObservationRow(EntityRow, table=True):
    """A figure outside the statements; its subject is any kind that `OBSERVATION_SUBJECT` leads to."""

    __tablename__ = "observation"

    name: Text
    measure: Text
    measure_label: MaybeText = None
    subject_kind: Word
    subject_key: Key
    document_key: Key
    fiscal_year: Whole
    period: MaybeText = None
    compared_with: MaybeText = None
    value: MaybeNumber = None
    value_sort: MaybeText = None
    text: MaybeText = None
    unit: MaybeText = None
    approximation: MaybeWord = None
    published: MaybeText = None
    qualifier: MaybeText = None
    classification_key: MaybeKey = None
    reason: MaybeText = None
    ambiguous: bool
    note: MaybeText = None
    order: Whole


class GlossaryTermRow(EntityRow, table=True):
    """A defined term."""

    __tablename__ = "glossary_term"

    term: Text
    occurrences: Values


class CitedRuleRow(EntityRow, table=True):
    """A law, notice or plan."""

    __tablename__ = "cited_rule"

    title: Text
    number: MaybeText = None
    rule_kind: MaybeText = None
    note: MaybeText = None


class FindingRow(EntityRow, table=True):
    """A contradiction; what it concerns is followed by `LinkRow`."""

    __tablename__ = "finding"

    rule: Text
    severity: Word
    message: Text
    published: MaybeNumber = None
    published_sort: MaybeText = None
    expected: MaybeNumber = None
    expected_sort: MaybeText = None
    unit: MaybeText = None
    computation: MaybeText = None
    terms: Values
    subjects: Values
    document_keys: Values


ENTITY_TABLES: dict[EntityKind, Table] = {kind: SQLModel.metadata.tables[kind.value.lower()] for kind in EntityKind}
RELEASES = SQLModel.metadata.tables["release"]
LINKS = SQLModel.metadata.tables["link"]
NAMES = SQLModel.metadata.tables["entity_name"]
GRAMS = SQLModel.metadata.tables["name_gram"]
INGESTED_DOCUMENTS = SQLModel.metadata.tables["ingested_document"]
DOCUMENT_ROWS = SQLModel.metadata.tables["document_rows"]
RELEASE_REPORTS = SQLModel.metadata.tables["release_report"]
JOBS = SQLModel.metadata.tables["job"]
