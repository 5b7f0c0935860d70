"""The history of the knowledge base: releases, what they rest on, and what differs between two.

These ask the history instead of an engine, and take all parents of a level as every resolver does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeVar

from graph.differences import Step, change_of, steps
from graph.engine import Release
from graph.errors import InvalidCursorError
from graph.history import Difference, IngestedDocument
from graph.identity import Ref, global_id, ref_of
from graph.services import Services
from graph.vocabulary import Basis, EntityKind
from resolvers.paging import Key, Page, PageEdge, Placed, cursor_of, cut, key_of, size_of

T = TypeVar("T")


class OriginKind(StrEnum):
    """What an entry of a release's origin tells."""

    MERGE = "MERGE"
    CANDIDATE = "CANDIDATE"
    CONFLICT = "CONFLICT"
    OBSERVED_CODE = "OBSERVED_CODE"
    CORRECTION = "CORRECTION"
    IDLE_CORRECTION = "IDLE_CORRECTION"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginEntry:
    """Something that was found or decided when a release was made: about what, and in which words."""

    kind: OriginKind
    table: str
    key: str
    other: str | None
    words: str
    basis: Basis | None = None

    @property
    def id(self) -> str | None:
        """The id of the entity that it is about; None where that is none that has one."""
        kind = _ENTITIES.get(self.table)
        return None if kind is None else global_id(kind, self.key)

    def is_about(self, ref: Ref) -> bool:
        """Whether it is about an entity, as either of two."""
        return _ENTITIES.get(self.table) is ref.kind and ref.key in (self.key, self.other)


@dataclass(frozen=True, slots=True)
class KindTotals:
    """How many entities of a kind were added, removed and changed."""

    kind: EntityKind
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """Two releases and what differs between them."""

    difference: Difference

    @property
    def earlier(self) -> Release:
        """The release that is compared."""
        return self.difference.earlier

    @property
    def later(self) -> Release:
        """The release that it is compared with."""
        return self.difference.later

    @property
    def totals(self) -> tuple[KindTotals, ...]:
        """The numbers of changes by kind; kinds in which nothing differs are left out."""
        return tuple(
            KindTotals(kind, len(each.added), len(each.removed), len(each.changed))
            for kind, each in self.difference.changes.items()
        )


def releases(
    services: Services, parents: Sequence[object], *, first: int | None = None, after: str | None = None
) -> list[Page]:
    """A page of the releases, newest first."""
    known = services.history.releases()
    keyed = [((release.number,), release) for release in known]
    return [_page(keyed, "releases", first, after)] * len(parents)


def release(services: Services, parents: Sequence[object], *, release: str) -> list[Release]:
    """The release of a number or name."""
    return [services.history.release(release)] * len(parents)


def received(services: Services, parents: Sequence[Release]) -> list[list[IngestedDocument]]:
    """The documents that each release rests on, as they were received."""
    return services.history.received([parent.number for parent in parents])


def origin(
    services: Services,
    parents: Sequence[Release],
    *,
    kinds: Sequence[OriginKind] | None = None,
    about: str | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """For each release a page of what was found and decided when it was made, or of what is about one entity."""
    ref = None if about is None else ref_of(about)
    reports = services.history.reports([parent.number for parent in parents])
    entries = ([(key, each) for key, each in _entries(report, kinds) if ref is None or each.is_about(ref)]
               for report in reports)  # fmt: skip
    return [_page(found, "origin", first, after) for found in entries]


def diff(services: Services, parents: Sequence[object], *, earlier: str, later: str) -> list[ReleaseDiff]:
    """What differs between two releases, by numbers or names."""
    history = services.history
    ends = (history.release(asked).number for asked in (earlier, later))
    return [ReleaseDiff(history.difference(*ends))] * len(parents)


def changes(
    services: Services,
    parents: Sequence[ReleaseDiff],
    *,
    kinds: Sequence[EntityKind] | None = None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page]:
    """For each comparison a page of the changes, kind by kind: added, removed, changed."""
    return [_changes(services, parent.difference, kinds, first, after) for parent in parents]


def _changes(
    services: Services,
    difference: Difference,
    kinds: Sequence[EntityKind] | None,
    first: int | None,
    after: str | None,
) -> Page:
    """A page of the changes; the states of its entities are asked for, and of no others."""
    signature = f"diff/{difference.earlier.number}/{difference.later.number}"
    keyed = [(_key(step), step) for step in steps(difference) if kinds is None or step.ref.kind in kinds]
    begin, shown = _cut(keyed, signature, first, after)
    refs = [step.ref for _, step in shown]
    before, later = (services.history.states(refs, end.number) for end in (difference.earlier, difference.later))
    changed = [(key, change_of(step, before, later)) for key, step in shown]
    return _page_of(changed, begin, len(keyed), signature, first)


def _key(step: Step) -> Key:
    return (step.change.value, step.ref.kind.value, step.ref.key)


_KINDS = {
    "merges": OriginKind.MERGE,
    "candidates": OriginKind.CANDIDATE,
    "conflicts": OriginKind.CONFLICT,
    "observed": OriginKind.OBSERVED_CODE,
    "corrections": OriginKind.CORRECTION,
    "idle_corrections": OriginKind.IDLE_CORRECTION,
}
"""The lists of a report, and what their entries tell."""

_ENTITIES = {
    "jurisdictions": EntityKind.JURISDICTION,
    "departments": EntityKind.DEPARTMENT,
    "budget_units": EntityKind.BUDGET_UNIT,
    "offices": EntityKind.OFFICE,
    "recipients": EntityKind.RECIPIENT,
    "projects": EntityKind.PROJECT,
    "indicators": EntityKind.INDICATOR,
    "evaluations": EntityKind.EVALUATION,
    "criteria": EntityKind.CRITERION,
    "documents": EntityKind.DOCUMENT,
    "statements": EntityKind.STATEMENT,
    "observations": EntityKind.OBSERVATION,
    "cited_rules": EntityKind.CITED_RULE,
}
"""What the rows of a table become under their own key."""


def _entries(
    report: Mapping[str, Sequence[Mapping[str, str]]] | None, kinds: Sequence[OriginKind] | None
) -> list[tuple[Key, OriginEntry]]:
    found: list[tuple[Key, OriginEntry]] = []
    for name, kind in _KINDS.items():
        if kinds is None or kind in kinds:
            found += (((kind.value, at), _entry(kind, each)) for at, each in enumerate((report or {}).get(name, ())))
    return found


def _entry(kind: OriginKind, plain: Mapping[str, str]) -> OriginEntry:
    """An entry of any list: what it is about, and the words that it has for it."""
    match kind:
        case OriginKind.MERGE:
            about = (plain["table"], plain["kept"], plain["merged"], plain["evidence"])
        case OriginKind.CANDIDATE:
            about = (plain["table"], plain["one"], plain["other"], plain["reason"])
        case OriginKind.OBSERVED_CODE:
            key = f"{plain['scheme']}/{plain['code']}/{plain['year']}"
            about = ("classifications", key, plain["name"], plain["words"])
        case _:
            about = (plain["table"], plain["key"], "", plain["words"])
    table, key, other, words = about
    basis = Basis(plain["basis"]) if kind is OriginKind.MERGE else None
    return OriginEntry(kind=kind, table=table, key=key, other=other or None, words=words, basis=basis)


def _page(keyed: Sequence[tuple[Key, object]], signature: str, first: int | None, after: str | None) -> Page:
    """A page of a list whose elements have keys; InvalidCursorError where a cursor points to none of them."""
    begin, shown = _cut(keyed, signature, first, after)
    return _page_of(shown, begin, len(keyed), signature, first)


def _cut(
    keyed: Sequence[tuple[Key, T]], signature: str, first: int | None, after: str | None
) -> tuple[int, Sequence[tuple[Key, T]]]:
    """Where a page begins, and its elements with one more, which tells whether there is a next page."""
    limit = size_of(first) + 1
    begin = 0
    if after is not None:
        key = key_of(after, signature)
        begin = next((at + 1 for at, (known, _) in enumerate(keyed) if known == key), 0)
        if begin == 0:
            raise InvalidCursorError(after, "what it points to is not in this list")
    return begin, keyed[begin : begin + limit]


def _page_of(shown: Sequence[tuple[Key, object]], begin: int, count: int, signature: str, first: int | None) -> Page:
    edges: list[Placed] = [PageEdge(node, partial(_cursor, key, signature)) for key, node in shown]
    return cut(edges, size_of(first) + 1, lambda: count, started=begin > 0)


def _cursor(key: Key, signature: str, _: object) -> str:
    return cursor_of(key, signature)
