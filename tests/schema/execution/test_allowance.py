"""What an answer may hold is counted while it is made, whatever was estimated, and in both lanes."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

import orjson
import pytest
import strawberry

from graph.engine import Engine
from graph.identity import global_id
from graph.memory import MemoryEngine
from graph.vocabulary import EntityKind
from schema.build import build_schema
from schema.context import Context
from schema.execution import compiled as compiled_lane
from schema.execution.allowance import Allowance, AnswerTooLargeError
from schema.execution.answer import Answer, Outcome
from schema.execution.compiled import Compiled
from schema.execution.documents import Operation
from schema.execution.executor import Executor
from schema.execution.plan import Run, resolved
from schema.execution.reference import Reference
from schema.execution.request import GraphQLRequest
from tests import invented_schema
from tests.invented import DATASET, RELEASE

SCHEMA = build_schema()
ENGINE = MemoryEngine(DATASET, RELEASE)
PROJECTS = [global_id(EntityKind.PROJECT, each.key) for each in DATASET.of(EntityKind.PROJECT)]
NESTED = (
    "{ departments { edges { node { documents { publisher { documents { publisher { documents { key } } } } } } } } }"
)
PAGE = "{ projects(first: 3) { totalCount edges { cursor node { id name department { name } } } } }"


def operation_of(query: str) -> Operation:
    return Executor(SCHEMA, Context).operation(GraphQLRequest(query=query))


def asked(executor: Executor, query: str, **variables: Any) -> Answer:  # noqa: ANN401 - whatever is asked
    return asyncio.run(executor.execute(GraphQLRequest(query=query, variables=variables), ENGINE, request_id="r"))


def limits_of(answer: Answer) -> list[str]:
    errors = orjson.loads(answer.body)["errors"]
    return [error["extensions"].get("limit", error["extensions"]["code"]) for error in errors]


class TestAnAnswer:
    def test_with_longer_lists_than_were_assumed_is_refused_however_cheap_it_was_estimated(self) -> None:
        executor = Executor(SCHEMA, Context, compiled=Compiled(SCHEMA, most_values=30))
        answer = asked(executor, NESTED)
        assert answer.outcome is Outcome.REFUSED
        assert limits_of(answer) == ["values"]

    def test_is_refused_again_when_its_document_is_known(self) -> None:
        executor = Executor(SCHEMA, Context, compiled=Compiled(SCHEMA, most_values=30))
        request = GraphQLRequest(query=NESTED)
        assert limits_of(asked(executor, NESTED)) == limits_of(asked(executor, NESTED)) == ["values"]
        assert executor.at_once(request, ENGINE) is None

    def test_holds_no_more_values_than_are_estimated_of_pages(self) -> None:
        operation = operation_of(PAGE)
        cost = operation.extent({}).cost
        assert Compiled(SCHEMA, most_values=cost, fragment_bytes=0).data(operation, {}, ENGINE) is not None
        with pytest.raises(AnswerTooLargeError):
            Compiled(SCHEMA, most_values=cost // 2, fragment_bytes=0).data(operation, {}, ENGINE)

    def test_may_not_be_blown_up_by_asking_for_one_large_entity_over_and_over(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(compiled_lane, "Allowance", partial(Allowance, most_bytes=20_000))
        label = " ".join(f"l{number}: label" for number in range(60))
        query = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Project {{ {label} }} }} }}"
        compiled, operation = Compiled(SCHEMA), operation_of(query)
        assert compiled.data(operation, {"ids": PROJECTS[:1] * 5}, ENGINE) is not None
        with pytest.raises(AnswerTooLargeError, match="bytes"):
            compiled.data(operation, {"ids": PROJECTS[:1] * 50}, ENGINE)

    def test_of_many_rows_is_weighed_by_some_of_them(self) -> None:
        rows = [{"name": "x" * 90}] * 5_000
        Allowance(most_bytes=515_000).take_rows(rows)
        with pytest.raises(AnswerTooLargeError):
            Allowance(most_bytes=490_000).take_rows(rows)


class TestFieldByField:
    def test_a_query_is_answered_up_to_a_number_of_fields(self) -> None:
        operation, request = operation_of(PAGE), GraphQLRequest(query=PAGE)
        result = asyncio.run(Reference(SCHEMA).run(operation, request, Context(ENGINE)))
        assert result.errors is None
        with pytest.raises(AnswerTooLargeError, match="20 allowed"):
            asyncio.run(Reference(SCHEMA, most_fields=20).run(operation, request, Context(ENGINE)))

    def test_a_mutation_is_never_stopped_because_it_has_done_what_it_does(self) -> None:
        schema = strawberry.Schema(
            query=invented_schema.Query,
            mutation=invented_schema.Mutation,
            types=[invented_schema.Project, invented_schema.Department],
        )
        request = GraphQLRequest(query='mutation { rename(name: "a") }')
        operation = Executor(schema, Context).operation(request)
        result = asyncio.run(Reference(schema, most_fields=0).run(operation, request, None))
        assert result.data == {"rename": "a"}

    def test_nothing_is_tried_that_a_plan_has_shown_to_be_too_much_and_what_failed_is_told(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(compiled_lane, "MOST_FIELDS", 5)
        executor = Executor(SCHEMA, Context, compiled=Compiled(SCHEMA))
        answer = asked(
            executor, "{ projects(first: 3) { edges { node { name code } } } bad: projects(first: 0) { totalCount } }"
        )
        assert limits_of(answer) == ["fields", "INVALID_ARGUMENT"]


def test_a_resolver_is_asked_once_for_parents_that_are_the_same() -> None:
    parents = [*DATASET.of(EntityKind.PROJECT)] * 2_000
    seen: list[int] = []

    def labels(engine: Engine, parents: Sequence[Any], **arguments: Any) -> list[str]:  # noqa: ANN401, ARG001 - as all
        seen.append(len(parents))
        return [each.label for each in parents]

    run = Run(ENGINE, None, None, Allowance())  # type: ignore[arg-type]
    assert resolved(labels, {})(run, parents) == [each.label for each in parents]
    assert seen == [len(PROJECTS)]
