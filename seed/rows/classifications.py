"""Classification codes with their parents, their mappings and the statements that print figures of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.model import BudgetLine, Classification
from graph.values import Mapping, SourceRef
from graph.vocabulary import Basis, Confidence, MappingKind, Scheme
from seed.editions import Editions, classification_key
from seed.table import Row, Tables


def classifications(tables: Tables, editions: Editions, lines: Iterable[BudgetLine]) -> Iterator[Classification]:
    """The codes of all schemes; the sources of a code are the first row of each statement with figures of it."""
    printed = _printed(lines)
    mappings = _mappings(tables)
    for row in tables["classifications"]:
        key = classification_key(row["scheme"], row["code"], row["edition"])
        yield Classification(
            key=key,
            sources=printed[key],
            name=row["name"],
            scheme=Scheme(row["scheme"]),
            code=row["code"],
            edition=row["edition"],
            editions=row["editions"],
            level=row["level"],
            parent_key=editions.find(row["scheme"], row["parent"], row["edition"]),
            basis=Basis(row["basis"]),
            evidence=row["evidence"],
            mappings=mappings[key],
        )


def _mappings(tables: Tables) -> defaultdict[str, tuple[Mapping, ...]]:
    found: defaultdict[str, tuple[Mapping, ...]] = defaultdict(tuple)
    for row in tables["classification_mappings"]:
        source = classification_key(row["source_scheme"], row["source_code"], row["source_edition"])
        found[source] += (_mapping(row),)
    return found


def _mapping(row: Row) -> Mapping:
    return Mapping(
        target_key=classification_key(row["target_scheme"], row["target_code"], row["target_edition"]),
        kind=MappingKind(row["kind"]),
        basis=Basis(row["basis"]),
        confidence=Confidence(row["confidence"]) if row["confidence"] else None,
        note="; ".join(filter(None, (row["evidence"], row["note"]))),
    )


def _printed(lines: Iterable[BudgetLine]) -> defaultdict[str, tuple[SourceRef, ...]]:
    found: defaultdict[str, tuple[SourceRef, ...]] = defaultdict(tuple)
    seen: set[tuple[str, str]] = set()
    for line in lines:
        for key in filter(None, _codes(line)):
            if (key, line.statement_key) not in seen:
                seen.add((key, line.statement_key))
                found[key] += line.sources
    return found


def _codes(line: BudgetLine) -> tuple[str | None, ...]:
    return (
        line.functional_key,
        line.department_economic_key,
        line.government_economic_key,
        line.procurement_key,
        line.fund_source_key,
        line.revenue_source_key,
    )
