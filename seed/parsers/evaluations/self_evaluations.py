"""Self-evaluations of projects: the list of all with score and grade, and the forms of single projects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seed.parsers.evaluations.execution_rows import AMOUNT
from seed.parsers.evaluations.forms import ProjectForm, printed_forms
from seed.parsers.evaluations.indicator_tables import PrintedIndicator
from seed.parsers.evaluations.targets import CODE, indicator_row, points
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import section_at, sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import project_key, row
from seed.parsers.tables import table_of, tables_in
from seed.parsers.wording.grades import Band, bands, grade_of
from seed.parsers.wording.passages import passage, plain
from seed.parsers.wording.printed_values import met, printed_value
from seed.sources.model import Line, Source

LIST_HEAD = {"name": r"项目名称", "score": r"(自评|评价)?(得分|分数)([（(]分[)）])?"}
LIST_COLUMNS = {
    "ordinal": r"序号",
    "unit": r"(资金)?(使用|实施|预算|主管)?(单位|部门)(名称)?",
    "grade": r"(自评|评价)?(等级|等次|结论|结果)",
    "amount": r".{0,6}(预算|执行|金额|资金).{0,8}",
}
LIST_TITLE = re.compile(r"自评.*表$")
SCORE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
YEAR = re.compile(r"(?P<year>20[0-9]{2})年度?")
NEAR = 12
"""Within how many lines of a list its title stands when it is not above it."""

REACH = 60
"""Within how many lines after a list its notes stand."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A project in a list of self-evaluations, as printed."""

    ordinal: str
    name: str
    unit: str
    score: str
    grade: str
    line: int


def recognises(source: Source, _context: Context) -> bool:
    """Whether the document speaks of self-evaluation."""
    return any("自评" in plain(line.text) for line in source.lines)


def parse(source: Source, context: Context) -> Section:
    """Evaluations and grade bands of every list; budgets, indicators and evaluations of every form."""
    result = Section()
    for listed, heading in _lists(source):
        notes = bands(passage(source.between(listed[-1].line + 1, listed[-1].line + REACH)))
        for each in listed:
            _add_listed(result, context, heading, each, notes)
        _warn_of_gaps(result, source, listed)
    for form in _forms(source):
        _add_form(result, source, context, form)
    return result


def listed_projects(source: Source) -> Iterator[tuple[Heading, int, dict[str, str]]]:
    """The projects in lists and forms of self-evaluations: heading, line, and the cells of their row."""
    for listed, heading in _lists(source):
        for each in listed:
            yield heading, each.line, {"name": each.name, "ordinal": each.ordinal}
    for form in _forms(source):
        code = form.text("code") if CODE.fullmatch(form.text("code")) else ""
        yield form.heading, form.line_of("name"), {"name": form.text("name"), "code": code}


def _lists(source: Source) -> Iterator[tuple[list[Listed], Heading]]:
    """Each list with the heading that names it."""
    found = sections(source)
    lists = _lists_in_grids(source) if source.geometric else _lists_in_lines(source.lines)
    for listed in lists:
        if listed:
            yield listed, _heading(found, listed)


def _heading(found: Sequence[Heading], listed: Sequence[Listed]) -> Heading:
    """The title of a list: above it, or close below where the extraction of the text put it there."""
    for line in range(listed[-1].line + 1, listed[-1].line + NEAR + 1):
        heading = section_at(found, line)
        if heading.line == line and LIST_TITLE.search(heading.title):
            return heading
    return section_at(found, listed[0].line)


def _lists_in_grids(source: Source) -> Iterator[list[Listed]]:
    for rows in tables_in(source, source.lines):
        table = table_of(rows, LIST_HEAD, LIST_COLUMNS)
        if table is not None and "grade" in table.columns:
            records = ((record, {role: plain(text) for role, text in record.items()}) for record in table.records())
            yield [
                Listed(
                    cells.get("ordinal", ""),
                    cells["name"],
                    cells.get("unit", ""),
                    cells["score"],
                    cells["grade"],
                    record.line,
                )
                for record, cells in records
                if cells["name"] and SCORE.fullmatch(cells["score"])
            ]


def _lists_in_lines(lines: Sequence[Line]) -> Iterator[list[Listed]]:
    """Lists whose rows are lines, their cells set apart by blanks."""
    columns: list[str] = []
    listed: list[Listed] = []
    for line in lines:
        head = _list_head(line.text.split())
        if head:
            if listed:
                yield listed
            columns, listed = head, []
        elif columns:
            each = _listed(line, columns)
            if each is not None:
                listed.append(each)
            elif listed and line.number > listed[-1].line + NEAR:
                yield listed
                columns, listed = [], []
    if listed:
        yield listed


def _list_head(words: Sequence[str]) -> list[str]:
    """The roles of the columns that the words of a line name; empty where it is no head of a list."""
    if "项目名称" not in words:
        return []
    patterns = LIST_HEAD | LIST_COLUMNS
    roles = [next((role for role, words in patterns.items() if re.fullmatch(words, plain(word))), "") for word in words]
    return roles if {"name", "score", "grade"} <= set(roles) and "" not in roles else []


def _listed(line: Line, columns: Sequence[str]) -> Listed | None:
    """The row that a line is: its cells are counted from both ends, since a name may hold blanks."""
    words = [plain(word) for word in line.text.split()]
    place = columns.index("name")
    extra = len(words) - len(columns)
    if extra < 0:
        return None
    cells = dict(zip(columns[:place], words[:place], strict=True))
    cells["name"] = "".join(words[place : place + extra + 1])
    cells |= dict(zip(columns[place + 1 :], words[place + extra + 1 :], strict=True))
    if not SCORE.fullmatch(cells["score"]) or not grade_of(cells["grade"]):
        return None
    return Listed(
        cells.get("ordinal", ""), cells["name"], cells.get("unit", ""), cells["score"], cells["grade"], line.number
    )


def _add_listed(result: Section, context: Context, heading: Heading, each: Listed, notes: Sequence[Band]) -> None:
    year = YEAR.search(heading.title)
    key = project_key(context, each.name)
    evaluation = evaluation_row(
        context,
        heading,
        each.line,
        subject=("PROJECT", key),
        kind="SELF",
        year=year["year"] if year else str(context.fiscal_year),
        score=each.score,
        grade=grade_of(each.grade),
        full_score=next((band.upper for band in notes if band.grade == "EXCELLENT"), ""),
    )
    result.rows["evaluations"].append(evaluation | {"using_unit": each.unit, "ordinal": each.ordinal})
    result.rows["grade_bands"] += band_rows(context, heading, evaluation["key"], notes)


def evaluation_row(  # noqa: PLR0913 - what an evaluation is of, by whom, when, with what result
    context: Context,
    heading: Heading,
    line: int,
    *,
    subject: tuple[str, str],
    kind: str,
    year: str,
    score: str,
    grade: str = "",
    full_score: str = "",
    note: str = "",
) -> Row:
    """The row of an evaluation; where the full score is not printed it is taken to be 100, and the row says so."""
    return row(
        "evaluations",
        context,
        heading,
        line,
        key=f"{subject[1]}/{year}/{kind}",
        subject_kind=subject[0],
        subject=subject[1],
        fiscal_year=year,
        kind=kind,
        score=score,
        full_score=full_score or "100",
        grade=grade,
        note=note or ("" if full_score else "full score not printed; 100, as the rules on evaluation have it"),
    )


def read_in_part(unread: int) -> Row:
    """The cells of an evaluation of whose rows some are missing: its sums cannot be checked."""
    return {"ambiguous": "true", "note": f"read in part: {unread} of its scored rows could not be told with certainty"}


def band_rows(context: Context, heading: Heading, evaluation: str, found: Sequence[Band]) -> Iterator[Row]:
    """The rows of the grade bands of an evaluation."""
    for band in found:
        yield row(
            "grade_bands",
            context,
            heading,
            band.line,
            evaluation=evaluation,
            grade=band.grade,
            lower=band.lower,
            upper=band.upper,
            lower_inclusive=str(band.lower_inclusive).lower(),
            upper_inclusive=str(band.upper_inclusive).lower(),
        )


def _warn_of_gaps(result: Section, source: Source, listed: Sequence[Listed]) -> None:
    """Say which numbers of a list are missing: their rows are broken over lines."""
    numbers = [int(each.ordinal) for each in listed if each.ordinal.isdecimal()]
    missing = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    if missing:
        result.warn(source, listed[0].line, f"projects {missing} of the list of self-evaluations could not be read")


def _forms(source: Source) -> Iterator[ProjectForm]:
    """The forms of single projects that report outcomes."""
    return (form for form in printed_forms(source) if form.reports_outcomes)


def _add_form(result: Section, source: Source, context: Context, form: ProjectForm) -> None:
    name = form.text("name")
    code = form.text("code") if CODE.fullmatch(form.text("code")) else ""
    key, year = project_key(context, name, code), form.year or str(context.fiscal_year)
    result.rows["project_budgets"] += _budget(context, form, key, year)
    for ordinal, printed in enumerate(form.indicators, 1):
        result.rows["indicators"].append(
            evaluated_indicator(context, form.heading, ("PROJECT", key), year, ordinal, printed)
        )
    for words, line in form.unread:
        result.warn(source, line, words)
    score = form.text("score")
    if SCORE.fullmatch(score):
        subject, grade = ("PROJECT", key), grade_of(form.text("grade"))
        line = form.line_of("score")
        cells = {"kind": "SELF", "year": year, "score": score, "grade": grade}
        result.rows["evaluations"].append(evaluation_row(context, form.heading, line, subject=subject, **cells))
    else:
        result.warn(source, form.line, f"no total score could be read on the self-evaluation of `{name}`")


def _budget(context: Context, form: ProjectForm, key: str, year: str) -> Iterator[Row]:
    amounts = {
        name: text.replace(",", "")
        for name, (text, _) in form.budget.items()
        if name in {"approved", "adjusted", "executed"} and AMOUNT.fullmatch(text)
    }
    rate = form.budget.get("rate", ("", 0))[0].removesuffix("%")
    if amounts and form.money_unit:
        line = next(iter(form.budget.values()))[1]
        cells = {**amounts, "execution_rate": rate if AMOUNT.fullmatch(rate) else "", "unit": form.money_unit}
        yield row("project_budgets", context, form.heading, line, project=key, fiscal_year=year, **cells)


def evaluated_indicator(  # noqa: PLR0913, PLR0917 - as indicator_row
    context: Context,
    heading: Heading,
    subject: tuple[str, str],
    year: str,
    ordinal: int,
    printed: PrintedIndicator,
) -> Row:
    """The row of an indicator with target, outcome, weight and score; why it was missed is prose and stays out."""
    target, actual = printed_value(printed["target"]), printed_value(printed["actual"])
    original = printed_value(printed["original"])
    return indicator_row(context, heading, subject, year, ordinal, printed) | {
        "original_target_comparison": original.comparison,
        "original_target_value": original.value,
        "original_target_unit": original.unit,
        "original_target_text": original.text,
        "actual_comparison": actual.comparison,
        "actual_value": actual.value,
        "actual_unit": actual.unit or (target.unit if actual.value else ""),
        "actual_text": actual.text,
        "score": points(printed["score"]),
        "met": met(target, actual),
    }


PARSER = SectionParser("self-evaluations of projects", recognises, parse)
