"""Every file that is no readable document is refused with its name, its page and what to do; none is half read."""

import io
import struct
import time
import zipfile
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from graph import errors
from graph.errors import SourceError
from seed.sources import limits
from seed.sources.model import MediaType
from seed.sources.read import read
from tests.documents.figures import budget
from tests.documents.forms import document
from tests.documents.office import excel, word
from tests.documents.pdf import pdf
from tests.documents.style import STYLES
from tests.documents.web import page, text
from tests.seed.sources.files import drawn, pages, repacked

DOCUMENT = document(budget(1), STYLES["plain"])
PDF, WORD, EXCEL, PAGE = pdf(DOCUMENT), word(DOCUMENT), excel(DOCUMENT), page(DOCUMENT)

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
)
MUCH = b"<a>" + b"0" * 60_000_000 + b"</a>"


def pictures(canvas: Canvas) -> None:
    for shade in (200, 220):
        canvas.drawImage(ImageReader(Image.new("RGB", (30, 40), (shade,) * 3)), 0, 0, 500, 700)
        canvas.showPage()


def many_lines(canvas: Canvas) -> None:
    canvas.drawString(50, 50, "x")
    for number in range(limits.PAGE_OBJECTS + 1):
        canvas.line(number % 500, 0, number % 500, 700)


def with_password_flag(content: bytes) -> bytes:
    """An archive whose first part says that it is encrypted."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature) + offset
        (flags,) = struct.unpack_from("<H", changed, at)
        struct.pack_into("<H", changed, at, flags | 1)
    return bytes(changed)


def many_parts() -> bytes:
    return repacked(WORD, {f"word/media/{number}.xml": b"<a/>" for number in range(limits.PARTS)})


CASES: dict[str, tuple[str, Callable[[], bytes], type[SourceError], str]] = {
    "an empty file": ("a.pdf", lambda: b"", errors.EmptySourceError, "empty"),
    "nothing but blanks": ("a.txt", lambda: b" \n\n", errors.EmptySourceError, "empty"),
    "a text of zero bytes": ("a.txt", lambda: bytes(900), errors.EmptySourceError, "empty"),
    "a page that says nothing": (
        "a.html",
        lambda: b"<html><body><p> </p></body></html>",
        errors.EmptySourceError,
        "nothing is written",
    ),
    "an encrypted PDF": (
        "a.pdf",
        lambda: drawn(pages(1), encrypt=StandardEncryption("secret")),
        errors.EncryptedSourceError,
        "remove the password",
    ),
    "an encrypted part of a DOCX": (
        "a.docx",
        lambda: with_password_flag(WORD),
        errors.EncryptedSourceError,
        "password",
    ),
    "a PDF that was cut": ("a.pdf", lambda: PDF[: len(PDF) // 3], errors.DamagedSourceError, "undamaged copy"),
    "a PDF of nothing but its first line": (
        "a.pdf",
        lambda: b"%PDF-1.7\n",
        errors.DamagedSourceError,
        "undamaged copy",
    ),
    "a DOCX that was cut": ("a.docx", lambda: WORD[: len(WORD) // 2], errors.DamagedSourceError, "undamaged copy"),
    "a DOCX with broken XML": (
        "a.docx",
        lambda: repacked(WORD, {"word/document.xml": b"<w:document"}),
        errors.DamagedSourceError,
        "save it again",
    ),
    "a DOCX without its styles": (
        "a.docx",
        lambda: repacked(WORD, without=["word/styles.xml"]),
        errors.DamagedSourceError,
        "save it again",
    ),
    "an XLSX with broken XML": (
        "a.xlsx",
        lambda: repacked(EXCEL, {"xl/worksheets/sheet2.xml": b"<worksheet"}),
        errors.DamagedSourceError,
        "save it again",
    ),
    "an XLSX without one of its sheets": (
        "a.xlsx",
        lambda: repacked(EXCEL, without=["xl/worksheets/sheet2.xml"]),
        errors.DamagedSourceError,
        "the sheet `Sheet1` is missing",
    ),
    "a text in no Chinese encoding": (
        "a.txt",
        lambda: "déjà vu".encode("latin-1"),
        errors.DamagedSourceError,
        "UTF-8",
    ),
    "a program named as a text": (
        "a.txt",
        lambda: bytes(number * 37 % 256 for number in range(5_000)),
        errors.DamagedSourceError,
        "UTF-8",
    ),
    "a zip bomb in a DOCX": (
        "a.docx",
        lambda: repacked(WORD, {"word/document.xml": MUCH}),
        errors.HostileSourceError,
        "word/document.xml",
    ),
    "a zip bomb in an XLSX": (
        "a.xlsx",
        lambda: repacked(EXCEL, {"xl/worksheets/sheet1.xml": MUCH}),
        errors.HostileSourceError,
        "unpacks from",
    ),
    "an archive of too many parts": ("a.docx", many_parts, errors.OversizedSourceError, "parts that unpack"),
    "entities in a DOCX": (
        "a.docx",
        lambda: repacked(WORD, {"word/document.xml": ENTITIES}),
        errors.HostileSourceError,
        "entities",
    ),
    "entities in an XLSX, in UTF-16": (
        "a.xlsx",
        lambda: repacked(EXCEL, {"xl/workbook.xml": ENTITIES.decode().encode("utf-16")}),
        errors.HostileSourceError,
        "entities",
    ),
    "elements without end in HTML": (
        "a.html",
        lambda: b"<html>" + b"<div>" * 100_000 + b"x",
        errors.HostileSourceError,
        "cannot be read to its end",
    ),
    "more pages than any budget has": (
        "a.pdf",
        lambda: drawn(pages(limits.PAGES + 1)),
        errors.OversizedSourceError,
        "split it",
    ),
    "more lines on a page than any form has": (
        "a.pdf",
        lambda: drawn(many_lines),
        errors.OversizedSourceError,
        "page 1",
    ),
    "a table of billions of cells": (
        "a.html",
        lambda: b"<html><table>" + b"<tr>" + b"<td rowspan=9999 colspan=9999>1</td>" * 9 + b"</tr><tr></tr></table>",
        errors.OversizedSourceError,
        "millions of cells",
    ),
    "pictures of pages": (
        "a.pdf",
        lambda: drawn(pictures),
        errors.ScannedSourceError,
        "page 1: none of its pages has text",
    ),
    "a PDF named as DOCX": ("a.docx", lambda: PDF, errors.WrongExtensionError, "rename it"),
    "a page named as PDF": ("a.pdf", lambda: PAGE, errors.WrongExtensionError, "an HTML page"),
    "a DOCX named as XLSX": ("a.xlsx", lambda: WORD, errors.WrongExtensionError, "a Word document"),
    "an archive of something else": (
        "a.zip",
        lambda: repacked(WORD, without=["word/document.xml"]),
        errors.UnsupportedSourceError,
        "neither a Word document nor an Excel workbook",
    ),
    "an old Word document": (
        "a.doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        errors.UnsupportedSourceError,
        "save it without a password as DOCX",
    ),
    "a picture": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), errors.UnsupportedSourceError, "run OCR"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_readable_document_is_refused_by_name_with_a_remedy(case: str) -> None:
    name, made, kind, words = CASES[case]
    content = made()
    begun = time.monotonic()
    with pytest.raises(SourceError) as caught:
        read(content, name)
    assert type(caught.value) is kind
    assert str(caught.value).startswith(name)
    assert words in str(caught.value)
    assert caught.value.remedy
    assert time.monotonic() - begun < 5


def test_a_file_larger_than_any_document_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BYTES", 1_000)
    with pytest.raises(errors.OversizedSourceError, match=r"a\.pdf: .* bytes, more than 1,000"):
        read(PDF, "a.pdf")


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    owned = drawn(pages(1), encrypt=StandardEncryption("", ownerPassword="secret"))
    assert [line.text for line in read(owned, "a.pdf").lines] == ["Lighthouse"]


def test_a_drawing_of_more_lines_than_tables_have_is_reported_and_its_words_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 820, "Lighthouse")
        for at in range(2 * limits.PAGE_RULINGS):
            x, y = 20 + at % 100 * 5, 100 + at // 100 * 18
            canvas.line(x, y, x, y + 6)
        canvas.rect(10, 90, 500, 600)

    source = read(drawn(draw), "a.pdf")
    assert [line.text for line in source.lines] == ["Lighthouse"]
    assert source.grids == ()
    assert [line.text.partition(":")[0] for line in source.unread] == ["more than 3000 lines are drawn"]


def test_a_page_without_text_among_others_is_reported_and_the_others_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        pages(1)(canvas)
        pictures(canvas)

    source = read(drawn(draw), "a.pdf")
    assert [line.text for line in source.lines] == ["Lighthouse"]
    assert [(line.page, "OCR is needed" in line.text) for line in source.unread] == [(2, True), (3, True)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, MediaType.PDF),
        (WORD, MediaType.DOCX),
        (EXCEL, MediaType.XLSX),
        (PAGE, MediaType.HTML),
        (text(DOCUMENT), MediaType.TEXT),
    ],
)
def test_a_file_without_an_extension_is_known_by_its_content(content: bytes, kind: MediaType) -> None:
    assert read(content, "budget").media_type is kind


@pytest.mark.parametrize("content", [PDF, WORD, EXCEL, PAGE, text(DOCUMENT)])
def test_lines_are_numbered_upwards_and_each_row_of_a_table_is_one(content: bytes) -> None:
    source = read(content, "budget")
    numbers = [line.number for line in source.lines]
    assert all(one < other for one, other in pairwise(numbers))
    filled = {row.line for grid in source.grids for row in grid.rows if any(row.cells)}
    assert filled <= set(numbers)
    assert all(len(row.cells) == grid.width for grid in source.grids for row in grid.rows)


@pytest.mark.parametrize("content", [PDF, EXCEL])
def test_where_pages_begin_is_known_of_what_has_pages(content: bytes) -> None:
    source = read(content, "budget")
    assert len(source.page_lines) == source.page_count > 1
    assert all(bisect_right(source.page_lines, line.number) == line.page for line in source.lines)


@pytest.mark.parametrize("content", [WORD, PAGE, text(DOCUMENT)])
def test_what_has_no_pages_begins_none(content: bytes) -> None:
    assert read(content, "budget").page_lines == ()


def test_the_same_bytes_give_the_same_source() -> None:
    assert read(PDF, "a.pdf") == read(PDF, "a.pdf")


def test_an_archive_that_lies_about_the_size_of_a_part_is_damaged() -> None:
    changed = bytearray(WORD)
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    while (at := changed.find(struct.pack("<I", size))) >= 0:
        struct.pack_into("<I", changed, at, size // 2)
    with pytest.raises(errors.DamagedSourceError):
        read(bytes(changed), "a.docx")
