"""Two engines, one answer: what the database answers is, byte for byte, what memory answers."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import event

from graph.database import Database
from graph.memory import MemoryEngine
from graph.sql.engine import SqlEngine
from graph.store import Store
from schema.context import Context
from schema.execution.compiled import Compiled
from schema.execution.executor import Executor
from schema.execution.request import GraphQLRequest
from schema.limits import Limits
from tests.invented import BUILT_AT, dataset
from tests.schema.execution.operations import Operations
from tests.schema.execution.test_lanes import CORE, DATASET, SCHEMA, samples

OPERATIONS = 150
GENEROUS = Limits(aliases=10_000, cost=10**9, tokens=100_000)

# graphql-core leaves coroutines behind when an error reaches the root while others are waiting.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited", "ignore::pytest.PytestUnraisableExceptionWarning")  # fmt: skip


@pytest.fixture(scope="module")
def sql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlEngine]:
    """The invented authorities in a database."""
    address = f"sqlite:///{tmp_path_factory.mktemp('engines')}/store.db"
    with Store(address) as store:
        release = store.save(DATASET, built_at=BUILT_AT)
    with closing(Database(address)) as database:
        yield SqlEngine(database, release)


def test_generated_operations_are_answered_alike(sql: SqlEngine) -> None:
    memory = MemoryEngine(DATASET, sql.release)
    executor = Executor(SCHEMA, Context, limits=GENEROUS)
    answered = 0
    for made in islice(Operations(CORE, samples(), seed=11), OPERATIONS):
        request = GraphQLRequest(query=made.query, variables=made.variables, operation_name=made.name)
        one, other = (asyncio.run(executor.execute(request, each, request_id="r")) for each in (memory, sql))
        assert one == other, (made.query, made.variables)
        answered += not one.codes
    assert answered > OPERATIONS / 3, "most operations are to say something"


def test_an_operation_sends_as_many_statements_for_one_authority_as_for_four(tmp_path: Path) -> None:
    query = """{ departments { totalCount edges { node { name budgetLines(first: 2) { totalCount edges { node {
        amount functional { code } statement { title document { title } } } } }
        projects(first: 2) { edges { node { name indicators { name } evaluations { score scoreItems { score } }
        relations(first: 3) { edges { type node { id } } } } } } } } } }"""
    executor = Executor(SCHEMA, Context, limits=GENEROUS, compiled=Compiled(SCHEMA))
    address = f"sqlite:///{tmp_path}/store.db"
    sent: list[int] = []
    with Store(address) as store, closing(Database(address)) as database:
        for authorities in (1, 2, 4):
            engine = SqlEngine(database, store.save(dataset(authorities), built_at=BUILT_AT))
            statements: list[object] = []
            listener = partial(_note, statements)
            event.listen(database._engine, "before_cursor_execute", listener)
            answer = asyncio.run(executor.execute(GraphQLRequest(query=query), engine, request_id="r"))
            event.remove(database._engine, "before_cursor_execute", listener)
            assert not answer.codes, answer.body
            assert answer.body.count(b'"name"') > authorities
            sent.append(len(statements))
    assert sent == [sent[0]] * 3


def _note(statements: list[object], *given: object) -> None:
    statements.append(given[2])
