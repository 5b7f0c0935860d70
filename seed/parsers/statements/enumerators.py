"""The numbering in front of a label - `一、`, `（一）`, `1.`, `其中：` - and how deep it stands."""

import re
from typing import NamedTuple

from seed.parsers.wording.normal import compact

CHINESE = "一二三四五六七八九十百零"

LEVELS = (
    re.compile(rf"第[{CHINESE}0-9]{{1,4}}[部章节]分?[、:： ]?"),
    re.compile(rf"[{CHINESE}]{{1,5}}[、.．:：]"),
    re.compile(rf"[（(][{CHINESE}]{{1,5}}[)）][、.．]?"),
    re.compile(r"[0-9]{1,2}(?:、|[.．](?![0-9])|[.．](?=20[0-9]{2}年))"),
    re.compile(r"[（(][0-9]{1,2}[)）][、.．]?"),
    re.compile(r"[①-⑳]"),
)
"""The forms of numbering from the highest level to the deepest."""

AMONG = re.compile(r"其中[:：]|其中(?=[0-9（(])")

UNNUMBERED = len(LEVELS)


class Label(NamedTuple):
    """A label taken apart: the level of its numbering, whether `其中` stands before it, and its words."""

    level: int
    among: bool
    words: str


def taken_apart(text: str) -> Label:
    """The numbering and the words of a label; the level is `UNNUMBERED` where nothing is in front of the words."""
    rest = compact(text)
    among = False
    match = AMONG.match(rest)
    if match is not None:
        among, rest = True, rest[match.end() :]
    for level, form in enumerate(LEVELS):
        match = form.match(rest)
        if match is not None and match.end() < len(rest):
            return Label(level, among, rest[match.end() :])
    return Label(UNNUMBERED, among, rest)


def chinese_number(text: str) -> int:
    """The number that Chinese numerals up to ninety-nine write: 12 of `十二`."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.index(text) if text in _DIGITS else 0
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


_DIGITS = "零一二三四五六七八九"
