"""Scores by bands: of a ratio (each interval has its points) or of a degree said in words."""

import re
from fractions import Fraction
from typing import NamedTuple

from graph.scoring.outcome import HUNDRED, Case, Outcome, Span, exactly, one_of, shown, unknown, within
from graph.scoring.ratios import is_met
from graph.scoring.terms import Terms, number

_INTERVAL = re.compile(r"([\[(])(-?[\d.]+|-inf),(-?[\d.]+|inf)([\])]):(.+)")
_RANGE = re.compile(r"(?:(\D+):)?(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)")
_RATE_BAND = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
TIMES_RATE = "×rate"
_DEGREE_UNKNOWN = "the degree that was reached is not printed"


class Band(NamedTuple):
    """An interval of a ratio and the points it gives."""

    low: Fraction | None
    high: Fraction | None
    low_belongs: bool
    high_belongs: bool
    points: Fraction

    def holds(self, ratio: Fraction) -> bool:
        """Whether the ratio lies in the interval."""
        above = self.low is None or ratio > self.low or (self.low_belongs and ratio == self.low)
        below = self.high is None or ratio < self.high or (self.high_belongs and ratio == self.high)
        return above and below


def ratio_bands(case: Case) -> Outcome:
    """The points of the interval that the ratio lies in, or the share that another row's rate gives."""
    if "driver" in case.terms:
        return _driven(case)
    bands = _intervals(case.terms)
    measured = case.terms.number("input")
    measured = case.measured if measured is None else measured
    if not bands:
        return unknown("the bands of the rule are not stated")
    if measured is None:
        return unknown("the ratio that the rule is applied to is not printed as a number")
    for band in bands:
        if band.holds(measured):
            return exactly(band.points, f"{shown(measured)} lies in the band of {shown(band.points)} points")
    return unknown(f"{shown(measured)} lies in no band of the rule")


def qualitative_bands(case: Case) -> Outcome:
    """The scores of the degree that was reached, or of all degrees where it is not printed."""
    text = case.terms.get("bands", "")
    if ".." in text:
        return _degree_ranges(case, text)
    if "|" in text:
        return one_of({points for _, points in _labelled(text, "|")}, _DEGREE_UNKNOWN)
    if case.weight is None:
        return unknown("the row has no weight")
    degrees = _labelled(text, ",")
    if not degrees:
        return unknown("the bands of the rule are not stated")
    for words, share in degrees:
        if words and words == case.measured_words:
            return exactly(case.weight * share / HUNDRED, f"{words}: {shown(share)}% of {shown(case.weight)}")
    return one_of({case.weight * share / HUNDRED for _, share in degrees}, _DEGREE_UNKNOWN)


def _intervals(terms: Terms) -> list[Band]:
    bands = []
    for each in terms.get("bands", "").split("|"):
        found = _INTERVAL.fullmatch(each.strip())
        points = number(found[5]) if found else None
        if found is None or points is None:
            return []
        bands.append(Band(number(found[2]), number(found[3]), found[1] == "[", found[4] == "]", points))
    return bands


def _labelled(text: str, between: str) -> list[tuple[str, Fraction]]:
    """Degrees as (words, share): `明显:100,一般:50`; degrees without words have none."""
    pairs = [each.rpartition(":") for each in text.split(between)]
    return [(words, share) for words, _, value in pairs if (share := number(value)) is not None]


def _degree_ranges(case: Case, text: str) -> Outcome:
    """The interval of the degree reached; the first is that of a target which was met."""
    found = [_RANGE.fullmatch(each.strip()) for each in text.split("|")]
    ranges = [(each[1] or "", Fraction(each[2]), Fraction(each[3])) for each in found if each]
    if case.weight is None or not ranges:
        return unknown("the bands of the rule are not stated")
    reached = next((each for each in ranges if each[0] and each[0] == case.measured_words), None)
    if reached is None and case.target is not None and is_met(case.target, case.measured, case.measured_words):
        reached = ranges[0]
    if reached is None:
        return within(Fraction(0), case.weight, _DEGREE_UNKNOWN)
    _, low, high = reached
    span = Span(case.weight * low / HUNDRED, case.weight * high / HUNDRED)
    words = f"{shown(low)} to {shown(high)} per cent of {shown(case.weight)}"
    return Outcome((span,), words, "the rule gives the degree an interval, not one score")


def _driven(case: Case) -> Outcome:
    """A share of the weight by the rate of the row that drives this one."""
    driver = case.terms["driver"]
    rate = case.rates.get(driver)
    if case.weight is None or rate is None:
        return unknown(f"the rate of {driver}, which the rule builds on, is not printed")
    for name, value in case.terms.items():
        found = _RATE_BAND.fullmatch(name)
        if found and Fraction(found[1]) <= rate and (rate < (top := Fraction(found[2])) or rate == HUNDRED == top):
            share = rate if value == TIMES_RATE else number(value)
            if share is None:
                break
            score = case.weight * share / HUNDRED
            return exactly(score, f"{driver} at {shown(rate)}%: {shown(share)}% of {shown(case.weight)}={shown(score)}")
    return unknown(f"the rule says that the score follows {driver}, not by what formula")
