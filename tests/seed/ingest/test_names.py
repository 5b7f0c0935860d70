"""Names that publishers print differently are one name where only print, territory or words for money differ."""

import pytest

from seed.ingest.names import added_words, department_core, likeness, printed_alike, project_core, unit_core

CITY, OFFICE = "青禾市", "青禾市人民政府办公室"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("灯塔(本级)", "灯塔（本级）"),
        ("“灯塔”活动", "灯塔 活动"),
        ("灯塔－航标", "灯塔-航标"),
        ("\uff21\uff22\uff11\uff12", "ab12"),
        ("灯塔〔2021〕", "灯塔[2021]"),
    ],
)
def test_width_blanks_quotes_and_brackets_make_no_other_name(one: str, other: str) -> None:
    assert printed_alike(one) == printed_alike(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾市人民政府办公室", "市政府办公室"),
        ("青禾市灯塔管理局（本级）", "灯塔管理局"),
        ("东海省青禾市灯塔管理局", "青禾市灯塔管理局"),
        ("青禾市灯塔管理局机关", "青禾市灯塔管理局"),
    ],
)
def test_a_department_keeps_its_name_without_territory_and_own_level(one: str, other: str) -> None:
    assert department_core(one, CITY) == department_core(other, CITY)


def test_the_first_letter_of_another_word_is_not_taken_for_the_city() -> None:
    assert department_core("青禾市市场监督管理局", CITY) == department_core("市场监督管理局", CITY) == "市场监督管理局"
    assert department_core("市场监督管理局", CITY) != department_core("场监督管理局", CITY)


def test_the_own_level_tells_a_unit_from_its_department_however_it_is_printed() -> None:
    assert unit_core("青禾市灯塔管理局（本级）", CITY) == unit_core("青禾市灯塔管理局本级", CITY)
    assert unit_core("青禾市灯塔管理局（本级）", CITY) != unit_core("青禾市灯塔管理局", CITY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("电视电话会议", "电视电话会议经费"),
        ("“灯塔节”活动", "灯塔节活动工作经费"),
        ("灯具更新专项资金", "灯具更新项目经费"),
        ("青禾市人民政府办公室灯具更新项目", "灯具更新"),
        ("市政府办公室灯具更新经费", "灯具更新"),
        ("2021年度灯具更新经费", "灯具更新"),
    ],
)
def test_words_for_money_year_and_department_make_no_other_project(one: str, other: str) -> None:
    assert project_core(one, OFFICE, CITY) == project_core(other, OFFICE, CITY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("专项业务费", "专项资金"),
        ("灯具补助资金", "灯具经费"),
        ("灯塔一期工程", "灯塔二期工程"),
        ("财政专项资金", "综合专项资金"),
    ],
)
def test_what_little_is_left_of_a_name_is_not_cut_further(one: str, other: str) -> None:
    assert project_core(one, OFFICE, CITY) != project_core(other, OFFICE, CITY)


def test_an_evidence_names_the_words_that_one_name_adds() -> None:
    assert added_words("灯具更新", "灯具更新经费") == "经费"
    assert added_words("办公室灯具更新经费", "灯具更新") == "办公室 … 经费"
    assert added_words("灯具", "航标") == ""


def test_likeness_is_one_for_the_same_and_none_for_nothing_in_common() -> None:
    assert likeness("灯具更新", "灯具更新") == 1.0
    assert likeness("灯具更新", "航标巡检") == 0.0
    assert 0.3 < likeness("灯具节能更新", "灯具更新") < 0.7
