"""The archive holds whole documents under their hash, and what waits to become one."""

from hashlib import sha256
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.errors import StoreError

CONTENT = "青禾市灯塔管理局2022年度部门决算".encode()
HASH = sha256(CONTENT).hexdigest()


def test_a_document_that_waits_is_adopted_under_its_hash(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.wait("incoming", CONTENT)
    assert not archive.holds(HASH)
    archive.adopt(HASH, "incoming")
    assert archive.holds(HASH)
    assert archive.bytes_of(HASH) == CONTENT
    assert archive.waiting("incoming") is None
    assert sha256(archive.path(HASH).read_bytes()).hexdigest() == archive.path(HASH).name


def test_a_document_that_is_kept_already_stays_as_it_is(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for _ in range(2):
        archive.wait("incoming", CONTENT)
        archive.adopt(HASH, "incoming")
    assert archive.waiting("incoming") == CONTENT
    archive.forget("incoming")
    archive.forget("incoming")
    assert archive.waiting("incoming") is None


def test_what_is_not_kept_is_asked_for_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="copy the file of this SHA-256 there, or ingest the document again"):
        Archive(tmp_path).bytes_of(HASH)


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match=r"cannot be written: .*; see that the folder can be written to"):
        Archive(tmp_path / "file").wait("incoming", CONTENT)


def test_what_nobody_took_up_is_swept_away_in_time(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.wait("incoming", CONTENT)
    written = (tmp_path / "waiting" / "incoming").stat().st_mtime
    archive.sweep(written - 1)
    assert archive.waiting("incoming") == CONTENT
    archive.sweep(written + 1)
    assert archive.waiting("incoming") is None


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        archive.wait("incoming", CONTENT)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
