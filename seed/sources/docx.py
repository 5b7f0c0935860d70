"""Reading Word documents: paragraphs as lines, tables with their merged cells, in the order of the text."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, TypeAlias

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from graph.errors import DamagedSourceError, OversizedSourceError
from seed.sources.archives import require_harmless
from seed.sources.assembly import Assembly
from seed.sources.joining import joined_lines, tidy
from seed.sources.model import UNREADABLE
from seed.sources.numbering import Numbering, numbering_of
from seed.sources.spread import SpreadCell, TooManyCellsError, laid_out

Element: TypeAlias = Any
"""An element of a Word document: python-docx ships no types for them."""

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT, TAB, BREAK, HYPHEN = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")
RENDERED_BREAK = qn("w:lastRenderedPageBreak")
LEFT_OUT = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:sectPr")))
CONTAINERS = frozenset(map(qn, ("w:body", "w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
ALTERNATIVE, FALLBACK = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}" + tag for tag in ("AlternateContent", "Fallback")
)
TEXT_BOX = qn("w:txbxContent")
VALUE = qn("w:val")
DEEPEST = 100

DIGITS = 5
"""The digits that a number of rows or columns may have."""


def read_docx(content: bytes, name: str) -> tuple[Assembly, int]:
    """The lines and tables of a Word document, and the pages that Word counted when it was last saved."""
    require_harmless(content, name)
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        numbering = numbering_of(
            _part(document, RELATIONSHIP_TYPE.NUMBERING), _part(document, RELATIONSHIP_TYPE.STYLES)
        )
    except (OpcError, KeyError, ValueError, AttributeError, etree.LxmlError, zipfile.BadZipFile) as error:
        raise DamagedSourceError(
            name, f"not a readable Word document ({error})", "open it in Word and save it again"
        ) from None
    if body is None:
        raise DamagedSourceError(name, "a Word document without a body", "open it in Word and save it again")
    reader = _Reader(Assembly(), numbering)
    try:
        reader.blocks(body, 0)
    except TooManyCellsError:
        raise OversizedSourceError(name, "a table with millions of cells", "leave that table out") from None
    return reader.assembly, reader.page


def _part(document: Element, kind: str) -> Element:
    """The root of a part beside the text; None where the document has none."""
    parts = (one.target_part for one in document.part.rels.values() if one.reltype == kind and not one.is_external)
    return next((etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False)) for part in parts), None)


class _Reader:
    """Goes through the blocks of a document, counts pages and the paragraphs of lists."""

    def __init__(self, assembly: Assembly, numbering: Numbering) -> None:
        self.assembly = assembly
        self.numbering = numbering
        self.page = 1

    def blocks(self, parent: Element, depth: int) -> None:
        """Read the paragraphs and tables below an element."""
        for element in parent:
            if element.tag == PARAGRAPH:
                self._paragraph(element, depth)
            elif element.tag == TABLE:
                self._table(element)
            elif element.tag in CONTAINERS and depth < DEEPEST:
                self.blocks(element, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> None:
        breaks = _page_breaks(element)
        before = breaks and not _text_before_break(element)
        self.page += breaks if before else 0
        for line in self._text(element).split("\n"):
            self.assembly.text(self.page, tidy(line))
        self.page += 0 if before else breaks
        for box in element.iterdescendants(TEXT_BOX):
            if depth < DEEPEST and not any(above.tag == FALLBACK for above in box.iterancestors()):
                self.blocks(box, depth + 1)

    def _table(self, table: Element) -> None:
        rows = [row for row in table.iterdescendants(ROW) if _table_of(row) is table]
        grid = laid_out(self._spread(rows))
        self.assembly.table(self.page, grid.rows, grid.spans)
        self.page += _page_breaks(table)

    def _spread(self, rows: list[Any]) -> list[list[SpreadCell]]:
        """The cells of a table's rows; one that is continued from above counts to the one that it continues."""
        placed: list[list[tuple[int, int, str, str]]] = []
        for row in rows:
            column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
            cells = []
            for cell in (one for one in row.iterchildren() if one.tag in {CELL, qn("w:sdt")}):
                for part in [cell] if cell.tag == CELL else list(cell.iterdescendants(CELL)):
                    across, merge = _number(part.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1), _merge(part)
                    cells.append((column, across, merge, self._cell_text(part)))
                    column += across
            placed.append(cells)
        return [list(_with_spans(placed, number)) for number in range(len(placed))]

    def _cell_text(self, cell: Element) -> str:
        return joined_lines(self._text(paragraph) for paragraph in cell.iterdescendants(PARAGRAPH))

    def _text(self, paragraph: Element) -> str:
        """The text of a paragraph with the number of its list; the number of an empty one is printed too.

        A number before figures cannot be told from them in a cell: such a text becomes unreadable.
        """
        number, text = self.numbering.before(paragraph), "".join(_pieces(paragraph, 0)).strip()
        if not number or not text:
            return number or text
        unclear = any(character.isdecimal() for character in text) and not any(map(str.isalpha, text))
        parted = number[-1].isalnum() or (text[0].isalnum() and text[0].isascii())
        return number + (UNREADABLE if unclear else " " if parted else "") + text


def _table_of(element: Element) -> Element:
    return next(element.iterancestors(TABLE), None)


def _with_spans(placed: list[list[tuple[int, int, str, str]]], number: int) -> Iterator[SpreadCell]:
    """The cells of a row that begin in it, those that are not there as empty ones."""
    end = 0
    for column, across, merge, text in placed[number]:
        if column > end:
            yield SpreadCell("", 1, column - end)
        end = column + across
        if merge == "continue" and number > 0 and _above(placed, number, column) is not None:
            continue
        down = 1
        while merge and number + down < len(placed) and _continues(placed[number + down], column):
            down += 1
        yield SpreadCell(text, down, across)


def _above(placed: list[list[tuple[int, int, str, str]]], number: int, column: int) -> tuple[int, int, str, str] | None:
    return next((cell for cell in placed[number - 1] if cell[0] == column and cell[2]), None)


def _continues(cells: list[tuple[int, int, str, str]], column: int) -> bool:
    return any(cell[0] == column and cell[2] == "continue" for cell in cells)


def _merge(cell: Element) -> str:
    """`restart` for a cell that spreads downwards, `continue` for one that is covered from above, else ""."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if merge is None else merge.get(VALUE) or "continue"


def _number(element: Element, default: int) -> int:
    text = "" if element is None else element.get(VALUE) or ""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else default


def _pieces(element: Element, depth: int) -> Iterator[str]:
    """The text of an element, without what was deleted in a tracked change and without text boxes."""
    for child in element:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag == TAB:
            yield "\t"
        elif child.tag == HYPHEN:
            yield "-"
        elif child.tag == BREAK:
            yield "" if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag not in LEFT_OUT and child.tag not in {PARAGRAPH, TEXT_BOX, ALTERNATIVE} and depth < DEEPEST:
            yield from _pieces(child, depth + 1)


def _page_breaks(element: Element) -> int:
    """How many pages end inside an element, by Word's own count or by breaks that its author set."""
    rendered = sum(1 for _ in element.iterdescendants(RENDERED_BREAK))
    return rendered or sum(one.get(qn("w:type")) == "page" for one in element.iterdescendants(BREAK))


def _text_before_break(element: Element) -> bool:
    """Whether a paragraph has text before the page that ends inside it."""
    for one in element.iterdescendants(TEXT, BREAK, RENDERED_BREAK):
        if one.tag == TEXT and (one.text or "").strip():
            return True
        if one.tag == RENDERED_BREAK or one.get(qn("w:type")) == "page":
            return False
    return False
