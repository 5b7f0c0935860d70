"""The kinds of section that can be read, in the order in which they are tried."""

from seed.parsers import cited_rules
from seed.parsers.evaluations import (
    evaluation_reports,
    overall,
    report_covers,
    rubrics,
    self_evaluations,
    targets,
    unread_forms,
)
from seed.parsers.narrative import (
    glossary,
    observations,
    organisation,
    project_names,
    report_indicators,
    spending,
    summaries,
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
    observations.PARSER,
    unread_forms.PARSER,
)
"""Every kind of section; a document may have several. A new kind is one parser and one entry here."""


def sections(source: Source, context: Context) -> Section:
    """What all section parsers that recognise something in the document find there, in their order."""
    parsers = (parser for parser in SECTION_PARSERS if parser.recognises(source, context))
    return merged(parser.parse(source, context) for parser in parsers)
