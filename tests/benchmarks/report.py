"""The measurements as the page docs/performance.md."""

import os
import platform
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version

from tests.benchmarks import load
from tests.benchmarks.questions import QUESTIONS
from tests.benchmarks.results import Results, Setting
from tests.benchmarks.running import CACHE, ROOT

PAGE = ROOT / "docs" / "performance.md"
_LIBRARIES = ("graphql-core", "strawberry-graphql", "orjson", "starlette", "uvicorn", "uvloop", "httptools")
_PEERS = ("mercurius", "ariadne", "postgraphile", "datasette")


def written(
    results: Results, setting: Setting, firsts: Mapping[str, float] | None = None, start: float | None = None
) -> str:
    """The page, in Markdown."""
    parts = [
        _HEAD,
        *_method(results, setting),
        *_rates(results),
        *_ratios(results),
        *_processor(results),
        *_latencies(results),
        *_first(firsts, start),
        *_lost(results),
    ]
    return "\n".join(parts) + "\n"


_HEAD = """# Performance

Written by `make bench PEERS=1 ARGS=--write` from one run; every figure is a median over the rounds of that run. What
varies between runs and machines is the figures; the ratios vary less."""


def _method(results: Results, setting: Setting) -> Iterator[str]:
    pinned = "all servers pinned to one core, the load to another" if setting.cores[0] is not None else "nothing pinned"
    yield "\n## Method\n"
    yield (
        f"All servers run at once, {pinned}. {setting.rounds} rounds; in each, every question is asked of every "
        f"server in turn for {setting.seconds} seconds over {load.CONNECTIONS} connections "
        f"by {load.generator()}, on loopback. "
        "Before that, each server has answered every question, and those with our schema have been found to answer the "
        "same. The data is an invented city (`tests/benchmarks/city.py`): 100 projects, 1,000 indicators, 1,000 scored "
        "rows, 2,400 budget lines.\n"
    )
    yield "| question | what is asked | bytes |"
    yield "|---|---|---:|"
    for question in QUESTIONS:
        yield f"| {question.name} | {question.words} | {results.sizes[question.name].get('lane', 0):,} |"
    yield "\n| server | what it is |"
    yield "|---|---|"
    for name, what in results.words.items():
        yield f"| {name} | {what} |"
    yield (
        "\n`datasette` and `postgraphile` make their schema from tables: their walk in depth follows foreign keys and "
        "has no interface, and their search finds projects only. `bare`, `mercurius` and `ariadne` search by substring "
        "and add up leaves as they are; our search also finds what is alike, and our sums prove that nothing counts "
        "twice. Those of ours that cost much (sums, searches, paths) are remembered as long as the release is served; "
        "`handwritten` calls the same functions each time. The Python servers written for this comparison spare the "
        "garbage collector as the service does."
    )
    yield f"\n## Machine\n\n{_machine()}\n"
    if results.skipped:
        yield "Not measured: " + "; ".join(results.skipped) + ".\n"


def _rates(results: Results) -> Iterator[str]:
    yield "\n## Requests per second\n"
    yield from _table(results, lambda q, s: _number(results.median(q, s)))


def _ratios(results: Results) -> Iterator[str]:
    yield "\n## Ratios\n\nOur short lane without kept replies (`lane`), and the service as it is served (`cached`).\n"
    yield "| ratio | " + " | ".join(q.name for q in QUESTIONS) + " |"
    yield "|---|" + "---:|" * len(QUESTIONS)
    pairs = [("lane", "handwritten"), ("lane-fresh", "handwritten"), ("lane", "stock"), ("lane", "bare")]
    pairs += [("lane", peer) for peer in _PEERS if peer in results.words]
    pairs += [("cached", "static")] + [("cached", peer) for peer in _PEERS[:1] if peer in results.words]
    for one, other in pairs:
        cells = (_ratio(results, question.name, one, other) for question in QUESTIONS)
        yield f"| {one} / {other} | " + " | ".join(cells) + " |"


def _processor(results: Results) -> Iterator[str]:
    yield "\n## Processor time\n\nMicroseconds of a core for one request; those of a database are not counted.\n"

    def cell(question: str, server: str) -> str:
        measured = results.processor[question].get(server)
        return _number(statistics.median(measured) * 1e6) if measured else ""

    yield from _table(results, cell)


def _latencies(results: Results) -> Iterator[str]:
    yield f"\n## Latency\n\nMilliseconds, the mean over {load.CONNECTIONS} connections that never pause.\n"

    def cell(question: str, server: str) -> str:
        measured = results.latencies[question].get(server)
        return f"{statistics.median(measured):,.2f}" if measured else ""

    yield from _table(results, cell)


def _first(firsts: Mapping[str, float] | None, start: float | None) -> Iterator[str]:
    if firsts is not None:
        yield "\n## First requests\n\nAn operation of 50 fields that the server has not seen before, one at a time.\n"
        yield "| server | first time, ms | second time, ms |"
        yield "|---|---:|---:|"
        for name in ("lane", "stock"):
            yield f"| {name} | {firsts[f'{name}, first']:.2f} | {firsts[f'{name}, again']:.2f} |"
    if start is not None:
        told = "From the command `budgetgraph serve` to its first answer, with the published dataset"
        yield f"\n## Start\n\n{told}: {start:.2f} s."


def _lost(results: Results) -> Iterator[str]:
    yield "\n## Where we lose\n"
    lost = [
        f"- {question.name}: {peer} answers {other / ours:.2f} times as many requests as `lane`"
        + _and_cached(results, question.name, other)
        for question in QUESTIONS
        for peer in _PEERS
        if (ours := results.median(question.name, "lane")) and (other := results.median(question.name, peer))
        if other > ours
    ]
    yield "\n".join(lost) if lost else "In this run no peer answered any of the questions faster than `lane`."


def _and_cached(results: Results, question: str, other: float) -> str:
    kept = results.median(question, "cached")
    return f", and {other / kept:.2f} times as many as `cached`." if kept else "."


def _table(results: Results, cell: Callable[[str, str], str]) -> Iterator[str]:
    yield "| server | " + " | ".join(question.name for question in QUESTIONS) + " |"
    yield "|---|" + "---:|" * len(QUESTIONS)
    for name in results.words:
        yield f"| {name} | " + " | ".join(cell(question.name, name) for question in QUESTIONS) + " |"


def _ratio(results: Results, question: str, one: str, other: str) -> str:
    ours, theirs = results.median(question, one), results.median(question, other)
    return f"{ours / theirs:.2f}" if ours and theirs else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    node = CACHE / "npm" / "node_modules" / "node" / "bin" / "node"
    more = f" Node.js {_said(str(node), '--version').lstrip('v')}." if node.exists() else ""
    postgres = _said("psql", "--version").partition(") ")[2].partition(" ")[0] if shutil.which("psql") else ""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()}. "
        f"Python {platform.python_version()}; {libraries}.{more}" + (f" PostgreSQL {postgres}." if postgres else "")
    )


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
