"""What format a file has, told by its content; its name only has to agree."""

from pathlib import PurePath

from graph.errors import EmptySourceError, UnsupportedSourceError, WrongExtensionError
from seed.sources.archives import is_archive, names_of
from seed.sources.model import MediaType

EXTENSIONS = {
    ".pdf": MediaType.PDF,
    ".docx": MediaType.DOCX,
    ".xlsx": MediaType.XLSX,
    ".xlsm": MediaType.XLSX,
    ".htm": MediaType.HTML,
    ".html": MediaType.HTML,
    ".shtml": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
    ".md": MediaType.TEXT,
}

NAMES = {
    MediaType.PDF: "a PDF",
    MediaType.DOCX: "a Word document (DOCX)",
    MediaType.XLSX: "an Excel workbook (XLSX)",
    MediaType.HTML: "an HTML page",
    MediaType.TEXT: "plain text",
}

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
PDF_WITHIN = 1024
"""A PDF's header may be preceded by so many bytes of something else."""

HTML_WITHIN = 4096
HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")


def media_type_of(content: bytes, name: str) -> MediaType:
    """The format of a file; an error where it is none that is read, or another than the file's name says."""
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise EmptySourceError(name, "the file is empty", "get the file again from where it was published")
    found = _by_content(content, name)
    named = EXTENSIONS.get(PurePath(name).suffix.lower())
    if named is not None and named is not found:
        remedy = f"rename it so that its name ends in `{_extension(found)}`, after looking whether it is the right file"
        raise WrongExtensionError(name, f"named as {NAMES[named]}, but its content is {NAMES[found]}", remedy)
    return found


def _by_content(content: bytes, name: str) -> MediaType:
    if b"%PDF-" in content[:PDF_WITHIN]:
        return MediaType.PDF
    if is_archive(content):
        return _office(content, name)
    if content.startswith(OLD_OFFICE):
        found, remedy = "an old or encrypted Office file", "save it without a password as DOCX, XLSX or PDF"
        raise UnsupportedSourceError(name, found, remedy)
    if content.startswith(PICTURES):
        raise UnsupportedSourceError(name, "a picture", "run OCR over it and give the result as PDF")
    if any(mark in content[:HTML_WITHIN].lower() for mark in HTML_MARKS):
        return MediaType.HTML
    return MediaType.TEXT


def _office(content: bytes, name: str) -> MediaType:
    parts = names_of(content, name)
    if "word/document.xml" in parts:
        return MediaType.DOCX
    if "xl/workbook.xml" in parts:
        return MediaType.XLSX
    found = "an archive that is neither a Word document nor an Excel workbook"
    raise UnsupportedSourceError(name, found, "unpack it and give the documents in it one by one")


def _extension(media_type: MediaType) -> str:
    return next(extension for extension, named in EXTENSIONS.items() if named is media_type)
