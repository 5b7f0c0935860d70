"""An answer: the bytes to send and what a transport must know of them."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

import orjson
from graphql import GraphQLError, GraphQLFormattedError

from schema.errors import codes
from schema.execution.keeping import exact


class Outcome(Enum):
    """How far a request came; transports choose their status by it."""

    EXECUTED = auto()
    """There is a `data` entry, perhaps null, perhaps with field errors beside it."""

    REFUSED = auto()
    """A well-formed request that no field was asked for: errors only."""

    MALFORMED = auto()
    """Not a GraphQL request."""

    NOT_ALLOWED = auto()
    """An operation that this way of asking does not allow, such as a mutation by GET."""

    FAILED = auto()
    """A defect of ours outside any field."""


class Answer(NamedTuple):
    """The answer to a request as JSON; `codes` are those of its errors.

    A `lasting` one is what the same request is answered as long as the release is served.
    """

    body: bytes
    outcome: Outcome
    operation: str | None = None
    cost: int | None = None
    codes: tuple[str, ...] = ()
    lasting: bool = False


def executed(
    data: Any,  # noqa: ANN401 - whatever the operation asked for
    errors: list[GraphQLFormattedError],
    *,
    operation: str | None,
    cost: int,
    extensions: dict[str, Any] | None,
    lasting: bool = False,
) -> Answer:
    """The answer of an operation that ran; errors stand first, where readers see them."""
    entries: dict[str, Any] = {"errors": errors} if errors else {}
    entries["data"] = data
    if extensions:
        entries["extensions"] = extensions
    return Answer(
        body=exact(orjson.dumps(entries)),
        outcome=Outcome.EXECUTED,
        operation=operation,
        cost=cost,
        codes=codes(errors),
        lasting=lasting and not errors,
    )


def answered(data: bytes, *, operation: str | None, cost: int, extensions: dict[str, Any] | None) -> Answer:
    """The answer of a query that ran without errors and whose data is JSON already."""
    more = b',"extensions":%b' % orjson.dumps(extensions) if extensions else b""
    body = b'{"data":%b%b}' % (data, more)
    return Answer(body=body, outcome=Outcome.EXECUTED, operation=operation, cost=cost, lasting=True)


def refused(
    errors: Sequence[GraphQLError], outcome: Outcome = Outcome.REFUSED, *, operation: str | None = None
) -> Answer:
    """The answer to a request that never ran: no `data` entry."""
    shown = [error.formatted for error in errors]
    return Answer(body=orjson.dumps({"errors": shown}), outcome=outcome, operation=operation, codes=codes(shown))
