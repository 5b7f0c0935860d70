"""One digit of one cell changed at a time: how often the rules notice.

    python -m tests.graph.findings.mutations          every cell of every packaged statement
    python -m tests.graph.findings.mutations 200      a sample of 200

A cell is noticed where a finding is new and no ROUNDING, or where a finding that was there is another one or gone.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from graph.dataset import Dataset
from graph.findings.check import RULES, find
from graph.findings.rules import Family
from graph.model import BudgetLine, Finding
from graph.money import AmountUnit, Money
from graph.vocabulary import EntityKind, Severity
from seed.dataset import load_dataset

STATEMENT_RULES = tuple(rule for rule in RULES if rule.family is Family.STATEMENTS)
LEAST_DIGITS = 3
"""`0.00` has three digits that can be misprinted."""


class Notice(Enum):
    """How a misprint shows."""

    FOUND = "a new finding above ROUNDING"
    CHANGED = "another finding than before"
    ROUNDED = "a new finding of ROUNDING"
    MISSED = "nothing"


@dataclass(frozen=True, slots=True)
class Misprint:
    """A cell with one digit changed, and how that shows."""

    original: BudgetLine
    printed: Money
    notice: Notice

    def __str__(self) -> str:
        was, now = (money.in_unit(AmountUnit.WAN_YUAN) for money in (self.original.money, self.printed))
        return f"{self.original.key}: {was} printed as {now}: {self.notice.value}"


def misprinted(line: BudgetLine, chance: random.Random) -> BudgetLine:
    """The cell with one of its printed digits, chosen by chance, changed to another."""
    unit = 10**line.money.step
    digits = str(abs(line.money.fen) // unit).zfill(LEAST_DIGITS)
    place = chance.randrange(len(digits))
    digit = chance.choice([each for each in "0123456789" if each != digits[place]])
    fen = int(digits[:place] + digit + digits[place + 1 :]) * unit
    return replace(line, money=Money(-fen if line.money.fen < 0 else fen, line.money.step))


def misprints(dataset: Dataset, chance: random.Random, count: int | None = None) -> Iterator[Misprint]:
    """Every cell, or `count` of them chosen by chance, misprinted and checked, one after the other."""
    lines = [line for line in dataset.of(EntityKind.BUDGET_LINE) if isinstance(line, BudgetLine)]
    before = {finding.key: finding for finding in find(dataset, STATEMENT_RULES)}
    places = range(len(lines)) if count is None else sorted(chance.sample(range(len(lines)), count))
    for place in places:
        wrong = misprinted(lines[place], chance)
        changed = (*lines[:place], wrong, *lines[place + 1 :])
        after = find(Dataset({**dataset.entities, EntityKind.BUDGET_LINE: changed}), STATEMENT_RULES)
        yield Misprint(lines[place], wrong.money, _notice(before, after))


def _notice(before: dict[str, Finding], after: Iterable[Finding]) -> Notice:
    later = {finding.key: finding for finding in after}
    new = [finding for key, finding in later.items() if key not in before]
    if any(finding.severity is not Severity.ROUNDING for finding in new):
        return Notice.FOUND
    differ = [key for key, finding in before.items() if key not in later or later[key].message != finding.message]
    if differ:
        return Notice.CHANGED
    return Notice.ROUNDED if new else Notice.MISSED


def share(found: Iterable[Misprint], *notices: Notice) -> float:
    """The share of misprints that show in one of the ways given."""
    all_of_them = list(found)
    return sum(each.notice in notices for each in all_of_them) / len(all_of_them)


def main() -> None:
    """Print the share of misprints that are noticed, and those that are not."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else None
    found = list(misprints(load_dataset(), random.Random(4), count))  # noqa: S311 - no secret
    for notice in Notice:
        print(f"{share(found, notice):7.2%}  {notice.value}")  # noqa: T201 - that is what it is for
    print(f"{share(found, Notice.FOUND, Notice.CHANGED):7.2%}  noticed, of {len(found)} cells")  # noqa: T201
    for each in found:
        if each.notice is Notice.MISSED:
            print(each)  # noqa: T201


if __name__ == "__main__":
    main()
