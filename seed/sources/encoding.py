"""In which encoding a text is written: what it says of itself, UTF-8, or the Chinese national standard."""

import re

from graph.errors import DamagedSourceError

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
CHINESE = "gb18030"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
CONTROL_SHARE = 100
"""More than one control character in a hundred is no text."""


def decoded(content: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file; DamagedSourceError where it is in no encoding in which Chinese documents are written."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _text(content[len(mark) :], (encoding,), name)
    return _text(content, tuple(filter(None, (declared, "utf-8", CHINESE))), name)


def _text(content: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if len(CONTROL.findall(text)) * CONTROL_SHARE <= len(text):
            return CONTROL.sub("", text)
    found = f"no text in {' or '.join(encodings)}"
    raise DamagedSourceError(name, found, "save it as UTF-8, or give the document it was made from")
