"""A table is told by the words in its head, wherever it stands."""

from collections.abc import Callable

from seed.parsers.tables import table_of, tables_in
from seed.sources.model import Source

ROLES = {"name": "项目名称", "amount": "(预算)?金额"}


def test_a_head_over_several_rows_is_joined(tables: Callable[..., Source]) -> None:
    source = tables([["序号", "项目", "预算"], [None, "名称", "金额"], ["1", "防火", "800"], ["2", "治虫", "400"]])
    table = table_of(next(tables_in(source, source.lines)), ROLES)
    assert table is not None
    assert [(record["name"], record["amount"], record.line) for record in table.records()] == [
        ("防火", "800", 3),
        ("治虫", "400", 4),
    ]


def test_a_table_that_goes_on_overleaf_is_one_and_its_head_is_not_repeated(tables: Callable[..., Source]) -> None:
    head = ["项目名称", "金额"]
    source = tables([head, ["防火", "800"]], [head, ["治虫", "400"]])
    (whole,) = tables_in(source, source.lines)
    table = table_of(whole, ROLES)
    assert table is not None
    assert [record["name"] for record in table.records()] == ["防火", "治虫"]


def test_a_table_of_another_width_overleaf_is_another(tables: Callable[..., Source]) -> None:
    source = tables([["项目名称", "金额"], ["防火", "800"]], [["单位", "人数", "备注"], ["林场", "12", ""]])
    assert len(list(tables_in(source, source.lines))) == 2


def test_tabs_set_the_cells_of_a_text_apart(text: Callable[[str], Source]) -> None:
    source = text("说明如下。\n项目名称\t金额\n防火\t800\n治虫\n\t400\t万元")
    table = table_of(next(tables_in(source, source.lines)), ROLES)
    assert table is not None
    assert [dict(record) for record in table.records()] == [{"name": "防火", "amount": "800"}]


def test_an_empty_cell_of_a_merged_role_repeats_the_one_above(tables: Callable[..., Source]) -> None:
    rows = [["一级", "二级", "项目名称"], ["产出", "数量", "甲"], ["", "", "乙"], ["效益", "", "丙"]]
    source = tables(rows)
    table = table_of(next(tables_in(source, source.lines)), {"name": "项目名称", "one": "一级", "two": "二级"})
    assert table is not None
    levels = [(record["one"], record["two"], record["name"]) for record in table.records("one", "two")]
    assert levels == [("产出", "数量", "甲"), ("产出", "数量", "乙"), ("效益", "", "丙")]


def test_a_table_without_the_head_is_none(tables: Callable[..., Source]) -> None:
    source = tables([["单位", "人数"], ["林场", "12"]])
    assert table_of(next(tables_in(source, source.lines)), ROLES) is None
    assert list(tables_in(source, ())) == []


def test_the_next_form_of_the_same_width_is_another_table(tables: Callable[..., Source]) -> None:
    first = [["项目名称", "防火经费"], ["金额", "800"]]
    second = [["项目名称", "治虫经费"], ["金额", "400"]]
    source = tables(first, second)
    assert [len(rows) for rows in tables_in(source, source.lines)] == [2, 2]
