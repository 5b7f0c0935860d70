"""Paragraphs of a Word list have the numbers that Word prints before them."""

import io
from collections.abc import Sequence

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from seed.sources.model import UNREADABLE, Source
from seed.sources.numbering import counted
from seed.sources.read import read
from tests.seed.sources.files import repacked

LIST = 7
"""The number of the list in these documents."""


def level(depth: int, kind: str, text: str, start: str = "1") -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


CHAPTERS = (
    level(0, "chineseCounting", "第%1部分") + level(1, "chineseCountingThousand", "%2、") + level(2, "decimal", "%3.")
)
NUMBERS = f'<w:num w:numId="{LIST}"><w:abstractNumId w:val="1"/></w:num>'


def part(levels: str, numbers: str = NUMBERS) -> bytes:
    content = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{numbers}'
    return f"<w:numbering {nsdecls('w')}>{content}</w:numbering>".encode()


def put_in_list(paragraph: object, depth: object = 0, number: object = LIST) -> None:
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))  # type: ignore[attr-defined]


def saved(document: Document, numbering: bytes) -> Source:
    buffer = io.BytesIO()
    document.save(buffer)
    return read(repacked(buffer.getvalue(), {"word/numbering.xml": numbering}), "a.docx")


def numbered(paragraphs: Sequence[tuple[str, object]], numbering: bytes) -> list[str]:
    document = docx.Document()
    for text, depth in paragraphs:
        put_in_list(document.add_paragraph(text), depth)
    return [line.text for line in saved(document, numbering).lines]


def test_headings_have_the_numbers_of_their_levels_and_deeper_ones_begin_anew() -> None:
    paragraphs = [("部门概况", 0), ("职能", 1), ("机构", 1), ("科室", 2), ("预算表", 0), ("收支", 1)]
    assert numbered(paragraphs, part(CHAPTERS)) == [
        "第一部分 部门概况",
        "一、职能",
        "二、机构",
        "1.科室",
        "第二部分 预算表",
        "一、收支",
    ]


def test_a_number_may_say_those_above_it_and_begin_where_it_likes() -> None:
    levels = level(0, "decimal", "%1", "3") + level(1, "upperLetter", "%1.%2)")
    assert numbered([("甲", 0), ("乙", 1), ("丙", 1)], part(levels)) == ["3 甲", "3.A)乙", "3.B)丙"]


def test_a_number_before_a_figure_is_kept_apart_from_it() -> None:
    assert numbered([("5个科室", 2), ("2023年", 2)], part(CHAPTERS)) == ["1. 5个科室", "2. 2023年"]


def test_bullets_and_paragraphs_of_no_list_have_no_number() -> None:
    assert numbered([("甲", 0), ("乙", 8), ("丙", "x")], part(level(0, "bullet", "•"))) == ["甲", "乙", "丙"]


def test_a_list_that_is_begun_anew_counts_on_its_own() -> None:
    start = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride>'
    more = f'<w:num w:numId="8"><w:abstractNumId w:val="1"/>{start}</w:num>'
    document = docx.Document()
    for text, number in (("甲", LIST), ("乙", 8), ("丙", LIST), ("丁", 8)):
        put_in_list(document.add_paragraph(text), 1, number)
    found = saved(document, part(CHAPTERS, NUMBERS + more))
    assert [line.text for line in found.lines] == ["一、甲", "四、乙", "二、丙", "五、丁"]


def test_a_style_puts_its_paragraphs_and_those_of_styles_based_on_it_into_a_list() -> None:
    document = docx.Document()
    for name in ("Heading 1", "Title"):
        style = document.styles[name]
        document.add_paragraph("概况", style=name)
        if name == "Heading 1":
            put_in_list_of_style = f'<w:numPr {nsdecls("w")}><w:numId w:val="{LIST}"/></w:numPr>'
            style.element.get_or_add_pPr().append(parse_xml(put_in_list_of_style))
        else:
            style.base_style = document.styles["Heading 1"]
    assert [line.text for line in saved(document, part(CHAPTERS)).lines] == ["第一部分 概况", "第二部分 概况"]


def test_a_column_of_row_numbers_that_word_counts_is_read() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for row, name in enumerate(("甲", "乙")):
        put_in_list(table.cell(row, 0).paragraphs[0])
        table.cell(row, 1).text = name
    (grid,) = saved(document, part(level(0, "decimal", "%1"))).grids
    assert [row.cells for row in grid.rows] == [("1", "甲"), ("2", "乙")]


def test_an_amount_with_the_number_of_a_list_before_it_is_not_read() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "5,000.00"
    put_in_list(cell.paragraphs[0])
    (grid,) = saved(document, part(level(0, "decimal", "%1."))).grids
    assert UNREADABLE in (grid.rows[0].cells[0] or "")


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (21, "japaneseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "lowerRoman", "iv"),
        (9, "upperRoman", "IX"),
        (2, "lowerLetter", "b"),
        (12, "decimal", "12"),
    ],
)
def test_numbers_are_written_in_the_digits_of_their_list(number: int, kind: str, text: str) -> None:
    assert counted(number, kind) == text


VALUES = st.sampled_from(["0", "1", "9", "99999", "-1", "", "x", "%1", "chineseCounting", "bullet", "第%1%9%%"])


@given(st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), max_size=4), st.lists(VALUES, min_size=1, max_size=6))
def test_whatever_lists_say_the_text_is_read(levels: list[tuple[str, str, str, str]], depths: list[str]) -> None:
    found = "".join(level(at, kind, text, start) for at, (_, kind, text, start) in enumerate(levels))
    abstract = levels[0][0] if levels else "1"
    numbers = f'<w:num w:numId="{LIST}"><w:abstractNumId w:val="{abstract}"/></w:num>'
    lines = numbered([("甲", depth) for depth in depths], part(found, numbers))
    assert len(lines) == len(depths)
    assert all(line.endswith("甲") for line in lines)
