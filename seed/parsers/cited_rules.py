"""The laws, notices, measures and plans that a document cites, with their numbers where these are printed."""

import re
from collections.abc import Iterator, Mapping

from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import mention, row
from seed.parsers.wording.passages import Passage
from seed.sources.model import Source

CITED = re.compile(
    r"《(?P<title>[^《》]{2,120}(?:《[^《》]{1,80}》[^《》]{0,40})?)》"
    r"(?P<number>[（(][^（）()]{2,16}[〔\[【（(][0-9]{4}[〕\]】）)][0-9]{1,5}号[)）])?"
)
NUMBER_BEFORE = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{2,12}[〔\[【][0-9]{4}[〕\]】][0-9]{1,5}号)(?:文件?)?(?:关于同意|关于|的)?$"
)
JOINED = re.compile(r"^.{0,8}?(?:根据|依据|按照|遵照|落实|以及|和|与|及|按)(?=[\u4e00-\u9fff]{3})")
"""Words of the sentence before the number of a document; an issuer is abbreviated with three characters or more."""

MEETING = re.compile(
    r"(?:中共)?(?:[省市区县旗]委|[省市区县旗]政府|国务院|中央|党的)[一二三四五六七八九十百]{1,4}届[一二三四五六七八九十百]{1,6}次"
    r"(?:(?:全体|常务)?会议|全会)(?:精神|纪要)"
)
REGULATION = re.compile(r"(?:按照|根据|依据|遵守|执行)(?P<title>[\u4e00-\u9fff]{2,16}条例)")
REGIONAL_PLAN = re.compile(
    r"(?P<regions>(?:[\u4e00-\u9fff]{2,6}[省市区县]、){0,3}[\u4e00-\u9fff]{2,6}[省市区县])(?P<plan>“十.五”[\u4e00-\u9fff]{2,16}规划)"
)
"""What is cited without 《》: meetings, regulations, the five-year plans of named regions."""

KINDS: Mapping[str, str] = {
    "法": "LAW",
    "条例": "REGULATION",
    "合同": "CONTRACT",
    "清单|目录": "LIST",
    "手册|指南": "MANUAL",
    "汇编": "COMPILATION",
    "通报": "BULLETIN",
    "报告": "REPORT",
    "公报|年鉴|年报": "PUBLICATION",
    "框架": "FRAMEWORK",
    "指标|标准|规范|指标体系": "STANDARD",
    "规程|流程": "PROCEDURE",
    "通知|批复|函|决定|公告|通告": "NOTICE",
    "意见": "OPINION",
    "办法|细则|决策制度实施办法": "MEASURES",
    "管理规定|管理制度|内控制度|财务制度|制度": "INTERNAL_RULES",
    "规定": "PROVISIONS",
    "方案|规划|计划|要点|纲要|远景目标|措施": "PLAN",
    "纪要": "MINUTES",
    "精神": "MEETING",
}
"""What a cited thing is, by the word with which its title ends."""

REGION_START = re.compile(r"^.{0,4}?(?:纳入|列入|编制|根据|按照|落实|对接)")
TRIAL = re.compile(r"[（(](试行|暂行|修订|修正|征求意见稿|[0-9]{4}年?(版|修订|修正)?)[)）]$")
UNIFIED = str.maketrans("〈〉()", "<>（）")


def recognises(source: Source, _context: Context) -> bool:
    """Whether a title in 《》, a meeting, a regulation or a plan is cited."""
    return any(mark in line.text for line in source.lines for mark in ("《", "会议", "全会", "条例", "规划"))


def parse(source: Source, context: Context) -> Section:
    """Every rule once, where it is cited first, with its number if any of the citations prints one; then where again.

    Titles of broadcasts, columns and slogans stand in 《》 too; they end with no word of a rule and are left out.
    """
    result = Section()
    known: dict[str, Row] = {}
    for heading in _all_lines(source):
        for title, number, line in cited(heading.passage):
            kind = kind_of(title)
            if kind is None:
                continue
            if title not in known:
                known[title] = row("cited_rules", context, heading, line, title=title, kind=kind)
            elif str(line) != known[title]["line"]:
                result.rows["mentions"].append(mention(context, heading, line, "CITED_RULE", title))
            known[title]["number"] = known[title]["number"] or number
    result.rows["cited_rules"] = list(known.values())
    return result


def _all_lines(source: Source) -> Iterator[Heading]:
    """The sections with the lines of tables too, where rules are cited as the basis of a target."""
    found = sections(source)
    end = source.lines[-1].number + 1 if source.lines else 1
    starts = [*(section.line for section in found), end]
    for section, first, after in zip(found, starts, starts[1:], strict=False):
        lines = section.lines
        if source.geometric:
            lines = tuple(source.between(first, after))
        yield Heading(section.path, section.level, section.line, lines)


def cited(text: Passage) -> Iterator[tuple[str, str, int]]:
    """The title, number (or nothing) and line of every citation in running text."""
    for match in CITED.finditer(text.text):
        number = (match["number"] or "")[1:-1]
        if not number:
            before = NUMBER_BEFORE.search(text.text[max(match.start() - 40, 0) : match.start()])
            number = JOINED.sub("", before["number"]) if before else ""
        yield match["title"].translate(UNIFIED), number, text.line(match.start())
    for match in MEETING.finditer(text.text):
        yield match.group(), "", text.line(match.start())
    for match in REGULATION.finditer(text.text):
        yield match["title"], "", text.line(match.start("title"))
    for match in REGIONAL_PLAN.finditer(text.text):
        offset = match.start()
        for region in match["regions"].split("、"):
            yield REGION_START.sub("", region) + match["plan"], "", text.line(offset)
            offset += len(region) + 1


def kind_of(title: str) -> str | None:
    """What a title is, by its last words; None where these are none of a rule."""
    words = TRIAL.sub("", title)
    ends = ((len(end), kind) for pattern, kind in KINDS.items() for end in pattern.split("|") if words.endswith(end))
    return max(ends, default=(0, None))[1]


def titles(text: str) -> list[str]:
    """The titles of the rules that a cell cites, each once."""
    whole = Passage(text, (0,), (1,))
    return list(dict.fromkeys(title for title, _, _ in cited(whole) if kind_of(title)))


PARSER = SectionParser("cited rules", recognises, parse)
