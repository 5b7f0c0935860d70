"""The types as other modules refer to them, so that families can name each other without importing each other."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

if TYPE_CHECKING:
    from schema.query import Query
    from schema.types.classifications import Classification
    from schema.types.documents import (
        BudgetLine,
        BudgetLineConnection,
        CitedRule,
        Document,
        GlossaryTerm,
        Observation,
        Statement,
    )
    from schema.types.evaluations import Criterion, Evaluation, Indicator, ScoreItem
    from schema.types.findings import Finding
    from schema.types.nodes import Entity
    from schema.types.places import BudgetUnit, Department, Jurisdiction, Office, Recipient
    from schema.types.projects import Allocation, Project, ProjectConnection

QueryRef: TypeAlias = Annotated["Query", strawberry.lazy("schema.query")]
EntityRef: TypeAlias = Annotated["Entity", strawberry.lazy("schema.types.nodes")]
JurisdictionRef: TypeAlias = Annotated["Jurisdiction", strawberry.lazy("schema.types.places")]
DepartmentRef: TypeAlias = Annotated["Department", strawberry.lazy("schema.types.places")]
BudgetUnitRef: TypeAlias = Annotated["BudgetUnit", strawberry.lazy("schema.types.places")]
OfficeRef: TypeAlias = Annotated["Office", strawberry.lazy("schema.types.places")]
RecipientRef: TypeAlias = Annotated["Recipient", strawberry.lazy("schema.types.places")]
ClassificationRef: TypeAlias = Annotated["Classification", strawberry.lazy("schema.types.classifications")]
ProjectRef: TypeAlias = Annotated["Project", strawberry.lazy("schema.types.projects")]
ProjectPageRef: TypeAlias = Annotated["ProjectConnection", strawberry.lazy("schema.types.projects")]
AllocationRef: TypeAlias = Annotated["Allocation", strawberry.lazy("schema.types.projects")]
IndicatorRef: TypeAlias = Annotated["Indicator", strawberry.lazy("schema.types.evaluations")]
EvaluationRef: TypeAlias = Annotated["Evaluation", strawberry.lazy("schema.types.evaluations")]
ScoreItemRef: TypeAlias = Annotated["ScoreItem", strawberry.lazy("schema.types.evaluations")]
CriterionRef: TypeAlias = Annotated["Criterion", strawberry.lazy("schema.types.evaluations")]
DocumentRef: TypeAlias = Annotated["Document", strawberry.lazy("schema.types.documents")]
StatementRef: TypeAlias = Annotated["Statement", strawberry.lazy("schema.types.documents")]
BudgetLineRef: TypeAlias = Annotated["BudgetLine", strawberry.lazy("schema.types.documents")]
BudgetLinePageRef: TypeAlias = Annotated["BudgetLineConnection", strawberry.lazy("schema.types.documents")]
ObservationRef: TypeAlias = Annotated["Observation", strawberry.lazy("schema.types.documents")]
GlossaryTermRef: TypeAlias = Annotated["GlossaryTerm", strawberry.lazy("schema.types.documents")]
CitedRuleRef: TypeAlias = Annotated["CitedRule", strawberry.lazy("schema.types.documents")]
FindingRef: TypeAlias = Annotated["Finding", strawberry.lazy("schema.types.findings")]
