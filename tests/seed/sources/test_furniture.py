"""Running heads, feet and page numbers are left out; what is said once, or names the money, is not."""

from seed.sources.furniture import furniture, is_page_number


def test_a_line_repeated_in_the_margin_of_most_pages_is_a_running_head() -> None:
    pages = [["灯塔管理局预算", f"第{number}节", "正文", f"{number}段", f"{number}末"] for number in "一二三四"]
    assert furniture(pages) == [{0}] * 4


def test_a_line_on_two_pages_only_is_text() -> None:
    assert furniture([["一样", "甲"], ["一样", "乙"]]) == [set(), set()]


def test_the_unit_of_money_is_kept_however_often_it_is_printed() -> None:
    assert furniture([["单位：万元", "甲"], ["单位：万元", "乙"], ["单位：万元", "丙"]]) == [set()] * 3


def test_bare_numbers_at_the_foot_are_page_numbers_where_they_count_the_pages() -> None:
    pages = [[*words, str(number)] for words, number in zip(("甲乙丙", "丁戊己", "庚辛壬"), (7, 8, 9), strict=True)]
    assert furniture(pages) == [{3}] * 3


def test_bare_numbers_that_count_nothing_are_text() -> None:
    assert furniture([["甲", "5"], ["乙", "9"], ["丙", "2"]]) == [set()] * 3


def test_lines_beyond_a_table_are_not_in_the_margin() -> None:
    pages = [["", "表下注释", "正文", "正文二", "正文三"]] * 3
    assert all(1 not in left_out for left_out in furniture(pages))


def test_page_numbers_in_a_form_of_their_own_need_no_repetition() -> None:
    assert is_page_number("- 15 -")
    assert is_page_number("第 3 页 共 20 页")
    assert not is_page_number("15")


def test_a_title_on_its_cover_is_kept_though_the_running_head_repeats_it() -> None:
    inside = [["灯塔管理局预算", f"{number}", "正文", f"{number}段", f"{number}末"] for number in "甲乙丙"]
    assert furniture([["灯塔管理局预算", "灯塔管理局预算"], *inside]) == [{0}, {0}, {0}, {0}]
    assert furniture([["灯塔管理局预算"], *inside]) == [set(), {0}, {0}, {0}]
