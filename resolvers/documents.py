"""Fields of documents, statements, budget lines, observations, terms and findings."""

from collections.abc import Sequence

from graph.engine import Engine
from graph.identity import Ref
from graph.model import Entity, Finding, FindingTerm, Observation
from graph.relations import (
    DOCUMENT_PUBLISHER,
    LINE_DEPARTMENT,
    LINE_DEPARTMENT_ECONOMIC,
    LINE_FUNCTIONAL,
    LINE_FUND_SOURCE,
    LINE_GOVERNMENT_ECONOMIC,
    LINE_PROCUREMENT,
    LINE_REVENUE_SOURCE,
    LINE_STATEMENT,
    OBSERVATION_CLASSIFICATION,
    REPORTED_IN,
    STATEMENT_DOCUMENT,
    TERM_DOCUMENT,
)
from graph.selection import Condition, Operator, Selection
from graph.values import Occurrence
from graph.vocabulary import EntityKind
from resolvers.listing import listing_within
from resolvers.shapes import many, one

publisher = one(DOCUMENT_PUBLISHER)
statements = many(STATEMENT_DOCUMENT, inward=True)
glossary = many(TERM_DOCUMENT, inward=True)
cited_rules = many(REPORTED_IN[EntityKind.CITED_RULE], inward=True)
statement_document = one(STATEMENT_DOCUMENT)
statement_lines = listing_within(LINE_STATEMENT, EntityKind.BUDGET_LINE, inward=True)
line_statement = one(LINE_STATEMENT)
line_department = one(LINE_DEPARTMENT)
line_functional = one(LINE_FUNCTIONAL)
line_department_economic = one(LINE_DEPARTMENT_ECONOMIC)
line_government_economic = one(LINE_GOVERNMENT_ECONOMIC)
line_procurement = one(LINE_PROCUREMENT)
line_fund_source = one(LINE_FUND_SOURCE)
line_revenue_source = one(LINE_REVENUE_SOURCE)
term_documents = many(TERM_DOCUMENT)
rule_documents = many(REPORTED_IN[EntityKind.CITED_RULE])
observation_classification = one(OBSERVATION_CLASSIFICATION)


def document(engine: Engine, parents: Sequence[object], *, key: str) -> list[Entity | None]:
    """The document with this key; None where there is none."""
    return engine.fetch([Ref(EntityKind.DOCUMENT, key)]) * len(parents)


def observation_subject(engine: Engine, parents: Sequence[Observation]) -> list[Entity | None]:
    """What each observation describes."""
    return engine.fetch([each.subject for each in parents])


def observation_document(engine: Engine, parents: Sequence[Observation]) -> list[Entity | None]:
    """The document that states each observation."""
    return engine.fetch([Ref(EntityKind.DOCUMENT, each.document_key) for each in parents])


def finding_subjects(engine: Engine, parents: Sequence[Finding]) -> list[list[Entity]]:
    """The entities that each finding is about."""
    return [[each for each in engine.fetch(parent.subjects) if each is not None] for parent in parents]


def finding_documents(engine: Engine, parents: Sequence[Finding]) -> list[list[Entity]]:
    """The documents whose figures each finding compares."""
    refs = [[Ref(EntityKind.DOCUMENT, key) for key in parent.document_keys] for parent in parents]
    return [[each for each in engine.fetch(each_refs) if each is not None] for each_refs in refs]


def document_findings(engine: Engine, parents: Sequence[Entity]) -> list[list[Entity]]:
    """For each document the findings that compare any of its figures."""
    return [
        engine.select(Selection(EntityKind.FINDING, (Condition("document_keys", Operator.EQ, parent.key),)))
        for parent in parents
    ]


def term_entities(engine: Engine, parents: Sequence[FindingTerm]) -> list[Entity | None]:
    """The entity that prints each term of a computation; None for terms that are computed."""
    found = iter(engine.fetch([each.ref for each in parents if each.ref is not None]))
    return [None if each.ref is None else next(found) for each in parents]


def occurrence_documents(engine: Engine, parents: Sequence[Occurrence]) -> list[Entity | None]:
    """The document of each place at which a term is explained."""
    return engine.fetch([Ref(EntityKind.DOCUMENT, each.document_key) for each in parents])
