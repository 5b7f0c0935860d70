"""Whether the figures of a row add up as its columns say: the proof that each stands in the right column."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from seed.parsers.statements.figures import NotAnAmountError, figure
from seed.parsers.statements.model import Block, Column, Entry, Form
from seed.parsers.statements.totals import is_total_column
from seed.parsers.statements.vocabulary import is_closing

ROUNDING = Decimal("0.02")
"""How far a sum of rounded figures may be from the printed one."""

Sum = tuple[int, tuple[int, ...]]
"""The position of a total in a block and the positions of its parts."""


def sums_of(block: Block) -> list[Sum]:
    """The sums that the columns of a block state, by position."""
    return [found for at, column in enumerate(block.columns) if (found := _sum(block.columns, at, column))]


def _sum(columns: Sequence[Column], at: int, column: Column) -> Sum | None:
    if not is_total_column(column):
        return None
    group = column.path[:-1]
    parts: dict[str, list[int]] = {}
    for position, other in enumerate(columns):
        inside = len(other.path) > len(group) and other.path[: len(group)] == group
        if position != at and inside and not is_closing(other.words):
            parts.setdefault(other.path[len(group)], []).append(position)
    chosen = tuple(position for members in parts.values() for position in _once(columns, members))
    return (at, chosen) if len(chosen) > 1 else None


def _once(columns: Sequence[Column], members: list[int]) -> list[int]:
    """The columns of a group that count: its own total, or all where it has none."""
    totals = [position for position in members if is_total_column(columns[position])]
    return totals[:1] or members


def adds_up(figures: Sequence[str], sums: Sequence[Sum]) -> bool | None:
    """Whether a row's figures are what the sums demand, an empty cell being nothing; None where nothing is totalled."""
    values = [_value(text) for text in figures]
    checks = [_checks(values, found) for found in sums]
    known = [check for check in checks if check is not None]
    return all(known) if known else None


def _checks(values: Sequence[Decimal | None], found: Sum) -> bool | None:
    total = values[found[0]]
    if total is None:
        return None
    parts = sum((values[position] or Decimal(0) for position in found[1]), Decimal(0))
    return abs(total - parts) <= ROUNDING


def _value(text: str) -> Decimal | None:
    try:
        amount = figure(text)
    except NotAnAmountError:
        return None
    return None if amount is None else amount.value


def proofs(form: Form) -> Iterator[tuple[Entry, bool]]:
    """The rows of a form that state a sum, and whether it is right."""
    sums = [sums_of(block) for block in form.blocks]
    for entry in form.entries:
        proof = adds_up(entry.figures, sums[entry.block])
        if proof is not None:
            yield entry, proof


def broken_rows(entries: Sequence[Entry]) -> list[Entry]:
    """The rows with a figure that may be a piece of one, and the rows after them, where the rest of it may be.

    Forms print all figures with the same number of decimals: one with fewer was broken over lines.
    """
    decimals = Counter(_decimals(text) for entry in entries for text in entry.figures)
    del decimals[None]
    usual = decimals.most_common(1)[0][0] if decimals else None
    found: list[Entry] = []
    broken: dict[int, bool] = {}
    for entry in entries:
        odd = any(_decimals(text) not in {None, usual} for text in entry.figures)
        if odd or (broken.get(entry.block) and not entry.code):
            found.append(entry)
        broken[entry.block] = odd
    return found


def _decimals(text: str) -> int | None:
    """How many decimals a figure is printed with; None for none, and for a bare nought."""
    try:
        amount = figure(text)
    except NotAnAmountError:
        return None
    return None if amount is None or amount.text == "0" else len(amount.text.partition(".")[2])
