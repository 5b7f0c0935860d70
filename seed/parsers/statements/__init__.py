"""The numbered statements of budgets and accounts, from tables with geometry or from lines of text."""

from seed.parsers.parsed import Context, Section, SectionParser
from seed.parsers.remembering import remembered
from seed.parsers.statements.announced import missing_titles
from seed.parsers.statements.grids import forms_of_grids
from seed.parsers.statements.lines import forms_of_lines
from seed.parsers.statements.rows import rows_of
from seed.parsers.statements.several import require_one_document
from seed.sources.model import Source

DOCUMENT_KINDS = frozenset({"DEPARTMENT_BUDGET", "UNIT_BUDGET", "FINAL_ACCOUNTS"})
"""The kinds of document that have statements."""


def _recognises(_: Source, context: Context) -> bool:
    return context.kind in DOCUMENT_KINDS


@remembered
def parse_statements(source: Source, context: Context) -> Section:
    """The rows of all statements of a document, and what of them was left out."""
    forms, section = forms_of_grids(source) if source.geometric else forms_of_lines(source, context)
    require_one_document(forms, source)
    section.extend(rows_of(forms, source, context))
    for line, title in missing_titles(source, section.rows["statements"]):
        section.warn(source, line, f"`{title}` stands in the table of contents and is not in the document")
    return section


STATEMENTS = SectionParser("statements", _recognises, parse_statements)
