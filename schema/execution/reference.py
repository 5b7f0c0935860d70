"""The reference lane: graphql-core, which defines what is right, running strawberry's resolvers.

Every other way of executing must give the same bytes as this one or leave the operation to it.
"""

from inspect import isawaitable
from typing import Any

import strawberry
from graphql import ExecutionResult, GraphQLSchema
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
        result = execution.execute_operation()
        if isawaitable(result):
            result = await result
        if not isinstance(result, ExecutionResult):
            raise NotImplementedError(type(result).__name__)  # incremental delivery is not served
        return result
