"""Where the characters of a PDF page stand, whatever its fonts tell of themselves."""

import io
import re

import pytest
from pypdfium2 import PdfDocument
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from seed.sources.pdf.glyphs import glyphs_of
from seed.sources.pdf.layout import line_text, lines_of

WORDS = "Total 9.5-0,x _ end"


def page(turns: int, *, low: bool) -> bytes:
    """A page with one line of text; its font can say that its letters are a fifth as high as they are."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0, invariant=1)
    canvas.translate(300, 400)
    canvas.rotate(90 * turns)
    canvas.setFont("Vera", 6)
    canvas.scale(2, 2)
    canvas.drawString(0, 0, WORDS)
    canvas.save()
    content = buffer.getvalue()
    if low:
        content = re.sub(rb"/Ascent [0-9.]+", lambda old: b"/Ascent 220".ljust(len(old[0])), content)
        content = re.sub(rb"/Descent -[0-9.]+", lambda old: b"/Descent -31".ljust(len(old[0])), content)
    return content


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("low", [False, True], ids=["an honest font", "a font that makes itself low"])
def test_a_line_is_one_line(turns: int, low: bool) -> None:  # noqa: FBT001 - a parameter of the test
    document = PdfDocument(page(turns, low=low))
    text = glyphs_of(document[0], 100)
    document.close()
    assert text is not None
    assert [line_text(line) for line in lines_of(text.glyphs)] == [WORDS]
