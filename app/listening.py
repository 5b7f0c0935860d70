"""Where the service listens: the sockets of its address, or what keeps it from having them, in words."""

import errno
import socket
from contextlib import ExitStack
from typing import Any, NamedTuple

from graph.errors import ListenError

_ANOTHER_PORT = "stop it, or choose another port with --port or BUDGETGRAPH_PORT (0 for any that is free)"
_ANOTHER_HOST = "name an address of this machine with --host or BUDGETGRAPH_HOST: 127.0.0.1, or 0.0.0.0 for all"
_REASONS = {
    errno.EADDRINUSE: ("another program listens there", _ANOTHER_PORT),
    errno.EADDRNOTAVAIL: ("this machine has no such address", _ANOTHER_HOST),
    errno.EACCES: ("this user may not", "choose a port above 1023 with --port or BUDGETGRAPH_PORT"),
}


class _Place(NamedTuple):
    """One of the addresses that a name stands for."""

    family: int
    address: tuple[Any, ...]


def listening_sockets(host: str, port: int) -> list[socket.socket]:
    """Sockets bound to every address of the host, all on one port; ListenError where there is none.

    They do not listen yet: whoever serves them does that. Of several addresses (`localhost` has two) some may be
    missing on this machine.
    """
    refused: OSError | None = None
    with ExitStack() as opened:
        bound: list[socket.socket] = []
        for place in _places(host, port):
            try:
                made = opened.enter_context(socket.socket(place.family, socket.SOCK_STREAM))
                _bind(made, place, port)
            except OSError as error:
                if error.errno not in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                    raise _explained(host, port, error) from None
                refused = error
            else:
                bound.append(made)
                port = made.getsockname()[1]
        if not bound:
            raise _explained(host, port, refused or OSError(errno.EADDRNOTAVAIL, ""))
        opened.pop_all()
        return bound


def _places(host: str, port: int) -> list[_Place]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise ListenError(host, port, "there is no host of this name", _ANOTHER_HOST) from None
    return list(dict.fromkeys(_Place(int(family), address) for family, _, _, _, address in found))


def _bind(made: socket.socket, place: _Place, port: int) -> None:
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if place.family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    made.bind((place.address[0], port, *place.address[2:]))
    made.setblocking(False)  # noqa: FBT003 - the library's own


def _explained(host: str, port: int, error: OSError) -> ListenError:
    found, remedy = _REASONS.get(error.errno or 0, (error.strerror or "the system refuses it", _ANOTHER_HOST))
    return ListenError(host, port, found, remedy)
