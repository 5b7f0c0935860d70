"""What a document is, is told by its words; where they do not tell, it is refused and not guessed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.errors import SeveralDocumentsError, UnrecognisedDocumentError
from seed.parsers.parsed import Parsed, Row
from seed.parsers.recognise import parse, recognised
from seed.sources.read import read
from tests.documents.figures import budget
from tests.documents.forms import NAME, document
from tests.documents.national import national
from tests.documents.office import excel, word
from tests.documents.pdf import PdfStyle, pdf
from tests.documents.printed import PrintedDocument
from tests.documents.style import STYLES, Style
from tests.documents.web import page, text
from tests.seed.parsers.statements.reading import DIVISIONS

PLAIN = STYLES["plain"]


def known(content: bytes, name: str) -> Row:
    return recognised(read(content, name), DIVISIONS)[0]


def parsed(content: bytes, name: str) -> Parsed:
    return parse(read(content, name), divisions=DIVISIONS)


@pytest.mark.parametrize(
    ("style", "kind", "year"),
    [(Style(year=2024), "DEPARTMENT_BUDGET", "2024"), (Style(stage="决算", year=2021), "FINAL_ACCOUNTS", "2021")],
)
def test_kind_year_and_publisher_are_those_of_the_cover(style: Style, kind: str, year: str) -> None:
    row = known(pdf(document(budget(1), style)), "lighthouse.pdf")
    assert (row["key"], row["kind"], row["fiscal_year"]) == ("lighthouse", kind, year)
    assert row["publisher"] == f"990100/{NAME}"


def test_the_year_may_stand_before_the_name_and_a_printed_code_is_the_publishers() -> None:
    row, own = recognised(read(excel(national(budget(1), budget(2))), "a.xlsx"), DIVISIONS)
    assert (row["fiscal_year"], row["publisher"]) == ("2024", "990100/301")
    assert [(one["code"], one["name"]) for one in own.rows["departments"]] == [("301", NAME)]


def test_the_publisher_becomes_a_department_of_its_territory() -> None:
    rows = parsed(page(document(budget(1), PLAIN)), "a.html").rows
    assert [row["name"] for row in rows["departments"]] == [NAME]
    assert [(row["code"], row["name"]) for row in rows["jurisdictions"]] == [("990100", "青禾市")]


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("灯塔照常发光。", "neither title nor statements"),
        ("2023年部门预算", "no name of a department or unit"),
        ("远方局2023年部门预算", "no territory"),
    ],
)
def test_what_is_not_told_is_named_in_the_error(words: str, missing: str) -> None:
    with pytest.raises(UnrecognisedDocumentError, match=rf"a\.txt, page 1: .*{missing}"):
        known(words.encode(), "a.txt")


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (document(budget(2), Style(stage="决算")), "instead of budget"),
        (document(budget(2), PLAIN, "青禾市航标中心"), "instead of"),
        (document(budget(2), PLAIN), "after other statements"),
    ],
)
def test_two_documents_in_one_file_are_told_apart(second: object, told: str) -> None:
    both = text(document(budget(1), PLAIN)) + text(second)  # type: ignore[arg-type]
    with pytest.raises(SeveralDocumentsError, match=told):
        parsed(both, "a.txt")


ONE_STATEMENT = (slice(0, 1), slice(0, 1))
OTHER_STATEMENTS = (slice(0, 3), slice(3, 6))


@pytest.mark.parametrize("parts", [ONE_STATEMENT, OTHER_STATEMENTS])
@pytest.mark.parametrize(
    ("write", "name", "place"),
    [
        (word, "a.docx", "page [34567]"),
        (lambda both: pdf(both, PdfStyle(furniture=False)), "a.pdf", "page [34567]"),
        (excel, "a.xlsx", "page [34567]"),
        (page, "a.html", "page 1"),
        (text, "a.txt", "page 1"),
    ],
)
def test_budgets_of_two_years_are_told_apart_by_their_titles_alone(
    write: Callable[[PrintedDocument], bytes], name: str, place: str, parts: tuple[slice, slice]
) -> None:
    """Their statements print no year, and none of them may be there twice."""
    years = [document(budget(at), replace(PLAIN, year=2022 + at)) for at in range(2)]
    first, second = (replace(one, tables=one.tables[part]) for one, part in zip(years, parts, strict=True))
    last = first.tables[-1]
    cover = replace(last, notes=[*last.notes, *second.cover])
    both = replace(first, tables=[*first.tables[:-1], cover, *second.tables])
    title = second.tables[0].title
    told = rf"{name}, {place}: .*`{title}` under a title of 2023 after statements of 2022.*split the file"
    with pytest.raises(SeveralDocumentsError, match=told):
        parsed(write(both), name)


def test_a_title_without_a_table_is_reported_though_another_statement_has_part_of_its_words() -> None:
    printed = document(budget(1), PLAIN)
    rest = [table for table in printed.tables if "三公" not in table.title]
    content = page(replace(printed, tables=rest, prose=["一般公共预算“三公”经费支出预算表", *printed.prose]))
    texts = [warning.text for warning in parsed(content, "a.html").warnings]
    assert texts == ["no table was found for the statement `一般公共预算“三公”经费支出预算表`"]


def test_an_empty_statement_that_gives_no_reason_is_reported() -> None:
    lines = text(document(budget(1), PLAIN)).decode().split("\n")
    silent = "\n".join(line for line in lines if "故本表无数据" not in line)
    texts = [warning.text for warning in parsed(silent.encode(), "a.txt").warnings]
    assert sum("has no figures and does not say that there is nothing to report" in text for text in texts) == 2


def test_an_empty_statement_that_gives_its_reason_is_one() -> None:
    found = parsed(text(document(budget(1), PLAIN)), "a.txt")
    assert found.warnings == ()
    assert sum("nothing to report" in row["note"] for row in found.rows["statements"]) == 2


def test_a_statement_without_a_unit_of_money_is_left_out_and_reported() -> None:
    content = page(document(budget(1), PLAIN)).decode().replace("单位：万元", "", 1)
    found = parsed(content.encode(), "a.html")
    assert found.count("statements") == 8
    assert any("no unit of money" in warning.text for warning in found.warnings)


def test_unknown_codes_are_added_as_observed_below_their_parents() -> None:
    rows = parsed(page(document(budget(1), PLAIN)), "a.html").rows["classifications"]
    (row,) = (row for row in rows if row["code"] == "2149988")
    assert (row["scheme"], row["parent"], row["name"]) == ("FUNCTIONAL", "21499", "灯塔与航标维护")


def test_codes_of_units_are_no_codes_of_a_classification() -> None:
    found = parsed(page(national(budget(1), budget(2))), "a.html")
    lines = [row for row in found.rows["budget_lines"] if row["row_code"] in {"301001", "301002"}]
    assert lines != []
    assert all(not row["department_economic"] for row in lines)
    assert not {"301001", "301002"} & {row["code"] for row in found.rows["classifications"]}


@pytest.mark.parametrize(
    "lines",
    [
        (f"{NAME}2024年度部门决算", "一、收入决算情况说明", "本年收入合计XXX万元，占XX%。", "共有车辆XX辆。"),
        ("2024年部门预算", f"部门名称：{NAME}", "2024年度部门预算公开情况检查表", "及时性 及时公开部门预算 是"),
    ],
    ids=["a blank form", "a checklist"],
)
def test_what_holds_no_figure_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(UnrecognisedDocumentError, match="no figure"):
        parsed("\n".join(lines).encode(), "no-figures.txt")
    assert parsed("\n".join([*lines, "政府采购支出30万元。"]).encode(), "figures.txt").count("observations")
