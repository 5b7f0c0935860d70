"""Money added up once: from all lines asked for, each amount of each budget once, with the proof.

For every department, year, phase and side the best statement that carries the asked dimensions is chosen; of its
lines those are counted that repeat no others. Everything else is left out, with the reason. A group that would add
what must not be added is refused.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from graph.engine import Engine
from graph.errors import InvalidArgumentError
from graph.model import BudgetLine
from graph.money import Money
from graph.rollup.block import Place, key_of
from graph.rollup.candidate import Candidate, Scope, candidate
from graph.rollup.choice import Asked, chosen, pools
from graph.rollup.compatible import refuse_mixtures, refuse_nothing
from graph.rollup.grouping import Grouping, Key, MappedShare, Unmapped, Values
from graph.rollup.request import Request
from graph.rollup.statements import blocks_of_statements
from graph.selection import Condition, Selection
from graph.vocabulary import EntityKind, Severity


class Reason(StrEnum):
    """Why a line is not counted."""

    REPEATS_COUNTED = "REPEATS_COUNTED"
    ASIDE = "ASIDE"
    OTHER_STATEMENT = "OTHER_STATEMENT"
    PART_OF_OTHERS = "PART_OF_OTHERS"
    NOT_CLASSIFIED = "NOT_CLASSIFIED"


class LeftOut(NamedTuple):
    """Lines of one statement that are not counted, and why; `instead` is the statement that is counted."""

    reason: Reason
    statement_key: str
    instead: str | None
    lines: int


class Use(NamedTuple):
    """A statement whose lines are counted, and what money they cover."""

    statement_key: str
    scope: Scope
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The money of one group: exact sum, how it comes about, and the printed totals of the same money."""

    values: Values
    keys: tuple[Key, ...]
    money: Money
    lines: tuple[BudgetLine, ...]
    left_out: tuple[LeftOut, ...]
    uses: tuple[Use, ...]
    totals: tuple[BudgetLine, ...]

    def severity(self, total: BudgetLine) -> Severity | None:
        """How far a printed total is off: None where it is exact, ROUNDING for a step a term, MAJOR from a tenth."""
        difference = abs(self.money.fen - total.money.fen)
        if not difference:
            return None
        terms = sum(1 for line in self.lines if line.money.fen)
        if difference <= terms * 10 ** max(total.money.step, self.money.step):
            return Severity.ROUNDING
        return Severity.MAJOR if difference * 10 >= abs(total.money.fen) else Severity.MINOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """The answer: groups in order of their keys, and what became of every line asked for."""

    groups: tuple[Group, ...]
    matched: int
    counted: int
    left_out: tuple[LeftOut, ...]
    mapped: tuple[MappedShare, ...]
    unmapped: tuple[Unmapped, ...]


def aggregate(engine: Engine, where: Sequence[Condition], request: Request) -> Rollup:
    """The sums asked for; IncompatibleLinesError where lines would be added that must not be."""
    if len(set(request.dimensions)) < len(request.dimensions):
        raise InvalidArgumentError("groupBy", [each.value for each in request.dimensions], "each dimension once")
    matched = _lines(engine, where)
    if not matched:
        return Rollup(groups=(), matched=0, counted=0, left_out=(), mapped=(), unmapped=())
    blocks, codes = blocks_of_statements(engine, (line.statement_key for line in matched))
    grouping = Grouping(engine, request, matched, codes)
    asked = Asked(request, frozenset(condition.attribute for condition in where))
    found = [
        [candidate(blocks[key], lines, grouping, codes) for key, lines in by_block.items()]
        for by_block in pools(matched, request, key_of).values()
    ]
    answers = [Answer(candidates, chosen(candidates, asked)) for candidates in found]
    if not any(answer.counted for answer in answers):
        refuse_nothing(request, [each for candidates in found for each in candidates])
    return _rollup(matched, grouping, answers)


class Answer(NamedTuple):
    """The candidates of a pool, and those of them whose lines are counted."""

    candidates: Sequence[Candidate]
    counted: Sequence[Candidate]


def _lines(engine: Engine, where: Sequence[Condition]) -> list[BudgetLine]:
    found = engine.select(Selection(EntityKind.BUDGET_LINE, tuple(where)))
    return [line for line in found if isinstance(line, BudgetLine)]


def _rollup(matched: Sequence[BudgetLine], grouping: Grouping, answers: Sequence[Answer]) -> Rollup:
    counted: defaultdict[Values, list[tuple[Candidate, Place]]] = defaultdict(list)
    for answer in answers:
        for each in answer.counted:
            for place, values in each.counted.items():
                counted[values].append((each, place))
    left = list(_left_out(answers))
    by_group: defaultdict[Values, list[tuple[LeftOut, BudgetLine]]] = defaultdict(list)
    for out, line in left:
        by_group[grouping.values(line)].append((out, line))
    groups = [_group(grouping, values, places, by_group.get(values, [])) for values, places in counted.items()]
    every = [line for group in groups for line in group.lines]
    mapped, unmapped = grouping.mapped(every)
    return Rollup(
        groups=tuple(sorted(groups, key=lambda group: [(value is None, value or "") for value in group.values])),
        matched=len(matched),
        counted=len(every),
        left_out=_tallied(left),
        mapped=mapped,
        unmapped=unmapped,
    )


def _group(
    grouping: Grouping, values: Values, places: list[tuple[Candidate, Place]], left: list[tuple[LeftOut, BudgetLine]]
) -> Group:
    candidates = list({id(each): each for each, _ in places}.values())
    refuse_mixtures(candidates)
    lines = [each.matched[place] for each, place in places]
    money = sum((line.money for line in lines[1:]), lines[0].money)
    used = Counter(each.block.key.statement_key for each, _ in places)
    scopes = {each.block.key.statement_key: each.scope for each in candidates}
    blocks = {each.block.key: each.block for each in candidates}
    totals: list[BudgetLine] = []
    if len(blocks) == 1:
        [block] = blocks.values()
        totals = block.totals([place for _, place in places])
    return Group(
        values=values,
        keys=grouping.keys(values, lines),
        money=money,
        lines=tuple(lines),
        left_out=_tallied(left),
        uses=tuple(Use(key, scopes[key], count) for key, count in sorted(used.items())),
        totals=tuple(totals),
    )


def _left_out(answers: Sequence[Answer]) -> Iterator[tuple[LeftOut, BudgetLine]]:
    """Every line that was asked for and is not counted."""
    for answer in answers:
        own = {each.block.key: each for each in answer.counted}
        instead = answer.counted[0].block.key.statement_key if answer.counted else None
        for each in answer.candidates:
            statement = each.block.key.statement_key
            for place, line in each.matched.items():
                if each.block.key in own:
                    if place not in each.counted:
                        is_aside = each.block.layer(place) != each.layer
                        reason = Reason.ASIDE if is_aside else Reason.REPEATS_COUNTED
                        yield LeftOut(reason, statement, statement, 1), line
                else:
                    yield LeftOut(_reason(each, answer), statement, instead, 1), line


def _reason(each: Candidate, answer: Answer) -> Reason:
    if each.scope.part is not None:
        return Reason.PART_OF_OTHERS
    return Reason.OTHER_STATEMENT if answer.counted else Reason.NOT_CLASSIFIED


def _tallied(left: Iterable[tuple[LeftOut, BudgetLine]]) -> tuple[LeftOut, ...]:
    """Lines left out for one reason in one statement, together."""
    counts = Counter(out for out, _ in left)
    return tuple(out._replace(lines=count) for out, count in sorted(counts.items(), key=_order))


def _order(item: tuple[LeftOut, int]) -> tuple[str, str]:
    return item[0].statement_key, item[0].reason.value
