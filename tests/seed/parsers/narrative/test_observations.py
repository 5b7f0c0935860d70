"""The figures of running text as observations, with their time, subject and place."""

from collections.abc import Callable

import pytest

from seed.parsers.narrative.observations import PARSER
from seed.parsers.parsed import Context, Row
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT, REPORT_TITLE

ACCOUNTS = """
第三部分 2022年度部门决算情况说明
一、收入支出决算总体情况
2022年度收入总计1,200.50万元，比上年减少30万
元，下降2.4%，主要原因是造林补助减少30万元。
二、一般公共预算财政拨款支出情况
1.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为100万元，支出决算为90万元，完成年初预算的90%。
三、国有资产占用情况
截至2022年12月31日，共有车辆3辆，其中：一般公务用车2辆、其他用车1辆。
第四部分 名词解释
一、行政运行：指1万元以上的支出。
"""


def figures(source: Source, context: Context) -> list[Row]:
    return PARSER.parse(source, context).rows["observations"]


def one(rows: list[Row], measure: str, name: str = "") -> Row:
    (row,) = (row for row in rows if row["measure"] == measure and name in row["name"])
    return row


def test_a_figure_has_value_unit_year_and_the_line_of_its_number(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    total = one(figures(text(ACCOUNTS), known()), "amount")
    assert [total[column] for column in ("value", "unit", "fiscal_year", "line", "published")] == [
        "1200.50",
        "万元",
        "2022",
        "3",
        "1,200.50万元",
    ]
    assert total["section"].endswith("一、收入支出决算总体情况")


def test_changes_are_signed_and_say_what_they_are_compared_with(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    rows = figures(text(ACCOUNTS), known())
    rate = one(rows, "change_rate")
    assert [rate[column] for column in ("value", "unit", "compared_with", "name")] == ["-2.4", "%", "2021", "收入总计"]
    whole, part = (row for row in rows if row["measure"] == "change_amount")
    assert (whole["value"], whole["line"], whole["qualifier"]) == ("-30", "3", "")
    assert (part["value"], part["name"], part["qualifier"]) == ("-30", "收入总计 / 造林补助", "主要原因的组成部分")


def test_a_functional_item_is_told_with_its_code(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    rows = figures(text(ACCOUNTS), known())
    of_item = [row for row in rows if row["classification_code"]]
    assert {(row["classification_scheme"], row["classification_code"]) for row in of_item} == {
        ("FUNCTIONAL", "2210201")
    }
    assert {row["measure"]: row["value"] for row in of_item} == {
        "initial_budget": "100",
        "executed_amount": "90",
        "execution_rate": "90",
    }


def test_what_is_counted_on_a_day_has_that_day(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    rows = [row for row in figures(text(ACCOUNTS), known()) if row["unit"] == "辆"]
    assert {row["period"] for row in rows} == {"2022-12-31"}
    assert [row["value"] for row in rows] == ["3", "2", "1"]


def test_a_glossary_tells_no_figures(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    assert not [row for row in figures(text(ACCOUNTS), known()) if row["line"] == "10"]


def test_a_figure_that_is_told_again_is_one(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text(
        "一、总体情况\n各林场克服干旱，全力以赴，造林500亩。\n"
        "二、主要成效\n截至2022年底，造林500亩。\n"
        "三、其他工作\n各苗圃克服干旱，全力以赴，造林600亩。"
    )
    told = figures(source, known())
    assert [(row["value"], row["line"]) for row in told] == [("500", "2"), ("600", "6")]
    again = [(each["key"], each["line"]) for each in PARSER.parse(source, known()).rows["mentions"]]
    assert again == [(told[0]["key"], "4")]


def test_budgets_of_projects_are_no_observations(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    rows = figures(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    assert not [row for row in rows if row["value"] in {"800", "1000", "900", "400"}]


def test_targets_of_indicators_are_no_outcomes(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    listed = REPORT.replace("（1）产出指标：", "（1）效益指标（30分）：")
    rows = figures(text(listed), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    assert not [row for row in rows if row["value"] in {"50", "-50", "300"}]


def test_the_goals_of_a_department_are_told_by_their_titles(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    title = "云溪市林业局2022年度部门整体支出绩效自评报告"
    source = text("二、履职情况\n（一）主要履职目标\n1.守住森林防火底线。\n2.建设国土绿化示范区。")
    goals = figures(source, known("OVERALL_EVALUATION", title=title))
    assert [(row["measure"], row["text"], row["qualifier"]) for row in goals] == [
        ("duty_goal", "守住森林防火底线", "1"),
        ("duty_goal", "建设国土绿化示范区", "2"),
    ]


NUMBERED = """
2022年部门预算编制说明
财政拨款收入支出增加的主要原因是工作量增加
财政拨款支出主要内容如下：
1、农林水支出（213类）林业和草原（02款）行政运行（01项）1,672.67万元。主要用于：机关的基本支出。2021年当年预算执行数为
1690.69万元，2022年预算安排1672.67万元，比2021年预算执行数减少1.07%。主要原因是：部分人员退休。
2、农林水支出（213类）林业和草原（02款）云海观测（89项）30万元。
"""


def test_items_with_digits_are_told_with_their_code_name_and_years(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    rows = figures(text(NUMBERED), known("DEPARTMENT_BUDGET"))
    assert [
        (
            row["name"].rpartition("（款）")[2],
            row["measure"],
            row["value"],
            row["fiscal_year"],
            row["classification_code"],
        )
        for row in rows
        if row["classification_code"]
    ] == [
        ("行政运行（项）", "amount", "1672.67", "2022", "2130201"),
        ("行政运行（项）", "executed_amount", "1690.69", "2021", "2130201"),
        ("行政运行（项）", "change_rate", "-1.07", "2022", "2130201"),
        ("云海观测（项）", "amount", "30", "2022", "2130289"),
    ]


def test_a_figure_of_nothing_is_left_out_with_a_warning(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    found = PARSER.parse(
        text("一、年度预算安排\n795万元。\n二、实施周期\n本项目的实施周期为全年，具体安排由实施单位另行确定并公布。"),
        known("DEPARTMENT_BUDGET"),
    )
    assert not found.rows["observations"]
    (warning,) = found.warnings
    assert (warning.line, "795万元" in warning.text) == (2, True)


def test_figures_of_one_name_are_told_apart_by_what_they_are_about(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text(
        "编报绩效目标的项目3个，涉及预算金额90万元；绩效自评的项目2个，涉及预算金额90万元。"
        "在造林采购项目中，由小微企业成交的采购金额5万元；在其他采购项目中，由小微企业成交的采购金额6万元。"
    )
    rows = [row for row in figures(source, known()) if row["unit"] == "万元"]
    assert [(row["value"], row["qualifier"]) for row in rows] == [
        ("90", ""),
        ("90", "绩效自评的项目"),
        ("5", ""),
        ("6", "其他采购项目"),
    ]


def test_money_that_is_told_again_in_its_section_is_told_once(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text("公务接待费支出决算为2万元，完成预算的50%。\n三公经费中，公务接待费支出决算2万元，占100%。")
    assert [row["value"] for row in figures(source, known()) if row["unit"] == "万元"] == ["2"]


def test_what_a_reason_says_to_have_changed_before_names_the_change(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text("云溪市林业局2022年度支出总计90万元，比上年增加9万元。主要原因：项目支出增加，较上年增加8万元。")
    assert one(figures(source, known()), "change_amount", "/")["name"] == "支出总计 / 项目支出"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("支出合计90万元，比上年增长13.95。", "no unit"),
        ("2022年支出合计90万元，比2022年预算增加3万元。", "with itself"),
    ],
)
def test_what_cannot_be_meant_is_a_warning(
    told: str, words: str, text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    (warning,) = PARSER.parse(text(told), known()).warnings
    assert words in warning.text
