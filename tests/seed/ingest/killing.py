"""Kills ingests at random moments of every phase: `python -m tests.seed.ingest.killing FOLDER KILLS SEED`.

A process of its own, because it forks: what an ingest needs is loaded once, so that a kill costs a fraction of a
second. An ingest says which phase it begins; it is killed at a random moment of the phase whose turn it is. Then the
store must open and be as it was before, or as an undisturbed ingest leaves it; a second run must make it so.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest

from graph.archive import Archive
from graph.history import digests_of, name_of
from graph.store import Store
from seed.ingest.ingesting import Place, Wish, ingest
from seed.ingest.readers import Outcome
from seed.ingest.reading import File
from seed.ingest.report import IngestReport
from tests.invented.papers import cell, paper, parse_paper, project, statement
from tests.invented.quick import make_quick

PHASES = ("reading", "assembling", "comparing", "archiving", "saving", "clearing")
"""Of an ingest, in their order; the release is there when `saving` has ended."""

BEFORE, GIVEN = range(2010, 2013), range(2012, 2018)
"""The years of the papers that a store holds, and of those that it is given: one is another edition."""

CELLS = 60


class State(NamedTuple):
    """A release, and the hash of each document's bytes and of its rows."""

    release: str
    received: dict[str, str]
    rows: dict[str, str]


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill ingests until so many have died at work; print how many in each phase.

    AssertionError where one leaves what is not whole.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    make_quick(pytest.MonkeyPatch())
    held, given = papers(folder / "held", BEFORE, "1"), papers(folder / "given", GIVEN, "2")
    assert not ingested(folder / "before", held).failed
    before = state_of(place_in(folder / "before"))
    lasts, after = _undisturbed(folder, given)
    died: Counter[str] = Counter()
    for phase in cycle(PHASES):
        place = place_in(_copy(folder, "killed"))
        found = _killed(place, given, phase, chance.uniform(0, lasts[phase]))
        died[found] += 1
        lasts[phase] *= 1.1 if found == phase else 0.8  # the machine is not as fast at every time
        assert state_of(place) in (before, after), "all files of an ingest, or none"
        assert not ingested(folder / "killed", given).failed
        assert state_of(place) == after, "a second run completes it"
        if died.total() - died["done"] >= kills:
            break
    print(json.dumps(died))  # noqa: T201 - the answer to whoever started this


def place_in(folder: Path) -> Place:
    """A store in a folder."""
    return Place(f"sqlite:///{folder}/store.db", folder / "archive", folder / "corrections.csv")


def papers(folder: Path, years: range, part: str) -> list[File]:
    """A paper for each year; `part` of each amount tells one edition from another."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for year in years:
        key = f"accounts-{year}"
        lines = [cell(key, row, "201", "一般公共服务支出", f"{row}.{part}{year % 10}") for row in range(1, CELLS + 1)]
        path = folder / f"{key}.json"
        projects = [project("灯具更新"), project(f"航标维护{year}")]
        path.write_bytes(paper(key, year=year, statements=[statement(key)], budget_lines=lines, projects=projects))
        files.append(File(path, path.name))
    return files


def ingested(folder: Path, files: list[File]) -> IngestReport:
    """The report of an ingest by this process."""
    return ingest(files, place_in(folder), Wish(parse=parse_paper))


def state_of(place: Place) -> State | None:
    """The current state of a store, each part of which is whole; None where nothing has been saved."""
    with Store(place.database) as store, closing(sqlite3.connect(place.database.removeprefix("sqlite:///"))) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if store.current() is None:
            return None
        dataset, release = store.load()
        assert release.name == name_of(digests_of(dataset))
        received = {each.key: each.sha256 for each in store.documents()}
        rows = {each.key: each.digest for each in store.rows()}
    archive = Archive(place.archive)
    for hashed in received.values():
        assert sha256(archive.bytes_of(hashed)).hexdigest() == hashed
    return State(release.name, received, rows)


def _undisturbed(folder: Path, files: list[File]) -> tuple[dict[str, float], State | None]:
    """How many seconds each phase lasts where nobody is killed, and what is there then."""
    place = place_in(_copy(folder, "undisturbed"))
    child, marks = _begun(place, files)
    moments = [(phase, time.monotonic()) for phase in marks]
    assert os.waitpid(child, 0)[1] == 0
    assert [phase for phase, _ in moments] == [*PHASES, "done"]
    return {phase: ended - begun for (phase, begun), (_, ended) in pairwise(moments)}, state_of(place)


def _copy(folder: Path, name: str) -> Path:
    shutil.rmtree(folder / name, ignore_errors=True)
    return shutil.copytree(folder / "before", folder / name)


def _killed(place: Place, files: list[File], phase: str, moment: float) -> str:
    """Kill an ingest so many seconds after a phase of it began; the phase in which that found it."""
    child, marks = _begun(place, files)
    while next(marks) != phase:
        pass
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return [phase, *marks][-1]


def _begun(place: Place, files: list[File]) -> tuple[int, Iterator[str]]:
    """A process that ingests files, and the phases that it begins as they begin."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _ingest(place, files, lambda phase: os.write(theirs, f"{phase}\n".encode()))
    os.close(theirs)
    return child, _lines(ours)


def _lines(pipe: int) -> Iterator[str]:
    with os.fdopen(pipe) as marks:
        for mark in marks:
            yield mark.strip()


def _ingest(place: Place, files: list[File], tell: Callable[[str], object]) -> NoReturn:
    """Ingest files, and tell of each phase as it begins."""
    status = 1
    try:
        tell("reading")
        _tell_before(Archive, "adopt", "archiving", tell)
        _tell_before(Store, "save", "saving", tell)
        _tell_before(Archive, "forget", "clearing", tell)
        report = ingest(files, place, Wish(parse=parse_paper), _Watcher(tell))
        tell("done")
        status = len(report.failed)
    finally:
        os._exit(status)


class _Watcher:
    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell

    def read(self, file: File, outcome: Outcome) -> None:
        """Say nothing: reading is one phase."""

    def stage(self, name: str) -> None:
        self._tell({"saving": "comparing"}.get(name, name))


def _tell_before(cls: type, method: str, phase: str, tell: Callable[[str], object]) -> None:
    """Tell of a phase when a method is called for the first time."""
    original = getattr(cls, method)
    told: list[str] = []

    def telling(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the method has it
        if not told:
            told.append(phase)
            tell(phase)
        return original(*given, **named)

    setattr(cls, method, telling)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
