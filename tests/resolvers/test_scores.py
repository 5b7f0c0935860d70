"""Recomputed scores are answered for a whole level at once."""

from decimal import Decimal

from graph.memory import MemoryEngine
from graph.model import Evaluation, ScoreItem
from graph.selection import Selection
from graph.vocabulary import EntityKind
from resolvers import scores
from tests.invented import DATASET, RELEASE

ENGINE = MemoryEngine(DATASET, RELEASE)


def judged() -> list[Evaluation]:
    return [each for each in ENGINE.select(Selection(EntityKind.EVALUATION)) if isinstance(each, Evaluation)]


def rows() -> list[ScoreItem]:
    return [each for each in ENGINE.select(Selection(EntityKind.SCORE_ITEM)) if isinstance(each, ScoreItem)]


def test_rows_of_several_evaluations_are_answered_in_order() -> None:
    items = rows()
    assert len({item.evaluation_key for item in items}) == 3
    assert scores.item_scores(ENGINE, items) == [item.score for item in items]
    assert [each.score for each in scores.items(ENGINE, list(reversed(items)))] == [
        item.score for item in reversed(items)
    ]


def test_an_indicator_of_the_subject_gives_the_target_of_a_row() -> None:
    [lit] = [item for item in rows() if item.name == "灯具完好率"]
    assert scores.items(ENGINE, [lit])[0].computation == "76/95*20=16"
    assert scores.item_notes(ENGINE, [lit]) == [None]


def test_evaluations_are_summed_and_those_without_a_rubric_say_so() -> None:
    evaluations = judged()
    with_rubric = [each.evaluation_kind.value != "OVERALL" for each in evaluations]
    expected = [each.score if has else None for each, has in zip(evaluations, with_rubric, strict=True)]
    assert scores.evaluation_scores(ENGINE, evaluations) == expected
    assert scores.items_totals(ENGINE, evaluations) == expected
    notes = scores.evaluation_notes(ENGINE, evaluations)
    assert [note for note in notes if note] == ["no scored rows are published"]
    assert Decimal(85) in expected
