"""Headings of many cities stand for the same roles."""

import pytest

from graph.findings.labels import Role, heading, is_including, numbering, plain, role


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("一、“三公”经费", "三公经费"), ("其中:公务用车购置费", "公务用车购置费"), ("（二）事业收入", "事业收入"),
        ("1. 一般公共预算资金", "一般公共预算资金"), ("因公出国（境）费", "因公出国(境)费"), ("合 计", "合计"),
    ],
)  # fmt: skip
def test_numbers_quotes_and_blanks_are_no_part_of_a_label(label: str, expected: str) -> None:
    assert plain(label) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("合计", Role.TOTAL), ("本年支出合计", Role.YEAR_TOTAL), ("收入总计", Role.GRAND_TOTAL),
        ("本年收入", Role.YEAR),
        ("年初财政拨款结转和结余", Role.OPENING), ("上年结转结余", Role.OPENING), ("年终结转结余", Role.CLOSING),
        ("使用非财政拨款结余", Role.SURPLUS_USED), ("结余分配", Role.SURPLUS_DISTRIBUTED),
        ("基本支出小计", Role.BASIC), ("日常公用经费", Role.OPERATING), ("人员经费合计", Role.PERSONNEL_TOTAL),
        ("一、一般公共预算拨款收入", Role.GENERAL), ("政府性基金预算财政拨款", Role.GOVERNMENT_FUND),
        ("3、国有资本经营预算", Role.STATE_CAPITAL), ("财政专户管理资金收入", Role.SPECIAL_ACCOUNT),
        ("六、事业单位经营收入", Role.BUSINESS_REVENUE), ("“三公”经费合计", Role.THREE_PUBLIC),
        ("公务用车购置及运行维护费", Role.VEHICLES), ("运行费", Role.VEHICLE_RUNNING),
        ("中小微企业预留份额", Role.ASIDE), ("政府采购服务预算", Role.SERVICES),
        ("国有资本经营预算支出", None), ("一般公共服务支出", None),
    ],
)  # fmt: skip
def test_the_words_of_a_heading_say_its_role(label: str, expected: Role | None) -> None:
    assert role(label) is expected


@pytest.mark.parametrize(
    ("label", "depth"),
    [("一、收入", 0), ("（一）收入", 1), ("1.收入", 2), ("（1）收入", 3), ("其中：1. 收入", 2), ("收入", None)],
)
def test_the_number_of_a_heading_says_how_deep_it_stands(label: str, depth: int | None) -> None:
    assert numbering(label) == depth


def test_words_that_only_say_that_a_cell_is_an_amount_are_left_out_of_a_heading() -> None:
    assert heading("预算数 / 公务用车购置及运行维护费 / 小计") == ("公务用车购置及运行维护费", "小计")
    assert heading("收入 / 决算数") == ("收入",)
    assert heading("金额") == ()
    assert is_including("其中：公务用车购置费")
    assert not is_including("公务用车购置费")
