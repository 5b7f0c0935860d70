"""A contradiction as a finding: its key, its message in words, and the places where its terms are printed."""

from collections.abc import Iterable
from decimal import Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.identity import Ref
from graph.model import Entity, Finding
from graph.values import SourceRef
from graph.vocabulary import EntityKind

PLACES_SHOWN = 8
"""More places than these would drown the message; all are in the finding's sources."""

PRINTED_ONCE = frozenset({
    EntityKind.BUDGET_LINE, EntityKind.OBSERVATION, EntityKind.SCORE_ITEM, EntityKind.INDICATOR, EntityKind.STATEMENT,
})  # fmt: skip
"""Kinds that are themselves a place in a document; others may be mentioned in many."""


def finding_of(rule_name: str, contradiction: Contradiction, facts: Facts) -> Finding:
    """The finding that a contradiction found by a rule makes."""
    entities = [each for each in map(facts.get, _refs(contradiction)) if each is not None]
    sources = tuple(dict.fromkeys((*contradiction.places, *_sources(entities, bool(contradiction.places)))))
    return Finding(
        key=_key(rule_name, contradiction),
        sources=sources,
        rule=rule_name,
        severity=contradiction.judged,
        message=_message(contradiction, sources),
        published=contradiction.published,
        expected=contradiction.expected,
        unit=contradiction.unit,
        computation=contradiction.computation,
        terms=contradiction.terms,
        subjects=contradiction.subjects,
        document_keys=tuple(dict.fromkeys(source.document_key for source in sources)),
    )


def _refs(contradiction: Contradiction) -> Iterable[Ref]:
    terms = (term.ref for term in contradiction.terms if term.ref is not None)
    return dict.fromkeys((*contradiction.subjects, *terms))


def _sources(entities: Iterable[Entity], placed: bool) -> Iterable[SourceRef]:  # noqa: FBT001 - whether places are given
    """Where the entities are printed; of an entity that is mentioned in many places only its own document's count."""
    for entity in entities:
        document = getattr(entity, "document_key", None)
        if entity.kind in PRINTED_ONCE:
            yield from entity.sources
        elif document is not None:
            yield from [source for source in entity.sources if source.document_key == document][:1]
        elif not placed:
            yield from entity.sources


def _key(rule_name: str, contradiction: Contradiction) -> str:
    main = contradiction.subjects[0]
    return "/".join(filter(None, (rule_name, main.kind.value.lower(), main.key, contradiction.aspect)))


def _message(contradiction: Contradiction, sources: tuple[SourceRef, ...]) -> str:
    published = contradiction.published_text or _figure(contradiction.published, contradiction.unit)
    expected = contradiction.expected_text or _figure(contradiction.expected, contradiction.unit)
    parts = [contradiction.what]
    if published:
        parts.append(f"published {published}")
    if expected:
        parts.append(f"expected {expected}")
    message = "; ".join(parts)
    if contradiction.computation:
        message += f" ({contradiction.computation})"
    printed = places(sources)
    return f"{message}; printed in {printed}" if printed else message


def _figure(value: Decimal | None, unit: str | None) -> str:
    return "" if value is None else f"{value:f} {unit}" if unit else f"{value:f}"


def places(sources: Iterable[SourceRef]) -> str:
    """Where facts are printed, in words: `qingdao-2021-final-accounts 公开01表 lines 200, 204 and 206`."""
    by_heading: dict[tuple[str, str], list[SourceRef]] = {}
    for source in sources:
        by_heading.setdefault((source.document_key, source.locator), []).append(source)
    shown = [
        " ".join(filter(None, (document, locator, _spots(found)))) for (document, locator), found in by_heading.items()
    ]
    more = [f"{len(shown) - PLACES_SHOWN} more places"] if len(shown) > PLACES_SHOWN else []
    return "; ".join([*shown[:PLACES_SHOWN], *more])


def _spots(sources: list[SourceRef]) -> str:
    """Cells, pages and lines under one heading."""
    cells = [f"{each.row}/{each.column}" for each in sources if each.row is not None and each.column is not None]
    pages = sorted({each.page for each in sources if each.page is not None})
    lines = sorted({each.line for each in sources if each.line is not None})
    return ", ".join(filter(None, (_listed("row/column", cells), _listed("page", pages), _listed("line", lines))))


def _listed(word: str, values: list[str] | list[int]) -> str:
    return f"{word} {', '.join(map(str, values))}" if values else ""
