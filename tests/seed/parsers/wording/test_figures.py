"""Figures in running text, and what looks like one but is none."""

import pytest

from seed.parsers.wording.figures import figures


def read(text: str) -> list[tuple[str, str, str]]:
    return [(figure.number, figure.unit, figure.approximation) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "number", "unit", "soft"),
    [
        ("支出1,200.50万元", "1200.50", "万元", ""),
        ("节省成本逾12亿元", "12", "亿元", "OVER"),
        ("受理370万余件", "370", "万件", "OVER"),
        ("满意率95%以上", "95", "%", "OVER"),
        ("不超过30天", "30", "天", "AT_MOST"),
        ("约3公里", "3", "公里", "ABOUT"),
        ("合格率为百分之九十五", "95", "%", ""),
        ("提高2.5个百分点", "2.5", "个百分点", ""),
        ("新购设备8台（套）", "8", "台（套）", ""),
    ],
)
def test_a_figure_has_number_unit_and_softening(text: str, number: str, unit: str, soft: str) -> None:
    assert read(text) == [(number, unit, soft)]


@pytest.mark.parametrize(
    "text",
    [
        "2022年12月31日",
        "单位价值50万元以上通用设备",
        "“护林2000人”专项",
        "《防火工作5年规划》",
        "云财〔2020〕7号",
        "第3",
        "全年平均执行率=（80%+90%）÷2=85%",
    ],
)
def test_dates_names_numbers_of_notices_and_formulas_hold_no_figures(text: str) -> None:
    assert read(text) == []


def test_figures_know_where_they_stand() -> None:
    text = "林场2个，苗圃3个"
    assert [text[figure.start : figure.end] for figure in figures(text)] == ["2个", "3个"]


def test_money_and_shares_are_told_from_counts() -> None:
    money, share, count = figures("支出5万元，占10%，林场2个")
    assert [money.is_money, share.is_share, count.is_money or count.is_share] == [True, True, False]
