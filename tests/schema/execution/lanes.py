"""Both lanes side by side: the reference answers, and the compiled lane answers the same bytes or nothing."""

from dataclasses import dataclass, field
from typing import Any

import strawberry

from graph.engine import Engine
from schema.context import Context
from schema.errors import RefusedError
from schema.execution.answer import Answer
from schema.execution.compiled import Compiled
from schema.execution.executor import Executor
from schema.execution.request import GraphQLRequest
from schema.limits import Limits

_GENEROUS = Limits(aliases=10_000, cost=10**9, tokens=100_000)
"""Operations that are made by programs repeat themselves more than people do."""


@dataclass
class Tally:
    """What became of the operations that were compared."""

    asked: int = 0
    refused: int = 0
    with_errors: int = 0
    compiled: int = 0
    left_without_need: int = 0
    places: dict[str, int] = field(default_factory=dict)

    @property
    def share_left(self) -> float:
        """The share of operations that ran and were left to the reference, in per cent."""
        ran = self.asked - self.refused
        return 100 * (ran - self.compiled) / max(ran, 1)

    def __str__(self) -> str:
        return (
            f"{self.asked} operations: {self.refused} refused, {self.with_errors} answered with errors, "
            f"{self.compiled} compiled; {self.share_left:.1f} % of those that ran fell back, "
            f"{self.left_without_need} of them without an error in the answer"
        )


class Lanes:
    """The two lanes of one schema; what they answer is compared with and without the bytes of entities kept."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self.reference = Executor(schema, Context, limits=_GENEROUS)
        self.compiled = Compiled(schema)
        self.forgetful = Compiled(schema, fragment_bytes=0)
        self.tally = Tally()

    async def compare(
        self, engine: Engine, query: str, variables: dict[str, Any] | None = None, name: str | None = None
    ) -> tuple[Answer, bytes | None]:
        """The reference's answer and the compiled lane's data; AssertionError where they are not the same bytes."""
        request = GraphQLRequest(query=query, variables=variables or {}, operation_name=name)
        answer = await self.reference.execute(request, engine, request_id="r")
        self.tally.asked += 1
        try:
            operation = self.reference.operation(request)
            operation.extent(request.variables)
        except RefusedError:
            self.tally.refused += 1
            return answer, None
        made = [
            lane.data(operation, request.variables, engine) for lane in (self.forgetful, self.compiled, self.compiled)
        ]
        assert len(set(made)) == 1, (query, variables, made)
        data = made[0]
        if data is None:
            self._count_left(answer)
        else:
            assert answer.body == b'{"data":%b}' % data, (query, variables, answer.body, data)
            self.tally.compiled += 1
        return answer, data

    def _count_left(self, answer: Answer) -> None:
        if answer.codes:
            self.tally.with_errors += 1
        else:
            self.tally.left_without_need += 1
