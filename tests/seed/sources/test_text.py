"""Plain text keeps the line numbers of its file."""

from seed.sources.read import read


def test_blank_lines_are_counted_and_not_kept() -> None:
    source = read("甲\n\n  乙　丙 \r\n丁".encode(), "a.txt")
    assert [(line.number, line.text) for line in source.lines] == [(1, "甲"), (3, "乙 丙"), (4, "丁")]


def test_form_feeds_part_pages() -> None:
    source = read("甲\n\f乙\n丙".encode(), "a.txt")
    assert [(line.page, line.text) for line in source.lines] == [(1, "甲"), (2, "乙"), (2, "丙")]
    assert source.page_count == 2


def test_page_numbers_are_left_out() -> None:
    source = read("甲\n- 3 -\n乙".encode(), "a.txt")
    assert [(line.number, line.text) for line in source.lines] == [(1, "甲"), (3, "乙")]


def test_a_text_has_no_geometry() -> None:
    source = read("甲".encode(), "a.txt")
    assert not source.geometric
    assert source.grids == ()
