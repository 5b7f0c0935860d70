"""What the columns of a table are for: codes, labels, row numbers, amounts; and which of them form a block."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from seed.parsers.statements.figures import NotAnAmountError, figure
from seed.parsers.statements.heads import CODE_PART, Head
from seed.parsers.statements.model import Block, Column
from seed.parsers.statements.vocabulary import NO_MONEY, REMARKS
from seed.parsers.wording.normal import plain

LABEL = re.compile("(项目|名称|科目|内容|单位|类别|品目|功能分类|经济分类)([(].*[)])?$|^摘要$")
CODE = re.compile("编码|代码|科目编号")
UNIT_CODE = re.compile("(单位|部门|机构).*(编码|代码)|预算单位编号")
ROW_NUMBER = re.compile("行次|序号|行号")
BESIDE = re.compile("类别|类型|单位|部门|功能.*科目|目录|方式")
"""Columns of text that say more of a row beside its label."""

WORDS = re.compile(r"[^\W\d_]")


class Role(Enum):
    """What a column holds."""

    ROW_NUMBER = auto()
    CODE = auto()
    UNIT_CODE = auto()
    LABEL = auto()
    AMOUNT = auto()
    OTHER = auto()


@dataclass(slots=True)
class Layout:
    """The columns of a block by what they hold: their positions in the table, left to right."""

    row_number: int | None = None
    codes: list[int] = field(default_factory=list)
    unit_codes: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)


def layouts(head: Head, body: Sequence[Sequence[str | None]]) -> list[Layout]:
    """The blocks of a table from left to right; columns of remarks or rates belong to none of them."""
    roles = [_role(path, [row[column] for row in body if row[column]]) for column, path in enumerate(head.paths)]
    found: list[Layout] = []
    for column, role in enumerate(roles):
        if role is Role.OTHER:
            continue
        if not found or (role is not Role.AMOUNT and found[-1].amounts):
            found.append(Layout())
        _place(found[-1], column, role)
    blocks = [layout for layout in found if layout.amounts]
    if blocks and blocks[0].row_number is not None and all(block.row_number is None for block in blocks[1:]):
        for block in blocks[1:]:
            block.row_number = blocks[0].row_number
    return blocks


def _place(layout: Layout, column: int, role: Role) -> None:
    if role is Role.ROW_NUMBER:
        layout.row_number = column
    else:
        places = {
            Role.CODE: layout.codes,
            Role.UNIT_CODE: layout.unit_codes,
            Role.LABEL: layout.labels,
            Role.AMOUNT: layout.amounts,
        }
        places[role].append(column)


def _role(path: tuple[str, ...], texts: Sequence[str | None]) -> Role:
    words = [plain(part) for part in path]
    leaf = words[-1] if words else ""
    filled = [text for text in texts if text]
    if ROW_NUMBER.fullmatch(leaf):
        return Role.ROW_NUMBER
    if REMARKS.fullmatch(leaf) or not (leaf or filled):
        return Role.OTHER
    if CODE.search(leaf) and "名称" not in leaf:
        return Role.UNIT_CODE if UNIT_CODE.search(leaf) else Role.CODE
    if CODE_PART.fullmatch(leaf) and any(CODE.search(word) for word in words):
        return Role.CODE
    if _mostly_words(filled) or (LABEL.search(leaf) and not _has_figures(filled)):
        return Role.LABEL
    return Role.OTHER if NO_MONEY.search(leaf) else Role.AMOUNT


def _mostly_words(texts: Sequence[str]) -> bool:
    named = sum(WORDS.search(text) is not None for text in texts)
    return named * 2 > len(texts)


def _has_figures(texts: Iterable[str]) -> bool:
    for text in texts:
        try:
            if figure(text) is not None:
                return True
        except NotAnAmountError:
            continue
    return False


def block_of(head: Head, layout: Layout, *, first_number: int) -> Block:
    """The block that a layout describes; columns without a printed number are numbered from `first_number`."""
    paths = [head.paths[column] for column in layout.amounts]
    shared = _shared(head, layout)
    numbers = _complete([head.numbers[column] for column in layout.amounts], first_number)
    columns = tuple(Column(number, path) for number, path in zip(numbers, paths, strict=True))
    coded = bool(layout.codes or layout.unit_codes)
    return Block(shared, columns, coded=coded, of_units=coded and not layout.codes)


def _complete(numbers: Sequence[int | None], first: int) -> list[int]:
    """The numbers of columns: as printed, with those between that are not; from `first` on where none is printed."""
    starts = {number - at for at, number in enumerate(numbers) if number is not None}
    start = starts.pop() if len(starts) == 1 else first
    if starts and None not in numbers:
        return [number or 0 for number in numbers]
    return list(range(start, start + len(numbers)))


def _shared(head: Head, layout: Layout) -> str:
    """The heading that stands above the labels and the amounts of a block."""
    columns = [*layout.codes, *layout.unit_codes, *layout.labels, *layout.amounts]
    tops = {head.paths[column][0] if len(head.paths[column]) > 1 else "" for column in columns}
    return tops.pop() if len(tops) == 1 and len(columns) > 1 else ""


def naming(paths: Sequence[tuple[str, ...]]) -> list[int]:
    """Which columns of text, by position, name the row; the others say more of it. At least the last one does."""
    main = [position for position, path in enumerate(paths) if not BESIDE.search(plain("".join(path[-1:])))]
    return main or list(range(len(paths)))[-1:]
