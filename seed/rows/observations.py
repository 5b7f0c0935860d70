"""Figures stated in prose or outside the numbered statements.

The key of one is `<document>/<subject>/<name>/<measure>/<fiscal year>[/<period>][/<qualifier>]`: what identifies a
figure is who states it, of what, by which words, as which kind of figure, for which time. It stands in the table,
because `mentions` refers to it; a test holds it to this rule.
"""

from collections.abc import Iterator

from graph.identity import Ref
from graph.model import Observation
from graph.vocabulary import Approximation, EntityKind
from seed.editions import Editions
from seed.rows.places import Places
from seed.table import Row, Tables


def observations(tables: Tables, editions: Editions, places: Places) -> Iterator[Observation]:
    """The figures in published order, counted within each document: another document changes none of them."""
    labels = {row["measure"]: row["label_zh"] for row in tables["measures"]}
    for rows in tables["observations"].by("document").values():
        for order, row in enumerate(rows):
            yield _observation(row, order, labels[row["measure"]], editions, places)


def _observation(row: Row, order: int, label: str, editions: Editions, places: Places) -> Observation:
    scheme, code = row["classification_scheme"], row["classification_code"]
    return Observation(
        key=row["key"],
        sources=places.of("OBSERVATION", row["key"], row),
        name=row["name"],
        measure=row["measure"],
        measure_label=label,
        subject=Ref(EntityKind(row["subject_kind"]), row["subject"]),
        document_key=row["document"],
        fiscal_year=row["fiscal_year"],
        period=row["period"],
        compared_with=row["compared_with"],
        value=row["value"],
        text=row["text"],
        unit=row["unit"],
        approximation=Approximation(row["approximation"]) if row["approximation"] else None,
        published=row["published"],
        qualifier=row["qualifier"],
        classification_key=editions.find(scheme, code, row["fiscal_year"]),
        reason=row["reason"],
        ambiguous=row["ambiguous"],
        note=row["note"],
        order=order,
    )
