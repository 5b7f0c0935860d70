"""A contradiction as a finding: its key, its message in words, and the places where its terms are printed."""

from collections.abc import Iterable
from decimal import Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.identity import Ref
from graph.model import Entity, Finding
from graph.values import SourceRef

PLACES_SHOWN = 12
"""More places than these would drown the message; all are in the finding's terms."""


def finding_of(rule_name: str, contradiction: Contradiction, facts: Facts) -> Finding:
    """The finding that a contradiction found by a rule makes."""
    entities = [each for each in map(facts.get, _refs(contradiction)) if each is not None]
    sources = tuple(dict.fromkeys(source for each in entities for source in each.sources))
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
        document_keys=tuple(dict.fromkeys(key for each in entities for key in _documents(each))),
    )


def _refs(contradiction: Contradiction) -> Iterable[Ref]:
    terms = (term.ref for term in contradiction.terms if term.ref is not None)
    return dict.fromkeys((*contradiction.subjects, *terms))


def _key(rule_name: str, contradiction: Contradiction) -> str:
    main = contradiction.subjects[0]
    return "/".join(filter(None, (rule_name, main.kind.value.lower(), main.key, contradiction.aspect)))


def _documents(entity: Entity) -> Iterable[str]:
    document = getattr(entity, "document_key", None)
    return [document] if document else [source.document_key for source in entity.sources]


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
    places = [place(source) for source in sources[:PLACES_SHOWN]]
    if len(sources) > PLACES_SHOWN:
        places.append(f"and {len(sources) - PLACES_SHOWN} more")
    return f"{message}; printed in {', '.join(places)}" if places else message


def _figure(value: Decimal | None, unit: str | None) -> str:
    return "" if value is None else f"{value:f} {unit}" if unit else f"{value:f}"


def place(source: SourceRef) -> str:
    """Where a fact is printed, in words: `qingdao-2021-final-accounts 公开01表 line 204`."""
    parts = [source.document_key, source.locator]
    parts += [f"page {source.page}"] if source.page is not None else []
    parts += [f"line {source.line}"] if source.line is not None else []
    return " ".join(filter(None, parts))
