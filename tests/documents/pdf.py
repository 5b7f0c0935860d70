"""Documents as PDF: with ruling lines or without, labels broken over lines, tables that go on over pages."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.documents.printed import HeadCell, PrintedDocument, PrintedTable, laid_out

FONT = "STSong-Light"
SIZE = 9.0
LEADING = 11.0
PADDING = 2.0
MARGIN = 50.0


@dataclass(frozen=True)
class PdfStyle:
    """How a program makes a PDF of forms."""

    ruled: bool = True
    repeated_head: bool = True
    upright: bool = False
    furniture: bool = True
    together: bool = False
    """Whether a table begins on the page where the last one ended."""

    row_height: float = 16.0
    repeated_captions: bool = False
    """Whether title, number and unit are printed again where a table goes on."""


@dataclass
class _Writer:
    style: PdfStyle
    running_head: str
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    page: int = 1

    def __post_init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.size = A4 if self.style.upright else landscape(A4)
        self.canvas = Canvas(self.buffer, pagesize=self.size, invariant=1)
        self.y = self.size[1] - MARGIN
        self._furniture()

    def new_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.y = self.size[1] - MARGIN
        self._furniture()

    def _furniture(self) -> None:
        self.canvas.setFont(FONT, SIZE)
        if self.style.furniture:
            self.canvas.drawString(MARGIN, self.size[1] - 30, self.running_head)
            self.canvas.drawCentredString(self.size[0] / 2, 25, f"- {self.page} -")

    def line(self, text: str, *, centred: bool = True, height: float = 18.0) -> None:
        self.y -= height
        if centred:
            self.canvas.drawCentredString(self.size[0] / 2, self.y, text)
        else:
            self.canvas.drawString(MARGIN, self.y, text)

    def table(self, table: PrintedTable) -> None:
        widths = self._widths(table)
        head = laid_out(table.head, len(widths))
        self._captions(table)
        self._head(head, widths)
        for row in table.body:
            height = self._height(row, widths)
            if self.y - height < MARGIN:
                self.new_page()
                if self.style.repeated_captions:
                    self._captions(table)
                if self.style.repeated_head:
                    self._head(head, widths)
            self._row(row, widths, height, table)
        for note in table.notes:
            self.line(note, centred=False)

    def _captions(self, table: PrintedTable) -> None:
        self.line(table.title)
        if table.number:
            self.line(table.number, centred=False)
        self.y -= 14
        self.canvas.drawString(MARGIN, self.y, f"编制部门：{table.publisher}")
        self.canvas.drawRightString(self.size[0] - MARGIN, self.y, f"单位：{table.unit}")
        self.y -= 6

    def _widths(self, table: PrintedTable) -> list[float]:
        room = self.size[0] - 2 * MARGIN
        return [room * width / sum(table.widths) for width in table.widths]

    def _height(self, row: Sequence[str], widths: Sequence[float]) -> float:
        lines = max(len(_broken(text, width)) for text, width in zip(row, widths, strict=True))
        return max(self.style.row_height, lines * LEADING + 2 * PADDING)

    def _head(self, head: Sequence[Sequence[HeadCell | None]], widths: Sequence[float]) -> None:
        heights = [max(16.0, self._head_height(row, widths)) for row in head]
        tops = [self.y - sum(heights[:number]) for number in range(len(heights) + 1)]
        lefts = [MARGIN + sum(widths[:number]) for number in range(len(widths) + 1)]
        for number, row in enumerate(head):
            for column, cell in enumerate(row):
                if cell is not None:
                    box = (lefts[column], tops[number + cell.down], lefts[column + cell.across], tops[number])
                    self._cell(cell.text, box, "centre")
        self.y = tops[-1]

    def _head_height(self, row: Sequence[HeadCell | None], widths: Sequence[float]) -> float:
        lines = [
            len(_broken(cell.text, sum(widths[at : at + cell.across]))) / cell.down
            for at, cell in enumerate(row)
            if cell is not None
        ]
        return max(lines, default=1) * LEADING + 2 * PADDING

    def _row(self, row: Sequence[str], widths: Sequence[float], height: float, table: PrintedTable) -> None:
        left = MARGIN
        at = 0
        while at < len(row):
            merged = table.total_across if at == 0 and row[0] == "合计" else 0
            width = sum(widths[at : at + max(merged, 1)])
            amount = at not in table.left and "." in row[at].replace("．", ".")
            align = "left" if at in table.left else "right" if amount else "centre"
            self._cell(row[at], (left, self.y - height, left + width, self.y), align)
            left += width
            at += max(merged, 1)
        self.y -= height

    def _cell(self, text: str, box: tuple[float, float, float, float], align: str) -> None:
        left, bottom, right, top = box
        if self.style.ruled:
            self.canvas.setLineWidth(0.5)
            self.canvas.rect(left, bottom, right - left, top - bottom)
        lines = _broken(text, right - left)
        y = (top + bottom) / 2 + LEADING * (len(lines) / 2 - 1) + (LEADING - SIZE) / 2 + 1
        for line in lines:
            if align == "left":
                self.canvas.drawString(left + PADDING, y, line)
            elif align == "right":
                self.canvas.drawRightString(right - PADDING, y, line)
            else:
                self.canvas.drawCentredString((left + right) / 2, y, line)
            y -= LEADING


def _broken(text: str, width: float) -> list[str]:
    """The text on as many lines as it needs in a column."""
    lines, room = [""], width - 2 * PADDING
    for character in text:
        if pdfmetrics.stringWidth(lines[-1] + character, FONT, SIZE) > room and lines[-1]:
            lines.append("")
        lines[-1] += character
    return lines


def pdf(document: PrintedDocument, style: PdfStyle | None = None) -> bytes:
    """The document as PDF."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    writer = _Writer(style or PdfStyle(), document.cover[0])
    for line in document.cover:
        writer.line(line, height=60)
    for table in document.tables:
        if not writer.style.together or writer.page == 1 or writer.y < 4 * MARGIN:
            writer.new_page()
        writer.table(table)
    writer.new_page()
    for line in _wrapped(document.prose):
        writer.line(line, centred=False)
    writer.canvas.save()
    return writer.buffer.getvalue()


def _wrapped(prose: Sequence[str]) -> Iterator[str]:
    for text in prose:
        yield from (text[at : at + 40] for at in range(0, len(text), 40))
