"""The kinds of section that can be read, in the order in which they are tried."""

from seed.parsers.parsed import Context, Section, SectionParser, merged
from seed.parsers.statements import STATEMENTS
from seed.sources.model import Source

SECTION_PARSERS: tuple[SectionParser, ...] = (STATEMENTS,)
"""Every kind of section; a document may have several. A new kind is one parser and one entry here."""


def sections(source: Source, context: Context) -> Section:
    """What all section parsers that recognise something in the document find there, in their order."""
    parsers = (parser for parser in SECTION_PARSERS if parser.recognises(source, context))
    return merged(parser.parse(source, context) for parser in parsers)
