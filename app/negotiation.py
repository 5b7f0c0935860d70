"""The media type of an answer, chosen by the request's `Accept` (RFC 9110, section 12.5.1).

We write `application/graphql-response+json` and `application/json`, both in UTF-8. Clients that name neither but
take anything are given `application/json`, which is what those who do not say have always been given.
"""

from functools import lru_cache
from typing import NamedTuple

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"

_WRITTEN = (GRAPHQL_RESPONSE, JSON)


class _Range(NamedTuple):
    """An element of `Accept`: a media type or a range of them, and how much it is wanted."""

    type: str
    quality: float

    @property
    def exactness(self) -> int:
        """Two for a media type, one for `application/*`, none for `*/*`."""
        return 2 - self.type.count("*")

    def covers(self, media_type: str) -> bool:
        main, _, sub = self.type.partition("/")
        return main in ("*", media_type.partition("/")[0]) and sub in ("*", media_type.partition("/")[2])


@lru_cache(maxsize=256)
def answer_type(accept: str) -> str | None:
    """The media type to answer in; None where the client accepts neither."""
    ranges = [each for part in accept.split(",") if (each := _range(part)) is not None]
    if not ranges and not accept.strip():
        return JSON
    best: tuple[float, int, bool] | None = None
    chosen = None
    for media_type in _WRITTEN:
        covering = max((r for r in ranges if r.covers(media_type)), key=lambda r: r.exactness, default=None)
        if covering is None or covering.quality == 0:
            continue
        by_name = covering.exactness == 2  # noqa: PLR2004 - as said there
        rank = (covering.quality, covering.exactness, by_name is (media_type == GRAPHQL_RESPONSE))
        if best is None or rank > best:
            best, chosen = rank, media_type
    return chosen


def accepts(accept: str, media_type: str) -> bool:
    """Whether a media type is asked for by its name, and not ruled out."""
    ranges = (each for part in accept.split(",") if (each := _range(part)) is not None)
    return any(each.type == media_type and each.quality > 0 for each in ranges)


def _range(part: str) -> _Range | None:
    """The element; None for one that cannot be read or wants another encoding than UTF-8."""
    name, *parameters = (each.strip().lower() for each in part.split(";"))
    if name.count("/") != 1:
        return None
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
        elif key == "charset" and value.strip('"') not in ("utf-8", "utf8", "*"):
            return None
    return _Range(name, quality)
