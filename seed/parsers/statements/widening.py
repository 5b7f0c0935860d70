"""Fitting a piece of a table to the columns of the table that it continues."""

from dataclasses import replace

from seed.sources.model import Grid, GridRow

REACH = 4.0
"""How many points apart the edges of a column may be on two pages."""


def widened(piece: Grid, whole: Grid) -> Grid | None:
    """The piece with the columns of the whole; None where it does not fit.

    A row whose cells are all merged leaves no trace of the columns within them: on a page of its own it has fewer
    columns, whose edges are among those of the whole.
    """
    if piece.width == whole.width:
        return piece
    places = _places(piece.edges, whole.edges)
    if places is None:
        return None
    rows = []
    for row in piece.rows:
        cells: list[str | None] = [None] * whole.width
        for column, cell in enumerate(row.cells):
            cells[places[column]] = cell
        rows.append(GridRow(row.line, tuple(cells)))
    spans = {
        (row, places[column]): (
            piece.spans.get((row, column), (1, 1))[0],
            places[column + piece.spans.get((row, column), (1, 1))[1]] - places[column],
        )
        for row in range(len(piece.rows))
        for column in range(piece.width)
        if piece.rows[row].cells[column] is not None
    }
    return replace(piece, rows=tuple(rows), spans=spans, edges=whole.edges)


def _places(edges: tuple[float, ...], whole: tuple[float, ...]) -> list[int] | None:
    """For each edge of a piece the number of the same edge of the whole; None where one has none."""
    if not edges or not whole or len(edges) > len(whole):
        return None
    places = [next((number for number, other in enumerate(whole) if abs(edge - other) <= REACH), -1) for edge in edges]
    fits = -1 not in places and len(set(places)) == len(places) and places[0] == 0 and places[-1] == len(whole) - 1
    return places if fits else None
