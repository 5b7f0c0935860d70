"""Jurisdictions, departments, budget units, offices, duties and recipients."""

from typing import Annotated

import strawberry

from graph import model, values
from graph.vocabulary import EvaluationKind
from resolvers import paging
from resolvers import places as place_fields
from resolvers import projects as project_fields
from schema.fields import batched, domain_type
from schema.filters import BudgetLineFilter
from schema.orders import BudgetLineOrder
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.nodes import AFTER, FIRST, Entity, Source
from schema.types.references import (
    AllocationRef,
    BudgetLinePageRef,
    DocumentRef,
    EvaluationRef,
    IndicatorRef,
    ObservationRef,
    ProjectPageRef,
)

YEAR = strawberry.argument(description="Only this fiscal year; all years unless given.")
WHERE = strawberry.argument(description="Conditions that all must hold.")
ORDER = strawberry.argument(description="The order; published order unless given.")
KIND = strawberry.argument(description="Only evaluations of this kind.")


@domain_type(model.Jurisdiction)
class Jurisdiction(Entity):
    """A territory with its own budget."""

    code: str = strawberry.field(description="The GB/T 2260 division code, for example `370200`.")
    name: str = strawberry.field(description="The name, for example 青岛市.")
    level: int | None = strawberry.field(description="The level of the division: 1 province, 2 prefecture, 3 county.")

    @batched(place_fields.jurisdiction_departments)
    def departments(self) -> list["Department"]:
        """Its departments that have published anything we hold."""


@domain_type(values.Duty)
class Duty:
    """A published duty of a department."""

    ordinal: int = strawberry.field(description="Its number in the published list, from 1.")
    summary: str = strawberry.field(description="The duty in our own short words; the text stays in the document.")
    sources: list[Source] = strawberry.field(description="Where it is printed.")


@domain_type(model.Department)
class Department(Entity):
    """A body that money is voted to."""

    code: str | None = strawberry.field(description="The department code, for example `103`; null where none is known.")
    name: str = strawberry.field(description="The name, for example 青岛市人民政府办公厅.")
    aliases: list[str] = strawberry.field(description="Other names under which it is published.")
    duties: list[Duty] = strawberry.field(description="Its duties in published order.")

    @batched(place_fields.department_jurisdiction)
    def jurisdiction(self) -> Jurisdiction:
        """The jurisdiction whose congress votes its budget."""

    @batched(place_fields.department_units)
    def units(self) -> list["BudgetUnit"]:
        """Its budget units in order of code."""

    @batched(place_fields.department_offices)
    def offices(self) -> list["Office"]:
        """Its internal offices in published order."""

    @batched(place_fields.department_documents)
    def documents(self) -> list[DocumentRef]:
        """What it has published, oldest first."""

    @batched(place_fields.department_projects)
    def projects(
        self,
        fiscal_year: Annotated[int | None, YEAR] = None,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
    ) -> ProjectPageRef:
        """The projects that it manages."""

    @batched(place_fields.indicators)
    def indicators(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[IndicatorRef]:
        """The indicators set for the department as a whole, in published order."""

    @batched(project_fields.evaluations)
    def evaluations(
        self,
        fiscal_year: Annotated[int | None, YEAR] = None,
        kind: Annotated[EvaluationKind | None, KIND] = None,
    ) -> list[EvaluationRef]:
        """The evaluations of the department as a whole, oldest first."""

    @batched(place_fields.department_observations)
    def observations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ObservationRef]:
        """Figures about it and its units that are stated in prose, in published order; `subject` says about which."""

    @batched(place_fields.department_lines)
    def budget_lines(
        self,
        where: Annotated[BudgetLineFilter | None, WHERE] = None,
        order_by: Annotated[BudgetLineOrder | None, ORDER] = None,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
    ) -> BudgetLinePageRef:
        """The cells of its statements, in published order unless ordered otherwise."""


@domain_type(model.BudgetUnit)
class BudgetUnit(Entity):
    """A unit of a department with a budget of its own."""

    code: str | None = strawberry.field(description="The unit code, for example `103001`.")
    name: str = strawberry.field(description="The name, for example 青岛市人民政府办公厅（本级）.")
    aliases: list[str] = strawberry.field(description="Other names under which it is published.")

    @batched(place_fields.unit_department)
    def department(self) -> Department:
        """The department that it belongs to."""

    @batched(place_fields.unit_offices)
    def offices(self) -> list["Office"]:
        """Its internal offices in published order."""

    @batched(place_fields.observations)
    def observations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ObservationRef]:
        """Figures about it that are stated in prose, in published order."""


@domain_type(model.Office)
class Office(Entity):
    """An internal office (内设机构), in the order in which it is published."""

    ordinal: int = strawberry.field(description="Its number in the published list, from 1.")
    name: str = strawberry.field(description="The name, for example 督查一室.")
    summary: str | None = strawberry.field(description="What it does, in our own short words.")
    external_names: list[str] = strawberry.field(description="Names under which it may act outwards.")
    published_as: str | None = strawberry.field(
        description="The item that prints it where several offices share one, for example `8-12.秘书一至五处`."
    )

    @batched(place_fields.office_department)
    def department(self) -> Department:
        """The department that it belongs to."""

    @batched(place_fields.office_unit)
    def unit(self) -> BudgetUnit | None:
        """The budget unit that publishes it; null where the document names none."""

    @batched(place_fields.observations)
    def observations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ObservationRef]:
        """Figures about it that are stated in prose, in published order."""


@domain_type(model.Recipient)
class Recipient(Entity):
    """A body outside the department that projects pay."""

    name: str = strawberry.field(description="The name, for example 青岛海关.")
    aliases: list[str] = strawberry.field(description="Other names under which it is published.")

    @batched(place_fields.recipient_allocations)
    def allocations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[AllocationRef]:
        """What it gets, oldest first."""

    @batched(place_fields.observations)
    def observations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ObservationRef]:
        """Figures about it that are stated in prose, in published order."""


@domain_type(paging.PageEdge)
class DepartmentEdge(PlaceInPage):
    """A department in a page."""

    node: Department = strawberry.field(description="The department.")


@domain_type(paging.Page)
class DepartmentConnection(PageOfList):
    """A page of departments."""

    edges: list[DepartmentEdge] = strawberry.field(description="The departments of this page.")


@domain_type(paging.PageEdge)
class OfficeEdge(PlaceInPage):
    """An office in a page."""

    node: Office = strawberry.field(description="The office.")


@domain_type(paging.Page)
class OfficeConnection(PageOfList):
    """A page of offices."""

    edges: list[OfficeEdge] = strawberry.field(description="The offices of this page.")


@domain_type(paging.PageEdge)
class RecipientEdge(PlaceInPage):
    """A recipient in a page."""

    node: Recipient = strawberry.field(description="The recipient.")


@domain_type(paging.Page)
class RecipientConnection(PageOfList):
    """A page of recipients."""

    edges: list[RecipientEdge] = strawberry.field(description="The recipients of this page.")
