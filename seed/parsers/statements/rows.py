"""From statements to rows of the tables `statements`, `budget_lines` and `classifications`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from seed.parsers.observed import ObservedCodes
from seed.parsers.parsed import Context, Row, Section
from seed.parsers.statements import vocabulary
from seed.parsers.statements.captions import digits_of, says_no_data, unit_of
from seed.parsers.statements.classified import Classified, classified
from seed.parsers.statements.figures import Figure, NotAnAmountError, figure
from seed.parsers.statements.kinds import kind_of
from seed.parsers.statements.meaning import EXPENDITURE, TWO_SIDED, FormMeaning
from seed.parsers.statements.model import Column, Entry, Form, Place
from seed.parsers.statements.printed_codes import with_name
from seed.parsers.statements.totals import is_total_column, total_rows
from seed.parsers.wording.normal import plain
from seed.sources.model import Source

UNITS = {"元": 2, "万元": 6, "亿元": 10}
"""The units in which figures are stored, and how many decimals of each make a whole number of fen."""

EXECUTED_KINDS = frozenset({"FINAL_ACCOUNTS"})
"""The documents whose figures are executed unless a column says otherwise; those of all others are approved."""

SUBTOTALLED = "基本支出"
"""A heading that names its columns' sum as well as them: its sum is `基本支出小计`, its parts go by their own names."""

THREE_PUBLIC = re.compile('[“"]?三公[”"]?经费(?:[和及、与]机关运行经费)?')


def rows_of(forms: Sequence[Form], source: Source, context: Context) -> Section:
    """The rows of all statements of a document, and warnings for what was left out of them."""
    section = Section()
    observed = ObservedCodes(context.codes, context.key)
    for number, form in _numbered(forms):
        FormRows(form, number, source, context, section, observed).write()
    section.rows["classifications"] += observed.rows.values()
    return section


def _numbered(forms: Sequence[Form]) -> Iterator[tuple[int, Form]]:
    """The statements with their numbers: the printed ones, or the order where these do not tell them apart."""
    printed = [digits_of(form.heading.number) if form.heading.number else None for form in forms]
    usable = all(printed) and len(set(printed)) == len(printed)
    for order, (form, number) in enumerate(zip(forms, printed, strict=True), start=1):
        yield (number if usable and number else order), form


@dataclass
class FormRows:
    """Writes the rows of one statement."""

    form: Form
    number: int
    source: Source
    context: Context
    section: Section
    observed: ObservedCodes

    def write(self) -> None:
        """Write the statement's row, and its lines where the unit of its money is known."""
        title, line = self.form.heading.title, self.form.heading.line
        if self.unit not in UNITS:
            found = f"the unit `{self.unit}`" if self.unit else "no unit of money"
            self._warn(line, f"`{title}` prints {found}, expected 元, 万元 or 亿元: the statement is left out")
            return
        lines = [row for entry in self._ordered() for row in self._lines(entry)]
        self.section.rows["statements"].append(self._statement())
        self.section.rows["budget_lines"] += lines
        if not lines and not any(map(says_no_data, self.form.notes)):
            self._warn(line, f"`{title}` has no figures and does not say that there is nothing to report")

    @cached_property
    def key(self) -> str:
        """The statement's key."""
        return f"{self.context.key}/{self.number:02d}"

    @cached_property
    def unit(self) -> str:
        """The unit of money of the whole statement; "" where none is printed."""
        columns = (column for block in self.form.blocks for column in block.columns)
        return self.form.heading.unit or next(filter(None, (unit_of(column.words) for column in columns)), "")

    @cached_property
    def kind(self) -> str:
        """What the statement shows."""
        heads = [column.words for block in self.form.blocks for column in block.columns]
        codes = [entry.code for entry in self.form.entries if not self.form.blocks[entry.block].of_units]
        return kind_of(self.form.heading.title, heads, codes)

    @cached_property
    def meaning(self) -> FormMeaning:
        """What the figures of the statement are about."""
        return FormMeaning(self.form, self.kind, self.context.fiscal_year, self.context.codes)

    @cached_property
    def _totals(self) -> set[Place]:
        return total_rows(self.meaning)

    def _statement(self) -> Row:
        heading = self.form.heading
        notes = [] if heading.number else ["no number printed; numbered by order"]
        if any(map(says_no_data, self.form.notes)):
            notes.append("its note says that there is nothing to report")
        return {
            "key": self.key,
            "document": self.context.key,
            "number": str(self.number),
            "title": heading.title,
            "kind": self.kind,
            "unit": self.unit,
            "printed_number": heading.number or str(self.number),
            "section": heading.section or self.context.document["title"],
            "line": str(heading.line),
            "note": "; ".join(notes),
        }

    def _ordered(self) -> list[Entry]:
        """The rows in published order: a list that is set in several columns is read column by column."""
        if not self.form.listed:
            return self.form.entries
        return sorted(self.form.entries, key=lambda one: (not one.code, *one.place))

    @cached_property
    def _numbers(self) -> dict[Place, int]:
        """The numbers of the rows: the printed ones where every row has its own, else their order."""
        entries = self._ordered()
        printed = {entry.place: entry.number for entry in entries if entry.number}
        filled = [entry for entry in entries if any(entry.figures)]
        per_block = Counter((entry.block, entry.number) for entry in filled)
        if all(entry.number for entry in filled) and all(times == 1 for times in per_block.values()):
            return printed
        if self.form.listed:
            return {entry.place: number for number, entry in enumerate(entries, start=1)}
        orders = dict.fromkeys(entry.order for entry in entries)
        ranks = {order: number for number, order in enumerate(orders, start=1)}
        return {entry.place: ranks[entry.order] for entry in entries}

    def _lines(self, entry: Entry) -> Iterator[Row]:
        """The rows of `budget_lines` for the figures of a row."""
        columns = self.form.blocks[entry.block].columns
        found: Classified | None = None
        for column, text in zip(columns, entry.figures, strict=True):
            amount = self._amount(entry, column, text)
            if amount is None:
                continue
            found = found or self._classified(entry)
            yield self._line(entry, column, amount, found)

    def _amount(self, entry: Entry, column: Column, text: str) -> Figure | None:
        """The figure of a cell; None for one that is empty or no money, and with a warning for one that is unclear."""
        if vocabulary.NO_MONEY.search(plain("".join(column.path[-1:]))):
            return None
        try:
            amount = figure(text)
        except NotAnAmountError:
            self._warn(entry.line, f"{self._where(entry, column)}: `{text}` is not an amount: left out")
            return None
        if amount is not None and not column.path:
            self._warn(
                entry.line, f"{self._where(entry, column)}: {text} stands in a column without a heading: left out"
            )
            return None
        if amount is not None and len(amount.text.partition(".")[2]) > UNITS[self.unit]:
            self._warn(entry.line, f"{self._where(entry, column)}: {text} {self.unit} is finer than a fen: left out")
            return None
        return amount

    def _classified(self, entry: Entry) -> Classified:
        of_class = self.kind in TWO_SIDED and self.meaning.sides[entry.place].direction == EXPENDITURE
        found = classified(
            entry,
            self.context.codes,
            self.context.fiscal_year,
            of_unit=self.form.blocks[entry.block].of_units,
            by_class_name=of_class,
        )
        for used in found.codes:
            self.observed.use(*used, self.context.fiscal_year)
        return found

    def _line(self, entry: Entry, column: Column, amount: Figure, codes: Classified) -> Row:
        about = self.meaning.of(entry, column)
        year = vocabulary.fiscal_year(column.words, self.context.fiscal_year)
        for scheme, code in (("FUND_SOURCE", about.fund), ("REVENUE_SOURCE", about.revenue), *_codes(codes)):
            if code:
                self.observed.use(scheme, code, "", year)
        executed = "EXECUTED" if self.context.kind in EXECUTED_KINDS else "APPROVED"
        return {
            "statement": self.key,
            "row": str(self._numbers[entry.place]),
            "column": str(column.number),
            "row_code": entry.code,
            "row_label": self._label(entry),
            "column_label": self._column_label(column),
            "amount": amount.text,
            "unit": self.unit,
            "phase": vocabulary.phase(column.words, executed),
            "direction": about.direction,
            "fiscal_year": str(year),
            "is_total": "true" if entry.place in self._totals or is_total_column(column) else "false",
            "functional": "",
            "department_economic": "",
            "government_economic": "",
            "procurement": "",
            "fund_source": about.fund,
            "revenue_source": about.revenue,
            "expenditure_type": about.expenditure_type,
            "line": str(entry.line),
            "ambiguous": "false",
            "note": "; ".join(filter(None, self._notes(entry, codes))),
        } | codes.columns

    def _label(self, entry: Entry) -> str:
        """The heading of a row; of a row that has none, the thing that the statement's title names."""
        if entry.label or entry.code:
            return entry.label or entry.code
        named = THREE_PUBLIC.search(self.form.heading.title)
        return named[0] if named else self.form.heading.title

    def _column_label(self, column: Column) -> str:
        path = list(column.path)
        if self.form.listed and len(path) > 1:
            path = path[1:]
        if SUBTOTALLED in path[:-1]:
            at = path.index(SUBTOTALLED)
            path[at : at + 2] = [SUBTOTALLED + path[at + 1] if vocabulary.is_total(path[at + 1]) else path[at + 1]]
        return " / ".join(path)

    def _notes(self, entry: Entry, codes: Classified) -> Iterator[str]:
        heading = self.form.blocks[entry.block].heading
        if not entry.label and not entry.code:
            yield "row label composed: the form prints one row of figures without a label"
        if self.form.listed and heading and entry.code:
            yield f"column head above the block: {heading}"
        yield codes.note
        yield from (f"{head}: {text}" for head, text in entry.of if not _is_code(text))
        if self._times[entry.code] > 1 and self.kind == "PROCUREMENT" and entry.code:
            times = COUNTED.get(self._times[entry.code], str(self._times[entry.code]))
            yield f"this item code is printed in {times} rows with different amounts"
        yield entry.note

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(entry.code for entry in self.form.entries)

    def _where(self, entry: Entry, column: Column) -> str:
        row = " ".join(filter(None, (entry.code, entry.label)))
        return f"`{self.form.heading.title}`, row `{row}`, column `{self._column_label(column)}`"

    def _warn(self, line: int, text: str) -> None:
        self.section.warn(self.source, line, text)


COUNTED = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def _codes(codes: Classified) -> list[tuple[str, str]]:
    return [(used.scheme, used.code) for used in codes.codes]


def _is_code(text: str) -> bool:
    return bool(with_name(text).code)
