"""Amounts as forms print them: separators, full-width digits, signs and brackets, dashes that stand for nothing."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from seed.parsers.wording.normal import compact

AMOUNT = re.compile(r"(?P<sign>[-+]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?P<part>\.[0-9]{1,6})?")
"""At most fifteen digits: a quadrillion of anything is not a budget."""

IN_BRACKETS = re.compile(r"\((?P<amount>[0-9.,]{1,24})\)")
NOTHING = frozenset({"", "-", "--", "---", "/", "\\", "*", "无"})
MINUS = str.maketrans({"−": "-", "－": "-", "–": "-", "—": "-", "―": "-", "﹣": "-", "△": "-", "▲": "-"})


class NotAnAmountError(ValueError):
    """A text that stands where an amount should and is none."""


class Figure(NamedTuple):
    """An amount as printed: digits and point, trailing zeros kept, separators removed."""

    text: str

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.text)


def figure(text: str) -> Figure | None:
    """The amount that a cell prints; None where it is empty or holds a dash; NotAnAmountError for anything else.

    Separators have to stand where thousands end: `1,23.45` is two figures run together or a misprint, not an amount.
    """
    printed = normalised(text)
    if printed in NOTHING:
        return None
    bracketed = IN_BRACKETS.fullmatch(printed)
    if bracketed is not None:
        printed = "-" + bracketed["amount"]
    match = AMOUNT.fullmatch(printed)
    if match is None:
        raise NotAnAmountError(text)
    digits = match["whole"].replace(",", "") + (match["part"] or "")
    return Figure(("-" if match["sign"] == "-" else "") + _without_idle_zeros(digits))


def is_amount(text: str) -> bool:
    """Whether a text is an amount and neither empty nor a dash."""
    try:
        return figure(text) is not None
    except NotAnAmountError:
        return False


def normalised(text: str) -> str:
    """The text without blanks, with half-width digits and one kind of minus and comma."""
    return unicodedata.normalize("NFKC", compact(text)).translate(MINUS).replace("，", ",").lstrip("¥￥")


def _without_idle_zeros(digits: str) -> str:
    """`007.50` as `7.50`: zeros in front are how some forms fill a cell."""
    whole, point, part = digits.partition(".")
    return (whole.lstrip("0") or "0") + point + part
