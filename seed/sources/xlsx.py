"""Reading Excel workbooks: each visible sheet is a page with one table, its cells as a viewer sees them."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from graph.errors import DamagedSourceError, OversizedSourceError
from seed.sources import limits
from seed.sources.archives import part_of, require_harmless
from seed.sources.assembly import Assembly
from seed.sources.joining import joined_lines
from seed.sources.model import UNREADABLE
from seed.sources.shown import shown

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BROKEN = (
    InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, OSError,
    etree.LxmlError, ParseError,
)  # fmt: skip
"""What openpyxl raises for workbooks that break the rules of the format."""

Loaded: TypeAlias = Any
"""A sheet or a cell as openpyxl loads it to be read only: its stubs do not tell these from writable ones."""

WORKBOOK = "xl/workbook.xml"
REMEDY = "open it in Excel and save it again"


@dataclass(slots=True)
class SheetMarks:
    """What a sheet says of its cells beside their values, by row and column from 1."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncomputed: set[str] = field(default_factory=set)


def read_xlsx(content: bytes, name: str) -> tuple[Assembly, int]:
    """The tables of a workbook and the number of its visible sheets."""
    require_harmless(content, name)
    with warnings.catch_warnings():
        # What openpyxl leaves out of a workbook with no more than a warning and changes a figure is refused below.
        warnings.simplefilter("ignore", UserWarning)
        return _read(content, name)


def _read(content: bytes, name: str) -> tuple[Assembly, int]:
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except BROKEN as error:
        raise DamagedSourceError(name, f"not a readable workbook ({error})", REMEDY) from None
    assembly = Assembly()
    page = 0
    try:
        _require_all_sheets(workbook, content, name)
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                page += 1
                _sheet(assembly, sheet, content, name, page)
    except BROKEN as error:
        raise DamagedSourceError(name, f"a sheet that cannot be read ({error})", REMEDY, page=page) from None
    finally:
        workbook.close()
    return assembly, max(page, 1)


def _require_all_sheets(workbook: Loaded, content: bytes, name: str) -> None:
    """Raise an error where a sheet that the workbook lists is not in the file: it would be left out in silence."""
    listed = _listed(part_of(content, WORKBOOK, name) or b"")
    missing = [sheet for sheet in listed if sheet not in workbook.sheetnames]
    if missing:
        raise DamagedSourceError(name, f"the sheet `{missing[0]}` is missing from the file", REMEDY)


def _listed(xml: bytes) -> list[str]:
    """The names of the sheets that a workbook lists."""
    found = etree.iterparse(io.BytesIO(xml), tag=f"{MAIN}sheet", resolve_entities=False, no_network=True)
    return [element.get("name", "") for _, element in found]


def _sheet(assembly: Assembly, sheet: Loaded, content: bytes, name: str, page: int) -> None:
    # Which part of the archive a sheet is, openpyxl keeps to itself.
    marks = _marks(part_of(content, sheet._worksheet_path.lstrip("/"), name) or b"")  # noqa: SLF001 - see above
    cells = _cells(sheet, marks, name, page)
    if marks.uncomputed:
        where = ", ".join(sorted(marks.uncomputed)[:5])
        assembly.defect(page, f"{len(marks.uncomputed)} formulas have no stored value ({where}): {REMEDY}")
    rows = [row for row in range(1, max((row for row, _ in cells), default=0) + 1) if row not in marks.hidden_rows]
    last = max((column for _, column in cells), default=0)
    columns = [column for column in range(1, last + 1) if column not in marks.hidden_columns]
    assembly.text(page, sheet.title)
    if len(rows) * len(columns) > limits.TABLE_CELLS:
        raise OversizedSourceError(name, "a sheet with millions of cells", "leave that sheet out", page=page)
    covered, spans = _spans(marks, rows, columns)
    grid = [[None if (row, column) in covered else cells.get((row, column), "") for column in columns] for row in rows]
    assembly.table(page, grid, spans)


def _cells(sheet: Loaded, marks: SheetMarks, name: str, page: int) -> Mapping[tuple[int, int], str]:
    """The texts of the cells that are not empty."""
    sheet.reset_dimensions()
    cells: dict[tuple[int, int], str] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            cells[cell.row, cell.column] = _text(cell)
            if len(cells) > limits.TABLE_CELLS:
                raise OversizedSourceError(name, "a sheet with millions of cells", "leave that sheet out", page=page)
    for place in marks.uncomputed:
        column, row, _, _ = range_boundaries(place)
        cells[int(row or 1), int(column or 1)] = UNREADABLE
    return {place: text for place, text in cells.items() if text}


def _text(cell: Loaded) -> str:
    value = cell.value
    return joined_lines(value.splitlines()) if isinstance(value, str) else shown(value, cell.number_format or "General")


def _marks(xml: bytes) -> SheetMarks:
    """What the XML of a sheet says of merged and hidden cells and of formulas that were never computed."""
    marks = SheetMarks()
    tags = [MAIN + tag for tag in ("c", "row", "col", "mergeCell")]
    parser = etree.iterparse(
        io.BytesIO(xml), tag=tags, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    for _, element in parser:
        if element.tag == MAIN + "mergeCell":
            marks.merged.append(_bounds(element.get("ref", "")))
        elif element.tag == MAIN + "col" and element.get("hidden") in {"1", "true"}:
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            marks.hidden_columns.update(range(first, min(last, first + limits.SPAN) + 1))
        elif element.tag == MAIN + "row":
            if element.get("hidden") in {"1", "true"}:
                marks.hidden_rows.add(int(element.get("r", "0")))
            element.clear()
        elif element.tag == MAIN + "c" and _is_uncomputed(element):
            marks.uncomputed.add(element.get("r", "A1"))
    return marks


def _is_uncomputed(cell: etree._Element) -> bool:
    return cell.find(MAIN + "f") is not None and not (cell.findtext(MAIN + "v") or cell.findtext(f"{MAIN}is/{MAIN}t"))


def _bounds(reference: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of a range."""
    left, top, right, bottom = range_boundaries(reference)
    return int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)


def _spans(
    marks: SheetMarks, rows: list[int], columns: list[int]
) -> tuple[set[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """The places that merged cells cover, as row and column of the sheet, and how far each spreads in the grid."""
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    row_at = {row: number for number, row in enumerate(rows)}
    column_at = {column: number for number, column in enumerate(columns)}
    for top, left, bottom, right in marks.merged:
        down = [row for row in range(top, min(bottom, top + limits.SPAN) + 1) if row in row_at]
        across = [column for column in range(left, min(right, left + limits.SPAN) + 1) if column in column_at]
        if not down or not across or (top, left) in covered or down[0] != top or across[0] != left:
            continue
        covered |= set(_places(down, across)) - {(top, left)}
        if (len(down), len(across)) != (1, 1):
            spans[row_at[top], column_at[left]] = (len(down), len(across))
    return covered, spans


def _places(down: list[int], across: list[int]) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in down for column in across)
