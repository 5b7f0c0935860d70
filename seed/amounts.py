"""Amounts of the tables as exact money."""

from decimal import Decimal

from graph.money import AmountUnit, Money
from seed.table import Row

UNITS = {"元": AmountUnit.YUAN, "万元": AmountUnit.WAN_YUAN, "亿元": AmountUnit.YI_YUAN}
"""The units in which tables print money."""


def amount(row: Row, column: str) -> Money:
    """The amount in a column of a row, in the row's unit."""
    return Money.parse(format(row[column], "f"), UNITS[row["unit"]])


def published_amount(row: Row, column: str) -> Money | None:
    """The amount in a column of a row; None where none is published."""
    return None if row[column] is None else amount(row, column)


def is_payable(value: Decimal, unit: str) -> bool:
    """Whether the amount is a whole number of fen: nothing finer can be paid."""
    fen = value.scaleb(UNITS[unit].value)
    return fen == fen.to_integral_value()
