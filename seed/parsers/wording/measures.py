"""Which kind of figure a reading is: a word of the `measures` table, by its words and the kind of document."""

import re
from dataclasses import dataclass
from enum import StrEnum

from seed.parsers.wording.rates import rate_of
from seed.parsers.wording.readings import Reading, Relation


class Voice(StrEnum):
    """Who speaks: what an unqualified amount is, depends on the document and the part of it."""

    BUDGET = "budget"
    ACCOUNTS = "accounts"
    OVERALL = "overall"
    PROJECT = "project"


AMOUNTS = (
    (r"计划金额|用款计划", "planned_amount"),
    (
        r"涉及(?:项目)?预算(?:资金|金额)|预算资金$|涉及(?:资金|金额|预算)$|涉及(?:一般公共|政府性基金|国有资本经营)预算",
        "amount_covered",
    ),
    (r"年初(?:部门|批复|安排)?(?:的)?预算(?!数?(?:增|减|调))", "initial_budget"),
    (r"全年预算|调整(?:后的?)?预算|调整为|总预算|调整预算", "adjusted_budget"),
    (
        r"决算(?:数)?(?:为)?$|支出决算|实际支出|实际执行|执行数|实际采购|全年支出|累计支出|支出为$|全年共支出",
        "executed_amount",
    ),
)
COVERED = re.compile("涉及|预算资金$|预算金额$")
TOTAL_WORDS = re.compile(r"(总计|合计|总额|金额|收入|总规模|资产|负债|结余|存款|总值)(?:[（(].*[)）])?$")
SPENT_WORDS = re.compile(r"(支出|费|经费|费用|[（(][类项款][)）])(?:支出)?$")

BUDGETED = re.compile("预算数?为?$")

VEHICLES = (
    (r"购置", "vehicles_purchased"),
    (r"领导(?:干部)?(?:服务)?用车|领导干部", "vehicles_leading_officials"),
    (r"实物保障", "vehicles_physical_guarantee"),
    (r"机要", "vehicles_confidential_communication"),
    (r"应急", "vehicles_emergency"),
    (r"行政执法", "vehicles_administrative_enforcement"),
    (r"执法执勤", "vehicles_law_enforcement_duty"),
    (r"特种专业", "vehicles_special_technical"),
    (r"离退休", "vehicles_retired_cadres"),
    (r"事业单位业务", "vehicles_institution_business"),
    (r"其他", "vehicles_other"),
    (r"一般公务用车", "count"),
    (r"保有量|车辆$|公务用车$|汽车$", "vehicles_total"),
)
COUNTS = (
    (r"内设机构|下设机构", "", "offices_count"),
    (r"(?:国（境）外|外宾).{0,4}来访|外事.{0,4}来访", "个|批|批次|次", "foreign_affairs_receptions"),
    (r"来访", "个|批|批次|次", "receptions"),
    (r"团组", "个|批|批次|次", "delegations"),
    (r"外事|外宾|国（境）外", "批次", "foreign_affairs_receptions"),
    (r"外事|外宾|国（境）外", "人次", "foreign_affairs_person_times"),
    (r"接待|团组|出国|来宾|来访", "人次", "person_times"),
    (r"接待", "批次|批", "receptions"),
    (r"(?:决算|预算)\w*(?:汇编|编制|单位构成)\w*单位", "个|家", "units_in_final_accounts"),
)
PROJECTS = re.compile(r"项目(?:支出)?(?:共|共计)?$|^(?:的)?(?:市级|预算|一级|二级)?项目(?=[，。；、中的自已]|开展|$)")
FUNDED = re.compile(r"等$|补助|补贴|资金|拨付|奖励|扶持")
EXTENTS = frozenset({"平方米", "平米", "立方米", "公顷", "亩", "平方公里", "米", "千米", "公里", "吨", "度"})
"""Units that measure a thing and do not count things."""

DURATIONS = frozenset({"小时", "天", "个月", "分钟"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A measure, and the sign that its value takes."""

    measure: str
    signed: bool = False


def measure_of(reading: Reading, voice: Voice, heading: str) -> Kind | None:
    """The kind of a reading under a heading; None where it is none of those that are observations."""
    figure = reading.figure
    if figure.unit == "分":
        return _of_points(reading, voice)
    if figure.unit in {"个百分点", "百分点"}:
        return Kind("change_points", signed=True) if reading.relation is Relation.CHANGE else Kind("actual_value")
    if figure.is_share:
        return _of_share(reading, voice)
    return _of_money(reading, voice, heading) if figure.is_money else _of_count(reading, voice, heading)


def _of_points(reading: Reading, voice: Voice) -> Kind | None:
    """Points of a survey; the points of an evaluation are rows of other tables."""
    if "平均得分" in reading.name and voice is Voice.ACCOUNTS:
        return Kind("actual_value")
    if "满意" not in reading.name or reading.near.endswith("得"):
        return None
    return Kind("satisfaction_score" if voice is Voice.OVERALL else "actual_value")


def _of_share(reading: Reading, voice: Voice) -> Kind:
    if reading.relation is Relation.CHANGE:
        since = reading.explicit and re.search("(?:压缩|缩短)$", reading.near)
        return Kind(f"reduction_vs_{reading.against}") if since else Kind("change_rate", signed=True)
    if reading.relation is not Relation.VALUE:
        return Kind("share" if reading.relation is Relation.SHARE else "execution_rate")
    if re.search("超[过出]?.{0,8}(?:规模|预算)$", reading.near):
        return Kind("adjustment_limit")
    measure = rate_of(reading.name)
    return Kind("actual_value" if voice is Voice.PROJECT and measure == "satisfaction_rate" else measure)


def _of_money(reading: Reading, voice: Voice, heading: str) -> Kind:
    if reading.relation in {Relation.ADJUSTMENT, Relation.CHANGE}:
        initial = reading.initial or reading.relation is Relation.ADJUSTMENT
        return Kind("change_vs_initial_budget" if initial else "change_amount", signed=True)
    words = reading.near or reading.name
    for pattern, measure in AMOUNTS:
        if re.search(pattern, words) and not (voice is Voice.BUDGET and measure.endswith("_budget")):
            return Kind(measure)
    if COVERED.search(reading.part_of) and reading.name.endswith("财政拨款"):
        return Kind("fiscal_amount_covered")
    return Kind(_of_plain_money(reading, voice, heading))


def _of_plain_money(reading: Reading, voice: Voice, heading: str) -> str:
    """What an amount is that no word of its own tells: that depends on who speaks."""
    if voice is Voice.PROJECT or (voice is Voice.OVERALL and "履职情况" in heading):
        return "actual_value"
    if voice is Voice.OVERALL:
        return _of_overall(reading.near or reading.name, heading)
    budgeted = BUDGETED.search(reading.near) or _in_total(reading)
    spent = voice is Voice.ACCOUNTS and SPENT_WORDS.search(reading.name) and not budgeted
    return "executed_amount" if spent else "amount"


def _of_overall(words: str, heading: str) -> str:
    """What an unqualified amount is in the evaluation of a department."""
    if re.search(r"结转|结余|采购|按.{0,8}分类", words):
        return "amount"
    if re.search(r"安排.{0,8}预算$", words) or (re.search("调整", heading) and re.search("收入|支出|预算", words)):
        return "adjusted_budget"
    if re.search(r"预算(?:安排|收入|支出|拨款|为)?$", words) or re.search(r"年初预算", heading):
        return "initial_budget"
    return (
        "executed_amount"
        if re.search(r"支出$|支出为$", words) and not re.search(r"[^实际年]支出$", words)
        else "amount"
    )


def _in_total(reading: Reading) -> bool:
    """Whether an amount is part of, or is, a total of all funds or of purchases."""
    head = reading.part_of or reading.name
    return bool(TOTAL_WORDS.search(head) or TOTAL_WORDS.search(reading.name)) or "政府采购" in reading.name


def _of_count(reading: Reading, voice: Voice, heading: str) -> Kind:
    figure = reading.figure
    if reading.relation is Relation.CHANGE and figure.unit not in DURATIONS and voice is not Voice.PROJECT:
        return Kind("change_amount", signed=True)
    if figure.unit == "辆":
        return Kind(_of_vehicles(reading))
    context = reading.name + reading.before
    for words, unit, measure in COUNTS:
        if re.search(words, context) and (not unit or re.fullmatch(unit, figure.unit)):
            return Kind(measure)
    return Kind(_of_project(reading) if voice is Voice.PROJECT else _of_things(reading, voice, heading))


def _of_things(reading: Reading, voice: Voice, heading: str) -> str:
    """What a number of things is that a department tells of itself."""
    if reading.figure.unit in DURATIONS:
        return "duration"
    if reading.figure.unit in {"个", "项"} and (PROJECTS.search(reading.name) or PROJECTS.match(reading.after)):
        return "projects_count"
    if voice is Voice.OVERALL and re.search("履职情况|效率性|效果性", heading):
        return "actual_value"
    if reading.figure.unit in EXTENTS:
        return "actual_value"
    return "planned_count" if voice is Voice.OVERALL and re.search("工作计划|下一步", heading) else "count"


def _of_vehicles(reading: Reading) -> str:
    """The category of vehicles that a number counts; of those to be bought it is that they are bought."""
    if "购置" in reading.part_of:
        return "vehicles_purchased"
    measure = next((measure for words, measure in VEHICLES if re.search(words, reading.name)), "count")
    return "count" if measure == "vehicles_total" and reading.part_of.endswith("车") else measure


def _of_project(reading: Reading) -> str:
    """What a number in the report on a project counts."""
    if reading.figure.unit == "档" and "等级" in reading.near:
        return "count"
    units = reading.figure.unit in {"家", "个"} and re.match("[^，。；]{0,6}单位", reading.after)
    funded = FUNDED.search(reading.near) or FUNDED.search(reading.after)
    return "recipients_count" if units and funded else "actual_value"
