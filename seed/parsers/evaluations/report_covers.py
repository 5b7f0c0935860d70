"""What an evaluation report says of itself: who answers for it, whom it evaluates, its date, the day it looks from."""

import re
from collections.abc import Iterator, Mapping

from seed.parsers.evaluations.reports import Report, reports
from seed.parsers.outline import Section as Heading
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import observation
from seed.parsers.wording.passages import plain
from seed.sources.model import Source

LABELLED = re.compile(
    r"(?P<label>(?:预算|主管|预算主管|项目主管|实施)部门|(?:被?评价|项目|实施|项目实施)单位)(?:名称)?(?:[（(](?:盖章|公章|签章)[)）])?"
    r"[:：](?P<text>[^:：，。；]{2,40})"
)
DATE = r"(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?"
DATED = re.compile(rf"(?:(?:报告|填报|编制|评价)?(?:日期|时间)[:：])?{DATE}")
AS_OF = re.compile(rf"评价基准日(?:为|是|[:：]|定为)?{DATE}")
COVER = {"", "title", "annex", "part"}
"""The levels of the headings under which a cover stands."""

REPORTED, SEEN = "报告日期", "评价基准日"


def recognises(source: Source, context: Context) -> bool:
    """Whether the document is or holds an evaluation report."""
    return bool(reports(source, context))


def parse(source: Source, context: Context) -> Section:
    """Observations about the evaluations of the reports, the first of each kind."""
    result = Section()
    found: dict[str, Row] = {}
    for report in reports(source, context):
        for heading, line, cells in (*_cover(report), *_day(report)):
            name = f"{report.year}年度{report.project or '部门整体支出'}绩效评价"
            told = observation(
                context,
                heading,
                line,
                subject=("EVALUATION", report.key),
                name=name,
                fiscal_year=report.year,
                measure=cells["measure"],
                **{column: text for column, text in cells.items() if column != "measure"},
            )
            found.setdefault(told["key"], told)
    result.rows["observations"] = list(found.values())
    return result


def _cover(report: Report) -> Iterator[tuple[Heading, int, Mapping[str, str]]]:
    """What stands on the cover: before the first chapter, a line for each."""
    for heading in report.sections:
        if heading.level not in COVER:
            return
        for line in heading.lines:
            text = plain(line.text)
            labelled, dated = LABELLED.fullmatch(text), DATED.fullmatch(text)
            if labelled is not None:
                measure = "department" if labelled["label"].endswith("部门") else "evaluated_unit"
                yield heading, line.number, {"measure": measure, "text": labelled["text"]}
            elif dated is not None:
                yield heading, line.number, _date(dated, REPORTED)


def _day(report: Report) -> Iterator[tuple[Heading, int, Mapping[str, str]]]:
    """The day from which the report looks at the project."""
    for heading in report.prose:
        match = AS_OF.search(heading.passage.text)
        if match is not None:
            yield heading, heading.passage.line(match.start()), _date(match, SEEN)


def _date(match: re.Match[str], qualifier: str) -> Mapping[str, str]:
    printed = f"{match['year']}年{match['month']}月" + (f"{match['day']}日" if match["day"] else "")
    parts = (match["year"], match["month"].zfill(2), match["day"] and match["day"].zfill(2))
    return {"measure": "date", "period": "-".join(filter(None, parts)), "text": printed, "qualifier": qualifier}


PARSER = SectionParser("covers of evaluation reports", recognises, parse)
