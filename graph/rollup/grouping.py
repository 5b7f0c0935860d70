"""The group that a line belongs to: one value for each dimension, and what could not be told in the codes asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from graph.codes import Chain, Codes
from graph.editions import Correspondences, Editions, Told, lowest
from graph.engine import Engine
from graph.identity import Ref
from graph.model import BudgetLine, Department
from graph.money import Money
from graph.rollup.request import CODED, CORRESPONDING, EXPENDITURE_TYPES, Dimension, Request, side_of
from graph.vocabulary import Confidence, EntityKind, Scheme

Values: TypeAlias = tuple[str | None, ...]
"""What tells a group: the value of each dimension, in the order asked; None where lines have none."""

ENTITIES: Mapping[Dimension, EntityKind] = {
    Dimension.JURISDICTION: EntityKind.JURISDICTION,
    Dimension.DEPARTMENT: EntityKind.DEPARTMENT,
    Dimension.BUDGET_UNIT: EntityKind.BUDGET_UNIT,
    Dimension.DOCUMENT: EntityKind.DOCUMENT,
    **dict.fromkeys((*CODED, *CORRESPONDING), EntityKind.CLASSIFICATION),
}
"""The dimensions whose values are entities: their keys."""


class Key(NamedTuple):
    """The value of one dimension of a group; None in all but the dimension where its lines carry none."""

    dimension: Dimension
    value: str | None
    entity: Ref | None
    confidence: Confidence | None


class Unmapped(NamedTuple):
    """Money that could not be told in the codes asked, whatever its sign: its own code, and why."""

    dimension: Dimension
    code: Ref | None
    money: Money
    reason: str


@dataclass(frozen=True, slots=True)
class MappedShare:
    """How much of the money could be told in the codes asked."""

    dimension: Dimension
    mapped: Money
    unmapped: Money
    confidence: Confidence | None

    @property
    def share(self) -> Decimal | None:
        """The mapped part of the money, whatever its sign; None where there is no money."""
        whole = (self.mapped + self.unmapped).fen
        return (Decimal(self.mapped.fen) / whole).quantize(Decimal("0.0001")) if whole else None


class Grouping:
    """The values of lines for one request; codes are loaded beforehand, a level at a time."""

    def __init__(self, engine: Engine, request: Request, lines: Sequence[BudgetLine], codes: Codes) -> None:
        self.request = request
        self._codes = codes
        self._told: dict[tuple[Dimension, str], Told] = {}
        self._jurisdictions = _jurisdictions(engine, request, lines)
        self._tellers = _tellers(engine, request, lines)
        self._readers = [self._reader(dimension) for dimension in request.dimensions]

    def values(self, line: BudgetLine) -> Values:
        """The group of a line."""
        return tuple([read(line) for read in self._readers])

    def carried(self, line: BudgetLine) -> tuple[bool, ...]:
        """For each dimension whether a line says anything of it, also where that cannot be told in the codes asked."""
        return tuple([self._is_carried(dimension, line) for dimension in self.request.dimensions])

    def depth(self, line: BudgetLine) -> int:
        """How finely a line is classified in the dimensions asked without a level."""
        return sum(
            len(self._codes.chain(getattr(line, CODED[dimension])))
            for dimension in self.request.dimensions
            if dimension in CODED and dimension not in self.request.levels
        )

    def keys(self, values: Values, lines: Iterable[BudgetLine]) -> tuple[Key, ...]:
        """The values of a group with the entities they stand for, and how sure their mapping is."""
        lines = list(lines)
        found = []
        for dimension, value in zip(self.request.dimensions, values, strict=True):
            kind = ENTITIES.get(dimension)
            entity = Ref(kind, value) if kind is not None and value is not None else None
            found.append(Key(dimension, value, entity, self._confidence(dimension, lines) if value else None))
        return tuple(found)

    def mapped(self, lines: Iterable[BudgetLine]) -> tuple[tuple[MappedShare, ...], tuple[Unmapped, ...]]:
        """How much of the counted money was told in the codes asked, and which codes could not be told."""
        counted = list(lines)
        shares: list[MappedShare] = []
        unmapped: list[Unmapped] = []
        for dimension in self.request.dimensions:
            if dimension in self._tellers:
                missing = self._missing(dimension, counted)
                step = min((line.money.step for line in counted), default=0)
                lost = sum((each.money for each in missing), Money(0, step))
                whole = sum((_unsigned(line) for line in counted), Money(0, step))
                shares.append(MappedShare(dimension, whole - lost, lost, self._confidence(dimension, counted)))
                unmapped += missing
        return tuple(shares), tuple(unmapped)

    def _reader(self, dimension: Dimension) -> Callable[[BudgetLine], str | None]:
        if dimension in CODED or dimension in CORRESPONDING:
            level = self.request.levels.get(dimension)
            return lambda line: _cut(self._chain(dimension, line), level)
        match dimension:
            case Dimension.JURISDICTION:
                return lambda line: self._jurisdictions[line.department_key]
            case Dimension.SIDE:
                return lambda line: side_of(line).value
            case Dimension.EXPENDITURE_TYPE:
                return lambda line: line.expenditure_type and EXPENDITURE_TYPES[line.expenditure_type][-1]
            case _:
                attribute = _ATTRIBUTES[dimension]
                return lambda line: _text(getattr(line, attribute))

    def _is_carried(self, dimension: Dimension, line: BudgetLine) -> bool:
        if dimension in CORRESPONDING:
            return _own_code(dimension, line) is not None
        if dimension in CODED:
            return len(self._codes.chain(_own_code(dimension, line))) >= self.request.levels.get(dimension, 1)
        return dimension is not Dimension.EXPENDITURE_TYPE or line.expenditure_type is not None

    def _chain(self, dimension: Dimension, line: BudgetLine) -> Chain:
        if dimension not in self._tellers:
            return self._codes.chain(getattr(line, CODED[dimension]))
        return self._tell(dimension, line).chain

    def _tell(self, dimension: Dimension, line: BudgetLine) -> Told:
        """A line's code as told in the codes asked; each code is told once."""
        own = _own_code(dimension, line)
        if own is None:
            return Told((), "the line carries no code to be told in others")
        if (dimension, own) not in self._told:
            self._told[dimension, own] = self._tellers[dimension].told(self._codes.chain(own))
        return self._told[dimension, own]

    def _missing(self, dimension: Dimension, lines: list[BudgetLine]) -> list[Unmapped]:
        lost: dict[tuple[str | None, str], Money] = {}
        level = self.request.levels.get(dimension)
        for line in lines:
            told = self._tell(dimension, line)
            if _cut(told.chain, level) is None:
                reason = told.reason or f"only a code above level {level} is known"
                key = (_own_code(dimension, line), reason)
                lost[key] = lost[key] + _unsigned(line) if key in lost else _unsigned(line)
        return [
            Unmapped(dimension, Ref(EntityKind.CLASSIFICATION, key) if key else None, money, reason)
            for (key, reason), money in lost.items()
        ]

    def _confidence(self, dimension: Dimension, lines: list[BudgetLine]) -> Confidence | None:
        if dimension not in self._tellers:
            return None
        return lowest(self._tell(dimension, line).confidence for line in lines)


_ATTRIBUTES: Mapping[Dimension, str] = {
    Dimension.DEPARTMENT: "department_key",
    Dimension.BUDGET_UNIT: "unit_key",
    Dimension.FISCAL_YEAR: "fiscal_year",
    Dimension.PHASE: "phase",
    Dimension.DIRECTION: "direction",
    Dimension.DOCUMENT: "document_key",
    Dimension.STATEMENT_KIND: "statement_kind",
}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _unsigned(line: BudgetLine) -> Money:
    return Money(abs(line.money.fen), line.money.step)


def _cut(chain: Chain, level: int | None) -> str | None:
    """The code of a level, or the finest without one; None where the chain does not reach down to it."""
    if level is None:
        return chain[-1] if chain else None
    return chain[level - 1] if len(chain) >= level else None


def _own_code(dimension: Dimension, line: BudgetLine) -> str | None:
    """The code of a line that a dimension reads, or that is mapped to it."""
    attributes = [CODED[each] for each in CORRESPONDING.get(dimension, (dimension,))]
    return next((key for attribute in attributes if (key := getattr(line, attribute))), None)


def _tellers(
    engine: Engine, request: Request, lines: Sequence[BudgetLine]
) -> dict[Dimension, Editions | Correspondences]:
    """What tells the codes of each dimension that is asked in other codes than those that lines carry."""
    found: dict[Dimension, Editions | Correspondences] = {
        dimension: Correspondences(engine, Scheme(dimension.value), _carried(lines, CORRESPONDING[dimension]))
        for dimension in request.dimensions
        if dimension in CORRESPONDING
    }
    coded = [dimension for dimension in request.dimensions if dimension in CODED]
    if request.as_of_edition is not None and coded:
        editions = Editions(engine, request.as_of_edition, _carried(lines, coded))
        found.update(dict.fromkeys(coded, editions))
    return found


def _carried(lines: Iterable[BudgetLine], dimensions: Iterable[Dimension]) -> set[str]:
    attributes = [CODED[dimension] for dimension in dimensions]
    return {key for line in lines for attribute in attributes if (key := getattr(line, attribute))}


def _jurisdictions(engine: Engine, request: Request, lines: Iterable[BudgetLine]) -> dict[str, str]:
    if Dimension.JURISDICTION not in request.dimensions:
        return {}
    refs = [Ref(EntityKind.DEPARTMENT, key) for key in dict.fromkeys(line.department_key for line in lines)]
    return {each.key: each.jurisdiction_key for each in engine.fetch(refs) if isinstance(each, Department)}
