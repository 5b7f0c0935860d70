"""Names as a database finds them: each with a number for its folded form, and each folded form by its grams.

Many entities share a name, and many names differ in width or case only, so grams are kept once for each folded form.
The number is a hash; two forms that shared one would be found together, and told apart when they are scored.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from graph.search import fold, grams_of

_NUMBER_BYTES = 8


class Gram(NamedTuple):
    """A gram of a folded name, and how many grams that name has."""

    gram: str
    folded: int
    size: int


def number_of(folded: str) -> int:
    """The number of a folded name: 64 bits with a sign, the same everywhere."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=_NUMBER_BYTES).digest(), signed=True)


def numbered(names: Iterable[str]) -> Iterator[tuple[int, str, int]]:
    """The different names of an entity, in order: how many were before, the name, the number of its folded form."""
    for ordinal, name in enumerate(dict.fromkeys(names)):
        yield ordinal, name, number_of(fold(name))


def grams(names: Iterable[str]) -> Iterator[Gram]:
    """The grams of all names, each folded form once."""
    for folded in dict.fromkeys(map(fold, names)):
        found, number = grams_of(folded), number_of(folded)
        size = len(found)
        for gram in sorted(found):
            yield Gram(gram, number, size)
