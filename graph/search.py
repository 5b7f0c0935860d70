"""Search over names: an index of character bigrams for Chinese and Latin text alike.

Names are folded (NFKC, case) before they are compared, so full and half width are one. An exact name ranks before
a prefix, a prefix before a substring, a substring before mere likeness; within a rank shorter names come first.
"""

import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

EXACT, PREFIX, SUBSTRING, LIKENESS = 1.0, 0.9, 0.75, 0.5
"""The highest score of each rank; within a rank a score falls with the length of the name."""

_LEAST_LIKE = 0.4


class Match(NamedTuple):
    """An indexed entry that matches: its number, its score and the name that matched."""

    entry: int
    score: float
    name: str


def fold(text: str) -> str:
    """The text as it is compared: NFKC, case-folded, without surrounding space."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class NameIndex:
    """Names of numbered entries, found by substring or by likeness."""

    def __init__(self, entries: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        self._names: list[str] = []
        self._folded: list[str] = []
        self._entries = array("L")
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
        for gram in set(_grams(folded)):
            self._postings[gram].append(number)

    def search(self, text: str) -> list[Match]:
        """The best match of every entry that matches, best first; nothing for a text without characters."""
        wanted = fold(text)
        if not wanted:
            return []
        best: dict[int, Match] = {}
        for number, score in self._scored(wanted):
            entry = self._entries[number]
            if entry not in best or score > best[entry].score:
                best[entry] = Match(entry, score, self._names[number])
        return sorted(best.values(), key=lambda match: (-match.score, match.entry))

    def _scored(self, wanted: str) -> Iterable[tuple[int, float]]:
        grams = set(_grams(wanted)) if len(wanted) > 1 else {wanted}
        shared: Counter[int] = Counter()
        for gram in grams:
            shared.update(self._postings.get(gram, ()))
        for number, common in shared.items():
            name = self._folded[number]
            nearness = len(wanted) / max(len(name), len(wanted))
            if name == wanted:
                yield number, EXACT
            elif name.startswith(wanted):
                yield number, SUBSTRING + (PREFIX - SUBSTRING) * (0.5 + nearness / 2)
            elif wanted in name:
                yield number, LIKENESS + (SUBSTRING - LIKENESS) * (0.5 + nearness / 2)
            else:
                likeness = 2 * common / (len(grams) + len(set(_grams(name))))
                if likeness >= _LEAST_LIKE:
                    yield number, LIKENESS * likeness


def _grams(text: str) -> Iterable[str]:
    """Single characters and pairs of neighbours, so that one character can be searched for as well."""
    yield from text
    yield from (text[at : at + 2] for at in range(len(text) - 1))
