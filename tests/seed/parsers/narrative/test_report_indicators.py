"""Indicators that reports state outside of forms."""

from collections.abc import Callable

from seed.parsers.narrative.report_indicators import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT, REPORT_TITLE

COLUMNS = ("level1", "name", "target_comparison", "target_value", "target_text", "original_target_value")
QUOTED = """
一、绩效目标
“森林防火经费”项目数量指标“巡护里程”的指标值为“≥300公里”。
根据市政府三届二次常务会议纪要，“森林防火经费”项目的“瞭望塔数量”由“5座”调整为“3座”，
质量指标的“物资合格率”删除。
"""


def told(source: Source, context: Context) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in COLUMNS) for row in PARSER.parse(source, context).rows["indicators"]]


def test_a_list_of_targets_states_indicators(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    listed = REPORT.replace("（1）产出指标：", "（1）效益指标（30分）：")
    assert told(text(listed), known("PROJECT_EVALUATION", title=REPORT_TITLE)) == [
        ("效益指标", "火灾隐患", "GE", "50", "比2017年下降50%", ""),
        ("效益指标", "巡护里程", "GE", "300", "≥300公里", ""),
        ("效益指标", "林区面貌", "QUALITATIVE", "", "保持全市前列", ""),
    ]


def test_quoted_targets_changes_and_deletions_are_told(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    context = known("OVERALL_EVALUATION", title="云溪市林业局2022年度部门整体支出绩效自评报告")
    assert told(text(QUOTED), context) == [
        ("产出指标", "巡护里程", "GE", "300", "≥300公里", ""),
        ("产出指标", "瞭望塔数量", "EQ", "3", "3座", "5"),
        ("产出指标", "物资合格率", "", "", "", ""),
    ]


def test_the_minutes_that_changed_a_target_are_cited(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    context = known("OVERALL_EVALUATION", title="云溪市林业局2022年度部门整体支出绩效自评报告")
    changed = PARSER.parse(text(QUOTED), context).rows["indicators"][1]
    assert changed["cited_rules"] == "市政府三届二次常务会议纪要"


def test_accounts_without_a_report_state_none(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    assert not PARSER.recognises(text(QUOTED), known())
