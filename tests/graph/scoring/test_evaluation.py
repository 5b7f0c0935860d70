"""An evaluation is recomputed with the money and the indicators of what it judges."""

from decimal import Decimal

from graph.model import Evaluation, Indicator, ScoreItem
from graph.scoring.evaluation import rescored
from graph.scoring.rubric import RecomputationBasis
from graph.vocabulary import EntityKind, EvaluationKind
from tests.invented import DATASET, FIRST

ENTITIES = {entity.ref: entity for entity in DATASET}


def of_kind(kind: EvaluationKind, year: int) -> Evaluation:
    [found] = [
        each
        for each in DATASET.of(EntityKind.EVALUATION)
        if isinstance(each, Evaluation) and each.evaluation_kind is kind and each.fiscal_year == year
    ]
    return found


def rows(evaluation: Evaluation) -> list[ScoreItem]:
    every = (each for each in DATASET.of(EntityKind.SCORE_ITEM) if isinstance(each, ScoreItem))
    return [each for each in every if each.evaluation_key == evaluation.key]


def test_an_indicator_named_as_a_row_gives_its_target() -> None:
    evaluation = of_kind(EvaluationKind.SELF, 2022)
    indicators = [each for each in DATASET.of(EntityKind.INDICATOR) if isinstance(each, Indicator)]
    own = [each for each in indicators if each.subject == FIRST.lamps]
    items = rows(evaluation)
    found = rescored(evaluation, items, ENTITIES[evaluation.subject], own)
    lit = next(item for item in items if item.name == "灯具完好率")
    assert found.items[lit.key].basis is RecomputationBasis.RULE
    assert found.items[lit.key].computation == "76/95*20=16"
    assert found.total.score == evaluation.score
    without = rescored(evaluation, items, ENTITIES[evaluation.subject])
    assert without.items[lit.key].basis is RecomputationBasis.RATE


def test_consistent_evaluations_are_recomputed_to_what_they_publish() -> None:
    for evaluation in DATASET.of(EntityKind.EVALUATION):
        assert isinstance(evaluation, Evaluation)
        found = rescored(evaluation, rows(evaluation), ENTITIES[evaluation.subject])
        assert found.total.score in {None, evaluation.score}


def test_an_evaluation_without_a_rubric_is_not_recomputed() -> None:
    evaluation = of_kind(EvaluationKind.OVERALL, 2022)
    found = rescored(evaluation, [], ENTITIES[evaluation.subject])
    assert found.total.score is None
    assert found.total.note == "no scored rows are published"
    assert evaluation.score == Decimal("92.50")
