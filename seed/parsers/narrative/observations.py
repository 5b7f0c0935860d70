"""The figures of running text as observations: amounts, shares, rates, changes, counts, with their time and subject.

Why something changed stands with the figure in the words of the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, pairwise
from typing import NamedTuple

from seed.parsers.evaluations.reports import Report, reports
from seed.parsers.narrative.functional_items import SCHEME, FunctionalItems, functional_items
from seed.parsers.narrative.project_explanations import explained_projects
from seed.parsers.narrative.project_names import SUMMARISED, ProjectNames, project_names
from seed.parsers.narrative.reasons import explain
from seed.parsers.narrative.report_indicators import parse as parse_indicators
from seed.parsers.narrative.spending import parse as parse_spending
from seed.parsers.narrative.told import Told
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.publisher import publisher_names, without_publisher
from seed.parsers.rows import department, observation, unit
from seed.parsers.wording.figure_names import NUMBERING, name_of
from seed.parsers.wording.item_forms import item_starts
from seed.parsers.wording.measures import Kind, Voice, measure_of
from seed.parsers.wording.mentions import Mention, mentions
from seed.parsers.wording.numbered import items
from seed.parsers.wording.passages import Passage, sentences
from seed.parsers.wording.readings import Reading, Relation, Thread, distributed, readings
from seed.parsers.wording.unchanged import unchanged
from seed.sources.model import Source

GOALS = re.compile(r"(履职|年度|工作)(总体)?目标$")
GOALS_NUMBER = re.compile(r"^[^\u4e00-\u9fff]*[（(]?[一二三四五六七八九十]{0,3}[)）、]?")
LONGEST_GOAL = 40
SPENT = ("approved", "adjusted", "executed", "execution_rate")
UNITLESS = re.compile(
    r"(?:增加|减少|增长|下降|上升|降低|占|决算为|预算为|合计|总计)(?P<number>[0-9][0-9,.]{0,20}[0-9]|[0-9])(?=[，。；])"
)
WITHIN = re.compile(r"在(?P<scope>[^，。；]{2,30}?)中，")
"""What a clause tells its figures of: `在其他政府采购项目中，由中小企业成交的…`."""

SKIPPED = re.compile(
    r"名词解释|绩效目标(?:申报|填报)?表$|自评表$|汇总表$|评价原则$|指标体系框架|立项依据|实施方案|实施主体"
)
TABLES_PART = re.compile(r"^第.{1,3}部分.*表$")
AS_OF = re.compile(r"截[至止]至?(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
YEAR_END = re.compile(r"(?:截[至止]至?)?(?P<year>20[0-9]{2})年(?:末|底)")
YEAR_ONLY = re.compile(
    r"(?<![比较与年])(?P<year>20[0-9]{2})年(?:度|当年)?(?!年|末|底|[0-9]{1,2}月|起|.{0,4}(?:压缩|下降|相比))"
)
MONTHS = re.compile(r"(?P<year>20[0-9]{2})年(?P<first>[0-9]{1,2})(?:[-—–至](?P<last>[0-9]{1,2}))?月(?!底|末|[0-9])")
QUARTER = re.compile(r"第(?P<quarter>[一二三四])季度")
QUARTERS = {word: f"Q{number}" for number, word in enumerate("一二三四", 1)}
FLOWS = frozenset(
    {"initial_budget", "adjusted_budget", "executed_amount", "execution_rate", "change_amount", "change_rate"}
)
"""What is of a year and not of a day: the date of a sentence before is not theirs."""

FUND = re.compile(r"(?:政府性基金|国有资本经营)预算(?:财政拨款)?")
OF_FUND = re.compile(r"(?:本年|当年)?(?:收入|支出)|(?:年初|年末|上年|本年)?结转(?:和结余)?|(?:年初|年末)结转和结余")
"""What a section on a fund names without the fund."""

NEAR_YEARS = 3
"""How many years from the document's a year in the text may lie to be the year of a figure."""


@dataclass(frozen=True)
class Whole:
    """What is known of the whole document while its sentences are read."""

    names: ProjectNames
    claims: "Claims"
    items: FunctionalItems
    publishers: list[str]
    explained: Mapping[str, str]
    """The projects that are explained under headings of their own: their keys by the heading."""

    doubts: list[tuple[int, str]] = field(default_factory=list)
    """What was left out, by line."""


@dataclass
class Setting:
    """Where a sentence stands: its section, whose figures it tells, in which voice, of which year and date."""

    heading: Heading
    subject: tuple[str, str]
    voice: Voice
    year: int
    whole: Whole
    period: str = ""
    thread: Thread = field(default_factory=Thread)

    def told(self, context: Context, line: int, cells: Mapping[str, str]) -> Row:
        """An observation about the subject of the setting, in its year."""
        own = {name: text for name, text in cells.items() if name not in {"name", "measure"}}
        item = self.whole.items.of(cells["name"], self.year)
        if item is not None and item.code:
            own |= {"classification_scheme": SCHEME, "classification_code": item.code}
        return observation(
            context,
            self.heading,
            line,
            subject=self.subject,
            name=item.name if item else cells["name"],
            measure=cells["measure"],
            fiscal_year=self.year,
            **own,
        )


def recognises(source: Source, _context: Context) -> bool:
    """Whether there is running text: a full stop."""
    return any("。" in line.text for line in source.lines)


def parse(source: Source, context: Context) -> Section:
    """An observation for every figure of the text that no other parser takes, each once."""
    result = Section()
    told = Told()
    names = project_names(source, context)
    whole = Whole(
        names,
        Claims(source, context),
        functional_items(source, context),
        publisher_names(source, context),
        {each.title: known.key for each in explained_projects(source) if (known := names.of(each.name))},
    )
    for setting, sentence, after in _sentences(source, context, whole):
        found = list(_observations(context, setting, sentence))
        explain(((each.place, each.row) for each in found), sentence.text, after)
        for each in found:
            told.take(each.row, inherited=each.inherited, scope=each.scope)
    for goal in _goals(source, context, whole):
        told.take(goal)
    result.rows["observations"] = list(told.rows.values())
    result.rows["mentions"] = told.again
    for line, words in dict.fromkeys(whole.doubts):
        result.warn(source, line, words)
    return result


def _goals(source: Source, context: Context, whole: Whole) -> Iterator[Row]:
    """The goals that a department lists under a heading of their own, by their titles."""
    for heading in sections(source):
        if GOALS.search(heading.title):
            for item in items(heading.lines):
                title = item.passage.text.rstrip("。；-—")
                if len(title) <= LONGEST_GOAL and "。" not in title:
                    cells = {"name": GOALS_NUMBER.sub("", heading.title), "measure": "duty_goal", "text": title}
                    cells["qualifier"] = str(item.first)
                    yield _setting(context, heading, None, whole).told(context, item.line, cells)


def _sentences(source: Source, context: Context, whole: Whole) -> Iterator[tuple[Setting, Passage, str]]:
    """Every sentence with its setting and the words of the next one under its heading."""
    of_reports = {(each.line, each.path): report for report in reports(source, context) for each in report.prose}
    for heading in sections(source):
        skipped = any(SKIPPED.search(title) or TABLES_PART.search(title) for title in heading.path)
        report = of_reports.get((heading.line, heading.path))
        if skipped or (report is None and heading.level in {"annex", "table"}):
            continue
        setting = _setting(context, heading, report, whole)
        for sentence, after in pairwise([*_parts(heading.passage), Passage("", (), ())]):
            _turn(setting, sentence.text, context)
            yield setting, sentence, after.text


def _parts(whole: Passage) -> Iterator[Passage]:
    """The sentences of a passage; a numbered item of the classification begins one, whatever stands before it."""
    for sentence in sentences(whole):
        starts = [0, *(start for start in item_starts(sentence.text) if start), len(sentence.text)]
        for start, end in pairwise(starts):
            yield sentence.part(start, end)


class Claims:
    """The figures that are rows of other tables: budgets and shares of projects, targets of indicators."""

    def __init__(self, source: Source, context: Context) -> None:
        self._of_project: dict[str, set[Decimal]] = {}
        self._on_line: set[tuple[int, Decimal]] = set()
        self._changes: set[tuple[str, Decimal]] = set()
        self._texts: set[tuple[int, str]] = set()
        rows = parse_spending(source, context).rows
        for row in (*rows["project_budgets"], *rows["allocations"]):
            values = {Decimal(row[column]) for column in SPENT if row[column]}
            self._of_project.setdefault(row["project"], set()).update(values)
            self._on_line.update((int(row["line"]), value) for value in values)
        for row in parse_indicators(source, context).rows["indicators"]:
            if row["target_value"] and not row["weight"]:
                self._on_line.add((int(row["line"]), Decimal(row["target_value"])))
                self._changes.add((row["name"], Decimal(row["target_value"])))
            self._texts.add((int(row["line"]), row["target_text"]))

    def mentioned(self, mention: Mention) -> bool:
        """Whether a mention is the target of an indicator."""
        return (mention.line, mention.cells.get("text", "")) in self._texts

    def holds(self, setting: "Setting", reading: Reading, kind: Kind, line: int) -> bool:
        """Whether a figure on a line is one of them."""
        value = Decimal(reading.figure.number)
        aimed_at = reading.relation is Relation.CHANGE and (reading.name, value) in self._changes
        if aimed_at or (line, value) in self._on_line:
            return True
        of_budget = reading.figure.is_money or kind.measure == "execution_rate"
        return of_budget and setting.voice is Voice.PROJECT and value in self._of_project.get(setting.subject[1], ())


def _setting(context: Context, heading: Heading, report: Report | None, whole: Whole) -> Setting:
    if report is not None and report.project:
        return Setting(heading, report.subject, Voice.PROJECT, int(report.year), whole)
    explained = whole.explained.get(heading.path[0]) if heading.path else None
    if explained is not None:
        return Setting(heading, ("PROJECT", explained), Voice.BUDGET, context.fiscal_year, whole)
    own = ("BUDGET_UNIT", unit(context)) if unit(context) else ("DEPARTMENT", department(context))
    voice = {"FINAL_ACCOUNTS": Voice.ACCOUNTS, "OVERALL_EVALUATION": Voice.OVERALL, "PROJECT_EVALUATION": Voice.PROJECT}
    return Setting(heading, own, voice.get(context.kind, Voice.BUDGET), context.fiscal_year, whole)


def _turn(setting: Setting, text: str, context: Context) -> None:
    """Turn to the project whose self-evaluation a sentence begins to sum up; forget dates that were of the last."""
    if setting.period.count("-") == 1 or "/" in setting.period or NUMBERING.match(text):
        setting.period = ""
    summarised = SUMMARISED.search(text)
    if summarised is not None:
        known = setting.whole.names.of(summarised["name"])
        if known is not None:
            setting.subject, setting.voice, setting.thread = ("PROJECT", known.key), Voice.PROJECT, Thread()
    elif re.match(r"20[0-9]{2}年度(?:预算)?项目支出绩效自评", text):
        setting.subject, setting.voice = ("DEPARTMENT", department(context)), Voice.ACCOUNTS


class Observed(NamedTuple):
    """An observation: the place of its figure in its sentence, whether its name is that of a figure before, its scope.

    The scope tells it from others of its name: what it is about, where the sentence says so.
    """

    row: Row
    place: int = 0
    inherited: bool = False
    scope: str = ""


def _observations(context: Context, setting: Setting, sentence: Passage) -> Iterator[Observed]:
    """The observations that a sentence holds."""
    opened = QUARTER.match(sentence.text)
    spoken = list(readings(sentence.text, setting.thread, setting.year))
    counted, undated = "", setting.period
    for reading in distributed(spoken):
        _date(setting, reading.before, context)
        kind = measure_of(reading, setting.voice, setting.heading.locator)
        figure = reading.figure
        line = sentence.line(figure.start + max(figure.published.find(figure.number[:1]), 0))
        if kind is None or setting.whole.claims.holds(setting, reading, kind, line):
            continue
        if not reading.name:
            setting.whole.doubts.append((line, f"`{figure.published}` is left out: what it is of cannot be told"))
            continue
        quarter = QUARTER.search(reading.near) or opened
        period = reading.period or (QUARTERS[quarter["quarter"]] if quarter else "") or setting.period
        if kind.measure in FLOWS and period == undated:
            period = ""
        row = _row(context, setting, line, reading, kind, period)
        within = [*WITHIN.finditer(sentence.text, 0, figure.start)][-1:]
        scope = counted if kind.measure == "amount_covered" else within[0]["scope"] if within else ""
        counted = row["name"] if kind.measure == "projects_count" else counted
        yield Observed(row, figure.start, not name_of(reading.near), scope)
    told = ((0, mention) for mention in mentions(sentence, spoken, setting.thread, setting.year))
    for place, mention in chain(told, unchanged(sentence, spoken, setting.thread, setting.year)):
        if setting.whole.claims.mentioned(mention):
            continue
        if mention.measure != "presence" or setting.voice is not Voice.PROJECT:
            yield Observed(setting.told(context, mention.line, mention.cells), place)
    _doubt(setting, sentence, spoken)


def _doubt(setting: Setting, sentence: Passage, spoken: Sequence[Reading]) -> None:
    """Note what a sentence says that cannot be meant: a number without a unit, a change against its own year."""
    for match in UNITLESS.finditer(sentence.text):
        line = sentence.line(match.start("number"))
        setting.whole.doubts.append((line, f"`{match.group()}` is left out: the number has no unit"))
    for reading in spoken:
        if reading.relation is Relation.CHANGE and reading.against == str(setting.year) and reading.explicit:
            line = sentence.line(reading.figure.start)
            words = f"`{reading.near}{reading.figure.published}` compares {setting.year} with itself; kept as printed"
            setting.whole.doubts.append((line, words))


def _date(setting: Setting, before: str, context: Context) -> None:
    """The date or year of a figure, by the nearest one named before it."""
    as_of, end, months = AS_OF.search(before), YEAR_END.search(before), MONTHS.search(before)
    named = [int(match["year"]) for match in YEAR_ONLY.finditer(before)]
    found = as_of or end or months
    year = int(found["year"]) if found else named[-1] if named else 0
    if abs(year - context.fiscal_year) > NEAR_YEARS:
        return
    setting.year, setting.period = year, ""
    if as_of is not None:
        setting.period = f"{year}-{int(as_of['month']):02}-{int(as_of['day']):02}"
    elif end is not None:
        setting.period = f"{year}-12-31" if "末" in end.group() else f"{year}-12"
    elif months is not None:
        last = f"/{year}-{int(months['last']):02}" if months["last"] else ""
        setting.period = f"{year}-{int(months['first']):02}{last}"


def _row(  # noqa: PLR0913, PLR0917 - a figure has words, place, kind, time and subject
    context: Context, setting: Setting, line: int, reading: Reading, kind: Kind, period: str
) -> Row:
    figure = reading.figure
    project = setting.whole.names.of(reading.name) if reading.cause else None
    subject = ("PROJECT", project.key) if project is not None else setting.subject
    own = name_of(without_publisher(reading.name, setting.whole.publishers)) or reading.name
    fund = FUND.search(setting.heading.title)
    if fund and OF_FUND.fullmatch(own):
        own = f"{fund.group()}{own}"
    item = setting.whole.items.of(own, setting.year)
    own = item.name if item else own
    if item and item.warning:
        setting.whole.doubts.append((line, item.warning))
    whole = name_of(without_publisher(reading.part_of, setting.whole.publishers)) if reading.cause else ""
    name = f"{whole} / {own}" if whole and whole != own else own
    value = f"-{figure.number}" if kind.signed and reading.sign < 0 and Decimal(figure.number) else figure.number
    compared = reading.against if reading.relation is Relation.CHANGE and not reading.initial else ""
    return observation(
        context,
        setting.heading,
        line,
        subject=subject,
        name=name,
        measure=kind.measure,
        fiscal_year=reading.of_year or setting.year,
        period=period,
        compared_with=compared,
        value=value,
        unit=figure.unit,
        approximation=figure.approximation,
        published=figure.published,
        qualifier=_qualifier(reading, kind),
        classification_scheme=SCHEME if item and item.code else "",
        classification_code=item.code if item else "",
    )


def _qualifier(reading: Reading, kind: Kind) -> str:
    """What tells a figure from others of its name: the whole of a share, the base of a change, its part in a reason."""
    if kind.measure == "share" and reading.whole:
        return f"占{reading.whole}"
    if kind.measure == "execution_rate" and reading.whole:
        return f"完成{reading.whole}"
    if reading.cause:
        return "主要原因的组成部分"
    return "比年初预算" if reading.initial and kind.measure in {"change_rate", "change_vs_initial_budget"} else ""


PARSER = SectionParser("narrative", recognises, parse)
