"""Lists of the invented authority are filtered, ordered and walked page by page."""

from decimal import Decimal
from typing import Any

import pytest

from graph.vocabulary import EntityKind
from tests.invented import DATASET
from tests.schema.conftest import Ask


def nodes(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in page["edges"]]


@pytest.mark.parametrize(
    ("where", "every"),
    [
        ('{functional: {eq: "2010302"}}', lambda line: line["functional"]["code"] == "2010302"),
        ('{functional: {under: "201", in: ["2010302"]}}', lambda line: line["functional"]["code"] == "2010302"),
        ('{amount: {gte: "40", lte: "50.00"}}', lambda line: 40 <= Decimal(line["amount"]) <= 50),
        ('{amount: {eq: "40"}}', lambda line: Decimal(line["amount"]) == 40),
        ("{direction: {in: [BALANCE]}}", lambda line: line["direction"] == "BALANCE"),
        ("{statementKind: {eq: EXPENDITURE}}", lambda line: line["statement"]["statementKind"] == "EXPENDITURE"),
        ('{rowLabel: {startsWith: "一"}}', lambda line: line["rowLabel"].startswith("一")),
        ('{columnLabel: {contains: "支出"}}', lambda line: "支出" in line["columnLabel"]),
        ("{expenditureType: {eq: PROJECT}}", lambda line: line["expenditureType"] == "PROJECT"),
        ("{fiscalYear: {gte: 2023}}", lambda line: line["fiscalYear"] == 2023),
        ("{statementNumber: {eq: 1}}", lambda line: line["statement"]["number"] == 1),
    ],
)
def test_budget_lines_are_filtered(ask: Ask, where: str, every: Any) -> None:  # noqa: ANN401 - a condition on one line
    page = ask(
        f"""{{ budgetLines(where: {where}, first: 1000) {{ totalCount edges {{ node {{
            amount direction rowLabel columnLabel expenditureType fiscalYear
            functional {{ code }} statement {{ number statementKind document {{ key }} }} department {{ code }} }} }} }} }}"""
    )["budgetLines"]
    assert page["totalCount"] == len(page["edges"]) > 0
    assert all(every(line) for line in nodes(page))


def test_a_filter_that_contradicts_itself_finds_nothing(ask: Ask) -> None:
    asked = ask('{ budgetLines(where: {functional: {eq: "201", in: ["20103"]}}) { totalCount } }')
    assert asked["budgetLines"]["totalCount"] == 0


def test_a_list_is_walked_by_its_cursors_in_any_order(ask: Ask) -> None:
    for order in ("", "orderBy: {field: AMOUNT, direction: DESC}"):
        seen, after = [], None
        while True:
            page = ask(
                f"query ($after: String) {{ budgetLines(first: 7, after: $after {order}) {{ totalCount "
                "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id amount } } } }",
                after=after,
            )["budgetLines"]
            assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
            seen += nodes(page)
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert (
            len({line["id"] for line in seen})
            == len(seen)
            == page["totalCount"]
            == len(DATASET.of(EntityKind.BUDGET_LINE))
        )
        if order:
            amounts = [Decimal(line["amount"]) for line in seen]
            assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("budgetLines(first: 0)", "from 1 to 1000"),
        ("budgetLines(first: -5)", "from 1 to 1000"),
        ("budgetLines(first: 1001)", "from 1 to 1000"),
        ('budgetLines(after: "nonsense")', "it cannot be read"),
        ('projects(after: "WyJERVBBUlRNRU5UIiwiZCJd")', "it belongs to another list"),
        ('departments(after: "WyJERVBBUlRNRU5UIiwzXQ")', "it was not made by this list"),
        ('departments(after: "WyJERVBBUlRNRU5UIixbXV0")', "it cannot be read"),
        ('departments(after: "WyJERVBBUlRNRU5UIix7ImQiOiJ4In1d")', "it cannot be read"),
        ('departments(after: "e30")', "it belongs to another list"),
    ],
)
def test_absurd_pages_and_foreign_cursors_are_refused_with_what_to_do(refusal: Ask, field: str, told: str) -> None:
    assert told in refusal(f"{{ {field} {{ totalCount }} }}")


def test_a_cursor_of_one_order_is_foreign_to_another(ask: Ask, refusal: Ask) -> None:
    cursor = ask("{ projects(first: 1, orderBy: {field: NAME}) { pageInfo { endCursor } } }")["projects"]["pageInfo"][
        "endCursor"
    ]
    asked = "query ($after: String) { projects(after: $after) { totalCount } }"
    assert "it belongs to another list" in refusal(asked, after=cursor)
