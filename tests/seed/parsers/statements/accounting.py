"""What the figures of any statement have to fulfil, whatever its layout: written without the code that reads them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from seed.parsers.parsed import Row, Section

PARENT_DIGITS = {7: 5, 5: 3}
TOTALS = ("合计", "总计", "小计")
ROUNDING = {"元": Decimal(0), "万元": Decimal("0.05")}
"""How far sums of rounded figures may be from the rounded sum."""

SIDES = {"收入总计": "支出总计", "收入合计": "支出合计"}


@dataclass(frozen=True)
class Identity:
    """A figure and the figures that it is the sum of."""

    where: str
    total: Decimal
    parts: tuple[Decimal, ...]
    unit: str

    @property
    def holds(self) -> bool:
        return abs(self.total - sum(self.parts)) <= ROUNDING[self.unit]


def broken_identities(section: Section) -> tuple[int, list[Identity]]:
    """How many identities were held against the statements, and those that do not hold."""
    found = [identity for statement in section.rows["statements"] for identity in _identities(statement, section)]
    return len(found), [identity for identity in found if not identity.holds]


def _identities(statement: Row, section: Section) -> Iterator[Identity]:
    lines = [line for line in section.rows["budget_lines"] if line["statement"] == statement["key"]]
    where, unit = statement["title"], statement["unit"]
    columns: defaultdict[str, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    rows: defaultdict[tuple[str, str, str], dict[str, Decimal]] = defaultdict(dict)
    for line in lines:
        columns[line["column"]][line["row_code"], line["row_label"]] = Decimal(line["amount"])
        rows[line["row"], line["row_code"], line["row_label"]][line["column_label"]] = Decimal(line["amount"])
    for column, cells in columns.items():
        yield from _of_codes(f"{where}, column {column}", cells, unit)
    for (number, *_), by_heading in rows.items():
        yield from _of_columns(f"{where}, row {number}", by_heading, unit)
    yield from _of_sides(where, lines, unit)


def _of_codes(where: str, cells: Mapping[tuple[str, str], Decimal], unit: str) -> Iterator[Identity]:
    """The codes of a column add up to their parents, those without parents to the column's total."""
    coded = {code: amount for (code, _), amount in cells.items() if code}
    for code, amount in coded.items():
        children = [other for other in coded if PARENT_DIGITS.get(len(other)) == len(code) and other.startswith(code)]
        if children:
            yield Identity(f"{where}, {code}", amount, tuple(coded[child] for child in children), unit)
    classes = tuple(amount for code, amount in coded.items() if len(code) == 3)
    for (code, label), amount in cells.items():
        if not code and label in TOTALS and classes:
            yield Identity(f"{where}, {label}", amount, classes, unit)


def _of_columns(where: str, row: Mapping[str, Decimal], unit: str) -> Iterator[Identity]:
    """A column of totals is the sum of the columns that stand beside it under the same heading."""
    for heading, amount in row.items():
        path = heading.split(" / ")
        if not path[-1].endswith(TOTALS):
            continue
        beside = [
            other.split(" / ") for other in row if other != heading and other.split(" / ")[: len(path) - 1] == path[:-1]
        ]
        if any(len(other) != len(path) for other in beside) or not beside:
            continue
        parts = tuple(row[" / ".join(other)] for other in beside)
        yield Identity(f"{where}, {heading}", amount, parts, unit)


def _of_sides(where: str, lines: list[Row], unit: str) -> Iterator[Identity]:
    """What comes in is what goes out."""
    totals = {(line["row_label"], line["column"]): Decimal(line["amount"]) for line in lines if not line["row_code"]}
    for (label, _), amount in totals.items():
        for (other, column), spent in totals.items():
            first = min(int(at) for name, at in totals if name == other)
            if SIDES.get(label) == other and int(column) == first:
                yield Identity(f"{where}, {label} and {other}", amount, (spent,), unit)
