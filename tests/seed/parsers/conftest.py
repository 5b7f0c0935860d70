"""Documents made up for tests of parsers: lines or tables of an invented city, and what is known of them."""

from collections.abc import Callable, Sequence

import pytest

from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Context
from seed.sources.model import Grid, GridRow, Line, MediaType, Source

Cells = Sequence[str | None]


@pytest.fixture(scope="session")
def text() -> Callable[[str], Source]:
    """A plain text file: blank lines are left out, the numbers of the others stay."""

    def made(content: str) -> Source:
        numbered = enumerate(content.strip("\n").split("\n"), 1)
        lines = tuple(Line(number, 1, line) for number, line in numbered if line.strip())
        return Source("made-up.txt", "0" * 64, MediaType.TEXT, 1, lines, ())

    return made


@pytest.fixture(scope="session")
def tables() -> Callable[..., Source]:
    """A document with geometry: running text above, then tables, each on a page of its own."""

    def made(*grids: Sequence[Cells], above: str = "") -> Source:
        words = [line for line in above.split("\n") if line.strip()]
        lines = [Line(number, 1, line) for number, line in enumerate(words, 1)]
        built: list[Grid] = []
        for page, rows in enumerate(grids, 2):
            first = len(lines) + 1
            numbered = [GridRow(number, tuple(cells)) for number, cells in enumerate(rows, first)]
            lines += [Line(row.line, page, " ".join(cell for cell in row.cells if cell)) for row in numbered]
            built.append(Grid(page, tuple(numbered)))
        return Source("made-up.pdf", "0" * 64, MediaType.PDF, len(grids) + 1, tuple(lines), tuple(built))

    return made


@pytest.fixture(scope="session")
def known() -> Callable[..., Context]:
    """What is known of a document of 云溪市林业局 (Yunxi, an invented city) before its sections are read."""

    def made(kind: str = "FINAL_ACCOUNTS", year: int = 2022, *, title: str = "", unit: str = "") -> Context:
        row = {
            "key": "yunxi-2022",
            "title": title or f"云溪市林业局{year}年度部门决算",
            "kind": kind,
            "fiscal_year": str(year),
            "publisher": "999900/云溪市林业局",
            "unit": unit,
        }
        return Context(row, CodeBook.published())

    return made
