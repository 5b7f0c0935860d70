"""What a sentence says without a figure."""

from seed.parsers.wording.mentions import mentions
from seed.parsers.wording.passages import Passage
from seed.parsers.wording.readings import Thread, readings


def told(text: str) -> list[tuple[str, str, str]]:
    thread = Thread()
    found = list(readings(text, thread, 2022))
    whole = Passage(text, (0,), (1,))
    cells = [mention.cells for mention in mentions(whole, found, thread, 2022)]
    return [(each["measure"], each["name"], each.get("text") or each["value"]) for each in cells]


def test_that_there_is_none_of_a_thing_is_told() -> None:
    assert told("本部门没有政府性基金预算财政拨款支出。") == [("presence", "政府性基金预算财政拨款支出", "没有")]


def test_ranks_and_awards_are_told_of_their_subject() -> None:
    assert told("造林面积位居全省第三位。") == [("rank", "造林面积", "全省第三位")]
    assert told("造林面积位居全省前列。") == [("rank", "造林面积", "位居全省前列")]
    assert told("护林队荣获“全国青年文明号”。") == [("award", "护林队", "全国青年文明号")]


def test_an_award_may_name_its_contest_and_the_place_that_came_with_it() -> None:
    assert told("以第一名的成绩获评“全省防火测评”最优等次。") == [
        ("rank", "全省防火测评", "第一名"),
        ("award", "全省防火测评", "最优等次"),
    ]
    assert told("在全省防火测评中，获评最优等次。") == [("award", "全省防火测评", "最优等次")]


def test_three_zeros_are_targets_and_fewer_are_words() -> None:
    text = "实现森林火灾“零发生”、盗伐“零容忍”、外来虫害“零入侵”。"
    assert [measure for measure, _, _ in told(text)] == ["target_text"] * 3
    assert told("实现森林火灾“零发生”。") == []


def test_components_of_an_amount_are_listed_and_counted() -> None:
    assert told("公用经费30万元，主要包括：办公费、印刷费、差旅费。") == [
        ("components", "公用经费", "办公费;印刷费;差旅费"),
        ("components_count", "公用经费", "3"),
    ]


def test_the_year_in_which_a_fund_was_set_up_is_told() -> None:
    assert told("该专项自2016年起设立。") == [("establishment_year", "设立年份", "2016")]


def test_formulas_tell_their_terms_and_result() -> None:
    assert [each[0] for each in told("平均执行率=（80%+90%）÷2=85%。")] == [
        "formula_term",
        "formula_term",
        "execution_rate",
    ]


def test_shares_may_be_fractions_and_the_place_after_one_is_of_the_same() -> None:
    assert told("林地占全市面积的比例为1/3以上，位列全省首位。") == [
        ("share", "林地占全市面积的比例", "1/3以上"),
        ("rank", "林地占全市面积的比例", "全省首位"),
    ]


def test_a_half_is_a_fall_since_the_year_it_is_compared_with() -> None:
    assert told("已完成“到2022年底，火灾起数比2017年下降一半”目标。") == [("reduction_vs_2017", "火灾起数", "一半")]


def test_programmes_days_and_grades_of_others_are_told() -> None:
    assert told("营造“4+1”发展生态。") == [("framework", "发展生态", "4+1")]
    assert told("以“1+8+N”工作体系推进。") == [("framework", "工作体系推进", "1+8+N")]
    assert told("自2022年3月1日起，暂停征收育林基金。") == [
        ("effective_date", "暂停征收育林基金起始日", "2022年3月1日")
    ]
    assert told("绩效评定级别为“良”。") == [("grade", "绩效评定级别", "良")]
