"""Forms about one project - performance targets, self-evaluations - as labelled fields and a table of indicators.

Every city prints its own variant of the ministry's form. What is common is read: labels with the cell to their
right, and a table whose head names the three levels of an indicator.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seed.parsers.evaluations.execution_rows import AMOUNT, execution
from seed.parsers.evaluations.indicator_tables import (
    LEVELS,
    OPTIONAL_COLUMNS,
    SCORE,
    TARGET_COLUMN,
    PrintedIndicator,
    indicator,
    indicator_table,
    printed_indicators,
    told_apart,
    total_score,
)
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import section_at, sections
from seed.parsers.tables import CAPTION_LINES, TITLE, Record, Rows, table_of, tables_in
from seed.parsers.wording.passages import Passage, plain
from seed.parsers.wording.units import MONEY
from seed.sources.model import Line, Source

Field = tuple[str, int]
"""A printed text and its line."""

LABELS: Mapping[str, str] = {
    "name": r"项目名称",
    "code": r"项目(编码|代码|编号)",
    "annual": (r"(年度|当年|本年)?(资金总额|资金申请总额|预算总额|预算资金总额)|年度金额|(年度)?预算数|预算金额"),
    "total": r"项目(资金)?(总额|总投资|总预算)|项目资金总额",
    "fiscal": r"(其中[：:])?(当年|本年|年度)?(财政资金|财政拨款|一般公共预算拨款|一般公共预算财政拨款|一般公共预算)",
    "other": r"(其他资金|其它资金|单位资金)",
    "purpose": r"(资金用途|预算规模及资金用途)",
    "score": r"(自评)?(总分|总得分|合计得分|自评得分)",
    "grade": r"(自评|评价)?(等级|等次|结论)",
}
"""The labels that are looked for, by the name of what stands beside them."""

PROJECT_COLUMN = {"project": r"(单位)?项目名称|项目"}
PROJECT_COLUMNS = {
    "code": r"项目(编码|代码|编号)",
    "annual": r"(年度|项目)?(预算数|预算金额|资金总额|年度金额|项目金额|预算安排).{0,6}",
}
"""The columns of a table that lists the targets of several projects."""

CODED_NAME = re.compile(r"(?P<code>[0-9A-Z]{21})[-—_:：](?P<name>.+)")
MONEY_UNIT = re.compile(rf"(?:单位[：:]|[（(])(?P<unit>[万亿千]?(?:{'|'.join(MONEY)}))")
FORM_YEAR = re.compile(r"(?P<year>20[0-9]{2})年度?")
YEAR_ALONE = re.compile(r"[（(](?P<year>20[0-9]{2})年度?[)）]")


@dataclass(frozen=True, slots=True)
class Instalment:
    """An amount of a payment plan and the date under which it is taken to stand."""

    heading: str
    amount: str
    line: int
    doubt: str = ""


@dataclass(frozen=True)
class ProjectForm:
    """A form: where it stands, its labelled fields, amounts and indicators, the lines of its goals and their text."""

    heading: Heading
    line: int
    fields: Mapping[str, Field]
    indicators: Sequence[PrintedIndicator]
    money_unit: str = ""
    year: str = ""
    plan: Sequence[Instalment] = ()
    goals: Sequence[int] = ()
    aims: Passage | None = None
    budget: Mapping[str, Field] = field(default_factory=dict)
    unread: Sequence[Field] = ()

    @property
    def reports_outcomes(self) -> bool:
        """Whether it says what was reached, as a self-evaluation does."""
        return any("actual" in indicator.cells for indicator in self.indicators)

    def text(self, name: str) -> str:
        """A field without blanks; empty where the form has none."""
        return plain(self.fields[name][0]) if name in self.fields else ""

    def amount(self, *names: str) -> str:
        """The first of some fields that holds an amount, without separators."""
        for name in names:
            if name in self.fields and AMOUNT.fullmatch(self.text(name)):
                return self.text(name).replace(",", "")
        return ""

    def line_of(self, *names: str) -> int:
        """The line of the first of some fields that the form has; else the form's own."""
        return next((self.fields[name][1] for name in names if name in self.fields), self.line)


def lines_above(source: Source, rows: Rows) -> tuple[Line, ...]:
    """The lines between a table and the one before it on its page: its captions."""
    first = rows[0].line
    page = source.page_of(first)
    above = [line for line in source.between(first - CAPTION_LINES, first) if line.page == page]
    inside = [i for i, line in enumerate(above, 1) if line.number in source.tabular or "\t" in line.text]
    return tuple(above[max(inside, default=0) :])


def titled(heading: Heading, rows: Rows, above: Sequence[Line] = ()) -> Heading:
    """The heading of a table that bears its title in its first row, or right above it."""
    words = [plain(cell) for cell in rows[0].cells if cell]
    found = [(plain(line.text), line.number) for line in above]
    found += [(words[0], rows[0].line)] if len(words) == 1 else []
    title, line = next((each for each in reversed(found) if TITLE.fullmatch(each[0])), ("", 0))
    if not title or title == heading.title:
        return heading
    path = heading.path[:-1] if TITLE.fullmatch(heading.title) else heading.path
    return Heading((*path, title), "title", line, heading.lines)


def printed_forms(source: Source) -> Iterator[ProjectForm]:
    """The forms of projects among the tables of a document: a table for each, or one that lists them all."""
    found = sections(source)
    for rows in tables_in(source, source.lines):
        place = section_at(found, rows[0].line), rows, lines_above(source, rows)
        listed = list(listed_forms(*place))
        form = None if listed else grid_form(*place)
        yield from listed or ([form] if form is not None else [])


def grid_form(heading: Heading, rows: Rows, above: Sequence[Line] = ()) -> ProjectForm | None:
    """The form that a table with geometry holds; None where it names no project or has no indicators."""
    form = table_form(heading, rows, above)
    return form if form is not None and "name" in form.fields else None


def table_form(heading: Heading, rows: Rows, above: Sequence[Line] = ()) -> ProjectForm | None:
    """The form that a table is, whether it names a project or not; None where it has no indicators."""
    table = indicator_table(rows)
    if table is None:
        return None
    own = titled(heading, rows, above)
    labelled = _named(dict(labelled_cells(rows)))
    indicators, pieces = told_apart(list(printed_indicators(table)))
    budget = execution(rows)
    points = [each["score"] for each in indicators] + [budget["score"][0] for _ in range("score" in budget)]
    total = total_score(table, [each for each in points if SCORE.fullmatch(each)])
    if total[1]:
        labelled = {name: each for name, each in labelled.items() if name != "score"} | {"score": total}
    captions = "".join(plain(line.text) for line in above)
    text = "".join(plain(cell or "") for row in rows for cell in row.cells)
    year = FORM_YEAR.search(own.title) or YEAR_ALONE.search(captions) or YEAR_ALONE.search(text)
    unit = MONEY_UNIT.search(text) or MONEY_UNIT.search(captions)
    return ProjectForm(
        heading=own,
        line=rows[0].line,
        fields=labelled,
        indicators=indicators,
        money_unit=unit["unit"] if unit else "",
        year=year["year"] if year else "",
        budget=budget,
        unread=[(f"`{each['name']}` is what a page left of the row before it: left out", each.line) for each in pieces],
    )


def _named(labelled: dict[str, Field]) -> dict[str, Field]:
    """The fields with the code that stands before the name of a project in its cell set apart."""
    name, line = labelled.get("name", ("", 0))
    coded = CODED_NAME.fullmatch(name)
    return labelled | {"code": (coded["code"], line), "name": (coded["name"], line)} if coded else labelled


def listed_forms(heading: Heading, rows: Rows, above: Sequence[Line] = ()) -> Iterator[ProjectForm]:
    """The forms of a table that names the project of each row in a column of its own."""
    table = table_of(rows, PROJECT_COLUMN | LEVELS | TARGET_COLUMN, OPTIONAL_COLUMNS | PROJECT_COLUMNS)
    if table is None:
        return
    own = titled(heading, rows, above)
    captions = [line.text for line in above]
    captions += [cell for row in rows if row.line < table.head[0].line for cell in row.cells if cell]
    unit = MONEY_UNIT.search("".join(map(plain, captions)))
    year = FORM_YEAR.search(own.title)
    groups: dict[str, list[Record]] = {}
    roles = [role for role in ("project", "code", "annual", "level1", "level2") if role in table.columns]
    for record in table.records(*roles):
        groups.setdefault(plain(record["project"]), []).append(record)
    for name, records in groups.items():
        indicators = [each for each in map(indicator, records) if each is not None]
        first = records[0]
        fields = {role: (plain(first[role]), first.line) for role in ("code", "annual") if first.get(role)}
        if name and indicators:
            yield ProjectForm(
                heading=own,
                line=first.line,
                fields=_named(fields | {"name": (name, first.line)}),
                indicators=indicators,
                money_unit=unit["unit"] if unit else "",
                year=year["year"] if year else "",
            )


def labelled_cells(rows: Rows) -> Iterator[tuple[str, Field]]:
    """The cells that stand to the right of a known label; of equal labels the last one counts."""
    patterns = {name: re.compile(words) for name, words in LABELS.items()}
    for row in rows:
        name = ""
        for cell in row.cells:
            text = plain(cell or "")
            if not text:
                continue
            label = next((each for each, words in patterns.items() if words.fullmatch(text.rstrip("：:"))), "")
            if name and not label:
                yield name, (text, row.line)
            name = label
