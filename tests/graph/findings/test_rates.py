"""Rates agree with their figures as far as rounding and cutting off allow."""

from decimal import Decimal

import pytest

from graph.findings.figures import Figure
from graph.findings.rates import Ratio, growth, percent_figure, quotient, rate_contradiction, rise
from graph.identity import Ref
from graph.vocabulary import EntityKind, Severity

REF = Ref(EntityKind.OBSERVATION, "rate")


def figure(value: str, unit: str = "万元") -> Figure:
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(value, number, Decimal(1).scaleb(exponent), unit, None)


@pytest.mark.parametrize(
    ("printed", "figures", "ratio", "expected", "severity"),
    [
        ("60.00", ("49.25", "82.08"), quotient, None, None),
        ("3.09", ("2.82", "91.00"), quotient, "3.10", Severity.ROUNDING),
        ("98.24", ("279.87", "284.90"), quotient, "98.23", Severity.ROUNDING),
        ("99.99", ("5577.92", "5577.98"), quotient, "100.00", Severity.ROUNDING),
        ("100", ("10218.98", "10298.40"), quotient, "99.23", Severity.MINOR),
        ("80", ("1", "2"), quotient, "50.00", Severity.MAJOR),
        ("-10.46", ("19894.03", "-2323.29"), growth, None, None),
        ("-10.64", ("19894.03", "-2323.29"), growth, "-10.46", Severity.MINOR),
        ("3.2", ("4.59", "4.45"), rise, "3.15", Severity.ROUNDING),
        ("32.4", ("8498.4", "6407"), rise, "32.64", Severity.MINOR),
    ],
)
def test_a_printed_rate_is_compared_with_the_rate_of_its_figures(
    printed: str, figures: tuple[str, ...], ratio: Ratio, expected: str | None, severity: Severity | None
) -> None:
    rate = percent_figure("rate", Decimal(printed), REF)
    contradiction = rate_contradiction("it", rate, [figure(each) for each in figures], ratio)
    if expected is None:
        assert contradiction is None
    else:
        assert contradiction is not None
        assert (str(contradiction.expected), contradiction.judged) == (expected, severity)


def test_the_computation_is_written_with_four_decimals() -> None:
    rate = percent_figure("rate", Decimal("23.8"), REF)
    contradiction = rate_contradiction("it", rate, [figure("21692.5"), figure("11672")], rise)
    assert contradiction is not None
    assert contradiction.computation == "21692.5/11672-1=85.8508%"


def test_figures_without_a_rate_say_nothing() -> None:
    rate = percent_figure("rate", Decimal(5), REF)
    assert rate_contradiction("it", rate, [figure("1"), figure("0")], quotient) is None
    assert rate_contradiction("it", rate, [figure("1"), figure("2", "件")], quotient) is None
    nearly_nothing = [figure("1"), Figure("0.5", Decimal("0.5"), Decimal(1), "万元", None)]
    contradiction = rate_contradiction("it", rate, nearly_nothing, quotient)
    assert contradiction is not None
    assert contradiction.judged is Severity.MAJOR
