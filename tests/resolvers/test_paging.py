"""Cursors are opaque, and whoever makes up one of their own is told so."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import orjson
import pytest

from graph.errors import InvalidCursorError
from graph.memory import MemoryEngine
from graph.selection import Order
from graph.vocabulary import EntityKind
from resolvers.paging import Page, root_page, selection_of
from tests.invented import DATASET, RELEASE

ENGINE = MemoryEngine(DATASET, RELEASE)
BY_VALUE = Order("value")


def page(after: str | None = None, first: int = 1) -> Page:
    return root_page(ENGINE, selection_of(EntityKind.OBSERVATION, (), BY_VALUE, first, after))


def opened(cursor: str | None) -> list[Any]:
    assert cursor is not None
    key: list[Any] = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return key


def closed(key: list[Any]) -> str:
    return urlsafe_b64encode(orjson.dumps(key)).rstrip(b"=").decode()


@pytest.mark.parametrize("digits", ["NaN", "sNaN", "Infinity", "-Infinity", "twelve"])
def test_a_cursor_with_a_number_that_no_document_prints_is_refused(digits: str) -> None:
    signature, known, _, *position = opened(page().page_info.end_cursor)
    with pytest.raises(InvalidCursorError, match="cannot be read"):
        page(closed([signature, known, {"d": digits}, *position]))


def test_a_cursor_that_says_of_one_value_that_it_is_missing_is_refused() -> None:
    signature, _, value, *position = opened(page().page_info.end_cursor)
    with pytest.raises(InvalidCursorError, match="not made by this list"):
        page(closed([signature, True, value, *position]))


def test_a_list_goes_on_after_an_element_without_a_value() -> None:
    whole = page(first=1000)
    missing = [at for at, edge in enumerate(whole.edges) if opened(edge.cursor)[1] is True]
    assert missing, "an observation without a figure is needed"
    following = page(whole.edges[missing[0]].cursor, first=1000)
    assert [edge.cursor for edge in following.edges] == [edge.cursor for edge in whole.edges[missing[0] + 1 :]]


def test_a_cursor_with_nothing_in_it_is_refused() -> None:
    signature, *_ = opened(page().page_info.end_cursor)
    with pytest.raises(InvalidCursorError):
        page(closed([signature]))
