"""The tables hold what the model has, and SQL can follow every relation."""

from typing import get_type_hints

import pytest
from sqlalchemy import BigInteger, Boolean, Integer, String, make_url, select
from sqlalchemy.engine import Dialect

from graph.columns import decimals, kept_as_many, layout
from graph.dataset import RELATIONS_HELD
from graph.encoding import required
from graph.identity import Ref
from graph.model import ENTITY_TYPES
from graph.relations import RELATIONS, Relation
from graph.store import Store
from graph.tables import ENTITY_TABLES, INGESTED_DOCUMENTS, LINKS, RELEASES
from graph.vocabulary import EntityKind
from tests.invented import BUILT_AT, CORRECTED, DATASET

OF_THE_ROW = {"introduced", "retired", "position", "digest"}
POSTGRESQL, SQLITE = (make_url(url).get_dialect()() for url in ("postgresql+psycopg://", "sqlite://"))
TABLES = [*ENTITY_TABLES.values(), LINKS, INGESTED_DOCUMENTS, RELEASES]


@pytest.mark.parametrize("kind", EntityKind)
def test_every_attribute_of_a_kind_has_its_columns_and_no_column_is_idle(kind: EntityKind) -> None:
    compared = {f"{name}_sort" for name in decimals(kind)}
    assert {*ENTITY_TABLES[kind].columns.keys()} - OF_THE_ROW == {*layout(kind).columns, *compared}


@pytest.mark.parametrize("kind", EntityKind)
def test_a_column_may_be_empty_where_the_attribute_may(kind: EntityKind) -> None:
    for name, hint in get_type_hints(ENTITY_TYPES[kind]).items():
        for column in ENTITY_TABLES[kind].columns:
            if column.name in {name, f"{name}_fen", f"{name}_step", f"{name}_kind"}:
                assert column.nullable == (required(hint) is not hint), column


@pytest.mark.parametrize("kind", EntityKind)
def test_whole_numbers_and_flags_are_stored_as_such_on_every_database(kind: EntityKind) -> None:
    for name, hint in get_type_hints(ENTITY_TYPES[kind]).items():
        stored = {int: BigInteger, bool: Boolean, str: String}.get(required(hint))
        if stored is not None:
            assert isinstance(ENTITY_TABLES[kind].c[name].type, stored)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_a_relation_is_followed_by_an_index_from_its_far_end(relation: Relation) -> None:
    table = LINKS if kept_as_many(relation) else ENTITY_TABLES[relation.holder]
    hint = required(get_type_hints(ENTITY_TYPES[relation.holder])[relation.attribute])
    column = f"{relation.attribute}_key" if hint is Ref else relation.attribute
    wanted = ["target_key", "target_kind", "relation"] if kept_as_many(relation) else [column]
    assert wanted in [[each.name for each in index.columns] for index in table.indexes]


def test_text_sorts_by_code_point_on_postgresql_as_it_does_on_sqlite() -> None:
    for table in TABLES:
        for column in table.columns:
            if isinstance(column.type, String):
                assert 'COLLATE "C"' in column.type.compile(POSTGRESQL), column
                assert "COLLATE" not in column.type.compile(SQLITE), column


@pytest.mark.parametrize("dialect", [POSTGRESQL, SQLITE], ids=lambda each: each.name)
def test_no_number_is_stored_with_a_fraction(dialect: Dialect) -> None:
    allowed = {"VARCHAR", 'VARCHAR COLLATE "C"', "BIGINT", "INTEGER", "BOOLEAN", "JSON", "JSONB"}
    assert {column.type.compile(dialect) for table in TABLES for column in table.columns} <= allowed
    assert isinstance(RELEASES.c.number.type, Integer)


def test_sql_finds_the_links_of_every_relation_in_every_release(store: Store) -> None:
    for number, dataset in enumerate((DATASET, CORRECTED), start=1):
        store.save(dataset, built_at=BUILT_AT)
        with store._database.reading() as connection:
            found = {
                (relation.name, row.key, row.target_kind, row.target_key, row.basis, row.note)
                for kind in EntityKind
                for relation in RELATIONS_HELD[kind]
                if kept_as_many(relation)
                for row in connection.execute(
                    select(LINKS).where(
                        LINKS.c.relation == relation.name,
                        LINKS.c.introduced <= number,
                        LINKS.c.retired.is_(None) | (LINKS.c.retired > number),
                    )
                )
            }
        kept = {
            (relation.name, entity.key, link.target.kind.value, link.target.key, link.basis.value, link.note)
            for entity in dataset
            for relation in RELATIONS_HELD[entity.KIND]
            if kept_as_many(relation)
            for link in relation.links(entity)
        }
        assert found == kept
