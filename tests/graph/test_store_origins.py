"""A store keeps what releases are made of, and saves none on top of one that its maker did not know."""

import pytest

from graph.errors import InvalidArgumentError, StoreChangedError
from graph.history import KeptRows, Origin
from graph.identity import Ref
from graph.store import Store
from graph.vocabulary import EntityKind
from tests.invented import BUILT_AT, CORRECTED, DATASET

DOCUMENTS = [document.key for document in DATASET.of(EntityKind.DOCUMENT)]


def kept(key: str, words: str) -> KeptRows:
    return KeptRows(key=key, digest=words, content=words.encode())


def test_the_rows_of_a_release_are_given_back_document_by_document(store: Store) -> None:
    rows = tuple(kept(key, "first reading") for key in DOCUMENTS)
    store.save(DATASET, built_at=BUILT_AT, origin=Origin(rows=rows))
    assert list(store.rows()) == sorted(rows, key=lambda each: each.key)


def test_rows_stand_until_others_replace_them_and_older_releases_keep_theirs(store: Store) -> None:
    one, other = DOCUMENTS[:2]
    first = (kept(one, "one"), kept(other, "other"))
    store.save(DATASET, built_at=BUILT_AT, origin=Origin(rows=first))
    store.save(CORRECTED, built_at=BUILT_AT, origin=Origin(rows=(kept(one, "corrected"),)))
    assert {each.key: each.digest for each in store.rows()} == {one: "corrected", other: "other"}
    assert {each.key: each.digest for each in store.rows(1)} == {one: "one", other: "other"}


def test_rows_that_differ_only_in_their_bytes_make_no_release(store: Store) -> None:
    [key, *_] = DOCUMENTS
    first = store.save(DATASET, built_at=BUILT_AT, origin=Origin(rows=(kept(key, "same"),)))
    again = KeptRows(key=key, digest="same", content=b"compressed otherwise")
    assert store.save(DATASET, built_at=BUILT_AT, origin=Origin(rows=(again,))) == first


def test_a_release_says_how_it_came_about(store: Store) -> None:
    report = {"merges": [{"kept": "灯塔维护专项资金", "merged": "灯塔维护资金"}]}
    store.save(DATASET, built_at=BUILT_AT, origin=Origin(report=report))
    store.save(CORRECTED, built_at=BUILT_AT)
    assert store.report(1) == report
    assert store.report() is None


def test_a_release_made_from_one_that_is_no_longer_the_newest_is_refused(store: Store) -> None:
    store.save(DATASET, built_at=BUILT_AT, after=0)
    with pytest.raises(StoreChangedError, match=r"release 1 was saved in .* while the one to follow release 0"):
        store.save(CORRECTED, built_at=BUILT_AT, after=0)
    assert store.save(CORRECTED, built_at=BUILT_AT, after=1).number == 2


def test_single_entities_of_any_release_can_be_asked_for(store: Store) -> None:
    store.save(DATASET, built_at=BUILT_AT)
    store.save(CORRECTED, built_at=BUILT_AT)
    for number, dataset in ((1, DATASET), (2, CORRECTED)):
        entities = {entity.ref: entity for entity in dataset}
        assert store.states([*entities, Ref(EntityKind.PROJECT, "nobody's")], number) == entities
    with pytest.raises(InvalidArgumentError):
        store.states([], 3)
