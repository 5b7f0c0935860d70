"""The schema, put together once."""

from decimal import Decimal

import strawberry
from strawberry.schema.config import StrawberryConfig

import schema.enums  # noqa: F401 - gives the word lists their GraphQL names
from graph.work import UploadedFile
from schema import scalars
from schema.mutation import Mutation
from schema.query import Query
from schema.subscription import Subscription
from schema.types.classifications import Classification
from schema.types.documents import BudgetLine, CitedRule, Document, GlossaryTerm, Observation, Statement
from schema.types.evaluations import Criterion, Evaluation, Indicator, ScoreItem
from schema.types.findings import Finding
from schema.types.places import BudgetUnit, Department, Jurisdiction, Office, Recipient
from schema.types.projects import Project
from schema.uploads import UPLOAD

ENTITY_TYPES = (
    Jurisdiction, Department, BudgetUnit, Office, Recipient, Classification, Project, Indicator, Evaluation, ScoreItem,
    Criterion, Document, Statement, BudgetLine, Observation, GlossaryTerm, CitedRule, Finding,
)  # fmt: skip


def build_schema() -> strawberry.Schema:
    """The GraphQL schema that is served; every member of the closed word lists has its words."""
    return strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=ENTITY_TYPES,
        config=StrawberryConfig(scalar_map={Decimal: scalars.DECIMAL, UploadedFile: UPLOAD}),
    )
