"""The statements that a table of contents announces and the document does not hold."""

import re
from collections.abc import Iterable, Iterator

from seed.parsers.outline import without_contents
from seed.parsers.parsed import Row
from seed.parsers.statements.captions import title_of
from seed.parsers.wording.normal import plain
from seed.sources.model import Source

PAGES = re.compile(r"[.…·]{2,}.*$")
LEAD = re.compile(r"^(?:[0-9]{4}年度?)?(?:部门|单位|预算单位)?")


def missing_titles(source: Source, statements: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """The line and title of each announced statement that no statement bears, but for year and 部门 before it.

    A document of which none of them is found bears other titles throughout: nothing is told of it.
    """
    held = {_bare(row["title"]) for row in statements}
    lines = source.prose if source.geometric else source.lines
    kept = {line.number for line in without_contents(lines)}
    entries = [(line.number, title_of(PAGES.sub("", plain(line.text)))) for line in lines if line.number not in kept]
    announced = {title.text: number for number, title in entries if title is not None}
    if held & {_bare(title) for title in announced}:
        yield from ((number, title) for title, number in announced.items() if _bare(title) not in held)


def _bare(title: str) -> str:
    """A title without the words that only one of the two places prints."""
    return LEAD.sub("", plain(title))
