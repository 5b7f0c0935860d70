"""The headings of a document and what stands under each, found by their numbering and words alone.

Publishers number freely: `（2）` may stand above `1.`, an appended report starts again at `一、`. A numbering that is
already open is therefore closed by its own next number; one that is new opens a level below.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from unicodedata import east_asian_width

from seed.parsers.remembering import remembered
from seed.parsers.wording.passages import Passage, passage, plain
from seed.sources.model import Line, Source

NUMBERINGS = (
    ("part", re.compile(r"第[一二三四五六七八九十]{1,3}部分")),
    ("chapter", re.compile(r"[一二三四五六七八九十]{1,3}、")),
    ("section", re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]、?")),
    ("item", re.compile(r"[0-9]{1,2}[.、](?![0-9])")),
    ("subitem", re.compile(r"[（(][0-9]{1,2}[)）]")),
    ("annex", re.compile(r"附件[一二三四五六七八九十0-9]{0,2}(?=$|[：:]|[^，。；：:]{2,40}(?:表|体系|报告)$)")),
    ("table", re.compile(r"表[0-9]{1,2}(-[0-9]{1,2})?(?=[^0-9\s])")),
)
"""The numberings in use, by the name of the level that they usually mark."""

RANK = {"part": 0, "title": 1, "annex": 2, "chapter": 3, "section": 4, "item": 5, "subitem": 6, "table": 7}

TITLE_END = re.compile(
    r"(评价报告|自评报告|绩效报告|自评表|汇总表|目标表|填报表|申报表|评分表|指标体系|体系框架|指标体系表"
    r"|主要职能|主要职责|部门职责|单位职责|机构设置|单位构成|概况|名词解释|编制说明|情况说明|事项说明)$"
)
"""How a line ends that is a title without a number."""

UPPER_LINE = re.compile(r"[0-9]{4}年度[^：:，,]{2,30}$|[^：:，,0-9]{4,30}(厅|局|委|办|室|部|会|处)$")
"""The first line of a title of two lines: year or publisher."""

PART_END = re.compile(r"(概况|表|说明|解释|附件|附表)$")
NO_HEADING = re.compile(r"[。；;！？]|[0-9]\.[0-9]{2}(?![0-9])|（款）|[，、,]$|年$")
"""What a heading never holds: the end of a clause, an amount, a functional item; nor does it break off."""

LONGEST_HEADING = 60
LONGEST_TITLE = 45
BEFORE, AFTER, FULL = 8, 2, 0.88
"""How many neighbours a line is compared with; from which share of their width on it runs on into the next."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its words, the line it starts on and the position of the first line after it."""

    level: str
    title: str
    line: int
    after: int


@dataclass(frozen=True)
class Section:
    """A heading with the lines up to the next one, and the headings above it."""

    path: tuple[str, ...]
    level: str
    line: int
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The words of its own heading; empty before the first."""
        return self.path[-1] if self.path else ""

    @property
    def locator(self) -> str:
        """The headings above its lines, its own last, as the tables print them."""
        return " > ".join(self.path)

    @cached_property
    def passage(self) -> Passage:
        """Its lines as running text."""
        return passage(self.lines)

    def under(self, words: str) -> bool:
        """Whether a heading above its lines, or its own, holds a match of `words`."""
        return any(re.search(words, title) for title in self.path)


@remembered
def sections(source: Source) -> tuple[Section, ...]:
    """The sections of a document in order; the first holds what stands before any heading."""
    lines = without_contents(source.prose if source.geometric else source.lines)
    found: list[Section] = []
    stack: list[Heading] = []
    start, heading_line = 0, lines[0].number if lines else 1
    for heading, position in _headings(lines):
        found.append(_section(stack, heading_line, lines[start:position]))
        _open(stack, heading)
        start, heading_line = heading.after, heading.line
    found.append(_section(stack, heading_line, lines[start:]))
    return tuple(found)


def section_at(found: Sequence[Section], line: int) -> Section:
    """The section of a document's in which a line stands; the first for a line before all of them."""
    return found[max(bisect_right(found, line, key=attrgetter("line")) - 1, 0)]


def _section(stack: Sequence[Heading], line: int, lines: Sequence[Line]) -> Section:
    path = tuple(heading.title for heading in stack if heading.title)
    return Section(path, stack[-1].level if stack else "", line, tuple(lines))


def _open(stack: list[Heading], heading: Heading) -> None:
    """Put a heading where it belongs, closing what it ends."""
    levels = [each.level for each in stack]
    if heading.level in levels:
        del stack[levels.index(heading.level) :]
    elif heading.level not in {"item", "subitem", "table"}:
        while stack and RANK[stack[-1].level] > RANK[heading.level]:
            stack.pop()
    while stack and stack[-1].level == "table":
        stack.pop()
    stack.append(heading)


def _headings(lines: Sequence[Line]) -> Iterator[tuple[Heading, int]]:
    """The headings in order, each with the position of its first line."""
    widths = [display_width(line.text) for line in lines]
    position = 0
    in_tables = False
    while position < len(lines):
        heading = _heading(lines, widths, position)
        if heading is None or (in_tables and heading.level not in {"part", "title", "annex"}):
            position += 1
            continue
        if heading.level == "part":
            in_tables = heading.title.endswith("表")
        elif heading.level == "title":
            in_tables = False
        yield heading, position
        position = max(heading.after, position + 1)


def _heading(lines: Sequence[Line], widths: Sequence[int], position: int) -> Heading | None:
    text = plain(lines[position].text)
    for level, numbering in NUMBERINGS:
        match = numbering.match(text)
        if match is not None:
            return _numbered(lines, widths, position, level, match.group())
    return _title(lines, widths, position, text)


def _numbered(lines: Sequence[Line], widths: Sequence[int], position: int, level: str, number: str) -> Heading | None:
    """The heading that a numbered line starts; None where it starts a paragraph."""
    if level == "part":
        return _part(lines, position, number)
    title, after = _joined(lines, widths, position)
    if level == "annex" and title == number and after < len(lines):
        below = plain(lines[after].text)
        if TITLE_END.search(below):
            title, after = f"{title}：{below}", after + 1
    title = title.rstrip("：:")
    if NO_HEADING.search(title) or len(title) > LONGEST_HEADING or re.search(r"[：:]", title[len(number) + 1 :]):
        return None
    return Heading(level, title, lines[position].number, after)


def _part(lines: Sequence[Line], position: int, number: str) -> Heading:
    """The heading of a part, whose words often stand below its number."""
    words = plain(lines[position].text)[len(number) :]
    after = position + 1
    while not PART_END.search(words) and after < min(position + 4, len(lines)):
        below = plain(lines[after].text)
        numbered = any(numbering.match(below) for _, numbering in NUMBERINGS)
        if NO_HEADING.search(below) or (numbered and not PART_END.fullmatch(below)):
            break
        words, after = words + below, after + 1
    if not PART_END.search(words):
        words, after = plain(lines[position].text)[len(number) :], position + 1
    return Heading("part", f"{number} {words}".strip(), lines[position].number, after)


def _title(lines: Sequence[Line], widths: Sequence[int], position: int, text: str) -> Heading | None:
    """The title that an unnumbered line, or it and the next, is; None where it is running text."""
    if len(text) > LONGEST_TITLE or NO_HEADING.search(text) or not _stands_alone(lines, widths, position):
        return None
    if TITLE_END.search(text):
        return Heading("title", text, lines[position].number, position + 1)
    below = plain(lines[position + 1].text) if position + 1 < len(lines) else ""
    whole = text + below
    if UPPER_LINE.match(text) and re.search(r"(报告|自评表)$", below) and len(whole) <= LONGEST_TITLE:
        return Heading("title", whole, lines[position].number, position + 2)
    return None


def _stands_alone(lines: Sequence[Line], widths: Sequence[int], position: int) -> bool:
    """Whether the text before a line has ended there, so that the line can be a title."""
    if position == 0 or lines[position - 1].page != lines[position].page:
        return True
    before = lines[position - 1].text.rstrip()
    return bool(re.search(r"[。；：:！？”）)0-9日月章]$", before)) or widths[position - 1] < FULL * _usual(
        widths, position
    )


def _joined(lines: Sequence[Line], widths: Sequence[int], position: int) -> tuple[str, int]:
    """The text of a heading that may be broken over lines, and the position after it."""
    text = plain(lines[position].text)
    after = position + 1
    full = FULL * _usual(widths, position)
    while after < len(lines) and widths[after - 1] >= full and len(text) <= LONGEST_HEADING:
        below = plain(lines[after].text)
        if any(numbering.match(below) for _, numbering in NUMBERINGS):
            break
        text, after = text + below, after + 1
    return text, after


def _usual(widths: Sequence[int], position: int) -> int:
    """How wide the lines around a line are where they are full."""
    return max(widths[max(position - BEFORE, 0) : position + AFTER + 1])


def display_width(text: str) -> int:
    """How wide a text is printed, in half-width characters."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text.strip())


def without_contents(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the table of contents, whose entries look like headings."""
    start = next((i for i, line in enumerate(lines) if plain(line.text) == "目录"), None)
    if start is None or start + 1 >= len(lines):
        return lines
    first = _entry(lines[start + 1].text)
    for position in range(start + 2, len(lines)):
        text = plain(lines[position].text)
        if _entry(text) == first or "。" in text:
            break
    else:
        return lines
    if lines[position].page != lines[start].page:
        position = next(i for i, line in enumerate(lines) if line.page == lines[position].page)
    return (*lines[:start], *lines[position:])


def _entry(text: str) -> str:
    """An entry of a table of contents without its dots and page."""
    return re.sub(r"[.…·]{2,}.*$", "", plain(text))
