"""What the headers of a request say: what the body is, and what the answer is to be."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

from app.compression import Coding, coding_for
from app.negotiation import JSON, answer_type
from app.refusal import HttpRefusalError

COST_HEADER = "X-GraphQL-Cost"
_COST = COST_HEADER.lower().encode()
_UTF_8 = frozenset({"utf-8", "utf8"})


class Wishes(NamedTuple):
    """What the headers of a request say about its answer."""

    media_type: str | None
    coding: Coding | None
    report_cost: bool


def given_headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The headers of a request by name; one that is given several times is one list (RFC 9110, section 5.3)."""
    given = dict(raw)
    if len(given) < len(raw):
        given = {}
        for name, value in raw:
            given[name] = b"%b,%b" % (given[name], value) if name in given else value
    return given


def wishes_of(given: Mapping[bytes, bytes]) -> Wishes:
    """What the client wishes of the answer."""
    return _wishes(given.get(b"accept", b""), given.get(b"accept-encoding", b""), given.get(_COST, b"0"))


def is_plain_json(given: Mapping[bytes, bytes]) -> bool:
    """Whether the body is JSON in UTF-8, and nothing more."""
    return _content_problem(given.get(b"content-type", b""), given.get(b"content-encoding", b"identity")) is None


def check_content(given: Mapping[bytes, bytes]) -> None:
    """Refuse a body that is not plain JSON in UTF-8."""
    problem = _content_problem(given.get(b"content-type", b""), given.get(b"content-encoding", b"identity"))
    if problem is not None:
        raise HttpRefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, problem)


# A client says the same each time, so what its words mean is remembered.
@lru_cache(maxsize=256)
def _wishes(accept: bytes, accept_encoding: bytes, cost: bytes) -> Wishes:
    report_cost = cost not in {b"0", b"false", b""}
    return Wishes(answer_type(accept.decode("latin-1")), coding_for(accept_encoding), report_cost)


@lru_cache(maxsize=256)
def _content_problem(content_type: bytes, content_encoding: bytes) -> str | None:
    """What is wrong with a body that is not plain JSON in UTF-8."""
    given, *parameters = (part.strip() for part in content_type.decode("latin-1").lower().split(";"))
    if given != JSON:
        found = f"is `{given[:80]}`" if given else "is missing"
        return f"the Content-Type {found}; expected `{JSON}`"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in _UTF_8:
            return f"the charset is `{value[:40]}`; expected `utf-8`"
    coding = content_encoding.decode("latin-1").lower()
    return None if coding == "identity" else f"the body is encoded in `{coding[:40]}`; send it as it is"
