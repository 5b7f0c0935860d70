"""Summaries of self-evaluations are further places of projects and of their scores."""

from collections.abc import Callable

from seed.parsers.narrative.summaries import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source

TEXT = """
2022年度项目支出绩效自评情况汇总表
序号 项目名称 自评得分 自评等级
1 森林防火经费 97 优
2 造林补助 90 优
一、绩效自评结果
1.森林防火经费项目绩效自评综述：根据年初设定的绩效目标，自评得分为97分。效果良好。
2.造林补助项目绩效自评综述：根据年初设定的绩效目标，自评得分为95分。效果良好。
"""


def test_a_summary_is_a_place_of_its_project_and_of_a_score_that_it_repeats(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    places = PARSER.parse(text(TEXT), known()).rows["mentions"]
    assert [(each["kind"], each["key"].partition("林业局/")[2], each["line"]) for each in places] == [
        ("PROJECT", "森林防火经费", "6"),
        ("EVALUATION", "森林防火经费/2022/SELF", "6"),
        ("PROJECT", "造林补助", "7"),
    ], "of the second project another score is told, which is none of its list"
