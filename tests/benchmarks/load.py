"""The load: 16 connections that ask one question again and again for a while, from a core of their own.

wrk where it is installed (Debian: `apt-get install wrk`), else a small generator of our own, which is slower than
the fastest servers and therefore named in the report.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

CONNECTIONS = 16
_SLOWEST = 8
"""Seconds that a server is given which answers nothing in less."""

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_LATENCY = re.compile(r"Latency\s+([\d.]+)(us|ms|s)\b")
_FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}
_SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
local file = io.open(os.getenv("BENCH_BODY"), "rb")
wrk.body = file:read("*a")
file:close()
"""


class Measured(NamedTuple):
    """Requests per second, and the mean latency in milliseconds."""

    rate: float
    latency: float


def generator() -> str:
    """The name of the generator that is used."""
    return "wrk" if shutil.which("wrk") else "our own generator (wrk is not installed)"


def measure(port: int, body: bytes, seconds: int, core: int | None) -> Measured:
    """What the server on the port makes of the question; RuntimeError where an answer is not 200."""
    with tempfile.TemporaryDirectory() as folder:
        asked, script = Path(folder, "body"), Path(folder, "post.lua")
        asked.write_bytes(body)
        script.write_text(_SCRIPT)
        url = f"http://127.0.0.1:{port}/graphql"
        if shutil.which("wrk"):
            command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), url]
        else:
            command = [sys.executable, "-m", "tests.benchmarks.load", str(port), str(asked), f"{seconds}"]
        pinned = ["taskset", "-c", str(core), *command] if core is not None else command
        env = {**os.environ, "BENCH_BODY": str(asked)}
        told = subprocess.run(pinned, env=env, capture_output=True, text=True, check=True).stdout
    if failed := _FAILED.search(told):
        raise RuntimeError(failed[0])
    rate, latency = _RATE.search(told), _LATENCY.search(told)
    if rate is None or latency is None:
        raise RuntimeError(told)
    if float(rate[1]) == 0 and seconds < _SLOWEST:  # not one answer in that time
        return measure(port, body, _SLOWEST, core)
    return Measured(float(rate[1]), float(latency[1]) * _MILLISECONDS[latency[2]])


async def _ask(port: int, request: bytes, until: float, took: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (began := perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        took.append(perf_counter() - began)
    writer.close()


async def _generate(port: int, body: bytes, seconds: int) -> None:
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    took: list[float] = []
    until = perf_counter() + seconds
    async with asyncio.TaskGroup() as asking:
        for _ in range(CONNECTIONS):
            asking.create_task(_ask(port, head.encode() + body, until, took))
    print(f"Latency {sum(took) / len(took) * 1000:.3f}ms\nRequests/sec: {len(took) / seconds:.2f}")


if __name__ == "__main__":
    asyncio.run(_generate(int(sys.argv[1]), Path(sys.argv[2]).read_bytes(), int(sys.argv[3])))
