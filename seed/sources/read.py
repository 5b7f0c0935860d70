"""Reading a published document, whatever its format: the one way from bytes to a source."""

import hashlib
from collections.abc import Callable, Mapping

from graph.errors import EmptySourceError, OversizedSourceError
from seed.sources import limits
from seed.sources.assembly import Assembly
from seed.sources.docx import read_docx
from seed.sources.html import read_html
from seed.sources.model import MediaType, Source
from seed.sources.pdf.document import read_pdf
from seed.sources.sniffing import media_type_of
from seed.sources.text import read_text
from seed.sources.xlsx import read_xlsx

READERS: Mapping[MediaType, Callable[[bytes, str], tuple[Assembly, int]]] = {
    MediaType.PDF: read_pdf,
    MediaType.DOCX: read_docx,
    MediaType.XLSX: read_xlsx,
    MediaType.HTML: read_html,
    MediaType.TEXT: read_text,
}


def read(content: bytes, name: str) -> Source:
    """The text and tables of a document.

    Raises a SourceError that names the file, the page where one is to blame, and what to do: for a file that is
    empty, damaged, encrypted, too large, hostile, scanned, of an unknown format or of another than its name says.
    """
    if len(content) > limits.BYTES:
        found = f"{len(content):,} bytes, more than {limits.BYTES:,}"
        raise OversizedSourceError(name, found, "split it, or save it without its pictures")
    media_type = media_type_of(content, name)
    assembly, pages = READERS[media_type](content, name)
    if not assembly.lines:
        raise EmptySourceError(name, "nothing is written in it", "get the file again from where it was published")
    sha256 = hashlib.sha256(content).hexdigest()
    lines, grids, unread = tuple(assembly.lines), tuple(assembly.grids), tuple(assembly.unread)
    return Source(name, sha256, media_type, pages, lines, grids, unread)
