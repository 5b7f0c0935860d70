"""Processes that read files side by side, one file each at a time.

Documents come from anywhere, and the libraries that open them are written in C: a file may end the process that reads
it, never come to an end, or ask for more memory than there is. Then that process is replaced and that file has failed;
the others go on. This is why the processes are held here one by one and not in a pool of the standard library, which
is broken as a whole when one of them dies.

No more files are in flight than there are processes, and what comes back is small (the rows wait beside the archive),
so memory does not grow with the number of files.
"""

import os
import time
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING, TypeAlias

from graph.archive import Archive
from graph.errors import BudgetgraphError
from seed.ingest.reading import File, Parse, Reading, Unchanged, read_file

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

SECONDS_A_FILE = 300.0
MEMORY_A_PROCESS = 2 * 2**30
FILES_A_PROCESS = 200
"""After so many files a process is replaced: what libraries never give back is given back then."""

_STOPPED = "READER_STOPPED"


@dataclass(frozen=True, slots=True)
class Desk:
    """What every process is given: how to parse, where the archive is, which hashes are known, how long it may take."""

    parse: Parse
    archive: Path
    known: frozenset[str] = frozenset()
    seconds: float = SECONDS_A_FILE


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not read: code and message for people; `detail` is a traceback where it is a defect of ours."""

    code: str
    message: str
    detail: str = ""


Outcome: TypeAlias = Reading | Unchanged | Failure


def processes_for(count: int) -> int:
    """How many processes to use for so many files: one a core, but not more than files."""
    return max(1, min(count, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))


def read_all(files: Iterable[File], desk: Desk, processes: int) -> Generator[tuple[int, Outcome], None, None]:
    """The outcome of each file by its number from 0, in the order in which they are done.

    Files are taken as processes become free.
    """
    todo = enumerate(files)
    idle = deque(_Reader(desk) for _ in range(processes))
    busy: list[_Reader] = []
    try:
        while True:
            while idle and (numbered := next(todo, None)) is not None:
                reader = idle.popleft()
                reader.start(*numbered)
                busy.append(reader)
            if not busy:
                return
            for reader in _done(busy):
                busy.remove(reader)
                yield reader.outcome()
                idle.append(reader)
    finally:
        for reader in (*idle, *busy):
            reader.end()


def _done(busy: list["_Reader"]) -> list["_Reader"]:
    """The readers that have an outcome, or will have none; waits for at least one."""
    while True:
        nearest = min(reader.deadline for reader in busy)
        ready = wait([reader.connection for reader in busy], max(0.0, nearest - time.monotonic()))
        done = [reader for reader in busy if reader.connection in ready or reader.deadline <= time.monotonic()]
        if done:
            return done


class _Reader:
    """A process that reads files, one at a time; it is started when it is first needed and again when it is gone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._task: tuple[int, File] | None = None
        self._files_left = 0
        self.deadline = 0.0

    @property
    def connection(self) -> Connection:
        """Where the outcome will arrive."""
        assert self._connection is not None  # noqa: S101 - start comes first
        return self._connection

    def start(self, number: int, file: File) -> None:
        """Begin to read a file."""
        if self._files_left == 0:
            self.end()
            self._begin()
        self._task = (number, file)
        self._files_left -= 1
        self.deadline = time.monotonic() + self._desk.seconds
        with suppress(BrokenPipeError):  # it is gone; `outcome` says so
            self.connection.send(file)

    def outcome(self) -> tuple[int, Outcome]:
        """The outcome of the file; a process that gave none is ended."""
        assert self._task is not None  # noqa: S101 - start comes first
        number, file = self._task
        outcome: Outcome | None = None
        if self.connection.poll():
            with suppress(EOFError, ConnectionError):
                outcome = self.connection.recv()
        if outcome is None:
            outcome = self._stopped(file)
            self.end()
        return number, outcome

    def end(self) -> None:
        """Let the process go, whatever it does."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._connection = None
        self._files_left = 0

    def _begin(self) -> None:
        # Spawned, not forked: a server's threads and connections must not be copied into it.
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._desk), daemon=True, name="reader")
        self._process.start()
        theirs.close()
        self._files_left = FILES_A_PROCESS

    def _stopped(self, file: File) -> Failure:
        if self.deadline <= time.monotonic():
            found = f"reading it took longer than {self._desk.seconds:g} seconds"
        else:
            found = "the process that read it was ended by it"
        return Failure(_STOPPED, f"{file.name}: {found}; report it with the file, and ingest the others without it")


def _serve(connection: Connection, desk: Desk) -> None:
    """Read the files that are sent, until the other end is closed."""
    _limit_memory()
    archive = Archive(desk.archive)
    while True:
        try:
            file: File = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        outcome = _outcome(file, desk, archive)
        with suppress(BrokenPipeError, KeyboardInterrupt):
            connection.send(outcome)


def _outcome(file: File, desk: Desk, archive: Archive) -> Outcome:
    try:
        return read_file(file, desk.parse, archive, desk.known)
    except BudgetgraphError as error:
        return Failure(error.code, error.message)
    except MemoryError:
        found = f"reading it took more than {MEMORY_A_PROCESS // 2**20} MiB of memory"
        return Failure(_STOPPED, f"{file.name}: {found}; split the file")
    except OSError as error:
        return Failure("UNREADABLE_SOURCE", f"{file.name}: it cannot be opened: {error.strerror}; see who may read it")
    except Exception as error:  # noqa: BLE001 - whatever a parser missed must not end the others
        words = f"{file.name}: a defect of ours ({type(error).__name__}); report it with the file"
        return Failure("INTERNAL_SERVER_ERROR", words, "".join(format_exception(error)))


def _limit_memory() -> None:
    """Refuse a process more memory than a document can need, where the system can do so."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Unix only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_A_PROCESS, MEMORY_A_PROCESS))
