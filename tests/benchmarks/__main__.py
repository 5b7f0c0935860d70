"""Measure: `python -m tests.benchmarks [--peers] [--write] [--rounds N] [--seconds S] [--only NAME ...]`.

All servers run at once, pinned to one core, and are asked one after another from another core, in turns, so that
whatever else the machine does meets all of them. What is reported are medians over the rounds and ratios of them.
`--write` puts the result into docs/performance.md.
"""

import argparse
import os
import sys
from contextlib import ExitStack

import orjson

from tests.benchmarks import cold, load, report, start
from tests.benchmarks.peers import install
from tests.benchmarks.questions import QUESTIONS
from tests.benchmarks.results import Results, Setting
from tests.benchmarks.running import Running, Server, own, running

OWN = (
    own("lane", "the service, no reply kept: bytes of entities reused"),
    own("lane-fresh", "the service, nothing kept or remembered: every value made for every request"),
    own("whole", "the service by the whole application, no short lane, no reply kept"),
    own("cached", "the service as it is served: replies kept"),
    own("handwritten", "a Starlette handler written for these questions, orjson: the limit"),
    own("static", "the answers as ready bytes from an empty ASGI application"),
    own("stock", "the same schema behind strawberry's own view"),
    own("bare", "graphql-core alone over linked dicts, parsed before"),
)


def main() -> None:
    """Measure what the command line says."""
    options = _options()
    install.write_plain_data()
    results = Results()
    cores = _cores()
    with ExitStack() as stack:
        servers = [each for each in OWN if not options.only or each.name in options.only]
        if options.peers:
            found = stack.enter_context(install.peers(lambda why: _skip(results, why)))
            servers += [each for each in found if not options.only or each.name in options.only]
        started = _started(stack, servers, cores[0], results)
        _check(started, results)
        _round(started, 1, cores[1], Results())  # until every just-in-time compiler has seen enough
        for number in range(options.rounds):
            _round(started, options.seconds, cores[1], results)
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
    setting = Setting(options.rounds, options.seconds, cores)
    firsts = None if options.only else cold.measure(cores[0])
    text = report.written(results, setting, firsts, None if options.only else start.measure())
    print(text)
    if options.write:
        report.PAGE.write_text(text, "utf-8")


def _started(stack: ExitStack, servers: list[Server], core: int | None, results: Results) -> list[Running]:
    started = []
    for server in servers:
        try:
            started.append(stack.enter_context(running(server, core)))
            results.words[server.name] = server.words
        except (RuntimeError, OSError) as error:
            _skip(results, f"skipped {server.name}: {error}")
    return started


def _check(started: list[Running], results: Results) -> None:
    """Every server answers every question; those of our schema with the very same bytes."""
    expected: dict[str, object] = {}
    for server in started:
        for question in QUESTIONS:
            answer = server.ask(server.server.bodies[question.name])
            results.sizes[question.name][server.server.name] = len(answer)
            if server.server.name in {"lane", "lane-fresh", "whole", "cached", "handwritten", "static", "stock"}:
                found = orjson.loads(answer)
                assert expected.setdefault(question.name, found) == found, (server.server.name, question.name)


def _round(started: list[Running], seconds: int, core: int | None, results: Results) -> None:
    for question in QUESTIONS:
        for server in started:
            name = server.server.name
            before = server.seconds_of_processor()
            measured = load.measure(server.port, server.server.bodies[question.name], seconds, core)
            used = server.seconds_of_processor() - before
            results.rates[question.name][name].append(measured.rate)
            results.latencies[question.name][name].append(measured.latency)
            results.processor[question.name][name].append(used / max(measured.rate * seconds, 1))


def _skip(results: Results, why: str) -> None:
    print(why, file=sys.stderr, flush=True)
    results.skipped.append(why)


def _cores() -> tuple[int | None, int | None]:
    """A core for the servers and another for the load; none where there is no choice."""
    if not hasattr(os, "sched_getaffinity"):
        return None, None
    own_cores = sorted(os.sched_getaffinity(0))
    return (own_cores[0], own_cores[1]) if len(own_cores) > 1 else (None, None)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--peers", action="store_true", default=bool(os.environ.get("PEERS")))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--only", nargs="*", metavar="NAME")
    return parser.parse_args()


if __name__ == "__main__":
    main()
