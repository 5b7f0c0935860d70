"""A page follows from the line, by the lines on which the pages of the document begin."""

import pytest

from seed.rows.places import page_of
from seed.table import Row


@pytest.mark.parametrize(
    ("line", "page"),
    [(1, 1), (30, 1), (31, 3), (59, 3), (60, 4), (1_000, 4), (None, None)],
)
def test_a_line_stands_on_the_last_page_that_began_before_it(line: int | None, page: int | None) -> None:
    """Page 2 says nothing: it begins where page 3 does."""
    assert page_of(Row({"page_lines": (1, 31, 31, 60)}), line) == page


def test_a_text_has_no_pages() -> None:
    assert page_of(Row({"page_lines": ()}), 7) is None
