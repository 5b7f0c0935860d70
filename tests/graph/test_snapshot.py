"""A release kept beside its database: the same as in it, and none as soon as the database has changed."""

import os
from pathlib import Path

import pytest

from graph import snapshot
from graph.store import Store
from tests.invented import CORRECTED, DATASET, RELEASE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with the invented authority, and a snapshot of it."""
    path = tmp_path / "budget.db"
    with Store(f"sqlite:///{path}") as store:
        store.save(DATASET, built_at=RELEASE.built_at)
    snapshot.saved(path, snapshot.stamp_of(path), DATASET, RELEASE)
    return path


def test_what_is_kept_is_what_was_loaded(file: Path) -> None:
    assert snapshot.loaded(file) == (DATASET, RELEASE)


def test_reading_the_database_changes_nothing(file: Path) -> None:
    with Store(f"sqlite:///{file}") as store:
        store.load()
        assert snapshot.loaded(file) is not None
    assert snapshot.loaded(file) is not None


def test_another_release_in_the_database_makes_the_snapshot_void(file: Path) -> None:
    with Store(f"sqlite:///{file}") as store:
        store.save(CORRECTED, built_at=RELEASE.built_at)
        assert snapshot.loaded(file) is None  # while it still stands in the write-ahead log
    assert snapshot.loaded(file) is None


def test_entities_of_another_shape_make_the_snapshot_void(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_shape", lambda: "another version")
    assert snapshot.loaded(file) is None


@pytest.mark.parametrize("content", [b"", b"broken", b"\x80\x05N."])
def test_what_cannot_be_read_is_no_snapshot(file: Path, content: bytes) -> None:
    file.with_name(f"{file.name}.snapshot").write_bytes(content)
    assert snapshot.loaded(file) is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "budget.db"
    snapshot.saved(missing, snapshot.Stamp(0, 0, 0, 0), DATASET, RELEASE)
    assert snapshot.loaded(missing) is None


def test_only_a_database_that_is_one_file_has_a_snapshot(file: Path) -> None:
    assert snapshot.file_of(f"sqlite:///{file}") == file
    assert snapshot.file_of(f"sqlite:///{file}x") is None
    assert snapshot.file_of("sqlite://") is None
    assert snapshot.file_of("postgresql://budget@db/budget") is None


def test_a_state_that_was_written_just_now_is_not_settled(file: Path) -> None:
    assert not snapshot.stamp_of(file).is_settled
    earlier = file.stat().st_mtime - 10
    for each in file.parent.glob(f"{file.name}*"):
        os.utime(each, (earlier, earlier))
    assert snapshot.stamp_of(file).is_settled
