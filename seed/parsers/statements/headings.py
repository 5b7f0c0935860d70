"""Under which headings a statement stands, and what the captions around its title say."""

import re
from dataclasses import dataclass, field

from seed.parsers.statements.captions import (
    Title,
    is_caption,
    is_container,
    is_note,
    number_of,
    publisher_of,
    title_of,
    unit_of,
)
from seed.parsers.statements.enumerators import UNNUMBERED, taken_apart
from seed.parsers.statements.kinds import kind_of
from seed.parsers.statements.model import Heading
from seed.parsers.wording.normal import compact
from seed.parsers.wording.years import YEAR, year_of
from seed.sources.joining import tidy
from seed.sources.model import Line

PART = re.compile(r"第[一二三四五六七八九十]{1,2}(?:部分|章)")
SENTENCE = re.compile("[。；;！!？?]")
BEGINS_TITLE = re.compile("(?:20|二[〇○零])")
TITLE_OF_DOCUMENT = re.compile(".*(?:(?:部门|单位)预算|决算)")

TITLE_WITH_YEAR = re.compile(
    rf"[^。；;，,、：:0-9]{{0,50}}{YEAR}[^。；;，,、：:0-9]{{0,50}}(?:部门|单位|区级|市级|本级|年度?)(?:预算|决算|预决算)(?:公开)?"
)
"""The title of a budget or of accounts and nothing else, as it stands on a cover."""

LONGEST_HEADING = 60
HEADING_LINES = 3
LINES_BELOW_TITLE = 4
"""How many short lines that are no captions may stand between a title and its table: a name, a date."""


@dataclass(slots=True)
class Sections:
    """The heading of the part of a document that is being read: `第二部分 2021年度部门决算表`.

    `year` is that of the last title of a document, which a file has once unless it holds several.
    """

    current: str = ""
    year: str = ""
    _parts: list[str] = field(default_factory=list)
    _left: int = 0

    def see(self, text: str) -> None:
        """Take notice of the next line."""
        self.year = year_of_title(text) or self.year
        part = PART.match(text)
        if part is not None and len(text) <= LONGEST_HEADING and not SENTENCE.search(text):
            self._parts = [part[0], tidy(text[part.end() :])]
            self._left = HEADING_LINES
        elif self._left and not self._ends(text):
            self._parts[1] += tidy(text)
            self._left -= 1
        elif is_container(text):
            self._parts, self._left = [tidy(text)], 0
        else:
            self._left = 0
            return
        self.current = " ".join(filter(None, self._parts))

    @staticmethod
    def _ends(text: str) -> bool:
        """Whether a line is no longer the heading of a part."""
        numbered = taken_apart(text).level != UNNUMBERED
        return numbered or is_caption(text) or SENTENCE.search(text) is not None or len(text) > LONGEST_HEADING


def year_of_title(text: str) -> str:
    """The year in a line that is the title of a budget or of accounts; "" for any other line."""
    title = TITLE_WITH_YEAR.fullmatch(compact(text))
    return "" if title is None else str(year_of(title["year"]))


def heading_of(pending: list[Line], sections: Sections) -> Heading | None:
    """The heading of the table that follows these lines; None where they hold no title for it."""
    found = _last_title(pending)
    if found is None:
        return None
    position, title = found
    title, line = _whole_title(pending, position, title)
    first = position
    while first > 0 and _above_title(pending[first - 1].text, sections):
        first -= 1
    captions = [one.text for one in pending[first:]]
    number = title.number or next(filter(None, map(number_of, captions)), "")
    unit = next(filter(None, map(unit_of, captions)), "")
    publisher = next(filter(None, map(publisher_of, captions)), "")
    return Heading(title.text, line, number, unit, sections.current, publisher, sections.year)


def _above_title(text: str, sections: Sections) -> bool:
    """Whether a line can stand above a title and belong to it: a caption, or the heading of the part it begins."""
    return (is_caption(text) and title_of(text) is None) or compact(text) in compact(sections.current)


def _last_title(pending: list[Line]) -> tuple[int, Title] | None:
    """The last title among lines, where nothing but captions and a few short lines follow it."""
    others = 0
    for position in range(len(pending) - 1, -1, -1):
        text = pending[position].text
        title = title_of(text)
        if title is not None:
            return position, title
        if not is_caption(text) and not is_note(text):
            others += 1
            if others > LINES_BELOW_TITLE or SENTENCE.search(text) or len(text) > LONGEST_HEADING:
                return None
    return None


def _whole_title(pending: list[Line], position: int, title: Title) -> tuple[Title, int]:
    """The title and its line, with the line above it where the title was broken over two."""
    line = pending[position]
    if position == 0:
        return title, line.number
    above = pending[position - 1]
    if is_caption(above.text) or above.page != line.page or PART.match(above.text):
        return title, line.number
    whole = title_of(above.text + line.text)
    before = compact(above.text)
    begins = BEGINS_TITLE.match(before) is not None and not BEGINS_TITLE.match(title.text)
    begins = begins and not TITLE_OF_DOCUMENT.fullmatch(before)
    if whole is None or not (begins or (kind_of(title.text) == "OTHER" and kind_of(whole.text) != "OTHER")):
        return title, line.number
    return whole, above.number
