"""An ingest that is killed at any moment leaves whole documents in a store that opens; another one completes it."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from seed.ingest.ingesting import ingest
from seed.ingest.reading import File
from tests.documents.figures import budget
from tests.documents.forms import Style, document
from tests.documents.pdf import pdf
from tests.seed.ingest.killing import PHASES, papers, place_in, state_of

ROOT = Path(__file__).resolve().parents[3]


def died(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """How many ingests died in each phase, each completed by a second run."""
    command = [sys.executable, "-m", "tests.seed.ingest.killing", str(folder), str(kills), str(seed)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    found: dict[str, int] = json.loads(ended.stdout)
    return found


def test_an_ingest_that_is_killed_leaves_whole_documents_and_can_be_completed(tmp_path: Path) -> None:
    assert sum(died(tmp_path, kills=len(PHASES), seed=2024).values()) >= len(PHASES)


@pytest.mark.soak
def test_an_ingest_that_is_killed_a_hundred_times_in_all_phases_can_be_completed(tmp_path: Path) -> None:
    found = died(tmp_path, kills=100, seed=7)
    print(found)  # noqa: T201 - how many died when, for whoever runs this with -s
    assert sum(found[phase] for phase in PHASES) == 100
    assert all(found[phase] > 5 for phase in PHASES)


@pytest.mark.soak
def test_the_command_itself_can_be_killed_while_it_reads_pdf_in_processes(tmp_path: Path) -> None:
    files = [File(path, path.name) for path in _documents(tmp_path / "files")]
    moments = random.Random(11)  # noqa: S311 - moments, not secrets
    begun = time.monotonic()
    assert _command(tmp_path / "undisturbed", files).wait() == 0
    lifetime = time.monotonic() - begun
    undisturbed = state_of(place_in(tmp_path / "undisturbed"))
    survivors = 0
    for number in range(20):
        place = place_in(tmp_path / str(number))
        process = _command(tmp_path / str(number), files)
        time.sleep(moments.uniform(0.05, 1.0) * lifetime)
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0:
            survivors += 1
            lifetime *= 0.8  # the machine has become faster
        assert state_of(place) in (None, undisturbed)
        assert not ingest(files, place).failed
        assert state_of(place) == undisturbed
    assert survivors < 10


def test_no_process_outlives_the_ingest_that_was_killed(tmp_path: Path) -> None:
    files = papers(tmp_path / "files", range(1950, 1970), "1")
    program = [sys.executable, "-m", "tests.seed.ingest.killed", str(tmp_path), *(str(file.path) for file in files)]
    process = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    begun = time.monotonic()
    while process.poll() is None and not _readers(process.pid) and time.monotonic() < begun + 20:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while (left := _readers(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def _documents(folder: Path) -> list[Path]:
    """Three documents of lighthouse authorities as PDF."""
    folder.mkdir()
    paths = []
    for year in (2021, 2022, 2023):
        path = folder / f"{year}.pdf"
        path.write_bytes(pdf(document(budget(year), Style(year=year), "青岛市灯塔局")))
        paths.append(path)
    return paths


def _command(folder: Path, files: list[File]) -> "subprocess.Popen[bytes]":
    """The command that ingests files into a store in a folder."""
    place = place_in(folder)
    settings = {
        "BUDGETGRAPH_DATABASE": place.database,
        "BUDGETGRAPH_ARCHIVE": str(place.archive),
        "BUDGETGRAPH_CORRECTIONS": str(place.corrections),
    }
    program = [sys.executable, "-m", "app.start", "ingest", "--jobs", "2", *(str(file.path) for file in files)]
    silent = subprocess.DEVNULL
    return subprocess.Popen(program, cwd=ROOT, env={**os.environ, **settings}, stdout=silent, stderr=silent)


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
