"""Decimals: exact both ways, and nothing else."""

from decimal import Decimal

import pytest
from graphql import GraphQLError
from hypothesis import given
from hypothesis import strategies as st

from schema.scalars import parse, plain
from tests.schema.conftest import Ask


@given(st.decimals(-(10**20), 10**20, places=2))
def test_a_published_figure_comes_back_as_it_was_sent(figure: Decimal) -> None:
    assert parse(plain(figure)) == figure
    assert "E" not in plain(figure)


@pytest.mark.parametrize(
    "given_value",
    [
        "",
        "x",
        "NaN",
        "-Infinity",
        True,
        None,
        [],
        "1" * 65,
        "1e999999999",
        "1e-40",
        1e40,
        float("inf"),
        "1_000",
        "1,000",
        "\uff11\uff12",
        "٣",
        " 5 ",
        "5 ",
        "\n5",
        "+5",
        "1e3",
        ".5",
        "5.",
        "0x1",
        "−5",
    ],
)
def test_what_is_no_figure_is_refused(given_value: object) -> None:
    with pytest.raises(GraphQLError, match="expected digits"):
        parse(given_value)


@pytest.mark.parametrize("held", [1.5, "1", None, Decimal("NaN")])
def test_only_exact_numbers_are_served(held: object) -> None:
    with pytest.raises(GraphQLError, match="cannot represent"):
        plain(held)


@pytest.mark.parametrize(
    ("sent", "figure"), [("-0.10", "-0.10"), ("007", "7"), (5, "5"), (5.5, "5.5"), (1e22, "1e22"), (-3, "-3")]
)
def test_plain_notation_and_json_numbers_are_read(sent: object, figure: str) -> None:
    assert parse(sent) == Decimal(figure)


def test_an_absurd_exponent_in_a_filter_is_the_clients_error(refusal: Ask) -> None:
    assert "expected digits" in refusal('{ budgetLines(where: {amount: {gte: "1e999999999"}}) { totalCount } }')


def test_numbers_are_taken_as_strings_and_as_literals(ask: Ask) -> None:
    counts = ask(
        '{ a: budgetLines(where: {amount: {eq: "40.00"}}) { totalCount } b: budgetLines(where: {amount: {eq: 40}}) { totalCount } }'
    )
    assert counts["a"] == counts["b"] != {"totalCount": 0}
