"""Putting together what was broken: words over lines, letters set apart by blanks that mean nothing."""

import re
from collections.abc import Iterable

BLANKS = re.compile(r"[\s\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")


def tidy(text: str) -> str:
    """The text with every run of blanks and invisible characters made one blank, and none at its ends."""
    return BLANKS.sub(" ", text).strip()


def joined_lines(parts: Iterable[str]) -> str:
    """The text of a cell that was broken over lines: Latin words keep a blank between them, all else does not."""
    text = ""
    for part in filter(None, map(tidy, parts)):
        blank = " " if text and is_letter(text[-1]) and is_letter(part[0]) else ""
        text += blank + part
    return text


def is_letter(character: str) -> bool:
    """Whether it is a letter of a script that writes blanks between words."""
    return character.isascii() and character.isalpha()
