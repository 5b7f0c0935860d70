"""Exact money: integer fen with the rounding step at which it was published.

A figure printed as `19,817.07` wan yuan is 19,817,070,000 fen known to 10,000 fen (0.01 wan yuan). The step
stays with the figure because it is the precision at which two published figures can disagree without either
being wrong.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Self


class AmountUnit(Enum):
    """A unit of money; the value is the power of ten that turns it into fen (0.01 yuan)."""

    YUAN = 2
    WAN_YUAN = 6
    YI_YUAN = 10


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount of renminbi in fen, published to a multiple of 10**`step` fen."""

    fen: int
    step: int = 0

    @classmethod
    def parse(cls, printed: str, unit: AmountUnit) -> Self:
        """The amount that `printed` (`19,817.07`, `-3`, `0.00`) states in `unit`.

        Raises ValueError when it is not a number or is finer than one fen.
        """
        try:
            number = Decimal(printed.strip().replace(",", "").replace("，", ""))
        except InvalidOperation:
            raise ValueError(f"{printed!r} is not an amount") from None
        if not number.is_finite():
            raise ValueError(f"{printed!r} is not an amount")
        scaled = number.scaleb(unit.value)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{printed!r} {unit.name} is finer than one fen")
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)  # noqa: S101 - finite decimals have one; for the type checker
        return cls(int(scaled), unit.value + min(exponent, 0))

    def in_unit(self, unit: AmountUnit) -> Decimal:
        """The amount in `unit`, with as many decimals as were published: 19817.07, 198170700, 0.00."""
        decimals = self.step - unit.value
        if decimals >= 0:
            return Decimal(self.fen).scaleb(-unit.value).quantize(Decimal(1)) if self.fen else Decimal(0)
        return Decimal(self.fen // 10**self.step).scaleb(decimals)

    def __add__(self, other: "Money") -> "Money":
        """The exact sum, known to the finer of the two steps."""
        return Money(self.fen + other.fen, min(self.step, other.step))

    def __sub__(self, other: "Money") -> "Money":
        """The exact difference, known to the finer of the two steps."""
        return Money(self.fen - other.fen, min(self.step, other.step))
