"""What an invented rubric of three rows scores where a score is not printed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from graph.vocabulary import Basis
from seed.columns import Cell
from seed.rows.places import Places
from seed.rows.rubrics import criteria, score_items
from seed.table import Row, Table, Tables

SCORED = ("weight", "score", "rate", "benchmark", "detail", "rule", "rule_terms", "rule_summary", "input_value")
PRINTED = {"document": "report", "section": "rubric", "line": 7, "ambiguous": False, "note": None}


def table(rows: Sequence[Mapping[str, Cell]]) -> Table:
    made = [Row(row) for row in rows]
    for line, row in enumerate(made, 2):
        row.line = line
    return Table("tables/invented.csv", {"fields": []}, made)


def tables(scores: Mapping[str, str | None]) -> Tables:
    """The tables of one evaluation with a score, or none, for each criterion."""
    empty = dict.fromkeys((*SCORED, "input_text", "deduction"))
    items: list[dict[str, Cell]] = [
        {**empty, **PRINTED, "evaluation": "lamps", "ordinal": ordinal, "criterion": path}
        | {"score": None if score is None else Decimal(score)}
        for ordinal, (path, score) in enumerate(scores.items(), 1)
    ]
    paths = [{"path": path, "parent": " > ".join(path.split(" > ")[:-1]) or None} for path in scores]
    return {
        "documents": table([{"key": "report", "page_lines": (1, 5, 9)}]),
        "mentions": table([]),
        "evaluations": table([{"key": "lamps", "fiscal_year": 2022}]),
        "score_items": table(items),
        "criteria": table(paths),
    }


def scored(scores: Mapping[str, str | None]) -> list[tuple[str, str | None, Basis]]:
    """Each row's name, score and how the score is known."""
    made = tables(scores)
    items = score_items(made, Places(made))
    return [(item.name, None if item.score is None else str(item.score), item.score_basis) for item in items]


def test_a_row_without_score_has_the_sum_of_the_rows_below_it() -> None:
    assert scored({"light": None, "light > reach": "4.5", "light > colour": "3"}) == [
        ("light", "7.5", Basis.DERIVED),
        ("reach", "4.5", Basis.PUBLISHED),
        ("colour", "3", Basis.PUBLISHED),
    ]


def test_sums_are_derived_from_the_leaves_upwards() -> None:
    assert scored({"light": None, "light > lamp": None, "light > lamp > reach": "4"}) == [
        ("light", "4", Basis.DERIVED),
        ("lamp", "4", Basis.DERIVED),
        ("reach", "4", Basis.PUBLISHED),
    ]


def test_nothing_is_derived_where_a_row_below_has_no_score() -> None:
    assert scored({"light": None, "light > reach": "4.5", "light > colour": None})[0] == (
        "light",
        None,
        Basis.PUBLISHED,
    )


def test_a_printed_score_stands_even_where_its_rows_say_otherwise() -> None:
    assert scored({"light": "9", "light > reach": "4.5"})[0] == ("light", "9", Basis.PUBLISHED)


def test_a_criterion_is_printed_where_rows_are_scored_on_it() -> None:
    made = tables({"light": "9"})
    (criterion,) = criteria(made, score_items(made, Places(made)))
    assert (criterion.path, criterion.parent_key) == (("light",), None)
    assert [(source.document_key, source.page, source.line) for source in criterion.sources] == [("report", 2, 7)]
