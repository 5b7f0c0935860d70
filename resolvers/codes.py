"""Classification codes as clients name them: found by scheme, code and edition; expanded to what lies under them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.engine import Engine
from graph.model import Classification
from graph.relations import CLASSIFICATION_PARENT
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import EntityKind, Scheme

A_LEVEL = "a level from 1, where 1 is the top of a scheme"
"""What is expected of an argument that names a level."""


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A filter on codes: one of `codes`, and, where `under` is given, that code or anything below it."""

    attribute: str
    scheme: Scheme
    codes: tuple[str, ...] | None = None
    under: str | None = None

    def condition(self, engine: Engine) -> Condition:
        """The filter as a condition on the keys that it stands for in every edition."""
        keys: set[str] | None = None
        if self.codes is not None:
            keys = {each.key for each in meanings(engine, self.scheme, self.codes)}
        if self.under is not None:
            below = {each.key for each in subtree(engine, meanings(engine, self.scheme, [self.under]))}
            keys = below if keys is None else keys & below
        return Condition(self.attribute, Operator.IN, frozenset(keys or ()))


def meanings(engine: Engine, scheme: Scheme, codes: Sequence[str]) -> list[Classification]:
    """Every meaning, in any edition, of each of `codes`, in order of code and edition."""
    where = (Condition("scheme", Operator.EQ, scheme), Condition("code", Operator.IN, tuple(codes)))
    return [
        each for each in engine.select(Selection(EntityKind.CLASSIFICATION, where)) if isinstance(each, Classification)
    ]


def meaning(engine: Engine, scheme: Scheme, code: str, edition: int | None) -> Classification | None:
    """The meaning of a code in an edition, or its latest one; None where there is none."""
    found = [each for each in meanings(engine, scheme, [code]) if edition is None or edition in each.editions]
    return max(found, key=lambda each: (max(each.editions, default=0), each.edition), default=None)


def subtree(engine: Engine, roots: Iterable[Classification], depth: int | None = None) -> list[Classification]:
    """The roots and everything below them down to `depth` levels, level by level, each once."""
    reached = {root.key: root for root in roots}
    level = list(reached.values())
    while level and (depth is None or depth > 0):
        depth = None if depth is None else depth - 1
        below = engine.expand(CLASSIFICATION_PARENT, level, inward=True)
        level = [child for children in below for child in children if child.key not in reached]  # type: ignore[misc]
        reached.update((child.key, child) for child in level)
    return list(reached.values())


def conditions(engine: Engine, where: Sequence["Condition | CodeMatch"]) -> tuple[Condition, ...]:
    """The filters of a field as conditions that an engine understands."""
    return tuple(each.condition(engine) if isinstance(each, CodeMatch) else each for each in where)
