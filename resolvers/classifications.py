"""Fields of classification codes: the hierarchy, the mappings, and the money under a code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from graph.engine import Engine
from graph.errors import InvalidArgumentError
from graph.identity import Ref
from graph.model import Classification, Entity
from graph.relations import (
    CLASSIFICATION_MAPPING,
    CLASSIFICATION_PARENT,
    LINE_DEPARTMENT_ECONOMIC,
    LINE_FUNCTIONAL,
    LINE_FUND_SOURCE,
    LINE_GOVERNMENT_ECONOMIC,
    LINE_PROCUREMENT,
    LINE_REVENUE_SOURCE,
    PROJECT_FUNDING,
    Relation,
)
from graph.selection import Condition, Operator, Order
from graph.values import Mapping
from graph.vocabulary import Basis, Confidence, Direction, EntityKind, MappingKind, Scheme
from resolvers.codes import A_LEVEL, conditions, meaning, subtree
from resolvers.listing import Filters
from resolvers.paging import Page, root_page, selection_of
from resolvers.shapes import many, one

LINES_OF: dict[Scheme, Relation] = {
    Scheme.FUNCTIONAL: LINE_FUNCTIONAL,
    Scheme.DEPARTMENT_ECONOMIC: LINE_DEPARTMENT_ECONOMIC,
    Scheme.GOVERNMENT_ECONOMIC: LINE_GOVERNMENT_ECONOMIC,
    Scheme.PROCUREMENT: LINE_PROCUREMENT,
    Scheme.FUND_SOURCE: LINE_FUND_SOURCE,
    Scheme.REVENUE_SOURCE: LINE_REVENUE_SOURCE,
}
"""The relation by which budget lines carry codes of a scheme; schemes without one classify no line directly."""

parent = one(CLASSIFICATION_PARENT)
children = many(CLASSIFICATION_PARENT, inward=True)
projects = many(PROJECT_FUNDING, inward=True)


def classification(
    engine: Engine, parents: Sequence[object], *, scheme: Scheme, code: str, edition: int | None = None
) -> list[Entity | None]:
    """The meaning of a code in an edition, or its latest meaning; None where there is none."""
    return [meaning(engine, scheme, code, edition)] * len(parents)


def classifications(
    engine: Engine,
    parents: Sequence[object],
    *,
    scheme: Scheme,
    under: str | None = None,
    edition: int | None = None,
    level: int | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """A page of a scheme's codes in order of code: all, or a code and what lies under it.

    InvalidArgumentError for a level that no scheme has.
    """
    if level is not None and level < 1:
        raise InvalidArgumentError("level", level, A_LEVEL)
    where = [Condition("scheme", Operator.EQ, scheme)]
    if under is not None:
        root = meaning(engine, scheme, under, edition)
        keys = {each.key for each in subtree(engine, [root])} if root else set()
        where.append(Condition("key", Operator.IN, frozenset(keys)))
    if edition is not None:
        where.append(Condition("editions", Operator.EQ, edition))
    if level is not None:
        where.append(Condition("level", Operator.EQ, level))
    selection = selection_of(EntityKind.CLASSIFICATION, where, None, first, after)
    return [root_page(engine, selection)] * len(parents)


def ancestors(engine: Engine, parents: Sequence[Classification]) -> list[list[Classification]]:
    """For each code the codes above it, from the nearest to the root."""
    chains: list[list[Classification]] = [[] for _ in parents]
    level = list(zip(chains, parents, strict=True))
    while level:
        above = engine.expand(CLASSIFICATION_PARENT, [code for _, code in level])
        level = [
            (chain, cast("Classification", up)) for (chain, _), found in zip(level, above, strict=True) for up in found
        ]
        for chain, code in level:
            chain.append(code)
    return chains


def descendants(
    engine: Engine, parents: Sequence[Classification], *, depth: int | None = None
) -> list[list[Classification]]:
    """For each code everything below it, level by level, down to `depth` levels.

    InvalidArgumentError for fewer levels than none.
    """
    if depth is not None and depth < 0:
        raise InvalidArgumentError("depth", depth, "a number of levels from 0; all unless given")
    return [subtree(engine, [parent], depth)[1:] for parent in parents]


@dataclass(frozen=True, slots=True)
class SeenMapping:
    """A mapping as seen from one of its codes: `direction` OUT where that code keeps it, `key` the other code's."""

    key: str
    direction: Direction
    kind: MappingKind
    basis: Basis
    confidence: Confidence | None
    note: str | None


def mappings(
    engine: Engine,
    parents: Sequence[Classification],
    *,
    scheme: Scheme | None = None,
    direction: Direction = Direction.BOTH,
) -> list[list[SeenMapping]]:
    """For each code its links with other codes, or those of one scheme, outward before inward."""
    sources = engine.expand(CLASSIFICATION_MAPPING, parents, inward=True)
    prefix = "" if scheme is None else f"{scheme.value}/"
    return [
        [
            each
            for each in (*_outward(parent), *_inward(parent, leading_here))
            if direction in (Direction.BOTH, each.direction) and each.key.startswith(prefix)
        ]
        for parent, leading_here in zip(parents, sources, strict=True)
    ]


def _outward(code: Classification) -> Iterator[SeenMapping]:
    return (_seen(each, each.target_key, Direction.OUT) for each in code.mappings)


def _inward(code: Classification, sources: Sequence[Entity]) -> Iterator[SeenMapping]:
    """The links to a code, in order of the codes that keep them."""
    for source in sources:
        assert isinstance(source, Classification)  # noqa: S101 - the relation's; for the type checker
        yield from (_seen(each, source.key, Direction.IN) for each in source.mappings if each.target_key == code.key)


def _seen(mapping: Mapping, key: str, direction: Direction) -> SeenMapping:
    return SeenMapping(key, direction, mapping.kind, mapping.basis, mapping.confidence, mapping.note)


def mapping_targets(engine: Engine, parents: Sequence[SeenMapping]) -> list[Entity | None]:
    """The code at the other end of each mapping."""
    return engine.fetch([Ref(EntityKind.CLASSIFICATION, each.key) for each in parents])


def budget_lines(
    engine: Engine,
    parents: Sequence[Classification],
    *,
    where: Filters = (),
    include_descendants: bool = False,
    order_by: Order | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """For each code a page of the lines that carry it, or also of those that carry a code below it."""
    asked = selection_of(EntityKind.BUDGET_LINE, conditions(engine, where), order_by, first, after)
    pages = []
    for code in parents:
        relation = LINES_OF.get(code.scheme)
        keys = {each.key for each in subtree(engine, [code])} if include_descendants else {code.key}
        attribute = relation.attribute if relation else "functional_key"
        under = Condition(attribute, Operator.IN, frozenset(keys if relation else ()))
        pages.append(root_page(engine, replace(asked, where=(under, *asked.where))))
    return pages
