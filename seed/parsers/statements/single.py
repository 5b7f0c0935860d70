"""Rows of a statement with one block of columns, from the tokens of a plain text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from seed.parsers.statements.items import Unread
from seed.parsers.statements.model import Entry
from seed.parsers.statements.printed_codes import WHOLE, Coded, from_cells, with_name
from seed.parsers.statements.roles import naming
from seed.parsers.statements.sums import Sum, adds_up, sums_of
from seed.parsers.statements.text_heads import TextBlock, TextHead
from seed.parsers.statements.tokens import Kind, Token
from seed.parsers.wording.normal import plain
from seed.sources.joining import joined_lines

BRACKETED = re.compile(r"(?=[\[［【](?:[0-9]{3,9}|[A-C][0-9]{2,10})[\]］】])")

IsName = Callable[[str, str], bool]
"""Whether a text is the whole name that a code is known by."""

WIDEST = 12
"""The number of columns up to which all ways to leave some empty are tried."""


def single_rows(
    rows: Sequence[Sequence[Token]], head: TextHead, is_name: IsName, unread: Unread, *, blanks: bool
) -> Iterator[Entry]:
    """The rows of a form with one block; rows whose figures cannot be placed with certainty are unread."""
    parted = [_parted(row) for row in rows]
    blanks = blanks or any(len(figures) < len(head.blocks[0].amounts) for _, figures in parted)
    reader = _Rows(head, is_name, unread, blanks=blanks)
    previous: Entry | None = None
    for words, figures in parted:
        if not figures:
            if words:
                reader.pass_over(words)
            continue
        tail, entry = reader.read(words, figures)
        if tail and previous is not None:
            previous = replace(previous, label=previous.label + tail)
        if previous is not None:
            yield previous
        previous = entry
    if previous is not None:
        yield previous


def _parted(row: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words and the figures of a row: figures are what follows the last word on its last line."""
    start = len(row)
    while start > 0 and row[start - 1].kind is not Kind.WORDS and row[start - 1].line == row[-1].line:
        start -= 1
    figures = list(row[start:])
    return (list(row[:start]), figures) if any(one.kind is Kind.AMOUNT for one in figures) else (list(row), [])


@dataclass
class _Rows:
    """Makes rows of a form with one block.

    `blanks` says that the form leaves cells empty, so that a line without figures may be a row of its own. `previous`
    is the code of the row before, `order` the number of rows so far.
    """

    head: TextHead
    is_name: IsName
    unread: Unread
    blanks: bool
    previous: str = ""
    order: int = 0

    def pass_over(self, words: list[Token]) -> None:
        """Count the rows that have no figures; say so where it is not certain that they are rows."""
        codes = [token for token in words if token.kind is Kind.NUMBER]
        self.order += len(codes) if self._block.codes else 1
        if not self.blanks:
            self.unread(words[-1].line, f"`{joined_lines(token.text for token in words)}` has no figures")

    def read(self, words: list[Token], figures: list[Token]) -> tuple[str, Entry | None]:
        """A row, or None where it is unread; before it what the row above left over of its label."""
        line = figures[0].line
        self.order += 1
        words = self._last_coded(words)
        number, words = self._number(words)
        tail, coded, words = self._code(words)
        shown = joined_lines(token.text for token in words)
        broken = len({token.line for token in words}) > 1
        if self.blanks and broken and not (coded.code and self.is_name(coded.code, shown)):
            self.unread(line, f"`{shown}` may be one broken label or several rows of which the last has figures")
            return tail, None
        if words and words[0].kind is Kind.NUMBER:
            self.unread(line, f"`{shown}` begins with a number that the head has no column for")
            return tail, None
        label, of = self._label(words, coded, line)
        if not coded.code:
            coded = with_name(label)
            label = coded.name
        texts = self._placed([token.text for token in figures])
        shown = " ".join(filter(None, (coded.code, label)))
        if texts is None:
            self.unread(line, f"row `{shown}`: its {len(figures)} figures have no certain place in the columns")
            return tail, None
        if not shown and self._names_rows:
            self.unread(line, f"figures without a label: {' '.join(texts)}")
            return tail, None
        self.previous = coded.code or self.previous
        return tail, Entry(line, 0, label, texts, coded.code, number, self.order, of, coded.note)

    @property
    def _block(self) -> TextBlock:
        return self.head.blocks[0]

    @property
    def _names_rows(self) -> bool:
        return bool(self._block.labels or self._block.codes)

    @cached_property
    def _sums(self) -> list[Sum]:
        return sums_of(self.head.form_blocks()[0])

    def _last_coded(self, words: list[Token]) -> list[Token]:
        """The words of the last row among several of which the others, each with its code, have no figures."""
        width = len(self._block.codes)
        starts = [at for at, token in enumerate(words) if token.kind is Kind.NUMBER and WHOLE.fullmatch(token.text)]
        if not width or self._block.row_number or len(starts) < 2:  # noqa: PLR2004 - one code is the row's own
            return words
        passed = words[: starts[-1]]
        self.order += len(starts) - 1
        _, coded, _ = self._code(passed[starts[-2] :])
        self.previous = coded.code or self.previous
        return words[starts[-1] :]

    def _number(self, words: list[Token]) -> tuple[int | None, list[Token]]:
        if self._block.row_number and words and words[0].kind is Kind.NUMBER:
            return int(words[0].text), words[1:]
        return None, words

    def _code(self, words: list[Token]) -> tuple[str, Coded, list[Token]]:
        """The code of a row, the words before it that are the end of the label above, and the words after it."""
        columns = len(self._block.codes)
        if not columns:
            return "", Coded(), words
        first = next((at for at, token in enumerate(words) if token.kind is Kind.NUMBER), None)
        if first is None:
            coded = with_name(joined_lines(token.text for token in words))
            return "", (coded if coded.code else Coded()), ([] if coded.code else words)
        last = first
        while last < len(words) and last - first < columns and words[last].kind is Kind.NUMBER:
            last += 1
        parts = [token.text for token in words[first:last]]
        coded = from_cells(parts if columns == 1 else parts + [""] * (columns - len(parts)), self.previous)
        return joined_lines(token.text for token in words[:first]), coded, words[last:]

    def _label(self, words: list[Token], coded: Coded, line: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The label of a row, and what its other columns of text say."""
        columns = self._block.labels
        if len(columns) < 2:  # noqa: PLR2004 - one column needs no telling apart
            return coded.name or joined_lines(token.text for token in words), ()
        before = joined_lines(token.text for token in words if token.line != line)
        beside = joined_lines(token.text for token in words if token.line == line)
        texts = [text for text in (*BRACKETED.split(before), beside) if text]
        if len(texts) != len(columns):
            return joined_lines([before, beside]), ()
        main = naming(columns)
        of = tuple((plain(columns[at][-1]), text) for at, text in enumerate(texts) if at not in main)
        return " / ".join(texts[at] for at in main), of

    def _placed(self, texts: list[str]) -> tuple[str, ...] | None:
        """The figures by column: as they are where there is one for each, else where sums leave only one way."""
        width = len(self._block.amounts)
        if len(texts) == width:
            return tuple(texts)
        if not 0 < len(texts) < width or width > WIDEST or not self._sums:
            return None
        ways = [way for way in _ways(texts, width) if adds_up(way, self._sums)]
        return ways[0] if len(ways) == 1 else None


def _ways(texts: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    """Every way to leave columns empty so that figures keep their order."""
    for places in combinations(range(width), len(texts)):
        way = [""] * width
        for place, text in zip(places, texts, strict=True):
            way[place] = text
        yield tuple(way)
