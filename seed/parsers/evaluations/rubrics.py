"""Rubrics: what an evaluation scores, with weights, benchmarks, scores and the rules by which points are given."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from seed.parsers.evaluations.conclusions import Conclusion, conclusion, stated_levels
from seed.parsers.evaluations.reports import Report, reports
from seed.parsers.evaluations.rubric_rows import (
    STANDARD_NAMES,
    Level,
    Rubric,
    RubricRow,
    aligned_rubric,
    broken_rubric,
    is_form,
    tabbed_rubric,
)
from seed.parsers.evaluations.scoring_rules import scoring_rule
from seed.parsers.outline import Section as Heading
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import criterion_row, mention, observation, row
from seed.parsers.tables import tables_in
from seed.parsers.wording.passages import plain
from seed.sources.model import Source

NO_DETAIL = frozenset({"", "-", "—"})
TITLE = re.compile(r"指标体系|评分表|指标.{0,6}框架|得分表|评价表")
DERIVED_WEIGHT = (
    "weight cell merged over several rows; derived: weight from score and rate, and the weights add up to the cell"
)
MERGED_RULE = "rule cell merged with that of the row above"


@dataclass
class Scored:
    """A criterion of a rubric: its path, its weight where printed, the row it comes from, its line and its note."""

    path: tuple[str, ...]
    line: int
    weight: str = ""
    row: RubricRow = field(default_factory=lambda: RubricRow(0))
    note: str = ""


def recognises(source: Source, context: Context) -> bool:
    """Whether the document is or holds an evaluation report."""
    return bool(reports(source, context))


def parse(source: Source, context: Context) -> Section:
    """Criteria and score items of the rubric of every report; of one without a rubric, the scores its text states."""
    result = Section()
    for report in reports(source, context):
        stated = conclusion(report)
        found = rubric_of(source, report)
        if found is None:
            items = [
                Scored((name,), level.line, level.weight, RubricRow(level.line, score=level.score))
                for name, level in stated.levels.items()
            ]
            heading = next(iter(stated.levels.values())).heading if stated.levels else report.sections[0]
            _add(result, source, context, report, (heading, items), stated)
            continue
        heading, rubric = found
        items = list(scored(rubric))
        _add(result, source, context, report, (heading, items), stated)
        result.rows["mentions"] += _stated_again(context, report, items)
        result.rows["observations"] += _total(context, report, heading, rubric)
        for line in rubric.unread:
            result.warn(source, line, "a row of the rubric that could not be taken apart, or has no score")
    result.rows["criteria"] = list({each["path"]: each for each in result.rows["criteria"]}.values())
    return result


def _stated_again(context: Context, report: Report, items: Sequence[Scored]) -> Iterator[Row]:
    """The places of the text that state weight or points of a first level of the rubric."""
    firsts = {item.path[0] for item in items if len(item.path) == 1}
    for name, heading, line in dict.fromkeys(stated_levels(report)):
        if name in firsts:
            yield mention(context, heading, line, "SCORE_ITEM", f"{report.key}/{name}")


def rubric_of(source: Source, report: Report) -> tuple[Heading, Rubric] | None:
    """The rubric of a report with its heading; None where the report has none."""
    for heading in report.sections:
        lines = heading.lines
        if source.geometric:
            lines = tuple(source.between(heading.line, _end(source, report, heading)))
        for rows in tables_in(source, lines):
            rubric = None if is_form(rows) else aligned_rubric(rows) or tabbed_rubric(rows)
            if rubric is not None and rubric.rows:
                return heading, rubric
        if not source.geometric and TITLE.search(heading.title):
            rubric = broken_rubric(lines)
            if rubric is not None:
                return heading, rubric
    return None


def _end(source: Source, report: Report, heading: Heading) -> int:
    """The line before which the section under a heading ends."""
    after = [each.line for each in report.sections if each.line > heading.line]
    last = source.lines[-1].number if source.lines else heading.line
    return min(after, default=last + 1)


def scored(rubric: Rubric) -> Iterator[Scored]:
    """The criteria of a rubric, parents before children; a name that several fourth-level rows share is one."""
    path: list[str] = []
    for group in _groups(rubric.rows):
        first = group[0]
        for level in first.levels:
            path = path[:1] if path and (len(first.levels) == 1) else ([] if level is first.levels[0] else path[:1])
            path = [*path, level.name]
            yield Scored(tuple(path), level.line, level.weight)
        own = tuple(path[:2])
        if len(group) == 1:
            yield Scored((*own, first.name), first.line, first.weight, first)
            continue
        yield Scored((*own, first.name), first.line)
        for each in group:
            yield Scored((*own, first.name, each.detail), each.line, each.weight, each)


def _groups(rows: Sequence[RubricRow]) -> Iterator[list[RubricRow]]:
    """The rows by third-level name: after a row with a fourth level, one with a single unknown name goes on with it."""
    group: list[RubricRow] = []
    for each in rows:
        own = each
        if group and not each.levels and not each.detail and group[0].detail not in NO_DETAIL:
            if not each.name:
                own = replace(each, name=group[0].name)
            elif each.name not in STANDARD_NAMES:
                own = replace(each, name=group[0].name, detail=each.name)
        if group and not own.levels and own.name == group[0].name and own.detail not in NO_DETAIL:
            group.append(own)
            continue
        if group:
            yield group
        group = [own]
    if group:
        yield group


def _add(  # noqa: PLR0913, PLR0917 - the items of a report, with what the report says about them
    result: Section,
    source: Source,
    context: Context,
    report: Report,
    found: tuple[Heading, Sequence[Scored]],
    stated: Conclusion,
) -> None:
    heading, items = found
    _derive_merged(items)
    rule_above = ""
    for ordinal, item in enumerate(items, 1):
        if len(item.path) <= 2:  # noqa: PLR2004 - a level starts its own rules
            rule_above = ""
        rule_above = item.row.rule or rule_above
        cells = _rule_cells(result, source, item, rule_above)
        path = " > ".join(item.path)
        level = stated.levels.get(item.path[0]) if len(item.path) == 1 else None
        cells |= _input_cells(item, stated)
        result.rows["criteria"].append(criterion_row(path))
        result.rows["score_items"].append(
            row(
                "score_items",
                context,
                heading,
                item.line,
                evaluation=report.key,
                ordinal=ordinal,
                criterion=path,
                weight=item.weight or (level.weight if level else ""),
                score=item.row.score or (level.score if level else ""),
                rate=item.row.rate,
                benchmark=item.row.benchmark,
                detail=item.row.detail,
                deduction=stated.deducted(item.path[-1]),
                note=item.note,
                **cells,
            )
        )


def _rule_cells(result: Section, source: Source, item: Scored, rule_above: str) -> dict[str, str]:
    """Rule and constants of a row; one whose wording is unknown is left empty and reported."""
    if (not item.row.weight and not item.row.score) or len(item.path) < 3:  # noqa: PLR2004 - rules are those of the third level
        return {}
    text = item.row.rule or rule_above
    rule = scoring_rule(text) if text else None
    if rule is None:
        result.warn(source, item.line, f"the rule by which `{item.path[-1]}` is scored is not one of those known")
        return {}
    return {"rule": rule.name, "rule_terms": rule.terms}


def _input_cells(item: Scored, stated: Conclusion) -> dict[str, str]:
    """The rate to which the rule is applied, where the text states one of the same name."""
    printed = stated.rates.get(item.path[-1]) if len(item.path) > 2 else None  # noqa: PLR2004 - as above
    return {"input_value": printed[0], "input_text": printed[1]} if printed and item.row.rule else {}


def _derive_merged(items: Sequence[Scored]) -> None:
    """Give the rows under a merged weight cell their own weights, if score and rate tell them and they add up."""
    for position, item in enumerate(items):
        group = [item]
        for following in items[position + 1 :]:
            if following.path[:-1] != item.path[:-1] or following.weight or not following.row.score:
                break
            group.append(following)
        if len(group) < 2 or not item.weight or not item.row.score:  # noqa: PLR2004 - nothing is merged
            continue
        weights = [_weight(each.row) for each in group]
        if None in weights or sum(weight for weight in weights if weight is not None) != Decimal(item.weight):
            continue
        for each, weight in zip(group, weights, strict=True):
            each.weight, each.note = f"{weight:f}", DERIVED_WEIGHT


def _weight(printed: RubricRow) -> Decimal | None:
    """The weight that a score and its rate imply, where it is whole."""
    if not printed.rate or not Decimal(printed.rate):
        return None
    weight = Decimal(printed.score) * 100 / Decimal(printed.rate)
    return weight.quantize(Decimal(1)) if weight == weight.to_integral_value() else None


def _total(context: Context, report: Report, heading: Heading, rubric: Rubric) -> Iterator[Row]:
    if rubric.total_rate:
        yield observation(
            context,
            heading,
            rubric.total_line,
            subject=("EVALUATION", report.key),
            name="合计",
            measure="score_rate",
            fiscal_year=report.year,
            value=rubric.total_rate,
            unit="%",
            published=f"{rubric.total_rate}%",
            qualifier="指标体系合计行",
        )


def level_weights(rubric: Rubric) -> Mapping[str, Level]:
    """The first levels of a rubric by name."""
    firsts = (each.levels[0] for each in rubric.rows if len(each.levels) > 1)
    return {level.name: level for level in firsts}


def bare(text: str) -> str:
    """A name as criteria are compared: without blanks and without a 的 that some texts add."""
    return plain(text).replace("的", "")


PARSER = SectionParser("rubrics", recognises, parse)
