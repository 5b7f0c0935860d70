"""Releases as values: what names one, what changed between two, which documents one rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple, TypeAlias

from graph.dataset import RELATIONS_HELD, Dataset
from graph.encoding import digest
from graph.engine import Release
from graph.identity import Ref
from graph.vocabulary import EntityKind

Digests: TypeAlias = dict[EntityKind, dict[str, str]]
"""The digest of every entity by kind and key: what a release is, but for the values."""

_NAME_BYTES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestedDocument:
    """A document as it was received: `key` is its Document's, `sha256` finds its bytes in the archive."""

    key: str
    sha256: str
    size: int
    original_name: str
    received_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRows:
    """A document as rows of the tables that the dataset is made of: its key, and the rows as whoever made them does.

    `digest` differs where rows differ, whatever the bytes of `content`.
    """

    key: str
    digest: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a release is made of: the rows of the documents that are new in it, and a report of how it came about."""

    rows: tuple[KeptRows, ...] = ()
    report: Mapping[str, Any] | None = None


class Edit(NamedTuple):
    """The keys whose rows are to be retired, and those that are to get a new one; what changes is both."""

    retired: frozenset[str]
    introduced: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.retired and not self.introduced


class Changes(NamedTuple):
    """What happened to the entities of a kind; each in published order."""

    added: tuple[Ref, ...]
    removed: tuple[Ref, ...]
    changed: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done to one release to get another; kinds in which nothing differs are left out."""

    earlier: Release
    later: Release
    changes: dict[EntityKind, Changes]


def digests_of(dataset: Dataset) -> Digests:
    """The digest of every entity; DatasetError where one holds what not every database can."""
    return {kind: {entity.key: digest(entity) for entity in dataset.of(kind)} for kind in EntityKind}


def name_of(digests: Digests) -> str:
    """The name of a release: 12 hexadecimal digits that depend on its entities and on nothing else."""
    content = blake2b(digest_size=_NAME_BYTES)
    for kind in sorted(digests):
        for key in sorted(digests[kind]):
            content.update(f"{kind.value}:{key}\0{digests[kind][key]}\0".encode())
    return content.hexdigest()


def release_of(dataset: Dataset, *, number: int, built_at: str, digests: Digests | None = None) -> Release:
    """The release that a dataset makes; its digests are worked out unless given."""
    return Release(
        number=number,
        name=name_of(digests_of(dataset) if digests is None else digests),
        built_at=built_at,
        entity_count=len(dataset),
        relation_count=sum(
            len(list(relation.links(entity))) for entity in dataset for relation in RELATIONS_HELD[entity.KIND]
        ),
    )
