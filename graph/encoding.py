"""Values of the domain as plain JSON and back, exactly, by rules derived from their type hints.

A dataclass becomes an object in which a field at its default is left out, so that a field added with a
default changes no encoding; a `Decimal` becomes its exact text, an enum its word, a `Ref` a pair, a tuple a
list. The rules of a class are made once. `canonical` and `digest` depend on nothing but the value: releases
are compared and named by them.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import blake2b
from sys import intern
from types import NoneType
from typing import Any, NamedTuple, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import orjson

from graph.errors import DatasetError, DatasetProblem
from graph.identity import Ref
from graph.model import Entity
from graph.vocabulary import EntityKind

Plain: TypeAlias = Any
"""What JSON holds without fractions: None, bool, int, str, lists and objects of them."""

Hint: TypeAlias = Any
"""What an annotation may be: hints have no common type."""

Convert: TypeAlias = Callable[[Any], Any]

Value = TypeVar("Value")

_DIGEST_BYTES = 16
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Codec(NamedTuple):
    """How values of one type become plain and return; None where they are plain already."""

    encode: Convert | None = None
    decode: Convert | None = None


def encode(value: object) -> Plain:
    """The plain form of a dataclass value."""
    hint: Hint = type(value)
    return _into(codec(hint).encode, value)


def decode(cls: type[Value], plain: Plain) -> Value:
    """The value of dataclass `cls` that `encode` made `plain` from."""
    hint: Hint = cls
    value: Value = _into(codec(hint).decode, plain)
    return value


def canonical(entity: Entity) -> bytes:
    """The one JSON text of an entity: names in order, no spaces, UTF-8.

    DatasetError where the entity holds what not every database can: NUL, a lone surrogate, an integer of more
    than 64 bits.
    """
    try:
        text = orjson.dumps(encode(entity))
    except TypeError:
        raise _unstorable(entity) from None
    if _holds_nul(text):
        raise _unstorable(entity)
    return text


def digest(entity: Entity) -> str:
    """32 hexadecimal digits that differ where two entities of a kind differ."""
    return blake2b(canonical(entity), digest_size=_DIGEST_BYTES).hexdigest()


@cache
def codec(hint: Hint) -> Codec:
    """The rules for values of a type; TypeError for a type that has none."""
    bare = required(hint)
    if bare is not hint:
        return _optional(codec(bare))
    if hint in _CODECS:
        return _CODECS[hint]
    origin: Hint = get_origin(hint)
    if origin is tuple:
        return _tuple(codec(get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if is_dataclass(hint):
        return _dataclass(hint)
    message = f"no rule encodes {hint!r}; add one to graph.encoding"
    raise TypeError(message)


def required(hint: Hint) -> Hint:
    """`X` of `X | None`; any other hint as it is."""
    alternatives = get_args(hint)
    if NoneType not in alternatives:
        return hint
    [bare] = (each for each in alternatives if each is not NoneType)
    return bare


def _into(convert: Convert | None, value: object) -> Any:  # noqa: ANN401 - as the rule says
    return value if convert is None else convert(value)


def _enum(cls: type[Enum]) -> Codec:
    words = {member: member.value for member in cls}
    members = {member.value: member for member in cls}
    return Codec(words.__getitem__, members.__getitem__)


_CODECS: dict[Hint, Codec] = {
    # The same few keys and labels stand in most entities: held once, a release takes half the memory.
    str: Codec(None, intern),
    int: Codec(),
    bool: Codec(),
    Decimal: Codec(str, Decimal),
    Ref: Codec(lambda ref: [ref.kind.value, ref.key], lambda pair: Ref(EntityKind(pair[0]), intern(pair[1]))),
}


def _optional(one: Codec) -> Codec:
    return Codec(_unless_none(one.encode), _unless_none(one.decode))


def _unless_none(convert: Convert | None) -> Convert | None:
    return None if convert is None else lambda given: None if given is None else convert(given)


def _tuple(one: Codec) -> Codec:
    encode_one, decode_one = one
    return Codec(
        list if encode_one is None else lambda values: [encode_one(value) for value in values],
        tuple if decode_one is None else lambda plains: tuple([decode_one(plain) for plain in plains]),
    )


def _dataclass(cls: Hint) -> Codec:
    hints = get_type_hints(cls)
    by_name = sorted(fields(cls), key=lambda field: field.name)
    for field in by_name:
        if field.default_factory is not MISSING:
            message = f"{cls.__name__}.{field.name} makes its default anew; values have constant defaults"
            raise TypeError(message)
    encoders = [(field.name, field.default, codec(hints[field.name]).encode) for field in by_name]
    decoders = {field.name: codec(hints[field.name]).decode for field in by_name}

    def encode_one(value: object) -> Plain:
        plain = {}
        for name, default, convert in encoders:
            held = getattr(value, name)
            if held is not default and held != default:
                plain[name] = held if convert is None else convert(held)
        return plain

    def decode_one(plain: Plain) -> object:
        held = {}
        for name, each in plain.items():
            convert = decoders[name]
            held[name] = each if convert is None else convert(each)
        return cls(**held)

    return Codec(encode_one, decode_one)


def _holds_nul(text: bytes) -> bool:
    return rb"\u0000" in text and _NUL.search(text) is not None


def _unstorable(entity: Entity) -> DatasetError:
    """The error that names every attribute whose value not every database can hold."""
    where = f"{entity.KIND.value} {entity.key!a}"
    expected = "text without NUL and lone surrogates, integers of at most 64 bits"
    return DatasetError(
        [
            DatasetProblem(where, 0, name, ascii(plain), expected)
            for name, plain in encode(entity).items()
            if not _storable(plain)
        ]
    )


def _storable(plain: Plain) -> bool:
    try:
        return not _holds_nul(orjson.dumps(plain))
    except TypeError:
        return False
