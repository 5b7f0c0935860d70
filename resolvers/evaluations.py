"""Fields of evaluations, their scored rows, the criteria they share, and indicators."""

from collections.abc import Sequence

from graph.engine import Engine
from graph.identity import Ref
from graph.model import Entity, Evaluation, Indicator
from graph.relations import (
    CRITERION_PARENT,
    FINDING_SUBJECT,
    INDICATOR_RULE,
    SCORE_CRITERION,
    SCORE_EVALUATION,
)
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import EntityKind
from resolvers.shapes import many, one, yearly

score_items = many(SCORE_EVALUATION)
findings = many(FINDING_SUBJECT, inward=True)
item_evaluation = one(SCORE_EVALUATION, inward=True)
item_criterion = one(SCORE_CRITERION)
criterion_parent = one(CRITERION_PARENT)
criterion_children = many(CRITERION_PARENT, inward=True)
criterion_items = yearly(SCORE_CRITERION, EntityKind.SCORE_ITEM)
indicator_rules = many(INDICATOR_RULE)


def subject(engine: Engine, parents: Sequence[Evaluation | Indicator]) -> list[Entity | None]:
    """The project or department that each parent is about."""
    return engine.fetch([each.subject for each in parents])


def document(engine: Engine, parents: Sequence[Evaluation]) -> list[Entity | None]:
    """The document that reports each evaluation."""
    return engine.fetch([Ref(EntityKind.DOCUMENT, each.document_key) for each in parents])


def criterion(engine: Engine, parents: Sequence[object], *, path: Sequence[str]) -> list[Entity | None]:
    """The criterion of a path of published names; None where there is none."""
    last = path[-1] if path else ""
    named = engine.select(Selection(EntityKind.CRITERION, (Condition("name", Operator.EQ, last),)))
    found = next((each for each in named if getattr(each, "path", ()) == tuple(path)), None)
    return [found] * len(parents)
