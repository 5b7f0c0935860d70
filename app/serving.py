"""Running the service: uvicorn, with our logs, the addresses printed, and an end that loses no request.

On SIGTERM (or Ctrl-C) the server stops listening, lets the requests in flight finish for as long as the settings
grant, shuts the application down and ends with status 0: being stopped is not a failure.
"""

import gc
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
from app.protocol import LaneProtocol
from app.settings import Settings

_STOPPED = 0
_THRESHOLDS = (10_000, 20, 50)
"""How many objects are made before the collector looks at the young, and how often it looks at the older ones."""


class AnnouncingServer(uvicorn.Server):
    """Uvicorn's server; tells its address once it listens, which is when a port of 0 becomes a number."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[str], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then tell."""
        await super().startup(sockets)
        _spare_the_collector()
        for server in self.servers:
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                self._announce(_address(host, port))
                return


def serve(app: ASGIApp, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until told to stop; `announce` is given the base address, such as `http://127.0.0.1:8000`."""
    config = uvicorn.Config(
        app,
        http=_protocol(app),
        host=settings.host,
        port=settings.port,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=settings.grace_seconds,
    )
    # Uvicorn finishes what is in flight and then raises the signal again, for whoever handled it before.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    AnnouncingServer(config, announce).run()


def _spare_the_collector() -> None:
    """Let the garbage collector forget what is loaded: it stays, and has no cycles.

    Without it, pages of a thousand lines take twice as long, most of it to look through the release again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def _protocol(app: ASGIApp) -> Any:  # noqa: ANN401 - a class, or what makes a connection's protocol like one
    """Uvicorn's protocol, with the short lane before it where the application has one."""
    return partial(LaneProtocol, app.lane) if isinstance(app, Service) else "auto"


def _end(_: int, __: FrameType | None) -> None:
    sys.exit(_STOPPED)


def _address(host: str, port: int) -> str:
    """The address that a person on this machine can open."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - read, not bound
    return f"http://{reachable}:{port}"
