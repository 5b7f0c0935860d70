"""A whole release of the knowledge base as values, and the rules that hold between its entities.

A dataset is what the seed tables or a store give and what an engine is built from. `checked` refuses one in which
a key occurs twice or a link leads nowhere, so that no engine ever has to ask whether a key it holds exists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.errors import DatasetError, DatasetProblem
from graph.identity import Ref
from graph.model import Entity
from graph.relations import RELATIONS, Relation
from graph.vocabulary import EntityKind

RELATIONS_HELD: dict[EntityKind, tuple[Relation, ...]] = {
    kind: tuple(relation for relation in RELATIONS if relation.holder is kind) for kind in EntityKind
}
"""The relations whose links entities of a kind keep."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The entities of one release by kind, each kind in published order, and the words for measures."""

    entities: dict[EntityKind, tuple[Entity, ...]]

    def __iter__(self) -> Iterator[Entity]:
        for kind in EntityKind:
            yield from self.entities.get(kind, ())

    def __len__(self) -> int:
        return sum(len(entities) for entities in self.entities.values())

    def of(self, kind: EntityKind) -> tuple[Entity, ...]:
        """The entities of a kind in published order."""
        return self.entities.get(kind, ())


def checked(entities: Iterable[Entity]) -> Dataset:
    """The dataset of the entities given; DatasetError naming every duplicate key and every link to nothing."""
    by_kind: dict[EntityKind, dict[str, Entity]] = {kind: {} for kind in EntityKind}
    problems: list[DatasetProblem] = []
    for entity in entities:
        known = by_kind[entity.KIND]
        if entity.key in known:
            problems.append(DatasetProblem(entity.KIND.value, 0, "key", entity.key, "a key that no other has"))
        known[entity.key] = entity
    for kind, known in by_kind.items():
        for relation in RELATIONS_HELD[kind]:
            problems += _dangling(relation, known.values(), by_kind)
    if problems:
        raise DatasetError(problems)
    ordered = {kind: tuple(sorted(known.values(), key=lambda e: e.position)) for kind, known in by_kind.items()}
    return Dataset(ordered)


def _dangling(
    relation: Relation, holders: Iterable[Entity], by_kind: dict[EntityKind, dict[str, Entity]]
) -> Iterator[DatasetProblem]:
    for holder in holders:
        for link in relation.links(holder):
            if not _exists(link.target, by_kind):
                yield DatasetProblem(
                    f"{holder.KIND.value} {holder.key}", 0, relation.attribute, link.target.key,
                    f"the key of a {link.target.kind.value} of the dataset",
                )  # fmt: skip


def _exists(ref: Ref, by_kind: dict[EntityKind, dict[str, Entity]]) -> bool:
    return ref.key in by_kind[ref.kind]
