"""Several processes that serve one socket: made by forking, so that what is loaded is loaded once and shared.

The first process loads, listens and forks; then it only looks after the others: one that ends is replaced, a signal
to stop is passed on, and it ends when all have ended. Memory that nobody writes to is held once by all of them.
Should it be killed, the others notice by a pipe that nobody holds open any more, and stop.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from types import FrameType

import structlog

log = structlog.get_logger(__name__)

_STOPPED_BY = (signal.SIGTERM, signal.SIGINT)
_TOO_SOON = 1.0
"""Seconds; a worker that ends sooner would be replaced without end, so its place is taken only after a while."""


class Workers:
    """`number` processes that do the same `work`, until told to stop.

    Each is given the end of a pipe that can be read when the first process is no more.
    """

    def __init__(self, number: int, work: Callable[[int], None]) -> None:
        self._number = number
        self._work = work
        self._orphaned, self._alive = os.pipe()
        self._begun: dict[int, float] = {}
        self._stopping = False

    def run(self) -> None:
        """Start them, replace those that end, and return when all have been stopped."""
        for number in _STOPPED_BY:
            signal.signal(number, self._stop)
        for _ in range(self._number):
            self._start()
        while self._begun:
            pid, status = os.wait()
            begun = self._begun.pop(pid, None)
            if begun is not None and not self._stopping:
                log.error("worker_ended", pid=pid, status=os.waitstatus_to_exitcode(status))
                time.sleep(max(0.0, begun + _TOO_SOON - time.monotonic()))
                if not self._stopping:
                    self._start()

    def _start(self) -> None:
        # A signal that came between the fork and its being noted would reach no new worker.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPED_BY)
        pid = os.fork()
        if pid == 0:
            os.close(self._alive)
            _become(lambda: self._work(self._orphaned))
        self._begun[pid] = time.monotonic()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPED_BY)

    def _stop(self, number: int, _: FrameType | None) -> None:
        self._stopping = True
        for pid in self._begun:
            os.kill(pid, number)


def _become(work: Callable[[], None]) -> None:
    """Do the work as a process of its own, and end without what the first process would still do."""
    status = 1
    try:
        for number in _STOPPED_BY:
            signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPED_BY)
        work()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - it is said here, for there is nobody to raise it to
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
