"""Releases in a database: saved whole or not at all, loaded as they were, compared.

The only writer of entities. A release is kept as what differs from the one before: an entity that did not change
keeps its row, one that did has its row retired and another introduced. So a release costs what changed, every
earlier one stays readable, and two are compared without reading what they share.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from operator import attrgetter
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Column, ColumnElement, Table, and_, bindparam, insert, or_, select, update
from sqlalchemy.engine import Connection

from graph.columns import decimals, kept_as_many, layout, sort_texts, sortable
from graph.database import Database
from graph.dataset import RELATIONS_HELD, Dataset
from graph.engine import Release
from graph.errors import DatasetError, DatasetProblem, InvalidArgumentError, StoreChangedError, StoreError
from graph.history import Changes, Difference, Digests, Edit, IngestedDocument, KeptRows, Origin, digests_of, release_of
from graph.identity import Ref
from graph.inserting import BATCH, batches, insert_rows
from graph.model import Entity
from graph.naming import Gram, grams, numbered
from graph.search import SEARCHED
from graph.tables import (
    DOCUMENT_ROWS,
    ENTITY_TABLES,
    GRAMS,
    INGESTED_DOCUMENTS,
    LINKS,
    NAMES,
    RELEASE_REPORTS,
    RELEASES,
)
from graph.vocabulary import EntityKind

_MANY = {kind: tuple(filter(kept_as_many, relations)) for kind, relations in RELATIONS_HELD.items()}
"""The relations of each holder whose links have rows of their own."""

_MOST_VARIABLES = 500
"""Keys that are asked for at once: every database takes so many."""


class Store:
    """The releases in one database; threads may share it."""

    def __init__(self, url: str) -> None:
        """Open the store at `url` (`sqlite:///FILE`, `postgresql://...`), making or upgrading it where needed.

        StoreError where there is no database, or one that this version of budgetgraph cannot use.
        """
        self._database = Database(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self._database.close()

    def save(  # noqa: PLR0913 - what makes a release, all of it by name
        self,
        dataset: Dataset,
        *,
        built_at: str,
        documents: Iterable[IngestedDocument] = (),
        origin: Origin | None = None,
        after: int | None = None,
        digests: Digests | None = None,
    ) -> Release:
        """Make `dataset` the current release; where nothing differs, the release that is current already.

        `documents` are those received for this release, `origin` the rows that documents were made into and how
        the release came about; earlier documents and rows stand as long as the dataset has their Document. `after`
        is the number of the release that this one is meant to follow, 0 for none: StoreChangedError where another
        is the newest. DatasetError for a document without a Document, and for values that not every database can
        hold. `digests` are those of the dataset, where they are known already.
        """
        origin = origin or Origin()
        received = _received(documents, dataset)
        kept = {each.key: each for each in origin.rows}
        digests = digests_of(dataset) if digests is None else digests
        with self._database.writing() as connection:
            current = _newest(connection)
            newest = 0 if current is None else current.number
            if after not in {None, newest}:
                raise StoreChangedError(self._database.where, after or 0, newest)
            edits = {kind: _edit(_standing_digests(connection, kind), digests[kind]) for kind in EntityKind}
            known = digests[EntityKind.DOCUMENT]
            archive = _edit_of_documents(
                connection, INGESTED_DOCUMENTS.c.sha256, {key: each.sha256 for key, each in received.items()}, known
            )
            made_into = _edit_of_documents(
                connection, DOCUMENT_ROWS.c.digest, {key: each.digest for key, each in kept.items()}, known
            )
            if current is not None and all(edit.is_empty for edit in (archive, made_into, *edits.values())):
                return current
            number = newest + 1
            release = release_of(dataset, number=number, built_at=built_at, digests=digests)
            connection.execute(insert(RELEASES), asdict(release))
            if origin.report is not None:
                connection.execute(insert(RELEASE_REPORTS), {"number": number, "content": dict(origin.report)})
            for kind, edit in edits.items():
                _retire_entities(connection, kind, edit.retired, number)
                introduced = [entity for entity in dataset.of(kind) if entity.key in edit.introduced]
                _introduce_entities(connection, kind, introduced, digests[kind], number)
            _replace(connection, INGESTED_DOCUMENTS, archive, received, number)
            _replace(connection, DOCUMENT_ROWS, made_into, kept, number)
            return release

    def load(self, release: int | None = None) -> tuple[Dataset, Release]:
        """The entities of a release, by its number or the current one, and the release.

        InvalidArgumentError for a number that no release has; StoreError where nothing has been saved.
        """
        with self._database.reading() as connection:
            asked = self._asked(connection, release)
            return Dataset({kind: tuple(_entities(connection, kind, asked.number)) for kind in EntityKind}), asked

    def current(self) -> Release | None:
        """The newest release; None where nothing has been saved."""
        with self._database.reading() as connection:
            return _newest(connection)

    def release(self, number: int | None = None) -> Release:
        """A release, by its number or the current one; errors as for `load`."""
        with self._database.reading() as connection:
            return self._asked(connection, number)

    def releases(self) -> list[Release]:
        """Every release, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(RELEASES).order_by(RELEASES.c.number))
            return [Release(**row) for row in rows.mappings()]

    def documents(self, release: int | None = None) -> list[IngestedDocument]:
        """The documents as received that a release rests on, by key; errors as for `load`."""
        columns = [INGESTED_DOCUMENTS.c[field.name] for field in fields(IngestedDocument)]
        with self._database.reading() as connection:
            standing = _standing(INGESTED_DOCUMENTS, self._asked(connection, release).number)
            rows = connection.execute(select(*columns).where(standing).order_by(INGESTED_DOCUMENTS.c.key))
            return [IngestedDocument(**row) for row in rows.mappings()]

    def rows(self, release: int | None = None) -> Iterator[KeptRows]:
        """What the documents of a release were made into, by key, one at a time; errors as for `load`."""
        table = DOCUMENT_ROWS
        with self._database.reading() as connection:
            standing = _standing(table, self._asked(connection, release).number)
            keys = connection.scalars(select(table.c.key).where(standing).order_by(table.c.key)).all()
            for key in keys:
                query = select(table.c.key, table.c.digest, table.c.content).where(table.c.key == key, standing)
                yield KeptRows(**connection.execute(query).mappings().one())

    def report(self, release: int | None = None) -> dict[str, Any] | None:
        """How a release came about; None where that was not said. Errors as for `load`."""
        with self._database.reading() as connection:
            number = self._asked(connection, release).number
            query = select(RELEASE_REPORTS.c.content).where(RELEASE_REPORTS.c.number == number)
            content: dict[str, Any] | None = connection.scalar(query)
            return content

    def of(self, kind: EntityKind, release: int | None = None) -> list[Entity]:
        """The entities of one kind of a release, in published order; errors as for `load`."""
        with self._database.reading() as connection:
            return _entities(connection, kind, self._asked(connection, release).number)

    def states(self, refs: Iterable[Ref], release: int | None = None) -> dict[Ref, Entity]:
        """The entities of a release that some references name; those that it does not have are left out."""
        by_kind: defaultdict[EntityKind, list[str]] = defaultdict(list)
        for ref in refs:
            by_kind[ref.kind].append(ref.key)
        with self._database.reading() as connection:
            number = self._asked(connection, release).number
            return {
                Ref(kind, entity.key): entity
                for kind, keys in by_kind.items()
                for batch in batches(iter(keys), _MOST_VARIABLES)
                for entity in _entities(connection, kind, number, ENTITY_TABLES[kind].c.key.in_(batch))
            }

    def changes_to(self, digests: Digests) -> dict[EntityKind, Edit]:
        """What saving a dataset of these digests would change now; kinds in which nothing differs are left out."""
        with self._database.reading() as connection:
            edits = {kind: _edit(_standing_digests(connection, kind), digests[kind]) for kind in EntityKind}
        return {kind: edit for kind, edit in edits.items() if not edit.is_empty}

    def difference(self, earlier: int, later: int) -> Difference:
        """What to do to the release numbered `earlier` to get `later`, which may be the older one.

        InvalidArgumentError for a number that no release has; StoreError where nothing has been saved.
        """
        with self._database.reading() as connection:
            ends = self._asked(connection, earlier), self._asked(connection, later)
            changes = {kind: _changes(connection, kind, earlier, later) for kind in EntityKind}
        return Difference(*ends, {kind: each for kind, each in changes.items() if any(each)})

    def _asked(self, connection: Connection, number: int | None) -> Release:
        newest = _newest(connection)
        if newest is None:
            raise StoreError(self._database.where, "nothing has been saved in it", "fill it with `budgetgraph seed`")
        if number is None:
            return newest
        row = connection.execute(select(RELEASES).where(RELEASES.c.number == number)).mappings().first()
        if row is None:
            raise InvalidArgumentError("release", number, f"a release of this store, 1 to {newest.number}")
        return Release(**row)


def _edit(stored: dict[str, str], wanted: dict[str, str]) -> Edit:
    return Edit(
        frozenset(key for key, state in stored.items() if wanted.get(key) != state),
        frozenset(key for key, state in wanted.items() if stored.get(key) != state),
    )


def _received(documents: Iterable[IngestedDocument], dataset: Dataset) -> dict[str, IngestedDocument]:
    """The documents by key; DatasetError for one whose Document the dataset does not have."""
    received = {document.key: document for document in documents}
    known = {entity.key for entity in dataset.of(EntityKind.DOCUMENT)}
    problems = [
        DatasetProblem(document.original_name, 0, "key", key, "the key of a Document of the dataset")
        for key, document in received.items()
        if key not in known
    ]
    if problems:
        raise DatasetError(problems)
    return received


def _newest(connection: Connection) -> Release | None:
    row = connection.execute(select(RELEASES).order_by(RELEASES.c.number.desc()).limit(1)).mappings().first()
    return None if row is None else Release(**row)


def _standing(table: Table, number: int) -> ColumnElement[bool]:
    """The rows of a release."""
    return and_(table.c.introduced <= number, or_(table.c.retired.is_(None), table.c.retired > number))


def _standing_digests(connection: Connection, kind: EntityKind) -> dict[str, str]:
    table = ENTITY_TABLES[kind]
    rows = connection.execute(select(table.c.key, table.c.digest).where(table.c.retired.is_(None)))
    return dict(rows.all())


def _edit_of_documents(
    connection: Connection, state: Column[str], given: dict[str, str], documents: dict[str, str]
) -> Edit:
    """What happens to what is kept of documents: it goes with its Document, and is replaced by what is given."""
    table = state.table
    stored: dict[str, str] = dict(connection.execute(select(table.c.key, state).where(table.c.retired.is_(None))).all())
    standing = {key: held for key, held in stored.items() if key in documents}
    return _edit(stored, standing | given)


def _replace(connection: Connection, table: Table, edit: Edit, given: Mapping[str, Any], number: int) -> None:
    _retire(connection, table, edit.retired, number)
    if edit.introduced:
        columns = [field.name for field in fields(given[next(iter(edit.introduced))])]
        values_of = attrgetter(*columns)
        rows = ((*values_of(given[key]), number) for key in edit.introduced)
        insert_rows(connection, table, (*columns, "introduced"), rows)


def _retire(connection: Connection, table: Table, keys: Iterable[str], number: int, *more: ColumnElement[bool]) -> None:
    statement = (
        update(table)
        .where(table.c.key == bindparam("retired_key"), table.c.retired.is_(None), *more)
        .values(retired=number)
    )
    for batch in batches(({"retired_key": key} for key in keys), BATCH):
        connection.execute(statement, batch)


def _retire_entities(connection: Connection, kind: EntityKind, keys: Iterable[str], number: int) -> None:
    _retire(connection, ENTITY_TABLES[kind], keys, number)
    if kind in SEARCHED:
        _retire(connection, NAMES, keys, number, NAMES.c.kind == kind.value)
    for relation in _MANY[kind]:
        _retire(connection, LINKS, keys, number, LINKS.c.relation == relation.name)


def _introduce_entities(
    connection: Connection, kind: EntityKind, entities: list[Entity], digests: dict[str, str], number: int
) -> None:
    columns, record, _ = layout(kind)
    rows = (
        (*record(entity), number, sortable(entity.position), digests[entity.key], *sort_texts(entity))
        for entity in entities
    )
    more = ("introduced", "position", "digest", *(f"{name}_sort" for name in decimals(kind)))
    insert_rows(connection, ENTITY_TABLES[kind], (*columns, *more), rows)
    links = ((*row, number) for entity in entities for row in _link_rows(entity))
    insert_rows(connection, LINKS, (*_LINK, "introduced"), links)
    if kind in SEARCHED:
        _introduce_names(connection, entities, number)


def _introduce_names(connection: Connection, entities: list[Entity], number: int) -> None:
    rows = (
        (entity.KIND.value, entity.key, number, ordinal, name, folded)
        for entity in entities
        for ordinal, name, folded in numbered(entity.names)
    )
    insert_rows(connection, NAMES, ("kind", "key", "introduced", "ordinal", "name", "folded"), rows)
    found = grams(name for entity in entities for name in entity.names)
    insert_rows(connection, GRAMS, Gram._fields, found, unless_known=True)


_LINK = ("key", "relation", "ordinal", "target_kind", "target_key", "basis", "note")


def _link_rows(entity: Entity) -> Iterator[tuple[Any, ...]]:
    for relation in _MANY[entity.KIND]:
        for ordinal, (target, basis, note) in enumerate(relation.links(entity)):
            yield entity.key, relation.name, ordinal, target.kind.value, target.key, basis.value, note


def _entities(connection: Connection, kind: EntityKind, number: int, *more: ColumnElement[bool]) -> list[Entity]:
    """The entities of a kind in published order, which is the model's to say and not that of the rows."""
    table = ENTITY_TABLES[kind]
    columns, _, entity = layout(kind)
    query = select(*(table.c[column] for column in columns)).where(_standing(table, number), *more)
    rows = connection.execute(query.execution_options(yield_per=BATCH))
    return sorted(map(entity, rows), key=lambda each: each.position)


def _changes(connection: Connection, kind: EntityKind, earlier: int, later: int) -> Changes:
    table = ENTITY_TABLES[kind]
    low, high = sorted((earlier, later))
    columns = (table.c.key, table.c.digest, table.c.introduced, table.c.retired)
    query = select(*columns).where(_moved(table, low, high)).order_by(table.c.position)
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for key, digest, introduced, retired in connection.execute(query):
        for number, states in ((earlier, before), (later, after)):
            if introduced <= number and (retired is None or retired > number):
                states[key] = digest
    return _compared(kind, before, after)


def _compared(kind: EntityKind, before: dict[str, str], after: dict[str, str]) -> Changes:
    return Changes(
        tuple(Ref(kind, key) for key in after if key not in before),
        tuple(Ref(kind, key) for key in before if key not in after),
        tuple(Ref(kind, key) for key, digest in after.items() if before.get(key, digest) != digest),
    )


def _moved(table: Table, low: int, high: int) -> ColumnElement[bool]:
    """The rows introduced or retired after one release and by the time of another: none that both share."""
    return or_(
        and_(table.c.introduced > low, table.c.introduced <= high),
        and_(table.c.retired > low, table.c.retired <= high),
    )
