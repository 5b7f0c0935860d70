"""What a sentence says without a figure: that there is none of a thing, a rank, an award, a goal, components."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seed.parsers.numbered import enumerated
from seed.parsers.passages import Passage
from seed.parsers.readings import Reading, Thread, name_of

ABSENT = re.compile(
    r"(?P<word>没有|无)(?P<name>[^，。；、]{2,40}?(?:收支|收入|支出|预算|项目|经费|安排)(?:[^，。；]{0,19}[^，。；的时])?)(?=[。，；])"
)
RANKED = re.compile(
    r"(?P<name>[^，。；：]{0,24}?)(?P<text>(?:保持|稳居|位?居|位列|排名)?(?:全国|全省|全市|世界|沿海城市|全国沿海城市|全国海运口岸|全国同类城市)"
    r"(?:前[一二三四五六七八九十列茅]位?|第[一二三四五六七八九十]{1,3}(?:位|名)?|首位|前列))"
)
AWARDED = re.compile(r"(?P<name>[^，。；：]{0,24}?)(?:荣获|获评|被评为|获授)(?P<text>[^，。；、]{2,40})")
ZERO = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,10})[“\"](?P<text>零[\u4e00-\u9fff]{2,3})[”\"]")
BENCHMARK = re.compile(r"打造[“\"](?P<text>[^”\"]{2,12})[”\"](?P<name>标杆|品牌|样板)")
FOUNDED = re.compile(r"自?(?P<year>(?:19|20)[0-9]{2})年(?:度)?起?(?:设立|成立|设置)")
COMPONENTS = re.compile(r"(?:按(?P<by>[^，。：]{2,20}?))?主要包括[：:](?P<list>[^。；：]{4,600})[。；]")
LONGEST_COMPONENT = 24
FEWEST_COMPONENTS = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """An observation without a reading of its own: its cells and its line."""

    cells: Mapping[str, str]
    line: int

    @property
    def measure(self) -> str:
        """The measure of the observation."""
        return self.cells["measure"]


def mentions(sentence: Passage, found: Sequence[Reading], thread: Thread, year: int) -> Iterator[Mention]:
    """What a sentence mentions; what it names stands in its words, or is the subject of the figure before."""
    text = sentence.text
    for match in ABSENT.finditer(text):
        cells = {"name": match["name"], "measure": "presence", "text": match["word"]}
        yield Mention(cells, sentence.line(match.start("name")))
    for measure, pattern in (("rank", RANKED), ("award", AWARDED)):
        for match in pattern.finditer(text):
            name = name_of(match["name"])
            if name:
                yield Mention(
                    {"name": name, "measure": measure, "text": match["text"]}, sentence.line(match.start("text"))
                )
    goals = list(ZERO.finditer(text))
    for match in goals if len(goals) >= FEWEST_COMPONENTS else ():
        cells = {"name": match["name"], "measure": "target_text", "text": match["text"], "published": match.group()}
        yield Mention({**cells, "qualifier": "工作目标"}, sentence.line(match.start("text")))
    for match in BENCHMARK.finditer(text):
        cells = {"name": match["name"], "measure": "benchmark_goal", "text": match["text"], "qualifier": match["text"]}
        yield Mention(cells, sentence.line(match.start("text")))
    for match in FOUNDED.finditer(text):
        cells = {"name": "设立年份", "measure": "establishment_year", "value": match["year"], "unit": "年"}
        if int(match["year"]) <= year:
            yield Mention({**cells, "published": f"{match['year']}年"}, sentence.line(match.start("year")))
    yield from _components(sentence, found, thread)


def _components(sentence: Passage, found: Sequence[Reading], thread: Thread) -> Iterator[Mention]:
    """The items of which an amount consists, and how many they are."""
    for match in COMPONENTS.finditer(sentence.text):
        items = enumerated(match["list"])
        before = [reading.name for reading in found if reading.figure.end <= match.start()]
        name = before[-1] if before else thread.current
        if len(items) < FEWEST_COMPONENTS or max(map(len, items)) > LONGEST_COMPONENT or not name:
            continue
        shared = {"name": name, "qualifier": f"按{match['by']}" if match["by"] else ""}
        line = sentence.line(match.start("list"))
        yield Mention({**shared, "measure": "components", "text": ";".join(items)}, line)
        counted = {"value": str(len(items)), "unit": "项", "note": "derived: counted items"}
        yield Mention({**shared, "measure": "components_count", **counted}, line)
