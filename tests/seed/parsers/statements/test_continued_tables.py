"""Tables that go on over pages, and heads that pages tear."""

from seed.parsers.parsed import Section
from seed.parsers.statements import STATEMENTS
from tests.seed.parsers.paper import Cells, known, tables

FIRST: Cells = [
    ["收入", None, "支出", None],
    ["项目", "决算数", "项目", "决算数"],
    ["一、一般公共预算财政拨款收入", "2,940.05", "一、一般公共服务支出", "2,940.05"],
    ["本年收入合计", "2,940.05", "本年支出合计", "2,940.05"],
]
REST: Cells = [
    ["使用非财政拨款结余", "", "结余分配", ""],
    ["年初结转和结余", "49.14", "年末结转和结余", "49.14"],
    ["总计", "2,989.19", "总计", "2,989.19"],
]
OTHER: Cells = [["车辆", "数量", "房屋", "面积"], ["轿车", "3", "办公用房", "800"]]

TORN: Cells = [
    ["财政拨款“三公”经费", None, None, None],
    ["合计", None, "公务接待费", None],
    ["", None, "", None],
    ["预算数", "决算数", "预算数", "决算数"],
    ["0.95", "0.90", "0.95", "0.90"],
]


def read(title: str, *grids: Cells) -> Section:
    source = tables(*grids, above=f"{title}\n单位：万元")
    return STATEMENTS.parse(source, known())


def test_a_table_goes_on_with_a_row_that_has_no_amounts() -> None:
    found = read("收入支出决算总表", FIRST, REST)
    assert not found.warnings
    lines = {(row["row_label"], row["amount"]) for row in found.rows["budget_lines"]}
    assert {("年初结转和结余", "49.14"), ("年末结转和结余", "49.14"), ("总计", "2989.19")} <= lines


def test_a_table_with_a_head_of_its_own_does_not_go_on_with_another() -> None:
    found = read("收入支出决算总表", FIRST, OTHER)
    assert [warning.text for warning in found.warnings if "neither has the title" in warning.text]
    assert not [row for row in found.rows["budget_lines"] if row["row_label"] in {"轿车", "办公用房"}]


def test_an_empty_row_does_not_end_a_head() -> None:
    found = read("财政拨款“三公”经费支出决算表", TORN)
    assert not found.warnings
    assert sorted((row["phase"], row["amount"]) for row in found.rows["budget_lines"]) == [
        ("APPROVED", "0.95"),
        ("APPROVED", "0.95"),
        ("EXECUTED", "0.90"),
        ("EXECUTED", "0.90"),
    ]


def test_a_label_that_runs_into_a_figure_is_reported_and_no_row() -> None:
    touching: Cells = [
        FIRST[0],
        FIRST[1],
        ["一、一般公共预算财政拨款收入", "", "2,940.05一、一般公共服务支出", "2,940.05"],
    ]
    found = read("收入支出决算总表", touching)
    assert not [row for row in found.rows["budget_lines"] if row["row_label"] != "一、一般公共预算财政拨款收入"]
    assert any("runs into the figure before it: 2,940.05" in warning.text for warning in found.warnings)
