"""Entities become plain JSON and return exactly as they were."""

import json
from dataclasses import dataclass, field, replace

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.encoding import canonical, codec, decode, digest, encode
from graph.errors import DatasetError
from graph.model import ENTITY_TYPES, Criterion, Entity, GlossaryTerm
from graph.values import GradeBand, Occurrence
from graph.vocabulary import EntityKind
from tests import invented
from tests.graph.arbitrary import KINDS, entities

CRITERION = Criterion(key="产出 > 更换灯具", name="更换灯具", path=("产出", "更换灯具"))
FAR = Occurrence(document_key="lighthouse", ordinal=2**64)


@pytest.mark.parametrize("kind", EntityKind)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_an_entity_of_any_kind_returns_as_it_was(kind: EntityKind, data: st.DataObject) -> None:
    entity = data.draw(entities(kind))
    returned = decode(ENTITY_TYPES[kind], orjson.loads(canonical(entity)))
    assert returned == entity
    assert repr(returned) == repr(entity), "98.40 is not 98.4"


@settings(deadline=None)
@given(KINDS.flatmap(entities))
def test_the_canonical_text_is_what_any_library_for_json_writes(entity: Entity) -> None:
    written = json.dumps(encode(entity), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(entity) == written.encode()


def test_the_canonical_text_leaves_out_what_is_at_its_default() -> None:
    text = '{"key":"产出 > 更换灯具","name":"更换灯具","path":["产出","更换灯具"]}'
    assert canonical(CRITERION).decode() == text


def test_a_flag_that_is_true_by_default_is_written_when_it_is_not() -> None:
    evaluation = next(iter(invented.DATASET.of(EntityKind.EVALUATION)))
    bands = encode(evaluation)["grade_bands"]
    assert bands[0] == {"grade": "EXCELLENT", "lower": "90", "upper": "100", "upper_inclusive": True}
    assert decode(GradeBand, bands[0] | {"lower_inclusive": False}).lower_inclusive is False


def test_digests_differ_where_entities_do() -> None:
    digests = {digest(entity) for entity in invented.DATASET}
    assert len(digests) == len(invented.DATASET)
    assert digest(CRITERION) != digest(replace(CRITERION, parent_key="产出"))
    assert digest(CRITERION) == digest(replace(CRITERION))


def test_a_digest_is_the_same_on_every_machine_and_day() -> None:
    assert digest(CRITERION) == "60cb9ac8fa0e70a0e073887e16a09e0a"


@pytest.mark.parametrize(
    ("entity", "attribute"),
    [
        pytest.param(replace(CRITERION, name="灯\0塔"), "name", id="NUL"),
        pytest.param(replace(CRITERION, name="\\\0"), "name", id="NUL behind a backslash"),
        pytest.param(replace(CRITERION, name="\ud800"), "name", id="lone surrogate"),
        pytest.param(replace(CRITERION, path=("灯\0",)), "path", id="NUL further in"),
        pytest.param(replace(CRITERION, key="\0"), "key", id="NUL in a key"),
        pytest.param(GlossaryTerm(key="a", term="a", occurrences=(FAR,)), "occurrences", id="more than 64 bits"),
    ],
)
def test_what_not_every_database_can_hold_is_refused_by_name(entity: Entity, attribute: str) -> None:
    with pytest.raises(DatasetError) as refused:
        canonical(entity)
    [problem] = refused.value.problems
    assert problem.column == attribute
    assert entity.KIND in problem.file


@pytest.mark.parametrize("name", [r"\u0000", r"\\u0000", "\\", "\x01"])
def test_text_that_only_looks_like_nul_is_kept(name: str) -> None:
    criterion = replace(CRITERION, name=name)
    assert decode(Criterion, orjson.loads(canonical(criterion))) == criterion


def test_a_type_without_a_rule_is_a_defect_found_before_any_value_is_lost() -> None:
    with pytest.raises(TypeError, match="no rule encodes <class 'float'>"):
        codec(float)


def test_a_default_that_is_made_anew_is_a_defect() -> None:
    @dataclass
    class Careless:
        values: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match=r"Careless\.values"):
        codec(Careless)
