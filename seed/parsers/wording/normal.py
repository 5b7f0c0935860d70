"""One spelling for what documents print in several: widths of characters, blanks inside words, kinds of brackets."""

import re
import unicodedata

BLANKS = re.compile(r"\s+")

BRACKETS = str.maketrans(
    {"〔": "（", "〕": "）", "【": "（", "】": "）", "［": "（", "］": "）", "＜": "（", "＞": "）"}
)


def compact(text: str) -> str:
    """The text without any blanks: Chinese has none, and forms set letters of a word apart by them."""
    return BLANKS.sub("", text)


def plain(text: str) -> str:
    """The spelling by which words are compared: no blanks, half-width characters, brackets and quotes of one kind."""
    return unicodedata.normalize("NFKC", compact(text).translate(BRACKETS)).replace("“", '"').replace("”", '"')
