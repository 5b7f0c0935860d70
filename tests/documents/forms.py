"""The document that an authority publishes of its budget or accounts of a year, in the style of a city."""

from collections.abc import Iterator
from dataclasses import replace

from tests.documents import sided_forms
from tests.documents.coded_forms import by_economy, by_function, empty
from tests.documents.figures import Budget
from tests.documents.printed import PrintedDocument, PrintedTable
from tests.documents.small_forms import listed, projects, travel
from tests.documents.style import Style

__all__ = ["NAME", "Style", "document"]

NAME = "青禾市灯塔管理局"


def document(budget: Budget, style: Style, name: str = NAME) -> PrintedDocument:
    """Cover, nine or ten statements and some prose."""
    tables = list(_tables(budget, style))
    if style.reverse:
        tables.reverse()
    numbered = [
        replace(table, number=style.number.format(order) if style.number else "", publisher=name)
        for order, table in enumerate(tables, start=1)
    ]
    year = f"{style.year}年部门预算" if style.stage == "预算" else f"{style.year}年度部门决算"
    prose = (f"一、{style.year}年{style.stage}情况说明", "灯塔照常发光。")
    return PrintedDocument((f"{name}{year}",), numbered, prose)


def _tables(budget: Budget, style: Style) -> Iterator[PrintedTable]:
    revenue, expenditure, general = by_function(budget, style)
    yield sided_forms.everything(budget, style)
    yield revenue
    yield expenditure
    yield sided_forms.appropriations(budget, style)
    yield general
    yield listed(budget, style) if style.list_in_columns else by_economy(budget, style)
    yield travel(budget, style)
    for fund in ("政府性基金预算", "国有资本经营预算"):
        yield empty(style, f"{fund}财政拨款支出{style.stage}表")
    if style.project_table:
        yield projects(budget, style)
