"""The compiled lane: operations answered by plans, each compiled once, or left to the reference.

A plan belongs to an operation and to the truth of the variables that its `@skip` and `@include` name. It lives as
long as the operation's document is remembered, so what bounds the documents bounds the plans; what no plan can be
made for is remembered too, and not tried again.
"""

from collections import Counter
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import orjson
import strawberry
import structlog
from graphql import GraphQLError, GraphQLSchema
from graphql.execution.values import VariableValues, get_variable_values

from graph.engine import Engine
from schema.execution.allowance import MOST_FIELDS, MOST_VALUES, Allowance, AnswerTooLargeError
from schema.execution.arguments import Bound
from schema.execution.compiler import Compiler
from schema.execution.documents import Operation
from schema.execution.fragments import FragmentsByEngine
from schema.execution.keeping import exact
from schema.execution.plan import Plan, Run
from schema.execution.surprise import SurpriseError, UncompilableError
from schema.execution.variables import deciding_variables

log = structlog.get_logger(__name__)

Truth: TypeAlias = tuple[object, ...]

_UNBOUND = Bound(VariableValues({}, {}))
_FRAGMENT_BYTES = 64 * 2**20

_MOST_PLANS = 16
"""Of one operation: four variables that decide which fields there are."""

_MOST_BOUND = 16
_LONGEST_KNOWN = 500
"""How many sets of variables are remembered for an operation, and how long they may be as JSON, in bytes."""

_MOST_PLACES = 1_000


class Compiled:
    """Answers operations of one schema by plans; resolvers must be functions of engine, objects and arguments.

    `fragment_bytes` bounds what is kept of entities as JSON, for each release in use; 0 keeps nothing. An answer
    holds at most `most_values` values.
    """

    def __init__(
        self, schema: strawberry.Schema, *, fragment_bytes: int = _FRAGMENT_BYTES, most_values: int = MOST_VALUES
    ) -> None:
        self.answered = 0
        self.left: Counter[str] = Counter()
        """How many operations were left to the reference, by the place that surprised."""
        self._schema = schema
        self._most_values = most_values
        self._fragments = FragmentsByEngine(fragment_bytes)
        self._plans: WeakKeyDictionary[Operation, _Plans] = WeakKeyDictionary()

    def __len__(self) -> int:
        return len(self._plans)

    def data(
        self, operation: Operation, variables: dict[str, Any], engine: Engine, *, proven_only: bool = False
    ) -> bytes | None:
        """The JSON of the answer's `data`, which then has no errors; None where the reference must answer.

        With `proven_only` only where the operation was answered by its plan when it was asked last.
        AnswerTooLargeError for what the reference must not even try.
        """
        plans = self._plans.get(operation)
        if proven_only and (plans is None or not plans.proven):
            return None
        allowance = Allowance(self._most_values)
        failed: list[GraphQLError] = []
        try:
            if plans is None:
                plans = self._plans[operation] = _Plans(self._schema, operation)
            plans.proven = False
            bound = plans.bound(variables)
            data = plans.plan(bound.variables).answer(Run(engine, bound, self._fragments.of(engine), allowance))
        except AnswerTooLargeError:
            raise
        except SurpriseError as surprise:
            self._leave(surprise.place)
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the reference says it to the client
            self._leave(type(error).__name__)
            failed.append(GraphQLError(str(error), original_error=error))
        else:
            self.answered += 1
            plans.proven = True
            return data
        if allowance.taken > MOST_FIELDS:  # the reference would come as far, at thirty times the price, and stop
            raise AnswerTooLargeError("fields", MOST_FIELDS, failed)
        return None

    def _leave(self, place: str) -> None:
        if place in self.left or len(self.left) < _MOST_PLACES:
            self.left[place] += 1


class _Plans:
    """The plans of one operation, by the truth of the variables that decide which fields there are."""

    def __init__(self, schema: strawberry.Schema, operation: Operation) -> None:
        self.proven = False
        self._bound: dict[bytes, Bound] = {}
        # Not the operation itself: it would keep itself alive.
        self._node = operation.node
        self._fragments = operation.fragments
        self._schema = schema
        self._core: GraphQLSchema = schema._schema  # noqa: SLF001 - strawberry has no other way to it
        self._declared = operation.node.variable_definitions
        self._deciding = deciding_variables(operation.node, operation.fragments)
        self._plans: dict[Truth, Plan | UncompilableError] = {}

    def bound(self, variables: dict[str, Any]) -> Bound:
        """The variables in the types that the operation declares; SurpriseError where they do not fit."""
        if not self._declared:
            return _UNBOUND
        sent = orjson.dumps(variables)
        known = self._bound.get(sent)
        if known is not None:
            return known
        coerced = get_variable_values(self._core, self._declared, variables, max_errors=1)
        if not isinstance(coerced, VariableValues):
            raise SurpriseError("variables")
        bound = Bound(coerced)
        if len(sent) <= _LONGEST_KNOWN:
            if len(self._bound) >= _MOST_BOUND:
                self._bound.clear()
            self._bound[exact(sent)] = bound
        return bound

    def plan(self, variables: VariableValues) -> Plan:
        """The plan for the variables; UncompilableError where there can be none."""
        truth = tuple([variables.coerced.get(each) for each in self._deciding])
        plan = self._plans.get(truth)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[truth] = self._compiled(variables)
        if isinstance(plan, UncompilableError):
            raise plan.with_traceback(None)
        return plan

    def _compiled(self, variables: VariableValues) -> Plan | UncompilableError:
        try:
            return Compiler(self._schema, self._node, self._fragments, variables).plan()
        except UncompilableError as error:
            return error.with_traceback(None)
        except Exception as error:
            log.debug("uncompilable", exc_info=error)
            return UncompilableError(type(error).__name__)
