"""First requests: how long an operation of 50 fields takes that a server has never seen."""

import statistics
from collections.abc import Callable
from time import perf_counter

import orjson

from tests.benchmarks.running import own, running

_FIFTY = """query Q{n} {{ project(name: "港航设施维护项目042") {{
  f{n}: code name note ordinal kind id label fiscalYears aliases
  department {{ id name code aliases jurisdiction {{ id name code level }} }}
  fundingCodes {{ code name scheme level editions }}
  budgets {{ fiscalYear approved adjusted executed executionRate publishedRate }}
  indicators {{ id name level1 level2 weight score met target {{ comparison value unit text }} actual {{ text }} }}
  evaluations {{ score fullScore grade fiscalYear document {{ title }}
    scoreItems {{ name weight score level criterion {{ name path }} }} }}
}} }}"""
_TIMES = 40


def measure(core: int | None) -> dict[str, float]:
    """The median of milliseconds for a new operation, and for one asked a second time, by server."""
    found = {}
    for name in ("lane", "stock"):
        with running(own(name, name), core) as server:
            bodies = [orjson.dumps({"query": _FIFTY.format(n=number)}) for number in range(_TIMES)]
            server.ask(orjson.dumps({"query": _FIFTY.format(n="warm")}))
            found[f"{name}, first"] = _median(server.ask, bodies)
            found[f"{name}, again"] = _median(server.ask, bodies)
    return found


def _median(ask: Callable[[bytes], bytes], bodies: list[bytes]) -> float:
    took = []
    for body in bodies:
        began = perf_counter()
        ask(body)
        took.append((perf_counter() - began) * 1000)
    return statistics.median(took)
