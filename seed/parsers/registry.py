"""The kinds of section that can be read, in the order in which they are tried."""

from seed.parsers import (
    cited_rules,
    evaluation_reports,
    glossary,
    narrative,
    organisation,
    overall,
    project_names,
    report_covers,
    report_indicators,
    rubrics,
    self_evaluations,
    spending,
    summaries,
    targets,
    unread_forms,
)
from seed.parsers.parsed import Context, Section, SectionParser, merged
from seed.parsers.statements import STATEMENTS
from seed.sources.model import Source

SECTION_PARSERS: tuple[SectionParser, ...] = (
    STATEMENTS,
    organisation.PARSER,
    glossary.PARSER,
    cited_rules.PARSER,
    project_names.PARSER,
    targets.PARSER,
    self_evaluations.PARSER,
    overall.PARSER,
    evaluation_reports.PARSER,
    report_covers.PARSER,
    rubrics.PARSER,
    report_indicators.PARSER,
    spending.PARSER,
    summaries.PARSER,
    narrative.PARSER,
    unread_forms.PARSER,
)
"""Every kind of section; a document may have several. A new kind is one parser and one entry here."""


def sections(source: Source, context: Context) -> Section:
    """What all section parsers that recognise something in the document find there, in their order."""
    parsers = (parser for parser in SECTION_PARSERS if parser.recognises(source, context))
    return merged(parser.parse(source, context) for parser in parsers)
