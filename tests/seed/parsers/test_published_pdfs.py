"""Published PDFs hold the figures that a person reads on their pages; pages are named as printed."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from seed.parsers.parsed import Parsed, Row
from seed.parsers.recognise import parse
from seed.sources.read import read

STREET, SOCIAL, COMMERCE = (
    "shanghai-putuo-wanli-street-2023-dept-budget",
    "shanghai-putuo-social-work-2024-final-accounts",
    "shanghai-putuo-commerce-2025-unit-budget",
)
NEW_CENTRE = "310107/上海市普陀区人民政府万里街道办事处/新建万里街道社区公共服务中心"

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


@cache
def printed(path: Path) -> Parsed:
    return parse(read(path.read_bytes(), path.name))


@pytest.fixture
def pdf(shared: Path) -> Callable[[str], Parsed]:
    return lambda name: printed(shared / "sources" / "pdf" / f"{name}.pdf")


def figure(found: Parsed, measure: str, name: str, unit: str) -> set[str]:
    rows = found.rows["observations"]
    return {row["value"] for row in rows if row["measure"] == measure and name == row["name"] and row["unit"] == unit}


@pytest.mark.parametrize(
    ("measure", "name", "unit", "value"),
    [
        ("amount", "“三公”经费预算数", "万元", "22.91"),
        ("amount", "公务车购置及运行费", "万元", "21.56"),
        ("amount", "公务接待费", "万元", "1.35"),
        ("amount", "政府采购预算", "万元", "830.00"),
        ("amount", "政府采购工程预算", "万元", "550.00"),
        ("amount", "政府采购服务预算", "万元", "270.00"),
        ("amount", "面向中小企业预留政府采购项目预算金额", "万元", "332.00"),
        ("projects_count", "编报绩效目标的项目", "个", "5"),
        ("amount_covered", "涉及项目预算资金", "万元", "3328.13"),
        ("amount", "固定资产", "万元", "3149.52"),
        ("actual_value", "房屋", "平方米", "14609.83"),
        ("vehicles_total", "车辆", "辆", "7"),
        ("vehicles_law_enforcement_duty", "执法执勤用车", "辆", "4"),
        ("count", "专用设备", "台/套", "818"),
        ("amount", "在建工程", "万元", "12277.73"),
        ("amount", "无形资产", "万元", "234.37"),
    ],
)
def test_page_29_of_the_street_budget(
    pdf: Callable[[str], Parsed], measure: str, name: str, unit: str, value: str
) -> None:
    assert figure(pdf(STREET), measure, name, unit) == {value}


def test_assets_of_the_street_are_those_of_the_end_of_the_year_before(pdf: Callable[[str], Parsed]) -> None:
    assets = [row for row in pdf(STREET).rows["observations"] if row["name"] in {"流动资产", "固定资产", "车辆"}]
    assert {row["period"] for row in assets} == {"2022-12-31"}
    assert {row["fiscal_year"] for row in assets} == {"2022"}


def test_page_31_of_the_street_budget_sets_targets_in_yuan(pdf: Callable[[str], Parsed]) -> None:
    (budget,) = (row for row in pdf(STREET).rows["project_budgets"] if row["project"] == NEW_CENTRE)
    amounts = [budget[column] for column in ("approved", "fiscal_funds", "other_funds", "unit")]
    assert amounts == ["4100000.00", "4100000.00", "0.00", "元"]
    indicators = [row for row in pdf(STREET).rows["indicators"] if row["subject"] == NEW_CENTRE]
    assert len(indicators) == 5
    area = indicators[0]
    assert [area[column] for column in ("name", "target_comparison", "target_value", "target_unit")] == [
        "规划建筑面积",
        "GE",
        "13459.00",
        "平方米",
    ]


def test_the_street_sets_targets_for_five_projects(pdf: Callable[[str], Parsed]) -> None:
    found = pdf(STREET)
    assert len(found.rows["projects"]) == 5
    assert len(found.rows["indicators"]) == 65
    assert all(row["level1"] and row["level2"] and row["target_text"] for row in found.rows["indicators"])


@pytest.mark.parametrize(
    ("measure", "name", "unit", "value"),
    [
        ("amount", "政府采购金额（以合同签订为准）", "万元", "21.07"),
        ("amount", "货物采购金额", "万元", "21.07"),
        ("amount", "工程采购金额", "万元", "0"),
        ("vehicles_total", "车辆", "辆", "0"),
        ("vehicles_emergency", "应急保障用车", "辆", "0"),
        ("count", "单价100万元（含）以上设备（不含车辆）", "台（套）", "0"),
    ],
)
def test_page_22_of_the_accounts_of_social_work(
    pdf: Callable[[str], Parsed], measure: str, name: str, unit: str, value: str
) -> None:
    assert figure(pdf(SOCIAL), measure, name, unit) == {value}


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (COMMERCE, {"duties": 13, "offices": 9, "glossary_terms": 8}),
        (SOCIAL, {"duties": 6, "budget_units": 2, "glossary_terms": 11, "cited_rules": 1}),
        (STREET, {"duties": 9, "budget_units": 6, "glossary_terms": 4, "cited_rules": 1}),
        (STREET.replace("2023", "2024"), {"duties": 9, "budget_units": 6, "glossary_terms": 8}),
    ],
)
def test_duties_offices_units_and_terms_are_as_many_as_printed(
    pdf: Callable[[str], Parsed], name: str, counts: dict[str, int]
) -> None:
    found = pdf(name)
    assert {table: found.count(table) for table in counts} == counts


def test_every_figure_stands_on_a_line_that_prints_it(pdf: Callable[[str], Parsed]) -> None:
    for name in (STREET, SOCIAL, COMMERCE):
        found = pdf(name)
        lines = {line.number: line.text.replace(",", "").replace(" ", "") for line in found.source.lines}
        assert [row["key"] for row in found.rows["observations"] if _strays(row, lines)] == []


def test_every_figure_stands_on_the_page_that_is_told_of_it(pdf: Callable[[str], Parsed], shared: Path) -> None:
    for name in (STREET, SOCIAL, COMMERCE):
        found = pdf(name)
        begins = [int(line) for line in found.document["page_lines"].split(";")]
        with PdfDocument(shared / "sources" / "pdf" / f"{name}.pdf") as opened:
            pages = [re.sub(r"[\s,]", "", each.get_textpage().get_text_range()) for each in opened]
        assert len(begins) == len(pages)
        told = [(row["amount"], row["line"]) for row in found.rows["budget_lines"]]
        told += [(row["published"], row["line"]) for row in found.rows["observations"] if row["published"]]
        figures = [(NUMBER.search(words.replace(",", "")), int(line)) for words, line in told]
        assert [
            (figure[0], line)
            for figure, line in figures
            if figure is not None and figure[0] not in pages[bisect_right(begins, line) - 1]
        ] == []


def _strays(row: Row, lines: dict[int, str]) -> bool:
    """Whether a printed figure is not on its line nor broken over to the next."""
    line = int(row["line"])
    shown = lines[line] + lines.get(line + 1, "")
    return bool(row["published"]) and row["value"].lstrip("-") not in shown
