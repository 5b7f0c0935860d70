"""An ingest that is killed at any moment leaves whole documents in a store that opens; another one completes it."""

import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.store import Store
from graph.vocabulary import EntityKind
from tests.invented.papers import cell, paper, project, statement
from tests.seed.ingest.killed import place_in

ROOT = Path(__file__).resolve().parents[3]
FILES = 5
CELLS = 40


def written(folder: Path, first_year: int) -> list[Path]:
    """Papers of some years, each with as many cells as all others."""
    folder.mkdir(exist_ok=True)
    paths = []
    for year in range(first_year, first_year + FILES):
        key = f"accounts-{year}"
        lines = [cell(key, row, "201", "一般公共服务支出", f"{row}.{year % 100:02}") for row in range(1, CELLS + 1)]
        path = folder / f"{key}.json"
        projects = [project(f"灯具更新{year}")]
        path.write_bytes(paper(key, year=year, statements=[statement(key)], budget_lines=lines, projects=projects))
        paths.append(path)
    return paths


def begun(folder: Path, files: list[Path]) -> "subprocess.Popen[bytes]":
    program = [sys.executable, "-m", "tests.seed.ingest.killed", str(folder), *map(str, files)]
    return subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def whole_documents(folder: Path) -> set[str]:
    """The documents of the store, each of which has all its cells, its bytes and its rows."""
    place = place_in(folder)
    with Store(place.database) as store:
        if store.current() is None:
            return set()
        dataset, release = store.load()
        assert release.entity_count == len(dataset)
        documents = {document.key: document for document in dataset.of(EntityKind.DOCUMENT)}
        cells = [getattr(line, "document_key", "") for line in dataset.of(EntityKind.BUDGET_LINE)]
        assert {key: cells.count(key) for key in documents} == dict.fromkeys(documents, CELLS)
        assert {project.label for project in dataset.of(EntityKind.PROJECT)} == {
            f"灯具更新{key.rpartition('-')[2]}" for key in documents
        }
        received = {each.key: each for each in store.documents()}
        assert received.keys() == documents.keys() == {each.key for each in store.rows()}
    archive = Archive(place.archive)
    for each in received.values():
        assert sha256(archive.bytes_of(each.sha256)).hexdigest() == each.sha256
    return set(documents)


def kill_often(folder: Path, times: int, seed: int) -> None:
    """Kill ingests at random moments of their lives, each of files of its own, and complete each of them."""
    moments = random.Random(seed)  # noqa: S311 - the same moments each time
    started = time.monotonic()
    assert begun(folder, written(folder / "files", 1950)).wait() == 0
    lifetime = time.monotonic() - started
    known = whole_documents(folder)
    survivors = 0
    for number in range(times):
        files = written(folder / "files", 1960 + number * FILES % 130)
        process = begun(folder, files)
        time.sleep(moments.uniform(0.1, 1.1) * lifetime)
        process.send_signal(signal.SIGKILL)
        survivors += process.wait() == 0
        found = whole_documents(folder)
        assert known <= found, "what was there before is there still"
        assert found - known in (set(), {path.stem for path in files}), "all files of an ingest, or none"
        if number % 5 == 4:
            assert begun(folder, files).wait() == 0
            found = whole_documents(folder)
            assert found >= {path.stem for path in files}
        known = found
    assert survivors < times, "no process was killed in time"
    assert begun(folder, written(folder / "files", 1960)).wait() == 0
    assert whole_documents(folder) >= {f"accounts-{year}" for year in range(1960, 1960 + FILES)}


def test_an_ingest_that_is_killed_leaves_whole_documents_and_can_be_completed(tmp_path: Path) -> None:
    kill_often(tmp_path, times=3, seed=2024)


@pytest.mark.soak
def test_an_ingest_that_is_killed_a_hundred_times_leaves_whole_documents(tmp_path: Path) -> None:
    kill_often(tmp_path, times=100, seed=7)


def test_no_process_outlives_the_ingest_that_was_killed(tmp_path: Path) -> None:
    process = begun(tmp_path, written(tmp_path / "files", 1950))
    time.sleep(1.0)
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while (left := _readers(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def _readers(parent: int) -> list[int]:
    """The processes whose environment or parent says that they were started by a process, where the system tells."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes()
        except OSError:
            continue
        if b"multiprocessing" in words and f"parent_pid={parent}".encode() in words:
            found.append(int(path.parent.name))
    return found
