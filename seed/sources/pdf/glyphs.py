"""The printed characters of a PDF page and where they stand, read from pdfium without its own guess at words."""

import ctypes
import math
from collections import Counter
from typing import NamedTuple
from unicodedata import east_asian_width

from pypdfium2 import raw as pdfium

from seed.sources.pdf.frame import Frame
from seed.sources.pdf.raw import Raw

ABOVE_BASE = 0.88
"""The part of a line's height that is above the line on which its letters stand."""

FULL_HEIGHT = 0.75
"""The part of the size of its font that a box is at least high, unless it holds only what is drawn."""

NARROW = 1.5
"""How much higher than wide a letter is at least, but for the widest."""

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
    """By how many quarters of a circle most of the text is turned counter-clockwise; pdfium counts them clockwise."""
    angles = Counter(
        -round(pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4
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
            if _is_flat(glyph):
                glyph = _upright(text, index, glyph, frame)
            if not (glyphs and _struck_again(glyphs[-1], glyph)):
                glyphs.append(glyph)
    return PageText(glyphs, frame, unmapped)


def _is_flat(glyph: Glyph) -> bool:
    """Whether a box may hold only what is drawn, as in fonts that do not tell how high their lines are.

    A comma would then stand below its line and `一` in the middle of it.
    """
    width = glyph.right - glyph.left
    return glyph.size < (FULL_HEIGHT * width if _is_square(glyph) else NARROW * width)


def _is_square(glyph: Glyph) -> bool:
    """Whether a character is as wide as its font is large, as Chinese ones are."""
    return east_asian_width(glyph.text) in "WF"


def _upright(text: Raw, index: int, glyph: Glyph, frame: Frame) -> Glyph:
    """A flat glyph in a box as high as its font is large, about where the letters of its line have theirs."""
    size = glyph.right - glyph.left if _is_square(glyph) else _font_size(text, index)
    x, y = ctypes.c_double(), ctypes.c_double()
    if glyph.size >= FULL_HEIGHT * size or not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
        return glyph
    _, base, _, _ = frame.box(x.value, y.value, x.value, y.value)
    return glyph._replace(top=base - ABOVE_BASE * size, bottom=base + (1 - ABOVE_BASE) * size)


def _font_size(text: Raw, index: int) -> float:
    """The size of the font of a character as it is printed; 0 where it is not told."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return 0.0
    return float(pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d))


def _printable(value: int) -> bool:
    """Whether a code point is text: no control character, no surrogate, nothing of the private use areas."""
    return value >= 0x20 and not 0x7F <= value < 0xA0 and not 0xD800 <= value < 0xF900 and value < 0xF0000  # noqa: PLR2004 - blocks of Unicode


def _struck_again(previous: Glyph, glyph: Glyph) -> bool:
    """Whether a character is printed a second time over itself, which is how some programs make it bold."""
    if previous.text != glyph.text:
        return False
    shift = abs(previous.left - glyph.left) + abs(previous.top - glyph.top)
    return shift < (glyph.right - glyph.left) / 4
