"""The media type of an answer follows the request's `Accept`."""

import pytest

from app.negotiation import GRAPHQL_RESPONSE, JSON, answer_type


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE}, {JSON}", GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE}, {JSON};q=0.9", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0.5, {JSON};q=0.9", JSON),
        (f"{GRAPHQL_RESPONSE};q=0.5, */*", JSON),
        (f"{GRAPHQL_RESPONSE}, */*", GRAPHQL_RESPONSE),
        (f"{JSON};q=0, */*", GRAPHQL_RESPONSE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("APPLICATION/GraphQL-Response+JSON", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE}; charset=utf-8", GRAPHQL_RESPONSE),
        (f'{JSON}; charset="UTF-8"', JSON),
        (f" {JSON} ; q = 1.0 ", JSON),
        (f"{JSON};q=7", JSON),
    ],
)
def test_the_media_type_wanted_most_is_chosen(accept: str, chosen: str) -> None:
    assert answer_type(accept) == chosen


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "text/*",
        "application/xml",
        f"{JSON};q=0",
        f"{JSON}; charset=iso-8859-1",
        f"{JSON};q=high",
        "json",
        "*/*;q=0",
        ",",
        "application/graphql-response+xml",
    ],
)
def test_nothing_is_chosen_where_neither_is_acceptable(accept: str) -> None:
    assert answer_type(accept) is None
