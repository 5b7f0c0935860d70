"""What takes long is answered beside the event loop, so that others are answered meanwhile; what is quick is not."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from graph.memory import MemoryEngine
from schema.build import build_schema
from schema.context import Context
from schema.execution.compiled import Compiled
from schema.execution.executor import Executor
from schema.execution.reference import Reference
from schema.execution.request import GraphQLRequest
from tests.invented import DATASET, RELEASE

SCHEMA = build_schema()
ENGINE = MemoryEngine(DATASET, RELEASE)
DEAR = GraphQLRequest(
    query="{ budgetLines(first: 1000) { edges { node { relations(first: 25) { edges { cursor } } } } } }"
)
CHEAP = GraphQLRequest(query="{ departments { edges { node { name } } } }")
LEFT = GraphQLRequest(query='{ budgetLines(first: 1000) { edges { node { __typename id } } } node(id: "?") { id } }')
LEFT_AND_SHORT = GraphQLRequest(query='{ node(id: "?") { id } }')
"""These fail at a field, so the reference answers them."""

ENOUGH = 10


@pytest.fixture
def executor() -> Executor:
    return Executor(SCHEMA, Context, compiled=Compiled(SCHEMA))


def is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def watched(monkeypatch: pytest.MonkeyPatch, where: type, name: str, before: Callable[[], None]) -> None:
    """Do something each time before a method runs."""
    method = getattr(where, name)

    def watching(*given: Any, **options: Any) -> Any:  # noqa: ANN401 - as the method has it
        before()
        return method(*given, **options)

    monkeypatch.setattr(where, name, watching)


async def answered(executor: Executor, request: GraphQLRequest) -> dict[str, Any]:
    answer: dict[str, Any] = orjson.loads((await executor.execute(request, ENGINE, request_id="r")).body)
    return answer


def test_others_are_answered_while_a_dear_operation_is(monkeypatch: pytest.MonkeyPatch, executor: Executor) -> None:
    go_on = threading.Event()
    watched(monkeypatch, Compiled, "data", lambda: None if is_main() else _wait(go_on))

    async def talk() -> list[dict[str, Any]]:
        dear = asyncio.create_task(answered(executor, DEAR))
        cheap = await answered(executor, CHEAP)
        assert not dear.done()
        go_on.set()
        return [cheap, await dear]

    assert ["errors" in each for each in asyncio.run(talk())] == [False, False]


def _wait(for_what: threading.Event) -> None:
    assert for_what.wait(ENOUGH)


def test_an_operation_that_was_quick_is_answered_here_whatever_its_estimate(
    monkeypatch: pytest.MonkeyPatch, executor: Executor
) -> None:
    here: list[bool] = []
    watched(monkeypatch, Compiled, "data", lambda: here.append(is_main()))
    monkeypatch.setattr("schema.execution.elsewhere._QUICK", ENOUGH)
    assert executor.at_once(DEAR, ENGINE) is None
    answers = [asyncio.run(answered(executor, DEAR)) for _ in range(2)]
    at_once = executor.at_once(DEAR, ENGINE)
    assert here == [False, True, True]
    assert at_once is not None
    assert answers[0] == answers[1] == orjson.loads(at_once.body)
    assert not list(answers[0].get("errors", []))


def test_one_that_was_slow_is_not(monkeypatch: pytest.MonkeyPatch, executor: Executor) -> None:
    here: list[bool] = []
    watched(monkeypatch, Compiled, "data", lambda: here.append(is_main()))
    monkeypatch.setattr("schema.execution.elsewhere._QUICK", 0.0)
    for _ in range(2):
        asyncio.run(answered(executor, DEAR))
    assert executor.at_once(DEAR, ENGINE) is None
    assert here == [False, False]


def test_a_cheap_operation_that_was_slow_is_long_until_it_was_quick(
    monkeypatch: pytest.MonkeyPatch, executor: Executor
) -> None:
    here: list[bool] = []
    watched(monkeypatch, Compiled, "data", lambda: here.append(is_main()))
    for slow in (0.0, 0.0, ENOUGH, ENOUGH):
        monkeypatch.setattr("schema.execution.elsewhere._SLOW", slow)
        asyncio.run(answered(executor, CHEAP))
    assert here == [True, False, True, True]


def test_what_the_reference_must_answer_is_long_much_sooner(
    monkeypatch: pytest.MonkeyPatch, executor: Executor
) -> None:
    here: list[bool] = []
    watched(monkeypatch, Reference, "run", lambda: here.append(is_main()))
    for request in (LEFT, LEFT_AND_SHORT):
        assert "errors" in asyncio.run(answered(executor, request))
    assert here == [False, True]
