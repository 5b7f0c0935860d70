"""Arithmetic that a sentence prints: means of several figures, and the band of a scoring rule that was applied."""

import re
from collections.abc import Iterator, Mapping

from seed.parsers.wording.passages import Passage
from seed.parsers.wording.printed_values import NUMBER, number
from seed.parsers.wording.rates import rate_of
from seed.parsers.wording.units import UNIT, unit

SUM = rf"{NUMBER}(?P<unit>{UNIT})?(?:\+{NUMBER}(?:{UNIT})?){{1,15}}"
FORMULA = re.compile(
    rf"(?P<name>[^，。；：=+]{{2,20}})=Σ?[（(]?(?P<sum>{SUM})[）)]?(?P<divided>[÷/][0-9]{{1,3}})?=(?P<value>{NUMBER})"
    rf"(?P<result_unit>{UNIT})?"
)
BAND = re.compile(
    rf"(?P<low>{NUMBER})%?[≤<](?P<name>[^，。；≤<]{{2,20}})[≤<](?P<high>{NUMBER})%(?:的|时)?，?得(?P<score>{NUMBER})分"
)
ORDINALS = "一二三四五六七八九十"
QUARTERS = 4


def formula_spans(text: str) -> list[tuple[int, int]]:
    """Where the formulas and bands of a sentence stand, whose numbers are no figures of their own."""
    return [match.span() for pattern in (FORMULA, BAND) for match in pattern.finditer(text)]


def formula_figures(sentence: Passage) -> Iterator[tuple[Mapping[str, str], int]]:
    """The terms and results of the formulas, and the bounds and points of the bands: cells and line of each."""
    for match in FORMULA.finditer(sentence.text):
        yield from _formula(sentence, match)
    for match in BAND.finditer(sentence.text):
        name = f"{match['name']}评价标准"
        for group, measure, counted in (
            ("low", "band_lower_bound", "%"),
            ("high", "band_upper_bound", "%"),
            ("score", "band_score", "分"),
        ):
            yield _cells(name, measure, match[group], counted), sentence.line(match.start(group))


def _formula(sentence: Passage, match: re.Match[str]) -> Iterator[tuple[Mapping[str, str], int]]:
    """The terms of a sum or mean, those of four quarters each with its quarter, and what it comes to."""
    name, counted = match["name"], unit(match["unit"] or "")
    terms = list(re.finditer(NUMBER, match["sum"]))
    quarterly = len(terms) == QUARTERS and match["divided"] and "年" in name
    for position, (ordinal, term) in enumerate(zip(ORDINALS, terms, strict=False), 1):
        cells = _cells(f"{name}算式第{ordinal}项", "formula_term", term.group(), counted)
        period = {"period": f"Q{position}"} if quarterly else {}
        yield {**cells, **period}, sentence.line(match.start("sum") + term.start())
    result = unit(match["result_unit"] or match["unit"] or "")
    measure = rate_of(name) if result == "%" else "amount" if result.endswith("元") else "actual_value"
    yield _cells(name, measure, match["value"], result), sentence.line(match.start("value"))


def _cells(name: str, measure: str, printed: str, counted: str) -> Mapping[str, str]:
    value = number(printed)
    return {"name": name, "measure": measure, "value": value, "unit": counted, "published": f"{printed}{counted}"}
