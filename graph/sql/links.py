"""Links around many entities at once, in one statement: an arm for every relation and every end it is seen from.

A link that is the only one of its holder is read from the holder's own column, the others from the link rows. The
statement for a set of arms is made once; what differs from call to call are its parameters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.engine import Connection

from graph.columns import kept_as_many
from graph.identity import Ref
from graph.relations import RELATIONS, Relation
from graph.sql.values import among_parameter, packed
from graph.tables import ENTITY_TABLES, LINKS
from graph.vocabulary import Basis, Direction, EntityKind, RelationType

Types: TypeAlias = frozenset[RelationType] | None

_PLACES = {relation.name: place for place, relation in enumerate(RELATIONS)}
_BY_NAME = {relation.name: relation for relation in RELATIONS}
_KINDS = {kind: place for place, kind in enumerate(EntityKind)}


class Arm(NamedTuple):
    """A relation seen from one of its ends: from the one that holds the link, or from the other."""

    relation: str
    holding: bool


class Seen(NamedTuple):
    """A link as the entity `near` sees it.

    `declared` sorts the links of an entity as they are declared and published, `built` as the networkx graph keeps
    them, whose order walks follow.
    """

    relation: Relation
    way: Direction
    near: Ref
    far: Ref
    basis: Basis
    note: str | None
    declared: tuple[Any, ...]
    built: tuple[Any, ...]


def near_kinds(relation: Relation, way: Direction) -> tuple[EntityKind, ...]:
    """The kinds that a relation is seen from."""
    return relation.sources if way is Direction.OUT else relation.targets


def seen_from(
    connection: Connection, release: int, refs: Iterable[Ref], types: Types, direction: Direction = Direction.BOTH
) -> list[Seen]:
    """Every link of the entities, in one statement and no order; one between two of them is seen from both."""
    keys = _by_kind(refs)
    arms = frozenset(
        Arm(relation.name, relation.forward is (way is Direction.OUT))
        for relation in RELATIONS
        if types is None or relation.type in types
        for way in (Direction.OUT, Direction.IN)
        if direction in {way, Direction.BOTH} and not keys.keys().isdisjoint(near_kinds(relation, way))
    )
    if not arms:
        return []
    return [_seen(row) for row in connection.execute(_around(arms), _parameters(release, keys))]


def between(connection: Connection, release: int, refs: Iterable[Ref], types: Types) -> list[Seen]:
    """Every link between two of the entities, as its source sees it, in one statement and no order."""
    keys = _by_kind(refs)
    relations = frozenset(
        relation.name
        for relation in RELATIONS
        if (types is None or relation.type in types)
        and relation.holder in keys
        and not keys.keys().isdisjoint(relation.others)
    )
    if not relations:
        return []
    return [_seen(row) for row in connection.execute(_among(relations), _parameters(release, keys))]


def _by_kind(refs: Iterable[Ref]) -> dict[EntityKind, list[str]]:
    keys: defaultdict[EntityKind, list[str]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        keys[ref.kind].append(ref.key)
    return keys


def _parameters(release: int, keys: dict[EntityKind, list[str]]) -> dict[str, Any]:
    return {"release": release, **{_parameter(kind): packed(keys.get(kind, ())) for kind in EntityKind}}


def _parameter(kind: EntityKind) -> str:
    return f"keys_{kind.value}"


@cache
def _around(arms: frozenset[Arm]) -> CompoundSelect[Any]:
    chosen = sorted(arms, key=lambda arm: (_PLACES[arm.relation], arm.holding))
    return union_all(*(_arm(_BY_NAME[arm.relation], holding=arm.holding) for arm in chosen))


@cache
def _among(relations: frozenset[str]) -> CompoundSelect[Any]:
    chosen = (_BY_NAME[name] for name in sorted(relations, key=_PLACES.__getitem__))
    return union_all(*(_between(relation) for relation in chosen))


def _arm(relation: Relation, *, holding: bool) -> Select[Any]:
    base, target = _base(relation, holding=holding)
    return base.where(_held_by_some(relation) if holding else _leads_to_some(relation, *target))


def _between(relation: Relation) -> Select[Any]:
    # Seen from the source: the end that holds the link where the relation reads forward.
    base, target = _base(relation, holding=relation.forward)
    return base.where(_held_by_some(relation), _leads_to_some(relation, *target))


def _base(relation: Relation, *, holding: bool) -> tuple[Select[Any], tuple[ColumnElement[Any], ColumnElement[Any]]]:
    """The links of a relation, and the columns of their targets."""
    holder = ENTITY_TABLES[relation.holder]
    name = literal_column(f"'{relation.name}'", String)
    seen = literal_column(str(int(holding)), Integer)
    target = target_columns(relation)
    if kept_as_many(relation):
        same = and_(LINKS.c.key == holder.c.key, LINKS.c.relation == relation.name)
        told = (LINKS.c.basis, LINKS.c.note, holder.c.position, LINKS.c.ordinal)
        linked = select(name, seen, holder.c.key, *target, *told).select_from(holder.join(LINKS, same))
        return linked.where(_standing(holder), _standing(LINKS)), target
    nothing, first = cast(null(), String), literal_column("0", Integer)
    kept = select(name, seen, holder.c.key, *target, nothing, nothing, holder.c.position, first)
    return kept.where(_standing(holder), target[1].is_not(None)), target


def target_columns(relation: Relation) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The columns that say where the links of a relation lead to: kind and key."""
    if kept_as_many(relation):
        return LINKS.c.target_kind, LINKS.c.target_key
    columns = ENTITY_TABLES[relation.holder].c
    if relation.attribute in columns:
        return literal_column(f"'{relation.others[0].value}'", String), columns[relation.attribute]
    return columns[f"{relation.attribute}_kind"], columns[f"{relation.attribute}_key"]


def _held_by_some(relation: Relation) -> ColumnElement[bool]:
    return _some(ENTITY_TABLES[relation.holder].c.key, relation.holder)


def _leads_to_some(relation: Relation, kind: ColumnElement[Any], key: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(*(and_(kind == other.value, _some(key, other)) for other in relation.others))


def _some(column: ColumnElement[Any], kind: EntityKind) -> ColumnElement[bool]:
    return among_parameter(column, bindparam(_parameter(kind), type_=String))


def _standing(table: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a table, by any of its names
    release = bindparam("release", type_=Integer)
    return and_(table.c.introduced <= release, or_(table.c.retired.is_(None), table.c.retired > release))


def _seen(row: Any) -> Seen:  # noqa: ANN401 - a row of any arm
    name, holding, key, target_kind, target_key, basis, note, position, ordinal = row
    relation = _BY_NAME[name]
    holder, target = Ref(relation.holder, key), Ref(EntityKind(target_kind), target_key)
    way = Direction.OUT if relation.forward is bool(holding) else Direction.IN
    near, far = (holder, target) if holding else (target, holder)
    return Seen(
        relation,
        way,
        near,
        far,
        relation.basis if basis is None else Basis(basis),
        note,
        (_PLACES[name], way is Direction.IN, ordinal if holding else position),
        (_KINDS[relation.holder], position, _PLACES[name], ordinal),
    )


def ordered_neighbours(seen: Iterable[Seen]) -> Iterator[Ref]:
    """Where the links of one entity lead, in the order in which walks try them."""
    found: dict[tuple[bool, Ref], set[RelationType]] = {}
    for link in sorted(seen, key=lambda each: (each.way is Direction.IN, each.built)):
        found.setdefault((link.way is Direction.IN, link.far), set()).add(link.relation.type)
    printed = {RelationType.REPORTED_IN}
    yield from (ref for (_, ref), types in found.items() if types != printed)
    yield from (ref for (_, ref), types in found.items() if types == printed)
