"""Running text put together from printed lines, so that a sentence broken over lines can be read as one.

Chinese needs no blanks: those of the typesetting are dropped, so that `9,518.67 万元` and `9,518.67万元` are the same
words. Every character still knows the line it was printed on.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seed.sources.model import Line

FULL_WIDTH = {0xFEE0 + ord(sign): sign for sign in "0123456789%.+-<>="} | {0xFE64: "<", 0xFE65: ">"}
"""Digits and signs typed with a Chinese keyboard, by the plain ones. Brackets and commas stay: names hold them."""

SENTENCE_END = re.compile(r"[。！？!?]+[”’）)]?")
CLAUSE_END = re.compile(r"[。；;！？!?]+[”’）)]?")
BLANKS = re.compile(r"\s+")


MATHS = re.compile(r"\$([^$]{1,600})\$")
"""Formulas as typesetting programs write them, which conversion leaves in a text."""

MATHS_SIGNS = {"geq": "≥", "ge": "≥", "leq": "≤", "le": "≤", "times": "×", "div": "÷", "Sigma": "Σ", "sum": "Σ"}
COMMAND = re.compile(r"\\(?P<name>[A-Za-z]{1,12})|[\\{}]")


def plain(text: str) -> str:
    """A text without the blanks of its typesetting, with plain digits and with the signs of its formulas."""
    if "$" in text:
        text = MATHS.sub(lambda formula: COMMAND.sub(_sign, formula[1]), text)
    return BLANKS.sub("", text).translate(FULL_WIDTH)


def _sign(command: re.Match[str]) -> str:
    return MATHS_SIGNS.get(command["name"] or "", "")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text without blanks, and the lines it was printed on: line `lines[i]` starts at offset `starts[i]`."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line(self, offset: int = 0) -> int:
        """The number of the line on which the character at `offset` is printed; 0 in an empty passage."""
        position = bisect_right(self.starts, offset) - 1
        return self.lines[max(position, 0)] if self.lines else 0

    def part(self, start: int, end: int) -> "Passage":
        """The passage from one offset to another."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)), first + 1)
        starts = tuple(max(each - start, 0) for each in self.starts[first:last])
        return Passage(self.text[start:end], starts, self.lines[first:last])


def passage(lines: Iterable[Line]) -> Passage:
    """The text of some lines as one passage."""
    texts: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    offset = 0
    for line in lines:
        text = plain(line.text)
        if text:
            texts.append(text)
            starts.append(offset)
            numbers.append(line.number)
            offset += len(text)
    return Passage("".join(texts), tuple(starts), tuple(numbers))


def sentences(whole: Passage) -> Iterator[Passage]:
    """The sentences of a passage, their full stop included; what follows the last one is a sentence too."""
    return _split(whole, SENTENCE_END)


def clauses(whole: Passage) -> Iterator[Passage]:
    """The parts of a passage that end with a full stop or a semicolon."""
    return _split(whole, CLAUSE_END)


def _split(whole: Passage, end: re.Pattern[str]) -> Iterator[Passage]:
    start = 0
    for match in end.finditer(whole.text):
        yield whole.part(start, match.end())
        start = match.end()
    if start < len(whole.text):
        yield whole.part(start, len(whole.text))
