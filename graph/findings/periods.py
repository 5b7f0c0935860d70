"""Quarterly rates of the narrative: of progress and schedule, their average, and what is said of them in words."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import Figure, observed_figure, sum_of, written
from graph.findings.rates import HUNDRED, quotient, rate_contradiction
from graph.findings.rules import Authority, Family, rule
from graph.findings.told_rates import spot
from graph.model import FindingTerm, Observation
from graph.vocabulary import Severity

QUARTER = re.compile(r"(?:\d{4}-?)?Q([1-4])")
QUARTERS = 4
_NUMERALS = "一二三四"


def quarter_of(period: str | None) -> int | None:
    """The quarter that a period is: 1 for `Q1` and `2022Q1`; None for any other period."""
    found = QUARTER.fullmatch(period or "")
    return int(found.group(1)) if found else None


def _quarters(facts: Facts) -> dict[tuple[object, ...], dict[int, Observation]]:
    """The execution rates of each subject and year by quarter; of two that are printed the first."""
    groups: dict[tuple[object, ...], dict[int, Observation]] = {}
    for each in facts.of(Observation):
        quarter = quarter_of(each.period)
        if each.measure == "execution_rate" and quarter is not None:
            key = (each.document_key, each.subject, each.fiscal_year)
            groups.setdefault(key, {}).setdefault(quarter, each)
    return groups


@rule(
    "quarterly-rate", Family.NARRATIVE, Authority.IDENTITY,
    "the execution rate of a quarter is the progress of spending in per cent of the scheduled progress",
)  # fmt: skip
def quarterly_rates(facts: Facts) -> Iterator[Contradiction]:
    """Rates printed with both kinds of progress in one sentence."""
    spots: dict[tuple[object, ...], dict[str, Observation]] = {}
    for each in facts.of(Observation):
        if each.measure in {"spending_progress", "scheduled_progress"}:
            spots.setdefault(spot(each), {}).setdefault(each.measure, each)
    for each in facts.of(Observation):
        beside = spots.get(spot(each), {}) if each.measure == "execution_rate" else {}
        figures = [
            figure for measure in ("spending_progress", "scheduled_progress")
            if measure in beside and (figure := observed_figure(beside[measure])) is not None
        ]  # fmt: skip
        rate = observed_figure(each)
        if rate is not None and len(figures) == 2:  # noqa: PLR2004 - both kinds of progress
            contradiction = rate_contradiction(f"{each.fiscal_year} {each.name}", rate, figures, quotient)
            if contradiction is not None:
                yield contradiction


@rule(
    "average-of-quarters", Family.NARRATIVE, Authority.IDENTITY,
    "the average rate of a year is the mean of its four quarterly rates",
)  # fmt: skip
def averages(facts: Facts) -> Iterator[Contradiction]:
    """Rates of a year that are called an average, with the quarterly rates of the same document."""
    quarters = _quarters(facts)
    for each in facts.of(Observation):
        rate = observed_figure(each) if each.measure == "execution_rate" and "平均" in each.name else None
        rates = quarters.get((each.document_key, each.subject, each.fiscal_year), {})
        terms = [figure for quarter in sorted(rates) if (figure := observed_figure(rates[quarter])) is not None]
        if rate is None or each.period is not None or len(terms) != QUARTERS:
            continue
        mean = sum_of(terms) / QUARTERS
        if mean.quantize(rate.step, ROUND_HALF_UP) != rate.value:
            yield Contradiction(
                what=f"{each.fiscal_year} {each.name}",
                subjects=(each.ref, *(figure.ref for figure in terms if figure.ref is not None)),
                published=rate.value,
                expected=mean.quantize(rate.step, ROUND_HALF_UP),
                unit="%",
                computation=f"({written(terms)})/{QUARTERS}={mean:f}",
                terms=(rate.term, *(figure.term for figure in terms)),
                tolerance=rate.step,
            )


@rule(
    "formula-terms-as-printed", Family.NARRATIVE, Authority.CONSISTENCY,
    "a term of a printed formula is the figure of the quarter that it stands for",
)  # fmt: skip
def formula_terms(facts: Facts) -> Iterator[Contradiction]:
    """Terms of the formula of an average against the quarterly rates printed elsewhere in the document."""
    quarters = _quarters(facts)
    for each in facts.of(Observation):
        quarter = quarter_of(each.period)
        figure = observed_figure(each) if each.measure == "formula_term" else None
        rates = quarters.get((each.document_key, each.subject, each.fiscal_year), {})
        if figure is None or quarter is None or quarter not in rates:
            continue
        right = observed_figure(rates[quarter])
        if right is not None and right.value != figure.value:
            others = [value for number, value in sorted(rates.items()) if number != quarter]
            yield Contradiction(
                what=f"{each.fiscal_year} {each.name}, quarter {quarter}",
                subjects=(each.ref, rates[quarter].ref),
                published=figure.value,
                expected=right.value,
                unit="%",
                computation=_means(figure, right, others),
                terms=(figure.term, right.term, *(value for other in others for value in _terms(other))),
                tolerance=figure.step,
            )


def _terms(observation: Observation) -> Iterator[FindingTerm]:
    figure = observed_figure(observation)
    if figure is not None:
        yield figure.term


def _means(printed: Figure, right: Figure, others: list[Observation]) -> str:
    """The average with the term as printed and with the right one, where all quarters are known."""
    figures = [figure for each in others if (figure := observed_figure(each)) is not None]
    if len(figures) != QUARTERS - 1:
        return f"{printed.value:f}-{right.value:f}={printed.value - right.value:f}"
    means = [
        f"({written([*figures, each])})/{QUARTERS}={(sum_of([*figures, each]) / QUARTERS).normalize():f}"
        for each in (printed, right)
    ]
    return "; ".join(means)


@rule(
    "quarters-below-target", Family.NARRATIVE, Authority.CONSISTENCY,
    "the quarters that are named as below target are those whose rate is below 100 per cent",
)  # fmt: skip
def below_target(facts: Facts) -> Iterator[Contradiction]:
    """The list of quarters in words against the printed rates."""
    quarters = _quarters(facts)
    for each in facts.of(Observation):
        rates = quarters.get((each.document_key, each.subject, each.fiscal_year), {})
        if each.measure != "quarters_below_target" or each.text is None or len(rates) != QUARTERS:
            continue
        named = {
            number for number, numeral in enumerate(_NUMERALS, 1) if numeral in each.text or f"{number}" in each.text
        }
        below = {number for number, rate in rates.items() if rate.value is not None and rate.value < HUNDRED}
        if named and named != below:
            terms = [figure for number in sorted(rates) if (figure := observed_figure(rates[number])) is not None]
            yield Contradiction(
                what=f"{each.fiscal_year} {each.name}",
                subjects=(each.ref, *(rates[number].ref for number in sorted(named ^ below))),
                published_text=each.text,
                expected_text="、".join(f"第{_NUMERALS[number - 1]}季度" for number in sorted(below)),
                computation=", ".join(f"{rates[number].value:f} < 100" for number in sorted(below)),
                terms=tuple(figure.term for figure in terms),
                severity=Severity.MINOR,
            )


@rule(
    "staff-control-rate", Family.NARRATIVE, Authority.IDENTITY,
    "the control rate of staff is the staff in post in per cent of the posts, that of outside staff is their share",
)  # fmt: skip
def staff(facts: Facts) -> Iterator[Contradiction]:
    """Control rates printed with two head counts in one sentence."""
    counts: dict[tuple[object, ...], list[Observation]] = {}
    for each in facts.of(Observation):
        if each.measure == "count" and each.unit in {"人", "名"}:
            counts.setdefault(spot(each), []).append(each)
    for each in facts.of(Observation):
        rate = observed_figure(each) if each.measure == "control_rate" else None
        beside = counts.get(spot(each), [])
        figures = [(one, figure) for one in beside if (figure := observed_figure(one)) is not None]
        if rate is None or len(figures) != 2:  # noqa: PLR2004 - staff and posts, or staff within and outside
            continue
        pair = _staff_pair(each, figures)
        if pair is not None:
            contradiction = rate_contradiction(f"{each.fiscal_year} {each.name}", rate, pair, quotient)
            if contradiction is not None:
                yield contradiction


def _staff_pair(rate: Observation, counts: list[tuple[Observation, Figure]]) -> list[Figure] | None:
    if "编外" in rate.name:
        outside = [figure for one, figure in counts if "编外" in one.name]
        total = sum_of(figure for _, figure in counts)
        whole = Figure("all staff", total, Decimal(0), counts[0][1].unit, None)
        return [outside[0], whole] if len(outside) == 1 else None
    posts = [figure for one, figure in counts if "核定" in one.name or one.name.endswith("编制数")]
    staff_in_post = [figure for one, figure in counts if figure not in posts]
    return [staff_in_post[0], posts[0]] if len(posts) == len(staff_in_post) == 1 else None
