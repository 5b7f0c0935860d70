"""Whatever bytes a file has, it is read or refused: no other error, no endless loop."""

import io
import zipfile
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from seed.sources.model import Source
from seed.sources.read import read
from tests.documents.figures import budget
from tests.documents.forms import document
from tests.documents.office import excel, word
from tests.documents.pdf import PdfStyle, pdf
from tests.documents.style import STYLES
from tests.documents.web import page, text
from tests.seed.sources.files import repacked

DOCUMENT = document(budget(1), STYLES["plain"])
WHOLE = {
    "a.pdf": pdf(DOCUMENT),
    "unruled.pdf": pdf(DOCUMENT, PdfStyle(ruled=False)),
    "a.docx": word(DOCUMENT),
    "a.xlsx": excel(DOCUMENT),
    "a.html": page(DOCUMENT),
    "a.txt": text(DOCUMENT),
}
ARCHIVES = ("a.docx", "a.xlsx")

QUICK = settings(
    max_examples=60, deadline=timedelta(seconds=10), suppress_health_check=[HealthCheck.too_slow], print_blob=True
)


def read_or_refused(content: bytes, name: str) -> None:
    """Read a file whole, or have it refused by its name with a remedy."""
    found = _read(content, name)
    if isinstance(found, SourceError):
        assert str(found).startswith(name)
        assert found.remedy
        return
    assert found.lines
    assert all(len(row.cells) == grid.width for grid in found.grids for row in grid.rows)


def _read(content: bytes, name: str) -> Source | SourceError:
    try:
        return read(content, name)
    except SourceError as error:
        return error


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with some of its bytes changed, left out or repeated."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        end = min(at + draw(st.integers(0, 40)), len(content))
        content[at:end] = draw(st.one_of(st.binary(max_size=40), st.just(bytes(content[at:end]) * 3)))
    return bytes(content)


@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.docx", "a.xlsx", "a.html", "a.txt", "a"]))
@QUICK
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    read_or_refused(content, name)


@given(st.binary(max_size=300), st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]))
@QUICK
def test_any_bytes_behind_the_mark_of_a_format_are_read_or_refused(content: bytes, mark: bytes) -> None:
    read_or_refused(mark + content, "a")


@pytest.mark.parametrize("name", WHOLE)
@given(data=st.data())
@QUICK
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    read_or_refused(data.draw(damaged(WHOLE[name])), name)


@pytest.mark.parametrize("name", ARCHIVES)
@given(data=st.data())
@QUICK
def test_an_archive_with_a_damaged_part_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """Packed again, so that the archive itself is sound."""
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        part = data.draw(st.sampled_from(archive.namelist()))
        content = archive.read(part)
    read_or_refused(repacked(WHOLE[name], {part: data.draw(damaged(content))}), name)


MARKUP = st.lists(
    st.sampled_from(
        [
            "<table>",
            "<tr>",
            "<td>",
            "<td rowspan=3 colspan=2>",
            "</td>",
            "</table>",
            "<p>",
            "</html>",
            "<b>",
            "1,2",
            "甲",
        ]
    ),
    max_size=60,
)


@given(MARKUP)
@QUICK
def test_any_tangle_of_tables_is_read_or_refused(parts: list[str]) -> None:
    read_or_refused(f"<html>{''.join(parts)}".encode(), "a.html")
