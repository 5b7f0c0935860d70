"""Documents of layouts that no code was written for: 99 of 100 cells are read, and none of them wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from tests.documents.figures import budget
from tests.documents.forms import document
from tests.documents.national import national
from tests.documents.office import excel, word
from tests.documents.pdf import PdfStyle, pdf
from tests.documents.printed import PrintedDocument
from tests.documents.style import STYLES
from tests.documents.web import page, text
from tests.seed.parsers.statements.reading import held_against

Writer = Callable[[PrintedDocument], tuple[bytes, str]]

TO_THE_WAN = 10_000
"""Amounts are whole hundreds of yuan, so that two decimals of wan yuan print them exactly."""

NARROW = PdfStyle(upright=True, repeated_head=False)
SEVERAL_ON_A_PAGE = PdfStyle(together=True, row_height=26)
LONG = PdfStyle(row_height=30, repeated_captions=True)

WITH_GEOMETRY: Mapping[str, Writer] = {
    "pdf": lambda document: (pdf(document), "a.pdf"),
    "pdf, narrow, heads printed once": lambda document: (pdf(document, NARROW), "a.pdf"),
    "pdf, several tables on a page": lambda document: (pdf(document, SEVERAL_ON_A_PAGE), "a.pdf"),
    "pdf, long tables with captions on every page": lambda document: (pdf(document, LONG), "a.pdf"),
    "docx": lambda document: (word(document), "a.docx"),
    "xlsx": lambda document: (excel(document), "a.xlsx"),
    "xlsx, all on one sheet, amounts as texts": lambda document: (
        excel(document, one_sheet=True, numbers=False),
        "a.xlsx",
    ),
    "xlsx, no merged cells": lambda document: (excel(document, merged=False), "a.xlsx"),
    "html": lambda document: (page(document), "a.html"),
    "html in GB 18030": lambda document: (page(document, "gb18030"), "a.htm"),
}

UNRULED: Mapping[str, Writer] = {
    "landscape": lambda document: (pdf(document, PdfStyle(ruled=False)), "a.pdf"),
    "long tables with captions on every page": lambda document: (pdf(document, replace(LONG, ruled=False)), "a.pdf"),
    "upright": lambda document: (
        pdf(document, PdfStyle(ruled=False, upright=True, repeated_head=False, row_height=26)),
        "a.pdf",
    ),
}

TEXTS: Mapping[str, Writer] = {
    "utf-8": lambda document: (text(document), "a.txt"),
    "gb18030, cells seldom broken": lambda document: (text(document, "gb18030", 40), "a.txt"),
}

WITHOUT_BLANKS = ("plain", "numbered rows and columns", "full width and lists")
"""The styles that print a zero where others leave a cell empty: only these can be read whole without geometry."""

BROKEN_AMOUNTS = "full width and lists"
"""Amounts too wide for their columns: where no lines part the rows, those that are broken are left out, and said so."""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", WITH_GEOMETRY)
def test_every_cell_of_a_table_with_geometry_is_read(form: str, style: str) -> None:
    printed = document(budget(len(form), TO_THE_WAN), STYLES[style])
    found = held_against(printed, *WITH_GEOMETRY[form](printed))
    assert (found.right, found.wrong, found.warnings) == (found.printed, [], [])
    assert found.titles == {table.title for table in printed.tables}


@pytest.mark.parametrize("form", WITH_GEOMETRY)
def test_forms_by_unit_and_beside_the_year_before_are_read(form: str) -> None:
    """With codes of units, rates, counts and differences, which are no money of the budget."""
    printed = national(budget(len(form), TO_THE_WAN), budget(99, TO_THE_WAN))
    found = held_against(printed, *WITH_GEOMETRY[form](printed))
    assert (found.right, found.wrong, found.warnings) == (found.printed, [], [])


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", UNRULED)
def test_tables_without_ruling_lines_are_read_by_where_words_stand(form: str, style: str, seed: int) -> None:
    printed = document(budget(seed, TO_THE_WAN), STYLES[style])
    found = held_against(printed, *UNRULED[form](printed), numbered=False)
    assert found.wrong == []
    if style == BROKEN_AMOUNTS:
        assert found.right == found.printed or found.warnings != []
    elif form == "upright" and style == "accounts in yuan":
        # A column that is empty down all pages cannot always be told; then rows are left out.
        assert found.share > 0.9
        assert found.right == found.printed or found.warnings != []
    else:
        assert found.share > 0.99


@pytest.mark.parametrize("seed", [5, 6])
@pytest.mark.parametrize("form", UNRULED)
def test_the_widest_forms_are_read_by_where_headings_stand_over_their_columns(form: str, seed: int) -> None:
    printed = national(budget(seed, TO_THE_WAN), budget(98, TO_THE_WAN))
    found = held_against(printed, *UNRULED[form](printed), numbered=False)
    assert found.wrong == []
    if form == "upright":
        # Six amounts a year do not fit side by side: they run into one another.
        assert found.share > 0.85
        assert any("三公" in warning.text for warning in found.warnings)
    else:
        assert (found.right, found.warnings) == (found.printed, [])


@pytest.mark.parametrize("style", WITHOUT_BLANKS)
@pytest.mark.parametrize("form", TEXTS)
def test_every_cell_of_a_text_that_leaves_none_empty_is_read(form: str, style: str) -> None:
    printed = document(budget(7, TO_THE_WAN), STYLES[style])
    found = held_against(printed, *TEXTS[form](printed), numbered=False)
    assert (found.right, found.wrong, found.warnings) == (found.printed, [], [])


@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize("style", [style for style in STYLES if style not in WITHOUT_BLANKS])
@pytest.mark.parametrize("form", TEXTS)
def test_no_figure_of_a_text_is_put_into_a_column_on_a_guess(form: str, style: str, seed: int) -> None:
    """Where cells are empty, a text does not say which; what sums do not prove is left out with a warning."""
    printed = document(budget(seed, TO_THE_WAN), STYLES[style])
    found = held_against(printed, *TEXTS[form](printed), numbered=False)
    assert found.wrong == []
    assert found.right == found.printed or found.warnings != []


@pytest.mark.parametrize("form", TEXTS)
def test_no_figure_of_the_widest_forms_is_read_wrong_without_geometry(form: str) -> None:
    printed = national(budget(5, TO_THE_WAN), budget(98, TO_THE_WAN))
    found = held_against(printed, *TEXTS[form](printed), numbered=False)
    assert found.wrong == []
    assert found.warnings != []
