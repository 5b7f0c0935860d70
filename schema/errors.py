"""Errors as clients see them: each with a code, a place and a remedy, none with anything internal.

What may be wrong comes from three places and is translated here once: graphql-core's own errors (a document
that cannot be parsed, a variable of the wrong type), `graph.errors` (what is asked for does not fit the
graph) and defects. A defect is logged whole and shown to clients as a sentence with the request's id.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import structlog
from graphql import GraphQLError, GraphQLFormattedError, Node
from strawberry.exceptions import StrawberryInputCoercionError

from graph.errors import BudgetgraphError, DatasetError, DatasetProblem, SettingError, StoreError

log = structlog.get_logger(__name__)

_FACT_LENGTH = 200
"""The longest text among an error's facts that is repeated to the client."""

_OPERATORS_OWN = (DatasetError, DatasetProblem, SettingError, StoreError)
"""Errors that the caller did not cause and that name files or databases: masked like a defect."""

_COERCION = "graphql.execution.values"
"""The module of graphql-core that raises, while executing, what is wrong with an argument."""


class Code(StrEnum):
    """The codes of errors that arise before a field is asked; fields add those of `graph.errors`."""

    BAD_REQUEST = "BAD_REQUEST"
    PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    OPERATION_UNRESOLVED = "OPERATION_RESOLUTION_FAILURE"
    OPERATION_NOT_ALLOWED = "OPERATION_NOT_ALLOWED"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    DOCUMENT_NOT_FOUND = "DOCUMENT_NOT_FOUND"
    DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    INTERNAL = "INTERNAL_SERVER_ERROR"


class RefusedError(Exception):
    """A request that is answered with errors only, because no field was ever asked."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        self.errors = list(errors)
        super().__init__("; ".join(error.message for error in errors))


def coded(
    message: str, code: str, nodes: Sequence[Node] | Node | None = None, **facts: str | int | bool
) -> GraphQLError:
    """An error with its code, and its facts beside it for programs."""
    return GraphQLError(message, nodes, extensions={"code": str(code), **facts})


def with_code(errors: Iterable[GraphQLError], code: str) -> list[GraphQLError]:
    """The library's errors, each with `code` unless it already has one."""
    given = list(errors)
    for error in given:
        error.extensions = {"code": str(code), **(error.extensions or {})}
    return given


def request_error(error: BudgetgraphError) -> GraphQLError:
    """An error of our own tree as GraphQL's: its message, its code and its data."""
    return coded(error.message, error.code, None, **_facts(error))


def internal_error(request_id: str) -> GraphQLError:
    """What a client is told of a defect."""
    return coded(
        "something went wrong on our side, not in the request; it was logged. "
        f"Quote the request id `{request_id}` when you report it",
        Code.INTERNAL,
        None,
        requestId=request_id,
    )


def field_errors(errors: Sequence[GraphQLError] | None, request_id: str) -> list[GraphQLFormattedError]:
    """The errors of an executed operation as they are answered; defects are logged, each once, and masked."""
    shown: list[GraphQLFormattedError] = []
    logged: set[int] = set()
    for error in errors or ():
        cause = _cause(error)
        told = _foreseen(cause)
        if told is None:
            told = internal_error(request_id)
            if id(cause) not in logged:  # a whole level fails with one and the same error
                log.error("unforeseen_error", request_id=request_id, path=error.path, exc_info=cause)
                logged.add(id(cause))
        shown.append({**error.formatted, "message": told.message, "extensions": told.extensions or {}})
    return shown


def codes(errors: Iterable[GraphQLFormattedError]) -> tuple[str, ...]:
    """The codes of answered errors, for the log."""
    return tuple(error.get("extensions", {}).get("code", "") for error in errors)


def _foreseen(cause: Exception) -> GraphQLError | None:
    """What its caller is told of an error; None for a defect."""
    if isinstance(cause, BudgetgraphError):
        return None if isinstance(cause, _OPERATORS_OWN) else request_error(cause)
    if not isinstance(cause, GraphQLError):
        return None
    if (cause.extensions or {}).get("code"):
        return cause
    return coded(cause.message, Code.BAD_USER_INPUT) if _is_about_an_argument(cause) else None


def _cause(error: GraphQLError) -> Exception:
    """The error that was raised first: the library wraps it once for each place it passes."""
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _is_about_an_argument(error: GraphQLError) -> bool:
    """Whether the caller's argument is to blame, not the value that a field returned.

    Both are plain GraphQLErrors; only the place that raised them tells them apart. The first is what a
    nullable variable gives that is null where the argument may not be.
    """
    if isinstance(error, StrawberryInputCoercionError):
        return True
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_globals.get("__name__") == _COERCION:
            return True
        frame = frame.tb_next
    return False


def _facts(error: BudgetgraphError) -> dict[str, Any]:
    """The data of the error that a program can use; long texts stay in the message, cut."""
    return {
        name: value
        for name, value in vars(error).items()
        if isinstance(value, int) or (isinstance(value, str) and len(value) <= _FACT_LENGTH)
    }
