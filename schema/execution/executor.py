"""The executor: from a request to an answer, each step refusing what the next could not take.

    text -> document (cached) -> operation -> extent within limits -> variables -> fields -> bytes

The last three are those of a plan where the operation has one and nothing surprises it, else those of the reference.
A request that fails before its first field is refused: errors and no `data` entry. After that, errors stand
beside the data. Whatever nobody foresaw is logged whole and answered with the request's id only.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from functools import partial
from typing import Any, NamedTuple

import strawberry
import structlog
from graphql import GraphQLError, OperationType

from graph.engine import Engine
from graph.errors import BudgetgraphError
from schema.errors import Code, RefusedError, coded, field_errors, internal_error
from schema.execution.allowance import AnswerTooLargeError
from schema.execution.answer import Answer, Outcome, answered, executed, refused
from schema.execution.compiled import Compiled
from schema.execution.documents import Documents, Operation
from schema.execution.elsewhere import is_dear, is_long, is_long_for_the_reference, run_elsewhere, timed
from schema.execution.persisted import PersistedDocuments
from schema.execution.reference import Reference
from schema.execution.request import GraphQLRequest
from schema.limits import Extent, Limits

log = structlog.get_logger(__name__)

_QUERIES_ONLY = frozenset({OperationType.QUERY})


class Asked(NamedTuple):
    """A valid operation of a request on an engine; `cost` is what its answer says of it, where that is asked for."""

    operation: Operation
    extent: Extent
    request: GraphQLRequest
    engine: Engine
    request_id: str
    cost: dict[str, Any] | None


class NotAllowedError(RefusedError):
    """An operation of a type that may not be executed in this way."""


class Executor:
    """Executes requests on one schema; `context` makes, of a request's engine, what resolvers are given.

    Without `compiled` everything is left to the reference.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        context: Callable[[Engine], object],
        *,
        limits: Limits | None = None,
        suggestions: bool = True,
        documents: Documents | None = None,
        compiled: Compiled | None = None,
        persisted: PersistedDocuments | None = None,
    ) -> None:
        self.limits = limits or Limits()
        # An empty collection is false, and still the one to use.
        self.documents = Documents(schema, self.limits, suggestions=suggestions) if documents is None else documents
        self._persisted = PersistedDocuments() if persisted is None else persisted
        self._compiled = compiled
        self._reference = Reference(schema, suggestions=suggestions)
        self._context = context
        self._streamed = frozenset(
            each for each in OperationType
            if schema._schema.get_root_type(each)  # noqa: SLF001 - strawberry has no other way to it
        )  # fmt: skip
        self._served = self._streamed - {OperationType.SUBSCRIPTION}

    async def execute(
        self,
        request: GraphQLRequest,
        engine: Engine,
        *,
        request_id: str,
        queries_only: bool = False,
        report_cost: bool = False,
    ) -> Answer:
        """The answer to a request, whatever happens; `report_cost` adds `extensions.cost` to it."""
        name = request.operation_name
        try:
            operation = self.operation(request, queries_only=queries_only)
            name = operation.name
            extent = operation.extent(request.variables)
            asked = Asked(operation, extent, request, engine, request_id, self._cost(extent) if report_cost else None)
            return await (self._answer(asked) if operation.type is OperationType.QUERY else self._referred(asked))
        except NotAllowedError as refusal:
            return refused(refusal.errors, Outcome.NOT_ALLOWED, operation=name)
        except AnswerTooLargeError as refusal:
            limit, *others = refusal.errors
            told = (coded(each["message"], each["extensions"]["code"]) for each in field_errors(others, request_id))
            return refused([limit, *told], operation=name)
        except RefusedError as refusal:
            return refused(refusal.errors, operation=name)
        except Exception:
            log.exception("unforeseen_error", request_id=request_id, operation=name)
            return refused([internal_error(request_id)], Outcome.FAILED, operation=name)

    async def _answer(self, asked: Asked) -> Answer:
        """The answer to a valid query, made where nobody waits for it who has not asked for it."""
        if asked.engine.waits:  # resolvers wait for the database: elsewhere, with an event loop of their own
            return await asyncio.to_thread(asyncio.run, self._made(asked))
        if is_long(asked.operation, asked.extent):
            return await run_elsewhere(self._made(asked))
        answer = self._planned(asked)
        if answer is None:
            referred = self._referred(asked)
            answer = await (run_elsewhere(referred) if is_long_for_the_reference(asked.extent) else referred)
        return answer

    async def _made(self, asked: Asked) -> Answer:
        """The answer to a valid query, by its plan unless that is surprised."""
        return self._planned(asked) or await self._referred(asked)

    def _planned(self, asked: Asked) -> Answer | None:
        """The answer of the operation's plan; None where the reference must answer."""
        if (compiled := self._compiled) is None:
            return None
        operation, extent, request, engine, _, cost = asked
        data = timed(operation, lambda: compiled.data(operation, request.variables, engine))
        return None if data is None else _answered(data, operation, extent, cost)

    async def _referred(self, asked: Asked) -> Answer:
        """The answer of the reference; RefusedError where it refuses."""
        operation, extent, request, engine, request_id, cost = asked
        context = self._context(engine)
        result = await self._reference.run(operation, request, context)
        return executed(
            result.data,
            field_errors(result.errors, request_id),
            operation=operation.name,
            cost=extent.cost,
            extensions=_extensions(cost),
            lasting=operation.type is OperationType.QUERY and not getattr(context, "is_fleeting", False),
        )

    async def events(
        self, request: GraphQLRequest, engine: Engine, *, request_id: str, queries_only: bool = False
    ) -> AsyncGenerator[Answer, None]:
        """The answers to a request that is told event by event; a query or mutation is one event.

        What refuses the request, or ends a subscription, is the last answer.
        """
        name = request.operation_name
        try:
            operation = self.operation(request, queries_only=False, streamed=True)
            name = operation.name
            if operation.type is not OperationType.SUBSCRIPTION:
                yield await self.execute(request, engine, request_id=request_id, queries_only=queries_only)
                return
            cost = operation.extent(request.variables).cost
            async for each in self._reference.events(operation, request, self._context(engine)):
                errors = field_errors(each.errors, request_id)
                yield executed(each.data, errors, operation=name, cost=cost, extensions=None, lasting=False)
        except RefusedError as refusal:
            yield refused(refusal.errors, operation=name)
        except BudgetgraphError as error:
            told = field_errors([GraphQLError(error.message, original_error=error)], request_id)
            yield executed(None, told, operation=name, cost=0, extensions=None, lasting=False)
        except Exception:
            log.exception("unforeseen_error", request_id=request_id, operation=name)
            yield refused([internal_error(request_id)], Outcome.FAILED, operation=name)

    def at_once(self, request: GraphQLRequest, engine: Engine, *, report_cost: bool = False) -> Answer | None:
        """The answer to a query whose document is known and whose plan has answered before, without waiting.

        It is the answer that `execute` would give; None where only `execute` can tell.
        """
        if (compiled := self._compiled) is None or engine.waits:
            return None
        try:
            document = self.documents.known(self._persisted.text(request))
            operation = document.operation(request.operation_name) if document is not None else None
            if operation is None:
                return None
            extent = operation.extent(request.variables)
            if is_long(operation, extent):
                return None
            plan = partial(compiled.data, operation, request.variables, engine, proven_only=True)
            data = timed(operation, plan) if is_dear(extent) else plan()
        except RefusedError:
            return None
        if data is None:
            return None
        return _answered(data, operation, extent, self._cost(extent) if report_cost else None)

    def operation(self, request: GraphQLRequest, *, queries_only: bool = False, streamed: bool = False) -> Operation:
        """The valid operation that a request means; RefusedError where there is none.

        Subscriptions are served where the answer is `streamed`.
        """
        document = self.documents.parsed(self._persisted.text(request))
        allowed = self._streamed if streamed else self._served & _QUERIES_ONLY if queries_only else self._served
        try:
            operation = document.operation(request.operation_name)
        except RefusedError:
            self.documents.validated(document)  # says more, for two operations of one name for example
            raise
        if operation.type not in allowed:
            raise self._not_allowed(operation.type, queries_only=queries_only)
        self.documents.validated(document)
        self._persisted.remember(request)
        return operation

    def _not_allowed(self, type_: OperationType, *, queries_only: bool) -> RefusedError:
        if type_ in self._served and queries_only:
            return NotAllowedError(
                [coded(f"a {type_.value} cannot be sent by GET; use POST", Code.OPERATION_NOT_ALLOWED)]
            )
        served = ", ".join(sorted(each.value for each in self._served))
        message = f"this schema has no {type_.value} type; it serves: {served}"
        if type_ in self._streamed:
            message = f"a {type_.value} is told as server-sent events: ask with `Accept: text/event-stream`"
        return (NotAllowedError if queries_only else RefusedError)([coded(message, Code.OPERATION_UNRESOLVED)])

    def _cost(self, extent: Extent) -> dict[str, Any]:
        """What `extensions.cost` says: the estimate, what is allowed, and the other measures."""
        return {
            "estimated": extent.cost,
            "allowed": self.limits.cost,
            "depth": extent.depth,
            "aliases": extent.aliases,
            "directives": extent.directives,
            "rootFields": extent.root_fields,
        }


def _answered(data: bytes, operation: Operation, extent: Extent, cost: dict[str, Any] | None) -> Answer:
    return answered(data, operation=operation.name, cost=extent.cost, extensions=_extensions(cost))


def _extensions(cost: dict[str, Any] | None) -> dict[str, Any] | None:
    return {"cost": cost} if cost else None
