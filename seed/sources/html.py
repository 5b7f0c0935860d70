"""Reading HTML pages: the text of blocks as lines, tables with their spans; no scripts, no network, no entities."""

import re
from collections.abc import Iterator

from lxml import etree, html

from graph.errors import DamagedSourceError, HostileSourceError, OversizedSourceError
from seed.sources.assembly import Assembly
from seed.sources.encoding import decoded
from seed.sources.joining import tidy
from seed.sources.spread import SpreadCell, TooManyCellsError, laid_out

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
XML_ENCODING = re.compile(r"<\?xml[^>]{0,200}\?>")
ENDS_PAGE = re.compile(r"</(?:html|body)\s{0,20}>|<!doctype[^>]{0,500}>", re.IGNORECASE)
"""What pages that were put together from others have in their middle: the parser would stop reading there."""
UNSEEN = frozenset({"script", "style", "head", "noscript", "template", "iframe", "object", "svg", "select", "button"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "code", "del", "em", "font", "i", "ins", "label", "mark", "s", "small"}
    | {"span", "strike", "strong", "sub", "sup", "time", "tt", "u", "img", "wbr", "input", "ruby", "rt", "rb"}
)
"""Elements that stand within a line; all others begin and end one."""
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
DEEPEST = 200
"""How many elements may stand inside one another; what is deeper is read as running text."""


def read_html(content: bytes, name: str) -> tuple[Assembly, int]:
    """The lines and tables of an HTML page, which is one page."""
    declared = DECLARED.search(content[:4096])
    text = decoded(content, name, declared[1].decode("ascii").lower() if declared else None)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        text = ENDS_PAGE.sub("", XML_ENCODING.sub("", text))
        root = html.document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DamagedSourceError(name, f"no readable HTML ({error})", "save the page again from a browser") from None
    fatal = next((error for error in parser.error_log if error.level == etree.ErrorLevels.FATAL), None)
    if fatal is not None:
        # The parser gives up there and keeps what it has, which would lose the rest in silence.
        found, remedy = f"HTML that cannot be read to its end ({fatal.message})", "save the page again from a browser"
        raise HostileSourceError(name, found, remedy)
    assembly = Assembly()
    try:
        _Page(assembly).read(root)
    except TooManyCellsError:
        raise OversizedSourceError(name, "a table with millions of cells", "leave that table out") from None
    return assembly, 1


class _Page:
    """Turns elements into lines and tables, from top to bottom."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.parts: list[str] = []

    def read(self, root: etree._Element) -> None:
        """Read all of a page."""
        self._element(root, 0)
        self._line()

    def _element(self, element: etree._Element, depth: int) -> None:
        if element.tag in UNSEEN or _is_hidden(element):
            return
        if element.tag == "table" and _holds_data(element):
            self._line()
            self._table(element)
            return
        block = element.tag not in INLINE
        if block:
            self._line()
        self.parts.append(element.text or "")
        for child in element:
            if depth < DEEPEST:
                self._element(child, depth + 1)
            else:
                self.parts += map(str, child.itertext())
            self.parts.append(child.tail or "")
        if block:
            self._line()

    def _line(self) -> None:
        text = tidy("".join(self.parts))
        self.parts.clear()
        if text:
            self.assembly.text(1, text)

    def _table(self, table: etree._Element) -> None:
        for caption in table.iterchildren("caption"):
            self.assembly.text(1, _text(caption))
        grid = laid_out([list(_cells(row)) for row in _rows(table)])
        self.assembly.table(1, grid.rows, grid.spans)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or HIDDEN.search(element.get("style", "")) is not None


def _holds_data(table: etree._Element) -> bool:
    """Whether a table is one, and not a way to lay out a page: it holds no other and is more than one cell."""
    return next(table.iterdescendants("table"), None) is None and len(table.findall(".//tr")) > 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iterdescendants("tr"):
        if not _is_hidden(row):
            yield row


def _cells(row: etree._Element) -> Iterator[SpreadCell]:
    for cell in row.iterchildren("td", "th"):
        yield SpreadCell(_text(cell), _number(cell.get("rowspan")), _number(cell.get("colspan")))


def _number(text: str | None) -> int:
    digits = re.match(r"\s*([0-9]{1,6})", text or "")
    return int(digits[1]) if digits else 1


def _text(element: etree._Element) -> str:
    """The text of a cell, a line break being nothing where it only breaks a word."""
    return tidy("".join(_pieces(element, 0)))


def _pieces(element: etree._Element, depth: int) -> Iterator[str]:
    if element.tag in UNSEEN or _is_hidden(element):
        return
    yield element.text or ""
    for child in element:
        if depth < DEEPEST:
            yield from _pieces(child, depth + 1)
        yield child.tail or ""
