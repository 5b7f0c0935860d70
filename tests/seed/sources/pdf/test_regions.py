"""Tables without ruling lines: where one word ends and the next column begins."""

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from seed.sources.read import read
from tests.seed.sources.files import drawn

FONT = "STSong-Light"
SIZE = 10


def summary(right: str) -> bytes:
    """Two sides of a summary whose left figures end exactly where the labels of the right side begin."""

    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        canvas.setFont(FONT, SIZE)
        for number, (label, left, other) in enumerate(
            [("项目", "预算数", "项目"), ("收入", "113,078.98", right), ("其他收入", "24,231.21", right)]
        ):
            top = 700 - 16 * number
            canvas.drawString(50, top, label)
            canvas.drawRightString(300, top, left)
            canvas.drawString(300 if number else 330, top, other)
            canvas.drawRightString(550, top, "42,636.25" if number else "预算数")

    return drawn(draw)


@pytest.mark.parametrize("label", ["一、一般公共服务支出", "本年支出合计", "（一）教育支出"])
def test_a_label_that_touches_the_figure_before_it_begins_a_column(label: str) -> None:
    (grid,) = read(summary(label), "a.pdf").grids
    assert grid.rows[-1].cells == ("其他收入", "24,231.21", label, "42,636.25")


def test_a_measure_behind_a_figure_stays_with_it() -> None:
    found = read(summary("万元"), "a.pdf")
    assert "24,231.21" not in {cell for grid in found.grids for row in grid.rows for cell in row.cells}
