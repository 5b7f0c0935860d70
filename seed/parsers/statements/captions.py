"""What is printed around a statement's table: its title, number and unit of money, who compiled it, notes."""

import re
from typing import NamedTuple

from seed.parsers.statements.enumerators import chinese_number, taken_apart
from seed.parsers.wording.normal import compact, plain

TITLE = re.compile(
    r"(?=.*(收入|支出|收支|经费|采购|拨款|基金|国有资本|购买服务))[^。；;，,！!？?]{2,60}"
    r"(?:表|明细|一览)(?:[（(][^（）()]{1,20}[)）])?"
)
CONTAINER = re.compile(r"[^。；;，,！!？?]{0,50}(?:部门|单位|年度?)(?:预算|决算|预决算)(?:公开)?(?:报)?表")
"""What stands above all statements of a document."""

OTHER_TABLES = re.compile("绩效|目标|自评|评价|评分|得分|指标|调整表|资产|名单|目录")
"""Tables that are not statements of amounts; others read those."""

NUMBER = re.compile(
    r"[（(]?(?P<words>(?:财决|预算|决算|公开|附|部门|单位|财){0,3}[- ]?(?:表[- ]?)?"
    r"(?P<digits>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?P<sub>[-－][0-9]{1,2})?[- ]?表?)[)）]?"
)
LEVELLED_NUMBER = re.compile(r"[0-9]{1,2}[-－][0-9]{1,2}[、.．:：]?")
UNIT = re.compile(r"(?:金额)?单位[:：]?(?:人民币)?(?P<unit>[百千万亿]{0,2}元)")
UNIT_IN_BRACKETS = re.compile(r"[（(](?:(?:金额)?单位[:：])?(?P<unit>[百千万亿]{0,2}元)[)）]")
PUBLISHER = re.compile(
    r"(?:部门名称|单位名称|编制部门|编制单位|预算单位|预算部门|填报单位|填报部门|公开部门|公开单位|预算主管部门|部门|单位)"
    r"(?:[（(](?:公章|盖章|章)[)）])?[:：](?P<name>[^:：]{2,50}?)"
    r"(?=(?:金额)?单位[:：]|[0-9]{4}年|金额|$)"
)
NOTE = re.compile(r"(?:备?注|说明|表注|附注)(?:[:：]|[0-9]{1,2}[.、．])|[0-9]{1,2}[.、．].{0,40}(?:本表|报表)")
NO_DATA = re.compile(r"(?:没有|无|未).{0,60}(?:空表|无数据|为空|不涉及|零)|(?:空表|无数据|为空)")


class Title(NamedTuple):
    """The title of a statement as printed, and the number that stands before it, "" for none."""

    text: str
    number: str


def title_of(text: str) -> Title | None:
    """The title that a line is; None for a line that is none, or that of a table which is no statement."""
    line = UNIT_IN_BRACKETS.sub("", compact(text))
    number = ""
    match = NUMBER.match(line)
    if match is not None and "表" in match["words"] and match.end() < len(line):
        number, line = match["words"], line[match.end() :].lstrip("：:、.．")
    words = taken_apart(LEVELLED_NUMBER.sub("", line, count=1)).words
    if TITLE.fullmatch(words) is None or UNIT.search(words) or OTHER_TABLES.search(words):
        return None
    return Title(words, number)


def is_container(text: str) -> bool:
    """Whether a line is the heading above all statements of a document."""
    return CONTAINER.fullmatch(compact(text)) is not None and title_of(text) is None


def number_of(text: str) -> str:
    """The printed number of a statement that a line is - `公开05表`, `附表3` - or ""."""
    line = compact(text)
    match = NUMBER.fullmatch(line)
    return match["words"] if match is not None and "表" in line else ""


def digits_of(number: str) -> int | None:
    """The number itself: 5 of `公开05表`; None where it is none or one of several levels, such as `表2-1`."""
    match = NUMBER.fullmatch(number)
    if match is None or match["sub"]:
        return None
    digits = match["digits"]
    return int(digits) if digits.isdecimal() else chinese_number(digits)


def unit_of(text: str) -> str:
    """The unit of money that a line or a title names; "" where it names none."""
    line = compact(text)
    match = UNIT.search(line) or UNIT_IN_BRACKETS.search(line)
    return match["unit"] if match is not None else ""


def publisher_of(text: str) -> str:
    """The name that a line gives for who compiled the statement; "" where it gives none."""
    line = compact(text)
    match = PUBLISHER.search(UNIT.sub("", line))
    return match["name"] if match is not None else ""


def is_note(text: str) -> bool:
    """Whether a line is a note to a statement."""
    return NOTE.match(compact(text)) is not None


def says_no_data(text: str) -> bool:
    """Whether a note says that the statement is empty because there was nothing to report."""
    return NO_DATA.search(plain(text)) is not None


def is_caption(text: str) -> bool:
    """Whether a line belongs to what stands above a statement's table."""
    return bool(title_of(text) or number_of(text) or unit_of(text) or publisher_of(text))
