"""An evaluation recomputed: its scored rows by their rules, with the money of the project that it judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Entity, Evaluation, Project, ScoreItem
from graph.scoring.measured import Measured, from_amounts
from graph.scoring.rubric import Recomputed, recomputed, total


@dataclass(frozen=True, slots=True)
class Rescored:
    """An evaluation's rows as recomputed, by key, its total, and the quantities known from published amounts."""

    items: Mapping[str, Recomputed]
    total: Recomputed
    measured: Mapping[str, Measured]


def rescored(evaluation: Evaluation, items: Sequence[ScoreItem], subject: Entity | None) -> Rescored:
    """The evaluation with `items`, its rows in published order, recomputed; `subject` is what it judges."""
    measured = _measured(evaluation, items, subject)
    found = recomputed(items, measured)
    return Rescored(found, total(items, found), measured)


def _measured(evaluation: Evaluation, items: Sequence[ScoreItem], subject: Entity | None) -> dict[str, Measured]:
    if not isinstance(subject, Project):
        return {}
    budget = next((each for each in subject.budgets if each.fiscal_year == evaluation.fiscal_year), None)
    known = ((item.key, from_amounts(item.name, budget)) for item in items)
    return {key: rate for key, rate in known if rate is not None}
