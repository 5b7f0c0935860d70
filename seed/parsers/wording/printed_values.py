"""What a cell says that holds a target or an outcome: how it is compared, the number, the unit, the words.

`≥460 个数`, `=100.00(%)`, `不低于50%`, `达到95%以上` and `全国前三` are all of them.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from seed.parsers.wording.passages import plain
from seed.parsers.wording.units import UNIT, unit

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])|[0-9]{1,18})(?:\.[0-9]{1,12})?"
"""A pattern of a printed number, no longer than any that is printed: what is read may be hostile."""
CELL_UNIT = rf"{UNIT}|[（(][^（）()0-9]{{1,8}}[)）]|[\u4e00-\u9fff/]{{1,6}}"
"""The unit of a cell that holds nothing else: any short word."""

SIGNS = {"≥": "GE", "≧": "GE", ">": "GT", "≤": "LE", "≦": "LE", "<": "LT", "=": "EQ"}
WORDS = {
    "不少于": "GE",
    "不低于": "GE",
    "不小于": "GE",
    "至少": "GE",
    "达到": "GE",
    "大于等于": "GE",
    "大于": "GT",
    "超过": "GT",
    "高于": "GT",
    "不超过": "LE",
    "不高于": "LE",
    "不大于": "LE",
    "不多于": "LE",
    "控制在": "LE",
    "小于等于": "LE",
    "小于": "LT",
    "低于": "LT",
}
CHANGES = "下降|降低|压缩|减少|缩短|提高|提升|增长|增加"
"""Words of change whose target is reached when the change is at least as large."""

SYMBOLIC = re.compile(rf"(?P<sign>[≥≧≤≦><=])?(?P<number>{NUMBER})(?P<unit>{CELL_UNIT})?")
VERBAL = re.compile(
    rf"(?P<subject>[^0-9，,；;]{{0,30}}?)(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})"
    rf"(?P<number>{NUMBER})(?P<unit>{UNIT})?(?P<more>以上|以内|以下|及以上)?(?P<rest>[^0-9，,；;]{{0,20}})"
)
CHANGED = re.compile(
    rf"(?P<subject>[^，,；;]{{0,30}}?)(?:{CHANGES})(?P<number>{NUMBER})(?P<unit>[%‰]|个百分点)(?:以上)?"
)
OPEN_ENDED = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{UNIT})(?P<more>以上|及以上|以内|以下)")
COMPLETE = re.compile(rf"[^0-9，,；;]{{1,20}}[率度性例](?P<number>{NUMBER})(?P<unit>[%‰])")


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A comparison (a word of `Comparison`), its number and unit as text, and the whole as printed."""

    comparison: str
    value: str
    unit: str
    text: str


NOTHING = PrintedValue("", "", "", "")


def printed_value(cell: str, *, unsigned: str = "EQ") -> PrintedValue:
    """What a cell says; a number without a sign is compared as `unsigned`, words without a number are QUALITATIVE."""
    text = plain(cell).strip("。；;")
    if not text or text in {"-", "—", "/", "无"}:
        return NOTHING
    for form in (OPEN_ENDED, SYMBOLIC, VERBAL, CHANGED, COMPLETE):
        match = form.fullmatch(text)
        if match is not None:
            return _value(_comparison(match, unsigned), match, text)
    return PrintedValue("QUALITATIVE", "", "", text)


def _comparison(match: re.Match[str], unsigned: str) -> str:
    """The comparison that a form states, by the sign or word in it."""
    if match.re is SYMBOLIC:
        return SIGNS.get(match["sign"] or "", unsigned)
    if match.re is VERBAL:
        return WORDS[match["word"]]
    if match.re is OPEN_ENDED:
        return "GE" if "上" in match["more"] else "LE"
    return "GE" if match.re is CHANGED else "EQ"


def _value(comparison: str, match: re.Match[str], text: str) -> PrintedValue:
    return PrintedValue(comparison, number(match["number"]), unit(match["unit"] or ""), text)


def number(printed: str) -> str:
    """A printed number without the separators of its thousands; trailing zeros stay."""
    return printed.replace(",", "").replace("，", "")


def met(target: PrintedValue, actual: PrintedValue) -> str:
    """`true` or `false` where the printed values decide whether the target was met; empty where they do not."""
    if target.comparison == actual.comparison == "QUALITATIVE":
        return "true" if target.text == actual.text else ""
    if not target.value or not actual.value or (actual.unit and target.unit and actual.unit != target.unit):
        return ""
    want, got = Decimal(target.value), Decimal(actual.value)
    decided = {"GE": got >= want, "LE": got <= want, "EQ": got == want, "GT": got > want, "LT": got < want}
    return str(decided[target.comparison]).lower() if target.comparison in decided else ""
