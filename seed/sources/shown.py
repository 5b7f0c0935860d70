"""How a spreadsheet shows the value of a cell: a figure is published as it is shown, not as it is stored."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from seed.sources.model import UNREADABLE

QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
PLACES = re.compile(r"[0#?](?:[0#?,]*[0#?])?(?P<scale>,*)(?:\.(?P<decimals>[0#?]*))?(?P<after>,*)")
INSERTED = re.compile(r'!|\\[.,]|"[^"]*[.,][^"]*"')
"""Formats that print a point or comma of their own into a number show another number than is stored."""

SIGNIFICANT = 15
"""The digits that a spreadsheet keeps of a number."""


def shown(value: object, number_format: str) -> str:
    """The text that a value has under a number format."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float, number_format: str) -> str:
    exact = Decimal(f"{value:.{SIGNIFICANT}g}")
    if not exact.is_finite():
        return UNREADABLE
    section = number_format.partition(";")[0]
    if INSERTED.search(section):
        return UNREADABLE
    places = PLACES.search(QUOTED.sub("", section))
    if places is None:
        return format(exact.normalize() if exact == exact.to_integral_value() else exact, "f")
    percent = "%" in section
    exact = exact.scaleb((2 if percent else 0) - 3 * len(places["scale"] + places["after"]))
    decimals = places["decimals"] or ""
    exact = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = format(exact, "f")
    idle = len(decimals) - len(decimals.rstrip("#?"))
    for _ in range(idle):
        text = text.removesuffix("0")
    return text.rstrip(".") + ("%" if percent else "")
