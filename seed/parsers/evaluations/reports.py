"""Evaluation reports: the documents, or parts of one, that evaluate a project or a whole department."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.parsed import Context
from seed.parsers.publisher import publisher_names, without_publisher
from seed.parsers.remembering import remembered
from seed.parsers.rows import department, project_key
from seed.parsers.wording.passages import plain
from seed.sources.model import Source

TITLE = re.compile(
    r"^(?P<before>.*?)(?P<year>20[0-9]{2})年度?(?P<after>.*?)(?P<kind>部门整体|整体)?(?:支出)?(?:项目)?(?:支出)?"
    r"(?P<by>部门|财政|绩效|自)?(?:重点)?(?:绩效)?(?:自?评价|自评)(?:情况)?报告$"
)
SELF = re.compile(r"自(评|我评价)(价)?(情况)?报告$")
OVERALL = re.compile(r"部门整体|整体支出|整体绩效")
APPENDED = {"annex", "table"}


@dataclass(frozen=True)
class Report:
    """A report: whose evaluation of what year it is, by whom, and its sections.

    `project` is the name of the project evaluated, empty for a whole department; `kind` a word of `EvaluationKind`.
    """

    project: str
    subject: tuple[str, str]
    year: str
    kind: str
    sections: Sequence[Heading]

    @property
    def key(self) -> str:
        """The key of the evaluation."""
        return f"{self.subject[1]}/{self.year}/{self.kind}"

    @cached_property
    def prose(self) -> Sequence[Heading]:
        """Its sections without appended tables."""
        return [section for section in self.sections if not set(APPENDED) & {section.level}]

    @property
    def line(self) -> int:
        """The line of its title."""
        return self.sections[0].line


@remembered
def reports(source: Source, context: Context) -> tuple[Report, ...]:
    """The reports of a document in order: the document itself where it is one, else those appended to it."""
    found = sections(source)
    names = publisher_names(source, context)
    if context.kind in {"PROJECT_EVALUATION", "OVERALL_EVALUATION"}:
        own = _report(context.document["title"], names, context, found)
        if own is not None:
            return (own,)
    return tuple(_appended(found, names, context))


def _appended(found: Sequence[Heading], names: list[str], context: Context) -> Iterator[Report]:
    """The reports whose titles stand among the headings of a document."""
    titles = [i for i, each in enumerate(found) if each.level in {"title", "part"}]
    for position, start in enumerate(titles):
        end = titles[position + 1] if position + 1 < len(titles) else len(found)
        if found[start].level == "title":
            report = _report(found[start].title, names, context, found[start:end])
            if report is not None:
                yield report


def _report(title: str, names: list[str], context: Context, own: Sequence[Heading]) -> Report | None:
    """The report that a title announces; None where it announces something else."""
    match = TITLE.match(plain(title))
    if match is None:
        return None
    if OVERALL.search(plain(title)):
        return Report("", ("DEPARTMENT", department(context)), match["year"], "OVERALL", own)
    name = without_publisher(match["before"] + match["after"], names).removesuffix("支出").removesuffix("项目")
    kind = "SELF" if SELF.search(match.group()) else "FISCAL" if match["by"] == "财政" else "DEPARTMENT"
    if not name:
        return None
    return Report(name, ("PROJECT", project_key(context, name)), match["year"], kind, own)
