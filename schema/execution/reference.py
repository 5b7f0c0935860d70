"""The reference lane: graphql-core, which defines what is right, running strawberry's resolvers.

Every other way of executing must give the same bytes as this one or leave the operation to it.
"""

from collections.abc import AsyncGenerator
from inspect import isawaitable
from typing import Any

import strawberry
from graphql import ExecutionResult, GraphQLSchema
from graphql.execution import create_source_event_stream, map_source_to_response_event
from strawberry.execution.is_awaitable import optimized_is_awaitable

from schema.errors import Code, RefusedError, with_code
from schema.execution.documents import Operation
from schema.execution.request import GraphQLRequest

_is_awaitable: Any = optimized_is_awaitable
"""Strawberry's is faster than the library's own; its type says less."""

_MOST_ERRORS = 20
"""Coercion of variables stops after this many errors."""


class Reference:
    """Runs operations of one schema. Strawberry's schema extensions are not run."""

    def __init__(self, schema: strawberry.Schema, *, suggestions: bool = True) -> None:
        self._schema: GraphQLSchema = schema._schema  # noqa: SLF001 - strawberry has no other way to it
        self._executor = schema.execution_context_class
        self._suggestions = suggestions

    async def run(self, operation: Operation, request: GraphQLRequest, context: object) -> ExecutionResult:
        """The operation's data and field errors; RefusedError where its variables do not fit their types."""
        result = self._execution(operation, request, context).execute_operation()
        if isawaitable(result):
            result = await result
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
