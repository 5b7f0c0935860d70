"""A GraphQL request: a document, the operation meant, its variables, its extensions.

The shapes are checked exactly, and what does not fit is refused with what was found and what was expected;
entries that the specification does not know are ignored, as it demands.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson

from graph.errors import BudgetgraphError
from schema.errors import Code

_MOST_PARAMETERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphQLRequest:
    """What a client asks: a document, by its text or its id or its hash, and what to do with it.

    Variables are as they were sent, not yet coerced to their types.
    """

    query: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, Any] = field(default_factory=dict)

    @property
    def document_hash(self) -> str | None:
        """The SHA-256 of the document as automatic persisted queries send it, in hexadecimal."""
        persisted = self.extensions.get(_PERSISTED)
        return persisted["sha256Hash"] if persisted else None


class BadRequestError(BudgetgraphError):
    """A request that is not a GraphQL request: what of it, what that was found to be, what was expected."""

    code = Code.BAD_REQUEST.value

    def __init__(self, *, what: str, found: str, expected: str) -> None:
        self.what = what
        self.found = found
        self.expected = expected
        super().__init__(f"{what} is {found}; expected {expected}")


_A_REQUEST = "a JSON object with the entry `query`"
_PERSISTED = "persistedQuery"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_A_HASH = '`{"version": 1, "sha256Hash": ...}` with the SHA-256 of the document in hexadecimal'
_AN_ID = "a string, the id of a document"
_A_DOCUMENT = "a string, the text of a GraphQL document"
_A_NAME = "a string, the name of an operation, or null"


def request_from_json(body: bytes) -> GraphQLRequest:
    """The request of a JSON body (POST); BadRequestError says what is wrong with it."""
    if not body:
        raise BadRequestError(what="the body", found="empty", expected=_A_REQUEST)
    sent = _json(body, "the body")
    if isinstance(sent, list):
        single = f"{_A_REQUEST}; batches are not served: send each request on its own, over one connection"
        raise BadRequestError(what="the body", found=f"a list of {len(sent)} elements", expected=single)
    if not isinstance(sent, dict):
        raise BadRequestError(what="the body", found=_kind(sent), expected=_A_REQUEST)
    return _request(sent)


def request_from_query_string(query_string: bytes) -> GraphQLRequest:
    """The request of URL parameters (GET): `variables` and `extensions` as JSON; an empty value is none."""
    sent: dict[str, Any] = {name: value for name, value in _parameters(query_string).items() if value}
    for name in ("variables", "extensions"):
        if name in sent:
            sent[name] = _json(sent[name].encode(), f"`{name}`")
    return _request(sent)


def _request(sent: Mapping[str, Any]) -> GraphQLRequest:
    query = _text(sent, "query", _A_DOCUMENT)
    document_id = _text(sent, "documentId", _AN_ID)
    name = sent.get("operationName")
    if not (name is None or isinstance(name, str)):
        raise BadRequestError(what="`operationName`", found=_kind(name), expected=_A_NAME)
    extensions = _map(sent, "extensions", "an object, or null")
    if extensions and _PERSISTED in extensions:
        _check_hash(extensions[_PERSISTED])
    elif query is None and document_id is None:
        raise BadRequestError(what="`query`", found="missing", expected=_A_DOCUMENT)
    if query is not None and document_id is not None:
        raise BadRequestError(what="`documentId`", found="given beside `query`", expected="one of them")
    return GraphQLRequest(
        query=query,
        document_id=document_id,
        operation_name=name or None,
        variables=_map(sent, "variables", "an object with a value for each variable, or null"),
        extensions=extensions,
    )


def _text(sent: Mapping[str, Any], name: str, expected: str) -> str | None:
    value = sent.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadRequestError(what=f"`{name}`", found=_kind(value), expected=expected)
    if not value.strip():
        raise BadRequestError(what=f"`{name}`", found="empty", expected=expected)
    return value


def _check_hash(persisted: object) -> None:
    """Refuse what is not the extension of automatic persisted queries."""
    if not isinstance(persisted, dict):
        raise BadRequestError(what=f"`extensions.{_PERSISTED}`", found=_kind(persisted), expected=_A_HASH)
    version, hashed = persisted.get("version"), persisted.get("sha256Hash")
    if version != 1 or not isinstance(hashed, str) or not _SHA256.fullmatch(hashed):
        raise BadRequestError(what=f"`extensions.{_PERSISTED}`", found="another object", expected=_A_HASH)


def _map(sent: Mapping[str, Any], name: str, expected: str) -> dict[str, Any]:
    value = sent.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadRequestError(what=f"`{name}`", found=_kind(value), expected=expected)
    return value


def _json(encoded: bytes, what: str) -> Any:  # noqa: ANN401 - any JSON value
    encoded = encoded.removeprefix(BOM_UTF8)  # some editors and shells write one
    try:
        return orjson.loads(encoded)
    except orjson.JSONDecodeError as error:
        found = f"not JSON ({error})" if _is_utf8(encoded) else "not encoded in UTF-8"
        raise BadRequestError(what=what, found=found, expected="JSON in UTF-8") from None


def _parameters(query_string: bytes) -> dict[str, str]:
    try:
        text = query_string.decode()
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS, errors="strict")
    except UnicodeDecodeError:
        expected = "percent-encoded UTF-8"
        raise BadRequestError(what="a URL parameter", found="encoded otherwise", expected=expected) from None
    except ValueError:
        expected = f"at most {_MOST_PARAMETERS} parameters"
        raise BadRequestError(what="the URL", found="too rich in parameters", expected=expected) from None
    parameters = dict(pairs)
    if len(parameters) < len(pairs):
        raise BadRequestError(what="a URL parameter", found="given twice", expected="each of them once")
    return parameters


def _is_utf8(encoded: bytes) -> bool:
    try:
        encoded.decode()
    except UnicodeDecodeError:
        return False
    return True


def _kind(value: object) -> str:
    """What JSON calls the value."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "an object"
