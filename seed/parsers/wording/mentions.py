"""What a sentence says without a figure: that there is none of a thing, a rank, an award, a goal, components."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seed.parsers.wording.figure_names import name_of
from seed.parsers.wording.formulas import formula_figures
from seed.parsers.wording.numbered import enumerated
from seed.parsers.wording.passages import Passage
from seed.parsers.wording.readings import Reading, Thread

ABSENT = re.compile(
    r"(?P<word>没有|无)(?:使用)?(?P<name>[^，。；、]{2,40}?(?:收支|收入|支出|预算|项目|经费|安排)(?:[^，。；]{0,19}[^，。；的时])?)(?=[。，；])"
)
RANKED = re.compile(
    r"(?P<name>[^，,。；：]{0,24}?)(?P<text>(?:保持|稳居|位?居|位列|排名)?(?:全国|全省|全市|世界|沿海城市|全国沿海城市|全国海运口岸|全国同类城市)"
    r"(?:前[一二三四五六七八九十列茅]位?|第[一二三四五六七八九十]{1,3}(?:位|名)?|首位|前列))"
)
AWARDED = re.compile(
    r"(?:[在于](?P<contest>[^，,。；：]{2,40})中，?)?(?P<name>[^，,。；：]{0,24}?)(?:荣获|获评|被评为|获授)(?P<text>[^，。；、]{2,40})"
)
IN_CONTEST = re.compile(r"[“\"](?P<contest>[^”\"]{2,40})[”\"](?P<text>[^”\"]{2,12})")
"""An award whose words say of what it is: `“营商环境测评”第二名`."""

FULL_PLACE = re.compile(r"(?:稳居|位?居|位列|排名)(?P<place>.*(?:第[一二三四五六七八九十]{1,3}[位名]?|首位))")
"""A place that is told whole without its verb."""

FRACTION = re.compile(
    r"(?P<name>[^，。；：]{2,24}?)(?:的|达|约|超)?(?P<text>[1-9]/[1-9][0-9]?(?:以上|以下|左右))(?=[，。；])"
)
HALVED = re.compile(
    r"(?:到(?P<by>20[0-9]{2})年底，?)?(?P<name>[^，。；：“”]{2,20}?)[比较](?P<base>20[0-9]{2})年(?:压缩|降低|下降|减少|缩短)(?P<text>一半)"
)
FRAMEWORK = re.compile(r"[“\"](?P<text>[0-9]{1,3}(?:\+(?:[0-9]{1,3}|N))+)[”\"](?P<name>[\u4e00-\u9fff]{2,12})")
"""A programme by its parts: `“4+1”发展生态`, `“1+8+26+N”工作体系`."""

EFFECTIVE = re.compile(
    r"(?:从|自)(?P<text>(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日)起，?(?P<name>[^，。；]{4,30})"
)
RATED_AS = re.compile(
    r"(?P<name>[^，。；]{0,10}(?:评定级别|评定等次|考核等次))(?:为|是)[“\"](?P<text>[优良中差][秀好]?)[”\"]"
)
PLACED = re.compile(r"以(?P<text>第[一二三四五六七八九十]{1,3}名?)的(?:好)?成绩$")
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
    yield from _shares(sentence)
    yield from _ranks(sentence)
    yield from _frameworks(sentence)
    yield from _awards(sentence)
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
    for figured, line in formula_figures(sentence):
        yield Mention(figured, line)
    yield from _components(sentence, found, thread)


def _mention(sentence: Passage, match: re.Match[str], offset: int = 0, **cells: str) -> Mention:
    """A mention whose words are the `text` of a match, which starts at an offset of the sentence."""
    return Mention({**cells, "text": match["text"]}, sentence.line(offset + match.start("text")))


def _shares(sentence: Passage) -> Iterator[Mention]:
    """The shares that a sentence tells as fractions or as a half of an earlier year."""
    for match in FRACTION.finditer(sentence.text):
        approximation = {"以上": "OVER", "左右": "ABOUT"}.get(match["text"][-2:], "AT_MOST")
        name = name_of(match["name"])
        if name:
            yield _mention(sentence, match, name=name, measure="share", approximation=approximation)
    for match in HALVED.finditer(sentence.text):
        name = name_of(match["name"])
        if name:
            cells = {"name": name, "measure": f"reduction_vs_{match['base']}", "compared_with": match["base"]}
            by = {"period": f"{match['by']}-12-31"} if match["by"] else {}
            published = {"text": match["text"], "published": sentence.text[match.end("name") : match.end()]}
            yield Mention({**cells, **by, **published}, sentence.line(match.start("text")))


def _ranks(sentence: Passage) -> Iterator[Mention]:
    """The places that a sentence tells; one without a name is that of the share before it."""
    for match in RANKED.finditer(sentence.text):
        share = next((each for each in FRACTION.finditer(sentence.text) if each.end() + 1 >= match.start() > 0), None)
        name = name_of(match["name"]) or (name_of(share["name"]) if share is not None else "")
        full = FULL_PLACE.fullmatch(match["text"])
        if name:
            cells = {"name": name, "measure": "rank", "text": full["place"] if full else match["text"]}
            yield Mention(cells, sentence.line(match.start("text")))


def _frameworks(sentence: Passage) -> Iterator[Mention]:
    """Programmes told by their numbers, days from which something holds, and grades that others gave."""
    for match in FRAMEWORK.finditer(sentence.text):
        yield _mention(sentence, match, name=match["name"], measure="framework", published=f"“{match['text']}”")
    for match in EFFECTIVE.finditer(sentence.text):
        day = f"{match['year']}-{match['month'].zfill(2)}-{match['day'].zfill(2)}"
        yield _mention(sentence, match, name=f"{match['name']}起始日", measure="effective_date", period=day)
    for match in RATED_AS.finditer(sentence.text):
        yield _mention(sentence, match, name=match["name"], measure="grade")


def _awards(sentence: Passage) -> Iterator[Mention]:
    """The awards that a sentence tells, by what is awarded, else by who is; the place that came with it."""
    for match in AWARDED.finditer(sentence.text):
        contest = IN_CONTEST.fullmatch(match["text"])
        placed = PLACED.search(match["name"])
        name = name_of((contest or match)["contest"] or "") or name_of(match["name"])
        if placed and name:
            yield _mention(sentence, placed, match.start("name"), name=name, measure="rank")
        if contest is not None:
            yield _mention(sentence, contest, match.start("text"), name=name, measure="award")
        elif name:
            bare = match["text"][1:-1] if re.fullmatch("“[^“”]+”", match["text"]) else match["text"]
            yield Mention({"name": name, "measure": "award", "text": bare}, sentence.line(match.start("text")))


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
