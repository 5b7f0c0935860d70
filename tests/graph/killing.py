"""Kills writers of a store at random moments and looks at what they leave: `python -m tests.graph.killing`.

A process of its own, because it forks: a test runner may have threads, which do not survive that.
"""

import os
import random
import signal
import sys
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import NoReturn

from sqlalchemy import create_engine, make_url, text

from graph.history import IngestedDocument, digests_of, name_of
from graph.store import Store
from tests.invented import BUILT_AT, CORRECTED, DATASET, FIRST

STATES = (DATASET, CORRECTED)
"""What the writers save by turns."""

LATEST = 0.5
"""Seconds after which a writer has made the store and saved some releases, and is killed at the latest."""


def main(address: str, writers: int, seed: int) -> None:
    """Kill `writers` writers; AssertionError where one leaves anything but whole releases."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    left = []
    for number in range(writers):
        if number % 2 == 0:
            _empty(address)
        _kill_a_writer(address, chance.uniform(0, LATEST))
        left.append(_releases_left(address))
    print(*left)  # noqa: T201 - the answer to whoever started this


def _kill_a_writer(address: str, moment: float) -> None:
    writer = os.fork()
    if writer == 0:
        _write(address)
    ended_by_itself = signal.sigtimedwait({signal.SIGCHLD}, moment)
    assert ended_by_itself is None, "a writer failed"
    os.kill(writer, signal.SIGKILL)
    signal.sigwait({signal.SIGCHLD})
    os.waitpid(writer, 0)


def _write(address: str) -> NoReturn:
    """Open the store, made or not, and save one release after another."""
    try:
        with Store(address) as store:
            last = store.current()
            states = cycle(STATES if last is None or last.number % 2 == 0 else reversed(STATES))
            for dataset in states:
                store.save(dataset, built_at=BUILT_AT, documents=[_received(STATES.index(dataset))])
    finally:
        os._exit(1)


def _received(state: int) -> IngestedDocument:
    """The accounts as they are when the dataset is in a state."""
    sha256 = f"{state}" * 64
    return IngestedDocument(key=FIRST.accounts, sha256=sha256, size=1, original_name="a.pdf", received_at=BUILT_AT)


def _releases_left(address: str) -> int:
    """How many releases there are, all of them whole: odd ones are in the first state, even ones in the second."""
    with Store(address) as store:
        releases = store.releases()
        assert [release.number for release in releases] == [*range(1, len(releases) + 1)]
        for release in releases[-2:]:
            state = (release.number + 1) % 2
            dataset, _ = store.load(release.number)
            assert dataset == STATES[state]
            assert release.name == name_of(digests_of(dataset))
            assert store.documents(release.number) == [_received(state)]
    return len(releases)


def _empty(address: str) -> None:
    """Let the next writer begin with making the store."""
    url = make_url(address)
    if url.database and url.get_backend_name() == "sqlite":
        for end in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{url.database}{end}").unlink()
        return
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
