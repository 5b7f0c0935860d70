"""Words that were broken over lines are put together as they are read."""

from seed.sources.joining import joined_lines, tidy


def test_chinese_needs_no_blank_where_latin_does() -> None:
    assert joined_lines(["公务用车", "运行维护费"]) == "公务用车运行维护费"
    assert joined_lines(["light", "house"]) == "light house"
    assert joined_lines(["12,", "345"]) == "12,345"


def test_blanks_and_invisible_characters_become_one_blank() -> None:
    assert tidy("\u3000灯\u200b塔 \n 局\ufeff") == "灯 塔 局"
