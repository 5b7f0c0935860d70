"""Performance targets of projects: what a project is given, when it is paid, and what it has to reach."""

import re
from collections.abc import Iterator

from seed.parsers.cited_rules import titles
from seed.parsers.evaluations.form_lines import line_forms
from seed.parsers.evaluations.forms import ProjectForm, lines_above, printed_forms, table_form
from seed.parsers.evaluations.indicator_tables import SCORE, PrintedIndicator
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import section_at, sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import department, jurisdiction, observation, project_key, row
from seed.parsers.tables import tables_in
from seed.parsers.wording.passages import plain, sentences
from seed.parsers.wording.printed_values import printed_value
from seed.parsers.wording.readings import Relation, Thread, readings
from seed.sources.model import Source

CODE = re.compile(r"[0-9A-Z]{21}")
UNIT_HEAD = re.compile(r"(?P<code>[0-9]{6})\s+(?P<name>\S{4,40})(?=\s|$)")
NUMBERED = re.compile(r"(?P<ordinal>[0-9]{1,3})[.、]")
OVERALL = re.compile(r"整体.{0,8}目标.{0,4}表")
SELF_EVALUATION = re.compile(r"自评")
PROSE = {"description": "绩效指标描述", "basis": "指标值确定依据"}
LONGEST_BASIS = 12
"""Up to how many characters a basis is a label (`计划标准`) rather than prose."""


def recognises(source: Source, _context: Context) -> bool:
    """Whether the document has the head of a table of indicators."""
    words = ("三级指标", "绩效指标")
    return any(word in plain(line.text) for line in source.lines for word in words)


def parse(source: Source, context: Context) -> Section:
    """Budgets, payment plans and indicators of every target form, and the budget units that the forms name."""
    result = Section()
    for form in forms(source):
        _add(result, source, context, form)
    for form in _of_departments(source):
        year = form.year or str(context.fiscal_year)
        subject = ("DEPARTMENT", department(context))
        result.rows["indicators"] += [
            indicator_row(context, form.heading, subject, year, ordinal, printed)
            for ordinal, printed in enumerate(form.indicators, 1)
        ]
    units = {each["key"]: each for each in reversed(result.rows["budget_units"])}
    result.rows["budget_units"] = list(units.values())
    return result


def forms(source: Source) -> Iterator[ProjectForm]:
    """The target forms of a document, in order; forms that report outcomes are self-evaluations."""
    if source.geometric:
        yield from (form for form in printed_forms(source) if not form.reports_outcomes)
        return
    for heading in sections(source):
        for form in line_forms(heading):
            if not SELF_EVALUATION.search(heading.title):
                yield form


def _of_departments(source: Source) -> Iterator[ProjectForm]:
    """The forms with the targets of a whole department, which name no project."""
    if not source.geometric:
        return
    for rows in tables_in(source, source.lines):
        form = table_form(section_at(sections(source), rows[0].line), rows, lines_above(source, rows))
        if form is not None and OVERALL.search(form.heading.title) and not form.reports_outcomes:
            yield form


def _add(result: Section, source: Source, context: Context, form: ProjectForm) -> None:
    code = form.text("code") if CODE.fullmatch(form.text("code")) else ""
    if form.text("code") and not code:
        result.warn(source, form.line_of("code"), f"`{form.text('code')}` is not a project code of 21 characters")
    name = form.text("name")
    key = project_key(context, name, code)
    year = form.year or str(context.fiscal_year)
    result.rows["budget_units"] += _unit(source, context, form)
    budget = _budget(context, form, key, year)
    if budget is None:
        result.warn(source, form.line, f"no budget could be read for project `{name}`")
    else:
        result.rows["project_budgets"].append(budget)
    result.rows["payment_plans"] += _plan(context, form, key, year)
    result.rows["indicators"] += [
        indicator_row(context, form.heading, ("PROJECT", key), year, ordinal, printed)
        for ordinal, printed in enumerate(form.indicators, 1)
    ]
    result.rows["observations"] += _observations(context, form, key, year)
    result.rows["observations"] += _figures(context, form, key, year)
    for words, line in form.unread:
        result.warn(source, line, words)


def _unit(source: Source, context: Context, form: ProjectForm) -> list[Row]:
    """The budget unit that a form names by its code in the line above."""
    for line in source.between(form.line - 3, form.line):
        match = UNIT_HEAD.match(line.text.strip())
        if match is not None:
            key = f"{jurisdiction(context)}/{match['code']}"
            cells = {"key": key, "code": match["code"], "name": match["name"], "department": department(context)}
            return [row("budget_units", context, form.heading, line.number, **cells)]
    return []


def form_projects(source: Source) -> Iterator[tuple[Heading, int, dict[str, str]]]:
    """The projects that target forms name: heading, line, and the cells of their row."""
    for position, form in enumerate(forms(source), 1):
        number = NUMBERED.match(form.heading.title)
        code = form.text("code") if CODE.fullmatch(form.text("code")) else ""
        ordinal = number["ordinal"] if number else str(position)
        yield form.heading, form.line_of("name"), {"name": form.text("name"), "code": code, "ordinal": ordinal}


def _budget(context: Context, form: ProjectForm, key: str, year: str) -> Row | None:
    approved = form.amount("annual", "total")
    if not approved or not form.money_unit:
        return None
    return row(
        "project_budgets",
        context,
        form.heading,
        form.line_of("annual", "total"),
        project=key,
        fiscal_year=year,
        approved=approved,
        fiscal_funds=form.amount("fiscal"),
        other_funds=form.amount("other"),
        unit=form.money_unit,
    )


def _plan(context: Context, form: ProjectForm, key: str, year: str) -> Iterator[Row]:
    for position, instalment in enumerate(form.plan, 1):
        yield row(
            "payment_plans",
            context,
            form.heading,
            instalment.line,
            project=key,
            fiscal_year=year,
            position=position,
            heading=instalment.heading,
            amount=instalment.amount.replace(",", ""),
            unit=form.money_unit,
            ambiguous=str(bool(instalment.doubt)).lower(),
            note=instalment.doubt,
        )


def indicator_row(  # noqa: PLR0913, PLR0917 - an indicator is of a subject, in a year, with a number
    context: Context,
    heading: Heading,
    subject: tuple[str, str],
    year: str,
    ordinal: int,
    printed: PrintedIndicator,
) -> Row:
    """The row of an indicator with its target; descriptions are prose and stay out."""
    target = printed_value(printed["target"])
    return row(
        "indicators",
        context,
        heading,
        printed.line,
        key=f"{subject[1]}/{year}/i{ordinal}",
        subject_kind=subject[0],
        subject=subject[1],
        fiscal_year=year,
        ordinal=ordinal,
        level1=printed["level1"],
        level2=printed["level2"],
        name=printed["name"],
        target_comparison=target.comparison,
        target_value=target.value,
        target_unit=target.unit,
        target_text=target.text,
        weight=points(printed["weight"]),
        basis=_short_basis(printed["basis"]),
        cited_rules=";".join(titles(printed["basis"])),
    )


def points(text: str) -> str:
    """A number of points; empty for anything else."""
    bare = text.removesuffix("分").removesuffix("%")
    return bare if SCORE.fullmatch(bare) else ""


def _short_basis(basis: str) -> str:
    """A basis that is a label, as printed; prose and citations are left to the column of rules."""
    words = basis.rstrip("。；;")
    return words if len(words) <= LONGEST_BASIS and "《" not in words else ""


def _observations(context: Context, form: ProjectForm, key: str, year: str) -> Iterator[Row]:
    """What a form says beside its cells: what the money is for, how many goals and indicators it lists."""
    subject, name = ("PROJECT", key), form.text("name")
    if "purpose" in form.fields:
        cells = {"name": "预算规模及资金用途", "measure": "purpose", "text": form.text("purpose")}
        line = form.line_of("purpose")
        yield observation(context, form.heading, line, subject=subject, fiscal_year=year, **cells)
    for measure, lines, counted in (
        ("goals_count", form.goals, "项"),
        ("indicators_count", [each.line for each in form.indicators], "个"),
    ):
        if lines:
            yield observation(
                context,
                form.heading,
                lines[0] if measure == "goals_count" else form.heading.line,
                subject=subject,
                name=name,
                measure=measure,
                fiscal_year=year,
                value=str(len(lines)),
                unit=counted,
                note="derived: counted rows of the form",
            )


def _figures(context: Context, form: ProjectForm, key: str, year: str) -> Iterator[Row]:
    """The figures in the prose of a form: in its goals, in what describes an indicator, in what a target rests on."""
    texts = [("", "绩效目标", form.aims)] if form.aims else []
    for indicator in form.indicators:
        texts += [(indicator["name"], PROSE[column], text) for column, text in indicator.texts.items()]
    seen: set[str] = set()
    for indicator_name, column, text in texts:
        for sentence in sentences(text):
            for reading in readings(sentence.text, Thread(current=indicator_name), int(year)):
                figure = reading.figure
                measure = "target_value" if figure.is_share or figure.approximation else "count"
                measure = "time_limit" if figure.unit in {"秒", "分钟"} else measure
                if reading.relation is Relation.CHANGE and reading.explicit and figure.is_share:
                    measure = f"reduction_vs_{reading.against}"
                qualifier = f"{column}：{indicator_name}" if indicator_name else column
                found = observation(
                    context,
                    form.heading,
                    sentence.line(figure.start + max(figure.published.find(figure.number[:1]), 0)),
                    subject=("PROJECT", key),
                    name=reading.name or indicator_name or form.text("name"),
                    measure=measure,
                    fiscal_year=year,
                    value=figure.number,
                    unit=figure.unit,
                    approximation=figure.approximation,
                    published=figure.published,
                    qualifier=qualifier,
                )
                if found["key"] not in seen:
                    seen.add(found["key"])
                    yield found


PARSER = SectionParser("performance targets", recognises, parse)
