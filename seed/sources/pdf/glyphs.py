"""The printed characters of a PDF page and where they stand, read from pdfium without its own guess at words."""

import ctypes
import math
from collections import Counter
from typing import NamedTuple

from pypdfium2 import raw as pdfium

from seed.sources.pdf.frame import Frame
from seed.sources.pdf.raw import Raw

SAMPLE = 64
"""How many characters tell which way the text of a page runs."""


class Glyph(NamedTuple):
    """A character and its box in points, measured from the top left of the page as it is read."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """How far down the page the middle of the box is."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """How far right the middle of the box is."""
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        """The height of the box."""
        return self.bottom - self.top


class PageText(NamedTuple):
    """The glyphs of a page in the order in which they are drawn, how they run, and how many have no meaning."""

    glyphs: list[Glyph]
    frame: Frame
    unmapped: int


def glyphs_of(page: Raw, limit: int) -> PageText | None:
    """The text of a page, turned upright; None where it has more than `limit` characters."""
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text)
        return None if count > limit else _glyphs(text, count, Frame(_turns(text, count)))
    finally:
        text.close()


def _turns(text: Raw, count: int) -> int:
    """By how many quarters of a circle most of the text is turned."""
    angles = Counter(
        round(pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4
        for index in range(0, count, max(1, count // SAMPLE))
        if not pdfium.FPDFText_IsGenerated(text, index)
    )
    return angles.most_common(1)[0][0] if angles else 0


def _glyphs(text: Raw, count: int, frame: Frame) -> PageText:
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    generated, broken = pdfium.FPDFText_IsGenerated, pdfium.FPDFText_HasUnicodeMapError
    glyphs: list[Glyph] = []
    unmapped = 0
    for index in range(count):
        if generated(text, index):
            continue
        value = unicode_of(text, index)
        if broken(text, index) or not _printable(value):
            unmapped += 1
        elif box_of(text, index, reference):
            glyph = Glyph(chr(value), *frame.box(box.left, box.bottom, box.right, box.top))
            if not (glyphs and _struck_again(glyphs[-1], glyph)):
                glyphs.append(glyph)
    return PageText(glyphs, frame, unmapped)


def _printable(value: int) -> bool:
    """Whether a code point is text: no control character, no surrogate, nothing of the private use areas."""
    return value >= 0x20 and not 0x7F <= value < 0xA0 and not 0xD800 <= value < 0xF900 and value < 0xF0000  # noqa: PLR2004 - blocks of Unicode


def _struck_again(previous: Glyph, glyph: Glyph) -> bool:
    """Whether a character is printed a second time over itself, which is how some programs make it bold."""
    if previous.text != glyph.text:
        return False
    shift = abs(previous.left - glyph.left) + abs(previous.top - glyph.top)
    return shift < (glyph.right - glyph.left) / 4
