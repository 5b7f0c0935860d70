"""The numbers that Word prints before the paragraphs of a list and does not write into their text."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from docx.oxml.ns import qn

Element: TypeAlias = Any
"""An element of a Word document: python-docx ships no types for them."""

VALUE = qn("w:val")
LEVELS = 9
LARGEST = 9_999
"""Greater numbers are none that a document counts to."""

DIGITS = "〇一二三四五六七八九"
CIRCLED_ONE = 0x2460
CIRCLED = 20
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
ROMANS = 40
LETTERS = 26
CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
DECIMAL = frozenset({"decimal", "decimalFullWidth", "decimalZero", "decimalHalfWidth"})
CIRCLES = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
SILENT = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: from which number, with which digits, with what around them."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""


@dataclass
class Numbering:
    """The lists of a document, by the number that paragraphs name them by, and how far each has been counted.

    Several of these numbers may be of one list, which they then count together, unless one begins anew.
    """

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def before(self, paragraph: Element) -> str:
        """What Word prints before a paragraph; "" for one that is in no list, or in one of bullets.

        Call it for each paragraph once, in the order of the text.
        """
        number, depth = self._place(paragraph)
        key, levels = self.lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts[key]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, LEVELS):
            counts.pop(deeper, None)
        if level.kind in SILENT:
            return ""
        text = level.text
        for at in range(depth + 1):
            one = levels.get(at, Level())
            text = text.replace(f"%{at + 1}", counted(counts.get(at, one.start), one.kind))
        return text

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or those of its style; "" for no list."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        number, depth = self.styles.get("" if style is None else style.get(VALUE) or "", ("", 0))
        if own is None:
            return number, depth
        named, level = own.find(qn("w:numId")), own.find(qn("w:ilvl"))
        return number if named is None else named.get(VALUE) or "", depth if level is None else _number(level, 0)


def numbering_of(numbering: Element, styles: Element) -> Numbering:
    """The lists that a document defines; either part may be missing and is None then."""
    abstract = {}
    lists = {}
    for one in [] if numbering is None else numbering.findall(qn("w:abstractNum")):
        abstract[one.get(qn("w:abstractNumId"))] = {
            depth: _level(level) for level in one.findall(qn("w:lvl")) if (depth := _depth(level)) is not None
        }
    for one in [] if numbering is None else numbering.findall(qn("w:num")):
        of = one.find(qn("w:abstractNumId"))
        key = "" if of is None else of.get(VALUE) or ""
        changed = _overridden(one, abstract.get(key, {}))
        number = one.get(qn("w:numId")) or ""
        own = changed != abstract.get(key, {}) or one.find(qn("w:lvlOverride")) is not None
        lists[number] = (f"{key}/{number}" if own else key, changed)
    return Numbering(lists, {} if styles is None else _of_styles(styles))


def _overridden(one: Element, levels: dict[int, Level]) -> dict[int, Level]:
    """The levels of a list with what a number for it changes."""
    changed = dict(levels)
    for override in one.findall(qn("w:lvlOverride")):
        depth = _depth(override)
        if depth is None:
            continue
        level, start = override.find(qn("w:lvl")), override.find(qn("w:startOverride"))
        if level is not None:
            changed[depth] = _level(level)
        if start is not None:
            before = changed.get(depth, Level())
            changed[depth] = Level(_number(start, 1), before.kind, before.text)
    return changed


def _of_styles(styles: Element) -> dict[str, tuple[str, int]]:
    """The list and level of the paragraphs of each style that has one, its own or that of the style it is based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(qn("w:style")):
        name = style.get(qn("w:styleId")) or ""
        base = style.find(qn("w:basedOn"))
        based[name] = "" if base is None else base.get(VALUE) or ""
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        level = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
        if number is not None:
            own[name] = number.get(VALUE) or "", 0 if level is None else _number(level, 0)
    found = {}
    for name in based:
        at, seen = name, {""}
        while at not in own and at not in seen:
            seen.add(at)
            at = based.get(at, "")
        if at in own:
            found[name] = own[at]
    return found


def _level(level: Element) -> Level:
    start, kind, text = (level.find(qn(f"w:{tag}")) for tag in ("start", "numFmt", "lvlText"))
    return Level(
        _number(start, 1) if start is not None else 1,
        "decimal" if kind is None else kind.get(VALUE) or "decimal",
        "" if text is None else text.get(VALUE) or "",
    )


def _depth(element: Element) -> int | None:
    text = element.get(qn("w:ilvl")) or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else None


def _number(element: Element, default: int) -> int:
    text = element.get(VALUE) or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST)) else default


def counted(number: int, kind: str) -> str:
    """A number in the digits of a kind of list; in Arabic ones where the kind is unknown or has no such number."""
    if kind in CHINESE and 0 < number <= LARGEST:
        return _chinese(number)
    if kind in CIRCLES and 0 < number <= CIRCLED:
        return chr(CIRCLED_ONE + number - 1)
    if kind.endswith("Letter") and 0 < number <= LETTERS:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if kind.startswith("upper") else letter
    if kind.endswith("Roman") and 0 < number < ROMANS:
        return _roman(number).upper() if kind.startswith("upper") else _roman(number)
    return str(number)


def _chinese(number: int) -> str:
    """`二十一` for 21, `一百零五` for 105."""
    text = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            gap = "零" if text and number // place // 10 % 10 == 0 else ""
            text += gap + DIGITS[digit] + unit
    return text.removeprefix("一") if 10 <= number < 20 else text  # noqa: PLR2004 - only ten to nineteen drop their one


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
