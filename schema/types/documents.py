"""Documents, statements, budget lines, observations, glossary terms and cited rules."""

from decimal import Decimal
from typing import Annotated

import strawberry

from graph import model, values
from graph.money import AmountUnit
from graph.vocabulary import (
    Approximation,
    BudgetDirection,
    DocumentKind,
    ExpenditureType,
    Phase,
    StatementKind,
)
from resolvers import documents as document_fields
from resolvers import evaluations as evaluation_fields
from resolvers import paging
from schema.fields import batched, computed, domain_type
from schema.filters import BudgetLineFilter
from schema.orders import BudgetLineOrder
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.nodes import AFTER, FIRST, Entity
from schema.types.places import Department
from schema.types.references import ClassificationRef, EntityRef, FindingRef

WHERE = strawberry.argument(description="Conditions that all must hold.")
ORDER = strawberry.argument(description="The order; published order unless given.")


@domain_type(model.Document)
class Document(Entity):
    """A published document."""

    key: str = strawberry.field(description="Its key, for example `qingdao-2021-final-accounts`.")
    title: str = strawberry.field(description="The title as printed, or composed from what is printed.")
    document_kind: DocumentKind = strawberry.field(description="What it is.")
    fiscal_year: int = strawberry.field(description="The year that it is about.")
    sha256: str | None = strawberry.field(description="The SHA-256 of the file as received, in hexadecimal.")
    note: str | None = strawberry.field(description="What is special about it.")

    @batched(document_fields.publisher)
    def publisher(self) -> Department:
        """The department that published it."""

    @batched(document_fields.statements)
    def statements(self) -> list["Statement"]:
        """Its numbered statements in order."""

    @batched(document_fields.glossary)
    def glossary(self) -> list["GlossaryTerm"]:
        """The terms that it explains."""

    @batched(document_fields.cited_rules)
    def cited_rules(self) -> list["CitedRule"]:
        """The laws, notices and plans that it cites."""

    @batched(document_fields.document_findings)
    def findings(self) -> list[FindingRef]:
        """The contradictions in which its figures take part."""


@domain_type(model.Statement)
class Statement(Entity):
    """A numbered table of a document."""

    number: int = strawberry.field(description="Its number, for example 1.")
    title: str = strawberry.field(description="The title as printed.")
    statement_kind: StatementKind = strawberry.field(description="What it shows, whatever its number.")
    unit: str | None = strawberry.field(description="The money unit that it prints, for example 万元.")
    printed_number: str | None = strawberry.field(description="The number as printed, for example 公开01表.")
    note: str | None = strawberry.field(description="Its printed notes in our own short words.")

    @batched(document_fields.statement_document)
    def document(self) -> Document:
        """The document that it is printed in."""

    @batched(document_fields.statement_lines)
    def budget_lines(
        self,
        where: Annotated[BudgetLineFilter | None, WHERE] = None,
        order_by: Annotated[BudgetLineOrder | None, ORDER] = None,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
    ) -> "BudgetLineConnection":
        """Its cells, row by row unless ordered otherwise."""

    @batched(evaluation_fields.findings)
    def findings(self) -> list[FindingRef]:
        """The contradictions found in the statement as a whole."""


@domain_type(model.BudgetLine)
class BudgetLine(Entity):
    """One published cell of a budget or final-accounts statement."""

    fiscal_year: int = strawberry.field(description="The fiscal year.")
    phase: Phase = strawberry.field(description="The stage of the budget cycle.")
    direction: BudgetDirection = strawberry.field(description="The side of the budget.")

    @computed
    def amount(
        self: model.BudgetLine,
        unit: Annotated[
            AmountUnit, strawberry.argument(description="The unit of the answer; exact in every unit.")
        ] = AmountUnit.WAN_YUAN,
    ) -> Decimal:
        """The amount with the decimals that are printed, for example 19817.07; a printed zero is 0.00."""
        return self.money.in_unit(unit)

    row: int = strawberry.field(description="The row of the statement: its printed number, else its place from 1.")
    column: int = strawberry.field(
        description="The column of the statement: its printed number (栏次), else its place."
    )
    row_code: str | None = strawberry.field(description="The code printed in the row, for example `2010301`.")
    row_label: str = strawberry.field(description="The row's heading as published.")
    column_label: str = strawberry.field(description="The column's heading as published, levels joined by ` / `.")
    is_total: bool = strawberry.field(
        description="True where the cell repeats a sum of others (a parent code, a grand total, a subtotal column)."
    )
    expenditure_type: ExpenditureType | None = strawberry.field(
        description="The type of expenditure that the column holds; null for totals of all types and for revenue."
    )
    ambiguous: bool = strawberry.field(description="Whether the document leaves open where the figure belongs.")
    note: str | None = strawberry.field(description="What is special about the cell.")

    @batched(document_fields.line_functional)
    def functional(self) -> ClassificationRef | None:
        """The functional code; null where the row has none."""

    @batched(document_fields.line_department_economic)
    def department_economic(self) -> ClassificationRef | None:
        """The department economic code; null where the row has none."""

    @batched(document_fields.line_government_economic)
    def government_economic(self) -> ClassificationRef | None:
        """The government economic code; null where the row has none."""

    @batched(document_fields.line_procurement)
    def procurement(self) -> ClassificationRef | None:
        """The procurement catalogue code; null where the row has none."""

    @batched(document_fields.line_fund_source)
    def fund_source(self) -> ClassificationRef | None:
        """The fund that pays; null where neither row nor column says it."""

    @batched(document_fields.line_revenue_source)
    def revenue_source(self) -> ClassificationRef | None:
        """The source of the revenue; null where neither row nor column says it."""

    @batched(document_fields.line_department)
    def department(self) -> Department:
        """The department whose money it is."""

    @batched(document_fields.line_statement)
    def statement(self) -> Statement:
        """The statement that prints it."""

    @batched(evaluation_fields.findings)
    def findings(self) -> list[FindingRef]:
        """The contradictions in which the cell takes part."""


@domain_type(model.Observation)
class Observation(Entity):
    """A figure stated in prose or outside the numbered statements."""

    name: str = strawberry.field(
        description="What is measured, as published or as a short label, for example 国内接待费."
    )
    measure: str = strawberry.field(description="The kind of figure, for example `executed_amount` or `change_rate`.")
    measure_label: str | None = strawberry.field(description="The kind of figure in Chinese, for example 增减率.")
    fiscal_year: int = strawberry.field(description="The year that it is about.")
    period: str | None = strawberry.field(
        description="The part of the year or the day: `Q1`, `2021-08`, `2021-12-31`; null for the whole year."
    )
    compared_with: str | None = strawberry.field(description="For changes, the year compared with, for example `2020`.")
    value: Decimal | None = strawberry.field(
        description="The figure in `unit`, signed as the words around it say; null where it is said in words."
    )
    text: str | None = strawberry.field(description="The statement where it is not a number, for example a title won.")
    unit: str | None = strawberry.field(description="The unit as published, for example 万元, %, 件.")
    approximation: Approximation | None = strawberry.field(description="How the words around it soften the figure.")
    published: str | None = strawberry.field(description="The figure as printed, for example `2,323.29`.")
    qualifier: str | None = strawberry.field(description="What tells it from another figure of the same name.")
    reason: str | None = strawberry.field(description="The stated reason of a change, in our own short words.")
    ambiguous: bool = strawberry.field(description="Whether the document leaves open what the figure belongs to.")
    note: str | None = strawberry.field(description="What was added (a sign, a label) or is uncertain.")

    @batched(document_fields.observation_subject)
    def subject(self) -> EntityRef:
        """What it describes."""

    @batched(document_fields.observation_document)
    def document(self) -> Document:
        """The document that states it."""

    @batched(document_fields.observation_classification)
    def classification(self) -> ClassificationRef | None:
        """The code that it is a figure of; null where it is of none."""

    @batched(evaluation_fields.findings)
    def findings(self) -> list[FindingRef]:
        """The contradictions in which it takes part."""


@domain_type(values.Occurrence)
class GlossaryOccurrence:
    """A term's place in one document."""

    ordinal: int | None = strawberry.field(description="Its number in the document's glossary, from 1.")

    @batched(document_fields.occurrence_documents)
    def document(self) -> Document:
        """The document."""


@domain_type(model.GlossaryTerm)
class GlossaryTerm(Entity):
    """A term that documents explain; the explanations stay in the documents."""

    term: str = strawberry.field(description="The term as published, for example 机关运行经费.")
    occurrences: list[GlossaryOccurrence] = strawberry.field(description="Its places, with their numbers.")

    @batched(document_fields.term_documents)
    def documents(self) -> list[Document]:
        """The documents that explain it."""


@domain_type(model.CitedRule)
class CitedRule(Entity):
    """A law, notice or plan that documents cite."""

    title: str = strawberry.field(description="The title without its brackets.")
    number: str | None = strawberry.field(description="The document number where one is printed, 中办发〔2016〕13号.")
    rule_kind: str | None = strawberry.field(description="What it is, for example `NOTICE`.")
    note: str | None = strawberry.field(description="What is special about it.")

    @batched(document_fields.rule_documents)
    def documents(self) -> list[EntityRef]:
        """The documents that cite it."""


@domain_type(paging.PageEdge)
class BudgetLineEdge(PlaceInPage):
    """A budget line in a page."""

    node: BudgetLine = strawberry.field(description="The budget line.")


@domain_type(paging.Page)
class BudgetLineConnection(PageOfList):
    """A page of budget lines."""

    edges: list[BudgetLineEdge] = strawberry.field(description="The budget lines of this page.")


@domain_type(paging.PageEdge)
class DocumentEdge(PlaceInPage):
    """A document in a page."""

    node: Document = strawberry.field(description="The document.")


@domain_type(paging.Page)
class DocumentConnection(PageOfList):
    """A page of documents."""

    edges: list[DocumentEdge] = strawberry.field(description="The documents of this page.")


@domain_type(paging.PageEdge)
class ObservationEdge(PlaceInPage):
    """An observation in a page."""

    node: Observation = strawberry.field(description="The observation.")


@domain_type(paging.Page)
class ObservationConnection(PageOfList):
    """A page of observations."""

    edges: list[ObservationEdge] = strawberry.field(description="The observations of this page.")


@domain_type(paging.PageEdge)
class GlossaryTermEdge(PlaceInPage):
    """A term in a page."""

    node: GlossaryTerm = strawberry.field(description="The term.")


@domain_type(paging.Page)
class GlossaryTermConnection(PageOfList):
    """A page of terms."""

    edges: list[GlossaryTermEdge] = strawberry.field(description="The terms of this page.")


@domain_type(paging.PageEdge)
class CitedRuleEdge(PlaceInPage):
    """A cited rule in a page."""

    node: CitedRule = strawberry.field(description="The rule.")


@domain_type(paging.Page)
class CitedRuleConnection(PageOfList):
    """A page of cited rules."""

    edges: list[CitedRuleEdge] = strawberry.field(description="The rules of this page.")
