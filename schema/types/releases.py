"""Releases, what they rest on, and what differs between two."""

from typing import Annotated

import strawberry

from graph import differences, engine, history
from graph.differences import ChangeKind
from graph.vocabulary import Basis, EntityKind
from resolvers import paging
from resolvers import releases as release_fields
from resolvers.releases import OriginKind
from schema.fields import computed, domain_type, served
from schema.types.connections import PageOfList, PlaceInPage
from schema.types.nodes import AFTER, FIRST

_ABOUT = strawberry.argument(description="Only entries about the entity of this id, as either of the two.")
_ENTRIES = strawberry.argument(description="Only entries of these kinds.")
_KINDS = strawberry.argument(description="Only changes of entities of these kinds.")


@domain_type(history.IngestedDocument)
class ReceivedDocument:
    """A document as it was received; its bytes are kept under their hash."""

    key: str = strawberry.field(description="The key of the document, for `document(key:)`.")
    sha256: str = strawberry.field(description="The SHA-256 of its bytes, in hexadecimal.")
    size: int = strawberry.field(description="How many bytes it has.")
    original_name: str = strawberry.field(description="The name of the file that was received.")
    received_at: str = strawberry.field(description="When it was received, ISO 8601 in UTC.")


@domain_type(release_fields.OriginEntry)
class OriginEntry:
    """Something that was found or decided when a release was made."""

    kind: OriginKind = strawberry.field(description="What it tells.")
    table: str = strawberry.field(description="What kind of thing it is about, for example `projects`.")
    key: str = strawberry.field(description="The key of what it is about; of a merge, the key that stays.")
    other: str | None = strawberry.field(
        description="The other key: the one that was merged, or may be; for codes the name that is printed."
    )
    words: str = strawberry.field(
        description="The evidence or reason in words, with the places, or the provenance of the decision."
    )
    basis: Basis | None = strawberry.field(
        description="Of a merge: `DERIVED` from names and codes, or `PUBLISHED` where people decided it."
    )
    id: strawberry.ID | None = strawberry.field(description="The id of what it is about, for `node(id:)`.")


@domain_type(paging.PageEdge)
class OriginEdge(PlaceInPage):
    """An entry in a page."""

    node: OriginEntry = strawberry.field(description="The entry.")


@domain_type(paging.Page)
class OriginConnection(PageOfList):
    """A page of what was found and decided."""

    edges: list[OriginEdge] = strawberry.field(description="The entries of this page.")


@domain_type(engine.Release)
class Release:
    """A state of the knowledge base that can still be asked, with `dataset(release:)`."""

    number: int = strawberry.field(description="Its number in this store, from 1.")
    name: str = strawberry.field(description="Its name, derived from its content: the same everywhere.")
    built_at: str = strawberry.field(description="When it was built, ISO 8601 in UTC.")
    entity_count: int = strawberry.field(description="How many entities it has.")
    relation_count: int = strawberry.field(description="How many links it has.")

    @served(release_fields.received)
    def received(self) -> list[ReceivedDocument]:
        """The documents that it rests on, as they were received; not those that come with the software."""

    @served(release_fields.origin)
    def origin(
        self,
        kinds: Annotated[list[OriginKind] | None, _ENTRIES] = None,
        about: Annotated[strawberry.ID | None, _ABOUT] = None,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
    ) -> OriginConnection:
        """How it came about: what was merged and why, what may be one, what disagrees, what people decided."""


@domain_type(paging.PageEdge)
class ReleaseEdge(PlaceInPage):
    """A release in a page."""

    node: Release = strawberry.field(description="The release.")


@domain_type(paging.Page)
class ReleaseConnection(PageOfList):
    """A page of releases."""

    edges: list[ReleaseEdge] = strawberry.field(description="The releases of this page.")


@domain_type(differences.FieldChange)
class FieldChange:
    """An attribute of an entity that differs."""

    name: str = strawberry.field(description="The attribute, for example `money` or `name`.")
    before: str | None = strawberry.field(description="What it held before, as text or JSON; null for nothing.")
    after: str | None = strawberry.field(description="What it holds after, as text or JSON; null for nothing.")


@domain_type(differences.EntityChange)
class Change:
    """What happened to an entity from one release to another."""

    change: ChangeKind = strawberry.field(description="What happened.")

    @computed
    def kind(self: differences.EntityChange) -> EntityKind:
        """What the entity is."""
        return self.entity.kind

    @computed
    def id(self: differences.EntityChange) -> strawberry.ID:
        """Its id, for `node(id:)` in a release that has it."""
        return strawberry.ID(self.entity.id)

    @computed
    def label(self: differences.EntityChange) -> str:
        """What a person calls it."""
        return self.entity.label

    document_keys: list[str] = strawberry.field(
        name="documents", description="The keys of the documents by which it happened."
    )
    fields: list[FieldChange] = strawberry.field(
        description="The attributes that differ; none where it was added or removed, or only its places differ."
    )


@domain_type(paging.PageEdge)
class ChangeEdge(PlaceInPage):
    """A change in a page."""

    node: Change = strawberry.field(description="The change.")


@domain_type(paging.Page)
class ChangeConnection(PageOfList):
    """A page of changes."""

    edges: list[ChangeEdge] = strawberry.field(description="The changes of this page.")


@domain_type(release_fields.KindTotals)
class KindTotals:
    """How many entities of a kind differ."""

    kind: EntityKind = strawberry.field(description="The kind.")
    added: int = strawberry.field(description="How many only the later release has.")
    removed: int = strawberry.field(description="How many only the earlier release has.")
    changed: int = strawberry.field(description="How many both have, with other values.")


@domain_type(release_fields.ReleaseDiff)
class ReleaseDiff:
    """What differs between two releases."""

    earlier: Release = strawberry.field(description="The release given as `from`.")
    later: Release = strawberry.field(description="The release given as `to`.")
    totals: list[KindTotals] = strawberry.field(
        description="The numbers of changes by kind; kinds in which nothing differs are left out."
    )

    @served(release_fields.changes)
    def changes(
        self,
        kinds: Annotated[list[EntityKind] | None, _KINDS] = None,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
    ) -> ChangeConnection:
        """The changes, kind by kind: what was added, what was removed, what differs."""
