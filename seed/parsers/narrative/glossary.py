"""The terms that a document explains; the explanations are prose and are not copied."""

import re
from collections.abc import Iterator

from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import row
from seed.parsers.wording.numbered import Item, items
from seed.parsers.wording.passages import Passage, sentences
from seed.sources.model import Source

GLOSSARY = re.compile(r"(名词|术语)(解释|说明)$")
TERM = re.compile(r"(?P<term>[^：:。；]{2,60}?)(?:[：:]|(?=是指|指的是|，是))")
ITEM_TERM = re.compile(r"(?P<term>[^。；，]{4,120}?)，?(?=该项支出|该科目|反映)")
"""A functional item (class, group, item) that is explained instead of a word."""

LONGEST_TERM = 80


def recognises(source: Source, _context: Context) -> bool:
    """Whether a heading announces explanations of terms."""
    return any(GLOSSARY.search(section.title) for section in sections(source))


def parse(source: Source, context: Context) -> Section:
    """The terms of every glossary in order; an item that explains several has a row for each."""
    result = Section()
    for heading in sections(source):
        if not GLOSSARY.search(heading.title):
            continue
        for item in items(heading.lines):
            found = list(_terms(context, heading, item))
            if not found:
                result.warn(source, item.line, f"item {item.first} of the glossary names no term that could be told")
            result.rows["glossary_terms"] += found
    return result


def _terms(context: Context, heading: Heading, item: Item) -> Iterator[Row]:
    for term, line in _printed_terms(item.passage):
        yield row("glossary_terms", context, heading, line, term=term, ordinal=item.first)


def _printed_terms(text: Passage) -> Iterator[tuple[str, int]]:
    if "（项）" in text.text or "（款）" in text.text:
        for sentence in sentences(text):
            match = ITEM_TERM.match(sentence.text)
            if match is not None:
                yield match["term"].rstrip("，：:"), sentence.line()
        return
    match = TERM.match(text.text)
    if match is not None and len(match["term"]) <= LONGEST_TERM:
        yield match["term"], text.line()


PARSER = SectionParser("glossary", recognises, parse)
