"""Sums of budget lines that prove themselves: groups with what they are made of, what was left out, what is printed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.engine import Engine
from graph.errors import InvalidArgumentError, InvalidCursorError
from graph.identity import Ref
from graph.model import BudgetLine, Classification, Entity
from graph.money import Money
from graph.rollup.aggregate import Group, LeftOut, Reason, Rollup, Use, aggregate
from graph.rollup.compatible import words
from graph.rollup.grouping import Key, MappedShare, Unmapped, Values
from graph.rollup.request import Dimension, Request
from graph.selection import Condition, Operator
from graph.vocabulary import Confidence, EntityKind, Phase, Severity
from resolvers.codes import A_LEVEL, conditions
from resolvers.listing import Filters
from resolvers.paging import Page, PageEdge, cursor_of, cut, key_of, root_page, selection_of, size_of
from resolvers.remembering import remembered

_GROUPS = "aggregate"


@dataclass(frozen=True, slots=True)
class GroupKey:
    """The value of one dimension of a group: as text, in words, and as the entity it stands for."""

    dimension: Dimension
    value: str | None
    label: str
    entity: Entity | None
    confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A printed total of the same money as a group's."""

    line: BudgetLine
    difference: Money
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class LeftOutLines:
    """Lines of a statement that are not counted, and why."""

    reason: Reason
    statement: Entity
    counted_instead: Entity | None
    lines: int

    @property
    def description(self) -> str:
        """The reason in a sentence."""
        other = self.counted_instead.label if self.counted_instead else "nothing"
        return _REASONS[self.reason].format(statement=self.statement.label, other=other)


@dataclass(frozen=True, slots=True)
class StatementUse:
    """A statement whose lines are counted, and what money they cover."""

    statement: Entity
    lines: int
    use: Use

    @property
    def scope(self) -> str:
        """What money the counted lines cover, in words."""
        return words(self.use.scope)


@dataclass(frozen=True, slots=True)
class AggregateGroup:
    """A group as it is shown."""

    group: Group
    keys: tuple[GroupKey, ...]
    left_out: tuple[LeftOutLines, ...]
    statements: tuple[StatementUse, ...]

    @property
    def label(self) -> str:
        """The group in words: the labels of its keys; `total` where it has none."""
        return " · ".join(key.label for key in self.keys) or "total"

    @property
    def line_count(self) -> int:
        """How many lines are counted."""
        return len(self.group.lines)

    @property
    def published_totals(self) -> list[PublishedTotal]:
        """The printed totals of the same money, in published order."""
        return [
            PublishedTotal(line, line.money - self.group.money, self.group.severity(line)) for line in self.group.totals
        ]

    @property
    def published_total(self) -> PublishedTotal | None:
        """The first of them."""
        return next(iter(self.published_totals), None)


@dataclass(frozen=True, slots=True)
class UnmappedCode:
    """Money of a code that could not be told in the codes asked."""

    dimension: Dimension
    code: Entity | None
    money: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AggregatePage(Page):
    """A page of groups, with what became of every line asked for."""

    line_count: int
    lines_matched: int
    left_out: tuple[LeftOutLines, ...]
    mapped: tuple[MappedShare, ...]
    unmapped: tuple[UnmappedCode, ...]


@remembered
def aggregates(
    engine: Engine,
    parents: Sequence[object],
    *,
    group_by: Sequence[Dimension],
    where: Filters = (),
    phase: Phase | None = None,
    functional_level: int | None = None,
    economic_level: int | None = None,
    procurement_level: int | None = None,
    cofog_level: int | None = None,
    gfs_level: int | None = None,
    as_of_edition: int | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[AggregatePage]:
    """A page of groups; IncompatibleLinesError where lines would be added that must not be."""
    asked = [*conditions(engine, where)]
    if phase is not None:
        asked.append(Condition("phase", Operator.EQ, phase))
    request = request_of(
        group_by,
        functional_level=functional_level,
        economic_level=economic_level,
        procurement_level=procurement_level,
        cofog_level=cofog_level,
        gfs_level=gfs_level,
        as_of_edition=as_of_edition,
    )
    return [_page(engine, aggregate(engine, asked, request), request, first, after)] * len(parents)


def request_of(
    group_by: Sequence[Dimension],
    *,
    functional_level: int | None = None,
    economic_level: int | None = None,
    procurement_level: int | None = None,
    cofog_level: int | None = None,
    gfs_level: int | None = None,
    as_of_edition: int | None = None,
) -> Request:
    """The request that a field's arguments make; InvalidArgumentError for a level that no scheme has."""
    levels = {
        Dimension.FUNCTIONAL: ("functionalLevel", functional_level),
        Dimension.DEPARTMENT_ECONOMIC: ("economicLevel", economic_level),
        Dimension.GOVERNMENT_ECONOMIC: ("economicLevel", economic_level),
        Dimension.PROCUREMENT: ("procurementLevel", procurement_level),
        Dimension.COFOG: ("cofogLevel", cofog_level),
        Dimension.GFS_EXPENSE: ("gfsLevel", gfs_level),
    }
    for argument, level in levels.values():
        if level is not None and level < 1:
            raise InvalidArgumentError(argument, level, A_LEVEL)
    known = {dimension: level for dimension, (_, level) in levels.items() if level is not None}
    return Request(dimensions=tuple(group_by), levels=known, as_of_edition=as_of_edition)


def counted_lines(
    engine: Engine, parents: Sequence[AggregateGroup], *, first: int | None = None, after: str | None = None
) -> list[Page]:
    """For each group a page of the lines that are counted."""
    pages = []
    for parent in parents:
        keys = frozenset(line.key for line in parent.group.lines)
        selection = selection_of(EntityKind.BUDGET_LINE, (), None, first, after)
        pages.append(root_page(engine, replace(selection, where=(Condition("key", Operator.IN, keys),))))
    return pages


def _page(engine: Engine, rollup: Rollup, request: Request, first: int | None, after: str | None) -> AggregatePage:
    limit = size_of(first) + 1
    signature = "/".join((_GROUPS, *(dimension.value for dimension in request.dimensions)))
    begin = 0 if after is None else _begin(rollup.groups, after, signature)
    groups = rollup.groups[begin : begin + limit]
    known = _entities(engine, rollup, groups)
    edges = [PageEdge(_shown(group, known), _placer(signature)) for group in groups]
    page = cut(edges, limit, lambda: len(rollup.groups), started=after is not None)
    return AggregatePage(
        edges=page.edges,
        page_info=page.page_info,
        count=page.count,
        line_count=rollup.counted,
        lines_matched=rollup.matched,
        left_out=_left_out(rollup.left_out, known),
        mapped=rollup.mapped,
        unmapped=tuple(_unmapped(each, known) for each in rollup.unmapped),
    )


def _placer(signature: str) -> Callable[[AggregateGroup], str]:
    return lambda shown: cursor_of(shown.group.values, signature)


def _begin(groups: Sequence[Group], after: str, signature: str) -> int:
    values: Values = key_of(after, signature)
    place = next((at for at, group in enumerate(groups) if group.values == values), None)
    if place is None:
        raise InvalidCursorError(after, "the group that it points to is not among these")
    return place + 1


def _entities(engine: Engine, rollup: Rollup, groups: Sequence[Group]) -> dict[Ref, Entity]:
    """Every entity that the answer shows, fetched at once."""
    refs = [key.entity for group in groups for key in group.keys if key.entity is not None]
    refs += [_statement(use.statement_key) for group in groups for use in group.uses]
    refs += [_statement(key) for out in rollup.left_out for key in (out.statement_key, out.instead) if key]
    refs += [each.code for each in rollup.unmapped if each.code is not None]
    wanted = list(dict.fromkeys(refs))
    found = zip(wanted, engine.fetch(wanted), strict=True)
    return {ref: entity for ref, entity in found if entity is not None}


def _statement(key: str) -> Ref:
    return Ref(EntityKind.STATEMENT, key)


def _shown(group: Group, known: Mapping[Ref, Entity]) -> AggregateGroup:
    return AggregateGroup(
        group,
        tuple(_key(key, known) for key in group.keys),
        _left_out(group.left_out, known),
        tuple(StatementUse(known[_statement(use.statement_key)], use.lines, use) for use in group.uses),
    )


def _key(key: Key, known: Mapping[Ref, Entity]) -> GroupKey:
    entity = None if key.entity is None else known.get(key.entity)
    if isinstance(entity, Classification):
        return GroupKey(key.dimension, entity.code, f"{entity.code} {entity.name}", entity, key.confidence)
    label = entity.label if entity else key.value or "none"
    return GroupKey(key.dimension, key.value, label, entity, key.confidence)


def _left_out(left: Iterable[LeftOut], known: Mapping[Ref, Entity]) -> tuple[LeftOutLines, ...]:
    return tuple(
        LeftOutLines(
            out.reason,
            known[_statement(out.statement_key)],
            known[_statement(out.instead)] if out.instead and out.instead != out.statement_key else None,
            out.lines,
        )
        for out in left
    )


def _unmapped(each: Unmapped, known: Mapping[Ref, Entity]) -> UnmappedCode:
    return UnmappedCode(each.dimension, each.code and known.get(each.code), each.money, each.reason)


_REASONS: Mapping[Reason, str] = {
    Reason.REPEATS_COUNTED: "in {statement} these lines repeat the sum of lines that are counted",
    Reason.ASIDE: "in {statement} these lines stand in a column that repeats a part of the others",
    Reason.OTHER_STATEMENT: "the money of these lines of {statement} is counted in {other}",
    Reason.PART_OF_OTHERS: "{statement} shows a part of the money of other statements in a way of its own",
    Reason.NOT_CLASSIFIED: "{statement} does not carry what was asked for, and no other statement does in its place",
}
