"""Word documents are read as they are printed: changes accepted, merged cells merged."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from seed.sources.model import Source
from seed.sources.read import read


def written(write: Callable[[Document], None]) -> Source:
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return read(buffer.getvalue(), "a.docx")


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


def test_paragraphs_and_tables_stand_in_the_order_of_the_text() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("甲")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "乙", "丙"
        document.add_paragraph("丁")

    source = written(write)
    assert texts(source) == ["甲", "乙 丙", "丁"]
    assert [line.text for line in source.prose] == ["甲", "丁"]


def test_cells_merged_across_and_down_cover_their_neighbours() -> None:
    def write(document: Document) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "甲"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "乙"
        table.cell(1, 1).text, table.cell(2, 2).text = "丙", "丁"

    (grid,) = written(write).grids
    assert [row.cells for row in grid.rows] == [("甲", "乙", None), (None, "丙", ""), ("", "", "丁")]
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}


def test_what_was_deleted_in_a_tracked_change_is_not_read_and_what_was_inserted_is() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph("共")._p
        for tag, inside in (("del", "<w:delText>10</w:delText>"), ("ins", "<w:t>20</w:t>")):
            paragraph.append(parse_xml(f"<w:{tag} {nsdecls('w')} w:id='1'><w:r>{inside}</w:r></w:{tag}>"))

    assert texts(written(write)) == ["共20"]


def test_page_breaks_are_counted() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("甲").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("乙")

    source = written(write)
    assert [line.page for line in source.lines] == [1, 2]
    assert source.page_count == 2


def test_paragraphs_of_a_cell_are_one_text() -> None:
    def write(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "公务用车"
        cell.add_paragraph("运行维护费")

    (grid,) = written(write).grids
    assert grid.rows[0].cells == ("公务用车运行维护费",)
