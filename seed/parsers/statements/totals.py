"""Which figures repeat a sum of others: columns that total columns beside them, rows that total rows around them."""

import itertools
import re
from collections.abc import Sequence

from seed.parsers.statements.enumerators import UNNUMBERED, taken_apart
from seed.parsers.statements.meaning import BALANCE, FISCAL_FUNDS, FormMeaning
from seed.parsers.statements.model import Column, Entry, Place
from seed.parsers.statements.vocabulary import fund, is_balance, is_total
from seed.parsers.wording.normal import plain

STAGE = re.compile("(20[0-9]{2}年|年初|本年|上年|当年|调整|全年)?(预算|决算|执行|完成|支出|收入)?(数|金额)|金额")
"""The lowest heading where columns are stages of the same thing: what is above it says what is totalled."""


def is_total_column(column: Column) -> bool:
    """Whether a column holds the sum of columns beside it."""
    path = [plain(part) for part in column.path]
    while path and STAGE.fullmatch(path[-1]):
        path.pop()
    return bool(path) and is_total(path[-1])


def total_rows(meaning: FormMeaning) -> set[Place]:
    """The rows that hold the sum of other rows."""
    codes = {entry.code for entry in meaning.form.entries if entry.code}
    parents = {code[:length] for code in codes for length in range(3, len(code))}
    totals = {entry.place for entry in meaning.form.entries if _names_total(entry) or entry.code in parents}
    for number in range(len(meaning.form.blocks)):
        rows = [entry for entry in meaning.form.entries if entry.block == number]
        totals |= {one.place for one, following in itertools.pairwise(rows) if _part_follows(one, following)}
        totals |= _balances_with_parts(rows, meaning)
    return totals


def _names_total(entry: Entry) -> bool:
    return not entry.code and is_total(taken_apart(entry.label).words)


def _part_follows(entry: Entry, following: Entry) -> bool:
    """Whether the next row is numbered as a part of this one: `1.` below `一、`, or begins with `其中`."""
    if entry.code or following.code:
        return False
    one, other = taken_apart(entry.label), taken_apart(following.label)
    if other.among:
        return not one.among
    return one.level < other.level != UNNUMBERED


def _balances_with_parts(rows: Sequence[Entry], meaning: FormMeaning) -> set[Place]:
    """The rows of a balance below which its parts are listed by fund."""
    sides = meaning.sides
    return {
        one.place
        for one, following in itertools.pairwise(rows)
        if sides[one.place].direction == sides[following.place].direction == BALANCE
        and is_balance(one.label)
        and not is_balance(following.label)
        and fund(following.label) in FISCAL_FUNDS
    }
