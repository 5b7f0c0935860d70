"""Comparisons: phases and years of money, self-evaluations with the department's, one department with another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from graph.codes import Codes
from graph.comparison import (
    STATED,
    AmountComparison,
    ComparedAmount,
    ScoreComparison,
    by_name,
    code_label,
    matched,
    of_group,
    of_observation,
    of_project,
    of_scores,
)
from graph.engine import Engine
from graph.errors import IncompatibleLinesError, InvalidArgumentError, InvalidCursorError, UnknownEntityError
from graph.identity import Ref
from graph.model import Classification, Department, Entity, Evaluation, Observation, Project, ScoreItem
from graph.relations import (
    EVALUATION_SUBJECT,
    OBSERVATION_SUBJECT,
    PROJECT_DEPARTMENT,
    PROJECT_PARENT,
    SCORE_EVALUATION,
)
from graph.rollup.aggregate import Rollup, aggregate
from graph.rollup.grouping import Values
from graph.rollup.request import Dimension, Request
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import BudgetDirection, EntityKind, EvaluationKind, Phase
from resolvers.aggregates import request_of
from resolvers.codes import conditions
from resolvers.listing import Filters
from resolvers.paging import Page, PageEdge, cursor_of, cut, key_of, size_of
from resolvers.places import find_named

C = TypeVar("C", AmountComparison, ScoreComparison)


class YearAndPhase(NamedTuple):
    """Money of a fiscal year in a phase."""

    fiscal_year: int
    phase: Phase


@dataclass(frozen=True, slots=True)
class DepartmentComparison:
    """Two departments of one fiscal year side by side."""

    base: Department
    other: Department
    fiscal_year: int
    amounts: tuple[AmountComparison, ...]
    evaluations: tuple[ScoreComparison, ...]
    criteria: tuple[ScoreComparison, ...]


def amounts(
    engine: Engine,
    parents: Sequence[object],
    *,
    base: Filters,
    other: Filters,
    group_by: Sequence[Dimension] = (),
    functional_level: int | None = None,
    economic_level: int | None = None,
    as_of_edition: int | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """A page of the sums of two sets of budget lines, group by group."""
    request = request_of(
        group_by, functional_level=functional_level, economic_level=economic_level, as_of_edition=as_of_edition
    )
    sides = [aggregate(engine, conditions(engine, each), request) for each in (base, other)]
    groups = [{group.values: of_group(group) for group in side.groups} for side in sides]
    subjects = _group_subjects(engine, sides)
    compared = []
    for values in matched(*groups):
        label, subject = subjects[values]
        left, right = (side.get(values) for side in groups)
        compared.append(AmountComparison(label=label, subject=subject, base=left, other=right))
    return [_page(compared, first, after)] * len(parents)


def functional(
    engine: Engine,
    parents: Sequence[object],
    *,
    base: YearAndPhase,
    other: YearAndPhase,
    department: str | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """A page of the expenditure of functional codes in two years or phases.

    Statements are compared with statements and figures stated in prose with such, where both sides have them: a
    statement may cover more funds than the prose speaks of.
    """
    body = None if department is None else _department(engine, department).key
    printed = [_printed(engine, each, body) for each in (base, other)]
    stated = [_stated(engine, each, body) for each in (base, other)]
    compared = []
    for code in _finest(engine, {key for side in (*printed, *stated) for key in side}):
        left, right = _alike(code.key, printed, stated)
        compared.append(AmountComparison(label=code_label(code), subject=code, base=left, other=right))
    return [_page(compared, first, after)] * len(parents)


def projects(
    engine: Engine,
    parents: Sequence[object],
    *,
    base: YearAndPhase,
    other: YearAndPhase,
    where: Filters = (),
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """A page of the projects that have money in either of two years or phases."""
    every = engine.select(Selection(EntityKind.PROJECT, conditions(engine, where)))
    compared = []
    for project in every:
        if isinstance(project, Project):
            left, right = of_project(project, *base), of_project(project, *other)
            if left or right:
                compared.append(AmountComparison(label=project.label, subject=project, base=left, other=right))
    return [_page(compared, first, after)] * len(parents)


def evaluations(
    engine: Engine,
    parents: Sequence[object],
    *,
    fiscal_year: int,
    base: EvaluationKind = EvaluationKind.SELF,
    other: EvaluationKind = EvaluationKind.DEPARTMENT,
    base_fiscal_year: int | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """A page of evaluations of one kind, each beside those of another kind of the same subject or what belongs to it.

    A fund's evaluation stands beside the mean of its projects', a department's beside the mean of all its projects'.
    """
    earlier = fiscal_year if base_fiscal_year is None else base_fiscal_year
    if base is other and earlier == fiscal_year:
        raise InvalidArgumentError("base", base.value, "another kind than `other`, or another `baseFiscalYear`")
    judged = _judged(engine, other, fiscal_year)
    subjects = engine.fetch([each.subject for each in judged])
    compared = []
    for each, subject, below in zip(judged, subjects, _beside(engine, subjects, base, earlier), strict=True):
        left, right = of_scores(below), of_scores([each])
        if left and right:
            label = f"{earlier} {base.value} and {each.label}"
            compared.append(ScoreComparison(label=label, subject=subject, base=left, other=right))
    return [_page(compared, first, after)] * len(parents)


def departments(
    engine: Engine, parents: Sequence[object], *, base: str, other: str, fiscal_year: int
) -> list[DepartmentComparison]:
    """Two departments in one year: money that both state, evaluations of the same kind, criteria of the same name."""
    left, right = _department(engine, base), _department(engine, other)
    if left.key == right.key:
        raise InvalidArgumentError("other", other, "another department than `base`")
    judged = [_evaluations_of(engine, each, fiscal_year) for each in (left, right)]
    answer = DepartmentComparison(
        left,
        right,
        fiscal_year,
        tuple(_department_amounts(engine, (left, right), fiscal_year)),
        tuple(_by_kind(*judged)),
        tuple(_by_criterion(engine, *judged)),
    )
    return [answer] * len(parents)


def _group_subjects(engine: Engine, sides: Sequence[Rollup]) -> dict[Values, tuple[str, Entity | None]]:
    """The groups of both sides in words, and as the entity that a group by one dimension stands for."""
    keys = {group.values: group.keys for side in sides for group in side.groups}
    refs = list(dict.fromkeys(key.entity for each in keys.values() for key in each if key.entity is not None))
    known = dict(zip(refs, engine.fetch(refs), strict=True))
    subjects: dict[Values, tuple[str, Entity | None]] = {}
    for values, each in keys.items():
        entities = [key.entity and known[key.entity] for key in each]
        words = [
            code_label(entity) if entity else key.value or "none" for key, entity in zip(each, entities, strict=True)
        ]
        subjects[values] = " · ".join(words) or "total", entities[0] if len(entities) == 1 else None
    return subjects


def _printed(engine: Engine, side: YearAndPhase, department: str | None) -> dict[str, ComparedAmount]:
    """Expenditure by functional code as statements print it; empty where none does."""
    where = [
        Condition("fiscal_year", Operator.EQ, side.fiscal_year),
        Condition("phase", Operator.EQ, side.phase),
        Condition("direction", Operator.EQ, BudgetDirection.EXPENDITURE),
    ]
    if department is not None:
        where.append(Condition("department_key", Operator.EQ, department))
    try:
        found = aggregate(engine, where, Request(dimensions=(Dimension.FUNCTIONAL,)))
    except IncompatibleLinesError:
        return {}
    return {group.values[0]: of_group(group) for group in found.groups if group.values[0] is not None}


def _stated(engine: Engine, side: YearAndPhase, department: str | None) -> dict[str, ComparedAmount]:
    """Expenditure by functional code as prose states it: the first figure of each code."""
    measures = tuple(measure for measure, phase in STATED.items() if phase is side.phase)
    where = (
        Condition("fiscal_year", Operator.EQ, side.fiscal_year),
        Condition("measure", Operator.IN, measures),
    )
    stated = [
        each
        for each in engine.select(Selection(EntityKind.OBSERVATION, where))
        if isinstance(each, Observation)
        and each.classification_key is not None
        and each.subject.kind is EntityKind.DEPARTMENT
        and department in {None, each.subject.key}
    ]
    codes = engine.fetch([Ref(EntityKind.CLASSIFICATION, each.classification_key or "") for each in stated])
    found: dict[str, ComparedAmount] = {}
    for each, code in zip(stated, codes, strict=True):
        amount = of_observation(each)
        if amount is not None and isinstance(code, Classification) and code.scheme.value == Dimension.FUNCTIONAL.value:
            found.setdefault(code.key, amount)
    return found


def _finest(engine: Engine, keys: Iterable[str]) -> list[Classification]:
    """The codes that stand above no other of them, in order of code: a class would repeat its items."""
    codes = Codes(engine)
    found = codes.load(sorted(keys))
    above = {key for code in found for key in codes.chain(code.key)[:-1]}
    return [code for code in found if code.key not in above]


def _alike(
    key: str, printed: Sequence[dict[str, ComparedAmount]], stated: Sequence[dict[str, ComparedAmount]]
) -> tuple[ComparedAmount | None, ComparedAmount | None]:
    """Both sides from statements, else both from prose, else whatever each has."""
    for left, right in (printed, stated):
        if key in left and key in right:
            return left[key], right[key]
    return printed[0].get(key) or stated[0].get(key), printed[1].get(key) or stated[1].get(key)


def _judged(engine: Engine, kind: EvaluationKind, year: int) -> list[Evaluation]:
    where = (Condition("evaluation_kind", Operator.EQ, kind), Condition("fiscal_year", Operator.EQ, year))
    return [each for each in engine.select(Selection(EntityKind.EVALUATION, where)) if isinstance(each, Evaluation)]


def _beside(
    engine: Engine, subjects: Sequence[Entity | None], kind: EvaluationKind, year: int
) -> list[list[Evaluation]]:
    """For each subject the evaluations of a kind: its own, else those of what belongs to it."""
    known = [each for each in subjects if each is not None]
    parts: dict[str, list[Entity]] = {}
    for relation, bodies in (
        (PROJECT_DEPARTMENT, [each for each in known if isinstance(each, Department)]),
        (PROJECT_PARENT, [each for each in known if isinstance(each, Project)]),
    ):
        found = engine.expand(relation, bodies, inward=True)
        parts.update((body.id, below) for body, below in zip(bodies, found, strict=True))
    every = list({part.key: part for below in parts.values() for part in below}.values())
    judged = dict(zip((part.key for part in every), _of_kind(engine, every, kind, year), strict=True))
    own = _of_kind(engine, known, kind, year)
    return [
        mine or [one for part in parts[each.id] for one in judged[part.key]]
        for each, mine in zip(known, own, strict=True)
    ]


def _of_kind(engine: Engine, subjects: Sequence[Entity], kind: EvaluationKind, year: int) -> list[list[Evaluation]]:
    where = (Condition("evaluation_kind", Operator.EQ, kind), Condition("fiscal_year", Operator.EQ, year))
    found = engine.expand(EVALUATION_SUBJECT, subjects, inward=True, within=Selection(EntityKind.EVALUATION, where))
    return [[each for each in judged if isinstance(each, Evaluation)] for judged in found]


def _department(engine: Engine, named: str) -> Department:
    """The department of a key, a code or a name; UnknownEntityError where there is none."""
    [found] = engine.fetch([Ref(EntityKind.DEPARTMENT, named)])
    found = found or find_named(engine, EntityKind.DEPARTMENT, named, None)
    found = found or find_named(engine, EntityKind.DEPARTMENT, None, named)
    if not isinstance(found, Department):
        raise UnknownEntityError(EntityKind.DEPARTMENT.value, named)
    return found


def _department_amounts(engine: Engine, sides: Sequence[Department], year: int) -> Iterable[AmountComparison]:
    """Money that both departments state of the same thing in the same phase."""
    within = Selection(EntityKind.OBSERVATION, (Condition("fiscal_year", Operator.EQ, year),))
    found = engine.expand(OBSERVATION_SUBJECT, sides, inward=True, within=within)
    stated = [by_name(each for each in one if isinstance(each, Observation)) for one in found]
    for key, left in stated[0].items():
        right = stated[1].get(key)
        if right is not None:
            label = f"{left.printed_by[0].label} · {STATED[key[1]].value}"
            yield AmountComparison(label=label, base=left, other=right)


def _evaluations_of(engine: Engine, department: Department, year: int) -> list[Evaluation]:
    """The evaluations of a department and of its projects."""
    subjects = [department, *engine.expand(PROJECT_DEPARTMENT, [department], inward=True)[0]]
    within = Selection(EntityKind.EVALUATION, (Condition("fiscal_year", Operator.EQ, year),))
    found = engine.expand(EVALUATION_SUBJECT, subjects, inward=True, within=within)
    return [each for judged in found for each in judged if isinstance(each, Evaluation)]


def _by_kind(base: Sequence[Evaluation], other: Sequence[Evaluation]) -> Iterable[ScoreComparison]:
    for kind in EvaluationKind:
        left = of_scores([each for each in base if each.evaluation_kind is kind])
        right = of_scores([each for each in other if each.evaluation_kind is kind])
        if left and right:
            yield ScoreComparison(label=kind.value, base=left, other=right)


def _by_criterion(engine: Engine, base: Sequence[Evaluation], other: Sequence[Evaluation]) -> Iterable[ScoreComparison]:
    """Scored rows of the same name."""
    left, right = (_rows_by_name(engine, each) for each in (base, other))
    for name, rows in left.items():
        before, after = of_scores(rows), of_scores(right.get(name, []))
        if before and after:
            yield ScoreComparison(label=name, base=before, other=after)


def _rows_by_name(engine: Engine, judged: Sequence[Evaluation]) -> dict[str, list[ScoreItem]]:
    found: defaultdict[str, list[ScoreItem]] = defaultdict(list)
    for rows in engine.expand(SCORE_EVALUATION, judged):
        for row in rows:
            if isinstance(row, ScoreItem) and row.score is not None and row.weight is not None:
                found[row.name].append(row)
    return dict(found)


def _page(compared: Sequence[C], first: int | None, after: str | None) -> Page:
    """A page of comparisons; a cursor is the place of one among them, and what stands there."""
    limit = size_of(first) + 1
    begin = 0
    if after is not None:
        places = key_of(after, "comparisons")
        found = (at for at, each in enumerate(compared) if (at, each.label) == places)
        place = next(found, None)
        if place is None:
            raise InvalidCursorError(after, "the comparison that it points to is not among these")
        begin = place + 1
    places_of = {id(each): at for at, each in enumerate(compared)}
    edges = [
        PageEdge(each, lambda one: cursor_of((places_of[id(one)], one.label), "comparisons"))
        for each in compared[begin : begin + limit]
    ]
    return cut(edges, limit, lambda: len(compared), started=after is not None)
