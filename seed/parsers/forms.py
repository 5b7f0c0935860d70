"""Forms about one project - performance targets, self-evaluations - as labelled fields and a table of indicators.

Every city prints its own variant of the ministry's form. What is common is read: labels with the cell to their
right, and a table whose head names the three levels of an indicator.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seed.parsers.outline import Section as Heading
from seed.parsers.passages import Passage, plain
from seed.parsers.tables import Rows, Table, table_of
from seed.parsers.units import MONEY

if TYPE_CHECKING:
    from seed.sources.model import GridRow

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

INDICATOR_COLUMNS = {
    "level1": r"(绩效指标)?一级指标",
    "level2": r"(绩效指标)?二级指标",
    "name": r"(绩效指标)?三级指标(名称)?|指标名称|具体指标",
}
TARGET_COLUMN = {
    "target": (
        r"(绩效指标)?(年度|预期|计划|全年|本年|目标)?[（(]?/?(项目)?[)）]?(指标|目标)值([（(]A[)）])?"
        r"|(年度)?目标值.{0,6}|绩效指标值|指标内容"
    ),
}
OPTIONAL_COLUMNS = {
    "description": r"(绩效)?(指标)?(描述|解释|说明|内涵)|绩效指标描述",
    "basis": r"(指标值)?(确定|设定|制定)?依据.{0,6}",
    "actual": r"(全年|年度|实际)?(实际)?(完成|实现)(指标)?(值|情况)?.{0,6}|实际完成指标值.{0,6}",
    "weight": r"(指标)?(分值|权重).{0,6}",
    "score": r"(自评|实际)?得分.{0,4}",
    "reason": r".{0,6}(偏差|未完成|差异|未实现).{0,30}",
}
TITLE = re.compile(r"^.{2,40}表$")
AMOUNT = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
MONEY_UNIT = re.compile(rf"(?:单位[：:]|[（(])(?P<unit>[万亿千]?(?:{'|'.join(MONEY)}))")
FORM_YEAR = re.compile(r"(?P<year>20[0-9]{2})年度?")


@dataclass(frozen=True, slots=True)
class PrintedIndicator:
    """A row of indicators as printed; `cells` by the names of the columns, the levels filled down.

    `texts` are cells of prose whose lines are known.
    """

    line: int
    cells: Mapping[str, str]
    texts: Mapping[str, Passage] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


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


def titled(heading: Heading, rows: Rows) -> Heading:
    """The heading of a table that bears its title in its first row."""
    words = [plain(cell) for cell in rows[0].cells if cell]
    if len(words) != 1 or not TITLE.search(words[0]) or words[0] == heading.title:
        return heading
    return Heading((*heading.path, words[0]), "title", rows[0].line, heading.lines)


def grid_form(heading: Heading, rows: Rows) -> ProjectForm | None:
    """The form that a table with geometry holds; None where it names no project or has no indicators."""
    labelled = dict(labelled_cells(rows))
    table = table_of(rows, INDICATOR_COLUMNS | TARGET_COLUMN, OPTIONAL_COLUMNS)
    if table is None or "name" not in labelled:
        return None
    text = "".join(plain(cell or "") for row in rows for cell in row.cells)
    year, unit = FORM_YEAR.search(text), MONEY_UNIT.search(text)
    return ProjectForm(
        heading=titled(heading, rows),
        line=rows[0].line,
        fields=labelled,
        indicators=list(printed_indicators(table)),
        money_unit=unit["unit"] if unit else "",
        year=year["year"] if year else "",
        budget=_budget_columns(rows),
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


def printed_indicators(table: Table) -> Iterator[PrintedIndicator]:
    """The rows of a table of indicators that name one."""
    for record in table.records("level1", "level2"):
        cells = {role: plain(text) for role, text in record.items()}
        if not cells["name"] or cells["name"] in {"合计", "总分"} or re.fullmatch(r"(总分|合计).*", cells["level1"]):
            continue
        texts = {
            name: Passage(cells[name], (0,), (record.line,)) for name in ("description", "basis") if cells.get(name)
        }
        yield PrintedIndicator(record.line, cells, texts)


BUDGET_COLUMNS = {
    "approved": r".{0,8}年初预算数.{0,8}",
    "adjusted": r".{0,8}(全年|调整后?)预算数.{0,8}",
    "executed": r".{0,8}(全年|实际)?(执行|支出)数.{0,8}",
    "weight": r".{0,8}分值",
    "rate": r".{0,8}执行率.{0,8}",
    "score": r".{0,8}得分",
}


def _budget_columns(rows: Rows) -> dict[str, Field]:
    """The amounts of a self-evaluation form, which stand under heads instead of beside labels."""
    wanted = {name: BUDGET_COLUMNS[name] for name in ("adjusted", "executed")}
    table = table_of(rows, wanted, BUDGET_COLUMNS)
    if table is None or not table.body:
        return {}
    first: GridRow = table.body[0]
    record = next(iter(table.records()))
    return {name: (plain(text), first.line) for name, text in record.items() if plain(text)}
