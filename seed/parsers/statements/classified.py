"""Which codes a row of a statement carries: those printed in it, or that of the class whose name it has."""

from typing import NamedTuple

from seed.parsers.codes import CodeBook
from seed.parsers.statements.enumerators import taken_apart
from seed.parsers.statements.model import Entry
from seed.parsers.statements.printed_codes import UNIT, with_name
from seed.parsers.statements.roles import UNIT_CODE

SCHEMES = {"2": "FUNCTIONAL", "3": "DEPARTMENT_ECONOMIC", "5": "GOVERNMENT_ECONOMIC"}
"""The schemes by the first digit of their codes: no two use the same."""

COLUMNS = {
    "FUNCTIONAL": "functional",
    "DEPARTMENT_ECONOMIC": "department_economic",
    "GOVERNMENT_ECONOMIC": "government_economic",
    "PROCUREMENT": "procurement",
}
"""The columns of the `budget_lines` table that hold the codes of each scheme."""

CLASS_DIGITS = 3


class UsedCode(NamedTuple):
    """A code that a row uses, and the name that is printed with it."""

    scheme: str
    code: str
    name: str


class Classified(NamedTuple):
    """The codes of a row, and what a reader should know of them."""

    codes: tuple[UsedCode, ...]
    note: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """The columns of the row of `budget_lines` that the codes fill."""
        return {COLUMNS[used.scheme]: used.code for used in self.codes}


def classified(entry: Entry, codes: CodeBook, year: int, *, of_unit: bool, by_class_name: bool) -> Classified:
    """The codes of a row; where `by_class_name` allows it, the functional class that has the row's label as name.

    `of_unit` says that the code printed with the row is that of a unit: it is none of a classification.
    """
    printed = [
        ("" if of_unit else entry.code, entry.label),
        *(with_name(text)[:2] for head, text in entry.of if not UNIT_CODE.search(head)),
    ]
    used = tuple(UsedCode(scheme, code, name) for code, name in printed if (scheme := scheme_of(code)))
    if used or not by_class_name:
        return Classified(used)
    words = taken_apart(entry.label).words
    known = codes.named("FUNCTIONAL", words, year, digits=CLASS_DIGITS)
    if known is None:
        return Classified(())
    return Classified((UsedCode("FUNCTIONAL", known.code, words),), "derived: code by class name")


def scheme_of(code: str) -> str:
    """The scheme of a code, told by its first character and its length; "" for none that is known."""
    if not code or UNIT.fullmatch(code):
        return ""
    return "PROCUREMENT" if code[0].isalpha() else SCHEMES.get(code[0], "")
