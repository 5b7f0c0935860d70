"""Evaluations with their grade bands and deductions."""

from collections.abc import Iterator

from graph.identity import Ref
from graph.model import Evaluation
from graph.values import Deduction, GradeBand
from graph.vocabulary import EntityKind, EvaluationKind, Grade
from seed.rows.places import Places
from seed.table import Row, Tables


def evaluations(tables: Tables, places: Places) -> Iterator[Evaluation]:
    """The evaluations in published order."""
    names = {row["key"]: row["name"] for name in ("projects", "departments") for row in tables[name]}
    bands, deductions = tables["grade_bands"].by("evaluation"), tables["deductions"].by("evaluation")
    for row in tables["evaluations"]:
        key = row["key"]
        yield Evaluation(
            key=key,
            sources=places.of("EVALUATION", key, row),
            fiscal_year=row["fiscal_year"],
            evaluation_kind=EvaluationKind(row["kind"]),
            subject=Ref(EntityKind(row["subject_kind"]), row["subject"]),
            subject_name=names[row["subject"]],
            score=row["score"],
            full_score=row["full_score"],
            grade=Grade(row["grade"]) if row["grade"] else None,
            grade_bands=tuple(_grade_band(band, places) for band in bands[key]),
            deductions=tuple(_deduction(deduction, places) for deduction in deductions[key]),
            using_unit=row["using_unit"],
            ordinal=row["ordinal"],
            document_key=row["document"],
            ambiguous=row["ambiguous"],
            note=row["note"],
        )


def _grade_band(row: Row, places: Places) -> GradeBand:
    return GradeBand(
        grade=Grade(row["grade"]),
        lower=row["lower"],
        upper=row["upper"],
        lower_inclusive=row["lower_inclusive"],
        upper_inclusive=row["upper_inclusive"],
        sources=(places.at(row),),
    )


def _deduction(row: Row, places: Places) -> Deduction:
    return Deduction(
        criterion=row["criterion"],
        amount=row["amount"],
        reason=row["reason"],
        note=row["note"],
        sources=(places.at(row),),
    )
