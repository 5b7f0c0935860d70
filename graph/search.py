"""Search over names: an index of character bigrams for Chinese and Latin text alike.

Names are folded (NFKC, case) before they are compared, so full and half width are one. An exact name ranks before
a prefix, a prefix before a substring, a substring before mere likeness; within a rank shorter names come first.
"""

import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from graph.vocabulary import EntityKind

EXACT, PREFIX, SUBSTRING, LIKENESS = 1.0, 0.9, 0.75, 0.5
"""The highest score of each rank; within a rank a score falls with the length of the name."""

LEAST_LIKE = Fraction(2, 5)
"""The least likeness (Dice's coefficient of the grams) that is found."""


SEARCHED = frozenset(EntityKind) - {EntityKind.BUDGET_LINE}
"""Budget lines are found by filters: their labels repeat those of codes and statements thousandfold."""


class Match(NamedTuple):
    """An indexed entry that matches: its number, its score and the name that matched."""

    entry: int
    score: float
    name: str


def fold(text: str) -> str:
    """The text as it is compared: NFKC, case-folded, without surrounding space."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def grams_of(text: str) -> frozenset[str]:
    """The characters and pairs of neighbours of a folded text; one character can be searched for as well."""
    return frozenset(text).union(text[at : at + 2] for at in range(len(text) - 1))


def score_of(name: str, wanted: str, common: int, grams: int, own: int | None = None) -> float | None:
    """How well a folded name matches the folded text wanted; None where it does not.

    `common` is how many grams they share, `grams` how many the text has, `own` how many the name has.
    """
    nearness = len(wanted) / max(len(name), len(wanted))
    if name == wanted:
        return EXACT
    if name.startswith(wanted):
        return SUBSTRING + (PREFIX - SUBSTRING) * (0.5 + nearness / 2)
    if wanted in name:
        return LIKENESS + (SUBSTRING - LIKENESS) * (0.5 + nearness / 2)
    both = grams + (len(grams_of(name)) if own is None else own)
    if 2 * common * LEAST_LIKE.denominator < LEAST_LIKE.numerator * both:
        return None
    return LIKENESS * (2 * common / both)


class NameIndex:
    """Names of numbered entries, found by substring or by likeness."""

    def __init__(self, entries: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        self._names: list[str] = []
        self._folded: list[str] = []
        self._entries = array("L")
        self._sizes = array("L")
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for entry, names in entries:
            for name in dict.fromkeys(names):
                self._add(entry, name)

    def _add(self, entry: int, name: str) -> None:
        folded = fold(name)
        number = len(self._names)
        self._names.append(name)
        self._folded.append(folded)
        self._entries.append(entry)
        grams = grams_of(folded)
        self._sizes.append(len(grams))
        for gram in grams:
            self._postings[gram].append(number)

    def search(self, text: str) -> list[Match]:
        """The best match of every entry that matches, best first; nothing for a text without characters.

        Of several names of an entry that match alike, the first one counts.
        """
        wanted = fold(text)
        if not wanted:
            return []
        best: dict[int, Match] = {}
        for number, score in sorted(self._scored(wanted)):
            entry = self._entries[number]
            if entry not in best or score > best[entry].score:
                best[entry] = Match(entry, score, self._names[number])
        return sorted(best.values(), key=lambda match: (-match.score, match.entry))

    def _scored(self, wanted: str) -> Iterable[tuple[int, float]]:
        grams = grams_of(wanted)
        shared: Counter[int] = Counter()
        for gram in grams:
            shared.update(self._postings.get(gram, ()))
        least, most, sizes = LEAST_LIKE.numerator, 2 * LEAST_LIKE.denominator, self._sizes
        for number, common in shared.items():
            # Only a name with all the grams can hold the text; of the others most are told by numbers alone.
            if common == len(grams) or most * common >= least * (len(grams) + sizes[number]):
                score = score_of(self._folded[number], wanted, common, len(grams), sizes[number])
                if score is not None:
                    yield number, score
