"""Evaluation reports: score, grade, the bands of the grades, the points that the text says were lost."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from seed.parsers.evaluations.conclusions import Conclusion, Lost, conclusion
from seed.parsers.evaluations.reports import Report, reports
from seed.parsers.evaluations.rubrics import Scored, rubric_of, scored
from seed.parsers.evaluations.self_evaluations import band_rows, evaluation_row, read_in_part
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import mention, project_key, row, told_again
from seed.parsers.wording.grades import grade_of
from seed.parsers.wording.printed_values import NUMBER
from seed.sources.model import Source

MENTIONED = re.compile(
    rf"[“\"](?P<project>[^”\"]{{2,40}})[”\"]项目，?(?:部门|财政|绩效)?(?:绩效)?评价(?:综合)?得分(?:为|是)?[“\"]?(?P<score>{NUMBER})[”\"]?分"
    r"(?:，等[级次](?:为|是)?[“\"]?(?P<grade>优秀?|良好?|中|较?差)[”\"]?)?"
)
"""How final accounts mention the result of a report that is published elsewhere."""

STANDARD_PATHS: Mapping[str, str] = {
    "立项依据充分性": "决策 > 项目立项",
    "立项程序规范性": "决策 > 项目立项",
    "绩效目标合理性": "决策 > 绩效目标",
    "绩效指标明确性": "决策 > 绩效目标",
    "预算编制科学性": "决策 > 资金投入",
    "资金分配合理性": "决策 > 资金投入",
    "资金到位率": "过程 > 资金管理",
    "预算执行率": "过程 > 资金管理",
    "资金使用合规性": "过程 > 资金管理",
    "管理制度健全性": "过程 > 组织实施",
    "制度执行有效性": "过程 > 组织实施",
    "实际完成率": "产出 > 产出数量",
    "质量达标率": "产出 > 产出质量",
    "完成及时性": "产出 > 产出时效",
    "成本节约率": "产出 > 产出成本",
}
"""Where the ministry's framework of 2020 (财预〔2020〕10号) has the criteria, for reports without their rubric."""


def recognises(source: Source, context: Context) -> bool:
    """Whether the document is or holds an evaluation report, or mentions the result of one."""
    return bool(reports(source, context)) or any("评价" in line.text for line in source.lines)


def parse(source: Source, context: Context) -> Section:
    """Evaluations with grade bands and deductions; a mention is one only where the report itself is not there."""
    result = Section()
    known: set[str] = set()
    for report in reports(source, context):
        known.add(report.subject[1])
        _add(result, source, context, report)
    for mentioned in _mentioned(source, context):
        if mentioned["subject"] not in known:
            known.add(mentioned["subject"])
            result.rows["evaluations"].append(mentioned)
        else:
            same = [each for each in result.rows["evaluations"] if _says_the_same(each, mentioned)]
            result.rows["mentions"] += [told_again("EVALUATION", each["key"], mentioned) for each in same]
    return result


def _add(result: Section, source: Source, context: Context, report: Report) -> None:
    stated = conclusion(report)
    found = rubric_of(source, report)
    items = list(scored(found[1])) if found else []
    score = stated.score or (found[1].total_score if found else "")
    if not score:
        result.warn(
            source,
            report.line,
            f"the report on `{report.project or report.subject[1]}` states no score that could be read",
        )
        return
    result.rows["evaluations"].append(
        evaluation_row(
            context,
            stated.heading,
            stated.line,
            subject=report.subject,
            kind=report.kind,
            year=report.year,
            score=score,
            grade=stated.grade,
            full_score=stated.full_score or _total_weight(items),
        )
        | (read_in_part(len(found[1].unread)) if found and found[1].unread else {})
    )
    if found and found[1].total_line and found[1].total_score in {"", score}:
        result.rows["mentions"].append(mention(context, found[0], found[1].total_line, "EVALUATION", report.key))
    for band, heading in stated.bands:
        result.rows["grade_bands"] += band_rows(context, heading, report.key, [band])
    for lost in stated.lost:
        deduction = _deduction(context, report, lost, items)
        if deduction is None:
            result.warn(source, lost.line, f"points lost on `{lost.name}`, which is no criterion of the rubric")
        else:
            result.rows["deductions"].append(deduction)


def _says_the_same(evaluation: Row, mentioned: Row) -> bool:
    """Whether a text mentions the result of an evaluation, by subject, year, kind and score."""
    return all(evaluation[column] == mentioned[column] for column in ("key", "score"))


def _total_weight(items: list[Scored]) -> str:
    """The full score that the weights of the first level add up to."""
    weights = [item.weight for item in items if len(item.path) == 1]
    return f"{sum(map(Decimal, weights)):f}" if weights and all(weights) else ""


def _deduction(context: Context, report: Report, lost: Lost, items: list[Scored]) -> Row | None:
    """The row of points lost; where the text names the criterion only, what its score is below its weight."""
    name = lost.name.replace("的", "")
    item = next((each for each in items if each.path[-1].replace("的", "") == name), None)
    path = (
        " > ".join(item.path)
        if item
        else f"{STANDARD_PATHS[name]} > {name}"
        if name in STANDARD_PATHS and not items
        else ""
    )
    amount, note = lost.amount, "" if item else "path by the ministry's framework: the report has no rubric"
    if not amount and item and item.weight and item.row.score:
        amount = f"{Decimal(item.weight) - Decimal(item.row.score):f}"
        note = f"the text states no amount; derived: weight {item.weight} - score {item.row.score}"
    if not path or not amount:
        return None
    return row(
        "deductions", context, lost.heading, lost.line, evaluation=report.key, criterion=path, amount=amount, note=note
    )


def _mentioned(source: Source, context: Context) -> Iterator[Row]:
    """Evaluations whose result a document mentions."""
    for section in sections(source):
        text = section.passage
        for match in MENTIONED.finditer(text.text):
            yield evaluation_row(
                context,
                section,
                text.line(match.start()),
                subject=("PROJECT", project_key(context, match["project"])),
                kind="FISCAL" if section.under("财政评价") else "DEPARTMENT",
                year=str(context.fiscal_year),
                score=match["score"],
                grade=grade_of(match["grade"] or ""),
            )


def stated(report: Report) -> Conclusion:
    """What the text of a report concludes."""
    return conclusion(report)


PARSER = SectionParser("evaluation reports", recognises, parse)
