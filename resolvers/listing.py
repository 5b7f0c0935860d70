"""Filtered, ordered, paged lists: of all entities of a kind, or of those that a relation leads to."""

from collections.abc import Callable, Sequence
from typing import Any

from graph.engine import Engine
from graph.model import Entity
from graph.relations import Relation
from graph.selection import Condition, Order
from graph.vocabulary import EntityKind
from resolvers.codes import CodeMatch, conditions
from resolvers.paging import Page, pages_within, root_page, selection_of

Filters = Sequence[Condition | CodeMatch]


def listing(kind: EntityKind) -> Callable[..., list[Page]]:
    """A page of all entities of `kind` that meet the filters."""

    def resolve(
        engine: Engine,
        parents: Sequence[Any],
        *,
        where: Filters = (),
        order_by: Order | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> list[Page]:
        selection = selection_of(kind, conditions(engine, where or ()), order_by, first, after)
        return [root_page(engine, selection)] * len(parents)

    return resolve


def listing_within(relation: Relation, kind: EntityKind, *, inward: bool) -> Callable[..., list[Page]]:
    """For each parent a page of the entities of `kind` that the relation leads to and that meet the filters."""

    def resolve(
        engine: Engine,
        parents: Sequence[Entity],
        *,
        where: Filters = (),
        order_by: Order | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> list[Page]:
        selection = selection_of(kind, conditions(engine, where or ()), order_by, first, after)
        return pages_within(engine, relation, parents, selection, inward=inward)

    return resolve
