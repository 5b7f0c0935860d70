"""Figures in running text: numbers with their unit, what softens them, and the dates between them.

`逾12亿元`, `370万余件`, `95%以上`, `百分之九十五` and `8台（套）` are figures; `2021年12月31日`, the 50万元 in the name
of `单位价值50万元以上通用设备`, and whatever stands in quotation marks are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seed.parsers.wording.formulas import formula_spans
from seed.parsers.wording.item_forms import in_tag
from seed.parsers.wording.numbered import chinese_number
from seed.parsers.wording.printed_values import NUMBER, number
from seed.parsers.wording.units import UNIT, unit

SOFT_BEFORE = {
    **dict.fromkeys(("不少于", "不低于", "至少", "大于等于", "不小于"), "AT_LEAST"),
    **dict.fromkeys(("不超过", "不高于", "小于等于", "至多", "不大于", "小于"), "AT_MOST"),
    **dict.fromkeys(("超过", "逾", "超", "大于", "高于"), "OVER"),
    "近": "NEARLY",
    "约": "ABOUT",
}
SOFT_AFTER = {"以上": "OVER", "左右": "ABOUT", "以内": "AT_MOST", "以下": "AT_MOST"}
_BEFORE = "|".join(sorted(SOFT_BEFORE, key=len, reverse=True))

FIGURE = re.compile(
    rf"(?P<before>{_BEFORE})?(?<![0-9A-Za-z.〔【+/—–-])(?P<number>{NUMBER})(?P<more>[余多])?"
    rf"(?P<unit>{UNIT}|[万亿](?=[、，；（）。,]))(?P<tail>[余多](?=[，。；、]))?(?P<after>以上|以下|以内|左右)?"
)
SPELLED = re.compile(r"(?P<base>[百千])分之(?P<number>[一二三四五六七八九十]{1,4})")
COUNTED = re.compile(
    r"(?<![第每一“])(?P<number>[二三四五六七八九十]{1,2})(?P<unit>档|场(?=[^所面地景合])|种(?=方式)|大(?=领域)|个(?=月|方向|全覆盖)|类(?=防线)|级(?=值守|平台))"
)
DATE_UNITS = frozenset({"年", "月", "日", "号"})
PRICE_WORDS = re.compile(r"(单位价值|单台价值|单件价值|单价|价值)$")
QUOTED = re.compile(r"“[^“”]{0,60}”|《[^《》]{0,80}》")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: where it stands in its sentence, its exact number, its unit, and how the words around it soften it."""

    start: int
    end: int
    number: str
    unit: str
    approximation: str
    published: str

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit.endswith("元")

    @property
    def is_share(self) -> bool:
        """Whether it is a share of something."""
        return self.unit in {"%", "‰"}


def figures(text: str) -> list[Figure]:
    """The figures of a sentence in order."""
    hidden = [*(match.span() for match in QUOTED.finditer(text)), *formula_spans(text)]
    found = sorted(_figures(text), key=lambda figure: figure.start)
    return [each for each in found if not any(start <= each.start < end for start, end in hidden)]


def _figures(text: str) -> Iterator[Figure]:
    for match in FIGURE.finditer(text):
        if in_tag(text, match.start("number")):
            continue
        if not _is_date(match) and not PRICE_WORDS.search(text[max(match.start() - 6, 0) : match.start("number")]):
            yield _figure(match)
    for match in SPELLED.finditer(text):
        value = chinese_number(match["number"])
        if value is not None:
            sign = "%" if match["base"] == "百" else "‰"
            yield Figure(match.start(), match.end(), str(value), sign, _soft(text, match.start()), match.group())
    for match in COUNTED.finditer(text):
        value = chinese_number(match["number"])
        if value is not None:
            counted = "个月" if match["unit"] == "个" and text.startswith("月", match.end()) else match["unit"]
            end = match.end() + (counted == "个月")
            yield Figure(match.start(), end, str(value), counted, "", text[match.start() : end])


def _is_date(match: re.Match[str]) -> bool:
    """Whether a number with its unit is a year, month or day."""
    if match["unit"] not in DATE_UNITS:
        return False
    return match["unit"] != "年" or len(match["number"]) == 4  # noqa: PLR2004 - digits of a year


def _figure(match: re.Match[str]) -> Figure:
    printed = match["unit"]
    more = match["more"] or match["tail"] or "余" in printed
    soft = SOFT_BEFORE.get(match["before"] or "") or SOFT_AFTER.get(match["after"] or "") or ("OVER" if more else "")
    counted = f"{printed}元" if printed in {"万", "亿"} else unit(printed)
    return Figure(match.start(), match.end(), number(match["number"]), counted, soft, match.group())


def _soft(text: str, start: int) -> str:
    """What softens a number that is spelled out, by the words before it."""
    words = text[max(start - 4, 0) : start]
    return next((soft for word, soft in SOFT_BEFORE.items() if words.endswith(word)), "")
