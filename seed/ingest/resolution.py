"""Who is who: the bodies, projects and criteria that documents name differently, found to be one.

Two names are one where they differ only in print, or by words that publishers add and leave out (经费, 专项资金,
本级, the name of the department). Every such merge says on what it rests. Names that are merely alike are reported
as candidates, for people to decide in the corrections file; names that one list prints side by side are two.

Documents are resolved together and the outcome does not depend on the order in which they were received.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from graph.vocabulary import Basis
from seed.ingest.document_rows import DocumentRows
from seed.ingest.families import FAMILIES, Family, Form, Names
from seed.ingest.names import added_words, likeness, printed_alike
from seed.ingest.rekeying import rekeyed
from seed.parsers.parsed import Row

ALIKE = 0.7
"""From this likeness on, two names are worth a look."""

_TOO_COMMON = 60
"""A pair of characters that more names share tells nothing, and would make every name a neighbour of every other."""

_DECIDED, _SIDE_BY_SIDE = "decided", "one list prints both"
_SETTLED = frozenset({_DECIDED, _SIDE_BY_SIDE})
"""Objections after which there is nothing left to ask."""

Pair: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two keys of a table that were found, or decided, to be one: on what basis, and by what evidence."""

    table: str
    kept: str
    merged: str
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two keys of a table that may be one, and why; nothing was merged."""

    table: str
    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided of keys of one table: which are one (the second stays), which are not; with their words."""

    one: Mapping[tuple[str, str], str] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()


@dataclass(slots=True)
class Resolution:
    """The documents with one key for each thing, what was merged for it, and what might be."""

    documents: list[DocumentRows]
    merges: list[Merge] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)


def resolved(documents: Iterable[DocumentRows], decided: Mapping[str, Decided] | None = None) -> Resolution:
    """The documents with everything that they name under one key, family by family."""
    result = Resolution(list(documents))
    for family in FAMILIES:
        matching = _Matching(family, result.documents, (decided or {}).get(family.table, Decided()))
        result.merges += matching.merges
        result.candidates += matching.candidates
        if matching.new_keys:
            new_keys = {family.table: matching.new_keys}
            result.documents = [rekeyed(document, new_keys) for document in result.documents]
    return result


@dataclass(slots=True)
class _Named:
    """What is known of a key: the first row that has it, its names, and the lists and lines that print it."""

    row: Row
    names: dict[str, str]
    lists: set[tuple[str, str]]

    def printed(self, name: str) -> str:
        """A name with the place that prints it, for an evidence."""
        return f"{name} ({self.names[name]})"


class _Matching:
    """The keys of one family, put into groups of one thing each."""

    def __init__(self, family: Family, documents: Sequence[DocumentRows], decided: Decided) -> None:
        self.merges: list[Merge] = []
        self.candidates: list[Candidate] = []
        self._family = family
        self._decided = decided
        self._known = _known(family, documents)
        self._names = Names(documents)
        self._rank = {key: (not known.row.get("code"), at) for at, (key, known) in enumerate(self._known.items())}
        self._chosen: set[str] = set()
        self._group: dict[str, list[str]] = {key: [key] for key in self._known}
        self._decide()
        for form in family.forms:
            self._match(form)
        if family.is_doubtful:
            self._look_for_candidates()

    @property
    def new_keys(self) -> dict[str, str]:
        """The keys that give way, each to the first of its group."""
        return {key: group[0] for key, group in self._group.items() if key != group[0]}

    def _decide(self) -> None:
        """Do what people decided, whatever the names say."""
        for (merged, kept), words in self._decided.one.items():
            if merged in self._known and kept in self._known:
                self._chosen.add(kept)
                self._join(kept, merged, Basis.PUBLISHED, words)

    def _match(self, form: Form) -> None:
        """Join all keys of a block that share a form and stand for no two things in one list."""
        blocks: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for key, known in self._known.items():
            for name in known.names:
                shape = form.of(name, known.row, self._names)
                if shape:
                    blocks[self._family.block(known.row), shape].setdefault(key, name)
        for found in blocks.values():
            first, *others = found
            for other in others:
                if self._group[first] is self._group[other]:
                    continue
                if reason := self._objection(first, other):
                    self._report(first, other, reason)
                    continue
                self._join(
                    first, other, Basis.DERIVED, self._evidence(form, (first, found[first]), (other, found[other]))
                )

    def _join(self, kept: str, merged: str, basis: Basis, evidence: str) -> None:
        one, two = self._group[kept], self._group[merged]
        if one is two:
            return
        together = sorted([*one, *two], key=lambda key: (key not in self._chosen, *self._rank[key]))
        gone = two[0] if together[0] == one[0] else one[0]
        self.merges.append(Merge(self._family.table, together[0], gone, basis, evidence))
        for key in together:
            self._group[key] = together

    def _objection(self, one: str, other: str) -> str:
        """Why two keys whose names match are not simply one; empty where nothing speaks against it."""
        ones, others = self._group[one], self._group[other]
        for first in ones:
            for second in others:
                if Pair((first, second)) in self._decided.apart:
                    return _DECIDED
                if self._known[first].lists & self._known[second].lists:
                    return _SIDE_BY_SIDE
                codes = {self._known[key].row.get("code", "") for key in (first, second)} - {""}
                if len(codes) > 1:
                    return f"their codes differ: {' and '.join(sorted(codes))}"
        return ""

    def _report(self, one: str, other: str, reason: str) -> None:
        candidate = Candidate(self._family.table, one, other, f"the names match, but {reason}")
        if reason not in _SETTLED and candidate not in self.candidates:
            self.candidates.append(candidate)

    def _evidence(self, form: Form, one: tuple[str, str], other: tuple[str, str]) -> str:
        first, second = (self._known[key].printed(name) for key, name in (one, other))
        added = added_words(one[1], other[1])
        return f"{first} and {second}: {form.words}" + (f"; one adds {added}" if added else "")

    def _look_for_candidates(self) -> None:
        """Report pairs of groups whose names are alike, one contained in the other or nearly the same."""
        shape = self._family.forms[-1]
        blocks: defaultdict[str, list[str]] = defaultdict(list)
        for key, known in self._known.items():
            if self._group[key][0] == key:
                blocks[self._family.block(known.row)].append(key)
        for keys in blocks.values():
            forms = {
                key: shape.of(self._known[key].row[self._family.name], self._known[key].row, self._names)
                for key in keys
            }
            for one, other in _alike(forms):
                if not self._objection(one, other):
                    self.candidates.append(
                        Candidate(self._family.table, one, other, f"alike: {self._say(one)} and {self._say(other)}")
                    )

    def _say(self, key: str) -> str:
        known = self._known[key]
        return known.printed(known.row[self._family.name])


def _known(family: Family, documents: Sequence[DocumentRows]) -> dict[str, _Named]:
    """The keys of a family's table with what is known of them, in the order in which documents have the say."""
    known: dict[str, _Named] = {}
    for document in sorted(documents, key=lambda each: family.precedence(each.document)):
        for row in document.of(family.table):
            place = f"{row['document']}:{row['line']}" if "document" in row else document.key
            named = known.setdefault(row[family.key], _Named(row, {}, set()))
            if not named.row.get("code") and row.get("code"):
                named.row = row
            for name in (row[family.name], *filter(None, row.get("aliases", "").split(";"))):
                named.names.setdefault(name, place)
            if "line" in row:
                named.lists.add((row["document"], f"line {row['line']}"))
            if row.get("ordinal"):
                named.lists.add((row["document"], row["section"]))
    return known


def _alike(forms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs of keys whose forms contain each other or are nearly the same.

    Only keys whose forms share a pair of characters are compared, so that large blocks stay cheap.
    """
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for key, form in forms.items():
        for at in range(len(form) - 1):
            sharing[form[at : at + 2]].append(key)
    seen: set[Pair] = set()
    for keys in sharing.values():
        if len(keys) > _TOO_COMMON:
            continue
        for one, other in combinations(dict.fromkeys(keys), 2):
            pair = Pair((one, other))
            if pair in seen:
                continue
            seen.add(pair)
            if _contains(forms[one], forms[other]) or likeness(forms[one], forms[other]) >= ALIKE:
                yield one, other


def _contains(one: str, other: str) -> bool:
    short, long = sorted((printed_alike(one), printed_alike(other)), key=len)
    return len(short) >= 4 and short in long  # noqa: PLR2004 - see names.SHORTEST_CORE
