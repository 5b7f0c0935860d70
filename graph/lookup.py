"""Entities of one kind by the value of an attribute: what equality conditions ask for, without looking at all.

An index is made when an attribute is first asked for by value, and kept: a release does not change.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from graph.model import Entity
from graph.money import Money
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import EntityKind

_MOST_VALUES = 64
"""Above this many values, looking at every entity once costs less than putting what is found in order."""

Index = dict[Hashable, list[int]]


class Lookup:
    """Where the entities of each kind stand, in published order, by the values of their attributes."""

    def __init__(self) -> None:
        self._indexes: dict[tuple[EntityKind, str], Index] = {}

    def places(self, selection: Selection, everything: Sequence[Entity]) -> Sequence[int] | None:
        """The places, in order, of entities among which all selected ones are; None where every one may be.

        Of several conditions the one that leaves the fewest is taken; the others are still to be looked at.
        """
        found = [self._found(condition, selection.kind, everything) for condition in selection.where]
        asked = [lists for lists in found if lists is not None]
        if not asked:
            return None
        fewest = min(asked, key=lambda lists: sum(map(len, lists)))
        return fewest[0] if len(fewest) == 1 else sorted(set().union(*fewest))

    def _found(self, condition: Condition, kind: EntityKind, everything: Sequence[Entity]) -> list[list[int]] | None:
        values = _values(condition)
        if values is None:
            return None
        name = (kind, condition.attribute)
        if name not in self._indexes:
            self._indexes[name] = _indexed(everything, condition.attribute)
        index = self._indexes[name]
        return [index[each] for each in values if each in index] or [[]]


def _values(condition: Condition) -> Iterable[Any] | None:
    """The values one of which the attribute must have; None where another comparison is asked for."""
    if condition.operator is Operator.EQ:
        return (condition.value,)
    if condition.operator is Operator.IN and len(condition.value) <= _MOST_VALUES:
        return frozenset(condition.value)
    return None


def _indexed(everything: Sequence[Entity], attribute: str) -> Index:
    index: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, entity in enumerate(everything):
        held = getattr(entity, attribute)
        for value in dict.fromkeys(held) if isinstance(held, tuple) else (held,):
            index[value.fen if isinstance(value, Money) else value].append(place)
    return dict(index)
