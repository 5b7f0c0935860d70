"""Tables of indicators in forms: targets, outcomes and points, in whatever columns a city prints them.

A target stands in one cell (`≥48次`) or in three: how it is compared, the number, the unit. Levels are merged over
the rows below, repeated in each, or left out; the points of a level may stand in brackets after its name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from seed.parsers.tables import Record, Rows, Table, table_of
from seed.parsers.wording.passages import Passage, plain
from seed.parsers.wording.printed_values import NUMBER, SIGNS, WORDS

LEVELS = {
    "level1": r"(绩效指标)?一级指标(名称)?",
    "level2": r"(绩效指标)?二级指标(名称)?",
    "name": r"(绩效指标)?三级指标(名称)?|指标名称|具体指标",
}
NAME_ONLY = {"name": r"(绩效|三级)?指标(名称)?|具体指标"}
TARGET_COLUMN = {
    "target": (
        r"(绩效指标)?(年度|年初|预期|计划|全年|本年|目标)?[（(]?/?(项目)?[)）]?(指标|目标)值([（(]A[)）])?"
        r"|(年度)?目标值.{0,6}|绩效指标值|指标内容"
    ),
}
OPTIONAL_COLUMNS = {
    "description": r"(绩效)?(指标)?(描述|解释|说明|内涵)|绩效指标描述",
    "basis": r"(指标值)?(确定|设定|制定)?依据.{0,6}",
    "sign": r"(绩效)?(指标)?(性质|符号|比较符号?|运算符号?)",
    "unit": r"(绩效)?(指标)?(度量|计量)单位",
    "adjusted": r"(年中)?调整后?(指标|目标)值",
    "actual": (
        r"(全年|年度|实际)?(实际)?(完成|实现)(指标)?(值|情况)?([（(].{1,4}[)）])?|(全年)?实际值|实际完成指标值.{0,6}"
    ),
    "weight": r"(指标)?(分值|权重)([（(].{1,4}[)）])?",
    "score": r"(自评|实际|指标)?得分([（(].{1,4}[)）])?",
    "reason": r".{0,6}(偏差|未完成|差异|未实现).{0,30}",
}
TOLD_BY = (frozenset({"actual", "weight"}), frozenset({"sign", "unit"}))
"""Which further columns tell a table of indicators whose head names no levels."""

OUTCOME = ("actual", "weight", "score")
POINTS_AFTER = re.compile(rf"[（(](?P<points>{NUMBER})[分%]?[)）]$")
NUMBERED = re.compile(r"指标[0-9一二三四五六七八九十]{0,3}[：:．.、]")
BARE_NUMBER = re.compile(NUMBER)
DOTS = re.compile(r"[.…·]+")
TOTAL = re.compile(r"(自评)?(总分|总计|合计|总得分|合计得分|自评得分)(值)?([（(][^（）()]{1,6}[)）])?[：:]?")
SCORE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")


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


def indicator_table(rows: Rows) -> Table | None:
    """The table of indicators in a form; None where none of its rows is the head of one."""
    table = table_of(rows, LEVELS | TARGET_COLUMN, OPTIONAL_COLUMNS)
    if table is None:
        flat = table_of(rows, NAME_ONLY | TARGET_COLUMN, OPTIONAL_COLUMNS)
        table = flat if flat is not None and any(told <= flat.columns.keys() for told in TOLD_BY) else None
    return table


def printed_indicators(table: Table) -> Iterator[PrintedIndicator]:
    """The rows of a table of indicators that name one; rows of totals and those left blank do not."""
    merged = [role for role in ("level1", "level2") if role in table.columns]
    for record in table.records(*merged):
        printed = indicator(record)
        if printed is not None:
            yield printed


def told_apart(found: Sequence[PrintedIndicator]) -> tuple[list[PrintedIndicator], list[PrintedIndicator]]:
    """The indicators of a form of outcomes, and the rows that are pieces of others: broken off by the end of a page.

    Where most rows have an outcome or points, one with neither is what a page left of the row before it.
    """
    whole = [each for each in found if any(each[role] for role in OUTCOME)]
    if len(whole) * 2 <= len(found):
        return list(found), []
    return whole, [each for each in found if not any(each[role] for role in OUTCOME)]


def indicator(record: Record) -> PrintedIndicator | None:
    """The indicator that a row names; None for a row of a total or one that was left blank."""
    cells = {role: plain(text) for role, text in record.items()}
    name = NUMBERED.sub("", cells["name"], count=1)
    if not name or DOTS.fullmatch(name) or TOTAL.match(record.label):
        return None
    for role in ("level1", "level2"):
        points = POINTS_AFTER.search(cells.get(role, ""))
        if points is not None:
            cells |= {role: cells[role][: points.start()], f"{role}_weight": points["points"]}
    cells |= {"name": name, "target": _target(cells, cells["target"])}
    if cells.get("adjusted"):
        cells |= {"original": cells["target"], "target": _target(cells, cells["adjusted"])}
    texts = {role: Passage(cells[role], (0,), (record.line,)) for role in ("description", "basis") if cells.get(role)}
    return PrintedIndicator(record.line, cells, texts)


def _target(cells: Mapping[str, str], value: str) -> str:
    """A target in one: a number is joined with the sign and the unit beside it; words stay as they are."""
    if not BARE_NUMBER.fullmatch(value):
        return value
    sign = cells.get("sign", "")
    return f"{sign if sign in {*SIGNS, *WORDS} else ''}{value}{cells.get('unit', '')}"


def total_score(table: Table, points: Sequence[str]) -> tuple[str, int]:
    """The total score in the last row of a table, and its line; empty where it cannot be told from the full score.

    `points` are those given in the rows above: of several numbers in the row, the total is the one they add up to,
    else the one in the column of scores.
    """
    for row in table.body:
        texts = [plain(cell or "") for cell in row.cells]
        label = next((text for text in texts if text), "")
        if not TOTAL.fullmatch(label):
            continue
        numbers = {
            index: text.removesuffix("分")
            for index, text in enumerate(texts)
            if SCORE.fullmatch(text.removesuffix("分"))
        }
        total = sum((Decimal(each) for each in points), Decimal(0))
        added = [text for text in numbers.values() if points and Decimal(text) == total]
        return (added[0] if added else _in_column(table, row.cells, numbers)), row.line
    return "", 0


def _in_column(table: Table, cells: Sequence[str | None], numbers: Mapping[int, str]) -> str:
    """The number in the column of scores, or the only one, if its cell spreads over that column."""
    scores, weights = table.columns.get("score", ()), table.columns.get("weight", ())
    under = [numbers[index] for index in scores if index in numbers]
    if under and (not weights or any(index in numbers or cells[index] is None for index in weights)):
        return under[0]
    blank = any(index < len(cells) and cells[index] == "" for index in scores)
    return next(iter(numbers.values())) if len(numbers) == 1 and not blank else ""
