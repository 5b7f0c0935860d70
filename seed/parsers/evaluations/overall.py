"""The self-evaluation table of a whole department: execution of its budget, targets and outcomes, total score."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seed.parsers.evaluations.form_notes import BANDS, noted
from seed.parsers.evaluations.forms import lines_above, table_form
from seed.parsers.evaluations.indicator_tables import PrintedIndicator
from seed.parsers.evaluations.self_evaluations import YEAR, evaluated_indicator, evaluation_row, read_in_part
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import section_at, sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import criterion_row, department, observation, row
from seed.parsers.tables import tables_in
from seed.parsers.wording.grades import grade_of
from seed.parsers.wording.passages import Passage, passage, plain
from seed.parsers.wording.printed_values import NUMBER, printed_value
from seed.sources.model import Line, Source

TITLE = re.compile(r"(部门|单位)?整体(支出)?(绩效)?(自评|评价)(情况)?表([（(]20[0-9]{2}年度?[)）])?$")
EXECUTION_LINE = re.compile(
    rf"(?P<approved>{NUMBER})\s+(?P<executed>{NUMBER})\s+(?P<rate>{NUMBER})%\s+(?P<weight>{NUMBER})\s+(?P<score>{NUMBER})"
)
TOTAL_LINE = re.compile(rf"(?:总分|合计|总得分)\s+(?:100\s+)?(?P<score>{NUMBER})")
OUTCOME_LINE = re.compile(rf"(?P<target>\S.*?)\s+(?P<actual>\S+)\s+(?P<weight>{NUMBER})\s+(?P<score>{NUMBER})")
TORN_OUTCOME = re.compile(rf"{NUMBER}\s+{NUMBER}\s+{NUMBER}")
SIGNED = re.compile(r"[≥≤=><]")
FULL_BY_RULE = re.compile(r"百分制")
EXECUTION_WORDS = ("预算数", "执行数", "执行率", "分值", "得分")
BY_RATE = "执行率*该指标分值"
AROUND = 150
"""Within how many lines of its title the parts of a table stand that the extraction tore apart."""


EMPTY = Passage("", (), ())


@dataclass(frozen=True)
class OverallTable:
    """A table: its heading, the execution row and total as printed, its indicators, and the lines not read."""

    heading: Heading
    execution: Mapping[str, str] = field(default_factory=dict)
    execution_line: int = 0
    score: str = ""
    score_line: int = 0
    grade: str = ""
    indicators: Sequence[PrintedIndicator] = ()
    unpaired: Sequence[int] = ()
    notes: Passage = EMPTY
    money_unit: str = "万元"
    unread: Sequence[tuple[str, int]] = ()


def recognises(source: Source, _context: Context) -> bool:
    """Whether a title announces such a table."""
    return any(TITLE.search(plain(line.text)) for line in source.lines)


def parse(source: Source, context: Context) -> Section:
    """The evaluation, its criteria and scores, and the indicators of the department."""
    result = Section()
    for table in _tables(source):
        year = YEAR.search(table.heading.title)
        _add(result, source, context, table, year["year"] if year else str(context.fiscal_year))
    return result


def _tables(source: Source) -> Iterator[OverallTable]:
    if source.geometric:
        yield from _of_grids(source)
        return
    for heading in sections(source):
        if TITLE.search(heading.title):
            yield _of_lines(heading, tuple(source.between(heading.line - AROUND, heading.line + AROUND)))


def _of_grids(source: Source) -> Iterator[OverallTable]:
    """The tables whose cells stand in their columns; a title without one is reported by what follows from it."""
    found = sections(source)
    for rows in tables_in(source, source.lines):
        form = table_form(section_at(found, rows[0].line), rows, lines_above(source, rows))
        if form is None or not TITLE.search(form.heading.title) or not form.reports_outcomes:
            continue
        score, line = form.fields.get("score", ("", 0))
        execution = {name: text.removesuffix("%").replace(",", "") for name, (text, _) in form.budget.items()}
        at = next((where for _, where in form.budget.values()), 0)
        near = passage(source.between(rows[0].line, rows[0].line + AROUND))
        grade = grade_of(form.text("grade"))
        yield OverallTable(
            form.heading, execution, at, score, line, grade, form.indicators, (), near, form.money_unit, form.unread
        )


def _of_lines(heading: Heading, near: Sequence[Line]) -> OverallTable:
    """What can be told of a table whose names and figures were extracted apart from each other."""
    notes = passage(near)
    words = notes.text
    execution: dict[str, str] = {}
    at = score_line = 0
    score = ""
    unpaired: list[int] = []
    before = ""
    signed = 0
    for line in near:
        text = line.text.strip()
        executed, total, outcome = (
            EXECUTION_LINE.fullmatch(text),
            TOTAL_LINE.fullmatch(text),
            OUTCOME_LINE.fullmatch(text),
        )
        if executed is not None and all(word in words for word in EXECUTION_WORDS):
            execution, at = {name: value.replace(",", "") for name, value in executed.groupdict().items()}, line.number
        elif total is not None:
            score, score_line = total["score"], line.number
        elif (outcome is not None and _is_outcome(outcome)) or (TORN_OUTCOME.fullmatch(text) and SIGNED.match(before)):
            unpaired.append(signed if outcome is None else line.number)
        signed = line.number if SIGNED.match(text) else signed
        before = text if SIGNED.match(text) else before if before and not TORN_OUTCOME.fullmatch(text) else ""
    return OverallTable(heading, execution, at, score, score_line, "", (), unpaired, notes)


def _is_outcome(match: re.Match[str]) -> bool:
    """Whether a line with two numbers at its end holds a target and an outcome before them."""
    target, actual = printed_value(match["target"]), printed_value(match["actual"])
    return bool(SIGNED.match(match["target"])) or target.comparison == actual.comparison == "QUALITATIVE"


def _add(result: Section, source: Source, context: Context, table: OverallTable, year: str) -> None:
    subject = ("DEPARTMENT", department(context))
    key = f"{subject[1]}/{year}/OVERALL"
    for ordinal, printed in enumerate(table.indicators, 1):
        result.rows["indicators"].append(evaluated_indicator(context, table.heading, subject, year, ordinal, printed))
    for words, at in table.unread:
        result.warn(source, at, words)
    if not re.fullmatch(NUMBER, table.score):
        result.warn(source, table.heading.line, "the table states no total score that could be read")
        return
    line = table.score_line or table.heading.line
    full = "100" if FULL_BY_RULE.search(table.notes.text) else ""
    cells = {"kind": "OVERALL", "year": year, "score": table.score, "grade": table.grade, "full_score": full}
    evaluation = evaluation_row(context, table.heading, line, subject=subject, **cells)
    result.rows["evaluations"].append(evaluation | (read_in_part(len(table.unpaired)) if table.unpaired else {}))
    for item in _score_items(context, table, key):
        result.rows["score_items"].append(item)
        result.rows["criteria"].append(criterion_row(item["criterion"]))
    result.rows["observations"] += _observations(context, table, key, year)
    if table.unpaired:
        rows = f"{len(table.unpaired)} rows of targets and outcomes"
        result.warn(source, table.unpaired[0], f"{rows}, whose names are printed apart from them, were not paired")


def _score_items(context: Context, table: OverallTable, key: str) -> Iterator[Row]:
    """The execution of the budget, then the indicators under their levels, parents before children."""
    ordinal = 0
    seen: set[str] = set()
    if {"weight", "score"} <= table.execution.keys():
        ordinal += 1
        yield _item(context, table, key, ordinal, "预算执行情况", table.execution_line, _execution_cells(table))
    for printed in table.indicators:
        path = [name for name in (printed["level1"], printed["level2"], printed["name"]) if name]
        for depth in range(1, len(path) + 1):
            criterion = " > ".join(path[:depth])
            if depth < len(path) and criterion in seen:
                continue
            seen.add(criterion)
            ordinal += 1
            cells = _cells(printed, table) if depth == len(path) else {}
            yield _item(context, table, key, ordinal, criterion, printed.line, cells)


def _item(  # noqa: PLR0913, PLR0917 - a row of a table, at a place in it
    context: Context, table: OverallTable, key: str, ordinal: int, criterion: str, line: int, cells: Mapping[str, str]
) -> Row:
    place = {"evaluation": key, "ordinal": ordinal, "criterion": criterion}
    return row("score_items", context, table.heading, line, **place, **cells)


def _execution_cells(table: OverallTable) -> dict[str, str]:
    rate = table.execution.get("rate", "")
    cells = {"weight": table.execution["weight"], "score": table.execution["score"]}
    if rate:
        cells |= {"input_value": rate, "input_text": f"{rate}%"}
    if BY_RATE in table.notes.text or "执行率" in table.notes.text:
        cells |= {"rule": "PROPORTIONAL", "rule_terms": "formula=rate*weight;cap=weight"}
    return cells


def _cells(printed: PrintedIndicator, table: OverallTable) -> dict[str, str]:
    """Weight, score and outcome of an indicator, and the rule that the notes state for its kind."""
    target, actual = printed_value(printed["target"]), printed_value(printed["actual"])
    cells = {
        "weight": printed["weight"].removesuffix("分"),
        "score": printed["score"].removesuffix("分"),
        "benchmark": printed["target"],
        "input_value": actual.value,
        "input_text": actual.text,
    }
    bands = BANDS.search(table.notes.text)
    if target.comparison == "QUALITATIVE" and bands is not None:
        terms = f"bands={bands['b']}..{bands['a']}|{bands['c']}..{bands['b']}|0..{bands['c']}"
        cells |= {"rule": "QUALITATIVE_BANDS", "rule_terms": f"{terms};lower_inclusive={bands['b']}|{bands['c']}"}
    elif target.value and "B/A" in table.notes.text:
        formula = "A/B" if target.comparison in {"LE", "LT"} else "B/A"
        cells |= {"rule": "PROPORTIONAL", "rule_terms": f"formula={formula};cap=weight;full_when_met=true"}
    return cells


def _observations(context: Context, table: OverallTable, key: str, year: str) -> Iterator[Row]:
    """The amounts of the execution row, and how many indicators the table has."""
    for column, measure, unit in (
        ("approved", "initial_budget", table.money_unit),
        ("adjusted", "adjusted_budget", table.money_unit),
        ("executed", "executed_amount", table.money_unit),
        ("rate", "execution_rate", "%"),
    ):
        value = table.execution.get(column, "")
        if re.fullmatch(NUMBER, value):
            yield observation(
                context,
                table.heading,
                table.execution_line,
                subject=("EVALUATION", key),
                name="年度资金总额",
                measure=measure,
                fiscal_year=year,
                value=value,
                unit=unit,
                published=value,
            )
    for cells, line in noted(table.notes):
        told = {name: text for name, text in cells.items() if name not in {"name", "measure"}}
        yield observation(
            context,
            table.heading,
            line,
            subject=("EVALUATION", key),
            name=cells["name"],
            measure=cells["measure"],
            fiscal_year=year,
            **told,
        )
    count = len(table.indicators) or len(table.unpaired)
    if count:
        line = table.indicators[0].line if table.indicators else table.unpaired[0]
        cells = {"name": table.heading.title, "measure": "indicators_count", "value": str(count), "unit": "个"}
        note = "derived: counted rows of the table"
        yield observation(
            context, table.heading, line, subject=("EVALUATION", key), fiscal_year=year, note=note, **cells
        )


PARSER = SectionParser("overall self-evaluation", recognises, parse)
