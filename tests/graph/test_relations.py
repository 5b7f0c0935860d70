"""The registry of relations: each declared once, readable from every kind that keeps it."""

import dataclasses

import pytest

from graph.model import ENTITY_TYPES
from graph.relations import PROJECT_SUCCESSION, RELATIONS, Relation, relations_of
from graph.vocabulary import Basis, EntityKind, RelationType
from tests.invented import DATASET, FIRST


def test_no_two_relations_share_a_name() -> None:
    assert len({relation.name for relation in RELATIONS}) == len(RELATIONS)


def test_every_relation_type_is_declared() -> None:
    assert {relation.type for relation in RELATIONS} == set(RelationType)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_a_relation_reads_an_attribute_that_its_holder_has(relation: Relation) -> None:
    assert relation.attribute in {field.name for field in dataclasses.fields(ENTITY_TYPES[relation.holder])}
    assert relation.words == relation.words.strip()
    assert relation.holder in relation.sources + relation.targets


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_a_relation_leads_to_the_kinds_that_it_names_and_to_each_entity_once(relation: Relation) -> None:
    for holder in DATASET.of(relation.holder):
        targets = [link.target for link in relation.links(holder)]
        assert {target.kind for target in targets} <= set(relation.others)
        assert len(set(targets)) == len(targets)


def test_a_link_that_knows_its_own_basis_keeps_it() -> None:
    [new_lamps] = [each for each in DATASET.of(EntityKind.PROJECT) if each.ref == FIRST.new_lamps]
    [link] = PROJECT_SUCCESSION.links(new_lamps)
    assert (link.target, link.basis) == (FIRST.lamps, Basis.INFERRED)


def test_every_kind_of_entity_takes_part_in_a_relation() -> None:
    assert all(relations_of(kind) for kind in EntityKind)
