"""Reading a PDF document: page by page, so that memory holds one page and what it says."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeAlias

import pypdfium2
from pypdfium2 import raw as pdfium

from graph.errors import DamagedSourceError, EncryptedSourceError, OversizedSourceError, ScannedSourceError
from seed.sources import limits
from seed.sources.assembly import Assembly, Places
from seed.sources.furniture import furniture
from seed.sources.pdf.alignment import aligned_tables
from seed.sources.pdf.glyphs import Glyph, glyphs_of
from seed.sources.pdf.lattice import lattices
from seed.sources.pdf.layout import TableRows, TextLine, lines_of, table_rows, text_lines
from seed.sources.pdf.raw import Raw
from seed.sources.pdf.regions import Region, regions_of
from seed.sources.pdf.rulings import Rulings, rulings_of

Block: TypeAlias = TextLine | TableRows | Region

PASSWORD_NEEDED = pdfium.FPDF_ERR_PASSWORD
UNMAPPED_SHARE = 5
"""A page with more than one meaningless character in five cannot be read."""

FEW_GLYPHS = 20
"""A picture with fewer characters around it is a scanned page with a stamp or a page number."""


@dataclass(slots=True)
class PdfPage:
    """What a page says, from top to bottom, and why it could not be read where it could not."""

    number: int
    blocks: list[Block] = field(default_factory=list)
    defect: str = ""
    scanned: bool = False


def read_pdf(content: bytes, name: str) -> tuple[Assembly, int]:
    """The text and tables of a PDF file, and its number of pages.

    Raises EncryptedSourceError, DamagedSourceError, OversizedSourceError, or ScannedSourceError where not one page
    has text. A single page without text is a defect of the source.
    """
    with closing(_opened(content, name)) as document:
        count = len(document)
        if count > limits.PAGES:
            raise OversizedSourceError(name, f"{count} pages", f"split it into files of up to {limits.PAGES} pages")
        pages = list(_aligned(_pages(document, name)))
    _require_text(pages, name)
    return _assembled(pages), count


def _opened(content: bytes, name: str) -> Raw:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_NEEDED or "assword" in str(error):
            remedy = "remove the password, for example by printing it to a new PDF, and give that file"
            raise EncryptedSourceError(name, "the PDF is encrypted", remedy) from None
        raise DamagedSourceError(name, f"not a readable PDF ({error})", "get an undamaged copy of it") from None


def _pages(document: Raw, name: str) -> Iterator[PdfPage]:
    before: Region | None = None
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError as error:
            found, remedy = f"the page is damaged ({error})", "get an undamaged copy of the file"
            raise DamagedSourceError(name, found, remedy, page=index + 1) from None
        with closing(page):
            made = _page(page, index + 1, name, before)
        before = next((block for block in reversed(made.blocks) if isinstance(block, Region)), None)
        yield made


def _page(page: Raw, number: int, name: str, before: Region | None) -> PdfPage:
    """A page; `before` is the last table without ruling lines on the page before it."""
    text = glyphs_of(page, limits.PAGE_GLYPHS)
    rulings = None if text is None else rulings_of(page, text.frame, limits.PAGE_OBJECTS)
    if text is None or rulings is None:
        found = f"more than {limits.PAGE_GLYPHS} characters or {limits.PAGE_OBJECTS} drawn objects on one page"
        raise OversizedSourceError(name, found, "leave that page out or print it to a new PDF", page=number)
    if text.unmapped * UNMAPPED_SHARE > len(text.glyphs) + text.unmapped:
        return PdfPage(number, defect="the font does not say which characters are printed: OCR is needed", scanned=True)
    if len(text.glyphs) < FEW_GLYPHS and _shows_picture(page):
        return PdfPage(number, defect="a picture of a page without its text: OCR is needed", scanned=True)
    defects = [f"{text.unmapped} characters have no known meaning"] if text.unmapped else []
    if len(rulings.across) + len(rulings.down) > limits.PAGE_RULINGS:
        defects.append(f"more than {limits.PAGE_RULINGS} lines are drawn: they are taken for a drawing, not for tables")
        rulings = Rulings([], [])
    return PdfPage(number, _blocks(text.glyphs, rulings, before), "; ".join(defects))


def _shows_picture(page: Raw) -> bool:
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    kinds = {pdfium.FPDFPageObj_GetType(item) for item in objects}
    return bool(kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})


def _blocks(glyphs: list[Glyph], rulings: Rulings, before: Region | None) -> list[Block]:
    """The tables and lines of a page in reading order."""
    blocks: list[Block] = []
    for lattice in lattices(rulings):
        table, glyphs = table_rows(lattice, glyphs)
        blocks.append(table)
    regions, rest = regions_of(lines_of(glyphs), before)
    blocks += regions
    blocks += text_lines(rest)
    return sorted(blocks, key=lambda block: block.top)


def _aligned(pages: Iterable[PdfPage]) -> Iterator[PdfPage]:
    """The pages with the regions on them made tables: those together that are one table broken over pages."""
    run: list[tuple[PdfPage, Region]] = []
    for page in pages:
        for block in [block for block in page.blocks if isinstance(block, Region)]:
            next_page = bool(run) and run[-1][0].number + 1 == page.number
            if run and not (next_page and run[-1][1].goes_on_in(block, next_page=block is page.blocks[0])):
                _make_tables(run)
                run = []
            run.append((page, block))
        yield page
    _make_tables(run)


def _make_tables(run: list[tuple[PdfPage, Region]]) -> None:
    """Put tables in the places of regions; lines of text where the words of one make none."""
    tables = aligned_tables([region for _, region in run]) if run else []
    for (page, region), table in zip(run, tables, strict=True):
        made = text_lines(line.glyphs for line in region.lines) if table is None else [table]
        at = page.blocks.index(region)
        page.blocks[at : at + 1] = made


def _require_text(pages: list[PdfPage], name: str) -> None:
    if any(page.blocks for page in pages):
        return
    first = next((page for page in pages if page.scanned), None)
    found = "none of its pages has text" + ("" if first is None else f" ({first.defect})")
    remedy = "run OCR over it and give the result, after somebody has compared its figures with the pages"
    raise ScannedSourceError(name, found, remedy, page=1 if first is None else first.number)


def _assembled(pages: list[PdfPage]) -> Assembly:
    around = furniture([[block.text if isinstance(block, TextLine) else "" for block in page.blocks] for page in pages])
    assembly = Assembly()
    for page, left_out in zip(pages, around, strict=True):
        for position, block in enumerate(page.blocks):
            if isinstance(block, TableRows):
                places = Places(block.ruled, block.columns, block.middles)
                assembly.table(page.number, block.rows, block.spans, places)
            elif position in left_out:
                assembly.skip()
            elif isinstance(block, TextLine):
                assembly.text(page.number, block.text)
        if page.defect:
            assembly.defect(page.number, page.defect)
    return assembly
