"""Documents as HTML pages and as plain text."""

from collections.abc import Iterator, Sequence
from html import escape

from tests.documents.printed import PrintedDocument, PrintedTable, laid_out


def page(document: PrintedDocument, encoding: str = "utf-8") -> bytes:
    """The document as one HTML page."""
    head = f"<meta charset='{encoding}'><title>公开</title><script>var 表 = 1;</script>"
    parts = [f"<!DOCTYPE html><html><head>{head}</head><body>"]
    parts += [f"<h1>{escape(line)}</h1>" for line in document.cover]
    for table in document.tables:
        parts += _captions(table)
        parts += _table(table)
        parts += [f"<p>{escape(note)}</p>" for note in table.notes]
    parts += [f"<p>{escape(line)}</p>" for line in document.prose]
    return "\n".join([*parts, "</body></html>"]).encode(encoding)


def _captions(table: PrintedTable) -> Iterator[str]:
    yield f"<p style='text-align:center'><b>{escape(table.title)}</b></p>"
    if table.number:
        yield f"<p>{escape(table.number)}</p>"
    yield f"<div><span>编制部门：{escape(table.publisher)}</span>&nbsp;&nbsp;<span>单位：{table.unit}</span></div>"


def _table(table: PrintedTable) -> Iterator[str]:
    yield "<table border=1>"
    for row in table.head:
        cells = (f"<th rowspan={cell.down} colspan={cell.across}>{escape(cell.text)}</th>" for cell in row)
        yield f"<tr>{''.join(cells)}</tr>"
    for texts in table.body:
        across = table.total_across if texts[0] == "合计" else 0
        shown = [f"<td colspan={across}>合计</td>"] if across else []
        shown += [f"<td>{escape(text)}</td>" for text in texts[across:]]
        yield f"<tr>{''.join(shown)}</tr>"
    yield "</table>"


def text(document: PrintedDocument, encoding: str = "utf-8", wrap: int = 14) -> bytes:
    """The document as text that a program extracted from its pages: cells by rows, long ones broken over lines.

    Blank lines stand between lines, but not after a cell that was broken: so do the texts of real documents.
    """
    lines = list(document.cover)
    for table in document.tables:
        lines += [f"单位：{table.unit}编制部门：{table.publisher}", "", table.title, ""]
        lines += [table.number, ""] if table.number else []
        lines += _head_lines(table)
        lines += [line for row in table.body for line in _row_lines(row, wrap)]
        lines += [line for note in table.notes for line in (note, "")]
    lines += ["第三部分 情况说明", "", *document.prose]
    return "\n".join(lines).encode(encoding)


def _head_lines(table: PrintedTable) -> Iterator[str]:
    for row in laid_out(table.head, len(table.widths)):
        cells = " ".join(cell.text for cell in row if cell is not None)
        if cells:
            yield cells
            yield ""


def _row_lines(row: Sequence[str], wrap: int) -> Iterator[str]:
    shown: list[str] = []
    for cell in filter(None, row):
        if len(cell) <= wrap:
            shown.append(cell)
            continue
        if shown:
            yield " ".join(shown)
        pieces = [cell[at : at + wrap] for at in range(0, len(cell), wrap)]
        for piece in pieces[:-1]:
            yield piece
            yield ""
        yield pieces[-1]
        shown = []
    if shown:
        yield " ".join(shown)
    yield ""
