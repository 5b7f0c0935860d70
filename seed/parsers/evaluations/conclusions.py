"""What the text of an evaluation report states: score, grade, points of the first levels, points lost, rates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from seed.parsers.evaluations.reports import Report
from seed.parsers.outline import Section as Heading
from seed.parsers.wording.grades import Band, bands, grade_of
from seed.parsers.wording.printed_values import NUMBER

CONCLUDING = re.compile(r"得分|结论|综合评价|总体评价")
SCORE = re.compile(rf"(?:得分|评分|自评结果)(?:为|是|：|:)?[“\"]?(?P<score>{NUMBER})[”\"]?分")
GRADE = re.compile(r"等[级次第](?:为|是|：|:)?[“\"]?(?P<grade>优秀?|良好?|中|合格|不合格|较?差)")
GRADE_WITHIN = 30
FULL_SCORE = re.compile(rf"(?:总分值?(?:设定)?|(?<![\u4e00-\u9fff])满分)为?(?P<full>{NUMBER})分")
FIRST_LEVELS = (
    "部门决策|部门管理|部门绩效|决策|投入|过程|管理|产出|效益|效果|满意度|履职效能|管理效率|社会效应|可持续性"
)
LEVEL_SCORE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:其中)?(?P<name>{FIRST_LEVELS})(?:指标|类)?[。:：，]?(?:满分(?P<weight>{NUMBER})分，)?(?:得分|得)?(?P<score>{NUMBER})分"
)
LEVEL_WEIGHT = re.compile(rf"[)）、](?P<name>{FIRST_LEVELS})指标[（(](?P<weight>{NUMBER})分[)）]")
LOST = re.compile(rf"(?:(?<=[0-9])分)?(?P<name>[\u4e00-\u9fff]{{3,16}}?)扣(?:除|了)?(?P<amount>{NUMBER})分?")
LOST_WITHOUT_AMOUNT = re.compile(r"扣分指标(?:为|是|有|：)(?P<names>(?:[“\"][^”\"]{2,30}[”\"][、和及]?){1,12})")
QUOTED = re.compile(r"[“\"](?P<name>[^”\"]{2,30})[”\"]")
STATED_RATE = re.compile(
    rf"(?P<names>[\u4e00-\u9fff]{{2,20}}?率(?:[和、][\u4e00-\u9fff]{{2,20}}?率)*)(?P<text>(?:为|达到|达|是)?(?P<value>{NUMBER})%)"
)
RATE_NAMES = {"执行率": "预算执行率"}


@dataclass(frozen=True, slots=True)
class StatedLevel:
    """Points of a first level in the text: its weight and score where stated, and where."""

    weight: str
    score: str
    line: int
    heading: Heading


@dataclass(frozen=True, slots=True)
class Lost:
    """A criterion that lost points by the text; how many only where stated."""

    name: str
    amount: str
    line: int
    heading: Heading


@dataclass(frozen=True)
class Conclusion:
    """What a report concludes; `score` is empty where its text states none."""

    score: str
    grade: str
    full_score: str
    line: int
    heading: Heading
    bands: Sequence[tuple[Band, Heading]]
    levels: Mapping[str, StatedLevel]
    lost: Sequence[Lost]
    rates: Mapping[str, tuple[str, str]]

    @cached_property
    def _amounts(self) -> dict[str, str]:
        return {each.name.replace("的", ""): each.amount for each in self.lost}

    def deducted(self, name: str) -> str:
        """The points that the text says a criterion lost; empty where it says none."""
        return self._amounts.get(name.replace("的", ""), "")


def conclusion(report: Report) -> Conclusion:
    """What the text of a report concludes."""
    found = next(_scores(report.prose), None)
    score, grade, line, heading = found or ("", "", report.line, report.sections[0])
    full = next((each["full"] for section in report.prose if (each := FULL_SCORE.search(section.passage.text))), "")
    return Conclusion(
        score=score,
        grade=grade,
        full_score=full,
        line=line,
        heading=heading,
        bands=next((stated for section in report.prose if (stated := _bands(section))), []),
        levels=_levels(report.prose),
        lost=list(_lost(report.prose)),
        rates=dict(_rates(report.prose)),
    )


def _concluding(prose: Sequence[Heading]) -> Iterator[Heading]:
    return (section for section in prose if section.under(CONCLUDING.pattern))


def _scores(prose: Sequence[Heading]) -> Iterator[tuple[str, str, int, Heading]]:
    for section in _concluding(prose):
        text = section.passage
        for match in SCORE.finditer(text.text):
            if not text.text[: match.start()].endswith("满分"):
                grade = GRADE.match(text.text, match.end()) or GRADE.search(
                    text.text, match.end(), match.end() + GRADE_WITHIN
                )
                yield match["score"], grade_of(grade["grade"]) if grade else "", text.line(match.start()), section


def _bands(section: Heading) -> list[tuple[Band, Heading]]:
    return [(band, section) for band in bands(section.passage)]


def _levels(prose: Sequence[Heading]) -> dict[str, StatedLevel]:
    """The first levels whose points the text states, with their weights."""
    weights = {
        match["name"]: match["weight"] for section in prose for match in LEVEL_WEIGHT.finditer(section.passage.text)
    }
    found: dict[str, StatedLevel] = {}
    for section in _concluding(prose):
        text = section.passage
        for match in LEVEL_SCORE.finditer(text.text):
            name = match["name"]
            weight = match["weight"] or weights.get(name, "")
            found.setdefault(name, StatedLevel(weight, match["score"], text.line(match.start("name")), section))
    return found if len(found) > 1 else {}


def stated_levels(report: Report) -> Iterator[tuple[str, Heading, int]]:
    """Every place where the text states weight or points of a first level, by its name."""
    for section in report.prose:
        for pattern in (LEVEL_WEIGHT, LEVEL_SCORE):
            for match in pattern.finditer(section.passage.text):
                yield match["name"], section, section.passage.line(match.start("name"))


def _lost(prose: Sequence[Heading]) -> Iterator[Lost]:
    for section in prose:
        text = section.passage
        if section.under(CONCLUDING.pattern):
            for match in LOST.finditer(text.text):
                yield Lost(match["name"], match["amount"], text.line(match.start("name")), section)
        for match in LOST_WITHOUT_AMOUNT.finditer(text.text):
            for name in QUOTED.findall(match["names"]):
                yield Lost(name, "", text.line(match.start()), section)


def _rates(prose: Sequence[Heading]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The rates that the text states by name; of several statements the first counts."""
    seen: set[str] = set()
    for section in prose:
        for match in STATED_RATE.finditer(section.passage.text):
            for printed in re.split(r"[和、]", match["names"]):
                name = RATE_NAMES.get(printed, printed)
                if name not in seen:
                    seen.add(name)
                    yield name, (match["value"], f"{printed}{match['text']}")
