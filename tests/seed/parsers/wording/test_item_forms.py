"""The spellings of functional items."""

import pytest

from seed.parsers.wording.item_forms import Level, in_tag, item_starts, levels, path_in

ITEM = [Level("农林水支出", "", "类"), Level("林业和草原", "", "款"), Level("森林资源培育", "", "项")]


@pytest.mark.parametrize(
    "printed",
    [
        "农林水支出（213类）林业和草原（02款）森林资源培育（05项）",
        "农林水支出（213）类林业和草原（02）款森林资源培育（05）项",
        "农林水支出（213）林业和草原（02）森林资源培育（05）",
        "农林水支出(213类)林业和草原(02款)森林资源培育(05项)",
        "213农林水支出（类）02林业和草原（款）05森林资源培育（项）",
    ],
)
def test_digits_stand_in_a_level_in_many_ways(printed: str) -> None:
    found = levels(printed.replace("类）02", "类）21302").replace("款）05", "款）2130205"))
    assert [(each.name, each.word) for each in found] == [(each.name, each.word) for each in ITEM]
    assert [each.digits[-2:] for each in found] == ["13", "02", "05"]


def test_levels_without_digits_may_hold_brackets_of_their_own() -> None:
    assert levels("农林水支出（类）林业和草原（款）森林资源培育（项）") == ITEM
    assert levels("一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）") == [
        Level("一般公共服务支出", "", "类"),
        Level("政府办公厅（室）及相关机构事务", "", "款"),
    ]
    assert levels("农林水（类）支出") == [Level("农林水", "", "类")]


@pytest.mark.parametrize(
    "other", ["森林防火（一期）", "护林项目（2021）", "林场3类", "造林（款）补助（类）", "设备（含税）"]
)
def test_other_names_have_no_levels(other: str) -> None:
    assert levels(other) == []


def test_an_item_is_found_in_its_sentence() -> None:
    text = "1.“农林水支出（213类）林业和草原（02款）森林资源培育（05项）”100万元，用于教育支出（类）。"
    span = path_in(text)
    assert span is not None
    assert text[slice(*span)] == "农林水支出（213类）林业和草原（02款）森林资源培育（05项）"
    assert path_in("教育支出（类）100万元，占1%；农林水支出（类）200万元。") is None


def test_numbered_items_begin_where_their_numbers_stand() -> None:
    text = "主要内容如下：1、农林水支出（类）林业和草原（款）。2、农林水支出（类）林业和草原（款）。3、教育。"
    assert [text[start : start + 4] for start in item_starts(text)] == ["1、农林", "2、农林"]


def test_the_digits_of_a_level_are_no_figure() -> None:
    text = "农林水支出（213类）护林（02）款3类林"
    assert [in_tag(text, text.index(number)) for number in ("213", "02", "3类林")] == [True, True, False]
