"""The root of all queries."""

from typing import Annotated

import strawberry

from graph.rollup.request import Dimension
from graph.vocabulary import EntityKind, EvaluationKind, Phase, RelationType, Scheme
from resolvers import aggregates as aggregate_fields
from resolvers import classifications as classification_fields
from resolvers import comparisons as comparison_fields
from resolvers import discovery as discovery_fields
from resolvers import documents as document_fields
from resolvers import entities as entity_fields
from resolvers import evaluations as evaluation_fields
from resolvers import jobs as job_fields
from resolvers import listing
from resolvers import places as place_fields
from resolvers import projects as project_fields
from resolvers import releases as release_fields
from schema.fields import batched, of_a_release, served
from schema.filters import (
    BudgetLineFilter,
    EvaluationFilter,
    FindingFilter,
    IndicatorFilter,
    ObservationFilter,
    ProjectFilter,
)
from schema.orders import BudgetLineOrder, EvaluationOrder, ObservationOrder, ProjectOrder
from schema.types.aggregates import AggregateConnection
from schema.types.classifications import Classification, ClassificationConnection
from schema.types.comparisons import (
    AmountComparisonConnection,
    DepartmentComparison,
    ScoreComparisonConnection,
    YearAndPhase,
)
from schema.types.discovery import Dataset, Path, SearchConnection, Subgraph
from schema.types.documents import (
    BudgetLineConnection,
    CitedRuleConnection,
    Document,
    DocumentConnection,
    GlossaryTermConnection,
    ObservationConnection,
)
from schema.types.evaluations import Criterion, CriterionConnection, EvaluationConnection, IndicatorConnection
from schema.types.findings import FindingConnection
from schema.types.jobs import Job
from schema.types.nodes import AFTER, FIRST, Node
from schema.types.places import Department, DepartmentConnection, OfficeConnection, RecipientConnection
from schema.types.projects import Project, ProjectConnection
from schema.types.releases import Release, ReleaseConnection, ReleaseDiff

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]
_WHERE = strawberry.argument(description="Conditions that all must hold.")
_ORDER = strawberry.argument(description="The order; published order unless given.")
_LEVEL = strawberry.argument(
    description="The level at which these codes are cut, from 1 at the top; as finely as printed unless given."
)
_EDITION = strawberry.argument(
    description="The year in whose codes the answer is told, for example 2023; as printed unless given."
)
_DEPARTMENT = strawberry.argument(description="The department by its key, code or name, for example `103`.")
_TYPES = strawberry.argument(description="Only relations of these types.")


@strawberry.type(description="Everything that can be asked.")
class Query:
    """Everything that can be asked."""

    @batched(entity_fields.node)
    def node(self, id: Annotated[strawberry.ID, strawberry.argument(description="The entity's id.")]) -> Node | None:  # noqa: A002
        """The entity of an id; null where this release has none."""

    @batched(entity_fields.nodes)
    def nodes(
        self, ids: Annotated[list[strawberry.ID], strawberry.argument(description="The entities' ids.")]
    ) -> list[Node | None]:
        """The entities of the ids, in order; null for those that this release does not have."""

    @of_a_release(discovery_fields.dataset)
    def dataset(
        self,
        release: Annotated[
            str | None,
            strawberry.argument(description="An older release by number or name; below the field it is the one asked."),
        ] = None,
    ) -> Dataset:
        """What is being served, or an older release, which can be asked everything with `query`."""

    @served(release_fields.releases, fleeting=True)
    def releases(self, first: First = None, after: After = None) -> ReleaseConnection:
        """The releases that can still be asked, newest first."""

    @served(release_fields.release)
    def release(
        self, release: Annotated[str, strawberry.argument(name="id", description="Its number or name.")]
    ) -> Release:
        """A release with how it came about."""

    @served(release_fields.diff)
    def diff(
        self,
        earlier: Annotated[str, strawberry.argument(name="from", description="A release by number or name.")],
        later: Annotated[str, strawberry.argument(name="to", description="Another one; it may be the older one.")],
    ) -> ReleaseDiff:
        """What a release adds to, removes from and changes of another, and by which documents."""

    @served(job_fields.job, fleeting=True)
    def job(
        self,
        id: Annotated[strawberry.ID, strawberry.argument(description="The id that `ingest` answered with.")],  # noqa: A002
    ) -> Job | None:
        """How far a job has come; null where there is none of that id."""

    @batched(listing.listing(EntityKind.DEPARTMENT))
    def departments(self, first: First = None, after: After = None) -> DepartmentConnection:
        """The departments."""

    @batched(place_fields.department)
    def department(
        self,
        code: Annotated[str | None, strawberry.argument(description="The department code, for example `103`.")] = None,
        name: Annotated[str | None, strawberry.argument(description="The exact name or an alias.")] = None,
    ) -> Department | None:
        """By code or by name; null when there is none."""

    @batched(listing.listing(EntityKind.OFFICE))
    def offices(self, first: First = None, after: After = None) -> OfficeConnection:
        """The internal offices of all departments, in published order."""

    @batched(listing.listing(EntityKind.RECIPIENT))
    def recipients(self, first: First = None, after: After = None) -> RecipientConnection:
        """The bodies that projects pay."""

    @batched(listing.listing(EntityKind.PROJECT))
    def projects(
        self,
        where: Annotated[ProjectFilter | None, _WHERE] = None,
        order_by: Annotated[ProjectOrder | None, _ORDER] = None,
        first: First = None,
        after: After = None,
    ) -> ProjectConnection:
        """The projects."""

    @batched(project_fields.project)
    def project(
        self,
        code: Annotated[str | None, strawberry.argument(description="The 21-character code.")] = None,
        name: Annotated[str | None, strawberry.argument(description="Any exact name that it has carried.")] = None,
    ) -> Project | None:
        """By project code, or by any name that the project has carried."""

    @batched(classification_fields.classifications)
    def classifications(
        self,
        scheme: Annotated[Scheme, strawberry.argument(description="The scheme.")],
        under: Annotated[str | None, strawberry.argument(description="Only this code and what lies below it.")] = None,
        edition: Annotated[int | None, strawberry.argument(description="Only codes known for this year.")] = None,
        level: Annotated[int | None, strawberry.argument(description="Only codes of this depth, from 1.")] = None,
        first: First = None,
        after: After = None,
    ) -> ClassificationConnection:
        """The codes of a scheme, in order of code."""

    @batched(classification_fields.classification)
    def classification(
        self,
        scheme: Annotated[Scheme, strawberry.argument(description="The scheme.")],
        code: Annotated[str, strawberry.argument(description="The code, for example `2010301`.")],
        edition: Annotated[
            int | None, strawberry.argument(description="The year whose meaning is wanted; the latest unless given.")
        ] = None,
    ) -> Classification | None:
        """One code; null where the scheme has none such."""

    @batched(evaluation_fields.criterion)
    def criterion(
        self, path: Annotated[list[str], strawberry.argument(description="The names from the root to its own.")]
    ) -> Criterion | None:
        """The criterion of a path of published names; null where there is none."""

    @batched(listing.listing(EntityKind.CRITERION))
    def criteria(self, first: First = None, after: After = None) -> CriterionConnection:
        """All scoring criteria."""

    @batched(listing.listing(EntityKind.INDICATOR))
    def indicators(
        self,
        where: Annotated[IndicatorFilter | None, _WHERE] = None,
        first: First = None,
        after: After = None,
    ) -> IndicatorConnection:
        """The indicators of all projects and departments."""

    @batched(listing.listing(EntityKind.EVALUATION))
    def evaluations(
        self,
        where: Annotated[EvaluationFilter | None, _WHERE] = None,
        order_by: Annotated[EvaluationOrder | None, _ORDER] = None,
        first: First = None,
        after: After = None,
    ) -> EvaluationConnection:
        """The evaluations, oldest first unless ordered otherwise."""

    @batched(listing.listing(EntityKind.DOCUMENT))
    def documents(self, first: First = None, after: After = None) -> DocumentConnection:
        """The documents, oldest first."""

    @batched(document_fields.document)
    def document(
        self,
        key: Annotated[str, strawberry.argument(description="The key, for example `qingdao-2021-final-accounts`.")],
    ) -> Document | None:
        """The document of a key; null where there is none."""

    @batched(listing.listing(EntityKind.BUDGET_LINE))
    def budget_lines(
        self,
        where: Annotated[BudgetLineFilter | None, _WHERE] = None,
        order_by: Annotated[BudgetLineOrder | None, _ORDER] = None,
        first: First = None,
        after: After = None,
    ) -> BudgetLineConnection:
        """The published cells. Parents repeat their children and statements repeat each other: do not add them up."""

    @batched(aggregate_fields.aggregates)
    def aggregate(
        self,
        group_by: Annotated[
            list[Dimension],
            strawberry.argument(description="The dimensions, outermost first; none for one sum."),
        ],
        where: Annotated[BudgetLineFilter | None, _WHERE] = None,
        phase: Annotated[Phase | None, strawberry.argument(description="Only lines of this phase.")] = None,
        functional_level: Annotated[int | None, _LEVEL] = None,
        economic_level: Annotated[int | None, _LEVEL] = None,
        procurement_level: Annotated[int | None, _LEVEL] = None,
        cofog_level: Annotated[int | None, _LEVEL] = None,
        gfs_level: Annotated[int | None, _LEVEL] = None,
        as_of_edition: Annotated[int | None, _EDITION] = None,
        first: First = None,
        after: After = None,
    ) -> AggregateConnection:
        """Exact sums of budget lines that prove themselves.

        Each amount is counted once: never a parent and its children, never the same money from two statements. What
        must not be added (phases, revenue and expenditure, money of different scope) is refused with an alternative.
        """

    @batched(comparison_fields.amounts)
    def compare_amounts(
        self,
        base: Annotated[BudgetLineFilter, strawberry.argument(description="The lines that are compared with.")],
        other: Annotated[BudgetLineFilter, strawberry.argument(description="The lines that are compared.")],
        group_by: Annotated[
            list[Dimension] | None, strawberry.argument(description="The dimensions; one sum each unless given.")
        ] = None,
        functional_level: Annotated[int | None, _LEVEL] = None,
        economic_level: Annotated[int | None, _LEVEL] = None,
        as_of_edition: Annotated[int | None, _EDITION] = None,
        first: First = None,
        after: After = None,
    ) -> AmountComparisonConnection:
        """The sums of two sets of budget lines side by side, group by group; each is added up as by `aggregate`."""

    @batched(comparison_fields.functional)
    def compare_functional(
        self,
        base: Annotated[YearAndPhase, strawberry.argument(description="The year and phase that is compared with.")],
        other: Annotated[YearAndPhase, strawberry.argument(description="The year and phase that is compared.")],
        department: Annotated[str | None, _DEPARTMENT] = None,
        first: First = None,
        after: After = None,
    ) -> AmountComparisonConnection:
        """Expenditure of functional codes in two phases or years: approved against executed, year against year.

        Statements are compared with statements and figures in prose with such, where both sides have them.
        """

    @batched(comparison_fields.projects)
    def compare_projects(
        self,
        base: Annotated[YearAndPhase, strawberry.argument(description="The year and phase that is compared with.")],
        other: Annotated[YearAndPhase, strawberry.argument(description="The year and phase that is compared.")],
        where: Annotated[ProjectFilter | None, _WHERE] = None,
        first: First = None,
        after: After = None,
    ) -> AmountComparisonConnection:
        """The money of projects in two phases or years, in published order."""

    @batched(comparison_fields.evaluations)
    def compare_evaluations(
        self,
        fiscal_year: Annotated[int, strawberry.argument(description="The year that is evaluated, for example 2021.")],
        base: Annotated[
            EvaluationKind, strawberry.argument(description="The kind that is compared with.")
        ] = EvaluationKind.SELF,
        other: Annotated[
            EvaluationKind, strawberry.argument(description="The kind that is compared.")
        ] = EvaluationKind.DEPARTMENT,
        base_fiscal_year: Annotated[
            int | None, strawberry.argument(description="The year of the base; the same year unless given.")
        ] = None,
        first: First = None,
        after: After = None,
    ) -> ScoreComparisonConnection:
        """Evaluations of one kind beside those of another, or of another year.

        A fund's evaluation stands beside the mean of its projects', a department's beside that of all its projects.
        """

    @batched(comparison_fields.departments)
    def compare_departments(
        self,
        base: Annotated[str, _DEPARTMENT],
        other: Annotated[str, _DEPARTMENT],
        fiscal_year: Annotated[int, strawberry.argument(description="The fiscal year, for example 2021.")],
    ) -> DepartmentComparison:
        """Two departments in one year: what both publish."""

    @batched(listing.listing(EntityKind.OBSERVATION))
    def observations(
        self,
        where: Annotated[ObservationFilter | None, _WHERE] = None,
        order_by: Annotated[ObservationOrder | None, _ORDER] = None,
        first: First = None,
        after: After = None,
    ) -> ObservationConnection:
        """The figures that are stated in prose or outside the statements."""

    @batched(listing.listing(EntityKind.GLOSSARY_TERM))
    def glossary(self, first: First = None, after: After = None) -> GlossaryTermConnection:
        """The terms that documents explain."""

    @batched(listing.listing(EntityKind.CITED_RULE))
    def cited_rules(self, first: First = None, after: After = None) -> CitedRuleConnection:
        """The laws, notices and plans that documents cite."""

    @batched(listing.listing(EntityKind.FINDING))
    def findings(
        self,
        where: Annotated[FindingFilter | None, _WHERE] = None,
        first: First = None,
        after: After = None,
    ) -> FindingConnection:
        """The contradictions found in what is published."""

    @batched(discovery_fields.search)
    def search(
        self,
        text: Annotated[str, strawberry.argument(description="Chinese or Latin text, or a code; any part of a name.")],
        kinds: Annotated[
            list[EntityKind] | None, strawberry.argument(description="Only entities of these kinds.")
        ] = None,
        first: First = None,
        after: After = None,
    ) -> SearchConnection:
        """Entities by name: exact names first, then prefixes, parts, the text in pieces, similar names.

        Width, case, punctuation and traditional characters make no difference.
        """

    @batched(discovery_fields.path)
    def path(
        self,
        start: Annotated[strawberry.ID, strawberry.argument(name="from", description="The id of one end.")],
        goal: Annotated[strawberry.ID, strawberry.argument(name="to", description="The id of the other end.")],
        types: Annotated[list[RelationType] | None, _TYPES] = None,
        max_length: Annotated[int, strawberry.argument(description="The most links allowed, 0 to 12.")] = 6,
    ) -> Path | None:
        """A shortest path between two entities, each link followed either way, or null."""

    @batched(discovery_fields.neighbourhood)
    def neighbourhood(
        self,
        around: Annotated[
            strawberry.ID, strawberry.argument(name="root", description="The id of the entity in the middle.")
        ],
        depth: Annotated[int, strawberry.argument(description="How many links away, 0 to 6.")] = 1,
        types: Annotated[list[RelationType] | None, _TYPES] = None,
        limit: Annotated[int, strawberry.argument(description="The most entities returned, 1 to 1000.")] = 200,
    ) -> Subgraph:
        """The entities around one, nearest first, and the links among them."""
