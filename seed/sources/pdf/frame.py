"""From the coordinates of a PDF page to those of a reader: the origin at the top left, the text upright."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points; only differences mean anything."""

UPWARDS, OVERHEAD, DOWNWARDS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Frame:
    """How the text of a page runs: turned counter-clockwise by so many quarters of a circle."""

    turns: int = 0

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box given in PDF's coordinates as somebody sees it who turns the page until its text is upright."""
        if self.turns == UPWARDS:
            return bottom, left, top, right
        if self.turns == OVERHEAD:
            return -right, bottom, -left, top
        if self.turns == DOWNWARDS:
            return -top, -right, -bottom, -left
        return left, -top, right, -bottom
