"""The body of a statement: its table, or the pieces of it on several pages, as blocks and labelled rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from seed.parsers.parsed import Section
from seed.parsers.statements.figures import NOTHING, is_amount, normalised
from seed.parsers.statements.heads import Head, head_of
from seed.parsers.statements.loose_heads import loose_head_of
from seed.parsers.statements.model import Block, Entry, Form, Heading
from seed.parsers.statements.printed_codes import Coded, from_cells, with_name
from seed.parsers.statements.roles import Layout, block_of, layouts, naming
from seed.parsers.statements.sums import broken_rows, proofs
from seed.parsers.statements.vocabulary import is_grand_total, is_total
from seed.parsers.statements.widening import widened
from seed.parsers.wording.normal import compact, plain
from seed.sources.model import UNREADABLE, Grid, Source

DIGITS = 5
"""The digits that the number of a row may have."""

FISCAL_HEAD = ("预算数", "决算数", "金额", "合计", "小计", "基本支出", "项目支出", "财政拨款收入")

AMOUNT_IN_FRONT = re.compile(r"[-−－]?[0-9]{0,3}(?:[,，][0-9]{3})*[.．][0-9]{1,6}(?![0-9])|[,，][0-9]{3}(?![0-9])")
INDICATOR_HEAD = re.compile("(绩效)?(评价)?(指标)?[一二三]级指标(名称)?|指标名称")
"""How the head of a table of indicators names its columns; no statement does."""


@dataclass(frozen=True)
class Chunk:
    """A table, or the rows of one from `first` up to, not including, `last`; `headless` where it has no head."""

    grid: Grid
    first: int
    last: int
    headless: bool = False
    repeated: Head | None = None
    """The head that it repeats, where it is the rest of a table that is known to do so."""

    @cached_property
    def head(self) -> Head:
        """The head of the table; of height 0 where it begins with data, without headings where they are unclear."""
        if self.headless:
            return Head(0, ((),) * self.grid.width, (None,) * self.grid.width)
        if self.repeated is not None:
            return self.repeated
        head = head_of(self.grid, self.first, self.last)
        if self.grid.ruled or not head.height:
            return head
        return loose_head_of(self.grid, self.first, self.last) or replace(head, paths=((),) * self.grid.width)

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.grid.rows[self.first].line

    def headed_as(self, other: "Chunk") -> bool:
        """Whether another piece of the table begins with the same rows as this one's head."""
        height = self.head.height
        ours, theirs = (
            [row.cells for row in one.grid.rows[one.first : min(one.first + height, one.last)]] for one in (self, other)
        )
        return height > 0 and ours == theirs and self.grid.columns == other.grid.columns

    def rows(self) -> Iterator[int]:
        """The indexes of the rows below the head."""
        heads = {self.grid.rows[row].cells for row in range(self.first, self.first + self.head.height)}
        for index in range(self.first + self.head.height, self.last):
            cells = self.grid.rows[index].cells
            if any(cells) and cells not in heads:
                yield index

    def text(self, row: int, column: int) -> str:
        """The text of a cell; where a cell of a row above spreads over the place, that cell's."""
        text = self.grid.rows[row].cells[column]
        if text is not None:
            return text
        for above in range(row, self.first - 1, -1):
            covering = self.grid.rows[above].cells[column]
            if covering is not None:
                down, _ = self.grid.spans.get((above, column), (1, 1))
                return covering if above + down > row else ""
        return ""

    def names_indicators(self) -> bool:
        """Whether it is a form of performance or a rubric, which other parsers read."""
        rows = self.grid.rows[self.first : self.last]
        return any(INDICATOR_HEAD.fullmatch(plain(cell)) for row in rows for cell in row.cells if cell)

    def looks_like_statement(self) -> bool:
        """Whether the table has headings that statements have, and amounts."""
        return self.has_amounts() and any(path[-1].endswith(FISCAL_HEAD) for path in self.head.paths if path)

    def has_amounts(self) -> bool:
        """Whether anything in it can be an amount."""
        return any(is_amount(cell) for row in self.rows() for cell in self.grid.rows[row].cells if cell)


@dataclass
class Body:
    """A statement's heading, the pieces of its table in order, and its notes."""

    heading: Heading
    chunks: list[Chunk]
    notes: list[str] = field(default_factory=list)

    @property
    def head(self) -> Head:
        """The head of the table: that of its first piece."""
        return self.chunks[0].head

    def take(self, chunk: Chunk) -> bool:
        """Go on with a table without a title, if it goes on where this one ends: as wide, with the same head or none.

        A piece whose rows all have merged cells has fewer columns; it fits where these begin and end as they do here.
        """
        grid = widened(chunk.grid, self.chunks[0].grid)
        if grid is None:
            return False
        piece = Chunk(grid, chunk.first, chunk.last)
        if self.chunks[0].headed_as(piece):
            piece = replace(piece, repeated=self.head)
        elif chunk.head.height and piece.head.paths != self.head.paths:
            if not self._goes_on(piece):
                return False
            piece = replace(piece, headless=True)
        self.chunks.append(piece)
        return True

    def _goes_on(self, piece: Chunk) -> bool:
        """Whether what looks like a head are rows without amounts: a head has words over the columns of amounts."""
        amounts = [column for column, path in enumerate(self.head.paths) if path and path[-1].endswith(FISCAL_HEAD)]
        rows = piece.grid.rows[piece.first : piece.first + piece.head.height]
        return bool(amounts) and not any(row.cells[column] for row in rows for column in amounts)

    def form(self, source: Source, section: Section) -> Form:
        """The statement; a warning in `section` for each row whose figures have no label."""
        cells = [chunk.grid.rows[row].cells for chunk in self.chunks for row in chunk.rows()]
        if not any(self.head.paths) and cells:
            text = f"the head of the table of `{self.heading.title}` cannot be read: its figures are left out"
            section.warn(source, self.chunks[0].line, text)
            return Form(self.heading, (), notes=self.notes)
        found = layouts(self.head, cells)
        listed = self._is_list(found)
        blocks: list[Block] = []
        for layout in found:
            first = 1 if listed else 1 + sum(len(block.columns) for block in blocks)
            blocks.append(block_of(self.head, layout, first_number=first))
        form = Form(self.heading, tuple(blocks), notes=self.notes, listed=listed)
        for number, layout in enumerate(found):
            _Rows(self, layout, number, source, section, listed).into(form)
        totals = {(entry.order, entry.label) for entry in form.entries if any(entry.figures)} if listed else set()
        form.entries = [one for one in form.entries if any(one.figures) or (one.order, one.label) not in totals]
        form.entries.sort(key=lambda entry: (entry.order, entry.block))
        if not self.chunks[0].grid.ruled:
            self._require_sums(form, source, section)
        return form

    def _require_sums(self, form: Form, source: Source, section: Section) -> None:
        """Leave out the rows of a table without ruling lines whose figures do not add up as their columns say."""
        wrong = [entry for entry, proof in proofs(form) if not proof] + broken_rows(form.entries)
        for entry in wrong:
            text = f"`{form.heading.title}`, row `{entry.label}`: its figures do not fit its columns: left out"
            section.warn(source, entry.line, text)
        form.entries = [entry for entry in form.entries if entry not in wrong]

    def _is_list(self, found: list[Layout]) -> bool:
        """Whether the blocks are one list of codes that is set in several columns to save paper."""
        leaves = {tuple(self.head.paths[column][-1:] for column in layout.amounts) for layout in found}
        return len(found) > 1 and len(leaves) == 1 and all(layout.codes for layout in found)


class _Objection(NamedTuple):
    """Why a row is left out, and whether it makes doubtful whose figures stand beside its neighbours."""

    text: str
    doubtful: bool = False


@dataclass
class _Rows:
    """The rows of one block, from top to bottom over all pieces of the table."""

    body: Body
    layout: Layout
    block: int
    source: Source
    section: Section
    listed: bool
    previous: str = ""
    doubtful: set[int] = field(default_factory=set)

    @property
    def ruled(self) -> bool:
        """Whether lines separate the rows."""
        return self.body.chunks[0].grid.ruled

    def into(self, form: Form) -> None:
        """Add the rows of the block to a form; without lines no place is certain beside figures of unclear rows."""
        order = 0
        for chunk in self.body.chunks:
            for row in chunk.rows():
                order += 1
                entry = self._entry(chunk, row, order)
                if entry is not None:
                    form.entries.append(entry)
        if not self.ruled:
            beside = {order + step for order in self.doubtful for step in (-1, 1)}
            for entry in [one for one in form.entries if one.block == self.block and one.order in beside]:
                self.section.warn(
                    self.source,
                    entry.line,
                    f"row `{entry.label}` stands beside figures of which it is not clear whose they are: left out",
                )
                form.entries.remove(entry)

    def _entry(self, chunk: Chunk, row: int, order: int) -> Entry | None:
        line = chunk.grid.rows[row].line
        figures = tuple(chunk.grid.rows[row].cells[column] or "" for column in self.layout.amounts)
        coded, of = self._label(chunk, row)
        if self._unlabelled(coded) and any(figures) and self.listed:
            coded = self._label_of_total(chunk, row)
        if self._unlabelled(coded):
            if not any(figures):
                if not self.ruled and any(chunk.text(row, column) for column in self.layout.codes):
                    self.doubtful.add(order)
                return None
            if self.layout.labels or self.layout.codes or self.layout.unit_codes:
                found = " ".join(filter(None, [coded.code, *figures]))
                self.section.warn(self.source, line, f"figures without a label: {found}")
                self.doubtful.add(order)
                return None
        objection = self._objection(chunk, row, coded, figures)
        if objection is not None:
            self.section.warn(self.source, line, objection.text)
            if objection.doubtful:
                self.doubtful.add(order)
            return None
        number = self._number(chunk, row)
        return Entry(line, self.block, coded.name, figures, coded.code, number, order, of, coded.note)

    def _objection(self, chunk: Chunk, row: int, coded: Coded, figures: Sequence[str]) -> _Objection | None:
        """Why a row with a label is left out; None where it is read."""
        if UNREADABLE in coded.name + coded.code:
            return _Objection(f"a row whose label is printed over other cells: {coded.name}")
        if AMOUNT_IN_FRONT.match(coded.name):
            return _Objection(f"a row whose label runs into the figure before it: {coded.name}")
        return None if self.ruled else self._objection_without_lines(chunk, row, coded, figures)

    def _objection_without_lines(
        self, chunk: Chunk, row: int, coded: Coded, figures: Sequence[str]
    ) -> _Objection | None:
        """Why a row is left out whose figures may stand beside the label of another one, no line being between."""
        broken = [text for text in figures if not is_amount(text) and normalised(text) not in NOTHING]
        if broken:
            return _Objection(f"row `{coded.name}` has figures that are none: {' '.join(broken)}", doubtful=True)
        if self._is_part_of_code(chunk, row, coded):
            return _Objection(f"a row with a part of a code only: {coded.name}", doubtful=True)
        if len(coded.name) == 1:
            return _Objection(f"figures beside a rest of a label: {coded.name} {' '.join(figures)}", doubtful=True)
        return None

    def _unlabelled(self, coded: Coded) -> bool:
        """Whether a row has no name; without ruling lines one that has a code may have lost it to the line above."""
        return not coded.name and (not coded.code or (bool(self.layout.labels) and not self.ruled))

    def _is_part_of_code(self, chunk: Chunk, row: int, coded: Coded) -> bool:
        """Whether a column of codes holds digits that are none, as a code does that is broken over two lines."""
        cells = [compact(chunk.text(row, column)) for column in [*self.layout.codes, *self.layout.unit_codes]]
        return not coded.code and any(cell.isdecimal() for cell in cells)

    def _label_of_total(self, chunk: Chunk, row: int) -> Coded:
        """The label of a total at the end of a list, whose figure stands under the last of several columns of the list.

        It is the next text at the left; no label where that is a figure, names no total, or may be the end of a name.
        """
        cells = chunk.grid.rows[row].cells[: self.layout.amounts[0]]
        text = next((compact(cell) for cell in reversed(cells) if cell), "")
        whole = is_total(text) and (self.ruled or not is_grand_total(text))
        return Coded("", text) if whole else Coded()

    def _label(self, chunk: Chunk, row: int) -> tuple[Coded, tuple[tuple[str, str], ...]]:
        cells = [chunk.text(row, column) for column in self.layout.codes or self.layout.unit_codes]
        coded = from_cells(cells, self.previous)
        if coded.code:
            self.previous = coded.code
        names, of = [], []
        if not coded.code:
            names += [compact(cell) for cell in cells if cell]
        for column in [*(self.layout.unit_codes if self.layout.codes else []), *self.layout.labels]:
            text = chunk.text(row, column)
            if text and column not in self._main:
                of.append((plain("".join(self.body.head.paths[column])), compact(text)))
            elif text:
                names.append(compact(text))
        if not names and not coded.code and of:
            # Totals often stand in the first column of text, whatever this is for.
            names.append(of.pop(0)[1])
        label = " / ".join(dict.fromkeys(names))
        if not coded.code:
            printed = with_name(label)
            return Coded(printed.code, printed.name, coded.note), tuple(of)
        return Coded(coded.code, coded.name or label, coded.note), tuple(of)

    @cached_property
    def _main(self) -> list[int]:
        """The columns that name the row; the other columns of text say more of it."""
        paths = self.body.head.paths
        main = naming([paths[column] for column in self.layout.labels])
        return [self.layout.labels[position] for position in main]

    def _number(self, chunk: Chunk, row: int) -> int | None:
        if self.layout.row_number is None:
            return None
        text = plain(chunk.text(row, self.layout.row_number))
        return int(text) if text.isdecimal() and len(text) <= DIGITS and int(text) > 0 else None
