"""Tables without ruling lines: words that stand below one another in line after line are columns.

Only lines with figures tell where columns are: text between them may be a title, a head or the rest of a label that
was broken. What lies between two columns, or could belong to two rows, is made unreadable rather than put into either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from seed.sources.joining import joined_lines
from seed.sources.model import UNREADABLE
from seed.sources.pdf.columns import Arranged, Interval, Word, arranged, band_of, shared, with_dashes
from seed.sources.pdf.layout import TableRows
from seed.sources.pdf.regions import TOUCHING, Region, WordLine

NEAR = 0.8
"""The part of the smallest distance of rows below which a line is the rest of a row's label."""

HALF_LINE = 0.9
"""How far, in character heights, the lines of a label of two lines are from the middle between them."""

CLEARLY = 0.85
"""How much nearer one row has to be than the other for a broken label to belong to it."""

LINE = 1.7
"""How far, in widths of a character, lines of one cell are apart at most."""

ROOM = 2.5
"""The characters for which a broken line may have room: some may not begin a line, and take the one before along."""

MOST = 0.8
"""The part of a word's width that stands in a column to which it belongs."""


def aligned_tables(regions: Sequence[Region]) -> list[TableRows | None]:
    """The tables of regions whose columns stand at the same places; None for one whose lines contradict one another.

    All their lines together tell where the columns are, so that a column is found that is empty on a page.
    """
    bodies = [line for region in regions for line in region.lines[region.head :]]
    columns = _columns_of_body(bodies)
    if columns is not None:
        columns = with_dashes([line.words for line in bodies], columns)
    if columns is None:
        return [None] if len(regions) == 1 else [table for region in regions for table in aligned_tables([region])]
    figures = {_column_of(word, columns) for line in bodies for word in line.words if word.is_amount or word.is_dash}
    of_figures = [at in figures for at in range(len(columns))]
    heads: list[Arranged] = []
    for region in regions:
        lines = [line.headings for line in region.lines[: region.head]]
        heads.append(
            arranged(columns, of_figures, lines) if lines or not heads else replace(heads[-1], rows=[], middles=[])
        )
    return [_table(region, columns, head) for region, head in zip(regions, heads, strict=True)]


def _table(region: Region, columns: Sequence[Interval], head: Arranged) -> TableRows:
    """The table of a region; a piece that has no head of its own has the columns of the one before."""
    body = _rows(region.lines[region.head :], columns)
    rows = [*head.rows, *([cells[at] if at >= 0 else "" for at in head.sources] for cells in body)]
    middles = tuple(map(tuple, head.middles))
    return TableRows(region.top, tuple(map(tuple, rows)), {}, tuple(head.columns), ruled=False, middles=middles)


def _columns_of_body(lines: Sequence[WordLine]) -> list[Interval] | None:
    """Where the columns of a table's body are; None where its lines contradict one another.

    A row without figures, but with a code and a name, tells where these two stand, unless its name is so long that
    it reaches into the columns of figures.
    """
    rows = [line for line in lines if line.has_figures]
    columns = _columns(rows)
    more = _columns([line for line in lines if line.has_figures or line.is_coded])
    if columns is None or more is None:
        return columns
    of_amounts = {_column_of(word, columns) for line in rows for word in line.words if word.is_amount}
    return more if all(at is None or columns[at] in more for at in of_amounts) else columns


def _columns(lines: Sequence[WordLine]) -> list[Interval] | None:
    """Where the words of lines with figures stand below one another; None where one line has two words in a column."""
    intervals = sorted((word.left, word.right) for line in lines for word in line.words if not word.is_dash)
    touching = TOUCHING * lines[0].size
    columns: list[Interval] = []
    for left, right in intervals:
        if columns and left < columns[-1][1] - touching:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    for line in lines:
        figures = [_column_of(word, columns) for word in line.words if word.is_figure]
        if len(set(figures)) < len(figures):
            return None
    return columns


def _column_of(word: Word, columns: Sequence[Interval]) -> int | None:
    """The column that a word stands in; None where it stands in several or none."""
    over = [at for at, column in enumerate(columns) if shared(word, column) > 0]
    if len(over) > 1:
        # A word that only touches the next column, as boxes of characters do, stands in the one that it covers.
        over = [at for at in over if shared(word, columns[at]) > MOST * (word.right - word.left)]
    return over[0] if len(over) == 1 else None


def _placed(line: WordLine, columns: Sequence[Interval]) -> list[str]:
    """The words of a line by column; a column into which a word reaches that is not its own becomes unreadable."""
    cells = [""] * len(columns)
    for word in line.words:
        column = band_of(word, columns) if word.is_dash else _column_of(word, columns)
        if column is not None and column < len(columns):
            cells[column] = f"{cells[column]} {word.text}".strip()
            continue
        for at, (left, right) in enumerate(columns):
            if left < word.right and word.left < right:
                cells[at] += UNREADABLE
    return cells


def _rows(lines: Sequence[WordLine], columns: Sequence[Interval]) -> list[list[str]]:
    """The rows of a table's body; a line that is the rest of a broken label is put to the row that it is nearest to.

    Where it is about as near to two rows, both labels become unreadable.
    """
    middles = [line.middle for line in lines if line.has_figures]
    pitch = min((after - before for before, after in pairwise(middles)), default=0.0)
    labels = _labels_of_bare(lines)
    rests = [line for line in lines if line in labels or (line.may_be_rest and _is_rest(line, lines, pitch))]
    rows = {line.middle: [line] for line in lines if line not in rests}
    doubtful: set[tuple[float, int]] = set()
    for line in rests:
        beginnings = [row[0] for row in rows.values() if row[0].begins_row]
        owners = [labels[line]] if line in labels else _owners(line, beginnings)
        if len(owners) == 1 and (line in labels or not line.begins_row):
            rows[owners[0].middle].append(line)
        else:
            places = {_column_of(word, columns) or 0 for word in line.words}
            doubtful |= {(owner.middle, place) for owner in owners for place in places}
    doubtful |= set(_cut_off([row for _, row in sorted(rows.items())], columns))
    return [
        [cell + UNREADABLE if (middle, at) in doubtful else cell for at, cell in enumerate(_joined(row, columns))]
        for middle, row in sorted(rows.items())
    ]


def _cut_off(rows: Sequence[Sequence[WordLine]], columns: Sequence[Interval]) -> Iterator[tuple[float, int]]:
    """The labels that a line of words alone may go on with, or begin: they fill their column from side to side."""
    for above, below in pairwise(rows):
        if above[0].has_figures == below[0].has_figures or any(
            row[0].begins_row and not row[0].has_figures for row in (above, below)
        ):
            continue
        labelled = above[0] if above[0].has_figures else below[0]
        gap = min(line.middle for line in below) - max(line.middle for line in above)
        under = {_column_of(word, columns) for line in below for word in line.words}
        for word in [word for line in above for word in line.words if not word.is_figure]:
            at = _column_of(word, columns)
            size = (word.right - word.left) / len(word.text)
            if at in under and at is not None and gap < LINE * size and columns[at][1] - word.right < ROOM * size:
                yield labelled.middle, at


def _labels_of_bare(lines: Sequence[WordLine]) -> dict[WordLine, WordLine]:
    """The lines without figures that are so near to a line of nothing but figures that they are its label."""
    bare = [line for line in lines if line.has_figures and all(word.is_figure or word.is_dash for word in line.words)]
    return {
        line: row
        for row in bare
        for line in lines
        if not line.has_figures and abs(line.middle - row.middle) < HALF_LINE * line.size
    }


def _is_rest(line: WordLine, lines: Sequence[WordLine], pitch: float) -> bool:
    """Whether a line without figures stands nearer to a row than rows stand to one another."""
    nearest = min((abs(line.middle - other.middle) for other in lines if other.begins_row), default=pitch)
    return nearest < NEAR * pitch


def _owners(line: WordLine, rows: Sequence[WordLine]) -> list[WordLine]:
    """The row to which a broken label belongs, or two that are about as near."""
    near = sorted(rows, key=lambda row: abs(row.middle - line.middle))[:2]
    distances = [abs(row.middle - line.middle) for row in near]
    clear = len(near) < 2 or distances[0] < CLEARLY * distances[1]  # noqa: PLR2004 - one row or two
    return near[:1] if clear else near


def _joined(lines: Sequence[WordLine], columns: Sequence[Interval]) -> list[str]:
    """The cells of a row that stands on several lines."""
    parts = [_placed(line, columns) for line in sorted(lines, key=lambda line: line.middle)]
    return [joined_lines(cells) for cells in zip(*parts, strict=True)]
