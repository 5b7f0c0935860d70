"""Search in SQL: the grams of names leave few, which are then scored as the memory engine scores them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from graph.identity import Ref
from graph.search import LEAST_LIKE, Wanted, fold, grams_of, weight_of
from graph.sql.rows import standing
from graph.sql.values import among_texts
from graph.tables import GRAMS, NAMES
from graph.vocabulary import EntityKind


class Scored(NamedTuple):
    """How well an entity matches, and the name that matched."""

    score: float
    name: str


def names_like(wanted: Wanted, kinds: frozenset[EntityKind] | None, release: int) -> Select[Any]:
    """The names of a release that may match a text, with the kind and key of their entities.

    Every name that contains the text has all its grams, every name that has its pieces all its characters, and every
    name that is like it has enough of its grams.
    """
    grams = wanted.grams
    shared = func.count()
    characters = func.sum(case((among_texts(GRAMS.c.gram, wanted.characters), 1), else_=0))
    both = len(grams) + func.max(GRAMS.c.size)
    like: ColumnElement[bool] = 2 * LEAST_LIKE.denominator * shared >= LEAST_LIKE.numerator * both
    folded = (
        select(GRAMS.c.folded)
        .where(among_texts(GRAMS.c.gram, grams))
        .group_by(GRAMS.c.folded)
        .having(or_(shared == len(grams), characters == (len(wanted.characters) or -1), like))
    )
    found = select(NAMES.c.kind, NAMES.c.key, NAMES.c.name).where(standing(NAMES, release), NAMES.c.folded.in_(folded))
    if kinds is not None:
        found = found.where(among_texts(NAMES.c.kind, kinds))
    return found.order_by(NAMES.c.kind, NAMES.c.key, NAMES.c.ordinal)


def best_of(wanted: Wanted, rows: Iterable[Any], best: dict[Ref, Scored]) -> None:
    """Note the best match of every entity among rows of `names_like`; of names that match alike the first."""
    for kind, key, name in rows:
        folded = fold(name)
        ref = Ref(EntityKind(kind), key)
        score = wanted.score(folded, len(wanted.grams & grams_of(folded)), weight_of(*ref))
        if score is not None and (ref not in best or score > best[ref].score):
            best[ref] = Scored(score, name)
