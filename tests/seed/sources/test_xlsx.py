"""Workbooks are read as a viewer shows them: visible sheets, rows and columns, values as formatted."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import DamagedSourceError
from seed.sources.model import UNREADABLE, Source
from seed.sources.read import read
from tests.seed.sources.files import repacked


def written(fill: Callable[[Worksheet], None]) -> Source:
    return read(workbook_of(fill), "a.xlsx")


def workbook_of(fill: Callable[[Worksheet], None]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "灯塔"
    fill(sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def cells(source: Source) -> list[tuple[str | None, ...]]:
    return [row.cells for row in source.grids[0].rows]


def test_a_figure_is_published_as_it_is_shown() -> None:
    def fill(sheet: Worksheet) -> None:
        for row, (value, shown) in enumerate(
            [(12.345, "0.00"), (1234567, "#,##0"), (0.125, "0.0%"), (7, "General")], 1
        ):
            sheet.cell(row, 1, value).number_format = shown

    assert cells(written(fill)) == [("12.35",), ("1234567",), ("12.5%",), ("7",)]


def test_hidden_rows_columns_and_sheets_are_not_read() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in ("甲", "乙", "丙"):
            sheet.append([row, f"{row}二", f"{row}三"])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("隐藏")
        other.append(["丁"])
        other.sheet_state = "hidden"

    source = written(fill)
    assert cells(source) == [("甲", "甲三"), ("丙", "丙三")]
    assert source.page_count == 1


def test_a_formula_that_was_never_computed_is_unreadable_and_reported() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([1, 2, "=A1+B1"])

    source = written(fill)
    assert cells(source) == [("1", "2", UNREADABLE)]
    assert [line.text for line in source.unread] == [
        "1 formulas have no stored value (C1): open it in Excel and save it again"
    ]


def test_merged_cells_cover_their_neighbours() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["B2"] = "甲", "乙", "丙"
        sheet.merge_cells("A1:B1")

    source = written(fill)
    assert cells(source) == [("甲", None), ("乙", "丙")]
    assert source.grids[0].spans == {(0, 0): (1, 2)}


def test_the_name_of_a_sheet_stands_above_its_table() -> None:
    source = written(lambda sheet: sheet.append(["甲"]))
    assert [line.text for line in source.lines] == ["灯塔", "甲"]


def test_a_sheet_that_the_library_would_leave_out_with_a_warning_is_an_error() -> None:
    listed = b"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <sheets><sheet name="Lamp" sheetId="1"/></sheets></workbook>"""
    content = repacked(workbook_of(lambda sheet: sheet.append(["甲", 12])), {"xl/workbook.xml": listed})
    with pytest.raises(DamagedSourceError, match="the sheet `Lamp` is missing"):
        read(content, "a.xlsx")


def test_what_only_concerns_the_looks_of_a_workbook_does_not_stop_it() -> None:
    content = repacked(workbook_of(lambda sheet: sheet.append(["甲", 12])), {"xl/styles.xml": b"<styleSheet/>"})
    assert cells(read(content, "a.xlsx")) == [("甲", "12")]
