"""How running text prints classes, groups and items of the functional classification: with or without their digits.

`公共安全支出（类）司法（款）行政运行（项）`, `公共安全支出（204类）司法（06款）行政运行（01项）` and
`公共安全支出（204）司法（06）行政运行（01）` are three spellings of one item.
"""

import re
from dataclasses import dataclass

LEVELS = "类款项"
CODE_DIGITS = (3, 5, 7)
"""How many digits the code of a class, a group and an item has."""

TAG = (
    r"[”\"]?[（(](?:(?P<inside>[0-9]{2,7})?(?P<level>[类款项])[)）]"
    r"|(?P<outside>[0-9]{2,7})[)）](?P<after>[类款项](?![目级]))?)"
)
NOTE = r"[（(][\u4e00-\u9fff]{1,20}(?<![类款项])[)）]"
NAME = rf"(?P<before>[0-9]{{3,7}})?[-—]?(?P<name>[\u4e00-\u9fff](?:[^（()）“”\"，。；：:0-9]|{NOTE}){{1,39}}?)"
LEVEL = re.compile(NAME + TAG)
ENDING = re.compile(r"[”\"]?(?:支出|科目)?(?:预算)?")
"""What may follow the last level of a name."""

NUMBERED = re.compile(r"(?<![0-9])[0-9]{1,2}[、.．][“\"]?")
TAGGED_NUMBER = re.compile(r"[（(][0-9]{2,7}[)）]?[类款项][)）]?")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an item: its name, the digits printed with it, and its word (`类`, `款` or `项`)."""

    name: str
    digits: str
    word: str


def path_in(text: str) -> tuple[int, int] | None:
    """Where the first class with its group (and item) stands that a text names; None where it names none."""
    start = end = depth = 0
    for match in LEVEL.finditer(text):
        if depth and match.start() - end > 1:
            if depth > 1:
                break
            depth = 0
        start = start if depth else match.start()
        depth, end = depth + 1, match.end()
    return (start, end) if depth > 1 else None


def item_starts(text: str) -> list[int]:
    """Where numbered items begin that name a class with its group: each is a sentence of its own."""
    return [
        match.start()
        for match in NUMBERED.finditer(text)
        if (level := LEVEL.match(text, match.end())) and LEVEL.match(text, level.end())
    ]


def in_tag(text: str, start: int) -> bool:
    """Whether a number at a place of a text is that of a level: the 204 of `（204类）`."""
    return start > 0 and TAGGED_NUMBER.match(text, start - 1) is not None


def levels(name: str) -> list[Level]:
    """The levels that make up a name; empty where it is, or holds, anything else."""
    found: list[Level] = []
    position = 0
    for match in LEVEL.finditer(name):
        if match.start() - position > 1:
            return []
        digits = match["inside"] or match["outside"] or match["before"] or ""
        word = match["level"] or match["after"] or _word(digits, len(found))
        if not word or (found and LEVELS.index(word) != LEVELS.index(found[-1].word) + 1):
            return []
        found.append(Level(match["name"].lstrip('“"、'), digits, word))
        position = match.end()
    return found if len(name) - position <= 1 or ENDING.fullmatch(name, position) else []


def _word(digits: str, depth: int) -> str:
    """The word of a level that prints only its digits: those below the class may repeat the digits above."""
    if len(digits) in CODE_DIGITS:
        return LEVELS[CODE_DIGITS.index(len(digits))] if not depth or len(digits) == CODE_DIGITS[depth] else ""
    return LEVELS[depth] if depth in {1, 2} and len(digits) == 2 else ""  # noqa: PLR2004 - two digits a level
