"""Clients see the recomputed score beside the published one."""

from tests.schema.conftest import Ask


def test_an_evaluation_and_its_rows_show_both_scores(ask: Ask) -> None:
    [edge] = ask(
        """{ evaluations(where: {kind: {eq: SELF}}) { edges { node {
             score recomputedScore recomputationNote itemsTotal recomputation { score basis computation }
             scoreItems { name score recomputedScore recomputationNote
                          recomputation { score basis note computation admitted { lowest highest reading } } } } } } }"""
    )["evaluations"]["edges"]
    evaluation = edge["node"]
    assert (evaluation["score"], evaluation["recomputedScore"], evaluation["itemsTotal"]) == ("96", "96", "96")
    assert evaluation["recomputation"] == {"score": "96", "basis": "PARTS", "computation": "20+30+46=96"}
    rows = {row["name"]: row for row in evaluation["scoreItems"]}
    lit = rows["灯具完好率"]
    assert lit["recomputedScore"] == lit["score"] == "16"
    assert lit["recomputation"]["basis"] == "RULE"
    assert lit["recomputation"]["admitted"] == [{"lowest": "16", "highest": "16", "reading": None}]
    assert rows["决策"]["recomputation"]["basis"] == "RATE"


def test_an_evaluation_without_a_rubric_has_none_and_says_why(ask: Ask) -> None:
    [edge] = ask(
        "{ evaluations(where: {kind: {eq: OVERALL}}) { edges { node { recomputedScore recomputationNote itemsTotal } } } }"
    )["evaluations"]["edges"]
    assert edge["node"] == {
        "recomputedScore": None,
        "recomputationNote": "no scored rows are published",
        "itemsTotal": None,
    }
