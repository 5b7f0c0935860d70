"""What decides, beside the documents, what a release holds: the software that makes it, and the corrections.

A release keeps a digest of each in its report. Where they are the same, and so are the documents, nothing needs to be
put together to know that the release would be the same.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

_ROOMS = Path(__file__).parents[2]
_SOFTWARE = ("seed/**/*.py", "seed/**/*.csv", "seed/**/*.json", "graph/**/*.py")


def making(corrections: Path) -> Mapping[str, str]:
    """The digests of the software and of the file of corrections; there need not be one."""
    decided = b""
    with suppress(OSError):  # whoever reads the corrections says what is wrong
        decided = corrections.read_bytes()
    return {"software": _software(), "corrections": sha256(decided).hexdigest()[:12]}


@cache
def _software() -> str:
    content = sha256()
    for path in sorted({path for pattern in _SOFTWARE for path in _ROOMS.glob(pattern)}):
        content.update(path.read_bytes())
    return content.hexdigest()[:12]
