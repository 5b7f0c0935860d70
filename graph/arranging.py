"""Entities in the order a selection asks for, cut to what it takes: for lists that are held in memory.

Entities that tie stay in published order, so an order is total and a page goes on after a sort key whether or not
the entity that had it is still there.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeAlias

from graph.model import Entity
from graph.selection import Selection

Key: TypeAlias = tuple[Any, ...]


def arranged(entities: Iterable[Entity], selection: Selection) -> list[Entity]:
    """Those of `entities` (in published order) that the selection takes, in its order."""
    after = selection.after
    if selection.order is None:
        return taken(entities if after is None else (each for each in entities if each.position > after), selection)
    descending = selection.order.descending
    ranked = [(selection.sort_key(entity), entity) for entity in entities if selection.matches(entity)]
    present = [each for each in ranked if not each[0][0]]
    present.sort(key=lambda each: each[0][1], reverse=descending)
    ranked = present + [each for each in ranked if each[0][0]]
    if after is not None:
        ranked = [each for each in ranked if _is_beyond(each[0], after, descending=descending)]
    return [entity for _, entity in ranked[: selection.limit]]


def taken(entities: Iterable[Entity], selection: Selection) -> list[Entity]:
    """The first `limit` of `entities` that match, without looking further."""
    if selection.limit is None:
        return [entity for entity in entities if selection.matches(entity)]
    matching = filter(selection.matches, entities) if selection.where else entities
    return list(islice(matching, selection.limit))


def _is_beyond(key: Key, after: Key, *, descending: bool) -> bool:
    """Whether an entity with this sort key stands after the one that had `after`."""
    if not descending or key[0] or after[0] or key[1] == after[1]:
        return key > after
    return bool(key[1] < after[1])
