"""Indicators that reports state outside of forms: in lists of targets, in fourth-level cells of rubrics, in quotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seed.parsers.cited_rules import MEETING
from seed.parsers.evaluations.reports import Report, reports
from seed.parsers.evaluations.rubrics import NO_DETAIL, Scored, rubric_of, scored
from seed.parsers.narrative.project_names import ProjectNames, project_names
from seed.parsers.outline import Section as Heading
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import department, row
from seed.parsers.wording.passages import Passage, sentences
from seed.parsers.wording.printed_values import NOTHING, NUMBER, PrintedValue, met, printed_value
from seed.parsers.wording.units import UNIT
from seed.sources.model import Source

LEVEL1_OF = {
    **dict.fromkeys(("数量指标", "质量指标", "时效指标"), "产出指标"),
    **dict.fromkeys(("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"), "效益指标"),
    **dict.fromkeys(("经济成本指标", "社会成本指标", "生态环境成本指标", "成本指标"), "成本指标"),
    **dict.fromkeys(("满意度指标", "服务对象满意度指标"), "满意度指标"),
}
LEVEL2 = "|".join(LEVEL1_OF)
LISTED = re.compile(
    rf"(?:(?<=[（(][0-9][)）])|(?<=[0-9]\.))(?P<level>产出|效益|满意度|成本)指标[（(：:。]{NUMBER}分[)）]?[：:。；]?"
    r"(?P<text>[^。]{6,400})。"
)
STATED = re.compile(
    rf"(?P<name>[^0-9，；：≥≤><=]{{3,30}}?)(?P<target>(?:[比较][0-9]{{4}}年)?(?:下降|压缩|降低|减少|提高|增长){NUMBER}%"
    rf"|[≥≤><=]{NUMBER}(?:{UNIT})?|(?:达到?|不低于|不少于){NUMBER}(?:{UNIT})(?:以上)?|保持[^，；]{{2,12}}|位?居[^，；]{{2,12}})"
)
QUOTED_TARGET = re.compile(
    rf"(?:(?P<level2>{LEVEL2}))?[“\"](?P<name>[^”\"]{{2,40}})[”\"]的指标值为[“\"](?P<target>[^”\"]{{1,30}})[”\"]"
)
CHANGED = re.compile(
    r"[“\"](?P<name>[^”\"]{2,40})[”\"](?:的指标值)?由[“\"](?P<original>[^”\"]{1,20})[”\"](?:调整|修改|变更)为[“\"](?P<target>[^”\"]{1,20})[”\"]"
)
DELETED = re.compile(rf"(?P<level2>{LEVEL2})的?[“\"](?P<name>[^”\"]{{2,40}})[”\"](?:删除|取消)")
PROJECT = re.compile(r"[“\"](?P<name>[^”\"]{2,40})[”\"]项目")
TEMPLATE = re.compile(r"细化出?四级指标")
BETTER = re.compile(
    r"(?P<name>[^，]{3,20}?)(?P<target>(?:进一步|显著|明显|持续|不断|稳步|有效)(?:提升|提高|改善|增强|优化|扩大|降低|下降))"
)
OUTCOME_LEVELS = ("产出", "效益", "满意度", "成本")
INFERRED_LEVEL = "level 1 not printed: inferred from level 2"
QUANTITY = re.compile(r"(数量|次数|人数|个数|数)$")


@dataclass(frozen=True, slots=True)
class Stated:
    """An indicator as a text states it."""

    heading: Heading
    line: int
    level1: str
    level2: str
    name: str
    target: PrintedValue
    original: PrintedValue = NOTHING
    item: Scored | None = None
    rules: str = ""
    note: str = ""


def recognises(source: Source, context: Context) -> bool:
    """Whether the document is or holds an evaluation report."""
    return bool(reports(source, context))


def parse(source: Source, context: Context) -> Section:
    """The indicators of every report, each name and target once, numbered by subject."""
    result = Section()
    names = project_names(source, context)
    for report in reports(source, context):
        found: dict[str, list[Stated]] = {}
        seen: set[tuple[str, str, str, bool]] = set()
        for subject, stated in _stated(source, context, report, names):
            identity = (subject, stated.name, stated.target.text or stated.original.text, stated.item is not None)
            if identity not in seen:
                seen.add(identity)
                found.setdefault(subject, []).append(stated)
        outcomes = dict(_outcomes(report))
        for subject, all_stated in found.items():
            kind = "DEPARTMENT" if subject == department(context) else "PROJECT"
            rows = (_row(context, (kind, subject), report.year, place, outcomes) for place in enumerate(all_stated, 1))
            result.rows["indicators"] += rows
    return result


def _stated(source: Source, context: Context, report: Report, names: ProjectNames) -> Iterator[tuple[str, Stated]]:
    """The indicators with the key of their subject: a quoted project, else what the report is about."""
    for section in report.prose:
        if report.project:
            yield from ((report.subject[1], stated) for stated in _in_lists(section))
        for sentence in sentences(section.passage):
            yield from _in_quotes(section, sentence, names, department(context))
    if report.project:
        rubric = rubric_of(source, report)
        if rubric is not None:
            for stated in _in_rubric(rubric[0], list(scored(rubric[1]))):
                yield report.subject[1], stated


def _in_lists(section: Heading) -> Iterator[Stated]:
    """The targets that a list under the name of a level states."""
    text = section.passage
    for match in LISTED.finditer(text.text):
        offset = match.start("text")
        for words in re.split(r"[；，]", match["text"]):
            stated = STATED.fullmatch(words)
            if stated is not None:
                target = printed_value(stated["target"])
                line = text.line(offset + max(words.rfind(target.value), stated.start("target")))
                yield Stated(section, line, f"{match['level']}指标", "", stated["name"], target, note=_note(target))
            offset += len(words) + 1


def _note(target: PrintedValue) -> str:
    return "no operator printed, read as at least" if target.comparison == "GE" and target.text[0] in "比较" else ""


def _in_quotes(section: Heading, sentence: Passage, names: ProjectNames, fallback: str) -> Iterator[tuple[str, Stated]]:
    """The indicators that a sentence quotes: their target, its change, or that they were given up."""
    named = PROJECT.search(sentence.text)
    known = names.of(named["name"]) if named else None
    subject = known.key if known else fallback
    level2 = ""
    for match in QUOTED_TARGET.finditer(sentence.text):
        level2 = match["level2"] or level2
        if level2:
            target = printed_value(match["target"])
            line = sentence.line(match.start("name"))
            yield subject, Stated(section, line, LEVEL1_OF[level2], level2, match["name"], target, note=INFERRED_LEVEL)
    if known is None:
        return
    rules = ";".join(meeting.group() for meeting in MEETING.finditer(sentence.text))
    for match in CHANGED.finditer(sentence.text):
        level1 = "产出指标" if QUANTITY.search(match["name"]) else "绩效指标"
        values = (printed_value(match["target"]), printed_value(match["original"]))
        note = "target adjusted during the year; level 1 not printed"
        yield (
            subject,
            Stated(section, sentence.line(match.start()), level1, "", match["name"], *values, rules=rules, note=note),
        )
    for match in DELETED.finditer(sentence.text):
        place = (section, sentence.line(match.start()), LEVEL1_OF[match["level2"]], match["level2"], match["name"])
        yield subject, Stated(*place, NOTHING, note=f"indicator deleted during the year; {INFERRED_LEVEL}")


def _in_rubric(heading: Heading, items: Sequence[Scored]) -> Iterator[Stated]:
    """The fourth-level cells of outputs and benefits, which say what was to be reached."""
    for item in items:
        level1 = next((level for level in OUTCOME_LEVELS if item.path[0].startswith(level)), "")
        detail = item.row.detail
        if not level1 or len(item.path) != 3 or detail in NO_DETAIL or TEMPLATE.search(detail):  # noqa: PLR2004 - third level
            continue
        for position, words in enumerate(_targets_in(detail)):
            name, target = _name_and_target(words, item.row.benchmark)
            line = item.row.detail_line(target.value if target.value and target.value in detail else words)
            note = "fourth-level cell of the rubric" + (", which holds two" if position else "")
            yield Stated(heading, line, item.path[0], item.path[1], name, target, item=item, note=note)


def _targets_in(detail: str) -> list[str]:
    """The targets of a cell: two where each part of it states one."""
    parts = detail.split("，")
    return parts if len(parts) > 1 and re.search(r"[0-9]%$", parts[0]) else [detail]


def _name_and_target(words: str, benchmark: str) -> tuple[str, PrintedValue]:
    """What is measured and what is to be reached; the benchmark where the cell names no target."""
    stated = STATED.fullmatch(words)
    if stated is not None and re.search("[0-9]", stated["target"]):
        target = printed_value(stated["target"])
        change = re.fullmatch(rf"(?P<name>.*[0-9]{{4}}年[^0-9]+){NUMBER}%", words)
        return change["name"] if change else stated["name"], target
    amount = re.fullmatch(rf"(?P<name>[^0-9]{{2,30}})(?P<target>{NUMBER}(?:{UNIT}))", words)
    if amount is not None:
        return amount["name"], printed_value(amount["target"], unsigned="GE")
    if re.search(r"[0-9]", benchmark) or not benchmark:
        better = BETTER.fullmatch(words)
        if better is not None:
            return better["name"], PrintedValue("QUALITATIVE", "", "", better["target"])
        return words, PrintedValue("QUALITATIVE", "", "", words)
    return words, printed_value(benchmark)


def _outcomes(report: Report) -> Iterator[tuple[str, PrintedValue]]:
    """What the concluding sections say was reached, by what is measured."""
    for section in report.prose:
        if section.under(r"结论|产出|效益情况") and not section.under("指标体系|得分情况"):
            for words in re.split(r"[。；，]", section.passage.text):
                stated = STATED.fullmatch(words)
                if stated is not None:
                    yield stated["name"], printed_value(stated["target"])


def _row(
    context: Context, subject: tuple[str, str], year: str, place: tuple[int, Stated], outcomes: dict[str, PrintedValue]
) -> Row:
    ordinal, stated = place
    actual = outcomes.get(stated.name, NOTHING)
    points = {}
    if stated.item is not None and not stated.note.endswith("two"):
        points = {"weight": stated.item.weight, "score": stated.item.row.score}
    return row(
        "indicators",
        context,
        stated.heading,
        stated.line,
        key=f"{subject[1]}/{year}/i{ordinal}",
        subject_kind=subject[0],
        subject=subject[1],
        fiscal_year=year,
        ordinal=ordinal,
        level1=stated.level1,
        level2=stated.level2,
        name=stated.name,
        **_cells("target", stated.target),
        **_cells("original_target", stated.original),
        **_cells("actual", actual),
        **points,
        met=met(stated.target, actual),
        cited_rules=stated.rules,
        note=stated.note,
    )


def _cells(column: str, value: PrintedValue) -> dict[str, str]:
    return {
        f"{column}_comparison": value.comparison,
        f"{column}_value": value.value,
        f"{column}_unit": value.unit,
        f"{column}_text": value.text,
    }


PARSER = SectionParser("indicators of reports", recognises, parse)
