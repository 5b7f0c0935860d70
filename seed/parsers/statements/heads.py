"""The head of a table: where it ends, and which headings stand above each column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seed.parsers.statements.enumerators import UNNUMBERED, taken_apart
from seed.parsers.statements.figures import NOTHING, is_amount, normalised
from seed.parsers.statements.printed_codes import with_name
from seed.parsers.statements.vocabulary import is_grand_total
from seed.parsers.wording.normal import compact
from seed.sources.model import UNREADABLE, Grid

DEEPEST = 8
"""The number of rows that the head of a form may have."""

COLUMN_NUMBERS = re.compile("栏次|栏目|列次")
COLUMN_NUMBER = re.compile(r"([0-9]{1,2})(?:[=＝].{1,40})?")
LETTERED = re.compile("[甲乙丙丁]")
CODE = re.compile("[0-9]{3,9}")
CODE_PART = re.compile("[类款项目节]")
"""What stands over the parts of a code: some forms print it in the row that numbers the columns."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its height in rows, the headings above each column, the printed column numbers."""

    height: int
    paths: tuple[tuple[str, ...], ...]
    numbers: tuple[int | None, ...]


Cells = Sequence[str | None]


def head_of(grid: Grid, first: int, last: int) -> Head:
    """The head of the part of a grid from row `first` up to, not including, `last`; its height may be 0."""
    rows = [row.cells for row in grid.rows[first:last]]
    height = 0
    numbers: tuple[int | None, ...] = (None,) * grid.width
    for index, cells in enumerate(rows[:DEEPEST]):
        printed = column_numbers(cells)
        if printed is not None:
            numbers, height = printed, index + 1
            break
        if _begins_data(cells, rows[index + 1 : index + 2], headed=height > 0):
            break
        height = index + 1 if any(cells) else height
    numbered = any(number is not None for number in numbers)
    levels = _levels(grid, first, height, numbered=numbered)
    return Head(height, tuple(_path(levels, column) for column in range(grid.width)), numbers)


def column_numbers(cells: Cells) -> tuple[int | None, ...] | None:
    """The numbers in a row that numbers the columns; None for any other row."""
    filled = [compact(cell) for cell in cells if cell]
    marked = any(COLUMN_NUMBERS.fullmatch(text) for text in filled)
    found = [COLUMN_NUMBER.fullmatch(text) for text in filled]
    values = [int(match[1]) for match in found if match is not None]
    others = [text for text, match in zip(filled, found, strict=True) if match is None]
    if not all(any(kind.fullmatch(text) for kind in (COLUMN_NUMBERS, LETTERED, CODE_PART)) for text in others):
        return None
    counted = len(values) > 1 and values == list(range(values[0], values[0] + len(values))) and values[0] == 1
    if not (counted or (marked and values)):
        return None
    return tuple(_number(cell) for cell in cells)


def _number(cell: str | None) -> int | None:
    match = COLUMN_NUMBER.fullmatch(compact(cell or ""))
    return int(match[1]) if match is not None else None


def _begins_data(cells: Cells, following: Sequence[Cells], *, headed: bool) -> bool:
    """Whether a row belongs to the table's body: it has figures, or a code, or nothing but labels of rows."""
    filled = [cell for cell in cells if cell]
    if not filled:  # a row that nothing is printed in may be the lower part of cells of a head
        return headed and all(_begins_data(after, (), headed=True) for after in following[:1])
    if any(map(_only_in_body, filled)):
        return True
    if not all(map(_labels_a_row, filled)):
        return False
    # A row that says nothing but `合计` may be the lowest of a head, one of labels its highest: what follows tells.
    certain = headed and not all(map(is_grand_total, filled))
    return certain or all(_begins_data(after, (), headed=True) for after in following[:1])


def _only_in_body(text: str) -> bool:
    """Whether a text never stands in a head: an amount or the dash for none, a code with or without its name."""
    printed = normalised(text)
    coded = CODE.fullmatch(printed) is not None or bool(with_name(text).code)
    return UNREADABLE in text or is_amount(text) or printed in NOTHING or coded


def _labels_a_row(text: str) -> bool:
    label = taken_apart(text)
    return label.level != UNNUMBERED or label.among or is_grand_total(label.words)


def code_part(text: str) -> str:
    """A text of the row that numbers the columns, if it is a heading: one over a part of a code; else ""."""
    return compact(text) if CODE_PART.fullmatch(compact(text)) else ""


def _levels(grid: Grid, first: int, height: int, *, numbered: bool) -> list[list[str]]:
    """The texts of the head's rows, each repeated over the columns and rows over which its cell spreads.

    `numbered` says that the last row numbers the columns.
    """
    levels = [[""] * grid.width for _ in range(height)]
    for row in range(height):
        for column, text in enumerate(grid.rows[first + row].cells):
            if text is None:
                continue
            down, across = grid.spans.get((first + row, column), (1, 1))
            heading = code_part(text) if numbered and row == height - 1 else compact(text)
            for level in levels[row : row + down]:
                level[column : column + across] = [heading] * len(level[column : column + across])
    for row in range(height - 2, -1, -1):
        _spread(levels, row)
    return levels


def _spread(levels: list[list[str]], row: int) -> None:
    """Let a heading stand over the empty cells to its right where it has, as they have, further headings below.

    Spreadsheets often print a heading in the middle of the columns it is for without merging their cells.
    """
    level, below = levels[row], levels[row + 1]
    for column in range(1, len(level)):
        if not level[column] and below[column] and below[column - 1] not in {"", level[column - 1]}:
            level[column] = level[column - 1]


def _path(levels: list[list[str]], column: int) -> tuple[str, ...]:
    """The headings above a column, each once."""
    path: list[str] = []
    for level in levels:
        if level[column] and (not path or path[-1] != level[column]):
            path.append(level[column])
    return tuple(path)
