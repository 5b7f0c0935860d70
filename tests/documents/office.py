"""Documents as Word and Excel files."""

import io
from collections.abc import Sequence

import docx
import openpyxl
from docx.enum.text import WD_BREAK
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.printed import PrintedDocument, PrintedTable, laid_out


def word(document: PrintedDocument) -> bytes:
    """The document as DOCX."""
    written = docx.Document()
    for line in document.cover:
        written.add_paragraph(line)
    for table in document.tables:
        written.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _captions(written, table)
        _table(written, table)
        for note in table.notes:
            written.add_paragraph(note)
    for line in document.prose:
        written.add_paragraph(line)
    buffer = io.BytesIO()
    written.save(buffer)
    return buffer.getvalue()


def _captions(written: docx.document.Document, table: PrintedTable) -> None:
    written.add_paragraph(table.title)
    if table.number:
        written.add_paragraph(table.number)
    written.add_paragraph(f"编制部门：{table.publisher}\t单位：{table.unit}")


def _table(written: docx.document.Document, table: PrintedTable) -> None:
    width = len(table.widths)
    head = laid_out(table.head, width)
    grid = written.add_table(len(head) + len(table.body), width)
    for row, cells in enumerate(head):
        for column, cell in enumerate(cells):
            if cell is not None:
                corner = grid.cell(row + cell.down - 1, column + cell.across - 1)
                grid.cell(row, column).merge(corner).text = cell.text
    for row, texts in enumerate(table.body, start=len(head)):
        if table.total_across and texts[0] == "合计":
            grid.cell(row, 0).merge(grid.cell(row, table.total_across - 1))
        for column, text in enumerate(texts):
            if text:
                grid.cell(row, column).text = text


def excel(document: PrintedDocument, *, one_sheet: bool = False, numbers: bool = True, merged: bool = True) -> bytes:
    """The document as XLSX: a sheet for each table, or all on one; amounts as numbers or as texts."""
    workbook = openpyxl.Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    first.title = "封面"
    for row, line in enumerate(document.cover, start=1):
        first.cell(row, 1, line)
    sheet, top = first, len(document.cover) + 2
    for order, table in enumerate(document.tables, start=1):
        if not one_sheet:
            sheet, top = workbook.create_sheet(f"Sheet{order}"), 1
        top = _fill(sheet, table, top, numbers=numbers, merged=merged) + 2
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, table: PrintedTable, top: int, *, numbers: bool, merged: bool) -> int:
    """Write a table from a row on; the row below its last."""
    width = len(table.widths)
    sheet.cell(top, 1, table.title).alignment = Alignment(horizontal="center")
    if width > 1:
        sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=width)
    top += 1
    if table.number:
        sheet.cell(top, 1, table.number)
        top += 1
    sheet.cell(top, 1, f"编制部门：{table.publisher}")
    sheet.cell(top, width, f"单位：{table.unit}")
    top += 1
    top = _head(sheet, table, top, width, merged=merged)
    for texts in table.body:
        for column, text in enumerate(texts, start=1):
            _value(sheet, top, column, text, numbers=numbers and column - 1 not in table.left)
        if table.total_across and texts[0] == "合计" and merged:
            sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=table.total_across)
        top += 1
    for note in table.notes:
        sheet.cell(top, 1, note)
        top += 1
    return top


def _head(sheet: Worksheet, table: PrintedTable, top: int, width: int, *, merged: bool) -> int:
    for row, cells in enumerate(laid_out(table.head, width), start=top):
        for column, cell in enumerate(cells, start=1):
            if cell is None:
                continue
            sheet.cell(row, column, cell.text).data_type = "s"  # `=100%` is a target, not a formula
            if merged and (cell.down, cell.across) != (1, 1):
                end = row + cell.down - 1, column + cell.across - 1
                sheet.merge_cells(start_row=row, start_column=column, end_row=end[0], end_column=end[1])
    return top + len(table.head)


def _value(sheet: Worksheet, row: int, column: int, text: str, *, numbers: bool) -> None:
    plain = text.replace(",", "")
    if not text:
        return
    if numbers and "." in plain and plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdecimal():
        sheet.cell(row, column, float(plain)).number_format = "#,##0.00"
    else:
        sheet.cell(row, column, text)


def sheets(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook with one sheet of these values."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
