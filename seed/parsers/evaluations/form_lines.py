"""Forms about one project in a text, where the cells of a table are broken over lines and stand below each other.

What is left of the table's geometry is the width of its columns: a line of a cell is as wide as its column unless
it is the cell's last, and a line that holds several cells is set apart by blanks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seed.parsers.evaluations.execution_rows import AMOUNT
from seed.parsers.evaluations.forms import MONEY_UNIT, Field, Instalment, ProjectForm
from seed.parsers.evaluations.indicator_tables import PrintedIndicator
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import display_width
from seed.parsers.wording.numbered import items
from seed.parsers.wording.passages import Passage, passage, plain
from seed.parsers.wording.printed_values import NUMBER, SIGNS
from seed.parsers.wording.units import UNIT
from seed.sources.model import Line

LEVEL1 = ("成本指标", "产出指标", "效益指标", "满意度指标", "管理指标", "影响力指标")
LEVEL2 = (
    *("数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标"),
    *("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标", "满意度指标"),
    *("产出数量指标", "产出质量指标", "产出时效指标", "产出成本指标", "社会公众满意度指标"),
)
"""The first and second levels of indicators, as the ministry's rules name them."""

NAMING = ("项目名称", "项目编码")
NAMED_WITHIN = 4
"""How many lines name and code of one project may stand apart."""

HEAD = re.compile(r"一级指标二级指标三级指标.*(指标值|目标值)")
PLAN_DATE = re.compile(r"[0-9]{1,2}月(?:底|末)|第?[一二三四]季度(?:末)?")
SIGN = re.compile(rf"[{''.join(SIGNS)}]")
VALUE = re.compile(rf"[{''.join(SIGNS)}]?(?:{NUMBER})(?:{UNIT}|百分比|百分|个数)?")
LONGEST_TAIL = 2
"""How many characters of a value may stand alone on its second line."""

FIELD_START = {
    "name": "项目名称",
    "code": "项目编码",
    "annual": "预算数",
    "fiscal": "其中：财政资金",
    "other": "其他资金",
}
FIELD_ENDS = re.compile(r"项目名称|项目编码|预算规模|预算数|其中[：:]|其他资金|资金支出计划|绩效目标|主管部门|实施单位")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that belongs to one cell, its printed width and its line."""

    text: str
    width: int
    line: int


def line_forms(heading: Heading) -> Iterator[ProjectForm]:
    """The forms among the lines under a heading: each starts where a project is named before a head of indicators."""
    lines = heading.lines
    heads = [i for i in range(len(lines)) if HEAD.search(plain(lines[i].text))]
    starts = _starts(lines)
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(lines)
        own = [head for head in heads if start < head < end]
        if own:
            yield _form(heading, lines, (start, own[0], end))


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where a form starts: with the name of a project or its code, whichever stands first."""
    found: list[tuple[int, str]] = []
    for position, line in enumerate(lines):
        label = plain(line.text)[:4]
        if label in NAMING and not (found and found[-1][1] != label and position - found[-1][0] <= NAMED_WITHIN):
            found.append((position, label))
    return [position for position, _ in found]


def _form(heading: Heading, lines: Sequence[Line], bounds: tuple[int, int, int]) -> ProjectForm:
    start, head, end = bounds
    above = passage(lines[max(start - 2, 0) : start])
    unit = MONEY_UNIT.search(above.text)
    top = passage(lines[start:head])
    rows, unread = indicator_rows(lines[head:end])
    return ProjectForm(
        heading=heading,
        line=lines[start].number,
        fields=_fields(top, lines[start:head]),
        indicators=rows,
        money_unit=unit["unit"] if unit else "",
        plan=payment_plan(lines[start:head]),
        goals=_goals(lines[start:head]),
        aims=_aims(lines[start:head]),
        unread=unread,
    )


def _fields(top: Passage, lines: Sequence[Line]) -> dict[str, Field]:
    """The labelled fields above the table; an amount is the number right after its label."""
    found: dict[str, Field] = {}
    words = _words(lines)
    for name, label in FIELD_START.items():
        start = top.text.find(label)
        if start < 0:
            continue
        after = start + len(label)
        end = FIELD_ENDS.search(top.text, after)
        text = top.text[after : end.start() if end else len(top.text)]
        if name in {"annual", "fiscal", "other"}:
            text = next((word for word, offset in words if offset == after and AMOUNT.fullmatch(word)), "")
        if text:
            found[name] = (text, top.line(start))
    purpose = re.search(r"其他资金(?:[0-9.,]+)?(?P<purpose>[^0-9]{2,60}?)资金支出计划", top.text)
    if purpose is not None:
        found["purpose"] = (purpose["purpose"], top.line(purpose.start("purpose")))
    return found


def _words(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """The words that blanks set apart, with their offset in the text without blanks."""
    found: list[tuple[str, int]] = []
    offset = 0
    for line in lines:
        for word in line.text.split():
            found.append((plain(word), offset))
            offset += len(plain(word))
    return found


def payment_plan(lines: Sequence[Line]) -> tuple[Instalment, ...]:
    """The payment plan: dates, and below them amounts that need not be as many.

    A cumulative plan ends with the whole budget at the end of the year, so that fewer amounts than dates are taken
    to stand under the last dates; that is a reading, and each amount says so.
    """
    for position, line in enumerate(lines[:-1]):
        dates = PLAN_DATE.findall(plain(line.text))
        if len(dates) < 2:  # noqa: PLR2004 - one date is no plan
            continue
        below = lines[position + 1]
        amounts = [word for word in below.text.split() if AMOUNT.fullmatch(word)]
        if not amounts or len(amounts) > len(dates):
            return ()
        doubt = ""
        if len(amounts) < len(dates):
            doubt = (
                f"{len(amounts)} amounts under {len(dates)} dates ({', '.join(dates)}); taken to stand under the last, "
                "because a cumulative plan reaches the whole budget at the end of the year"
            )
        under = dates[-len(amounts) :]
        return tuple(Instalment(date, amount, below.number, doubt) for date, amount in zip(under, amounts, strict=True))
    return ()


def _goals(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines on which the numbered goals of a form start."""
    return tuple(item.line for item in items(_below_goals(lines)))


def _aims(lines: Sequence[Line]) -> Passage:
    """The text of the goals of a form."""
    return passage(_below_goals(lines))


def _below_goals(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines under the label of the goals."""
    labels = {"绩效目标", "年度绩效目标", "年度总体目标"}
    start = next((i for i, line in enumerate(lines) if plain(line.text) in labels), len(lines))
    return lines[start + 1 :]


def indicator_rows(lines: Sequence[Line]) -> tuple[list[PrintedIndicator], list[Field]]:
    """The rows of a table of indicators, and the places where one could not be taken apart."""
    columns = _columns(plain(lines[0].text))
    pieces = _pieces([line for line in lines if not HEAD.search(plain(line.text))])
    found: list[PrintedIndicator] = []
    unread: list[Field] = []
    blocks = list(_blocks(pieces))
    name_width = max((body[0].width for _, _, _, body in blocks if len(body) > 2), default=0)  # noqa: PLR2004
    for level1, level2, line, body in blocks:
        cells = _cells(body, columns, name_width)
        if cells is None:
            unread.append((f"an indicator of {level1} / {level2} whose cells cannot be told apart", line))
        else:
            texts = {name: cell.text for name, cell in cells.items()}
            row = {"level1": level1, "level2": level2, **texts}
            prose = {name: cells[name] for name in ("description", "basis") if texts.get(name)}
            found.append(PrintedIndicator(body[0].line, row, prose))
    return found, unread


def _columns(head: str) -> tuple[str, ...]:
    """The columns after the three levels' first two, in the order of the head."""
    known = {"name": "三级指标", "description": "描述", "target": "值", "basis": "依据"}
    present = {name: head.find(word) for name, word in known.items() if word in head}
    if "basis" in present:
        present["basis"] = head.rindex("依据")
    return tuple(sorted(present, key=present.__getitem__))


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    """The lines cut into the parts of cells."""
    single = [display_width(line.text) for line in lines if not _is_cut(line.text)]
    widest = sorted(single)[int(len(single) * 0.98)] if single else 0
    found: list[Piece] = []
    for line in lines:
        words = line.text.split()
        cut = _is_cut(line.text) or display_width(line.text) > widest + 1
        parts: list[str] = []
        for word in words:
            if parts and not _border(parts[-1], word, cut=cut):
                parts[-1] += word
            else:
                parts.append(word)
        found += [Piece(plain(part), display_width(part), line.number) for part in parts]
    return found


def _is_cut(text: str) -> bool:
    """Whether a line certainly holds several cells: it has a blank between Chinese characters, or a sign inside."""
    return bool(re.search(r"[^\x00-\x7f]\s+[^\x00-\x7f]", text.strip()) or SIGN.search(text.strip()[1:]))


def _border(before: str, after: str, *, cut: bool) -> bool:
    """Whether a blank between two words is the border of two cells rather than that of a number."""
    if before[-1].isascii() and before[-1] not in "%)" and not after[0].isascii():
        return False  # a number and its unit
    if SIGN.match(after) and not before[-1].isascii():
        return True
    if after[0].isascii():
        return cut and before[-1] not in "".join(SIGNS)
    return True


def _blocks(pieces: Sequence[Piece]) -> Iterator[tuple[str, str, int, list[Piece]]]:
    """The rows: both levels, the line of the second, and the pieces of its other cells."""
    level1 = level2 = ""
    line = 0
    body: list[Piece] = []
    position = 0
    while position < len(pieces):
        first, taken = _level(pieces, position, LEVEL1)
        if taken and (first != "成本指标" or _level(pieces, position + taken, LEVEL2)[1]):
            second, more = _level(pieces, position + taken, LEVEL2)
        else:
            first, taken = level1, 0
            second, more = _level(pieces, position, LEVEL2)
        if not more:
            body.append(pieces[position])
            position += 1
            continue
        if level2 and body:
            yield level1, level2, line, body
        level1, level2, body = first, second, []
        position += taken + more
        line = pieces[position - 1].line
    if level2 and body:
        yield level1, level2, line, body


def _level(pieces: Sequence[Piece], position: int, names: Sequence[str]) -> tuple[str, int]:
    """The name of a level that starts at a piece, and how many pieces it takes."""
    text = ""
    for taken in range(1, 4):
        if position + taken > len(pieces):
            break
        text += pieces[position + taken - 1].text
        if text in names:
            return text, taken
        if not any(name.startswith(text) for name in names):
            break
    return "", 0


def _cells(body: Sequence[Piece], columns: Sequence[str], name_width: int) -> dict[str, Passage] | None:
    """The cells of a row by column; None where they cannot be told apart."""
    value = _value_position(body, columns)
    if value is None:
        return None
    after = value + 1
    while after < len(body) and _is_tail(body[value:after], body[after]):
        after += 1
    name_end = _name_end(body[:value], columns, name_width)
    cells = {"name": [*body[:name_end]], "description": [*body[name_end:value]], "target": [*body[value:after]]}
    rest = body[after:]
    if "basis" not in columns:
        return None if rest else {name: _joined(pieces) for name, pieces in cells.items()}
    if rest and body[0].line == rest[0].line:
        cells["basis"] = [rest[0]]
        for name, more in _overleaf(rest[1:], columns, name_width).items():
            cells[name] += more
    else:
        cells["basis"] = [*rest]
    return {name: _joined(pieces) for name, pieces in cells.items()}


def _joined(pieces: Sequence[Piece]) -> Passage:
    """The text of some pieces, each on its line."""
    return passage(Line(piece.line, 1, piece.text) for piece in pieces)


def _value_position(body: Sequence[Piece], columns: Sequence[str]) -> int | None:
    """Which piece starts the target: the first with a sign, else the first number with a unit, else by place."""
    for position, piece in enumerate(body):
        if position and SIGN.match(piece.text):
            return position
    for position, piece in enumerate(body):
        if position and VALUE.fullmatch(piece.text):
            return position
    same_line = [i for i, piece in enumerate(body) if i and body[i - 1].line == piece.line]
    if same_line and "basis" in columns:
        return same_line[0]
    return _value_by_width(body)


def _value_by_width(body: Sequence[Piece]) -> int | None:
    """A target in words: the narrow piece after the wide lines of the description, before those of the basis."""
    widths = [piece.width for piece in body]
    wide = [i for i, width in enumerate(widths) if width >= max(widths) - 4]
    if not wide:
        return None
    after = wide[-1] + 1
    while after < len(body) and widths[after] > max(widths) // 2:
        after += 1
    return after if 0 < after < len(body) else None


def _is_tail(value: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece goes on with a target that was broken over lines."""
    if piece.line == value[0].line:
        return False
    if value[-1].text.endswith(("，", "、", ",")):
        return True
    return len(piece.text) <= LONGEST_TAIL and piece.text != "无" and not piece.text.endswith("。")


def _name_end(before: Sequence[Piece], columns: Sequence[str], name_width: int) -> int:
    """How many of the pieces before the target are the name: full lines of its column and the one after them."""
    if "description" not in columns:
        return len(before)
    end = 1
    while end < len(before):
        last, following = before[end - 1], before[end]
        if following.line == last.line or last.width < name_width - 1 or following.width > name_width + 1:
            break
        end += 1
    return end


def _overleaf(pieces: Sequence[Piece], columns: Sequence[str], name_width: int) -> dict[str, list[Piece]]:
    """The rest of a row that was cut by the end of the page: the lines of each cell follow those of the one before."""
    order = [name for name in columns if name != "target"]
    found: dict[str, list[Piece]] = {name: [] for name in order}
    column = 0
    for position, piece in enumerate(pieces):
        while column + 1 < len(order):
            name = order[column]
            if not _next_column(name, piece, pieces[:position], name_width, len(found[name])):
                break
            column += 1
        found[order[column]].append(piece)
    return found


def _next_column(name: str, piece: Piece, before: Sequence[Piece], name_width: int, taken: int) -> bool:
    """Whether a piece starts the next column."""
    if name == "name":
        return piece.width > name_width + 1
    return bool(taken and before and before[-1].text.endswith("。"))
