"""Codes as forms print them: in one column or in three (class, section, item), alone or in front of their name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from seed.parsers.wording.normal import compact

CLASS_DIGITS = 3

WHOLE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,3}")
PART = re.compile(r"[0-9]{1,2}")
ITEM = re.compile(r"[A-C][0-9]{2,10}")
UNIT = re.compile(r"[0-9]{6}(?:[0-9]{2}){0,3}")
"""The code of a unit: as many digits as no code of a classification by function or economy has."""

WITH_NAME = re.compile(
    r"[\[［【（(]?(?P<code>[0-9]{3}(?:[0-9]{2}){0,3}|[A-C][0-9]{2,10})[\]］】）)]?[-－_—]?(?P<name>[^0-9年\-－.,，].{0,80})"
)


class Coded(NamedTuple):
    """A code, the name printed with it ("" for none) and what a reader should know of how it is printed."""

    code: str = ""
    name: str = ""
    note: str = ""


def with_name(text: str) -> Coded:
    """A label taken apart into the code in front of it and its name; no code where there is none."""
    label = compact(text)
    match = WITH_NAME.fullmatch(label)
    return Coded(match["code"], match["name"]) if match is not None else Coded("", label)


def from_cells(cells: Sequence[str], previous: str) -> Coded:
    """The code that the cells of a row's code columns make; no code where they hold something else.

    Forms with three columns print class, section and item; some repeat those of the row above only where they
    change, so that `previous`, the code of that row, gives what is left out on the left.
    """
    texts = [compact(cell) for cell in cells]
    filled = [text for text in texts if text]
    if not filled:
        return Coded()
    if len(filled) == 1 and any(kind.fullmatch(filled[0]) for kind in (WHOLE, ITEM, UNIT)):
        return Coded(filled[0])
    if len(cells) == 1:
        return with_name(filled[0])
    return _from_parts(texts, previous)


def _from_parts(texts: Sequence[str], previous: str) -> Coded:
    code, odd = "", False
    levels = [previous[:3], previous[3:5], previous[5:7]]
    last = max(index for index, text in enumerate(texts) if text)
    for index, text in enumerate(texts[: last + 1]):
        if WHOLE.fullmatch(text) and text.startswith(code):
            code = text
        elif PART.fullmatch(text) and len(code) >= CLASS_DIGITS:
            odd = odd or len(text) == 1
            code += text.zfill(2)
        elif not text and index < len(levels) and levels[index]:
            code += levels[index]
        else:
            return Coded()
    return Coded(code, note=f"code printed as `{' '.join(filter(None, texts))}`" if odd else "")
