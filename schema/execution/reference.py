"""The reference lane: graphql-core, which defines what is right, running strawberry's resolvers.

Every other way of executing must give the same bytes as this one or leave the operation to it.
"""

from collections.abc import AsyncGenerator
from inspect import isawaitable
from math import inf
from types import CoroutineType
from typing import Any

import strawberry
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationType
from graphql.execution import create_source_event_stream, map_source_to_response_event
from strawberry.execution.is_awaitable import optimized_is_awaitable

from schema.errors import Code, RefusedError, with_code
from schema.execution.allowance import MOST_FIELDS, AnswerTooLargeError
from schema.execution.documents import Operation
from schema.execution.request import GraphQLRequest

_is_awaitable: Any = optimized_is_awaitable
"""Strawberry's is faster than the library's own; its type says less."""

_MOST_ERRORS = 20
"""Coercion of variables stops after this many errors."""

_WAITING = 5
"""A field whose answer is waited for takes as long as this many others beside itself."""


class Reference:
    """Runs operations of one schema, queries of at most `most_fields`. Strawberry's schema extensions are not run."""

    def __init__(self, schema: strawberry.Schema, *, suggestions: bool = True, most_fields: int = MOST_FIELDS) -> None:
        self._schema: GraphQLSchema = schema._schema  # noqa: SLF001 - strawberry has no other way to it
        self._executor = _counting(schema.execution_context_class)
        self._most_fields = most_fields
        self._suggestions = suggestions

    async def run(self, operation: Operation, request: GraphQLRequest, context: object) -> ExecutionResult:
        """The operation's data and field errors; RefusedError where its variables do not fit their types.

        AnswerTooLargeError for a query of more fields than are answered one by one; it tells what else failed.
        """
        execution = self._execution(operation, request, context)
        if operation.type is OperationType.QUERY:
            execution.fields_left = self._most_fields
        result = execution.execute_operation()
        if isawaitable(result):
            result = await result
        if execution.fields_left < 0:
            raise AnswerTooLargeError("fields", self._most_fields, others=_others(result))
        if not isinstance(result, ExecutionResult):
            raise NotImplementedError(type(result).__name__)  # incremental delivery is not served
        return result

    async def events(
        self, operation: Operation, request: GraphQLRequest, context: object
    ) -> AsyncGenerator[ExecutionResult, None]:
        """What a subscription tells, event by event; RefusedError as for `run`."""
        execution = self._execution(operation, request, context)
        source: Any = create_source_event_stream(execution)
        if isawaitable(source):
            source = await source
        if isinstance(source, ExecutionResult):
            yield source
            return
        async for each in map_source_to_response_event(execution, source):
            yield each

    def _execution(self, operation: Operation, request: GraphQLRequest, context: object) -> Any:  # noqa: ANN401 - the library's executor
        execution: Any = self._executor.build(
            self._schema,
            operation.ast,
            context_value=context,
            raw_variable_values=request.variables,
            operation_name=operation.name,
            max_coercion_errors=_MOST_ERRORS,
            is_awaitable=_is_awaitable,
            hide_suggestions=not self._suggestions,
            operation_extensions=request.extensions,
        )
        if isinstance(execution, list):
            raise RefusedError(with_code(execution, Code.BAD_USER_INPUT))
        return execution


def _counting(base: Any) -> Any:  # noqa: ANN401 - the library's executor
    """The executor that stops where a field is one too many; not a mutation, for what that does has been done."""

    class Counting(base):  # type: ignore[misc]
        fields_left: float = inf

        def execute_field(self, *given: Any) -> Any:  # noqa: ANN401 - the library's own
            self.fields_left -= 1
            if self.fields_left < 0:
                raise _StoppedError
            answer = super().execute_field(*given)
            if answer.__class__ is CoroutineType:
                self.fields_left -= _WAITING
            return answer

    return Counting


class _StoppedError(Exception):
    """One field is one too many. The library makes field errors of it, which nobody sees."""


def _others(result: Any) -> list[GraphQLError]:  # noqa: ANN401 - the library's result
    """What failed in an operation that was stopped, beside that it was."""
    errors: list[GraphQLError] = getattr(result, "errors", None) or []
    return [each for each in errors if not isinstance(each.original_error, _StoppedError)][:_MOST_ERRORS]
