"""From the command to the first answer: `budgetgraph serve` over a store with the published dataset."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep

from tests.benchmarks.running import ROOT, free_port

_TIMES = 5
_PATIENCE = 30
_CLI = (sys.executable, "-c", "from app.start import main; main()")


def measure() -> float:
    """The median of seconds until the first answer."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "BUDGETGRAPH_DATABASE": f"sqlite:///{folder}/store.db", "BUDGETGRAPH_LOG_LEVEL": "error"}
        subprocess.run([*_CLI, "seed"], cwd=ROOT, env=env, check=True, capture_output=True)
        return statistics.median(_once(env, Path(folder)) for _ in range(_TIMES))


def _once(env: dict[str, str], folder: Path) -> float:
    port = free_port()
    began = perf_counter()
    with (folder / "log").open("wb") as said:
        process = subprocess.Popen([*_CLI, "serve", "--port", str(port)], cwd=ROOT, env=env, stdout=said, stderr=said)
    try:
        while perf_counter() - began < _PATIENCE:
            try:
                connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
                connection.request(
                    "POST", "/graphql", b'{"query":"{departments{totalCount}}"}', {"Content-Type": "application/json"}
                )
                if connection.getresponse().read().startswith(b'{"data"'):
                    return perf_counter() - began
            except OSError:
                sleep(0.005)
        raise RuntimeError((folder / "log").read_text()[-500:])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE)
