"""Answers about a document that many parsers ask for, worked out once while the document is being read."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from seed.sources.model import Source

Answer = TypeVar("Answer")

KEPT = 2
"""How many answers are kept: those about the document being read, and one other."""


def remembered(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """The function, its last answers kept by the very objects they were asked about.

    A source is not compared with another: that would cost as much as many an answer.
    """
    kept: list[tuple[Source, tuple[object, ...], Answer]] = []

    @wraps(function)
    def asked(source: Source, *others: object) -> Answer:
        for known, known_others, answer in kept:
            if known is source and [*map(id, others)] == [*map(id, known_others)]:
                return answer
        answer = function(source, *others)
        kept.insert(0, (source, others, answer))
        del kept[KEPT:]
        return answer

    return asked
