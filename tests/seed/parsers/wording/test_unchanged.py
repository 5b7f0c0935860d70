"""What is said to have stayed the same."""

import pytest

from seed.parsers.wording.passages import Passage
from seed.parsers.wording.readings import Thread, readings
from seed.parsers.wording.unchanged import unchanged


def told(text: str) -> list[tuple[str, str, str]]:
    thread = Thread()
    found = list(readings(text, thread, 2022))
    mentions = [mention for _, mention in unchanged(Passage(text, (0,), (1,)), found, thread, 2022)]
    assert all((each.cells["value"], each.measure) == ("0", "change_amount") for each in mentions)
    return [(each.cells["name"], each.cells["unit"], each.cells["compared_with"]) for each in mentions]


def test_a_figure_that_is_what_it_was_changed_by_nothing() -> None:
    assert told("公务接待费1.35元，与2021年预算持平。") == [("公务接待费", "元", "2021")]
    assert told("出国费0万元，与上年持平；公务接待费2万元，比2020年预算持平。") == [
        ("出国费", "万元", "2021"),
        ("公务接待费", "万元", "2020"),
    ]
    assert told("出国费支出与上一年度持平；接待费支出决算减少1万元。") == [("出国费支出", "万元", "2021")]


@pytest.mark.parametrize(
    "other",
    [
        "公务接待费2万元，与上年基本持平。",
        "公务接待费2万元，比上年增加0万元，主要原因是与上年持平。",
        "公务接待费2万元，与2022年预算持平。",
        "决算数与预算数持平。",
    ],
)
def test_about_the_same_or_the_same_as_itself_is_no_figure(other: str) -> None:
    assert told(other) == []
