"""Rows of a statement from the tokens of a plain text: which words, numbers and amounts make one row.

Each kind of form has its own signs of where a row ends: the figures at the end of a line, the printed number of a
row, the code of an entry. What fits none of them is reported through `unread` and left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby

from seed.parsers.statements.enumerators import UNNUMBERED, taken_apart
from seed.parsers.statements.model import Entry
from seed.parsers.statements.sides import ExpenditureSide
from seed.parsers.statements.text_heads import TextBlock, TextHead
from seed.parsers.statements.tokens import Kind, Token
from seed.sources.joining import joined_lines

Unread = Callable[[int, str], None]
"""Takes the line of what could not be read, and why."""


@dataclass(slots=True)
class Item:
    """What belongs to one side of a row: its number, its words, its figures.

    `beside` says that two texts stand beside each other on one line: labels of both sides, or one with a blank in it.
    """

    words: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    number: int | None = None
    code: str = ""
    line: int = 0
    beside: bool = False

    @property
    def label(self) -> str:
        """The words put together."""
        return joined_lines(self.words)

    @property
    def empty(self) -> bool:
        """Whether nothing is printed but perhaps the number."""
        return not self.words and not self.figures and not self.code

    def fits(self, block: TextBlock) -> bool:
        """Whether the item has as many figures as a block has columns, or none."""
        return len(self.figures) in {0, len(block.amounts)}

    def entry(self, block: int, order: int, width: int, note: str = "") -> Entry:
        """The row of a block that the item is."""
        figures = tuple(self.figures) or ("",) * width
        return Entry(self.line, block, self.label, figures, self.code, self.number, order, note=note)


def numbered_sides(tokens: Sequence[Token], head: TextHead, unread: Unread) -> Iterator[Entry]:
    """The rows of a form with two sides that number their rows each on its own: left and right by turns."""
    order, last = 0, [0, 0]
    side = 0
    for item in _by_number(tokens):
        expected = item.number is not None and (item.number == last[0] + 1 if side == 0 else item.number > last[1])
        if not expected or item.number is None or not item.fits(head.blocks[side]):
            unread(item.line, f"`{item.label}` with {len(item.figures)} figures does not fit the rows around it")
            if item.number is None:
                continue
        elif not item.empty:
            yield item.entry(side, order, len(head.blocks[side].amounts))
        last[side] = item.number
        order += side
        side = 1 - side


def _by_number(tokens: Sequence[Token]) -> Iterator[Item]:
    """The items that each have words, a number and figures, in this order, any but the number missing."""
    item = Item()
    for token in tokens:
        if token.kind is Kind.AMOUNT:
            item.figures.append(token.text)
            item.line = token.line
            continue
        if item.number is not None:
            yield item
            item = Item()
        if token.kind is Kind.NUMBER:
            item.number, item.line = int(token.text), token.line
        else:
            item.words.append(token.text)
            item.line = token.line
    if item.number is not None or not item.empty:
        yield item


def shared_sides(
    tokens: Sequence[Token], head: TextHead, expenditure: ExpenditureSide, unread: Unread, *, blanks: bool
) -> Iterator[Entry]:
    """The rows of a form with two sides whose first column numbers the rows of both."""
    for number, row in _numbered_rows(tokens):
        items = list(_certain(_worded(row), expenditure, unread, blanks=blanks))
        for item in items:
            item.number = number
        yield from _placed(items, head, number, expenditure, unread)


def _numbered_rows(tokens: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
    """The tokens of each row with its number; rows begin where the next number begins a line."""
    row: list[Token] = []
    number = line = 0
    for token in tokens:
        begins = token.kind is Kind.NUMBER and token.line != line and int(token.text) == number + 1
        line = token.line
        if begins:
            if number:
                yield number, row
            number, row = number + 1, []
        else:
            row.append(token)
    if number:
        yield number, row


def plain_sides(
    rows: Sequence[Sequence[Token]], head: TextHead, expenditure: ExpenditureSide, unread: Unread, *, blanks: bool
) -> Iterator[Entry]:
    """The rows of a form with two sides that numbers no rows: each ends with a line that has figures."""
    for order, row in enumerate(rows, start=1):
        yield from _placed(
            list(_certain(_worded(row), expenditure, unread, blanks=blanks)), head, order, expenditure, unread
        )


def _certain(items: Iterator[Item], expenditure: ExpenditureSide, unread: Unread, *, blanks: bool) -> Iterator[Item]:
    """The items that are one label each: where forms leave cells empty, words of two may have run together.

    Of two labels on one line the figures belong to the second, if it is known to be a whole label.
    """
    for item in items:
        if item.beside and expenditure.has(item.words[-1]):
            item.words = item.words[-1:]
            yield item
        elif item.beside or (len(item.words) > 1 and (blanks or any(_numbered(word) for word in item.words[1:]))):
            unread(item.line, f"`{item.label}` may be one broken label or several rows of which the last has figures")
        else:
            yield item


def _numbered(word: str) -> bool:
    return taken_apart(word).level != UNNUMBERED


def _worded(tokens: Sequence[Token]) -> Iterator[Item]:
    """The items that each have words and then figures."""
    item = Item()
    for token in tokens:
        if token.kind is Kind.AMOUNT:
            item.figures.append(token.text)
        else:
            if item.figures:
                yield item
                item = Item()
            apart = len(token.text) > 1 and bool(item.words) and len(item.words[-1]) > 1
            item.beside = item.beside or (apart and item.line == token.line)
            item.words.append(token.text)
        item.line = token.line
    if not item.empty:
        yield item


def _placed(
    items: list[Item], head: TextHead, order: int, expenditure: ExpenditureSide, unread: Unread
) -> Iterator[Entry]:
    """The items of a row on their sides: two as they stand, one where its figures or else its words say."""
    widths = [len(block.amounts) for block in head.blocks]
    if len(items) == 2:  # noqa: PLR2004 - a form has two sides
        for side, item in enumerate(items):
            if item.fits(head.blocks[side]):
                yield item.entry(side, order, widths[side])
            else:
                unread(item.line, f"`{item.label}` with {len(item.figures)} figures does not fit its side of the form")
        return
    if len(items) == 1 and items[0].words:
        item = items[0]
        sides = [side for side, width in enumerate(widths) if len(item.figures) == width]
        if len(sides) > 1:
            sides = [int(expenditure.names(item.label))]
            note = ""
        else:
            note = "one side of the row is blank; this side by the number of its columns"
        if len(sides) == 1:
            yield item.entry(sides[0], order, widths[sides[0]], note if widths[sides[0]] == 1 else "")
            return
    for item in items:
        unread(item.line, f"`{item.label}` with {len(item.figures)} figures fits neither side of the form")


def coded_list(tokens: Sequence[Token], head: TextHead, unread: Unread) -> Iterator[Entry]:
    """The rows of a list of codes that is set in several columns; codes grow within each of them."""
    last = [""] * len(head.blocks)
    order = 0
    for _, row in groupby(_by_code(tokens), key=lambda item: item.line):
        items = list(row)
        blocks = _columns_of([item.code for item in items], last)
        for number, item in enumerate(items):
            order += 1
            if blocks is None or not item.figures or not item.fits(head.blocks[0]):
                unread(item.line, f"`{item.code} {item.label}` with {len(item.figures)} figures does not fit the list")
                continue
            last[blocks[number]] = item.code or last[blocks[number]]
            yield item.entry(blocks[number], order, 1)


def _columns_of(codes: Sequence[str], last: Sequence[str]) -> tuple[int, ...] | None:
    """The columns of a list in which the codes of a row stand; None where none can.

    A row that fills all columns leaves no choice. Else the codes are put, in their order, where they go on after the
    last code of a column: best within its class, else after the greatest.
    """
    ways = [
        way
        for way in combinations(range(len(last)), len(codes))
        if len(codes) == len(last) or all(not code or last[at] < code for at, code in zip(way, codes, strict=True))
    ]
    return max(ways, key=lambda way: _likeliness(way, codes, last), default=None)


def _likeliness(way: Sequence[int], codes: Sequence[str], last: Sequence[str]) -> tuple[int, list[str], list[int]]:
    same = sum(bool(code) and last[at][:3] == code[:3] for at, code in zip(way, codes, strict=True))
    return same, [last[at] if code else "" for at, code in zip(way, codes, strict=True)], [-at for at in way]


def _by_code(tokens: Sequence[Token]) -> Iterator[Item]:
    """The items that each have a code, words and figures, totals without a code."""
    item = Item()
    for token in tokens:
        if token.kind is Kind.AMOUNT:
            item.figures.append(token.text)
            item.line = token.line
            continue
        if item.figures or (token.kind is Kind.NUMBER and item.code):
            yield item
            item = Item()
        if token.kind is Kind.NUMBER and not item.words:
            item.code, item.line = token.text, token.line
        else:
            item.words.append(token.text)
            item.line = token.line
    if not item.empty:
        yield item
