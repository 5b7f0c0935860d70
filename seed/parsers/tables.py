"""Tables whose columns are told by the words in their heads, wherever they stand and however they are laid out.

A format with geometry gives grids; a text gives rows whose cells are set apart by tabs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seed.parsers.wording.passages import plain
from seed.sources.model import Grid, GridRow, Line, Source

Rows = Sequence[GridRow]

TITLE = re.compile(r".{2,40}表([（(]20[0-9]{2}年度?[)）])?")
"""The title of a table, as it stands above it."""

CAPTION_LINES = 6
"""Within how many lines above a table its captions stand."""

DEEPEST_HEAD = 3
HEAD_WITHIN = 40
"""How many rows of a form may stand above the head of the table in it."""


def tables_in(source: Source, lines: Sequence[Line]) -> Iterator[Rows]:
    """The tables that stand between the first and the last of some lines; one that goes on overleaf is one table."""
    if not lines:
        return
    first, last = lines[0].number, lines[-1].number
    if source.geometric:
        yield from _continued(source, [grid for grid in source.grids if first <= grid.line <= last])
        return
    rows: list[GridRow] = []
    for line in lines:
        if "\t" in line.text:
            rows.append(GridRow(line.number, tuple(cell or None for cell in line.text.split("\t"))))
        elif rows:
            yield _even(rows)
            rows = []
    if rows:
        yield _even(rows)


def _continued(source: Source, grids: Sequence[Grid]) -> Iterator[Rows]:
    rows: list[GridRow] = []
    page = width = after = 0
    title = ""
    beginning: Rows = []
    for grid in grids:
        captioned = sum(bool(cell) for cell in grid.rows[0].cells) == 1 < grid.width
        own = _title_between(source, after, grid.line)
        goes_on = grid.width == width and grid.page == page + 1 and not captioned and own in {"", title}
        if rows and (not goes_on or _starts_anew(rows, grid) or _starts_anew(beginning, grid)):
            yield rows
            rows = []
        if own and not rows:
            # Words without lines between them may make several tables of one form.
            beginning = grid.rows[:1]
        rows, title = [*rows, *grid.rows], own or title
        page, width, after = grid.page, grid.width, grid.rows[-1].line
    if rows:
        yield rows


def _title_between(source: Source, after: int, before: int) -> str:
    """The title that stands between two tables, right above the second; empty where none does."""
    lines = list(source.between(max(after + 1, before - CAPTION_LINES), before))
    titles = (plain(line.text) for line in reversed(lines) if line.number not in source.tabular)
    return next((text for text in titles if TITLE.fullmatch(text)), "")


def _starts_anew(rows: Rows, grid: Grid) -> bool:
    """Whether a table starts with the label of the one before and another value: it is the next form."""
    before, after = ([cell for cell in row.cells if cell] for row in (*rows[:1], grid.rows[0])) if rows else ([], [])
    return bool(before and after) and plain(before[0]) == plain(after[0]) and before != after


def _even(rows: Sequence[GridRow]) -> Rows:
    """Rows made equally wide."""
    width = max(len(row.cells) for row in rows)
    return [GridRow(row.line, (*row.cells, *(None,) * (width - len(row.cells)))) for row in rows]


class Record(dict[str, str]):
    """The cells of a row by the role of their column, its line, and what its first filled cell says."""

    def __init__(self, line: int, cells: Mapping[str, str], label: str = "") -> None:
        super().__init__(cells)
        self.line = line
        self.label = label


@dataclass(frozen=True)
class Table:
    """A table under a head that was recognised: which columns play which role, and the rows below."""

    columns: Mapping[str, tuple[int, ...]]
    head: Rows
    body: Rows

    def records(self, *merged: str) -> Iterator[Record]:
        """The rows by role; in the roles named, an empty cell repeats the one above. Repeated heads are left out."""
        heads = {_key(row) for row in self.head}
        above: dict[str, str] = {}
        for row in self.body:
            if _key(row) in heads:
                continue
            cells = {role: self._cell(row, role) for role in self.columns}
            for role in merged:
                if role in cells:
                    if cells[role] and cells[role] != above.get(role):
                        _forget_below(above, merged, role)
                    cells[role] = above[role] = cells[role] or above.get(role, "")
            yield Record(row.line, cells, next((plain(cell) for cell in row.cells if cell and plain(cell)), ""))

    def _cell(self, row: GridRow, role: str) -> str:
        texts = (row.cells[index] for index in self.columns[role] if index < len(row.cells))
        return next((text.strip() for text in texts if text and text.strip()), "")


def _forget_below(above: dict[str, str], merged: Sequence[str], role: str) -> None:
    """A new cell of one level starts its own cells of the levels below."""
    for lower in merged[merged.index(role) + 1 :]:
        above.pop(lower, None)


def table_of(rows: Rows, roles: Mapping[str, str], optional: Mapping[str, str] | None = None) -> Table | None:
    """The table whose head has a column for every role, by patterns of its words; None where there is none.

    A pattern has to match the whole label of a column. Labels over several columns or rows of a head are joined; the
    head starts where and is as deep as tells the most columns.
    """
    patterns = {role: re.compile(words) for role, words in {**roles, **(optional or {})}.items()}
    best: Table | None = None
    for start in range(min(len(rows), HEAD_WITHIN)):
        for depth in range(1, min(DEEPEST_HEAD, len(rows) - start) + 1):
            head = rows[start : start + depth]
            columns = _columns(head, patterns)
            if roles.keys() <= columns.keys() and (best is None or len(columns) > len(best.columns)):
                best = Table(columns, head, rows[start + depth :])
    return best


def _columns(head: Rows, patterns: Mapping[str, re.Pattern[str]]) -> dict[str, tuple[int, ...]]:
    """The columns of each role, by the labels of a head."""
    found: dict[str, list[int]] = {}
    for index, label in enumerate(_labels(head)):
        role = next((role for role, words in patterns.items() if words.fullmatch(label)), None)
        if role is not None:
            columns = found.setdefault(role, [])
            if not columns or columns[-1] == index - 1:
                columns.append(index)
    return {role: tuple(columns) for role, columns in found.items()}


def _labels(head: Rows) -> list[str]:
    """The words above each column, from top to bottom.

    A label spreads over the merged cells to its right, as far as the label above it does; beyond, a merged cell
    belongs to the one above.
    """
    width = len(head[0].cells) if head else 0
    labels = [""] * width
    spans = [0] * width
    for row in head:
        texts, starts = [""] * width, [0] * width
        for index, cell in enumerate(row.cells[:width]):
            if cell is not None:
                texts[index], starts[index] = plain(cell), index
            elif index and spans[index] == spans[index - 1]:
                texts[index], starts[index] = texts[index - 1], starts[index - 1]
            else:
                starts[index] = index
        labels = [label + text for label, text in zip(labels, texts, strict=True)]
        spans = starts
    return labels


def _key(row: GridRow) -> str:
    return "|".join(plain(cell or "") for cell in row.cells)
