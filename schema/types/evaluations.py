"""Indicators, evaluations, their scored rows, and the criteria that evaluations share."""

from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from graph import model, values
from graph.vocabulary import Basis, Comparison, EvaluationKind, Grade, ScoringRule
from resolvers import evaluations as evaluation_fields
from resolvers import paging
from resolvers import places as place_fields
from resolvers import scores as score_fields
from schema.fields import batched, domain_type
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.nodes import Entity, Source
from schema.types.places import YEAR, Department
from schema.types.projects import Project
from schema.types.references import CitedRuleRef, DocumentRef, FindingRef, ObservationRef
from schema.types.scores import Recomputation

EvaluationSubject: TypeAlias = Annotated[
    Project | Department,
    strawberry.union(
        "EvaluationSubject", description="What is evaluated or has indicators: a project or a department."
    ),
]


@domain_type(values.Measure)
class Measure:
    """A target or an outcome."""

    comparison: Comparison = strawberry.field(description="How it is compared.")
    value: Decimal | None = strawberry.field(description="The number; null where it is said in words.")
    unit: str | None = strawberry.field(description="The unit, for example `%`.")
    text: str = strawberry.field(description="As printed, for example `≥95%`.")


@domain_type(model.Indicator)
class Indicator(Entity):
    """A performance target of one year, and what came of it."""

    fiscal_year: int = strawberry.field(description="The year of the target.")
    ordinal: int = strawberry.field(description="Its place in the published table, from 1.")

    @batched(evaluation_fields.subject)
    def subject(self) -> EvaluationSubject:
        """The project or department that it is set for."""

    level1: str = strawberry.field(description="The first-level name as published, for example 产出指标.")
    level2: str | None = strawberry.field(description="The second-level name as published, for example 数量指标.")
    name: str = strawberry.field(description="The third-level name as published.")
    description: str | None = strawberry.field(description="What is measured, in our own short words.")
    target: Measure | None = strawberry.field(description="The target.")
    original_target: Measure | None = strawberry.field(description="The target before it was changed.")
    actual: Measure | None = strawberry.field(description="The outcome; null where none is published.")
    weight: Decimal | None = strawberry.field(description="The most that it can score; null where it is not scored.")
    score: Decimal | None = strawberry.field(description="What it scored; null where it is not scored.")
    met: bool | None = strawberry.field(
        description="Whether the printed outcome meets the target; null where that cannot be told."
    )
    basis: str | None = strawberry.field(description="What the target rests on, in short.")
    deviation_reason: str | None = strawberry.field(description="Why the target was missed, in our own short words.")
    ambiguous: bool = strawberry.field(description="Whether the document leaves open what belongs to what.")
    note: str | None = strawberry.field(description="What is uncertain, and why this reading is the likelier.")

    @batched(evaluation_fields.indicator_rules)
    def cited_rules(self) -> list[CitedRuleRef]:
        """The rules that the target rests on."""


@domain_type(values.GradeBand)
class GradeBand:
    """The scores that one document calls by one grade."""

    grade: Grade = strawberry.field(description="The grade.")
    lower: Decimal = strawberry.field(name="from", description="The lowest score, for example 90.")
    upper: Decimal = strawberry.field(name="to", description="The highest score, for example 100.")
    lower_inclusive: bool = strawberry.field(name="fromInclusive", description="Whether the lowest score belongs.")
    upper_inclusive: bool = strawberry.field(name="toInclusive", description="Whether the highest score belongs.")
    sources: list[Source] = strawberry.field(description="Where the band is stated.")


@domain_type(values.Deduction)
class Deduction:
    """Points that a report says were lost."""

    criterion: str = strawberry.field(description="The criterion's path, its levels joined by ` > `.")
    amount: Decimal = strawberry.field(description="The points lost, for example 0.5.")
    reason: str | None = strawberry.field(description="The reason, in our own short words.")
    note: str | None = strawberry.field(description="What is uncertain, or how the points were derived.")
    sources: list[Source] = strawberry.field(description="Where it is stated.")


@domain_type(model.Evaluation)
class Evaluation(Entity):
    """A scored judgement of a project or a department for one year."""

    fiscal_year: int = strawberry.field(description="The year that is evaluated.")
    evaluation_kind: EvaluationKind = strawberry.field(description="Who evaluated what.")

    @batched(evaluation_fields.subject)
    def subject(self) -> EvaluationSubject:
        """The project or department that is evaluated."""

    score: Decimal = strawberry.field(description="The score as published, for example 98.85.")
    full_score: Decimal = strawberry.field(description="The most that could be reached, for example 100.")

    @batched(score_fields.evaluation_scores)
    def recomputed_score(self) -> Decimal | None:
        """The sum of the rows, each by its own rule where that can be computed and as published where not.

        To four decimals; null where there are no scored rows.
        """

    @batched(score_fields.evaluation_notes)
    def recomputation_note(self) -> str | None:
        """Why there is no recomputed score, or how many rows stand in it as published."""

    @batched(score_fields.items_totals)
    def items_total(self) -> Decimal | None:
        """The sum of the published scores of the rows at the bottom; null where one has none."""

    @batched(score_fields.evaluations)
    def recomputation(self) -> Recomputation:
        """The recomputed score with its computation."""

    grade: Grade | None = strawberry.field(description="The grade; null where none is printed.")
    grade_bands: list[GradeBand] = strawberry.field(
        description="The bands by which this document turns scores into grades; they differ between documents."
    )
    deductions: list[Deduction] = strawberry.field(description="The points that the report says were lost.")
    using_unit: str | None = strawberry.field(description="The unit that used the money, as published.")
    ordinal: int | None = strawberry.field(description="Its place in the published list, from 1.")
    ambiguous: bool = strawberry.field(description="Whether the document leaves open what belongs to what.")
    note: str | None = strawberry.field(description="What is uncertain or special.")

    @batched(evaluation_fields.score_items)
    def score_items(self) -> list["ScoreItem"]:
        """All scored rows in published order; parents before their children."""

    @batched(evaluation_fields.document)
    def document(self) -> DocumentRef:
        """The document that reports it."""

    @batched(evaluation_fields.findings)
    def findings(self) -> list[FindingRef]:
        """The contradictions found in it."""

    @batched(place_fields.observations)
    def observations(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ObservationRef]:
        """Figures about the evaluation itself that are stated in prose, in published order."""


@domain_type(model.ScoreItem)
class ScoreItem(Entity):
    """One scored row of an evaluation."""

    ordinal: int = strawberry.field(description="Its place in the rubric, from 1.")
    level: int = strawberry.field(description="Its depth in the rubric, from 1.")
    name: str = strawberry.field(description="Its name as published.")
    fiscal_year: int = strawberry.field(description="The year that is evaluated.")
    weight: Decimal | None = strawberry.field(description="The most that it can score.")
    score: Decimal | None = strawberry.field(description="What it scored; null where none is printed and none follows.")
    score_basis: Basis = strawberry.field(
        description="DERIVED where no score is printed and it is the sum of the rows below."
    )

    @batched(score_fields.item_scores)
    def recomputed_score(self) -> Decimal | None:
        """What its published rule gives, or weight times rate, or the rows below; to four decimals.

        Null where none of these can be computed: `recomputationNote` says why.
        """

    @batched(score_fields.item_notes)
    def recomputation_note(self) -> str | None:
        """Why there is no recomputed score, or how the rule was read."""

    @batched(score_fields.items)
    def recomputation(self) -> Recomputation:
        """The recomputed score with its computation and the scores that the rule admits."""

    rate: Decimal | None = strawberry.field(description="The printed share of the weight, in per cent: 67.5.")
    benchmark: str | None = strawberry.field(description="The printed benchmark (标杆值), for example `100%`.")
    detail: str | None = strawberry.field(name="level4", description="The fourth-level wording as printed; may be `-`.")
    rule: ScoringRule | None = strawberry.field(description="The kind of its published scoring formula.")
    rule_terms: str | None = strawberry.field(description="The formula's constants, for example `step=1;cost=5`.")
    rule_summary: str | None = strawberry.field(description="The formula in our own short words.")
    input_value: Decimal | None = strawberry.field(description="The printed quantity that the formula is applied to.")
    input_text: str | None = strawberry.field(description="The same as printed, or where it is not one number.")
    deduction: Decimal | None = strawberry.field(description="The points that the report says were lost on it.")
    ambiguous: bool = strawberry.field(description="Whether the document leaves open what belongs to what.")
    note: str | None = strawberry.field(description="What is uncertain, and why this reading is the likelier.")

    @batched(evaluation_fields.item_criterion)
    def criterion(self) -> "Criterion":
        """The criterion that it is scored on."""

    @batched(evaluation_fields.item_evaluation)
    def evaluation(self) -> Evaluation:
        """The evaluation that it belongs to."""


@domain_type(model.Criterion)
class Criterion(Entity):
    """A scoring criterion, shared by the evaluations that use it: one can be followed over years and subjects."""

    name: str = strawberry.field(description="Its own name, for example 立项依据充分性.")
    path: list[str] = strawberry.field(description="The names from the root to its own.")
    level: int = strawberry.field(description="The length of the path.")

    @batched(evaluation_fields.criterion_parent)
    def parent(self) -> "Criterion | None":
        """The criterion above; null for a root."""

    @batched(evaluation_fields.criterion_children)
    def children(self) -> list["Criterion"]:
        """The criteria directly below."""

    @batched(evaluation_fields.criterion_items)
    def score_items(self, fiscal_year: Annotated[int | None, YEAR] = None) -> list[ScoreItem]:
        """The rows that were scored on it."""


@domain_type(paging.PageEdge)
class EvaluationEdge(PlaceInPage):
    """An evaluation in a page."""

    node: Evaluation = strawberry.field(description="The evaluation.")


@domain_type(paging.Page)
class EvaluationConnection(PageOfList):
    """A page of evaluations."""

    edges: list[EvaluationEdge] = strawberry.field(description="The evaluations of this page.")


@domain_type(paging.PageEdge)
class IndicatorEdge(PlaceInPage):
    """An indicator in a page."""

    node: Indicator = strawberry.field(description="The indicator.")


@domain_type(paging.Page)
class IndicatorConnection(PageOfList):
    """A page of indicators."""

    edges: list[IndicatorEdge] = strawberry.field(description="The indicators of this page.")


@domain_type(paging.PageEdge)
class CriterionEdge(PlaceInPage):
    """A criterion in a page."""

    node: Criterion = strawberry.field(description="The criterion.")


@domain_type(paging.Page)
class CriterionConnection(PageOfList):
    """A page of criteria."""

    edges: list[CriterionEdge] = strawberry.field(description="The criteria of this page.")
