"""How points are given, read from the wording of a rubric into a rule and its constants.

Rubrics of all cities are written from one framework of the ministry, so that a handful of wordings covers most. A
rule is recognised whole or not at all: one that merely looks similar would compute a wrong score.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from seed.parsers.wording.numbered import CHINESE_DIGITS
from seed.parsers.wording.passages import plain
from seed.parsers.wording.printed_values import NUMBER

CIRCLED = {mark: number for number, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}
TAGS = re.compile(r"</?[A-Za-z][^<>]{0,20}>")
"""What a conversion from web pages leaves in the text of a cell."""


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """A rule, a word of `ScoringRule`, and its constants `name=value`."""

    name: str
    terms: str = ""


def scoring_rule(text: str) -> ScoringRule | None:
    """The rule that a rubric states; None where its wording is none of those known."""
    words = cleaned(text)
    for recognise in RECOGNISERS:
        rule = recognise(words)
        if rule is not None:
            return rule
    return None


def cleaned(text: str) -> str:
    """A cell's text with plain signs and without marks of another format."""
    bare = TAGS.sub("", plain(text)).replace(",", "，").replace(";", "；")
    return bare.replace("（", "(").replace("）", ")")


def _terms(**constants: object) -> str:
    return ";".join(f"{name}={value}" for name, value in constants.items() if value != "")


EQUAL = re.compile(r"(?P<count>[0-9]{1,2})项各占1/(?P<share>[0-9]{1,2})权重分?，每?有?一项不满足，?则?扣除?相应权重分?")
CUSTOM = re.compile(
    r"若(?P<all>[①-⑩]+)齐全得权重分?100%；如?不符合(?P<zero>[①-⑩])得0分；"
    r"缺(?P<a>[①-⑩])扣权重(?P<cost_a>[0-9]/[0-9])；缺(?P<b>[①-⑩])扣权重(?P<cost_b>[0-9]/[0-9])"
)
GRAVE = re.compile(
    r"(?P<count>[0-9]{1,2})项全部符合.{0,8}得满分；存在(?P<zero>[①-⑩](?:或[①-⑩])*)不满足时.{0,16}不得分；"
    r"在[①-⑩]+同时符合，(?P<only>[①-⑩])不符合时，.{0,8}得(?P<rate>[0-9]{1,3})%权重分"
)
ONE_LESS = re.compile(r"则得满分，少一项则?扣除?(?P<cost>[0-9]{1,2})%的?权重分?")


def _conditions(words: str) -> ScoringRule | None:
    custom = CUSTOM.search(words)
    if custom is not None:
        costs: dict[str, object] = {f"unmet_{CIRCLED[custom[mark]]}_cost": custom[f"cost_{mark}"] for mark in "ab"}
        count, zero = len(custom["all"]), CIRCLED[custom["zero"]]
        return ScoringRule(
            "CONDITIONS", _terms(conditions=count, share="custom", all_met=1, zero_if_unmet=zero, **costs)
        )
    grave = GRAVE.search(words)
    if grave is not None:
        zeros = ",".join(str(CIRCLED[mark]) for mark in grave["zero"].split("或"))
        only: dict[str, object] = {f"unmet_{CIRCLED[grave['only']]}_only_rate": grave["rate"]}
        count = int(grave["count"])
        return ScoringRule(
            "CONDITIONS", _terms(conditions=count, share="custom", all_met=1, zero_if_unmet=zeros, **only)
        )
    return _equal_conditions(words)


def _equal_conditions(words: str) -> ScoringRule | None:
    equal = EQUAL.search(words)
    if equal is not None and equal["count"] == equal["share"]:
        veto = "true" if "一票否决" in words else ""
        return ScoringRule("CONDITIONS", _terms(conditions=equal["count"], share="equal", veto=veto))
    less = ONE_LESS.search(words)
    if less is not None and 100 % int(less["cost"]) == 0:
        return ScoringRule("CONDITIONS", _terms(conditions=100 // int(less["cost"]), share="equal", cost=less["cost"]))
    return None


HALVES = re.compile(
    r"有测算依据得(?P<share>[0-9]/[0-9])权重分?；.{0,60}得(?:年度)?剩余权重的(?P<bands>[0-9]{1,3}%(?:、[0-9]{1,3}%)*(?:和[0-9]{1,3}%)?)"
)


def _halves(words: str) -> ScoringRule | None:
    match = HALVES.search(words)
    if match is None or match["share"] != "1/2":
        return None
    found = ",".join(re.findall(r"[0-9]{1,3}", match["bands"]))
    return ScoringRule("OTHER", _terms(condition_share="1/2", band_share="1/2", bands=found))


STEP = r"每(?:下降|降低|低于|降)\(?(?P<step>[0-9]+)%，?扣除?(?P<cost>[0-9]+)%权重分?"
FROM_TARGET = re.compile(
    rf"(?:达到?|超过|，)?[^，；。]{{0,20}}?(?P<target>[0-9]+|[a-z])%(?:，?则?得满分|得相应权重分?的100%)，{STEP}"
)
BETWEEN = re.compile(
    r"大于(?P<low>[0-9]+)%且低于(?P<high>[0-9]+)%，则得满分，每高于\([0-9]+%\)或低于\([0-9]+%\)(?P<step>[0-9]+)%，扣除?(?P<cost>[0-9]+)%权重分?"
)
DEVIATION = re.compile(r"偏离.{0,10}?(?P<far>[0-9]+)%及?以上，.{0,12}再?加扣(?P<points>[0-9]+)分")
TWO_CASES = re.compile(
    r"已完成的项目，.{0,12}100%得满分，每降低(?P<step>[0-9]+)%扣(?P<cost>[0-9]+)%权重分?.{0,12}实施期项目，.{0,40}每偏离(?P=step)%扣(?P=cost)%"
)
TIMELY = re.compile(
    r"单个项目实际完成时间≤计划完成时间得满分，.{0,30}不得分；多个项目.{0,12}达100%，则得满分，每低于(?P<step>[0-9]+)%，扣除?(?P<cost>[0-9]+)%权重分?"
)
LEAST = re.compile(r"通常不低于(?P<least>[0-9]+)%")


def _per_percent(words: str) -> ScoringRule | None:
    floor = "0" if "扣完" in words else ""
    cases = TWO_CASES.search(words)
    if cases is not None:
        done = f"target:100,step:{cases['step']},cost:{cases['cost']}"
        going = f"target:progress,step:{cases['step']},cost:{cases['cost']},both_sides:true"
        return ScoringRule("PER_PERCENT", _terms(case_completed=done, case_ongoing=going, floor=floor))
    timely = TIMELY.search(words)
    if timely is not None:
        many = f"target:100,step:{timely['step']},cost:{timely['cost']}"
        return ScoringRule("PER_PERCENT", _terms(case_single="on_time:100,late:0", case_multiple=many, floor=floor))
    between = BETWEEN.search(words)
    if between is not None:
        ends = {
            "target_from": between["low"],
            "target_to": between["high"],
            "from_inclusive": "false",
            "to_inclusive": "false",
        }
        return ScoringRule("PER_PERCENT", _terms(**ends, step=between["step"], cost=between["cost"], floor=floor))
    match = FROM_TARGET.search(words)
    if match is None:
        return None
    least, far = LEAST.search(words), DEVIATION.search(words)
    return ScoringRule(
        "PER_PERCENT",
        _terms(
            target=match["target"],
            target_minimum=least["least"] if least else "",
            step=match["step"],
            cost=match["cost"],
            floor=floor,
            deviation_from=far["far"] if far else "",
            extra_points=far["points"] if far else "",
        ),
    )


GRADED = re.compile(
    r"分为(?P<names>[^，。；]{2,40})，.{0,24}分别可?得(?P<bands>[0-9]{1,3}%(?:、[0-9]{1,3}%?)+)的?权重分?"
)
FALLEN = re.compile(r"得满分.{0,40}可得(?P<bands>[0-9]{1,3}%(?:、[0-9]{1,3}%?)+)的?权重分?")


def _qualitative(words: str) -> ScoringRule | None:
    graded = GRADED.search(words)
    if graded is not None:
        names, values = graded["names"].split("、"), re.findall(r"[0-9]{1,3}", graded["bands"])
        if len(names) == len(values):
            found = ",".join(f"{name}:{value}" for name, value in zip(names, values, strict=True))
            return ScoringRule("QUALITATIVE_BANDS", _terms(bands=found))
    fallen = FALLEN.search(words)
    if fallen is not None:
        return ScoringRule(
            "QUALITATIVE_BANDS", _terms(bands=",".join(["100", *re.findall(r"[0-9]{1,3}", fallen["bands"])]))
        )
    return None


DRIVEN = re.compile(
    r"(?P<low>[0-9]{1,3})%\(含\)-(?P<high>[0-9]{1,3})%，则项目效益得?分?按(?P<rate>×产出得分率|[0-9]{1,3}%)计算"
)
DRIVEN_FLOOR = re.compile(r"产出得分率小于(?P<floor>[0-9]{1,3})%，则项目效益不得分")


def _driven(words: str) -> ScoringRule | None:
    """The benefits that are paid in proportion to the outputs."""
    if "效益总分与产出总分挂钩" not in words:
        return None
    steps = list(DRIVEN.finditer(words))
    floor = DRIVEN_FLOOR.search(words)
    if steps and floor is not None:
        named = {
            f"{each['low']}-{each['high']}": each["rate"].replace("产出得分率", "rate").rstrip("%") for each in steps
        }
        return ScoringRule(
            "RATIO_BANDS", _terms(driver="产出", **named, **{f"0-{floor['floor']}": 0}, from_inclusive="true")
        )
    return ScoringRule("OTHER", _terms(driver="产出", quantitative_required="true" if "应为定量指标" in words else ""))


POINTS = rf"的?，?得(?P<points>{NUMBER})分"
TWO_SIDED = re.compile(rf"(?P<a>[0-9]+)%(?P<first>[≤<>≥])[^，。；%0-9]{{1,30}}(?P<second>[≤<>≥])(?P<b>[0-9]+)%{POINTS}")
ONE_SIDED = re.compile(rf"[^，。；%0-9≤<>≥]{{1,30}}(?P<sign>[≤<>≥])(?P<limit>[0-9]+)%{POINTS}")


def _ratio_bands(words: str) -> ScoringRule | None:
    """Points by ranges of a rate, as half-open intervals of the rate in per cent."""
    found: list[str] = []
    position = 0
    while position < len(words):
        one, two = ONE_SIDED.search(words, position), TWO_SIDED.search(words, position)
        first = min((each for each in (one, two) if each), key=lambda each: each.start(), default=None)
        if first is None:
            break
        found.append(f"{_interval(first)}:{first['points']}")
        position = first.end()
    parts = _parts(found)
    if not parts or any(len(part) < 2 for part in parts):  # noqa: PLR2004 - one range does not make bands
        return None
    if len(parts) == 1:
        return ScoringRule("RATIO_BANDS", _terms(bands="|".join(parts[0])))
    named = {f"part{number}_bands": "|".join(part) for number, part in enumerate(parts, 1)}
    return ScoringRule("RATIO_BANDS", _terms(parts=len(parts), **named))


def _interval(match: re.Match[str]) -> str:
    """The range of a rate that a wording states."""
    groups = match.groupdict()
    if "sign" in groups:
        limit = groups["limit"]
        return {"≤": f"[0,{limit}]", "<": f"[0,{limit})", "≥": f"[{limit},inf)", ">": f"({limit},inf)"}[groups["sign"]]
    if groups["first"] in ">≥":
        low, high, low_sign, high_sign = groups["b"], groups["a"], groups["second"], groups["first"]
        return f"{'[' if low_sign == '≥' else '('}{low},{high}{']' if high_sign == '≥' else ')'}"
    return (
        f"{'[' if groups['first'] == '≤' else '('}{groups['a']},{groups['b']}{']' if groups['second'] == '≤' else ')'}"
    )


def _parts(bands: list[str]) -> list[list[str]]:
    """The bands of each rate: a rate starts again at its best range."""
    parts: list[list[str]] = []
    seen: set[str] = set()
    for band in bands:
        interval = band.partition(":")[0]
        if not parts or interval in seen:
            parts.append([])
            seen = set()
        parts[-1].append(band)
        seen.add(interval)
    return parts


PENALTY = re.compile(rf"\((?P<full>{NUMBER})分\)。?.{{0,80}}?一项(?:不符合)?的?，?扣(?P<cost>{NUMBER})分，扣完为止")
UNFINISHED = re.compile(rf"完成得(?P<full>{NUMBER})分。一项[^，。]{{0,12}}没有完成扣(?P<cost>{NUMBER})分，扣完为止")
EACH_POINTS = re.compile(rf"\((?P<points>{NUMBER})分\)")


def _penalties(words: str) -> ScoringRule | None:
    penalty = PENALTY.search(words)
    if penalty is not None:
        return ScoringRule("OTHER", _terms(full=penalty["full"], deduct_per_violation=penalty["cost"], floor=0))
    unfinished = UNFINISHED.search(words)
    if unfinished is not None:
        return ScoringRule("OTHER", _terms(full=unfinished["full"], deduct_per_unfinished=unfinished["cost"], floor=0))
    return None


def _pointed_conditions(words: str) -> ScoringRule | None:
    """Conditions that each bring the points printed after them."""
    points = EACH_POINTS.findall(words)
    if len(points) < 2 or re.search(r"扣|酌情|分档|=", words):  # noqa: PLR2004 - one condition is no list
        return None
    share = "equal" if len(set(points)) == 1 else ""
    return ScoringRule("CONDITIONS", _terms(conditions=len(points), share=share, points="|".join(points)))


QUARTER = re.compile(
    rf"(?P<quarter>[一二三四])季度[^=]{{0,20}}=\([^()]{{1,40}}序时进度(?P<due>[0-9]{{1,3}})%\)×(?P<weight>{NUMBER})分"
)
AVERAGE = re.compile(rf"全年平均[^=]{{1,12}}=全年平均[^×]{{1,8}}×(?P<weight>{NUMBER})分")
RATE_TIMES = re.compile(r"执行率[*×](?:该指标)?分值，最高不得超过")
SHARE_OF = re.compile(rf"得分=(?P<over>[^=/()×*]{{2,20}})/(?P<under>[^=/()×*]{{2,20}})×(?P<factor>{NUMBER})分?")


def _proportional(words: str) -> ScoringRule | None:
    quarters = list(QUARTER.finditer(words))
    average = AVERAGE.search(words)
    if len(quarters) == len(set(CHINESE_DIGITS) & set("一二三四")) and average is not None:
        schedule = "|".join(each["due"] for each in quarters)
        weights = {each["weight"] for each in quarters}
        if len(weights) == 1:
            return ScoringRule(
                "QUARTERLY", _terms(quarter_weight=weights.pop(), schedule=schedule, average_weight=average["weight"])
            )
    if RATE_TIMES.search(words):
        return ScoringRule("PROPORTIONAL", _terms(formula="rate*weight", cap="weight"))
    share = SHARE_OF.search(words)
    if share is not None:
        return ScoringRule(
            "PROPORTIONAL", _terms(numerator=share["over"], denominator=share["under"], factor=share["factor"])
        )
    return None


def _judgement(words: str) -> ScoringRule | None:
    if re.search(r"酌情扣分|专家(?:判断|打分)", words) and not re.search(r"[0-9]+%|÷|/", words):
        return ScoringRule("JUDGEMENT")
    return None


RECOGNISERS: tuple[Callable[[str], ScoringRule | None], ...] = (
    _halves,
    _conditions,
    _per_percent,
    _qualitative,
    _driven,
    _proportional,
    _ratio_bands,
    _penalties,
    _pointed_conditions,
    _judgement,
)
"""The known wordings, the more particular before the more general."""
