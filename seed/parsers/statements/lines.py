"""Statements from plain text, where cells are broken over lines and the table's geometry is lost.

A row is taken only if its figures are as many as the columns, or if its sums leave one place for each; every other
row is left out with a warning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from seed.parsers.parsed import Context, Section
from seed.parsers.statements.classified import scheme_of
from seed.parsers.statements.items import coded_list, numbered_sides, plain_sides, shared_sides
from seed.parsers.statements.model import Entry, Form
from seed.parsers.statements.regions import Region, regions
from seed.parsers.statements.sides import ExpenditureSide
from seed.parsers.statements.single import single_rows
from seed.parsers.statements.sums import proofs
from seed.parsers.statements.text_heads import TextHead, code_parts, column_numbers, is_head_line, read_head
from seed.parsers.statements.tokens import Kind, Token, tokens_of
from seed.parsers.wording.normal import compact, plain
from seed.sources.model import Line, Source

WRONG_SHARE = 2
"""A table in which one sum in two is wrong has been read with the wrong columns."""


def forms_of_lines(source: Source, context: Context) -> tuple[list[Form], Section]:
    """The statements of a plain text, and warnings for what was left out of them."""
    section = Section()
    forms = [_Table(region, source, context, section).form() for region in regions(source)]
    return [form for form in forms if form is not None], section


@dataclass
class _Table:
    """The table of one statement."""

    region: Region
    source: Source
    context: Context
    section: Section

    def form(self) -> Form | None:
        """The statement; None, with a warning, where its table cannot be read."""
        heading = self.region.heading
        if not self._figures_in_row:
            return Form(heading, (), notes=self.region.notes)
        found = self._head
        if found is None:
            self._warn(heading.line, "the head of the table cannot be read")
            return None
        lines, head = found
        form = Form(heading, head.form_blocks(), notes=self.region.notes, listed=head.listed)
        form.entries = list(self._entries(head, self._body(lines)))
        proved = [proof for _, proof in proofs(form)]
        if proved.count(False) * WRONG_SHARE > len(proved):
            self._warn(heading.line, "the columns do not add up as they are read")
            return None
        return form

    @cached_property
    def _figures_in_row(self) -> int:
        """The greatest number of figures on a line."""
        counts = (sum(token.kind is Kind.AMOUNT for token in tokens_of(line)) for line in self.region.lines)
        return max(counts, default=0)

    @cached_property
    def _head(self) -> tuple[int, TextHead] | None:
        """How many lines the head takes, and what it says; None where its words make no head, or more than one."""
        texts = [line.text for line in self.region.lines]
        for index, text in enumerate(texts):
            numbers = column_numbers(text)
            if numbers:
                head = read_head([*texts[:index], *code_parts(text)], self._figures_in_row)
                return None if head is None else (index + 1, head.numbered(numbers))
        for count in range(self._first_figures(), 0, -1):
            head = read_head(texts[:count], self._figures_in_row)
            if head is not None:
                return None if is_head_line(texts[count]) else (count, head)
        return None

    @property
    def _prints_zeros(self) -> bool:
        """Whether a zero is printed where nothing was received or spent, so that no cell is empty."""
        return any(token.kind is Kind.AMOUNT and not token.text.strip("0.,") for token in _tokens(self.region.lines))

    def _first_figures(self) -> int:
        """The position of the first line with a figure."""
        lines = enumerate(self.region.lines)
        return next(index for index, line in lines if any(token.kind is Kind.AMOUNT for token in tokens_of(line)))

    def _body(self, height: int) -> list[Line]:
        """The lines below the head without the repetitions of the head on further pages."""
        lines = self.region.lines
        head = [compact(line.text) for line in lines[:height]]
        body: list[Line] = []
        at = height
        while at < len(lines):
            if [compact(line.text) for line in lines[at : at + height]] == head:
                at += height
            else:
                body.append(lines[at])
                at += 1
        return body

    def _entries(self, head: TextHead, body: Sequence[Line]) -> Iterator[Entry]:
        tokens = list(_tokens(body))
        blanks = not self._prints_zeros
        expenditure = ExpenditureSide(self.context.codes, self.context.fiscal_year)
        if len(head.blocks) == 1:
            yield from single_rows(list(_rows(body)), head, self._is_name, self._warn, blanks=blanks)
        elif head.listed:
            yield from coded_list(tokens, head, self._warn)
        elif head.shared_number:
            yield from shared_sides(tokens, head, expenditure, self._warn, blanks=blanks)
        elif all(block.row_number for block in head.blocks):
            yield from numbered_sides(tokens, head, self._warn)
        else:
            yield from plain_sides(list(_rows(body)), head, expenditure, self._warn, blanks=blanks)

    def _is_name(self, code: str, label: str) -> bool:
        """Whether a label is the whole name that a code is known by."""
        scheme = scheme_of(code)
        known = self.context.codes.meaning(scheme, code, self.context.fiscal_year) if scheme else None
        return known is not None and plain(known.name) == plain(label)

    def _warn(self, line: int, text: str) -> None:
        self.section.warn(self.source, line, f"`{self.region.heading.title}`: {text}: left out")


def _tokens(lines: Sequence[Line]) -> Iterator[Token]:
    return (token for line in lines for token in tokens_of(line))


def _rows(body: Sequence[Line]) -> Iterator[list[Token]]:
    """The tokens of each row of a form in which a row ends with the line that has its figures."""
    row: list[Token] = []
    for line in body:
        tokens = list(tokens_of(line))
        row += tokens
        if any(token.kind is Kind.AMOUNT for token in tokens):
            yield row
            row = []
    if row:
        yield row
