"""From a request to an answer: what runs, what is refused, what is masked."""

import asyncio
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any

import orjson
import pytest
import strawberry
from hypothesis import given, settings
from hypothesis import strategies as st
from strawberry.schema.config import StrawberryConfig
from structlog.testing import capture_logs

from graph.engine import Engine
from schema.build import build_schema
from schema.context import Context
from schema.execution.answer import Answer, Outcome
from schema.execution.compiled import Compiled
from schema.execution.executor import Executor
from schema.execution.request import GraphQLRequest
from schema.limits import Limits
from tests.invented_schema import CONTEXT, READ_ONLY_SCHEMA, SCHEMA, SECRET, Department, Project, Query, engine_of


def answer_to(
    query: str,
    *,
    executor: Executor | None = None,
    operation_name: str | None = None,
    variables: dict[str, Any] | None = None,
    **options: bool,
) -> Answer:
    request = GraphQLRequest(query=query, operation_name=operation_name, variables=variables or {})
    chosen = executor or Executor(SCHEMA, CONTEXT)
    return asyncio.run(chosen.execute(request, engine_of("2023-02-01.1"), request_id="r1", **options))


def entries(answer: Answer) -> dict[str, Any]:
    read: dict[str, Any] = orjson.loads(answer.body)
    return read


def only_error(answer: Answer) -> dict[str, Any]:
    [error] = entries(answer)["errors"]
    found: dict[str, Any] = error
    return found


class TestOperationsThatRun:
    def test_are_answered_with_data_only(self) -> None:
        answer = answer_to("query Where { release }")
        assert answer.body == b'{"data":{"release":"2023-02-01.1"}}'
        assert (answer.outcome, answer.operation, answer.cost, answer.codes) == (Outcome.EXECUTED, "Where", 1, ())

    def test_may_wait_for_something(self) -> None:
        assert entries(answer_to("{ slowly }")) == {"data": {"slowly": "done"}}

    def test_are_chosen_by_name(self) -> None:
        text = "query A { release } query B { entity { label } }"
        assert entries(answer_to(text, operation_name="B")) == {"data": {"entity": {"label": "a road"}}}

    def test_are_given_their_variables(self) -> None:
        text = "query ($text: String!, $number: Int = 3) { echo(text: $text, number: $number) }"
        assert entries(answer_to(text, variables={"text": "a"})) == {"data": {"echo": "a3"}}

    def test_may_change_something_where_the_schema_says_so(self) -> None:
        assert entries(answer_to('mutation { rename(name: "a") }')) == {"data": {"rename": "a"}}

    def test_say_what_they_cost_when_asked(self) -> None:
        answer = answer_to("{ a: entities(first: 2) { edges { node { label } } } }", report_cost=True)
        assert entries(answer)["extensions"] == {
            "cost": {"estimated": 7, "allowed": 1_000_000, "depth": 4, "aliases": 1, "directives": 0, "rootFields": 1}
        }

    def test_keep_the_engine_they_began_with(self) -> None:
        seen: list[Engine] = []

        def context(engine: Engine) -> object:
            seen.append(engine)
            return engine

        executor = Executor(SCHEMA, context)
        engine = engine_of("1")
        asyncio.run(executor.execute(GraphQLRequest(query="{ release }"), engine, request_id="r1"))
        assert seen == [engine]


@dataclass
class Waiting:
    """The engine of an empty release that says it waits, and notes in which threads it is asked."""

    waits = True

    engine: Engine
    asked_in: list[int] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the engine offers
        self.asked_in.append(get_ident())
        return getattr(self.engine, name)

    def __hash__(self) -> int:
        return id(self)


@pytest.mark.parametrize("compiled", [True, False])
def test_queries_that_wait_for_a_database_leave_the_event_loop_to_others(compiled: bool) -> None:  # noqa: FBT001
    served = build_schema()
    executor = Executor(served, Context, compiled=Compiled(served) if compiled else None)
    request = GraphQLRequest(query="{ departments { edges { node { name } } } }")
    engine: Any = Waiting(engine_of("1"))

    async def asked() -> Answer:
        return await executor.execute(request, engine, request_id="r1")

    assert asyncio.run(asked()).body == b'{"data":{"departments":{"edges":[]}}}'
    assert executor.at_once(request, engine) is None
    assert engine.asked_in
    assert get_ident() not in engine.asked_in


def test_a_refusal_in_another_thread_is_a_refusal() -> None:
    executor = Executor(SCHEMA, CONTEXT, limits=Limits(depth=1))
    engine: Any = Waiting(engine_of("1"))
    request = GraphQLRequest(query="{ entities(first: 1) { edges { node { label } } } }")
    answer = asyncio.run(executor.execute(request, engine, request_id="r1"))
    assert answer.codes == ("LIMIT_EXCEEDED",)


def test_a_plan_answers_from_the_first_request_on() -> None:
    served = build_schema()
    compiled = Compiled(served)
    answer = answer_to(
        "{ departments { edges { node { name } } } }", executor=Executor(served, Context, compiled=compiled)
    )
    assert answer.body == b'{"data":{"departments":{"edges":[]}}}'
    assert compiled.answered == 1


class TestRefusedRequests:
    @pytest.mark.parametrize(
        ("query", "variables", "code"),
        [
            ("{", {}, "GRAPHQL_PARSE_FAILED"),
            ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
            ("query A { release } query B { release }", {}, "OPERATION_RESOLUTION_FAILURE"),
            ("fragment F on Query { release }", {}, "GRAPHQL_VALIDATION_FAILED"),
            ("subscription { release }", {}, "OPERATION_RESOLUTION_FAILURE"),
            ("query ($n: Int!) { echo(number: $n) }", {}, "BAD_USER_INPUT"),
            ("query ($n: Int!) { echo(number: $n) }", {"n": "one"}, "BAD_USER_INPUT"),
            ("query ($n: Int!) { echo(number: $n) }", {"n": 2**40}, "BAD_USER_INPUT"),
            ("query ($w: Filter) { echo(where: $w) }", {"w": {"phase": "PLANNED"}}, "BAD_USER_INPUT"),
            ("query ($w: Filter) { echo(where: $w) }", {"w": {"fiscalYeer": 1}}, "BAD_USER_INPUT"),
        ],
    )
    def test_have_a_code_and_no_data_entry(self, query: str, variables: dict[str, Any], code: str) -> None:
        answer = answer_to(query, variables=variables)
        assert answer.outcome is Outcome.REFUSED
        assert answer.codes[0] == code
        assert list(entries(answer)) == ["errors"]

    def test_are_those_of_which_it_is_unclear_what_should_run(self) -> None:
        error = only_error(answer_to("query A { release } query A { release }", operation_name="A"))
        assert error["message"] == "There can be only one operation named 'A'."
        errors = entries(answer_to("{ release } { release }"))["errors"]
        assert {each["extensions"]["code"] for each in errors} == {"GRAPHQL_VALIDATION_FAILED"}

    def test_are_those_beyond_the_limits(self) -> None:
        executor = Executor(SCHEMA, CONTEXT, limits=Limits(depth=1, aliases=0))
        answer = answer_to("{ a: entity { label } }", executor=executor)
        assert answer.codes == ("LIMIT_EXCEEDED", "LIMIT_EXCEEDED")
        assert answer.outcome is Outcome.REFUSED

    def test_count_errors_of_coercion_to_an_end(self) -> None:
        text = "query ($a: [Int!]!) { nodes(ids: $a) { label } }"
        answer = answer_to("query ($ids: [ID!]!) { nodes(ids: $ids) { label } }", variables={"ids": [{}] * 500})
        assert len(answer.codes) == 21
        assert set(answer.codes) == {"BAD_USER_INPUT"}
        assert answer_to(text, variables={"a": ["x"]}).outcome is Outcome.REFUSED


class TestMutationsWhereOnlyQueriesAreAllowed:
    def test_are_not_executed(self) -> None:
        answer = answer_to('mutation { rename(name: "a") }', queries_only=True)
        assert answer.outcome is Outcome.NOT_ALLOWED
        assert only_error(answer)["extensions"]["code"] == "OPERATION_NOT_ALLOWED"
        assert only_error(answer)["message"] == "a mutation cannot be sent by GET; use POST"

    def test_are_not_executed_whatever_else_is_wrong_with_them(self) -> None:
        assert answer_to("mutation { nothing }", queries_only=True).outcome is Outcome.NOT_ALLOWED

    def test_leave_the_queries_beside_them_alone(self) -> None:
        text = 'query A { release } mutation B { rename(name: "a") }'
        assert answer_to(text, operation_name="A", queries_only=True).outcome is Outcome.EXECUTED
        assert answer_to(text, operation_name="B", queries_only=True).outcome is Outcome.NOT_ALLOWED

    def test_are_explained_where_the_schema_has_none(self) -> None:
        executor = Executor(READ_ONLY_SCHEMA, CONTEXT)
        answer = answer_to("mutation { rename }", executor=executor)
        assert only_error(answer)["message"] == "this schema has no mutation type; it serves: query"
        assert answer_to("mutation { a }", executor=executor, queries_only=True).outcome is Outcome.NOT_ALLOWED


class TestFieldErrors:
    def test_stand_beside_the_data(self) -> None:
        answer = answer_to("{ refused release }")
        assert answer.outcome is Outcome.EXECUTED
        assert entries(answer)["data"] == {"refused": None, "release": "2023-02-01.1"}
        assert only_error(answer) == {
            "message": "`first` is `0`; expected a page size from 1 to 1000",
            "locations": [{"line": 1, "column": 3}],
            "path": ["refused"],
            "extensions": {
                "code": "INVALID_ARGUMENT",
                "argument": "first",
                "given": 0,
                "expected": "a page size from 1 to 1000",
            },
        }

    def test_are_the_callers_where_a_variable_is_null_that_may_not_be(self) -> None:
        text = "query ($n: Int = 1) { echo(number: $n) }"
        answer = answer_to(text, variables={"n": None})
        assert answer.codes == ("BAD_USER_INPUT",)

    @pytest.mark.parametrize("field", ["broken", "storeDown", "missing", "tooLarge"])
    def test_that_nobody_foresaw_are_masked_and_logged_whole(self, field: str) -> None:
        with capture_logs() as logs:
            answer = answer_to(f"{{ {field} }}")
        assert answer.codes == ("INTERNAL_SERVER_ERROR",)
        assert SECRET.encode() not in answer.body
        error = only_error(answer)
        assert error["path"] == [field]
        assert error["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "requestId": "r1"}
        assert "Quote the request id `r1`" in error["message"]
        [line] = logs
        assert line["event"] == "unforeseen_error"
        assert line["request_id"] == "r1"
        assert isinstance(line["exc_info"], Exception)

    def test_of_a_whole_level_are_logged_once(self) -> None:
        shared = RuntimeError(SECRET)

        @strawberry.type
        class Query:
            @strawberry.field
            def all_broken(self) -> list[int | None]:
                return [shared, shared]  # type: ignore[list-item] # what a loader gives for a level that failed

        with capture_logs() as logs:
            answer = answer_to("{ allBroken }", executor=Executor(strawberry.Schema(query=Query), CONTEXT))
        assert len(entries(answer)["errors"]) == 2
        assert len(logs) == 1


class TestDefects:
    def test_outside_any_field_are_masked_and_logged_whole(self) -> None:
        def context(_: Engine) -> object:
            raise RuntimeError(SECRET)

        with capture_logs() as logs:
            answer = answer_to("query A { release }", executor=Executor(SCHEMA, context))
        assert answer.outcome is Outcome.FAILED
        assert SECRET.encode() not in answer.body
        assert list(entries(answer)) == ["errors"]
        assert (logs[0]["event"], logs[0]["operation"]) == ("unforeseen_error", "A")

    def test_of_a_schema_that_answers_in_pieces_are_masked_too(self) -> None:
        config = StrawberryConfig(enable_experimental_incremental_execution=True)
        schema = strawberry.Schema(query=Query, types=[Project, Department], config=config)
        with capture_logs():
            answer = answer_to("{ ... @defer { release } }", executor=Executor(schema, CONTEXT))
        assert answer.outcome is Outcome.FAILED

    def test_of_values_that_json_cannot_hold_are_masked_too(self) -> None:
        @strawberry.type
        class Query:
            @strawberry.field
            def lone_surrogate(self) -> str:
                return "\ud800"

        with capture_logs():
            answer = answer_to("{ loneSurrogate }", executor=Executor(strawberry.Schema(query=Query), CONTEXT))
        assert answer.outcome is Outcome.FAILED


MISSPELLED: list[tuple[str, dict[str, Any]]] = [
    ("{ releese }", {}),
    ("{ entity { ... on Projct { code } } }", {}),
    ("query ($w: Filtr) { echo(where: $w) }", {}),
    ('{ echo(txt: "a") }', {}),
    ("{ echo(where: {phase: APROVED}) }", {}),
    ('{ echo(where: {phase: "APPROVED"}) }', {}),
    ("{ echo(where: {fiscalYeer: 1}) }", {}),
    ("{ release @include(iff: true) }", {}),
    ("query ($w: Filter) { echo(where: $w) }", {"w": {"phase": "APROVED"}}),
    ("query ($w: Filter) { echo(where: $w) }", {"w": {"fiscalYeer": 1}}),
    ("query ($p: Phase = APROVED) { echo }", {}),
]


class TestSuggestions:
    @pytest.mark.parametrize(("query", "variables"), MISSPELLED)
    def test_help_with_every_kind_of_name(self, query: str, variables: dict[str, Any]) -> None:
        assert b"Did you mean" in answer_to(query, variables=variables).body

    @pytest.mark.parametrize(("query", "variables"), MISSPELLED)
    def test_are_gone_for_every_kind_of_name_when_switched_off(self, query: str, variables: dict[str, Any]) -> None:
        executor = Executor(SCHEMA, CONTEXT, suggestions=False)
        answer = answer_to(query, variables=variables, executor=executor)
        assert answer.outcome is Outcome.REFUSED
        assert b"Did you mean" not in answer.body


HOSTILE = {
    "one field two thousand times": "{ " + "release " * 2_000 + "}",
    "a thousand aliases": "{ " + " ".join(f"a{n}: release" for n in range(1_000)) + " }",
    "introspection within introspection": "{ " + "__schema { types { " * 50 + "name" + " } }" * 50 + " }",
    "a circle of introspection": '{ __type(name: "Query") {' + "fields { type { " * 3 + "name" + "} }" * 3 + "} }",
    "five hundred directives": "query " + "@include(if: true) " * 500 + "{ release }",
    "a very long string": '{ echo(text: "' + "x" * 99_000 + '") nothing }',
    "a thousand variables": "query (" + " ".join(f"$v{n}: Int" for n in range(1_000)) + ") { release }",
    "a null byte": "\x00",
    "half a character": "{ release }\ud800",
    "names in Chinese": "{ 青岛 }",
    "a type definition": "type Query { a: Int }",
    "a number beyond all integers": "{ echo(number: 99999999999999999999999999999999) }",
    "a number beyond all floats": "{ echo(number: 1e309) }",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_with_a_code(name: str) -> None:
    answer = answer_to(HOSTILE[name])
    assert answer.outcome is Outcome.REFUSED
    assert all(answer.codes)
    assert "INTERNAL_SERVER_ERROR" not in answer.codes


def test_a_variable_nested_without_end_is_refused() -> None:
    nested: Any = 1
    for _ in range(900):
        nested = [nested]
    answer = answer_to("query ($ids: [ID!]!) { nodes(ids: $ids) { label } }", variables={"ids": nested})
    assert answer.outcome is Outcome.REFUSED
    assert set(answer.codes) == {"BAD_USER_INPUT"}


WORDS = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "!",
    "$",
    "@",
    "...",
    "=",
    '"',
    '"""',
    "query",
    "mutation",
    "fragment",
    "on",
    "Query",
    "Entity",
    "Project",
    "F",
    "$a",
    "Int",
    "ID",
    "Filter",
    "true",
    "null",
    "1",
    "-1",
    "1e9",
    '"a"',
    "release",
    "entity",
    "label",
    "children",
    "related",
    "entities",
    "edges",
    "node",
    "first",
    "nodes",
    "ids",
    "echo",
    "text",
    "number",
    "where",
    "phase",
    "APPROVED",
    "fiscalYear",
    "broken",
    "refused",
    "__typename",
    "__schema",
    "types",
    "name",
    "skip",
    "include",
    "if",
    ",",
    "#",
    "\\",
    "\ufeff",
    "青岛",
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.dictionaries(st.text(max_size=2), st.none()))
def test_any_words_in_any_order_are_an_operation_or_refused(text: str, variables: dict[str, Any]) -> None:
    answer = answer_to(text, variables=variables)
    assert answer.outcome in (Outcome.EXECUTED, Outcome.REFUSED)
    assert all(answer.codes)
