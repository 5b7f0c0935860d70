"""Faults in what the domain gives: nulls, values of a wrong type, missing attributes, exceptions.

A fault depends on the entity, the relation and a seed only, not on who asks or when, so both lanes meet the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import Any
from zlib import crc32

from graph.engine import Engine, Release
from graph.identity import Ref
from graph.memory import MemoryEngine
from graph.model import Entity
from graph.relations import Relation
from graph.selection import Selection

WRONG_VALUES: tuple[Any, ...] = (
    None, object(), True, 2**40, float("nan"), 1.5, "text", "\ud800", (), (None,), [["text"]], ValueError("a value"),
)  # fmt: skip
"""Values that hardly any attribute may have."""

_WITHOUT = object()
"""Stands for an attribute that is not there."""


class Substituting:
    """An engine that gives `changed` wherever `engine` gives the entity of that name."""

    def __init__(self, engine: MemoryEngine, changed: Entity, ref: Ref) -> None:
        self._engine = engine
        self._changed = changed
        self._ref = ref

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the engine offers
        return getattr(self._engine, name)

    def fetch(self, refs: Sequence[Ref]) -> list[Entity | None]:
        return [self._changed if ref == self._ref else entity for ref, entity in zip(refs, self._engine.fetch(refs), strict=True)]  # fmt: skip


class Failing:
    """An engine that, for one entity in some, gives null, another entity, or raises, depending on the seed."""

    def __init__(self, engine: Engine, seed: int, one_in: int) -> None:
        self._engine = engine
        self._seed = seed
        self._one_in = one_in
        self._stranger = object()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the engine offers
        return getattr(self._engine, name)

    @property
    def release(self) -> Release:
        return self._engine.release

    def fetch(self, refs: Sequence[Ref]) -> list[Any]:
        found = self._engine.fetch(refs)
        return [self._spoilt("fetch", ref, entity) for ref, entity in zip(refs, found, strict=True)]

    def select(self, selection: Selection) -> list[Any]:
        found = self._engine.select(selection)
        return [self._spoilt("select", entity.ref, entity) for entity in found]

    def expand(
        self,
        relation: Relation,
        parents: Sequence[Entity],
        *,
        inward: bool = False,
        within: Selection | None = None,
    ) -> list[Any]:
        found = self._engine.expand(relation, parents, inward=inward, within=within)
        return [
            self._spoilt(relation.name, parent.ref, [self._spoilt(relation.name, each.ref, each) for each in entities])
            for parent, entities in zip(parents, found, strict=True)
        ]

    def _spoilt(self, place: str, ref: Ref, value: Any) -> Any:  # noqa: ANN401 - whatever the engine gives
        chance = crc32(f"{self._seed} {place} {ref.kind} {ref.key}".encode())
        if chance % self._one_in:
            return value
        match chance // self._one_in % 4:
            case 0:
                return [] if isinstance(value, list) else None
            case 1:
                return self._stranger
            case 2:
                return [value, None] if isinstance(value, list) else ValueError("given, not raised")
            case _:
                raise RuntimeError(f"{place} of {ref.key}")


def spoilt_copies(value: Any, faults: Iterable[Any] = WRONG_VALUES) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - an entity or a part of one
    """Copies of a domain value with one fault each, in itself or in a part of it, and where the fault is."""
    for each in fields(value):
        if each.name == "key":
            continue
        held = getattr(value, each.name)
        for fault in (*faults, _WITHOUT):
            yield f"{each.name}={fault!r:.20}", _with(value, each.name, fault)
        parts = held if isinstance(held, tuple) else (held,)
        part = next((part for part in parts if is_dataclass(part)), None)
        if part is not None:
            yield from _with_spoilt_part(value, each.name, held, part, faults)


def _with_spoilt_part(value: Any, name: str, held: Any, part: Any, faults: Iterable[Any]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - likewise
    for place, spoilt in spoilt_copies(part, faults):
        whole = tuple(spoilt if each is part else each for each in held) if isinstance(held, tuple) else spoilt
        yield f"{name}.{place}", replace(value, **{name: whole})


def _with(value: Any, name: str, fault: Any) -> Any:  # noqa: ANN401 - likewise
    spoilt = copy(value)
    if fault is _WITHOUT:
        object.__delattr__(spoilt, name)
    else:
        object.__setattr__(spoilt, name, fault)
    return spoilt
