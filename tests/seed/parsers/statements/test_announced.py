"""Statements that a table of contents announces and the document does not hold."""

import pytest

from seed.parsers.statements import STATEMENTS
from tests.seed.parsers.paper import Cells, known, tables

TOTALS: Cells = [
    ["收入", None, "支出", None],
    ["项目", "决算数", "项目", "决算数"],
    ["本年收入合计", "2,940.05", "本年支出合计", "2,940.05"],
]


@pytest.mark.parametrize(
    ("announced", "missing"),
    [
        (["一、2022年度部门收入支出决算总表……3"], []),
        (["一、收入支出决算总表……3", "二、支出决算表……5"], ["支出决算表"]),
        (["一、支出决算表……5"], []),
        (["一、主要职能……1", "二、部门概况……2"], []),
    ],
    ids=["all held", "one left out", "no title is the printed one", "no statements"],
)
def test_what_is_announced_and_not_held_is_a_warning(announced: list[str], missing: list[str]) -> None:
    above = "\n".join(["目录", *announced, announced[0].partition("……")[0], "收入支出决算总表", "单位：万元"])
    found = STATEMENTS.parse(tables(TOTALS, above=above), known())
    assert [row["title"] for row in found.rows["statements"]] == ["收入支出决算总表"]
    assert [(each.line, each.text) for each in found.warnings if "contents" in each.text] == [
        (3, f"`{title}` stands in the table of contents and is not in the document") for title in missing
    ]
