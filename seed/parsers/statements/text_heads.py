"""The head of a table in plain text: how many lines it takes, and the columns that its words make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seed.parsers.statements.heads import CODE_PART
from seed.parsers.statements.model import Block, Column
from seed.parsers.statements.nesting import CODE, LIST, REMARK, ROW_NUMBER, TOTAL, is_amount
from seed.parsers.statements.roles import UNIT_CODE
from seed.parsers.statements.trees import trees
from seed.parsers.statements.words import head_text, segmentations
from seed.parsers.wording.normal import compact

NUMBERING = re.compile(r"(?:栏次|列次|栏目)[0-9]")
NUMBERS = re.compile(r"[0-9]{1,2}")
MARKS = re.compile(r"栏次|列次|栏目|(?<!\S)[类款项](?!\S)|[栏次列目]")

MORE_COLUMNS = 6
"""How many columns of amounts may be empty in all rows."""

HEAD_LINES = 60


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of columns as the words of a head give it: text columns and amounts, each by its headings."""

    row_number: bool
    codes: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    amounts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TextHead:
    """The head of a table: its blocks, whether one row number stands for all of them, the printed column numbers."""

    blocks: tuple[TextBlock, ...]
    shared_number: bool
    numbers: tuple[int, ...] = ()

    def numbered(self, numbers: tuple[int, ...]) -> "TextHead":
        """The same head with the printed numbers of its columns."""
        return replace(self, numbers=numbers)

    def form_blocks(self) -> tuple[Block, ...]:
        """The blocks with numbered columns."""
        listed = self.listed
        numbers = self._column_numbers()
        blocks = []
        at = 0
        for block in self.blocks:
            ordinals = range(1, len(block.amounts) + 1) if listed else numbers[at : at + len(block.amounts)]
            at += len(block.amounts)
            columns = tuple(Column(number, path) for number, path in zip(ordinals, block.amounts, strict=True))
            of_units = bool(block.codes) and all(UNIT_CODE.search(path[-1]) for path in block.codes)
            blocks.append(Block(_heading(block), columns, coded=bool(block.codes), of_units=of_units))
        return tuple(blocks)

    @property
    def listed(self) -> bool:
        """Whether the blocks are one list of codes that is set in several columns."""
        leaves = {tuple(path[-1] for path in block.amounts) for block in self.blocks}
        return len(self.blocks) > 1 and len(leaves) == 1 and all(block.codes for block in self.blocks)

    def _column_numbers(self) -> list[int]:
        """The numbers of the columns of amounts: the printed ones, which may count the columns of text as well."""
        amounts = sum(len(block.amounts) for block in self.blocks)
        if len(self.numbers) == amounts:
            return list(self.numbers)
        positions: list[int] = []
        count = 0
        for block in self.blocks:
            count += len(block.codes) + len(block.labels)
            positions += range(count + 1, count + len(block.amounts) + 1)
            count += len(block.amounts)
        return positions if len(self.numbers) == count else list(range(1, amounts + 1))


def _heading(block: TextBlock) -> str:
    tops = {path[0] if len(path) > 1 else "" for path in (*block.codes, *block.labels, *block.amounts)}
    return tops.pop() if len(tops) == 1 else ""


def column_numbers(line: str) -> tuple[int, ...]:
    """The numbers on a line that numbers the columns: `栏次 1 栏次 2 3`; () for any other line.

    Some forms print the headings of the parts of a code on this line: `类 款 项 栏次 1 2`.
    """
    if not NUMBERING.search(compact(line)):
        return ()
    rest = MARKS.sub(" ", line).split()
    return tuple(map(int, rest)) if all(NUMBERS.fullmatch(piece) for piece in rest) else ()


def code_parts(line: str) -> list[str]:
    """The headings of the parts of a code that a line prints which numbers the columns, as a line of a head or none."""
    parts = [piece for piece in line.split() if CODE_PART.fullmatch(piece)]
    return [" ".join(parts)] if parts else []


def read_head(lines: Sequence[str], amounts: int) -> TextHead | None:
    """The head that lines are whose rows have so many figures; None where their words make none or several."""
    if amounts < 1 or len(lines) > HEAD_LINES:
        return None
    for rarely in (False, True):
        for words in segmentations(head_text(lines)):
            found = [
                columns for more in range(MORE_COLUMNS + 1) for columns in trees(words, amounts + more, rarely=rarely)
            ]
            if len(found) > 1 and all(_is_list(columns) for columns in found):
                found = found[-1:]
            if found:
                return _head(found[0]) if len(found) == 1 else None
    return None


def is_head_line(line: str) -> bool:
    """Whether a line is made of words of heads and nothing else: a head that ends before it was not read whole."""
    words = next(segmentations(head_text([line])), [])
    return any(not TOTAL.fullmatch(word.text) for word in words)


def _is_list(columns: Sequence[tuple[str, ...]]) -> bool:
    """Whether columns are a list in several columns; how many of them belong to each of its headings is told later."""
    return all(LIST.fullmatch(path[0]) for path in columns if len(path) > 1) and any(
        CODE.fullmatch(path[-1]) for path in columns
    )


def _head(columns: Sequence[tuple[str, ...]]) -> TextHead:
    runs: list[list[tuple[str, ...]]] = []
    for path in columns:
        if REMARK.fullmatch(path[-1]):
            continue
        begins = not runs or (not is_amount(path[-1]) and is_amount(runs[-1][-1][-1]))
        if begins:
            runs.append([])
        runs[-1].append(path)
    blocks = tuple(map(_block, runs))
    shared = len(blocks) > 1 and blocks[0].row_number and not any(block.row_number for block in blocks[1:])
    return TextHead(blocks, shared)


def _block(columns: Sequence[tuple[str, ...]]) -> TextBlock:
    texts = [path for path in columns if not is_amount(path[-1]) and not ROW_NUMBER.fullmatch(path[-1])]
    return TextBlock(
        row_number=any(ROW_NUMBER.fullmatch(path[-1]) for path in columns),
        codes=tuple(path for path in texts if CODE.fullmatch(path[-1])),
        labels=tuple(path for path in texts if not CODE.fullmatch(path[-1])),
        amounts=tuple(path for path in columns if is_amount(path[-1])),
    )
