"""The text of a table's rows cut into what stands in its cells: amounts, whole numbers, words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from seed.parsers.statements.figures import NotAnAmountError, figure, normalised
from seed.sources.model import Line

GLUED = re.compile(r"[-−－]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})\.[0-9]{2}(?![0-9])")
"""An amount that nothing parts from the words before or after it."""

DASHES = frozenset({"-", "--", "---"})
"""What forms print for no amount: it holds the place of one."""

WHOLE = re.compile("[0-9]{1,9}")


class Kind(Enum):
    """What a token can be."""

    AMOUNT = auto()
    NUMBER = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line: what it can be, and its text."""

    kind: Kind
    text: str
    line: int


def tokens_of(line: Line) -> Iterator[Token]:
    """The tokens of a line; a number with neither point nor separator may be a code, a row's number or an amount."""
    for piece in line.text.split():
        for text in _unglued(piece):
            yield Token(_kind(text), text, line.number)


def _unglued(piece: str) -> Iterator[str]:
    """A piece cut where an amount and words run into one another."""
    at = 0
    for match in GLUED.finditer(piece):
        if at < match.start():
            yield piece[at : match.start()]
        yield match[0]
        at = match.end()
    if at < len(piece):
        yield piece[at:]


def _kind(text: str) -> Kind:
    printed = normalised(text)
    if printed in DASHES:
        return Kind.AMOUNT
    if WHOLE.fullmatch(printed):
        return Kind.NUMBER
    try:
        return Kind.AMOUNT if figure(printed) is not None else Kind.WORDS
    except NotAnAmountError:
        return Kind.WORDS
