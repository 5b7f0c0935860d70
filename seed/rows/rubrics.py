"""The rubrics of evaluations: scored rows, and the criteria that evaluations share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.model import Criterion, ScoreItem
from graph.vocabulary import Basis, ScoringRule
from seed.rows.places import Places
from seed.table import Row, Tables

if TYPE_CHECKING:
    from graph.values import SourceRef

SEPARATOR = " > "
"""What stands between the names of a criterion's path."""


def score_items(tables: Tables, places: Places) -> Iterator[ScoreItem]:
    """The scored rows in published order; the key of one is `<evaluation>/<criterion>`."""
    parents = {row["path"]: row["parent"] for row in tables["criteria"]}
    by_evaluation = tables["score_items"].by("evaluation")
    for evaluation in tables["evaluations"]:
        rows = by_evaluation[evaluation["key"]]
        sums = _sums(rows, parents)
        for row in rows:
            yield _score_item(row, evaluation["fiscal_year"], sums.get(row["criterion"]), places)


def _score_item(row: Row, fiscal_year: int, total: Decimal | None, places: Places) -> ScoreItem:
    key = f"{row['evaluation']}/{row['criterion']}"
    path = row["criterion"].split(SEPARATOR)
    derived = row["score"] is None and total is not None
    return ScoreItem(
        key=key,
        sources=places.of("SCORE_ITEM", key, row),
        name=path[-1],
        evaluation_key=row["evaluation"],
        criterion_key=row["criterion"],
        ordinal=row["ordinal"],
        level=len(path),
        fiscal_year=fiscal_year,
        weight=row["weight"],
        score=total if derived else row["score"],
        score_basis=Basis.DERIVED if derived else Basis.PUBLISHED,
        rate=row["rate"],
        benchmark=row["benchmark"],
        detail=row["detail"],
        rule=ScoringRule(row["rule"]) if row["rule"] else None,
        rule_terms=row["rule_terms"],
        rule_summary=row["rule_summary"],
        input_value=row["input_value"],
        input_text=row["input_text"],
        deduction=row["deduction"],
        ambiguous=row["ambiguous"],
        note=row["note"],
    )


def _sums(rows: Sequence[Row], parents: dict[str, str | None]) -> dict[str, Decimal]:
    """What the rows right below each criterion of one evaluation score together, where all of them are scored."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    scores: dict[str, Decimal | None] = {}
    for row in rows:
        scores[row["criterion"]] = row["score"]
        parent = parents[row["criterion"]]
        if parent is not None:
            below[parent].append(row["criterion"])
    sums: dict[str, Decimal] = {}
    for criterion in sorted(below, key=lambda path: path.count(SEPARATOR), reverse=True):
        parts = [sums.get(part) if scores[part] is None else scores[part] for part in below[criterion]]
        scored = [part for part in parts if part is not None]
        if len(scored) == len(parts):
            sums[criterion] = sum(scored, Decimal(0))
    return sums


def criteria(tables: Tables, items: Iterable[ScoreItem]) -> Iterator[Criterion]:
    """The criteria; each is printed where the rows scored on it are."""
    printed: defaultdict[str, tuple[SourceRef, ...]] = defaultdict(tuple)
    for item in items:
        printed[item.criterion_key] += item.sources
    for row in tables["criteria"]:
        path = tuple(row["path"].split(SEPARATOR))
        yield Criterion(
            key=row["path"], sources=printed[row["path"]], name=path[-1], path=path, parent_key=row["parent"]
        )
