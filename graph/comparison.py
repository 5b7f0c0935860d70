"""Two published figures side by side: amounts and scores, each with what prints it, their difference and ratio.

A side that is not published is missing, never zero: then there is no difference either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TypeVar

from graph.findings.figures import MONEY_UNITS
from graph.findings.labels import plain, role
from graph.model import Classification, Entity, Evaluation, Observation, Project, ScoreItem
from graph.money import Money
from graph.rollup.aggregate import Group
from graph.values import ProjectBudget, SourceRef
from graph.vocabulary import Phase

RATIO_STEP = Decimal("0.0001")
"""Ratios and means are told to four decimals."""

STATED: Mapping[str, Phase] = MappingProxyType(
    {"initial_budget": Phase.APPROVED, "adjusted_budget": Phase.ADJUSTED, "executed_amount": Phase.EXECUTED}
)
"""The measures of observations that state money of a phase."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class ComparedAmount:
    """One side: the money, the entities that print it, and where."""

    money: Money
    printed_by: tuple[Entity, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountComparison:
    """Money of one subject on two sides."""

    label: str
    subject: Entity | None = None
    base: ComparedAmount | None = None
    other: ComparedAmount | None = None

    @property
    def difference(self) -> Money | None:
        """The other side minus the base; None where one is missing."""
        return None if self.base is None or self.other is None else self.other.money - self.base.money

    @property
    def ratio(self) -> Decimal | None:
        """The other side divided by the base; None where one is missing or the base is zero."""
        if self.base is None or self.other is None or not self.base.money.fen:
            return None
        return _told(Decimal(self.other.money.fen) / self.base.money.fen)


@dataclass(frozen=True, slots=True)
class ComparedScore:
    """One side: one score, or the mean of several, out of a full score; and the evaluations or rows that print it."""

    score: Decimal
    full_score: Decimal
    lowest: Decimal
    highest: Decimal
    printed_by: tuple[Entity, ...]

    @property
    def rate(self) -> Decimal | None:
        """The score as a share of the full score, in per cent."""
        return _told(self.score / self.full_score * 100) if self.full_score else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreComparison:
    """Scores of one subject on two sides."""

    label: str
    subject: Entity | None = None
    base: ComparedScore
    other: ComparedScore

    @property
    def difference(self) -> Decimal | None:
        """The other side minus the base, in per cent of the full score where the full scores differ."""
        if self.base.full_score == self.other.full_score:
            return self.other.score - self.base.score
        if self.base.rate is None or self.other.rate is None:
            return None
        return self.other.rate - self.base.rate

    @property
    def ratio(self) -> Decimal | None:
        """The other side's share of its full score divided by the base's; None where the base is zero."""
        if not self.base.rate or self.other.rate is None:
            return None
        return _told(self.other.rate / self.base.rate)


def of_group(group: Group) -> ComparedAmount:
    """A sum of budget lines: printed by the total that prints exactly it, else by its lines."""
    exact = [total for total in group.totals if total.money.fen == group.money.fen]
    lines = tuple(exact[:1] or group.lines)
    return ComparedAmount(group.money, lines, _sources(lines))


def of_observation(observation: Observation) -> ComparedAmount | None:
    """Money stated in prose; None where the figure is no money or only approximate."""
    unit = MONEY_UNITS.get(observation.unit or "")
    if unit is None or observation.value is None or observation.approximation is not None:
        return None
    return ComparedAmount(Money.parse(str(observation.value), unit), (observation,), observation.sources)


def of_project(project: Project, year: int, phase: Phase) -> ComparedAmount | None:
    """A project's money of a year and phase; None where none is published."""
    budget = next((each for each in project.budgets if each.fiscal_year == year), None)
    money = None if budget is None else _of_phase(budget, phase)
    return None if budget is None or money is None else ComparedAmount(money, (project,), budget.sources)


def of_scores(entities: Sequence[Evaluation | ScoreItem]) -> ComparedScore | None:
    """The mean of scores out of the mean of full scores; None where one is not published."""
    pairs = [_score(each) for each in entities]
    known = [(score, full) for score, full in pairs if score is not None and full is not None]
    if not known or len(known) < len(pairs):
        return None
    scores, fulls = [score for score, _ in known], [full for _, full in known]
    return ComparedScore(_mean(scores), _mean(fulls), min(scores), max(scores), tuple(entities))


def matched(base: Mapping[K, ComparedAmount], other: Mapping[K, ComparedAmount]) -> list[K]:
    """The keys of both sides, those of the base first, each once."""
    return list(dict.fromkeys((*base, *other)))


def by_name(observations: Iterable[Observation]) -> dict[tuple[str, str], ComparedAmount]:
    """Money stated of one year by what it is (the role its name plays on the forms, else its name) and by measure.

    Where one is stated more than once, the first counts.
    """
    found: dict[tuple[str, str], ComparedAmount] = {}
    for each in observations:
        amount = of_observation(each) if each.measure in STATED and each.period is None else None
        if amount is not None:
            known = role(each.name)
            found.setdefault((known.value if known else plain(each.name), each.measure), amount)
    return found


def code_label(code: Entity | None) -> str:
    """A code as `2010301 行政运行`; `none` where lines carry none."""
    if isinstance(code, Classification):
        return f"{code.code} {code.name}"
    return code.label if code else "none"


def _of_phase(budget: ProjectBudget, phase: Phase) -> Money | None:
    return {Phase.APPROVED: budget.approved, Phase.ADJUSTED: budget.adjusted, Phase.EXECUTED: budget.executed}[phase]


def _score(entity: Evaluation | ScoreItem) -> tuple[Decimal | None, Decimal | None]:
    return entity.score, entity.full_score if isinstance(entity, Evaluation) else entity.weight


def _mean(values: Sequence[Decimal]) -> Decimal:
    return values[0] if len(set(values)) == 1 else _told(sum(values, Decimal(0)) / len(values))


def _told(value: Decimal) -> Decimal:
    return value.quantize(RATIO_STEP, ROUND_HALF_UP)


def _sources(entities: Iterable[Entity]) -> tuple[SourceRef, ...]:
    return tuple(dict.fromkeys(source for entity in entities for source in entity.sources))
