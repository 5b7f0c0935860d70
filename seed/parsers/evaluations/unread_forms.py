"""Forms and rubrics that no parser could take apart: nothing is kept of them, and that is said."""

import re

from seed.parsers.evaluations.forms import lines_above, listed_forms, table_form
from seed.parsers.evaluations.reports import reports
from seed.parsers.evaluations.rubrics import rubric_of
from seed.parsers.outline import section_at, sections
from seed.parsers.parsed import Context, Section, SectionParser
from seed.parsers.tables import tables_in
from seed.parsers.wording.passages import plain
from seed.sources.model import Source

HEAD = re.compile(r"一级指标.{0,12}二级指标|指标名称.{0,30}(指标值|目标值).{0,30}(完成值|权重|分值)")
OVERALL = re.compile(r"整体.{0,12}表")


def recognises(source: Source, _context: Context) -> bool:
    """Whether the document has tables with geometry; what a text leaves of them is the affair of its parsers."""
    return source.geometric


def parse(source: Source, context: Context) -> Section:
    """No rows; a warning for each head of a table of indicators that belongs to no form and no rubric read."""
    result = Section()
    read = _read(source, context)
    for line in source.lines:
        if line.number not in read and HEAD.search(plain(line.text)):
            result.warn(
                source, line.number, "a table of indicators that could not be read as a form or a rubric: left out"
            )
    return result


def _read(source: Source, context: Context) -> set[int]:
    """The lines of the tables that are forms or rubrics."""
    found: set[int] = set()
    for rows in tables_in(source, source.lines):
        place = section_at(sections(source), rows[0].line), rows, lines_above(source, rows)
        form = table_form(*place)
        named = form is not None and ("name" in form.fields or OVERALL.search(form.heading.title))
        if named or any(listed_forms(*place)):
            found |= {row.line for row in rows}
    for report in reports(source, context):
        rubric = rubric_of(source, report)
        if rubric is not None:
            found |= set(range(rubric[0].line, max(row.line for row in rubric[1].rows) + 1))
    return found


PARSER = SectionParser("unread forms", recognises, parse)
