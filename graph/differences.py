"""What happened from one release to another, entity by entity: what it was, what it is, and which documents say so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple

import orjson

from graph.encoding import encode
from graph.history import Difference
from graph.identity import Ref
from graph.model import Entity


class ChangeKind(StrEnum):
    """What happened to an entity."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"


class Step(NamedTuple):
    """An entity to which something happened, and what."""

    change: ChangeKind
    ref: Ref


class FieldChange(NamedTuple):
    """An attribute that differs, with what it held before and after, as JSON; None where it held nothing."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What happened to an entity: its states before and after, of which one is None where it was added or removed."""

    change: ChangeKind
    before: Entity | None
    after: Entity | None

    @property
    def entity(self) -> Entity:
        """The later state that there is."""
        known = self.after or self.before
        assert known is not None  # noqa: S101 - a change has at least one state
        return known

    @property
    def document_keys(self) -> tuple[str, ...]:
        """The documents by which it happened: those that print one state and not the other, else all that print it."""
        before, after = _printed(self.before), _printed(self.after)
        moved = [source for source in (*after, *before) if (source in before) is not (source in after)]
        return tuple(dict.fromkeys(key for key, _ in moved or after))

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The attributes that differ, but for the places; none where the entity was added or removed."""
        if self.before is None or self.after is None:
            return ()
        before, after = encode(self.before), encode(self.after)
        names = [field.name for field in fields(self.after) if field.name != "sources"]
        return tuple(
            FieldChange(name, _text(before, name), _text(after, name))
            for name in names
            if before.get(name) != after.get(name)
        )


def steps(difference: Difference) -> Iterator[Step]:
    """Everything that happened, kind by kind: what was added, removed, changed, each in published order."""
    for changes in difference.changes.values():
        yield from (Step(ChangeKind.ADDED, ref) for ref in changes.added)
        yield from (Step(ChangeKind.REMOVED, ref) for ref in changes.removed)
        yield from (Step(ChangeKind.CHANGED, ref) for ref in changes.changed)


def change_of(step: Step, before: Mapping[Ref, Entity], after: Mapping[Ref, Entity]) -> EntityChange:
    """The change that a step is, given the entities of both releases that steps name."""
    return EntityChange(step.change, before.get(step.ref), after.get(step.ref))


def _printed(entity: Entity | None) -> dict[tuple[str, int | None], None]:
    """The documents and lines that print an entity."""
    return {} if entity is None else dict.fromkeys((source.document_key, source.line) for source in entity.sources)


def _text(plain: Mapping[str, object], name: str) -> str | None:
    value = plain.get(name)
    return None if value is None else value if isinstance(value, str) else orjson.dumps(value).decode()
