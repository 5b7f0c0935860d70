"""Findings: what is published, checked against itself."""

from decimal import Decimal

import strawberry

from graph import model
from graph.vocabulary import Severity
from resolvers import documents as document_fields
from resolvers import paging
from schema.fields import batched, domain_type
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.documents import Document
from schema.types.nodes import Entity


@domain_type(model.FindingTerm)
class FindingTerm:
    """One term of a finding's computation."""

    label: str = strawberry.field(description="What the term is, for example `201 一般公共服务支出`.")
    value: Decimal = strawberry.field(description="The figure, in the finding's unit.")

    @batched(document_fields.term_entities)
    def printed_by(self) -> Entity | None:
        """The entity that prints it; null for a term that is computed."""


@domain_type(model.Finding)
class Finding(Entity):
    """A place where what is published contradicts arithmetic, its own scoring rules, itself or another document."""

    rule: str = strawberry.field(description="The rule's name, for example `parent-equals-children`.")
    severity: Severity = strawberry.field(description="How far the published figure is off.")
    message: str = strawberry.field(description="Published, expected and the computation, in one sentence.")
    published: Decimal | None = strawberry.field(description="The published figure in `unit`.")
    expected: Decimal | None = strawberry.field(description="What it should have been, in `unit`.")
    difference: Decimal | None = strawberry.field(description="Published minus expected, in `unit`.")
    unit: str | None = strawberry.field(description="The unit of the figures, for example 万元.")
    computation: str | None = strawberry.field(description="The computation, for example `19817.07+76.95=19894.02`.")
    terms: list[FindingTerm] = strawberry.field(description="The terms of the computation, with where each is printed.")

    @batched(document_fields.finding_subjects)
    def subjects(self) -> list[Entity]:
        """What it is about."""

    @batched(document_fields.finding_documents)
    def documents(self) -> list[Document]:
        """The documents whose figures it compares."""


@domain_type(paging.PageEdge)
class FindingEdge(PlaceInPage):
    """A finding in a page."""

    node: Finding = strawberry.field(description="The finding.")


@domain_type(paging.Page)
class FindingConnection(PageOfList):
    """A page of findings."""

    edges: list[FindingEdge] = strawberry.field(description="The findings of this page.")
