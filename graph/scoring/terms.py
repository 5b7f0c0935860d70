"""The constants of a scoring formula, as they are kept with a scored row: `target=100;step=1;cost=5`.

Values may be numbers, fractions (`1/3`), lists joined by `|` or `,`, or words. A key that begins with `inferred_`
is one that the document does not print. Parts (`part1_rule=...`) and cases (`case_ongoing=target:...`) are formulae
of their own.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

_NUMBER = re.compile(r"-?\d+(\.\d+)?(/\d+)?")
_PART = re.compile(r"part(\d+)_(.+)")
CASE = "case_"
_FORMULA = {"rule", "weight", "bands"}
"""A part that has none of these is a remark on a part, no formula."""


def number(text: str | None) -> Fraction | None:
    """The number that a text states, alone: `5`, `0.1`, `1/3`; None for anything else."""
    return Fraction(text) if text and _NUMBER.fullmatch(text) else None


class Terms(Mapping[str, str]):
    """The constants of one formula by name."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = dict(given)

    @classmethod
    def parse(cls, text: str | None, between: str = ";", equals: str = "=") -> "Terms":
        """The constants of `name=value` pairs; pairs without a sign are left out."""
        pairs = (each.partition(equals) for each in (text or "").split(between))
        return cls({name.strip(): value.strip() for name, sign, value in pairs if sign})

    def __getitem__(self, name: str) -> str:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def number(self, name: str) -> Fraction | None:
        """A constant as a number; None where it is missing or not one number."""
        return number(self.get(name))

    def numbers(self, name: str, between: str) -> list[Fraction]:
        """A constant as a list of numbers; empty where it is missing or anything else is in it."""
        found = [number(each) for each in self.get(name, "").split(between)]
        return [each for each in found if each is not None] if None not in found else []

    @property
    def parts(self) -> list["Terms"]:
        """The formulae of the parts that a score is the sum of; empty where it is not made of parts."""
        found: dict[int, dict[str, str]] = {}
        for name, value in self.items():
            part = _PART.fullmatch(name)
            if part:
                found.setdefault(int(part[1]), {})[part[2]] = value
        return [Terms(found[place]) for place in sorted(found) if _FORMULA & found[place].keys()]

    @property
    def cases(self) -> list["Terms"]:
        """The formulae of the cases of which one applies; empty where there is one formula."""
        return [Terms.parse(self[name], ",", ":") for name in self if name.startswith(CASE)]
