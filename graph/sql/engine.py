"""The SQL engine: a release asked in its database, whatever its size; SQLite or PostgreSQL.

Every call costs a number of statements that depends on the kinds and relations it touches, never on how many parents
it is asked for. A row says which releases it belongs to, so an engine goes on answering from its release while later
ones are written.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.engine import Connection

from graph.arranging import arranged, taken
from graph.columns import kept_as_many, layout
from graph.database import Database
from graph.engine import Edge, Hit, Region, Release, Walk
from graph.identity import Ref
from graph.model import Entity
from graph.relations import Relation
from graph.search import spellings, weight_of
from graph.selection import Selection
from graph.sql import rows
from graph.sql.links import Seen, between, ordered_neighbours, seen_from, target_columns
from graph.sql.naming import Scored, best_of, names_like
from graph.sql.rows import columns_of, entities, plan_of, standing, streamed
from graph.sql.values import among_texts
from graph.tables import ENTITY_TABLES, LINKS
from graph.traversal import Surroundings, Types, reached_from, shortest_trail
from graph.vocabulary import Direction, EntityKind, RelationType

_KINDS = {kind: place for place, kind in enumerate(EntityKind)}


class SqlEngine:
    """Answers from a database; implements `graph.engine.Engine`. Threads may share it."""

    waits = True

    def __init__(self, database: Database, release: Release) -> None:
        self._database = database
        self._release = release

    @property
    def release(self) -> Release:
        """The release that is asked."""
        return self._release

    def fetch(self, refs: Sequence[Ref]) -> list[Entity | None]:
        """The entity of each reference, in order; None where there is none."""
        with self._database.reading() as connection:
            found = self._fetched(connection, refs)
        return [found.get(ref) for ref in refs]

    def select(self, selection: Selection) -> list[Entity]:
        """The selected entities in the selection's order."""
        plan = plan_of(selection, self._release.number)
        statement = select(*columns_of(selection.kind)).where(*plan.where)
        with self._database.reading() as connection:
            if plan.order is None:
                ordered = statement.order_by(ENTITY_TABLES[selection.kind].c.position)
                return arranged(streamed(connection, selection.kind, ordered), selection)
            statement = statement.order_by(*plan.order)
            if plan.is_exact:
                found = connection.execute(statement.limit(selection.limit))
                return list(entities(selection.kind, found))
            return taken(streamed(connection, selection.kind, statement), selection)

    def count(self, selection: Selection) -> int:
        """How many entities meet the selection's conditions."""
        selection = replace(selection, order=None, after=None, limit=None)
        plan = plan_of(selection, self._release.number)
        with self._database.reading() as connection:
            if plan.is_exact:
                counted = select(func.count()).select_from(ENTITY_TABLES[selection.kind]).where(*plan.where)
                return connection.scalar(counted) or 0
            statement = select(*columns_of(selection.kind)).where(*plan.where)
            return sum(map(selection.matches, streamed(connection, selection.kind, statement)))

    def expand(
        self,
        relation: Relation,
        parents: Sequence[Entity],
        *,
        inward: bool = False,
        within: Selection | None = None,
    ) -> list[list[Entity]]:
        """For each parent the entities that the relation leads to, in published order."""
        with self._database.reading() as connection:
            if relation.forward is not inward:
                return self._targets(connection, relation, parents, within)
            holders = self._holders(connection, relation, parents, within or Selection(relation.holder))
        return [list(holders.get(parent.ref, ())) for parent in parents]

    def edges(
        self, parents: Sequence[Entity], types: frozenset[RelationType] | None, direction: Direction
    ) -> list[list[Edge]]:
        """For each parent its links, in order of declaration, outward before inward."""
        refs = [parent.ref for parent in parents]
        with self._database.reading() as connection:
            seen = seen_from(connection, self._release.number, refs, types, direction)
            nodes = self._fetched(connection, [link.far for link in seen])
        found: defaultdict[Ref, list[Seen]] = defaultdict(list)
        for link in sorted(seen, key=lambda each: each.declared):
            found[link.near].append(link)
        return [[_edge(link, nodes[link.far]) for link in found[ref]] for ref in refs]

    def search(self, text: str, kinds: frozenset[EntityKind] | None) -> list[Hit]:
        """Every entity with a matching name, best first."""
        best: dict[Ref, Scored] = {}
        with self._database.reading() as connection:
            for wanted in spellings(text):
                best_of(wanted, connection.execute(names_like(wanted, kinds, self._release.number)), best)
            nodes = self._fetched(connection, best)
        hits = [Hit(*scored, nodes[ref]) for ref, scored in best.items()]
        return sorted(hits, key=_rank)

    def path(self, start: Entity, goal: Entity, types: frozenset[RelationType] | None, longest: int) -> Walk | None:
        """A shortest path of at most `longest` links; None where there is none."""
        with self._database.reading() as connection:
            refs = shortest_trail(self._surroundings(connection, types), start.ref, goal.ref, longest)
            if refs is None:
                return None
            nodes = self._fetched(connection, refs)
            links = between(connection, self._release.number, refs, types)
        return Walk(tuple(nodes[ref] for ref in refs), tuple(_walked(refs, links, nodes)))

    def region(self, root: Entity, depth: int, types: frozenset[RelationType] | None, limit: int) -> Region:
        """The entities within `depth` links of `root`, at most `limit`, and the links among them."""
        with self._database.reading() as connection:
            refs, truncated = reached_from(self._surroundings(connection, types), root.ref, depth, limit)
            nodes = self._fetched(connection, refs)
            links = between(connection, self._release.number, refs, types)
        return Region(tuple(nodes[ref] for ref in refs), tuple(_links_among(refs, links)), truncated)

    def _fetched(self, connection: Connection, refs: Iterable[Ref]) -> dict[Ref, Entity]:
        """The entities that there are, with a statement for each kind."""
        keys: defaultdict[EntityKind, list[str]] = defaultdict(list)
        for ref in dict.fromkeys(refs):
            keys[ref.kind].append(ref.key)
        found: dict[Ref, Entity] = {}
        for kind, wanted in keys.items():
            table = ENTITY_TABLES[kind]
            is_wanted = among_texts(table.c.key, wanted)
            statement = select(*columns_of(kind)).where(is_wanted, standing(table, self._release.number))
            found.update((entity.ref, entity) for entity in entities(kind, connection.execute(statement)))
        return found

    def _targets(
        self, connection: Connection, relation: Relation, parents: Sequence[Entity], within: Selection | None
    ) -> list[list[Entity]]:
        """What the parents hold links to: they know the keys, and there are as many as fit into an entity."""
        refs = [[link.target for link in relation.links(parent)] for parent in parents]
        nodes = self._fetched(connection, [ref for each in refs for ref in each])
        found = [[nodes[ref] for ref in each] for each in refs]
        return found if within is None else [arranged(each, within) for each in found]

    def _holders(
        self, connection: Connection, relation: Relation, parents: Sequence[Entity], within: Selection
    ) -> dict[Ref, list[Entity]]:
        """What holds links to the parents, by parent; filtered, ordered and cut in SQL as far as that is possible."""
        plan = plan_of(within, self._release.number)
        order = plan.order or (ENTITY_TABLES[relation.holder].c.position,)
        near = target_columns(relation)
        named = near[0].label("near_kind"), near[1].label("near_key")
        statement = select(*named, *columns_of(relation.holder)).where(*plan.where, _near_some(relation, parents))
        if kept_as_many(relation):
            holder = ENTITY_TABLES[relation.holder]
            linked = holder.join(LINKS, and_(LINKS.c.key == holder.c.key, LINKS.c.relation == relation.name))
            statement = statement.select_from(linked).where(standing(LINKS, self._release.number))
        in_sql = plan.order is not None and plan.is_exact
        if in_sql and within.limit is not None and len(parents) == 1:
            statement = statement.order_by(*order).limit(within.limit)
        elif in_sql and within.limit is not None:
            statement = _cut(statement, rows.numbered_among(near, order), within.limit)
        else:
            statement = statement.order_by(*order)
        found: defaultdict[Ref, list[Entity]] = defaultdict(list)
        entity = layout(relation.holder).entity
        for kind, key, *record in connection.execute(statement):
            found[Ref(EntityKind(kind), key)].append(entity(record))
        if in_sql:
            return found
        arrange = arranged if plan.order is None else taken
        return {ref: arrange(each, within) for ref, each in found.items()}

    def _surroundings(self, connection: Connection, types: Types) -> Surroundings:
        """What surrounds entities, by links of some types; a level in one statement."""

        def around(refs: Sequence[Ref], /) -> Iterable[tuple[Ref, Iterable[Ref]]]:
            found: defaultdict[Ref, list[Seen]] = defaultdict(list)
            for link in seen_from(connection, self._release.number, refs, types):
                found[link.near].append(link)
            return ((ref, ordered_neighbours(found[ref])) for ref in refs)

        return around


def _rank(hit: Hit) -> tuple[object, ...]:
    """The place of a hit: better matches first, of those alike what is looked for more, then published order."""
    return (-hit.score, -weight_of(*hit.node.ref), _KINDS[hit.node.KIND], hit.node.position)


def _near_some(relation: Relation, parents: Sequence[Entity]) -> Any:  # noqa: ANN401 - SQL
    kind, key = target_columns(relation)
    keys: defaultdict[EntityKind, list[str]] = defaultdict(list)
    for parent in parents:
        keys[parent.KIND].append(parent.key)
    return or_(*(and_(kind == near.value, among_texts(key, keys[near])) for near in relation.others))


def _cut(statement: Select[Any], number: Any, limit: int) -> Select[Any]:  # noqa: ANN401 - SQL
    """The first rows of each parent, in order."""
    numbered = statement.add_columns(number.label("place_among_siblings")).subquery()
    *columns, place = numbered.c
    return select(*columns).where(place <= limit).order_by(place)


def _edge(link: Seen, node: Entity) -> Edge:
    return Edge(link.relation, link.way, link.basis, link.note, node)


def _walked(refs: Sequence[Ref], links: Iterable[Seen], nodes: dict[Ref, Entity]) -> Iterable[Edge]:
    """The first link between each two neighbours of a trail, outward before inward."""
    first: dict[tuple[Ref, Ref], Seen] = {}
    for link in sorted(links, key=lambda each: each.built):
        first.setdefault((link.near, link.far), link)
    for near, far in pairwise(refs):
        outward = first.get((near, far))
        link = outward or first[far, near]
        way = Direction.IN if outward is None else Direction.OUT
        yield Edge(link.relation, way, link.basis, link.note, nodes[far])


def _links_among(refs: Sequence[Ref], links: Iterable[Seen]) -> Iterable[tuple[Ref, Ref, RelationType]]:
    """The links by source, then by target in the order in which links first lead there."""
    found: defaultdict[Ref, defaultdict[Ref, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for link in sorted(links, key=lambda each: each.built):
        found[link.near][link.far].append(link)
    for ref in refs:
        for each in found[ref].values():
            yield from ((link.near, link.far, link.relation.type) for link in each)
