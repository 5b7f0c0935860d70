"""A real server: it says where it listens, and being stopped loses no request."""

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.app.conftest import ServedCity

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")

ENOUGH = 30


def asked(server: ServedCity, field: str) -> httpx.Response:
    return httpx.post(f"{server.address}/graphql", json={"query": f"{{ {field} }}"}, timeout=ENOUGH)


def test_a_server_tells_its_address_once_it_listens(served_city: Callable[..., ServedCity]) -> None:
    server = served_city()
    assert server.address.startswith("http://127.0.0.1:")
    assert asked(server, "release").json() == {"data": {"release": "1"}}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_in_flight_is_answered_before_the_server_stops(
    served_city: Callable[..., ServedCity], number: signal.Signals
) -> None:
    server = served_city()
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(asked, server, "gated")
        assert server.said() == "asked"
        os.kill(server.process.pid, number)
        server.logged("Waiting for connections to close")
        with pytest.raises(httpx.ConnectError):
            asked(server, "release")
        server.let_go_on()
        assert slow.result(ENOUGH).json() == {"data": {"gated": "answered"}}
    assert server.process.wait(ENOUGH) == 0
    assert '"stopped"' in server.logged("stopped")


def test_a_request_that_takes_longer_than_the_time_of_grace_is_given_up(
    served_city: Callable[..., ServedCity],
) -> None:
    server = served_city(BUDGETGRAPH_GRACE_SECONDS="0")
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(asked, server, "forever")
        assert server.said() == "asked"
        server.process.terminate()
        assert server.process.wait(ENOUGH) == 0
        with pytest.raises(httpx.HTTPError):
            slow.result(ENOUGH).raise_for_status()


def test_a_broken_request_line_does_not_stop_the_server(served_city: Callable[..., ServedCity]) -> None:
    server = served_city()
    for path in ("/graphql?query=%00", "/graphql?%FF", "/%FF", "/graphql?query=" + "x" * 20_000):
        assert httpx.get(server.address + path).status_code in (200, 400, 404)
    assert asked(server, "release").status_code == 200
