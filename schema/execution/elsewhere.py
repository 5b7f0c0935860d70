"""Where long operations run: beside the event loop, so that what is answered at once does not wait for them.

Python runs one thread at a time, so nothing gets faster; but the threads take turns every few milliseconds, where
the event loop would be held until the last byte. Two run at a time: more would only take turns as well, and hold
their answers in memory meanwhile; the others wait in order.

What is long is told by how long it took when it was answered last, and before that by the estimate of its cost:
about a microsecond a unit for a plan, many times that for the reference.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from time import thread_time
from typing import Any, TypeVar

from schema.execution.documents import Operation
from schema.limits import Extent

A = TypeVar("A")

_LONG_PLAN = 20_000
_LONG_REFERENCE = 500
"""Units of cost from which an operation is long."""

_QUICK = 0.01
_SLOW = 0.05
"""Seconds of a core, so that nothing is taken for long because its thread had to wait for others. What takes less than
the first holds nobody up, what takes more than the second does; between them the estimate decides.
"""

_AT_A_TIME = 2

_threads = ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="long-operation")


def is_long(operation: Operation, extent: Extent) -> bool:
    """Whether others should not wait until the plan of an operation has answered."""
    if operation.seconds is None:
        return is_dear(extent)
    return operation.seconds >= (_QUICK if is_dear(extent) else _SLOW)


def is_dear(extent: Extent) -> bool:
    """Whether a plan may take long, by the estimate."""
    return extent.cost >= _LONG_PLAN


def is_long_for_the_reference(extent: Extent) -> bool:
    """Whether others should not wait until the reference has answered."""
    return extent.cost >= _LONG_REFERENCE


def timed(operation: Operation, plan: Callable[[], bytes | None]) -> bytes | None:
    """What the plan answers; how long it took is noted."""
    began = thread_time()
    data = plan()
    if data is not None:
        operation.seconds = thread_time() - began
    return data


async def run_elsewhere(answering: Coroutine[Any, Any, A]) -> A:
    """The answer, made in a thread with an event loop of its own."""
    run = copy_context().run
    return await asyncio.get_running_loop().run_in_executor(_threads, run, asyncio.run, answering)
