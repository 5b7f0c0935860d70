"""What a figure of a statement is about, told by the words of its column, its row and its statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from seed.parsers.codes import CodeBook
from seed.parsers.statements import vocabulary
from seed.parsers.statements.enumerators import taken_apart
from seed.parsers.statements.model import Column, Entry, Form, Place
from seed.parsers.wording.normal import plain

FISCAL_FUNDS = frozenset({"GENERAL_PUBLIC_BUDGET", "GOVERNMENT_FUND", "STATE_CAPITAL"})
TWO_SIDED = frozenset({"REVENUE_AND_EXPENDITURE", "APPROPRIATIONS"})
BASIC = frozenset({"BASIC_BY_DEPARTMENT_ECONOMIC", "BASIC_BY_GOVERNMENT_ECONOMIC"})
OF_ONE_FUND = frozenset({"GOVERNMENT_FUND", "STATE_CAPITAL"})
WITHOUT_TYPES = frozenset({"THREE_PUBLIC", "PROCUREMENT"})

PERSONNEL_CLASSES = ("301", "303")
"""The classes of the department economic classification that are paid to people; the rest runs the office."""

APPROPRIATION_OF: Mapping[str, str] = {
    "FISCAL": "FISCAL_APPROPRIATION",
    "GENERAL_PUBLIC_BUDGET": "GENERAL_PUBLIC_BUDGET_APPROPRIATION",
    "GOVERNMENT_FUND": "GOVERNMENT_FUND_APPROPRIATION",
    "STATE_CAPITAL": "STATE_CAPITAL_APPROPRIATION",
}
"""The revenue that each fund gives."""

REVENUE, EXPENDITURE, BALANCE = "REVENUE", "EXPENDITURE", "BALANCE"


class Side(NamedTuple):
    """What a figure adds to; of a balance, whether it is that at the end of the year."""

    direction: str
    closing: bool = False


class CellMeaning(NamedTuple):
    """What a figure is about; "" for what its form does not say."""

    direction: str
    fund: str
    revenue: str
    expenditure_type: str


@dataclass(frozen=True)
class FormMeaning:
    """A statement whose words are understood: its kind, year and phase are given, all else follows."""

    form: Form
    kind: str
    year: int
    codes: CodeBook

    def of(self, entry: Entry, column: Column) -> CellMeaning:
        """What the figure of a row in a column is about."""
        side = self._side(entry, column)
        revenue = self._revenue(entry, column, side)
        fund = self._fund(entry, column, side, revenue)
        return CellMeaning(side.direction, fund, revenue, self._type(entry, column, side))

    @cached_property
    def fund(self) -> str:
        """The fund that the whole statement is about; "" where it is about several or does not say."""
        funds = {vocabulary.fund(column.words) for block in self.form.blocks for column in block.columns} - {""}
        if len(funds & FISCAL_FUNDS) > 1:
            return "FISCAL" if funds <= FISCAL_FUNDS | {"FISCAL"} else ""
        return "FISCAL" if self.kind == "APPROPRIATIONS" else vocabulary.fund(self.form.heading.title)

    @cached_property
    def sides(self) -> Mapping[Place, Side]:
        """The sides of the rows of a statement with two sides."""
        sides: dict[Place, Side] = {}
        for number in range(len(self.form.blocks)):
            side = self._side_of_block(number)
            balance: Side | None = None
            for entry in self.form.entries:
                if entry.block == number:
                    balance = self._balance(entry, side, balance)
                    sides[entry.place] = balance or Side(side)
        return sides

    def _side_of_block(self, number: int) -> str:
        """The side that a block's heading names; the first block has the revenue where none does."""
        block = self.form.blocks[number]
        heads = plain(block.heading + "".join(column.words for column in block.columns))
        if ("收入" in heads) != ("支出" in heads):
            return REVENUE if "收入" in heads else EXPENDITURE
        labels = "".join(entry.label for entry in self.form.entries if entry.block == number)
        return REVENUE if labels.count("收入") > labels.count("支出") else EXPENDITURE

    @staticmethod
    def _balance(entry: Entry, side: str, before: Side | None) -> Side | None:
        """The balance that a row states: one that it names, or its part that is of one fund; None for no balance."""
        if vocabulary.is_balance(entry.label):
            return Side(BALANCE, closing=side == EXPENDITURE or vocabulary.is_closing(entry.label))
        part = before is not None and vocabulary.fund(entry.label) in FISCAL_FUNDS
        return before if part and not ({"收", "支"} & set(entry.label)) else None

    def _side(self, entry: Entry, column: Column) -> Side:
        if self.kind in TWO_SIDED:
            return self.sides[entry.place]
        words = plain(column.words)
        if vocabulary.is_closing(words):
            return Side(BALANCE, closing=True)
        if self.kind == "REVENUE" or self.kind in OF_ONE_FUND:
            if vocabulary.is_balance(words):
                return Side(BALANCE)
            return Side(REVENUE if self.kind == "REVENUE" or "收入" in words else EXPENDITURE)
        return Side(REVENUE if "收入" in words and "支出" not in words and self.kind == "OTHER" else EXPENDITURE)

    def _revenue(self, entry: Entry, column: Column, side: Side) -> str:
        if side.direction == EXPENDITURE or side.closing:
            return ""
        if self.kind not in TWO_SIDED:
            named = vocabulary.revenue(column.words)
            return named or (APPROPRIATION_OF.get(self.fund, "") if self.kind in OF_ONE_FUND else "")
        words = taken_apart(entry.label).words
        named = vocabulary.revenue(words)
        if side.direction == BALANCE:
            return named if named == "NON_FISCAL_SURPLUS" else "CARRY_OVER"
        if vocabulary.is_total(words):
            return "" if vocabulary.is_grand_total(words) else APPROPRIATION_OF.get(self.fund, "")
        return named

    def _fund(self, entry: Entry, column: Column, side: Side, revenue: str) -> str:
        named = ""
        if self.kind in TWO_SIDED and side.direction != EXPENDITURE and not side.closing:
            named = vocabulary.fund(entry.label)
        if not named and revenue in vocabulary.UNIT_FUNDS and self._knows_unit_funds:
            return "UNIT_FUNDS"
        named = named or vocabulary.fund(column.words)
        return self.fund if self.fund and named in {"", "CARRY_OVER"} else named

    @cached_property
    def _knows_unit_funds(self) -> bool:
        """Whether the forms of the year put the unit's own revenue together as one fund."""
        first = self.codes.first_year("FUND_SOURCE", "UNIT_FUNDS")
        return first is not None and first <= self.year

    def _type(self, entry: Entry, column: Column, side: Side) -> str:
        if side.direction != EXPENDITURE or self.kind in WITHOUT_TYPES:
            return ""
        named = vocabulary.expenditure_type(column.words)
        if self.kind in BASIC:
            return self._type_of_block(entry) if self.form.listed else named or "BASIC"
        return named or (vocabulary.expenditure_type(entry.label) if self.kind in TWO_SIDED else "")

    def _type_of_block(self, entry: Entry) -> str:
        """The kind of expenditure of a row of a list: told by its label, its block's heading or total, its class."""
        heading = self.form.blocks[entry.block].heading
        named = vocabulary.expenditure_type(entry.label) if not entry.code else ""
        named = named or vocabulary.expenditure_type(heading) or self._totals.get(entry.block, "")
        return named or ("PERSONNEL" if entry.code.startswith(PERSONNEL_CLASSES) else "OPERATING")

    @cached_property
    def _totals(self) -> Mapping[int, str]:
        """The kinds of expenditure that the totals below the blocks of a list name, by block."""
        return {
            entry.block: vocabulary.expenditure_type(entry.label)
            for entry in self.form.entries
            if not entry.code and vocabulary.is_total(entry.label)
        }
