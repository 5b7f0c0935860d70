"""How much an answer may hold, counted while it is made.

What an operation costs is estimated before it runs, and lists that cannot be paged may be longer than assumed; nested
in each other they multiply. So the values are counted as well, level by level, before they are read: what would not
fit is refused without being made.
"""

from collections.abc import Sequence
from typing import Any

import orjson
from graphql import GraphQLError

from schema.errors import RefusedError
from schema.limits import Limits, limit_error

MOST_VALUES = Limits().cost

MOST_FIELDS = 80_000
"""Of a query that is answered field by field, at 25 microseconds each; the introspection of tools takes 16,000."""

MOST_BYTES = 64 * 2**20
"""Of an answer; a million values, names and ids among them, take about half of it."""

_SAMPLED_FROM = 2_000
_SAMPLES = 100
"""The bytes of a large level are told from some of its rows: to write them all would take as long as the answer."""


class AnswerTooLargeError(RefusedError):
    """An operation that is refused while it runs, because its answer holds more than is allowed."""

    def __init__(self, limit: str, allowed: int, others: Sequence[GraphQLError] = ()) -> None:
        super().__init__([limit_error(limit, allowed, allowed + 1, at_least=True), *others])


class Allowance:
    """What one operation may still put into its answer."""

    __slots__ = ("_bytes", "_most_bytes", "_most_values", "_values")

    def __init__(self, most_values: int = MOST_VALUES, most_bytes: int = MOST_BYTES) -> None:
        self._values = self._most_values = most_values
        self._bytes = self._most_bytes = most_bytes

    @property
    def taken(self) -> int:
        """How many values were taken off."""
        return self._most_values - self._values

    def check(self, objects: int) -> None:
        """Refuse so many objects where they would not fit."""
        if objects > self._values:
            raise AnswerTooLargeError("values", self._most_values)

    def take(self, values: int) -> None:
        """Take so many values off; AnswerTooLargeError where there are not so many left."""
        self._values -= values
        if self._values < 0:
            raise AnswerTooLargeError("values", self._most_values)

    def take_bytes(self, size: int) -> None:
        """Take so many bytes off; AnswerTooLargeError where there are not so many left."""
        self._bytes -= size
        if self._bytes < 0:
            raise AnswerTooLargeError("bytes", self._most_bytes)

    def take_rows(self, rows: Sequence[dict[str, Any]]) -> None:
        """Take off the bytes that the rows of a level will take, where there are many."""
        if len(rows) >= _SAMPLED_FROM:
            sample = rows[:: len(rows) // _SAMPLES]
            self.take_bytes(len(orjson.dumps(sample)) * len(rows) // len(sample))
