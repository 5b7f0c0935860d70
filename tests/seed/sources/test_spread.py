"""Cells that spread are laid out as browsers do it."""

import pytest

from seed.sources.spread import SpreadCell, TooManyCellsError, laid_out


def test_each_cell_takes_the_next_free_place() -> None:
    grid = laid_out([[SpreadCell("甲", 2), SpreadCell("乙")], [SpreadCell("丙")]])
    assert grid.rows == [["甲", "乙"], [None, "丙"]]


def test_a_cell_that_spreads_below_the_table_is_cut_off() -> None:
    grid = laid_out([[SpreadCell("甲", 9, 2)], [SpreadCell("乙")]])
    assert grid.rows == [["甲", None, ""], [None, None, "乙"]]
    assert grid.spans == {(0, 0): (2, 2)}


def test_a_table_of_more_cells_than_any_document_has_is_refused() -> None:
    with pytest.raises(TooManyCellsError):
        laid_out([[SpreadCell("", 999, 999)] * 3])
