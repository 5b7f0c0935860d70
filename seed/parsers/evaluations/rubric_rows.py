"""The rows of a rubric, whatever is left of its table: a grid, cells set apart by tabs, or lines below each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seed.parsers.evaluations.indicator_tables import indicator_table
from seed.parsers.tables import Record, Rows, table_of
from seed.parsers.wording.passages import Passage, passage, plain
from seed.parsers.wording.printed_values import NUMBER
from seed.sources.model import Line

HEAD = {
    "level1": r"(评价指标|绩效指标)?一级指标(名称)?",
    "level2": r"(评价指标|绩效指标)?二级指标(名称)?",
    "level3": r"(评价指标|绩效指标)?三级指标(名称)?|指标名称|具体指标",
    "score": r"(自评|评价|实际|综合|指标)?得分([（(]分[)）])?|评分",
}
COLUMNS = {
    "level4": r"(评价指标)?四级指标(名称)?",
    "weight1": r"(评价指标)?一级指标(参考)?(分值|权重)",
    "weight2": r"(评价指标)?二级指标(参考)?(分值|权重)",
    "weight": r"(评价指标)?((三级|四级)?指标)?(参考|标准)?(分值|权重|满分|标准分|分数)([（(].{1,4}[)）])?",
    "explanation": r"(指标)?(解释|说明|释义|内涵)",
    "benchmark": r"标杆值|(计划|目标|年度)?(指标|目标)值.{0,4}",
    "rule": r"(参考)?(评分|评价|计分)(标准|细则|办法|规则|方法)|评价要点",
    "rate": r"得分率.{0,4}",
}
HEAD_WORDS = re.compile(
    r"[一二三四]级指标|[一二三四]级|指标|评价指标|权重?|重|分值|参考分值|名称|指标(解释|说明|释义)|标杆值|(参考)?评分标准|评分细则|备注|得分率?"
)
TOTAL = re.compile(r"(合计|总分|总计|总得分)")
WEIGHTED = re.compile(rf"(?P<name>[\u4e00-\u9fff、]{{2,14}})[（(](?P<weight>{NUMBER})[分%][)）]")
POINTS = re.compile(NUMBER)
RATE = re.compile(rf"(?P<rate>{NUMBER})%")
LAST_LINE = re.compile(rf"(?:(?P<before>\S.*?)\s+)?(?P<score>{NUMBER})\s+(?P<rate>{NUMBER})%")
WEIGHT_LINE = re.compile(rf"(?:(?P<detail>[-—])\s*)?(?P<weight>{NUMBER})")
BENCHMARK = re.compile(r"[^。，；①]{1,8}")
ALIGNED = 0.9
"""In which share of the rows the weight has to stand in its column before columns are trusted."""

STANDARD_NAMES = frozenset(
    """
    立项依据充分性 立项程序规范性 绩效目标合理性 绩效目标明确性 绩效指标明确性 预算编制科学性 资金分配合理性
    资金到位率 预算执行率 资金使用合规性 管理制度健全性 制度执行有效性 绩效管理有效性 实际完成率 数量变动率
    质量达标率 完成及时率 完成及时性 成本节约率 实施效益 经济效益 社会效益 生态效益 可持续影响
    效益可持续性 项目发展机制可持续性 长效机制健全性 满意度 服务对象满意度 社会公众满意度
    """.split()  # noqa: SIM905 - words read best as words
)
"""Third-level names of the ministry's framework, by which a name is told from the words after it."""

NAME_END = re.compile(r"[性率度]$|效益$|情况$")


@dataclass(frozen=True, slots=True)
class Level:
    """A name of the first or second level, its weight where printed, and its line."""

    name: str
    weight: str
    line: int


@dataclass(frozen=True, slots=True)
class RubricRow:
    """A row: the levels that start in it, its own name, and its cells as printed (numbers bare)."""

    line: int
    levels: tuple[Level, ...] = ()
    name: str = ""
    detail: str = ""
    weight: str = ""
    explanation: str = ""
    benchmark: str = ""
    rule: str = ""
    score: str = ""
    rate: str = ""
    detail_text: Passage | None = None

    def detail_line(self, words: str) -> int:
        """The line on which some words of the fourth level are printed."""
        if self.detail_text is None:
            return self.line
        return self.detail_text.line(max(self.detail_text.text.find(words), 0))


@dataclass(frozen=True, slots=True)
class Rubric:
    """The rows of a rubric in order, the line and rate of its total, and lines that could not be read."""

    rows: Sequence[RubricRow]
    total_line: int = 0
    total_score: str = ""
    total_rate: str = ""
    unread: Sequence[int] = ()


def weighted(text: str) -> tuple[str, str]:
    """A name and the weight printed in brackets after it."""
    match = WEIGHTED.fullmatch(plain(text))
    return (match["name"], match["weight"]) if match else (plain(text), "")


def aligned_rubric(rows: Rows) -> Rubric | None:
    """The rubric of a table whose cells stand in their columns; None where they do not, or there is no rubric."""
    table = table_of(rows, HEAD, COLUMNS)
    if table is None or "weight" not in table.columns:
        return None
    records = list(table.records())
    numbered = sum(any(POINTS.fullmatch(plain(cell or "")) for cell in row.cells) for row in table.body)
    placed = [
        each for each in records if POINTS.fullmatch(plain(each["score"])) and POINTS.fullmatch(plain(each["weight"]))
    ]
    if not placed or len(placed) < ALIGNED * numbered:
        return None
    found: list[RubricRow] = []
    unread: list[int] = []
    levels: Sequence[str] = ()
    for record in records:
        if TOTAL.match(record.label):
            rate = RATE.fullmatch(plain(record.get("rate", "")))
            return Rubric(found, record.line, plain(record["score"]), rate["rate"] if rate else "", unread)
        if plain(record["level3"]) or plain(record.get("level4", "")) or POINTS.fullmatch(plain(record["score"])):
            row, levels = _opened(levels, _aligned_row(record))
            found.append(row)
            unread += [] if found[-1].score else [record.line]
        elif found:
            found[-1] = _continued(found[-1], record)
    return Rubric(found, unread=unread)


def is_form(rows: Rows) -> bool:
    """Whether a table is a form of self-evaluation: targets and outcomes, and no rules by which points are given."""
    rubric, form = table_of(rows, HEAD, COLUMNS), indicator_table(rows)
    return form is not None and "actual" in form.columns and (rubric is None or "rule" not in rubric.columns)


def _opened(above: Sequence[str], row: RubricRow) -> tuple[RubricRow, Sequence[str]]:
    """A row without the levels that it only repeats, as a table does that merges no cells; the levels open after it."""
    names = [level.name for level in row.levels]
    same = len(names) == len(above) and next((i for i, name in enumerate(names) if name != above[i]), len(names))
    return replace(row, levels=row.levels[same:]), names if len(names) > 1 else [*above[:1], *names]


def _aligned_row(record: Record) -> RubricRow:
    cells = {role: plain(text) for role, text in record.items()}
    levels = []
    for role in ("level1", "level2"):
        if cells[role]:
            name, weight = weighted(cells[role])
            levels.append(Level(name, weight or cells.get(f"weight{role[-1]}", ""), record.line))
    rate = RATE.fullmatch(cells.get("rate", ""))
    return RubricRow(
        line=record.line,
        levels=tuple(levels),
        name=cells["level3"],
        detail=cells.get("level4", ""),
        weight=cells["weight"],
        explanation=record.get("explanation", ""),
        benchmark=cells.get("benchmark", ""),
        rule=record.get("rule", ""),
        score=cells["score"] if POINTS.fullmatch(cells["score"]) else "",
        rate=rate["rate"] if rate else "",
    )


def _continued(above: RubricRow, record: Record) -> RubricRow:
    """A row with the rest of its texts, which stand on the next page."""
    rule, explanation = record.get("rule", ""), record.get("explanation", "")
    return replace(above, rule=above.rule + rule, explanation=above.explanation + explanation)


def tabbed_rubric(rows: Rows) -> Rubric | None:
    """The rubric of rows whose cells slipped out of their columns: cells are told by what they hold."""
    start = next((i for i, row in enumerate(rows) if _is_head([cell for cell in row.cells if cell])), None)
    if start is None:
        return None
    found: list[RubricRow] = []
    unread: list[int] = []
    for row in rows[start + 1 :]:
        cells = [cell.strip() for cell in row.cells if cell and cell.strip()]
        if not cells or _is_head(cells):
            continue
        if TOTAL.match(plain(cells[0])):
            rate = RATE.fullmatch(plain(cells[-1]))
            return Rubric(found, row.line, "", rate["rate"] if rate else "", unread)
        read = _slipped_row(cells, row.line)
        if read is not None:
            found.append(read)
        elif found and not any(POINTS.fullmatch(cell) for cell in cells):
            found[-1] = replace(found[-1], rule=found[-1].rule + cells[-1])
        else:
            unread.append(row.line)
    return Rubric(found, unread=unread)


def _is_head(cells: Sequence[str]) -> bool:
    words = [plain(cell) for cell in cells]
    return bool(words) and all(HEAD_WORDS.fullmatch(word) for word in words)


def _slipped_row(cells: Sequence[str], line: int) -> RubricRow | None:
    """The row that a sequence of filled cells is: names, weight, explanation, benchmark, rule, score, rate."""
    place = next((i for i, cell in enumerate(cells) if i and POINTS.fullmatch(plain(cell))), None)
    rate = RATE.fullmatch(plain(cells[-1]))
    if place is None or rate is None or not POINTS.fullmatch(plain(cells[-2])) or place >= len(cells) - 2:
        return None
    named = [weighted(cell) for cell in cells[:place]]
    levels = [Level(name, weight, line) for name, weight in named if weight]
    names = [name for name, weight in named if not weight]
    texts = list(cells[place + 1 : -2])
    short = next((i for i, text in enumerate(texts) if i and len(plain(text)) <= 8), None)  # noqa: PLR2004 - as BENCHMARK
    return RubricRow(
        line=line,
        levels=tuple(levels),
        name=names[0] if names else "",
        detail=names[1] if len(names) > 1 else "",
        weight=plain(cells[place]),
        explanation=texts[0] if texts else "",
        benchmark=plain(texts[short]) if short is not None else "",
        rule="".join(texts[short + 1 :] if short is not None else texts[1:]),
        score=plain(cells[-2]),
        rate=rate["rate"],
    )


def broken_rubric(lines: Sequence[Line]) -> Rubric | None:
    """The rubric of lines that are each a part of one cell; a row ends with its score and rate."""
    found: list[RubricRow] = []
    unread: list[int] = []
    open_lines: list[Line] = []
    headed = in_head = False
    for position, line in enumerate(lines):
        in_head = _is_head(line.text.split()) and (in_head or plain(line.text).startswith(("一级指标", "评价指标")))
        headed = headed or in_head
        if in_head or not headed:
            continue
        if TOTAL.match(plain(line.text)):
            rest = next((RATE.search(plain(each.text)) for each in lines[position:] if "%" in each.text), None)
            at = next((each.number for each in lines[position:] if "%" in each.text), line.number)
            return Rubric(found, at, "", _last_rate(lines[position:]) if rest else "", unread)
        last = LAST_LINE.fullmatch(line.text.strip())
        if last is None:
            open_lines.append(line)
            continue
        row = _broken_row(open_lines, line, last)
        found += [row] if row is not None else []
        unread += [line.number] if row is None else []
        open_lines = []
    return Rubric(found, unread=unread) if found else None


def _last_rate(lines: Sequence[Line]) -> str:
    """The rate with which the total row ends."""
    rates = [rate["rate"] for line in lines[:3] for rate in RATE.finditer(line.text)]
    return rates[0] if rates else ""


def _broken_row(lines: Sequence[Line], last_line: Line, last: re.Match[str]) -> RubricRow | None:
    levels, rest = _weighted_levels(lines)
    place = next((i for i, line in enumerate(rest) if WEIGHT_LINE.fullmatch(line.text.strip())), None)
    before = plain(last["before"] or "")
    if place is None:
        if rest or not before:
            return None
        return RubricRow(last_line.number, levels, before, score=last["score"], rate=last["rate"])
    weight = WEIGHT_LINE.fullmatch(rest[place].text.strip())
    name, detail = _name_and_detail(rest[:place])
    named = passage(rest[:place])
    explanation, benchmark, rule = _texts(rest[place + 1 :])
    return RubricRow(
        line=rest[0].number,
        levels=levels,
        name=name,
        detail=detail or (weight["detail"] or "" if weight else ""),
        weight=weight["weight"] if weight else "",
        explanation=explanation,
        benchmark=benchmark or before,
        rule=rule,
        score=last["score"],
        rate=last["rate"],
        detail_text=named.part(len(name), len(named.text)) if detail else None,
    )


def _weighted_levels(lines: Sequence[Line]) -> tuple[tuple[Level, ...], Sequence[Line]]:
    """The names with weights in brackets with which a row starts, and the lines after them."""
    start = passage(lines[:8])
    levels: list[Level] = []
    offset = 0
    while (match := WEIGHTED.match(start.text, offset)) is not None:
        levels.append(Level(match["name"], match["weight"], start.line(match.start())))
        offset = match.end()
    taken = sum(each < offset for each in start.starts)
    return tuple(levels), lines[taken:]


def _name_and_detail(lines: Sequence[Line]) -> tuple[str, str]:
    """The name of the third level and the words of the fourth that stand below it in the text."""
    texts = [plain(line.text) for line in lines]
    grown = ["".join(texts[: end + 1]) for end in range(len(texts))]
    known = [end for end, text in enumerate(grown) if text in STANDARD_NAMES]
    ended = [end for end, text in enumerate(grown) if NAME_END.search(text)]
    if not texts:
        return "", ""
    end = known[-1] if known else (ended[0] if ended else len(texts) - 1)
    return grown[end], "".join(texts[end + 1 :])


def _texts(lines: Sequence[Line]) -> tuple[str, str, str]:
    """Explanation, benchmark and rule: the benchmark is the short line between the two texts."""
    texts = [plain(line.text) for line in lines]
    for position in range(1, len(texts)):
        if BENCHMARK.fullmatch(texts[position]) and re.search(r"[。%）)]$", texts[position - 1]):
            return "".join(texts[:position]), texts[position], "".join(texts[position + 1 :])
    # Without a benchmark, the explanation ends with its first full stop that ends a line before a wider one.
    for position in range(1, len(texts)):
        if texts[position - 1].endswith("。") and len(texts[position]) > max(map(len, texts[:position])):
            return "".join(texts[:position]), "", "".join(texts[position:])
    return "".join(texts), "", ""
