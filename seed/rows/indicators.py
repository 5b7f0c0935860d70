"""Indicators: targets, what they were before they were changed, and what came of them."""

from collections.abc import Iterator

from graph.identity import Ref
from graph.model import Indicator
from graph.values import Measure
from graph.vocabulary import Comparison, EntityKind
from seed.rows.places import Places
from seed.table import Row, Tables


def indicators(tables: Tables, places: Places) -> Iterator[Indicator]:
    """The indicators in published order."""
    for row in tables["indicators"]:
        yield Indicator(
            key=row["key"],
            sources=places.of("INDICATOR", row["key"], row),
            name=row["name"],
            fiscal_year=row["fiscal_year"],
            ordinal=row["ordinal"],
            subject=Ref(EntityKind(row["subject_kind"]), row["subject"]),
            level1=row["level1"],
            level2=row["level2"],
            description=row["description"],
            target=_measure(row, "target"),
            original_target=_measure(row, "original_target"),
            actual=_measure(row, "actual"),
            weight=row["weight"],
            score=row["score"],
            met=row["met"],
            basis=row["basis"],
            cited_rule_keys=row["cited_rules"],
            deviation_reason=row["deviation_reason"],
            ambiguous=row["ambiguous"],
            note=row["note"],
        )


def _measure(row: Row, which: str) -> Measure | None:
    """The target or outcome whose columns begin with `which`; None where none is published."""
    comparison = row[f"{which}_comparison"]
    if comparison is None:
        return None
    return Measure(
        comparison=Comparison(comparison),
        value=row[f"{which}_value"],
        unit=row[f"{which}_unit"],
        text=row[f"{which}_text"],
    )
