"""Fitting a piece of a table to the columns of the table that it continues."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from seed.sources.model import Grid, GridRow

REACH = 4.0
"""How many points apart the edges of a column may be on two pages."""


def widened(piece: Grid, whole: Grid) -> Grid | None:
    """The piece with the columns of the whole; None where it does not fit.

    A row whose cells are all merged leaves no trace of the columns within them, and without ruling lines a column of
    empty cells leaves none either: on a page of its own such a piece has fewer columns.
    """
    if piece.ruled != whole.ruled:
        return None
    if piece.width == whole.width and (piece.ruled or piece.columns == whole.columns):
        return piece
    places = _places_of_edges(piece, whole) if piece.ruled else _places_of_words(piece, whole)
    if places is None:
        return None
    rows = []
    for row in piece.rows:
        cells: list[str | None] = [None if piece.ruled else ""] * whole.width
        for column, cell in enumerate(row.cells):
            cells[places[column]] = cell
        rows.append(GridRow(row.line, tuple(cells)))
    return replace(piece, rows=tuple(rows), spans=_spans(piece, places), columns=whole.columns)


def _spans(piece: Grid, places: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """How far each cell of a ruled piece spreads in the whole."""
    if not piece.ruled:
        return {}
    spans = {}
    for row in range(len(piece.rows)):
        for column in range(piece.width):
            down, across = piece.spans.get((row, column), (1, 1))
            if piece.rows[row].cells[column] is not None:
                spans[row, places[column]] = (down, places[column + across] - places[column])
    return spans


def _places_of_edges(piece: Grid, whole: Grid) -> list[int] | None:
    """For each edge of a ruled piece the number of the same edge of the whole; None where one has none."""
    edges, others = _edges(piece), _edges(whole)
    if not edges or not others:
        return None
    places = [next((at for at, other in enumerate(others) if abs(edge - other) <= REACH), -1) for edge in edges]
    grows = all(one < other for one, other in pairwise(places))
    return places if grows and places[0] == 0 and places[-1] == whole.width else None


def _edges(grid: Grid) -> list[float]:
    return [left for left, _ in grid.columns] + [right for _, right in grid.columns[-1:]]


def _places_of_words(piece: Grid, whole: Grid) -> list[int] | None:
    """For each column of a piece without lines the one column of the whole that it stands below; None without one."""
    places = []
    for left, right in piece.columns:
        below = [at for at, (start, end) in enumerate(whole.columns) if left < end and start < right]
        if len(below) != 1:
            return None
        places.append(below[0])
    return places if all(one < other for one, other in pairwise(places)) else None
