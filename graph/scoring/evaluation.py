"""An evaluation recomputed: its scored rows by their rules, with the money and the indicators of what it judges."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from graph.model import Entity, Evaluation, Indicator, Project, ScoreItem
from graph.scoring.measured import Measured, from_amounts
from graph.scoring.rubric import Known, Recomputed, recomputed, total


@dataclass(frozen=True, slots=True)
class Rescored:
    """An evaluation's rows as recomputed, by key, its total, and what is published elsewhere of its rows."""

    items: Mapping[str, Recomputed]
    total: Recomputed
    known: Mapping[str, Known]


def rescored(
    evaluation: Evaluation, items: Sequence[ScoreItem], subject: Entity | None, indicators: Iterable[Indicator] = ()
) -> Rescored:
    """The evaluation recomputed.

    `items` are its rows in published order, `subject` is what it judges, `indicators` are those of the subject; of
    them, those of the evaluated year that are named as a row say what the row is scored by.
    """
    named = {each.name: each for each in indicators if each.fiscal_year == evaluation.fiscal_year}
    budget = None
    if isinstance(subject, Project):
        budget = next((each for each in subject.budgets if each.fiscal_year == evaluation.fiscal_year), None)
    known = {
        item.key: Known(from_amounts(item.name, budget) or _actual(own), own.target if own else None, _words(own))
        for item in items
        for own in (named.get(item.name),)
    }
    found = recomputed(items, known)
    return Rescored(found, total(items, found), known)


def _actual(indicator: Indicator | None) -> Measured | None:
    if indicator is None or indicator.actual is None or indicator.actual.value is None:
        return None
    return Measured(Fraction(indicator.actual.value))


def _words(indicator: Indicator | None) -> str | None:
    return indicator.actual.text if indicator and indicator.actual else None
