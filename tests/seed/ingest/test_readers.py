"""Processes read files side by side; a file that ends one, or never ends, fails alone."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import EncryptedSourceError
from seed.ingest.readers import Desk, Failure, Outcome, processes_for, read_all
from seed.ingest.reading import File, Reading, Unchanged
from seed.parsers.parsed import Parsed
from tests.invented.papers import paper, parse_paper


def treacherous(content: bytes, name: str) -> Parsed:
    """Reads papers; does to its process what some files do."""
    match name:
        case "killer":
            os.kill(os.getpid(), signal.SIGKILL)
        case "endless":
            time.sleep(60)
        case "greedy":
            bytearray(8 * 2**30)
        case "defect":
            raise ZeroDivisionError
        case "locked":
            raise EncryptedSourceError(name, "it asks for a password", "save a copy without one")
        case _:
            pass
    return parse_paper(content, name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path


def files(folder: Path, *names: str) -> list[File]:
    found = []
    for name in names:
        path = folder / "files" / name
        path.write_bytes(paper(f"document-{name}"))
        found.append(File(path, name))
    return found


def outcomes(given: list[File], desk: Desk, processes: int = 2) -> dict[str, Outcome]:
    return {given[number].name: outcome for number, outcome in read_all(given, desk, processes)}


def test_a_file_that_does_harm_fails_alone_and_the_others_are_read(folder: Path) -> None:
    given = files(folder, "one", "killer", "two", "endless", "greedy", "three", "defect", "locked", "four")
    found = outcomes(given, Desk(treacherous, folder / "archive", seconds=5))
    assert {name for name, outcome in found.items() if isinstance(outcome, Reading)} == {"one", "two", "three", "four"}
    failures = {name: outcome for name, outcome in found.items() if isinstance(outcome, Failure)}
    assert {name: failure.code for name, failure in failures.items()} == {
        "killer": "READER_STOPPED",
        "endless": "READER_STOPPED",
        "greedy": "READER_STOPPED",
        "defect": "INTERNAL_SERVER_ERROR",
        "locked": "ENCRYPTED_SOURCE",
    }
    assert "the process that read it was ended by it" in failures["killer"].message
    assert "longer than 5 seconds" in failures["endless"].message
    assert "ZeroDivisionError" in failures["defect"].detail
    assert failures["locked"].message == "locked: it asks for a password; save a copy without one"


def test_only_what_was_read_waits_beside_the_archive(folder: Path) -> None:
    given = files(folder, "one", "killer", "defect")
    found = outcomes(given, Desk(treacherous, folder / "archive"))
    reading = found["one"]
    assert isinstance(reading, Reading)
    waiting = {path.name for path in (folder / "archive" / "waiting").iterdir()}
    assert waiting == {reading.waiting, reading.bytes_waiting}
    assert list((folder / "archive" / "partial").iterdir()) == []


def test_what_waits_is_not_read_again_and_tells_the_new_name(folder: Path) -> None:
    [file] = files(folder, "one")
    desk = Desk(treacherous, folder / "archive")
    [(_, first)] = read_all([file], desk, 1)
    [(_, again)] = read_all([File(file.path, "killer")], desk, 1)
    assert isinstance(first, Reading)
    assert isinstance(again, Reading)
    assert (again.name, again.sha256, again.identity) == ("killer", first.sha256, first.identity)


def test_a_known_file_is_not_read(folder: Path) -> None:
    [file] = files(folder, "one")
    [(_, first)] = read_all([file], Desk(treacherous, folder / "archive"), 1)
    assert isinstance(first, Reading)
    known = Desk(treacherous, folder / "archive", frozenset({first.sha256}))
    assert list(read_all([file], known, 1)) == [(0, Unchanged(first.sha256))]


def test_a_file_that_is_not_there_is_a_failure_like_others(folder: Path) -> None:
    [(_, outcome)] = read_all([File(folder / "nowhere", "nowhere")], Desk(treacherous, folder / "archive"), 1)
    assert isinstance(outcome, Failure)
    assert "nowhere: it cannot be opened: No such file or directory" in outcome.message


def test_files_are_taken_only_as_processes_become_free(folder: Path) -> None:
    given = files(folder, *map(str, range(6)))
    taken: list[int] = []

    def lazily() -> Iterator[File]:
        for number, file in enumerate(given):
            taken.append(number)
            yield file

    reading = read_all(lazily(), Desk(treacherous, folder / "archive"), 2)
    next(reading)
    assert len(taken) <= 4
    reading.close()


def test_there_are_no_more_processes_than_files() -> None:
    assert processes_for(1) == 1
    assert 1 <= processes_for(10_000) <= (os.cpu_count() or 1)
