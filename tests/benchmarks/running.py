"""Servers in processes of their own, each pinned to one core; started, asked until they answer, and stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.benchmarks.questions import QUESTIONS

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"
_PATIENCE = 60
_OK = 200


@dataclass(frozen=True)
class Server:
    """A server that can be started: what it is called, what it is, and how it is run; `{port}` is its port."""

    name: str
    words: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, bytes] = field(default_factory=lambda: {each.name: each.body for each in QUESTIONS})
    cwd: Path = ROOT


def own(name: str, words: str) -> Server:
    """A server of `tests.benchmarks.serve`."""
    env = {"BENCH_DATA": str(CACHE / "city.json")}
    return Server(name, words, (sys.executable, "-m", "tests.benchmarks.serve", name, "{port}"), env)


class Running:
    """A server that runs."""

    def __init__(self, server: Server, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.server = server
        self.port = port
        self.process = process

    def ask(self, body: bytes, timeout: float = _PATIENCE) -> bytes:
        """The body of an answer; RuntimeError where it is not 200."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        if response.status != _OK or b'"errors"' in answer[:12]:
            raise RuntimeError(f"{self.server.name}: {response.status} {answer[:300]!r}")
        return answer

    def seconds_of_processor(self) -> float:
        """The time that the process has had a core, with its children."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return sum(map(_ticks, pids)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(server: Server, core: int | None) -> Iterator[Running]:
    """The server, once it answers; RuntimeError with what it said where it does not."""
    port = free_port()
    command = [part.format(port=port) for part in server.command]
    pinned = ["taskset", "-c", str(core), *command] if core is not None else command
    log = CACHE / f"{server.name}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            pinned, cwd=server.cwd, env={**os.environ, **server.env}, stdout=said, stderr=said, start_new_session=True
        )
    try:
        started = Running(server, port, process)
        _wait(started, log)
        yield started
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait(started: Running, log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if started.process.poll() is not None:
            break
        try:
            started.ask(started.server.bodies["trivial"], timeout=5)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{started.server.name} does not answer: {log.read_text('utf-8', 'replace')[-1_000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
