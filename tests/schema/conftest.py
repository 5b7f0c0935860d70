"""The served schema over the invented authority, asked as clients ask it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import strawberry

from graph.memory import MemoryEngine
from schema.build import build_schema
from schema.context import Context
from tests.invented import DATASET, RELEASE

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def served() -> strawberry.Schema:
    """The schema as it is served."""
    return build_schema()


@pytest.fixture(scope="session")
def engine() -> MemoryEngine:
    """The engine over the invented authority."""
    return MemoryEngine(DATASET, RELEASE)


@pytest.fixture(scope="session")
def ask(served: strawberry.Schema, engine: MemoryEngine) -> Ask:
    """Ask a query that must succeed; its data."""

    def answer(query: str, **variables: Any) -> Any:  # noqa: ANN401 - whatever is asked
        context = Context(engine)
        result = asyncio.run(served.execute(query, variable_values=variables, context_value=context))
        assert result.errors is None, result.errors
        return result.data

    return answer


@pytest.fixture(scope="session")
def refusal(served: strawberry.Schema, engine: MemoryEngine) -> Callable[..., str]:
    """Ask a query that must fail; the message of its one error."""

    def answer(query: str, **variables: Any) -> str:  # noqa: ANN401 - whatever is asked
        context = Context(engine)
        result = asyncio.run(served.execute(query, variable_values=variables, context_value=context))
        assert result.errors is not None
        [error] = result.errors
        return error.message

    return answer
