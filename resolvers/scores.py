"""Scores recomputed by their own published rules: of scored rows and of whole evaluations."""

from collections.abc import Sequence
from decimal import Decimal

from graph.engine import Engine
from graph.identity import Ref
from graph.model import Evaluation, Indicator, ScoreItem
from graph.relations import INDICATOR_SUBJECT, SCORE_EVALUATION
from graph.scoring.evaluation import Rescored, rescored
from graph.scoring.rubric import Recomputed, tree
from graph.vocabulary import Basis, EntityKind


def items(engine: Engine, parents: Sequence[ScoreItem]) -> list[Recomputed]:
    """For each scored row what its rule, its rate or the rows below it give."""
    evaluations = engine.fetch(
        [Ref(EntityKind.EVALUATION, key) for key in dict.fromkeys(each.evaluation_key for each in parents)]
    )
    known = [each for each in evaluations if isinstance(each, Evaluation)]
    found = dict(zip((each.key for each in known), _rescored(engine, known), strict=True))
    return [found[each.evaluation_key].items[each.key] for each in parents]


def evaluations(engine: Engine, parents: Sequence[Evaluation]) -> list[Recomputed]:
    """For each evaluation the sum of its rows as recomputed, or as published where they cannot be."""
    return [each.total for each in _rescored(engine, parents)]


def item_scores(engine: Engine, parents: Sequence[ScoreItem]) -> list[Decimal | None]:
    """For each scored row its recomputed score; None where it cannot be computed."""
    return [each.score for each in items(engine, parents)]


def item_notes(engine: Engine, parents: Sequence[ScoreItem]) -> list[str | None]:
    """For each scored row how it was recomputed, or why it cannot be."""
    return [each.note for each in items(engine, parents)]


def evaluation_scores(engine: Engine, parents: Sequence[Evaluation]) -> list[Decimal | None]:
    """For each evaluation its recomputed score; None where it cannot be computed."""
    return [each.score for each in evaluations(engine, parents)]


def evaluation_notes(engine: Engine, parents: Sequence[Evaluation]) -> list[str | None]:
    """For each evaluation how it was recomputed, or why it cannot be."""
    return [each.note for each in evaluations(engine, parents)]


def items_totals(engine: Engine, parents: Sequence[Evaluation]) -> list[Decimal | None]:
    """For each evaluation the sum of the published scores of its rows at the bottom; None where one has none."""
    return [_total([leaf.item for top in tree(rows) for leaf in top.leaves]) for rows in _rows(engine, parents)]


def _total(leaves: Sequence[ScoreItem]) -> Decimal | None:
    scores = [each.score for each in leaves if each.score is not None and each.score_basis is Basis.PUBLISHED]
    return sum(scores, Decimal(0)) if leaves and len(scores) == len(leaves) else None


def _rescored(engine: Engine, parents: Sequence[Evaluation]) -> list[Rescored]:
    subjects = {each.ref: each for each in engine.fetch([each.subject for each in parents]) if each is not None}
    found = engine.expand(INDICATOR_SUBJECT, list(subjects.values()))
    indicators = {
        ref: [each for each in own if isinstance(each, Indicator)] for ref, own in zip(subjects, found, strict=True)
    }
    return [
        rescored(each, rows, subjects.get(each.subject), indicators.get(each.subject, ()))
        for each, rows in zip(parents, _rows(engine, parents), strict=True)
    ]


def _rows(engine: Engine, parents: Sequence[Evaluation]) -> list[list[ScoreItem]]:
    found = engine.expand(SCORE_EVALUATION, parents)
    return [[each for each in rows if isinstance(each, ScoreItem)] for rows in found]
