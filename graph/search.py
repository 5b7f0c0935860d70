"""Search over names: an index of character bigrams for Chinese and Latin text alike.

Names are folded (NFKC, case) before they are compared, so full and half width are one. An exact name ranks before
a prefix, a prefix before a substring, a substring before a name that has the text in pieces, and these before mere
likeness; punctuation does not count where only it differs. Within a rank shorter names come first, and what people
look for by name (a project, a statement, a term) before what merely mentions it (an observation, a finding).
"""

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from graph.spelling import simplified
from graph.vocabulary import EntityKind, Scheme

EXACT, BARE, PREFIX, SUBSTRING, PIECES, LIKENESS = 1.0, 0.95, 0.9, 0.75, 0.6, 0.5
"""The highest score of each rank; within a rank a score falls with the length of the name.

What merely mentions what it is called by keeps three fifths of it.
"""

LEAST_LIKE = Fraction(2, 5)
"""The least likeness (Dice's coefficient of the grams) that is found."""

SEARCHED = frozenset(EntityKind) - {EntityKind.BUDGET_LINE}
"""Budget lines are found by filters: their labels repeat those of codes and statements thousandfold."""

_PIECE = 2
_MOST_PIECES = 4
"""Characters that a piece of the text has at least, and into how many pieces it may fall."""

_NO_LETTERS = re.compile(r"[^\w.]+|_+")
"""A point tells codes apart: 10.3 is not 103."""

_CODE = re.compile(r"[a-z]*[0-9][a-z0-9.]*")
"""Codes that have digits in common are not alike."""

_K = EntityKind
_SOUGHT: dict[EntityKind, float] = {
    **dict.fromkeys((_K.JURISDICTION, _K.DEPARTMENT, _K.BUDGET_UNIT, _K.OFFICE, _K.PROJECT), 1.0),
    **dict.fromkeys((_K.DOCUMENT, _K.STATEMENT, _K.GLOSSARY_TERM), 1.0),
    **dict.fromkeys((_K.CLASSIFICATION, _K.RECIPIENT), 0.9),
    **dict.fromkeys((_K.EVALUATION, _K.CRITERION), 0.75),
    **dict.fromkeys((_K.INDICATOR, _K.CITED_RULE), 0.5),
    **dict.fromkeys((_K.OBSERVATION, _K.SCORE_ITEM), 0.25),
}
_GOODS = f"{Scheme.PROCUREMENT}/"
"""How the keys of goods and services begin: four thousand, which nearly every word is a part of."""


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


def weight_of(kind: EntityKind, key: str) -> float:
    """How likely people look for an entity by its name, from 0 to 1."""
    if kind is EntityKind.CLASSIFICATION and key.startswith(_GOODS):
        return 0.0
    return _SOUGHT.get(kind, 0.0)


class Wanted:
    """A folded text that is searched for, and what of it names are compared with."""

    __slots__ = ("bare", "characters", "grams", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.grams = grams_of(text)
        self.bare = _bare(text)
        self.characters = frozenset(self.bare)
        self.words = [bare for each in text.split() if (bare := _bare(each))]

    def score(self, name: str, common: int, weight: float, own: int | None = None) -> float | None:
        """How well a folded name matches; None where it does not.

        `common` is how many grams they share, `own` how many the name has; `weight` is its entity's.
        """
        score = self._score(name, common, own)
        return None if score is None else round(score * (3 + 2 * weight) / 5, 4)

    def _score(self, name: str, common: int, own: int | None) -> float | None:
        if name == self.text:
            return EXACT
        held = self._held(name)
        if held is not None:
            least, most = held
            return least + (most - least) * (0.5 + len(self.text) / max(len(name), len(self.text)) / 2)
        if _CODE.fullmatch(name):
            return None
        both = len(self.grams) + (len(grams_of(name)) if own is None else own)
        if 2 * common * LEAST_LIKE.denominator < LEAST_LIKE.numerator * both:
            return None
        return LIKENESS * (2 * common / both)

    def _held(self, name: str) -> tuple[float, float] | None:
        """The least and the most that a name scores that has the text in it; None where it has not."""
        bare = _bare(name)
        if self.bare and bare == self.bare:
            return BARE, BARE
        if name.startswith(self.text) or (self.bare and bare.startswith(self.bare)):
            return SUBSTRING, PREFIX
        if self.text in name or (self.bare and self.bare in bare):
            return PIECES, SUBSTRING
        return (LIKENESS, PIECES) if self._falls_into_pieces(bare) else None

    def _falls_into_pieces(self, name: str) -> bool:
        """Whether the name has every word of the text, or the text in pieces, in order, with gaps between them."""
        if len(self.words) > 1 and all(each in name for each in self.words):
            return True
        if self.text.isascii():
            return False
        at = begun = 0
        for _ in range(_MOST_PIECES):
            rest = self.bare[begun:]
            sizes = (size for size in range(len(rest), _PIECE - 1, -1) if name.find(rest[:size], at) >= 0)
            size = next(sizes, None)
            if size is None:
                return False
            at = name.find(rest[:size], at) + size
            begun += size
            if begun == len(self.bare):
                return True
        return False


def spellings(text: str) -> list[Wanted]:
    """The text as it is searched for: as it is written, and in simplified characters where that is another one."""
    folded = fold(text)
    return [Wanted(each) for each in dict.fromkeys((folded, simplified(folded))) if each]


def _bare(text: str) -> str:
    """The letters and digits of a text."""
    return _NO_LETTERS.sub("", text)


def _one(_: int) -> float:
    return 1.0


class NameIndex:
    """Names of numbered entries, found by substring or by likeness; `weight` is that of an entry."""

    def __init__(self, entries: Iterable[tuple[int, tuple[str, ...]]], weight: Callable[[int], float] = _one) -> None:
        self._weight = weight
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

        Of several names of an entry that match alike, the first one counts; of entries that match alike, the one of
        more weight.
        """
        best: dict[int, Match] = {}
        for wanted in spellings(text):
            for number, score in sorted(self._scored(wanted)):
                entry = self._entries[number]
                if entry not in best or score > best[entry].score:
                    best[entry] = Match(entry, score, self._names[number])
        return sorted(best.values(), key=lambda match: (-match.score, -self._weight(match.entry), match.entry))

    def _scored(self, wanted: Wanted) -> Iterable[tuple[int, float]]:
        shared: Counter[int] = Counter()
        characters: Counter[int] = Counter()
        for gram in wanted.grams:
            found = self._postings.get(gram, ())
            shared.update(found)
            if gram in wanted.characters:
                characters.update(found)
        least, most, sizes = LEAST_LIKE.numerator, 2 * LEAST_LIKE.denominator, self._sizes
        grams, all_characters = len(wanted.grams), len(wanted.characters) or -1
        for number, common in shared.items():
            # Only a name with all the grams can hold the text, and one with all the characters its pieces; of the
            # others most are told by numbers alone.
            if (
                common == grams
                or characters[number] == all_characters
                or most * common >= least * (grams + sizes[number])
            ):
                score = wanted.score(self._folded[number], common, self._weight(self._entries[number]), sizes[number])
                if score is not None:
                    yield number, score
