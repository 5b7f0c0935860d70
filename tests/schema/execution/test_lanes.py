"""Two lanes, one answer: what the compiled lane answers is, byte for byte, what the reference answers."""

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
import structlog
from graphql import build_schema as schema_of
from graphql import get_named_type, is_composite_type

from graph.history import release_of
from graph.memory import MemoryEngine
from graph.model import ENTITY_TYPES, Entity
from graph.vocabulary import EntityKind
from schema.build import build_schema
from seed.dataset import load_dataset
from tests.docs.examples import pages
from tests.invented import RELEASE, dataset
from tests.schema.execution.faults import Failing, Substituting, spoilt_copies
from tests.schema.execution.lanes import Lanes
from tests.schema.execution.operations import Operations, Samples, everything

DATASET = dataset(authorities=2)
SCHEMA = build_schema()
CORE = SCHEMA._schema
ENGINE = MemoryEngine(DATASET, RELEASE)

IN_CHECK = 300
IN_SOAK = 10_000

# graphql-core leaves coroutines behind when an error reaches the root while others are waiting.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited", "ignore::pytest.PytestUnraisableExceptionWarning")  # fmt: skip


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Faults are logged by the hundred; nobody wants to read them."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("critical"))
    yield
    structlog.configure(**before)


def samples() -> Samples:
    """Arguments that fit the invented authority for the most part."""
    entities = list(DATASET)
    ids = [*(each.id for each in entities[::3]), "!!"]
    names = [each.names[0] for each in entities[::5]]
    return Samples(
        by_name={
            "first": [1, 2, 3, 4, 5] * 10 + [0, 2000],
            "limit": [1, 10, 30],
            "depth": [0, 1, 2],
            "maxLength": [0, 2, 6],
            "fiscalYear": [2021, 2022, 2023],
            "edition": [2022],
            "level": [1, 2, 3],
            "id": ids, "ids": ids, "root": ids, "from": ids, "to": ids,
            "after": ["x"],
            "path": names, "name": names, "text": ["灯", "费", "a", "", "灯具更新"],
            "code": ["901", "2010302"],
            "under": ["201", "2010302"],
            "key": [each.key for each in DATASET.of(EntityKind.DOCUMENT)],
        },
        by_type={
            "Int": [0, 1, 2022, -5], "String": ["灯", "201", "x", ""], "ID": ids, "Boolean": [True, False],
            "Decimal": ["1", "20.00", 5], "Float": [1.5],
        },
    )  # fmt: skip


async def compare_generated(lanes: Lanes, count: int, seed: int, *, faults_one_in: int = 0) -> None:
    for number, made in enumerate(islice(Operations(CORE, samples(), seed), count)):
        engine = Failing(ENGINE, number, faults_one_in) if faults_one_in else ENGINE
        await lanes.compare(engine, made.query, made.variables, made.name)


def richest(kind: EntityKind) -> Entity:
    """The entity of a kind with the most to show."""
    return max(DATASET.of(kind), key=lambda each: sum(bool(getattr(each, name)) for name in each.__dataclass_fields__))


def everything_of(kind: EntityKind) -> str:
    name = ENTITY_TYPES[kind].__name__
    return f"query ($id: ID!) {{ node(id: $id) {{ ... on {name} {everything(CORE.type_map[name], 2)} }} }}"


class TestWithoutFaults:
    def test_every_example_page_is_compiled_and_answered_alike(self) -> None:
        published = load_dataset()
        engine = MemoryEngine(published, release_of(published, number=1, built_at=""))
        lanes = Lanes(SCHEMA)
        for page in pages():
            asked = lanes.compare(engine, page.example.query, page.example.variables)
            _, data = asyncio.run(asked)
            assert data is not None, (page.path.name, lanes.compiled.left)

    @pytest.mark.parametrize("kind", EntityKind)
    def test_every_field_of_an_entity_is_compiled_and_answered_alike(self, kind: EntityKind) -> None:
        lanes = Lanes(SCHEMA)
        _, data = asyncio.run(lanes.compare(ENGINE, everything_of(kind), {"id": richest(kind).id}))
        assert data is not None, lanes.compiled.left

    def test_every_list_of_the_contract_is_compiled_and_answered_alike(self, shared: Path) -> None:
        contract = schema_of((shared / "contract" / "core.graphql").read_text("utf-8"))
        assert contract.query_type is not None
        lanes = Lanes(SCHEMA)
        asked = 0
        for name, field in contract.query_type.fields.items():
            named = get_named_type(field.type)
            arguments = ARGUMENTS.get(name, "")
            below = everything(named, 4) if is_composite_type(named) else ""
            _, data = asyncio.run(lanes.compare(ENGINE, f"{{ {name}{arguments} {below} }}"))
            assert data is not None, (name, lanes.compiled.left)
            asked += 1
        assert asked >= 18

    def test_generated_operations_are_answered_alike(self, capsys: pytest.CaptureFixture[str]) -> None:
        lanes = Lanes(SCHEMA)
        asyncio.run(compare_generated(lanes, IN_CHECK, seed=1))
        _print(capsys, "without faults", lanes)
        assert lanes.tally.left_without_need == 0, lanes.compiled.left
        assert lanes.tally.compiled > IN_CHECK / 2


class TestWithFaults:
    @pytest.mark.parametrize("kind", EntityKind)
    def test_in_any_attribute_the_answer_is_the_references(self, kind: EntityKind) -> None:
        lanes = Lanes(SCHEMA)
        entity, query = richest(kind), everything_of(kind)

        async def compare_all() -> None:
            for _, spoilt in spoilt_copies(entity):
                await lanes.compare(Substituting(ENGINE, spoilt, entity.ref), query, {"id": entity.id})

        asyncio.run(compare_all())
        assert lanes.tally.with_errors > 0
        assert lanes.tally.compiled > 0  # nulls where they may be, and what is not asked for

    def test_in_what_the_engine_gives_the_answer_is_the_references(self, capsys: pytest.CaptureFixture[str]) -> None:
        lanes = Lanes(SCHEMA)
        asyncio.run(compare_generated(lanes, IN_CHECK, seed=2, faults_one_in=20))
        _print(capsys, "with faults", lanes)
        assert lanes.tally.with_errors > IN_CHECK / 10


@pytest.mark.soak
@pytest.mark.parametrize("faults_one_in", [0, 20])
def test_ten_thousand_generated_operations_are_answered_alike(
    faults_one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    lanes = Lanes(SCHEMA)
    asyncio.run(compare_generated(lanes, IN_SOAK, seed=3, faults_one_in=faults_one_in))
    _print(capsys, f"one fault in {faults_one_in}" if faults_one_in else "without faults", lanes)


ARGUMENTS = {
    "node": f'(id: "{richest(EntityKind.PROJECT).id}")',
    "nodes": f'(ids: ["{richest(EntityKind.PROJECT).id}", "{richest(EntityKind.INDICATOR).id}"])',
    "department": '(code: "901")',
    "project": '(name: "灯具更新")',
    "classifications": "(scheme: FUNCTIONAL, first: 3)",
    "classification": '(scheme: FUNCTIONAL, code: "2010302")',
    "criterion": '(path: ["决策"])',
    "document": f'(key: "{DATASET.of(EntityKind.DOCUMENT)[0].key}")',
    "search": '(text: "灯", first: 5)',
    "path": f'(from: "{richest(EntityKind.OFFICE).id}", to: "{richest(EntityKind.PROJECT).id}")',
    "neighbourhood": f'(root: "{richest(EntityKind.PROJECT).id}", limit: 20)',
    **dict.fromkeys(
        ("departments", "projects", "indicators", "evaluations", "documents", "budgetLines", "findings"), "(first: 3)"
    ),
}
"""Arguments for the fields that need some, or that would answer too much."""


def _print(capsys: pytest.CaptureFixture[str], what: str, lanes: Lanes) -> None:
    with capsys.disabled():
        print(f"\n  both lanes, {what}: {lanes.tally}")  # noqa: T201 - the share that fell back is meant to be seen
