"""The SQL engine answers whatever is asked as the memory engine does, with as many statements whatever the size."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from graph.database import Database
from graph.dataset import Dataset
from graph.engine import Engine
from graph.history import release_of
from graph.memory import MemoryEngine
from graph.relations import OBSERVATION_SUBJECT, PROJECT_FUNDING, REPORTED_IN, STATEMENT_DOCUMENT
from graph.selection import Condition, Operator, Order, Selection
from graph.sql.engine import SqlEngine
from graph.store import Store
from graph.vocabulary import Direction, EntityKind
from seed.dataset import load_dataset
from tests.graph import asking
from tests.graph.conftest import ENGINES, an_empty_database
from tests.invented import BUILT_AT, CORRECTED, DATASET, FIRST, dataset

K = EntityKind
TWO = dataset(authorities=2)
SEED = load_dataset()
DATASETS = {"invented": TWO, "published": SEED}
IN_MEMORY = {name: MemoryEngine(each, release_of(each, number=1, built_at=BUILT_AT)) for name, each in DATASETS.items()}
OFTEN = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", params=ENGINES)
def database_of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes empty databases."""
    return lambda: an_empty_database(request.param, request, tmp_path_factory.mktemp("sql"))


@pytest.fixture(scope="module")
def engines(database_of: Callable[[], str]) -> Iterator[dict[str, Engine]]:
    """An engine over each of `DATASETS`."""
    opened: dict[str, Database] = {}
    made: dict[str, Engine] = {}
    for name, each in DATASETS.items():
        address = database_of()
        with Store(address) as store:
            release = store.save(each, built_at=BUILT_AT)
        opened[name] = Database(address)
        made[name] = SqlEngine(opened[name], release)
    yield made
    for database in opened.values():
        database.close()


names = pytest.mark.parametrize("name", DATASETS)


@names
@OFTEN
@given(data=st.data())
def test_lists_are_equal(engines: dict[str, Engine], name: str, data: st.DataObject) -> None:
    kind = data.draw(asking.kinds_of(DATASETS[name]))
    selection = data.draw(asking.selections(DATASETS[name], kind))
    sql, memory = engines[name], IN_MEMORY[name]
    assert sql.select(selection) == memory.select(selection)
    assert sql.count(selection) == memory.count(selection)


@names
@OFTEN
@given(data=st.data())
def test_what_relations_lead_to_is_equal(engines: dict[str, Engine], name: str, data: st.DataObject) -> None:
    relation, parents, inward, within = data.draw(asking.followed(DATASETS[name]))
    sql, memory = engines[name], IN_MEMORY[name]
    found = sql.expand(relation, parents, inward=inward, within=within)
    assert found == memory.expand(relation, parents, inward=inward, within=within)


@names
@OFTEN
@given(data=st.data())
def test_links_are_equal(engines: dict[str, Engine], name: str, data: st.DataObject) -> None:
    parents = data.draw(st.lists(st.sampled_from(list(DATASETS[name])), max_size=8))
    types, direction = data.draw(asking.RELATION_TYPES), data.draw(st.sampled_from(Direction))
    assert engines[name].edges(parents, types, direction) == IN_MEMORY[name].edges(parents, types, direction)


@names
@OFTEN
@given(data=st.data())
def test_searches_are_equal(engines: dict[str, Engine], name: str, data: st.DataObject) -> None:
    text = data.draw(asking.texts(DATASETS[name]))
    kinds = data.draw(st.none() | st.frozensets(st.sampled_from(EntityKind)))
    assert engines[name].search(text, kinds) == IN_MEMORY[name].search(text, kinds)


@names
@OFTEN
@given(data=st.data())
def test_walks_are_equal(engines: dict[str, Engine], name: str, data: st.DataObject) -> None:
    entities = st.sampled_from(list(DATASETS[name]))
    start, goal, types = data.draw(entities), data.draw(entities), data.draw(asking.RELATION_TYPES)
    longest, limit = data.draw(st.integers(0, 8)), data.draw(st.integers(1, 60))
    sql, memory = engines[name], IN_MEMORY[name]
    assert sql.path(start, goal, types, longest) == memory.path(start, goal, types, longest)
    depth = longest % 4
    assert sql.region(start, depth, types, limit) == memory.region(start, depth, types, limit)


def test_every_entity_and_every_link_of_what_is_published_is_equal(engines: dict[str, Engine]) -> None:
    entities = list(SEED)
    sql, memory = engines["published"], IN_MEMORY["published"]
    assert sql.fetch([each.ref for each in entities]) == entities
    assert sql.edges(entities, None, Direction.BOTH) == memory.edges(entities, None, Direction.BOTH)


def test_an_engine_answers_from_its_release_while_later_ones_are_written(database_of: Callable[[], str]) -> None:
    address = database_of()
    with Store(address) as store, closing(Database(address)) as database:
        earlier = SqlEngine(database, store.save(DATASET, built_at=BUILT_AT))
        later = SqlEngine(database, store.save(CORRECTED, built_at=BUILT_AT))
        for engine, data in ((earlier, DATASET), (later, CORRECTED)):
            memory = MemoryEngine(data, engine.release)
            for kind in EntityKind:
                assert engine.select(Selection(kind)) == memory.select(Selection(kind))
            entities = list(data)
            assert engine.edges(entities, None, Direction.BOTH) == memory.edges(entities, None, Direction.BOTH)
            for text in ("航标处", "雾号处", "execution"):
                assert engine.search(text, None) == memory.search(text, None)


def test_statements_do_not_multiply_with_data(database_of: Callable[[], str]) -> None:
    sent: dict[int, Counter[str]] = {}
    address = database_of()
    with Store(address) as store, closing(Database(address)) as database:
        for authorities in (1, 2, 4):
            data = dataset(authorities)
            engine = SqlEngine(database, store.save(data, built_at=BUILT_AT))
            sent[authorities] = counted(database, engine, data)
    assert sent[1] == sent[2] == sent[4]
    few = {"select", "look again", "count", "targets", "holders", "holders of several kinds"}
    assert {sent[1][name] for name in few} == {1}
    assert max(sent[1].values()) <= 3 + len(EntityKind), "for two levels, what links them, and each kind"


def counted(database: Database, engine: Engine, data: Dataset) -> Counter[str]:
    """How many statements each call sends."""
    projects, documents = list(data.of(K.PROJECT)), list(data.of(K.DOCUMENT))
    office, score = data.of(K.OFFICE)[0], data.of(K.SCORE_ITEM)[0]
    exactly = (Condition("fiscal_years", Operator.EQ, 2022), Condition("names", Operator.CONTAINS, "灯"))
    calls: dict[str, Callable[[], object]] = {
        "fetch": lambda: engine.fetch([each.ref for each in data]),
        "select": lambda: engine.select(Selection(K.PROJECT, exactly, Order("code"), limit=2)),
        "look again": lambda: engine.select(Selection(K.PROJECT, (Condition("label", Operator.CONTAINS, "k"),))),
        "count": lambda: engine.count(Selection(K.PROJECT, exactly)),
        "targets": lambda: engine.expand(PROJECT_FUNDING, projects),
        "targets of several kinds": lambda: engine.expand(REPORTED_IN[K.PROJECT], projects),
        "holders": lambda: engine.expand(STATEMENT_DOCUMENT, documents, inward=True, within=Selection(K.STATEMENT)),
        "holders of several kinds": lambda: engine.expand(OBSERVATION_SUBJECT, list(data), inward=True),
        "edges": lambda: engine.edges(list(data), None, Direction.BOTH),
        "search": lambda: engine.search("灯具更新", None),
        "path": lambda: engine.path(office, score, None, 6),
        "region": lambda: engine.region(data.of(K.DEPARTMENT)[0], 2, None, 10_000),
    }
    sent: Counter[str] = Counter()
    asked = ""

    def note(*given: object) -> None:
        sent[asked] += given[2] != "BEGIN"

    event.listen(database._engine, "before_cursor_execute", note)
    for asked, call in calls.items():  # noqa: B007 - `note` reads it
        call()
    event.remove(database._engine, "before_cursor_execute", note)
    return sent


def test_a_page_of_what_sql_cannot_order_is_ordered_here(engines: dict[str, Engine]) -> None:
    selection = Selection(K.CRITERION, order=Order("level", descending=True), limit=3)
    first = engines["invented"].select(selection)
    rest = replace(selection, after=selection.sort_key(first[-1]), limit=None)
    everything = replace(selection, limit=None)
    assert first + engines["invented"].select(rest) == IN_MEMORY["invented"].select(everything)


def test_a_reference_can_be_a_condition(engines: dict[str, Engine]) -> None:
    where = (Condition("subject", Operator.EQ, FIRST.lamps),)
    selection = Selection(K.INDICATOR, where)
    assert engines["invented"].count(selection) == IN_MEMORY["invented"].count(selection)
