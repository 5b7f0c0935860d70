"""What a list of entities is asked for: kind, conditions, order, where to go on, how many.

A selection is data: both engines read it, cursors are made from it, and nothing of it knows GraphQL or SQL.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graph.model import Entity
from graph.money import Money
from graph.vocabulary import EntityKind


class Operator(Enum):
    """How a condition compares; on an attribute with many values one that matches is enough."""

    EQ = "eq"
    IN = "in"
    GTE = "gte"
    LTE = "lte"
    CONTAINS = "contains"
    STARTS_WITH = "startsWith"


@dataclass(frozen=True, slots=True)
class Condition:
    """`attribute` of an entity compared with `value`; money is compared in fen, text without regard to case."""

    attribute: str
    operator: Operator
    value: Any

    def matcher(self) -> Callable[[Entity], bool]:
        """The condition as a function of one entity."""
        attribute, compare = self.attribute, _comparer(self.operator, self.value)

        def matches(entity: Entity) -> bool:
            held = getattr(entity, attribute)
            if isinstance(held, tuple):
                return any(compare(each) for each in held)
            return held is not None and compare(held.fen if isinstance(held, Money) else held)

        return matches


@dataclass(frozen=True, slots=True)
class Order:
    """One attribute to sort by; entities without a value come last."""

    attribute: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The entities of `kind` that meet every condition, in `order` and then in published order.

    `after` is the sort key (`sort_key`) of the last entity already seen; `limit` None means all.
    """

    kind: EntityKind
    where: tuple[Condition, ...] = ()
    order: Order | None = None
    after: tuple[Any, ...] | None = None
    limit: int | None = None
    _matchers: list[Callable[[Entity], bool]] = field(default_factory=list, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._matchers.extend(condition.matcher() for condition in self.where)

    def matches(self, entity: Entity) -> bool:
        """Whether the entity meets every condition."""
        return all(matcher(entity) for matcher in self._matchers)

    def sort_key(self, entity: Entity) -> tuple[Any, ...]:
        """The values the selection is ordered by; unique, and comparable with every other of the same selection."""
        if self.order is None:
            return entity.position
        held = getattr(entity, self.order.attribute)
        if isinstance(held, Money):
            held = held.fen
        return (held is None, *(() if held is None else (held,)), *entity.position)


def _comparer(operator: Operator, value: Any) -> Callable[[Any], bool]:  # noqa: ANN401 - any attribute's type
    if operator is Operator.EQ:
        return lambda held: bool(held == value)
    if operator is Operator.IN:
        wanted = frozenset(value)
        return lambda held: held in wanted
    if operator is Operator.GTE:
        return lambda held: bool(held >= value)
    if operator is Operator.LTE:
        return lambda held: bool(held <= value)
    folded = str(value).casefold()
    if operator is Operator.CONTAINS:
        return lambda held: folded in str(held).casefold()
    return lambda held: str(held).casefold().startswith(folded)
