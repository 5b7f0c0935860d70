"""Printed rates against the figures they are made of.

A rate that rounding or cutting off can make of its figures, each anywhere within its own last digit, is consistent;
where it is not the nearest one it is still reported, as ROUNDING.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import product

from graph.findings.contradiction import Contradiction
from graph.findings.figures import Figure, in_unit, step_of
from graph.identity import Ref
from graph.values import SourceRef
from graph.vocabulary import Severity

HUNDRED = Decimal(100)
SHOWN = Decimal("0.01")
"""Expected rates are told to two decimals at least."""

SMALL = 1000
"""Whole numbers below this are taken as exact."""

Ratio = Callable[[Sequence[Decimal]], Decimal]


def quotient(values: Sequence[Decimal]) -> Decimal:
    """The first value in per cent of the second."""
    return values[0] / values[1] * HUNDRED


def growth(values: Sequence[Decimal]) -> Decimal:
    """A change in per cent of what was there before it: the second value of the first less the second."""
    return values[1] / (values[0] - values[1]) * HUNDRED


def rise(values: Sequence[Decimal]) -> Decimal:
    """The growth from the second value to the first, in per cent."""
    return (values[0] / values[1] - 1) * HUNDRED


WRITTEN: dict[Ratio, str] = {quotient: "{0:f}/{1:f}", growth: "{1:f}/({0:f}-({1:f}))", rise: "{0:f}/{1:f}-1"}
"""How each ratio is written with its values."""


def rate_contradiction(  # noqa: PLR0913 - a rate, its figures and how they make it
    what: str,
    rate: Figure,
    figures: Sequence[Figure],
    ratio: Ratio,
    *,
    subjects: Sequence[Ref] = (),
    places: Sequence[SourceRef] = (),
    aspect: str = "",
) -> Contradiction | None:
    """The contradiction of a printed rate and the rate of its figures; None where they agree or there is no rate.

    `subjects` are what it is about where neither the rate nor its figures are entities.
    """
    same = [in_unit(figure, figures[0].unit) for figure in figures]
    known = [figure for figure in same if figure is not None]
    if len(known) < len(figures):
        return None
    values = [figure.value for figure in known]
    try:
        exact = ratio(values)
    except ArithmeticError:
        return None
    if exact.quantize(rate.step, ROUND_HALF_UP) == rate.value:
        return None
    expected = exact.quantize(min(rate.step, SHOWN), ROUND_HALF_UP)
    refs = dict.fromkeys(ref for ref in (rate.ref, *subjects, *(figure.ref for figure in known)) if ref is not None)
    return Contradiction(
        what=what,
        subjects=tuple(refs),
        published=rate.value,
        expected=expected,
        unit="%",
        computation=f"{WRITTEN[ratio].format(*values)}={exact.quantize(SHOWN * SHOWN, ROUND_HALF_UP):f}%",
        terms=(rate.term, *(figure.term for figure in known)),
        tolerance=abs(rate.value - expected) if _within(rate, known, ratio) else Decimal(0),
        severity=Severity.ROUNDING if _within(rate, known, ratio) else None,
        aspect=aspect,
        places=tuple(places),
    )


def _within(rate: Figure, figures: Sequence[Figure], ratio: Ratio) -> bool:
    """Whether some value within the last digit of every figure, rounded or cut off, is the printed rate."""
    corners = []
    for signs in product((-1, 1), repeat=len(figures)):
        try:
            corners.append(ratio([each.value + _slack(each) * sign for each, sign in zip(figures, signs, strict=True)]))
        except ArithmeticError:
            return False
    ends = [min(corners), max(corners)]
    possible = [end.quantize(rate.step, way) for end in ends for way in (ROUND_DOWN, ROUND_HALF_UP)]
    return min(possible) <= rate.value <= max(possible)


def _slack(figure: Figure) -> Decimal:
    """How far a printed figure may be from what it was rounded from; small whole numbers have not been rounded."""
    exact = figure.step == 1 and abs(figure.value) < SMALL
    return Decimal(0) if exact else figure.step / 2


def percent_figure(label: str, value: Decimal, ref: Ref | None) -> Figure:
    """A printed percentage that is part of an entity."""
    return Figure(label, value, step_of(value), "%", ref)
