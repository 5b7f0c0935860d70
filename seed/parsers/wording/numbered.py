"""Numbered lists of running text: items that start a line with the next number of one style."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seed.parsers.wording.passages import Passage, passage, plain
from seed.sources.model import Line

CHINESE_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九", 1)} | {"两": 2, "零": 0}

STYLES = (
    re.compile(r"[（(](?P<chinese>[一二三四五六七八九十]{1,3})[)）]、?"),
    re.compile(r"(?P<chinese>[一二三四五六七八九十]{1,3})、"),
    re.compile(r"(?P<first>[0-9]{1,2})(?:[-—–~至](?P<last>[0-9]{1,2}))?[.、](?![0-9])"),
    re.compile(r"[（(](?P<first>[0-9]{1,2})[)）]、?"),
)
"""How items are numbered; one number may stand for several items in a row (`8-12.`)."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its number as printed, the first and last ordinal it stands for, and its text without the number."""

    number: str
    first: int
    last: int
    line: int
    passage: Passage


def chinese_number(words: str) -> int | None:
    """The number from 1 to 99 that Chinese numerals say; None for other words."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return CHINESE_DIGITS.get(words)
    high = CHINESE_DIGITS.get(tens, 0) if tens else 1
    low = CHINESE_DIGITS.get(ones, 0) if ones else 0
    return high * 10 + low if (high or not tens) and (low or not ones) else None


def items(lines: Sequence[Line]) -> list[Item]:
    """The first list that counts from one in a single style; empty where there is none."""
    texts = [plain(line.text) for line in lines]
    for position, text in enumerate(texts):
        for style in STYLES:
            span = _span(style.match(text))
            if span is not None and span[0] == 1:
                found = _list(lines, texts, position, style)
                if len(found) > 1:
                    return found
    return []


def _list(lines: Sequence[Line], texts: Sequence[str], start: int, style: re.Pattern[str]) -> list[Item]:
    found: list[Item] = []
    opened: tuple[int, re.Match[str], tuple[int, int]] | None = None
    expected = 1
    for position in range(start, len(lines)):
        match = style.match(texts[position])
        span = _span(match)
        if match is None or span is None or span[0] != expected:
            if span is not None and span[0] == 1:
                break
            continue
        if opened is not None:
            found.append(_item(lines, opened, position))
        opened, expected = (position, match, span), span[1] + 1
    else:
        position = len(lines)
    if opened is not None:
        found.append(_item(lines, opened, position))
    return found


def _item(lines: Sequence[Line], opened: tuple[int, re.Match[str], tuple[int, int]], end: int) -> Item:
    position, match, (first, last) = opened
    whole = passage(lines[position:end])
    return Item(match.group(), first, last, lines[position].number, whole.part(match.end(), len(whole.text)))


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    """The ordinals that a number stands for."""
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("chinese"):
        number = chinese_number(groups["chinese"])
        return None if number is None else (number, number)
    first = int(groups["first"])
    last = int(groups.get("last") or first)
    return (first, last) if first <= last else None


def enumerated(words: str) -> list[str]:
    """The names that a run of text lists with `、`, not counting those inside brackets or quotes."""
    names: list[str] = []
    depth = start = 0
    for position, character in enumerate(words):
        depth += (character in "（(“《【") - (character in "）)”》】")
        if character == "、" and depth <= 0:
            names.append(words[start:position])
            start = position + 1
    return [name for name in [*names, words[start:]] if name]


def joined_text(lines: Iterable[Line]) -> str:
    """The text of some lines without blanks."""
    return passage(lines).text
