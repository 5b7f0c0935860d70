"""Printed figures as terms of a computation: a value, the step it is printed to, and the entity that prints it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from graph.findings.contradiction import Contradiction
from graph.identity import Ref
from graph.model import BudgetLine, FindingTerm, Observation
from graph.money import AmountUnit, Money
from graph.values import SourceRef

MONEY_UNITS: dict[str, AmountUnit] = {
    "元": AmountUnit.YUAN, "万元": AmountUnit.WAN_YUAN, "亿元": AmountUnit.YI_YUAN,
}  # fmt: skip
"""Units of money as they are printed."""

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in `unit`, known to `step`; `ref` is None for one that is computed and not printed."""

    label: str
    value: Decimal
    step: Decimal
    unit: str | None
    ref: Ref | None

    @property
    def term(self) -> FindingTerm:
        """The figure as a term of a finding."""
        return FindingTerm(label=self.label, value=self.value, ref=self.ref)


def step_of(value: Decimal) -> Decimal:
    """The smallest difference that the decimals of a printed number can show: 0.01 for 76.34, 1 for 4641."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def money_figure(label: str, money: Money, unit: str, ref: Ref | None) -> Figure:
    """An amount in a printed unit of money."""
    value = money.in_unit(MONEY_UNITS[unit])
    return Figure(label, value, Decimal(1).scaleb(min(money.step - MONEY_UNITS[unit].value, 0)), unit, ref)


def line_figure(line: BudgetLine, unit: str) -> Figure:
    """A cell of a statement."""
    code = f"{line.row_code} " if line.row_code else ""
    return money_figure(f"{code}{line.label}", line.money, unit, line.ref)


def observed_figure(observation: Observation) -> Figure | None:
    """The figure of an observation; None where it is words or is softened by words such as 逾."""
    if observation.value is None or observation.approximation is not None:
        return None
    label = f"{observation.name} {observation.measure_label or observation.measure}"
    step = ZERO if _is_count(observation) else step_of(observation.value)
    return Figure(label, observation.value, step, observation.unit, observation.ref)


def _is_count(observation: Observation) -> bool:
    """Whether a figure counts things one by one, so that it has not been rounded."""
    unit = observation.unit or ""
    rounded = unit in MONEY_UNITS or unit in {"", "%", "‰"} or unit.startswith(("万", "亿"))
    return not rounded and observation.value is not None and step_of(observation.value) == 1


def in_unit(figure: Figure, unit: str | None) -> Figure | None:
    """The figure in another unit of money; itself where the unit is the same; None where they cannot be compared."""
    if figure.unit == unit:
        return figure
    if figure.unit not in MONEY_UNITS or unit not in MONEY_UNITS:
        return None
    shift = MONEY_UNITS[figure.unit].value - MONEY_UNITS[unit].value
    value, step = (_plain(each.scaleb(shift)) for each in (figure.value, figure.step))
    return Figure(figure.label, value, step, unit, figure.ref)


def _plain(value: Decimal) -> Decimal:
    """The number without an exponent: 90000, not 9E+4."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def sum_of(figures: Iterable[Figure]) -> Decimal:
    """The exact sum of the values."""
    return sum((figure.value for figure in figures), ZERO)


def rounding_of(total: Figure, parts: Sequence[Figure]) -> Decimal:
    """How far a total may be from its parts by rounding alone: the step times the number of terms that are not zero."""
    step = max([total.step, *[part.step for part in parts]])
    return step * sum(1 for part in parts if part.value)


def written(parts: Sequence[Figure]) -> str:
    """A sum in figures: `18758.63+657.03-401.40`; zeros are left out."""
    counted = [part.value for part in parts if part.value] or [ZERO]
    text = "".join(f"{'' if value < 0 else '+'}{value:f}" for value in counted)
    return text.removeprefix("+")


def sum_contradiction(
    what: str, total: Figure, parts: Sequence[Figure], *, aspect: str = "", places: Sequence[SourceRef] = ()
) -> Contradiction | None:
    """The contradiction of a printed total and the sum of its printed parts; None where they agree."""
    expected = sum_of(parts)
    if expected == total.value or (total.step and _rounded(expected, total.step) == total.value):
        return None
    printed = (total.ref, *(part.ref for part in parts if part.value))
    return Contradiction(
        what=what,
        subjects=tuple(dict.fromkeys(ref for ref in printed if ref is not None)),
        published=total.value,
        expected=expected,
        unit=total.unit,
        computation=_computation(total, parts, expected),
        terms=tuple(figure.term for figure in (total, *parts) if figure.value or figure is total),
        tolerance=rounding_of(total, parts),
        aspect=aspect,
        places=tuple(places),
    )


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    """The value to the step of a figure that is printed with fewer decimals than its parts."""
    return (value / step).to_integral_value(ROUND_HALF_UP) * step


def _computation(total: Figure, parts: Sequence[Figure], expected: Decimal) -> str:
    if sum(1 for part in parts if part.value) <= 1:
        return f"{total.value:f}-{written(parts)}={total.value - expected:f}"
    return f"{written(parts)}={expected:f}"
