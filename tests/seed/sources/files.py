"""Files as attackers, accidents and old programs make them."""

import io
import zipfile
from collections.abc import Callable, Collection, Mapping

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]


def drawn(draw: Draw, **settings: object) -> bytes:
    """A PDF file of what is drawn on its canvas."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, **settings)  # type: ignore[arg-type]
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def pages(count: int, text: str = "Lighthouse") -> Draw:
    """So many pages that say the same."""

    def draw(canvas: Canvas) -> None:
        for _ in range(count):
            canvas.drawString(50, 700, text)
            canvas.showPage()

    return draw


def repacked(content: bytes, changes: Mapping[str, bytes] | None = None, without: Collection[str] = ()) -> bytes:
    """An archive with some of its parts changed, added or left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        parts = {name: before.read(name) for name in before.namelist() if name not in without} | dict(changes or {})
        for name, part in parts.items():
            after.writestr(name, part)
    return buffer.getvalue()
