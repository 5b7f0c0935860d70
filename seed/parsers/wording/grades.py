"""Grades and the bands of scores that earn them, in the words in which publishers print them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seed.parsers.wording.passages import Passage

GRADES = {
    "优": "EXCELLENT",
    "优秀": "EXCELLENT",
    "良": "GOOD",
    "良好": "GOOD",
    "中": "FAIR",
    "合格": "FAIR",
    "一般": "FAIR",
    "差": "POOR",
    "不合格": "POOR",
    "较差": "POOR",
}
"""The four grades by the words for them; some cities say 合格 and 不合格 for the lower two."""

GRADE_WORD = r"[“\"]?(?P<grade>优秀?|良好?|中|一般|不合格|合格|较?差)[”\"]?"
SCORE = r"[0-9]{1,3}(?:\.[0-9]+)?"
HOLDS = r"[（(]不?含[^（）()]{0,4}[)）]"

RANGE = re.compile(
    rf"(?P<lower>{SCORE})分?(?P<low>{HOLDS})?[-—–~～至到](?P<upper>{SCORE})分?(?P<up>{HOLDS})?分?(?:的|者)?(?:评定?)?(?:为|：|:|，|评为){GRADE_WORD}"
)
NAMED_RANGE = re.compile(
    rf"{GRADE_WORD}[（(](?P<lower>{SCORE})分?(?P<low>{HOLDS})?[-—–~～至到](?P<upper>{SCORE})分?(?P<up>{HOLDS})?分?[)）]"
)
BELOW = re.compile(
    rf"(?P<upper>{SCORE})分?(?P<up>{HOLDS})?以下(?P<up2>{HOLDS})?(?:的|者)?(?:评定?)?(?:为|：|:|，){GRADE_WORD}"
)
NAMED_BELOW = re.compile(rf"{GRADE_WORD}[（(](?P<upper>{SCORE})分?(?P<up>{HOLDS})?以下[)）]")
ABOVE = re.compile(
    rf"(?P<lower>{SCORE})分?(?P<low>{HOLDS})?以上(?P<low2>{HOLDS})?(?:的|者)?(?:评定?)?(?:为|：|:|，){GRADE_WORD}"
)


@dataclass(frozen=True, slots=True)
class Band:
    """A band of scores: its grade, its ends, whether they belong to it, and its line."""

    grade: str
    lower: str
    upper: str
    lower_inclusive: bool
    upper_inclusive: bool
    line: int


def grade_of(words: str) -> str:
    """The grade that a word stands for; empty for another word."""
    return GRADES.get(words.strip("“”\"' "), "")


def bands(text: Passage) -> list[Band]:
    """The bands that a text states, best first; empty unless they are at least two, one for each grade."""
    found: dict[str, Band] = {}
    for band in _bands(text):
        found.setdefault(band.grade, band)
    return list(found.values()) if len(found) > 1 else []


def _bands(text: Passage) -> Iterator[Band]:
    for pattern in (RANGE, NAMED_RANGE):
        for match in pattern.finditer(text.text):
            yield _band(text, match, match["lower"], match["upper"])
    for match in ABOVE.finditer(text.text):
        yield _band(text, match, match["lower"], "100")
    for pattern in (BELOW, NAMED_BELOW):
        for match in pattern.finditer(text.text):
            yield _band(text, match, "0", match["upper"])


def _band(text: Passage, match: re.Match[str], lower: str, upper: str) -> Band:
    groups = match.groupdict()
    low, up = groups.get("low") or groups.get("low2") or "", groups.get("up") or groups.get("up2") or ""
    named = match.re is NAMED_RANGE
    return Band(
        grade=GRADES[match["grade"]],
        lower=lower,
        upper=upper,
        lower_inclusive="不" not in low,
        upper_inclusive=upper == "100" or named or ("含" in up and "不" not in up),
        line=text.line(match.start()),
    )
