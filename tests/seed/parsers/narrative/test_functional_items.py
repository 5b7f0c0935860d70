"""Which code an item has that running text names."""

import pytest

from seed.parsers.codes import CodeBook
from seed.parsers.narrative.functional_items import FunctionalItem, FunctionalItems

ITEMS = FunctionalItems(
    CodeBook.published(),
    {"213": "农林水支出", "21302": "林业和草原", "2130201": "行政运行", "2130289": "云海观测"},
)


@pytest.mark.parametrize(
    ("printed", "name", "code"),
    [
        ("农林水支出（类）林业和草原（款）云海观测（项）", "农林水支出（类）林业和草原（款）云海观测（项）", "2130289"),
        ("农林水（213类）林业和草原（02款）云海观测（89项）", "农林水（类）林业和草原（款）云海观测（项）", "2130289"),
        ("“农林水支出-林业和草原-云海观测”科目", "农林水支出（类）林业和草原（款）云海观测（项）", "2130289"),
        ("云海观测（2130289）", "云海观测（项）", "2130289"),
        ("2130289云海观测", "云海观测", "2130289"),
        ("2130289-云海观测", "云海观测", "2130289"),
        ("农林水支出（类）", "农林水支出（类）", "213"),
        (
            "住房保障支出（类）住房改革支出（款）住房公积金（项）",
            "住房保障支出（类）住房改革支出（款）住房公积金（项）",
            "2210201",
        ),
        (
            "住房保障支出（类）住房保障支出（款）住房公积金（项）",
            "住房保障支出（类）住房保障支出（款）住房公积金（项）",
            "",
        ),
        ("医疗卫生与计划生育支出（类）", "医疗卫生与计划生育支出（类）", "210"),
        ("林业和草原（款）", "林业和草原（款）", ""),
    ],
)
def test_an_item_has_one_spelling_and_its_code(printed: str, name: str, code: str) -> None:
    assert ITEMS.of(printed, 2024) == FunctionalItem(name, code)


@pytest.mark.parametrize("printed", ["护林员-巡护-补助", "森林防火经费", "2130289造林", "20240101启用", "（二期）"])
def test_what_is_no_item_is_none(printed: str) -> None:
    assert ITEMS.of(printed, 2024) is None


def test_digits_that_contradict_the_name_give_no_code_but_a_warning() -> None:
    wrong = ITEMS.of("农林水支出（213类）林业和草原（02款）云海观测（01项）", 2024)
    assert wrong is not None
    assert (wrong.code, "行政运行" in wrong.warning) == ("", True)
    short = ITEMS.of("农林水支出（213类）林业和草原（款）云海观测（89项）", 2024)
    assert short is not None
    assert (short.code, "no code" in short.warning) == ("", True)
