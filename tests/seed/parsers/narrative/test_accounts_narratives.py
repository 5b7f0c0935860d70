"""The sentences in which provinces tell their final accounts, each in its own way."""

from collections.abc import Callable

import pytest

from seed.parsers.narrative.observations import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source

BELOW = "\n二、下一个标题\n这一行没有数字，只是为了让各行的宽度与别的文件一样，标题因此比它窄得多。"


def told(text: Callable[[str], Source], context: Context, sentences: str) -> list[str]:
    rows = PARSER.parse(text(f"一、情况说明\n{sentences}{BELOW}"), context).rows["observations"]
    return [f"{row['name']} {row['measure']} {row['value']}{row['unit']}" for row in rows]


NATIONAL = {
    "护林费支出预算为20万元，支出决算为12万元，完成预算的60%，较上年减少3万元，降低20%。": [
        "护林费支出预算 amount 20万元",
        "护林费支出 executed_amount 12万元",
        "护林费支出 execution_rate 60%",
        "护林费支出 change_amount -3万元",
        "护林费支出 change_rate -20%",
    ],
    "国内接待费2万元。2022年共接待国内来访团组12个、来宾95人次；共接待国（境）外来访团组1个、来访外宾9人次。": [
        "国内接待费 executed_amount 2万元",
        "接待国内来访团组 receptions 12个",
        "来宾 person_times 95人次",
        "接待国（境）外来访团组 foreign_affairs_receptions 1个",
        "来访外宾 foreign_affairs_person_times 9人次",
    ],
    "一级项目2个，二级项目11个，共涉及资金300万元，占项目支出总额的100%。": [
        "一级项目 projects_count 2个",
        "二级项目 projects_count 11个",
        "涉及资金 amount_covered 300万元",
        "涉及资金 share 100%",
    ],
    "共有车辆6辆，其中，副部（省）级及以上领导用车0辆、离退休干部服务用车1辆、一般公务用车2辆。": [
        "车辆 vehicles_total 6辆",
        "副部（省）级及以上领导用车 vehicles_leading_officials 0辆",
        "离退休干部服务用车 vehicles_retired_cadres 1辆",
        "一般公务用车 count 2辆",
    ],
}
PROVINCES = {
    "收、支总计均为12万元。": ["收、支总计 amount 12万元"],
    "护林费支出决算数为10万元，完成预算98%，较上年度减少2万元。": [
        "护林费 executed_amount 10万元",
        "护林费 execution_rate 98%",
        "护林费 change_amount -2万元",
    ],
    "护林费支出12万元，完成全年预算20万元的60%，比上年增加1万元；接待费支出3万元，完成预算6万元的50%。": [
        "护林费支出 executed_amount 12万元",
        "护林费支出 adjusted_budget 20万元",
        "护林费支出 execution_rate 60%",
        "护林费支出 change_amount 1万元",
        "接待费支出 executed_amount 3万元",
        "接待费支出预算 amount 6万元",
        "接待费支出 execution_rate 50%",
    ],
    "“农林水支出”（类）2022年度决算970万元，比2022年年初预算减少20万元，下降2%。": [
        "农林水支出（类） executed_amount 970万元",
        "农林水支出（类） change_vs_initial_budget -20万元",
        "农林水支出（类） change_rate -2%",
    ],
    "1.农林水支出（213）林业和草原（02）森林培育（87）2022年预算数为790万元，比2021年预算增加10万元。": [
        "农林水支出（类）林业和草原（款）森林培育（项） amount 790万元",
        "农林水支出（类）林业和草原（款）森林培育（项） change_amount 10万元",
    ],
    "3.农林水支出（类）林业和草原（款）森林培育（项）：2022年预算数150万元，比2021年执行数减少5万元。": [
        "农林水支出（类）林业和草原（款）森林培育（项） amount 150万元",
        "农林水支出（类）林业和草原（款）森林培育（项） change_amount -5万元",
    ],
    "安排政府采购预算120万元。单位现有公务用车3辆。实行绩效目标管理的项目12个，涉及预算450万元。": [
        "政府采购预算 amount 120万元",
        "公务用车 vehicles_total 3辆",
        "实行绩效目标管理的项目 projects_count 12个",
        "涉及预算 amount_covered 450万元",
    ],
    "1.公务接待费。2022年决算数1.5万元，比2022年年初预算数3万元减少1.5万元。": [
        "公务接待费 executed_amount 1.5万元",
        "公务接待费 initial_budget 3万元",
        "公务接待费 change_vs_initial_budget -1.5万元",
    ],
    "全年更新购置公务用车1辆，其中：轿车1辆、金额18万元。单位共有公务用车6辆，其中：轿车4辆、载客汽车2辆。": [
        "更新购置公务用车 vehicles_purchased 1辆",
        "轿车 vehicles_purchased 1辆",
        "轿车 amount 18万元",
        "公务用车 vehicles_total 6辆",
        "轿车 count 4辆",
        "载客汽车 count 2辆",
    ],
    "组织对森林防火等3个项目开展了绩效评估，对5个项目编制了绩效目标，选取2个项目开展绩效监控。": [
        "项目 projects_count 3个",
        "项目 projects_count 5个",
        "项目 projects_count 2个",
    ],
    "使用财政拨款安排局机关及下属1个单位出国团组2个、累计9人次。": [
        "下属单位 count 1个",
        "出国团组 delegations 2个",
        "出国团组 person_times 9人次",
    ],
    "本部门开支会议费3万元；举办4场节庆活动，开支2万元。": [
        "会议费 executed_amount 3万元",
        "节庆活动 count 4场",
        "节庆活动 amount 2万元",
    ],
}


@pytest.mark.parametrize("sentences", [*NATIONAL, *PROVINCES])
def test_figures_are_those_of_what_the_sentence_is_about(
    sentences: str, text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    assert told(text, known(), sentences) == (NATIONAL | PROVINCES)[sentences]


def test_a_comparison_after_a_reason_is_of_what_the_reason_explains(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    words = "接待费支出决算为1万元，完成预算的50%，决算数小于预算数的主要原因是节约，与上年相比减少2万元。"
    *_, rate, change = PARSER.parse(text(words), known()).rows["observations"]
    assert (rate["reason"], change["name"], change["compared_with"], change["qualifier"]) == (
        "节约",
        "接待费",
        "2021",
        "",
    )


def test_the_amount_compared_with_is_of_its_own_year(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    rows = PARSER.parse(text("护林费支出9万元，比2021年决算数8万元增加1万元。"), known()).rows["observations"]
    assert [(row["value"], row["measure"], row["fiscal_year"]) for row in rows] == [
        ("9", "executed_amount", "2022"),
        ("8", "executed_amount", "2021"),
        ("1", "change_amount", "2022"),
    ]


def test_the_day_of_a_count_is_not_that_of_money_told_after_it(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    words = "截至2022年12月31日，共有车辆6辆。车辆运行费支出11万元。\n3.接待费支出1万元，国内接待2批次。"
    rows = PARSER.parse(text(words), known()).rows["observations"]
    assert [row["period"] for row in rows] == ["2022-12-31", "", "", ""]


def test_what_a_section_on_a_fund_tells_is_of_the_fund(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    words = "八、政府性基金预算财政拨款收支情况\n年初结转和结余5万元，本年收入30万元，本年支出32万元。" + BELOW
    rows = PARSER.parse(text(words), known()).rows["observations"]
    assert [row["name"].removeprefix("政府性基金预算财政拨款") for row in rows] == [
        "年初结转和结余",
        "本年收入",
        "本年支出",
    ]
    assert all(row["name"].startswith("政府性基金预算财政拨款") for row in rows)
