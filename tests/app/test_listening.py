"""The address of the service is had, or what keeps it is said with what to do."""

import socket

import pytest

from app.listening import listening_sockets
from graph.errors import ListenError


def test_any_free_port_becomes_a_number_that_all_addresses_of_the_host_share() -> None:
    sockets = listening_sockets("localhost", 0)
    ports = {each.getsockname()[1] for each in sockets}
    for each in sockets:
        each.close()
    assert len(ports) == 1
    assert ports != {0}


def test_a_port_that_is_taken_is_told_with_how_to_choose_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ListenError) as refusal:
            listening_sockets("127.0.0.1", port)
    assert f"port {port}: another program listens there" in refusal.value.message
    assert "--port or BUDGETGRAPH_PORT" in refusal.value.message


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("192.0.2.1", "this machine has no such address"),
        ("budgetgraph.invalid", "there is no host of this name"),
        ("a..b", "there is no host of this name"),
        ("", "there is no host of this name"),
    ],
)
def test_a_host_that_is_not_this_machine_is_told_with_how_to_name_it(host: str, found: str) -> None:
    with pytest.raises(ListenError) as refusal:
        listening_sockets(host, 0)
    assert found in refusal.value.message
    assert "--host or BUDGETGRAPH_HOST" in refusal.value.message
