"""The shapes most resolvers have: the one entity, or the list of entities, that a relation leads to."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from graph.engine import Engine
from graph.model import Entity
from graph.relations import Relation
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import EntityKind


class Resolver(Protocol):
    """A function that answers one field for all parents of a level."""

    def __call__(self, engine: Engine, parents: Sequence[Any], **arguments: Any) -> Sequence[Any]:  # noqa: ANN401 - whatever the field takes
        """One answer for each parent, in order."""


def one(relation: Relation, *, inward: bool = False) -> Callable[..., list[Entity | None]]:
    """The single entity that the relation leads to; None where there is none."""

    def resolve(engine: Engine, parents: Sequence[Entity]) -> list[Entity | None]:
        return [found[0] if found else None for found in engine.expand(relation, parents, inward=inward)]

    return resolve


def many(relation: Relation, *, inward: bool = False) -> Callable[..., list[list[Entity]]]:
    """All entities that the relation leads to, in published order."""

    def resolve(engine: Engine, parents: Sequence[Entity]) -> list[list[Entity]]:
        return engine.expand(relation, parents, inward=inward)

    return resolve


def yearly(relation: Relation, kind: EntityKind, attribute: str = "fiscal_year") -> Callable[..., list[list[Entity]]]:
    """The entities of `kind` that keep the relation to each parent, of one fiscal year or of all."""

    def resolve(engine: Engine, parents: Sequence[Entity], *, fiscal_year: int | None = None) -> list[list[Entity]]:
        within = None if fiscal_year is None else Selection(kind, (Condition(attribute, Operator.EQ, fiscal_year),))
        return engine.expand(relation, parents, inward=relation.forward, within=within)

    return resolve
