"""Classification codes, their hierarchy and their mappings."""

from typing import Annotated

import strawberry

from graph import model
from graph.vocabulary import Basis, Confidence, Direction, MappingKind, Scheme
from resolvers import classifications as classification_fields
from resolvers import paging
from schema.fields import batched, domain_type
from schema.filters import BudgetLineFilter
from schema.orders import BudgetLineOrder
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.nodes import AFTER, FIRST, Entity
from schema.types.references import BudgetLinePageRef, ProjectRef


@domain_type(model.Classification)
class Classification(Entity):
    """One code of one classification scheme; hierarchies are walked with parent, children, ancestors, descendants.

    A code that was reused with another meaning in another edition is another classification.
    """

    scheme: Scheme = strawberry.field(description="The scheme.")
    code: str = strawberry.field(description="The code, for example `2010301`.")
    name: str = strawberry.field(description="The name in these editions, for example 行政运行.")
    level: int = strawberry.field(description="The depth in the scheme, from 1: class 1, section 2, item 3.")
    editions: list[int] = strawberry.field(description="The years for which the code is known with this meaning.")
    basis: Basis = strawberry.field(description="How the code is known.")
    evidence: str | None = strawberry.field(description="What the code's entry rests on.")

    @batched(classification_fields.parent)
    def parent(self) -> "Classification | None":
        """The code above; null for a root."""

    @batched(classification_fields.children)
    def children(self) -> list["Classification"]:
        """The codes directly below, in order of code."""

    @batched(classification_fields.ancestors)
    def ancestors(self) -> list["Classification"]:
        """The codes above, from the nearest to the root."""

    @batched(classification_fields.descendants)
    def descendants(
        self,
        depth: Annotated[int | None, strawberry.argument(description="How many levels down; all unless given.")] = None,
    ) -> list["Classification"]:
        """Everything below, level by level, in order of code."""

    @batched(classification_fields.mappings)
    def mappings(
        self,
        scheme: Annotated[
            Scheme | None, strawberry.argument(description="Only mappings with codes of this scheme.")
        ] = None,
        direction: Annotated[
            Direction,
            strawberry.argument(description="Only those that the code keeps (OUT) or that lead to it (IN)."),
        ] = Direction.BOTH,
    ) -> list["ClassificationMapping"]:
        """Links with codes of other schemes or editions, with their evidence; those that lead here come last."""

    @batched(classification_fields.budget_lines)
    def budget_lines(
        self,
        where: Annotated[
            BudgetLineFilter | None, strawberry.argument(description="Conditions that all must hold.")
        ] = None,
        include_descendants: Annotated[
            bool, strawberry.argument(description="Whether lines that carry a code below this one belong as well.")
        ] = False,
        order_by: Annotated[
            BudgetLineOrder | None, strawberry.argument(description="The order; published order unless given.")
        ] = None,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
    ) -> BudgetLinePageRef:
        """The published cells that carry this code. Parent and child cells repeat money: do not add them up."""

    @batched(classification_fields.projects)
    def projects(self) -> list[ProjectRef]:
        """The projects that are paid from this functional code."""


@domain_type(classification_fields.SeenMapping)
class ClassificationMapping:
    """A link of a code with a code of another scheme or edition, seen from the code that was asked."""

    @batched(classification_fields.mapping_targets)
    def target(self) -> Classification:
        """The code at the other end."""

    direction: Direction = strawberry.field(
        description="OUT where the link leads from the code asked to the other one, IN where it leads here."
    )
    kind: MappingKind = strawberry.field(description="What the link says, in its own direction.")
    basis: Basis = strawberry.field(description="How the link is known; unverified ones are INFERRED.")
    confidence: Confidence | None = strawberry.field(description="How sure an inferred link is.")
    note: str | None = strawberry.field(description="The evidence or the reason.")


@domain_type(paging.PageEdge)
class ClassificationEdge(PlaceInPage):
    """A code in a page."""

    node: Classification = strawberry.field(description="The code.")


@domain_type(paging.Page)
class ClassificationConnection(PageOfList):
    """A page of codes."""

    edges: list[ClassificationEdge] = strawberry.field(description="The codes of this page.")
