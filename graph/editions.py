"""Codes of one year told in the codes of another, and in the codes of international classifications.

Codes are keyed by scheme, edition and code: a code that means something else in another year is another code. From
year to year they are followed by the mappings between editions (same, renamed, split, merged); to COFOG and GFS by
our own correspondences. What splits into codes that have nothing above them in common cannot be followed: it is left
unmapped, with the reason, never shared out by guess.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graph.codes import Chain, Codes, common
from graph.engine import Engine
from graph.model import Classification
from graph.relations import CLASSIFICATION_MAPPING
from graph.selection import Condition, Operator, Selection
from graph.values import Mapping
from graph.vocabulary import Confidence, EntityKind, MappingKind, Scheme

FORWARD = frozenset({MappingKind.SAME, MappingKind.RENAMED, MappingKind.MERGED})
"""Mappings by which all money of a code goes to one later code."""

BACKWARD = frozenset({MappingKind.SAME, MappingKind.RENAMED, MappingKind.SPLIT})
"""Mappings by which all money of a code comes from one earlier code."""

BETWEEN_EDITIONS = FORWARD | BACKWARD
"""Mappings between the editions of one scheme."""

_SURENESS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


class Told(NamedTuple):
    """A code as told in other codes: the keys from the root down, and how sure that is.

    `reason` says why the chain is empty, or why it ends at a coarser code than the one that was asked.
    """

    chain: Chain
    reason: str | None = None
    confidence: Confidence | None = None


class _Link(NamedTuple):
    """Where a code leads: the other code, whether all its money goes there, how sure that is."""

    target: str
    is_whole: bool
    confidence: Confidence | None


def holds(code: Classification, year: int, namesakes: Iterable[Classification] = ()) -> bool:
    """Whether a code means what it means in a year: it is known for it, or around it and no namesake is."""
    if year in code.editions:
        return True
    is_around = bool(code.editions) and min(code.editions) < year < max(code.editions)
    return is_around and not any(year in each.editions for each in namesakes if each.key != code.key)


def lowest(confidences: Iterable[Confidence | None]) -> Confidence | None:
    """The least sure of several; None where none is said."""
    said = [each for each in confidences if each is not None]
    return min(said, key=_SURENESS.index, default=None)


class Editions:
    """Codes followed to the edition of one year; what they lead to is loaded beforehand, a step at a time."""

    def __init__(self, engine: Engine, year: int, keys: Iterable[str]) -> None:
        self._engine = engine
        self._year = year
        self._codes = Codes(engine)
        self._links: dict[str, list[_Link]] = {}
        self._namesakes: defaultdict[tuple[Scheme, str], list[Classification]] = defaultdict(list)
        self._load(keys)

    def told(self, chain: Chain) -> Told:
        """A code, given by its chain, in the codes of the year; a coarser one where only that is known."""
        reason = None
        for key in reversed(chain):
            code = self._codes.get(key)
            reached, why_not = self._reached(code)
            if reached is not None:
                return Told(self._codes.chain(reached.target), reason, reached.confidence)
            reason = reason or why_not
        return Told((), reason)

    def _load(self, keys: Iterable[str]) -> None:
        self._codes.load(keys)
        wanted = self._codes.known()
        while wanted:
            sources = self._engine.expand(CLASSIFICATION_MAPPING, wanted, inward=True)
            for code, mapped_from in zip(wanted, sources, strict=True):
                inward = (each for each in mapped_from if isinstance(each, Classification))
                self._links[code.key] = [*_outward(code), *(link for each in inward for link in _inward(each, code))]
            self._codes.load(link.target for code in wanted for link in self._links[code.key])
            wanted = [code for code in self._codes.known() if code.key not in self._links]
        self._load_namesakes()

    def _load_namesakes(self) -> None:
        names: defaultdict[Scheme, set[str]] = defaultdict(set)
        for code in self._codes.known():
            names[code.scheme].add(code.code)
        for scheme, codes in names.items():
            where = (Condition("scheme", Operator.EQ, scheme), Condition("code", Operator.IN, tuple(sorted(codes))))
            for each in self._engine.select(Selection(EntityKind.CLASSIFICATION, where)):
                if isinstance(each, Classification):
                    self._namesakes[each.scheme, each.code].append(each)

    def _reached(self, code: Classification) -> tuple[_Link | None, str | None]:
        """The code of the year that all money of a code belongs to, or why there is none."""
        reached = {code.key: _Link(code.key, is_whole=True, confidence=None)}
        frontier, ends = [code.key], list[_Link]()
        while frontier and not ends:
            ends = [reached[key] for key in frontier if self._holds(key)]
            frontier = self._advanced(frontier, reached)
        if not ends:
            return None, f"no mapping leads from {code.code} of {code.edition} to a code of {self._year}"
        if len(ends) == 1 and ends[0].is_whole:
            return ends[0], None
        shared = common([self._codes.chain(end.target) for end in ends]) if len(ends) > 1 else ()
        if shared:
            return _Link(shared[-1], is_whole=True, confidence=lowest(end.confidence for end in ends)), None
        return None, f"{code.code} of {code.edition} is split between codes of {self._year}"

    def _advanced(self, frontier: list[str], reached: dict[str, _Link]) -> list[str]:
        later = []
        for key in frontier:
            here = reached[key]
            for link in self._links[key]:
                if link.target not in reached:
                    sure = lowest((here.confidence, link.confidence))
                    reached[link.target] = _Link(link.target, here.is_whole and link.is_whole, sure)
                    later.append(link.target)
        return later

    def _holds(self, key: str) -> bool:
        code = self._codes.get(key)
        return holds(code, self._year, self._namesakes[code.scheme, code.code])


class Correspondences:
    """Codes told in another scheme by the correspondences that they, or the codes above them, keep."""

    def __init__(self, engine: Engine, scheme: Scheme, keys: Iterable[str]) -> None:
        self._scheme = scheme
        self._codes = Codes(engine)
        self._codes.load(keys)
        self._codes.load(link.target_key for code in self._codes.known() for link in _corresponding(code))

    def told(self, chain: Chain) -> Told:
        """A code, given by its chain, in codes of the scheme, as deep as that is certain."""
        for key in reversed(chain):
            links = self._links(key)
            shared = common([self._codes.chain(link.target_key) for link in links])
            if shared:
                return Told(shared, None, lowest(link.confidence for link in links))
            if links:
                return Told((), f"{self._codes.get(key).code} corresponds to codes that have nothing in common")
        return Told((), f"no correspondence is known for {self._codes.get(chain[-1]).code}")

    def _links(self, key: str) -> list[Mapping]:
        links = _corresponding(self._codes.get(key))
        return [link for link in links if self._codes.get(link.target_key).scheme is self._scheme]


def _corresponding(code: Classification) -> list[Mapping]:
    return [link for link in code.mappings if link.kind is MappingKind.CORRESPONDS]


def _outward(code: Classification) -> Iterable[_Link]:
    for link in code.mappings:
        if link.kind in BETWEEN_EDITIONS:
            yield _Link(link.target_key, link.kind in FORWARD, link.confidence)


def _inward(source: Classification, code: Classification) -> Iterable[_Link]:
    for link in source.mappings:
        if link.target_key == code.key and link.kind in BETWEEN_EDITIONS:
            yield _Link(source.key, link.kind in BACKWARD, link.confidence)
