"""A store keeps whole releases, gives them back as they were, and tells them apart."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import IntegrityError

from graph import inserting
from graph import store as store_module
from graph.dataset import Dataset
from graph.errors import DatasetError, InvalidArgumentError, StoreError
from graph.history import IngestedDocument, digests_of, name_of, release_of
from graph.identity import Ref
from graph.store import Store
from graph.tables import ENTITY_TABLES, RELEASES
from graph.vocabulary import EntityKind
from tests import invented
from tests.graph.arbitrary import datasets
from tests.invented import BUILT_AT, CORRECTED, DATASET, FIRST

LATER = "2024-02-29T08:00:00+00:00"


def received(key: str, content: str = "a") -> IngestedDocument:
    """A document as it came in, its bytes stood for by one letter."""
    return IngestedDocument(key=key, sha256=content * 64, size=1_000, original_name=f"{key}.pdf", received_at=BUILT_AT)


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The SQL statements sent while the block runs."""
    sent: list[str] = []

    def note(*given: object) -> None:
        sent.append(str(given[2]))

    engine = store._database._engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_what_is_saved_is_loaded_as_it_was(store: Store) -> None:
    saved = store.save(DATASET, built_at=BUILT_AT)
    assert store.load() == (DATASET, saved)
    assert repr(store.load()[0]) == repr(DATASET), "98.40 is not 98.4"


def test_what_is_saved_is_found_by_another_who_opens_the_store(address: str) -> None:
    with Store(address) as one:
        saved = one.save(DATASET, built_at=BUILT_AT)
    with Store(address) as other:
        assert other.load() == (DATASET, saved)


def test_a_release_is_named_by_its_content_whatever_the_engine_and_the_time(store: Store) -> None:
    saved = store.save(DATASET, built_at=LATER)
    assert saved.name == invented.RELEASE.name == name_of(digests_of(DATASET))
    assert saved == replace(invented.RELEASE, built_at=LATER)
    assert saved.entity_count == len(DATASET)
    assert release_of(CORRECTED, number=1, built_at=LATER).name != saved.name


def test_saving_an_equal_dataset_makes_no_release(store: Store) -> None:
    saved = store.save(DATASET, built_at=BUILT_AT)
    assert store.save(invented.dataset(), built_at=LATER) == saved
    assert store.releases() == [saved]


def test_an_older_release_can_still_be_asked(store: Store) -> None:
    first = store.save(DATASET, built_at=BUILT_AT)
    second = store.save(CORRECTED, built_at=LATER)
    assert store.load(1) == (DATASET, first)
    assert store.load(2) == store.load() == (CORRECTED, second)
    assert store.releases() == [first, second]
    assert store.current() == second


def test_a_release_adds_rows_only_for_what_changed(store: Store) -> None:
    store.save(DATASET, built_at=BUILT_AT)
    store.save(CORRECTED, built_at=LATER)
    with store._database.reading() as connection:
        added = {
            kind: connection.scalar(select(func.count()).where(table.c.introduced == 2))
            for kind, table in ENTITY_TABLES.items()
        }
    assert {kind: number for kind, number in added.items() if number} == {EntityKind.OFFICE: 1, EntityKind.PROJECT: 1}


def test_two_releases_are_compared_either_way(store: Store) -> None:
    first = store.save(DATASET, built_at=BUILT_AT)
    second = store.save(CORRECTED, built_at=LATER)
    closed, opened = (Ref(EntityKind.OFFICE, f"{FIRST.department.key}/office/{name}") for name in ("航标处", "雾号处"))
    finding = Ref(EntityKind.FINDING, f"execution-rate/{FIRST.lamps.key}/2022")
    forth = store.difference(1, 2)
    assert (forth.earlier, forth.later) == (first, second)
    assert forth.changes == {
        EntityKind.OFFICE: ((opened,), (closed,), ()),
        EntityKind.PROJECT: ((), (), (FIRST.lamps,)),
        EntityKind.FINDING: ((), (finding,), ()),
    }
    back = store.difference(2, 1)
    assert back.changes == {
        EntityKind.OFFICE: ((closed,), (opened,), ()),
        EntityKind.PROJECT: ((), (), (FIRST.lamps,)),
        EntityKind.FINDING: ((finding,), (), ()),
    }


def test_going_back_makes_a_release_of_the_old_name_that_differs_in_nothing(store: Store) -> None:
    first = store.save(DATASET, built_at=BUILT_AT)
    store.save(CORRECTED, built_at=BUILT_AT)
    third = store.save(DATASET, built_at=LATER)
    assert third == replace(first, number=3, built_at=LATER)
    assert store.difference(1, 3).changes == {}
    assert store.difference(2, 2).changes == {}
    assert store.load(2)[0] == CORRECTED


def test_what_came_and_went_between_two_releases_is_not_part_of_their_difference(store: Store) -> None:
    without = Dataset(DATASET.entities | {EntityKind.OFFICE: ()})
    for dataset in (without, DATASET, without):
        store.save(dataset, built_at=BUILT_AT)
    assert store.difference(1, 3).changes == {}
    added, removed, changed = store.difference(1, 2).changes[EntityKind.OFFICE]
    assert [ref.key for ref in added] == [office.key for office in DATASET.of(EntityKind.OFFICE)], "in published order"
    assert removed == changed == ()


def test_a_dataset_without_entities_is_a_release_like_any_other(store: Store) -> None:
    empty = Dataset(dict.fromkeys(EntityKind, ()))
    saved = store.save(empty, built_at=BUILT_AT)
    assert store.load() == (empty, saved)
    assert store.save(empty, built_at=LATER) == saved


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(datasets(), min_size=1, max_size=4))
def test_saving_then_loading_changes_nothing_and_older_releases_stay_readable(
    lasting_store: Store, history: list[Dataset]
) -> None:
    saved = [(dataset, lasting_store.save(dataset, built_at=BUILT_AT)) for dataset in history]
    assert lasting_store.save(history[-1], built_at=LATER) == lasting_store.current() == saved[-1][1]
    for dataset, release in saved:
        loaded = lasting_store.load(release.number)
        assert loaded == (dataset, release)
        assert repr(loaded[0]) == repr(dataset)
    [(before, first), (after, last)] = saved[0], saved[-1]
    for kind, (added, removed, changed) in lasting_store.difference(first.number, last.number).changes.items():
        states = {ref: entity for dataset in (before, after) for entity in dataset.of(kind) for ref in [entity.ref]}
        assert {*added, *removed, *changed} <= states.keys()
        assert {entity.ref for entity in after.of(kind)} - {entity.ref for entity in before.of(kind)} == {*added}
        assert {entity.ref for entity in before.of(kind)} - {entity.ref for entity in after.of(kind)} == {*removed}


def test_a_document_stands_as_received_as_long_as_the_dataset_has_it(store: Store) -> None:
    accounts, budget = received(FIRST.accounts, "a"), received(FIRST.budget, "b")
    store.save(DATASET, built_at=BUILT_AT, documents=[accounts])
    store.save(CORRECTED, built_at=BUILT_AT, documents=[budget])
    assert store.documents(1) == [accounts]
    assert store.documents() == [accounts, budget]
    withdrawn = tuple(each for each in CORRECTED.of(EntityKind.DOCUMENT) if each.key != FIRST.accounts)
    store.save(Dataset(CORRECTED.entities | {EntityKind.DOCUMENT: withdrawn}), built_at=LATER)
    assert store.documents() == [budget]
    assert store.documents(2) == [accounts, budget]


def test_a_corrected_edition_supersedes_the_old_one(store: Store) -> None:
    old, new = received(FIRST.accounts, "a"), received(FIRST.accounts, "c")
    store.save(DATASET, built_at=BUILT_AT, documents=[old])
    second = store.save(DATASET, built_at=LATER, documents=[new])
    assert second.number == 2, "other bytes are another release, though they say the same"
    assert (store.documents(1), store.documents(2)) == ([old], [new])
    assert store.difference(1, 2).changes == {}


def test_receiving_the_same_bytes_again_changes_nothing(store: Store) -> None:
    document = received(FIRST.accounts)
    saved = store.save(DATASET, built_at=BUILT_AT, documents=[document])
    again = replace(document, original_name="copy.pdf", received_at=LATER)
    assert store.save(DATASET, built_at=LATER, documents=[again]) == saved
    assert store.documents() == [document]


def test_a_received_document_that_the_dataset_does_not_have_is_refused(store: Store) -> None:
    with pytest.raises(DatasetError, match="unknown-2022-accounts"):
        store.save(DATASET, built_at=BUILT_AT, documents=[received("unknown-2022-accounts")])
    assert store.releases() == []


def test_what_no_database_can_hold_is_refused_before_anything_is_saved(store: Store) -> None:
    [office, *rest] = DATASET.of(EntityKind.OFFICE)
    broken = replace(office, sources=(replace(office.sources[0], locator="NUL \0"),))
    with pytest.raises(DatasetError, match="sources"):
        store.save(Dataset(DATASET.entities | {EntityKind.OFFICE: (broken, *rest)}), built_at=BUILT_AT)
    assert store.releases() == []


def test_a_failure_on_the_way_leaves_the_release_before(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.save(DATASET, built_at=BUILT_AT, documents=[received(FIRST.accounts)])

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "insert_rows", fail)
        with pytest.raises(MemoryError):
            store.save(CORRECTED, built_at=LATER, documents=[received(FIRST.budget)])
    assert store.releases() == [first]
    assert store.load() == (DATASET, first)
    assert store.documents() == [received(FIRST.accounts)]
    assert store.save(CORRECTED, built_at=LATER).number == 2


def test_readers_do_not_see_or_wait_for_what_is_being_written(store: Store) -> None:
    first = store.save(DATASET, built_at=BUILT_AT)
    with store._database.writing() as connection:
        unfinished = {"number": 2, "name": "x", "built_at": "", "entity_count": 0, "relation_count": 0}
        connection.execute(insert(RELEASES), unfinished)
        assert store.load() == (DATASET, first)
        connection.rollback()


def test_writers_take_turns(address: str) -> None:
    offices = DATASET.of(EntityKind.OFFICE)
    offered = [Dataset(DATASET.entities | {EntityKind.OFFICE: offices[:number]}) for number in range(4)]

    def save(dataset: Dataset) -> int:
        with Store(address) as own:
            return own.save(dataset, built_at=BUILT_AT).number

    with ThreadPoolExecutor(4) as writers:
        numbers = list(writers.map(save, offered))
    assert sorted(numbers) == [1, 2, 3, 4]
    with Store(address) as store:
        for number, dataset in zip(numbers, offered, strict=True):
            assert store.load(number)[0] == dataset


def test_statements_do_not_multiply_with_data(store: Store) -> None:
    sent: dict[int, tuple[int, int, int]] = {}
    for authorities in (1, 2, 4):
        dataset = invented.dataset(authorities)
        with counted(store) as saving:
            number = store.save(dataset, built_at=BUILT_AT).number
        with counted(store) as loading:
            store.load()
        with counted(store) as comparing:
            store.difference(max(1, number - 1), number)
        sent[authorities] = len(saving), len(loading), len(comparing)
    assert sent[2] <= sent[1]
    assert sent[4] <= sent[1]


def test_batches_change_nothing_but_memory(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inserting, "BATCH", 7)
    store.save(DATASET, built_at=BUILT_AT)
    store.save(CORRECTED, built_at=LATER)
    assert store.load(1)[0] == DATASET
    assert store.load(2)[0] == CORRECTED


def test_a_row_belongs_to_a_release(store: Store) -> None:
    store.save(DATASET, built_at=BUILT_AT)
    orphan = {"key": "x", "introduced": 7, "position": "", "digest": "", "sources": [], "name": "x", "code": "x"}
    with pytest.raises(IntegrityError), store._database.writing() as connection:
        connection.execute(insert(ENTITY_TABLES[EntityKind.JURISDICTION]), orphan)


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_number_that_no_release_has_is_refused_with_those_there_are(store: Store, number: int) -> None:
    store.save(DATASET, built_at=BUILT_AT)
    for ask in (store.load, store.documents, lambda asked: store.difference(1, asked)):
        with pytest.raises(InvalidArgumentError, match="1 to 1") as refused:
            ask(number)
        assert refused.value.argument == "release"


def test_an_empty_store_says_how_it_is_filled(store: Store) -> None:
    assert store.current() is None
    assert store.releases() == []
    for ask in (store.load, store.documents):
        with pytest.raises(StoreError, match="budgetgraph seed"):
            ask()


def test_a_word_that_nothing_has_is_damage_and_not_a_defect(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with Store(f"sqlite:///{file}") as store:
        store.save(DATASET, built_at=BUILT_AT)
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE document SET document_kind = 'RUMOUR'")
        connection.close()
        with pytest.raises(StoreError, match="damaged: what it holds cannot be read back"):
            store.load()
