"""Which functional code an item has that running text names.

A name without numbers has the code that the document's own statements print beside it, else that of the code lists;
where neither has it under the names above it, it has none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Context
from seed.parsers.remembering import remembered
from seed.parsers.statements import STATEMENTS
from seed.parsers.wording.item_forms import CODE_DIGITS, LEVELS, Level, levels
from seed.parsers.wording.normal import plain
from seed.sources.model import Source

SCHEME = "FUNCTIONAL"
OPENED = re.compile(r"[“\"]?(?P<path>[^“”\"，。；：]{4,120})[”\"]?(?:科目)?")
DASH = re.compile(r"[-—–]+")
CODED = re.compile(r"(?P<code>[0-9]{5}|[0-9]{7})[-—]?(?P<name>[\u4e00-\u9fff（）()]{2,40})")


@dataclass(frozen=True, slots=True)
class FunctionalItem:
    """An item in one spelling, and its code; "" where none is known."""

    name: str
    code: str
    warning: str = ""


@dataclass
class FunctionalItems:
    """The items of a document by the codes of its statements and of the code lists."""

    codes: CodeBook
    printed: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, year: int) -> FunctionalItem | None:
        """The item that a name is, in a year; None for a name of anything else."""
        found = levels(name)
        if found:
            ending = "预算" if name.endswith("预算") else "支出" if len(found) == 1 and name.endswith("支出") else ""
            spelled = "".join(f"{each.name}（{each.word}）" for each in found) + ending
            if any(each.digits for each in found):
                return self._numbered(spelled, found, year)
            return FunctionalItem(spelled, self._named([each.name for each in found], found[0].word, year))
        return self._coded(name, year) or self._dashed(name, year)

    def _numbered(self, spelled: str, found: list[Level], year: int) -> FunctionalItem:
        """An item with printed digits: its code, if it is one and is not known to be called otherwise."""
        code = ""
        for each in found:
            code = each.digits if each.digits.startswith(code) and code != each.digits else code + each.digits
        if len(code) != CODE_DIGITS[LEVELS.index(found[-1].word)]:
            return FunctionalItem(spelled, "", f"the printed digits of {spelled} are no code: {code}")
        known = self._name(code, year)
        if known and not _alike(known, found[-1].name):
            return FunctionalItem(spelled, "", f"{spelled} prints the code {code}, which is {known}")
        return FunctionalItem(spelled, code)

    def _coded(self, name: str, year: int) -> FunctionalItem | None:
        """An item that is printed with its whole code before it."""
        match = CODED.fullmatch(name)
        if match is None or not _alike(self._name(match["code"], year), match["name"]):
            return None
        return FunctionalItem(match["name"], match["code"])

    def _dashed(self, name: str, year: int) -> FunctionalItem | None:
        """An item whose levels dashes join, if there is a code for it."""
        opened = OPENED.fullmatch(name)
        names = DASH.split(opened["path"]) if opened else []
        code = self._named(names, LEVELS[0], year) if 1 < len(names) <= len(LEVELS) else ""
        spelled = "".join(f"{each}（{word}）" for each, word in zip(names, LEVELS, strict=False))
        return FunctionalItem(spelled, code) if code else None

    def _named(self, names: list[str], first: str, year: int) -> str:
        """The code of the last of some names, each below the one before it; "" where there is none."""
        if first != LEVELS[0]:
            return ""
        code = ""
        for name, digits in zip(names, CODE_DIGITS, strict=False):
            below = self._below(code, digits, year)
            code = next((each for each in below if _alike(self._name(each, year), name)), "") or (
                "" if code else self._class(name, year)
            )
            if not code:
                return ""
        return code

    def _class(self, name: str, year: int) -> str:
        """The code of a class by a name that it has in some year, with or without 支出."""
        found = (self.codes.named(SCHEME, each, year, digits=CODE_DIGITS[0]) for each in (name, f"{name}支出"))
        return next((each.code for each in found if each is not None), "")

    def _below(self, parent: str, digits: int, year: int) -> Iterator[str]:
        """The codes right below another, those of the document first."""
        yield from (code for code in self.printed if len(code) == digits and code.startswith(parent))
        if parent:
            below = (f"{parent}{number:02}" for number in range(100))
        else:
            below = (f"{number}" for number in range(200, 240))
        yield from (code for code in below if self.codes.meaning(SCHEME, code, year) is not None)

    def _name(self, code: str, year: int) -> str:
        """What a code is called: by the document itself, else by the code lists."""
        meaning = self.codes.meaning(SCHEME, code, year)
        return self.printed.get(code) or (meaning.name if meaning else "")


def _alike(known: str, name: str) -> bool:
    """Whether two names are one, with or without 支出 at their end."""
    return bool(known) and plain(known).removesuffix("支出") == plain(name).removesuffix("支出")


@remembered
def functional_items(source: Source, context: Context) -> FunctionalItems:
    """The items of a document."""
    printed: dict[str, str] = {}
    if STATEMENTS.recognises(source, context):
        for row in STATEMENTS.parse(source, context).rows["budget_lines"]:
            if row["functional"] and row["functional"] == row["row_code"] and row["row_label"].strip():
                printed.setdefault(row["functional"], row["row_label"].strip())
    return FunctionalItems(context.codes, printed)
