"""Running the service: uvicorn, with our logs, the addresses printed, and an end that loses no request.

On SIGTERM (or Ctrl-C) the server stops listening, lets the requests in flight finish for as long as the settings
grant, shuts the application down and ends with status 0: being stopped is not a failure.
"""

import asyncio
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from app.asgi import Service
from app.listening import listening_sockets
from app.protocol import LaneProtocol
from app.settings import Settings
from app.workers import Workers

_STOPPED = 0
_THRESHOLDS = (10_000, 20, 50)
"""How many objects are made before the collector looks at the young, and how often it looks at the older ones."""


class AnnouncingServer(uvicorn.Server):
    """Uvicorn's server; tells its address once it listens, which is when a port of 0 becomes a number.

    It stops when `orphaned`, where one is given, can be read.
    """

    def __init__(self, config: uvicorn.Config, announce: Callable[[str], None], orphaned: int | None = None) -> None:
        super().__init__(config)
        self._announce = announce
        self._orphaned = orphaned

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then tell."""
        await super().startup(sockets)
        _spare_the_collector()
        if self._orphaned is not None:
            asyncio.get_running_loop().add_reader(self._orphaned, self._stop)
        for server in self.servers:
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                self._announce(_address(host, port))
                return

    def _stop(self) -> None:
        self.should_exit = True


def serve(app: ASGIApp, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until told to stop; `announce` is given the base address, such as `http://127.0.0.1:8000`.

    ListenError where that address cannot be had. With several workers this process loads and listens, and others that
    are forked from it answer.
    """
    config = uvicorn.Config(
        app,
        http=_protocol(app, settings),
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=settings.grace_seconds,
    )
    workers = settings.workers or os.cpu_count() or 1
    listening = listening_sockets(settings.host, settings.port)
    if workers == 1:
        _run(config, announce, listening)
        return
    _spare_the_collector()  # before forking: what is collected is written to, and what is written to is copied
    for each in listening:
        each.listen(config.backlog)  # whoever opens the address at once waits for the first worker, and is not refused
    announce(_address(*listening[0].getsockname()[:2]))
    Workers(workers, lambda orphaned: _run(config, lambda _: None, listening, orphaned)).run()


def _run(
    config: uvicorn.Config,
    announce: Callable[[str], None],
    sockets: list[socket.socket],
    orphaned: int | None = None,
) -> None:
    # Uvicorn finishes what is in flight and then raises the signal again, for whoever handled it before.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    AnnouncingServer(config, announce, orphaned).run(sockets)


def _spare_the_collector() -> None:
    """Let the garbage collector forget what is loaded: it stays.

    Without it, pages of a thousand lines take twice as long, most of it to look through the release again and again.
    What is rubbish by then stays as well, two megabytes: to look for it would make the first to ask wait for a tenth
    of a second, in every process.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()  # a start does without it


def _protocol(app: ASGIApp, settings: Settings) -> Any:  # noqa: ANN401 - a class, or what makes a connection's protocol like one
    """Uvicorn's protocol, with the short lane before it where the application has one."""
    if not isinstance(app, Service):
        return "auto"
    return partial(LaneProtocol, app.lane, head_bytes=settings.head_bytes, head_seconds=settings.head_seconds)


def _end(_: int, __: FrameType | None) -> None:
    sys.exit(_STOPPED)


def _address(host: str, port: int) -> str:
    """The address that a person on this machine can open."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - read, not bound
    return f"http://{reachable}:{port}"
