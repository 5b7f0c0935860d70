"""Several processes behind one address: they share what was loaded, are replaced, and stop together."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from app import serving
from app.listening import listening_sockets
from app.settings import Settings
from tests.app.conftest import ServedCity

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")

ENOUGH = 30


def asked(server: ServedCity, field: str) -> httpx.Response:
    return httpx.post(f"{server.address}/graphql", json={"query": f"{{ {field} }}"}, timeout=ENOUGH)


def workers_of(server: ServedCity) -> set[int]:
    pid = server.process.pid
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


async def _nothing(*_: object) -> None:
    """An application that answers nothing."""


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + ENOUGH
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_several_workers_answer_at_one_address_and_stop_together(served_city: Callable[..., ServedCity]) -> None:
    server = served_city(BUDGETGRAPH_WORKERS="2")
    until(lambda: len(workers_of(server)) == 2)
    with ThreadPoolExecutor() as threads:
        answers = [threads.submit(asked, server, "release") for _ in range(20)]
        assert {answer.result(ENOUGH).text for answer in answers} == {'{"data":{"release":"1"}}'}
    server.process.terminate()
    assert server.process.wait(ENOUGH) == 0


def test_a_worker_that_dies_is_replaced(served_city: Callable[..., ServedCity]) -> None:
    server = served_city(BUDGETGRAPH_WORKERS="2")
    until(lambda: len(workers_of(server)) == 2)
    assert asked(server, "release").status_code == 200
    first, second = workers_of(server)
    os.kill(first, signal.SIGKILL)
    assert '"status":-9' in server.logged("worker_ended")
    until(lambda: len(workers_of(server)) == 2)
    assert second in workers_of(server)
    assert first not in workers_of(server)
    assert asked(server, "release").status_code == 200


def test_a_request_in_flight_is_answered_before_the_workers_stop(served_city: Callable[..., ServedCity]) -> None:
    server = served_city(BUDGETGRAPH_WORKERS="2")
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(asked, server, "gated")
        assert server.said() == "asked"
        server.process.send_signal(signal.SIGTERM)
        server.logged("Waiting for connections to close")
        server.let_go_on()
        assert slow.result(ENOUGH).json() == {"data": {"gated": "answered"}}
    assert server.process.wait(ENOUGH) == 0


def test_an_address_that_is_told_takes_connections_before_any_worker_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def announce(address: str) -> None:
        socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=ENOUGH).close()
        heard.append(address)

    listening = listening_sockets("127.0.0.1", 0)
    monkeypatch.setattr(serving, "listening_sockets", lambda *_: listening)
    monkeypatch.setattr(serving, "_spare_the_collector", lambda: None)  # of the tests, it is spared enough
    monkeypatch.setattr(serving, "Workers", lambda *_: SimpleNamespace(run=lambda: heard.append("workers run")))
    serving.serve(_nothing, Settings(_env_file=None, port=0, workers=2), announce)
    for each in listening:
        each.close()
    assert heard[1:] == ["workers run"]


def test_workers_whose_first_process_is_killed_stop_by_themselves(served_city: Callable[..., ServedCity]) -> None:
    server = served_city(BUDGETGRAPH_WORKERS="2")
    assert asked(server, "release").status_code == 200
    until(lambda: len(workers_of(server)) == 2)
    workers = workers_of(server)
    server.process.kill()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
