"""An entity as one flat record, by rules derived from the type hints of its class.

Scalars and the keys that relations follow have a column each, so that SQL can filter, order and join by them;
what is nested is one column of plain JSON. Money is two integers (`money_fen`, `money_step`), a decimal its
exact text, a reference two words (`subject_kind`, `subject_key`). Beside a decimal stands a text that sorts as it does.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import NamedTuple, TypeAlias, get_origin, get_type_hints

from graph.encoding import Codec, Hint, Plain, codec, required
from graph.identity import Ref
from graph.model import ENTITY_TYPES, Entity
from graph.money import Money
from graph.relations import Relation
from graph.vocabulary import EntityKind

Record: TypeAlias = Sequence[Plain]
"""The plain values of an entity, one for each column."""


class RecordError(ValueError):
    """A record that is of no entity: a word that is none of its kind, a number that is none, a part that is missing."""


class Layout(NamedTuple):
    """The columns of one kind of entity, in the order of its attributes, and the way there and back."""

    columns: tuple[str, ...]
    record: Callable[[Entity], Record]
    entity: Callable[[Record], Entity]


_PAIRS: dict[type, tuple[str, str]] = {Money: ("fen", "step"), Ref: ("kind", "key")}
"""The types that take two columns, and how these end."""

_PAIR_CODECS: dict[type, Codec] = {
    Money: Codec(lambda money: (money.fen, money.step), lambda pair: Money(*pair)),
    Ref: codec(Ref),
}


@cache
def layout(kind: EntityKind) -> Layout:
    """The columns of a kind of entity and the functions between its values and their records."""
    cls = ENTITY_TYPES[kind]
    hints = {name: required(hint) for name, hint in get_type_hints(cls).items()}
    names = tuple(field.name for field in fields(cls))
    columns = tuple(
        column
        for name in names
        for column in ([f"{name}_{end}" for end in _PAIRS[hints[name]]] if hints[name] in _PAIRS else [name])
    )
    pairs = tuple(at for at, name in enumerate(names) if hints[name] in _PAIRS)
    codecs = [_PAIR_CODECS.get(hints[name]) or codec(hints[name]) for name in names]
    return Layout(columns, _record_of(names, pairs, codecs), _entity_of(cls, names, pairs, codecs))


def _record_of(names: Sequence[str], pairs: Sequence[int], codecs: Sequence[Codec]) -> Callable[[Entity], Record]:
    values_of = attrgetter(*names)
    encoders = [each.encode for each in codecs]

    def record(entity: Entity) -> Record:
        plain = [
            value if encoder is None or value is None else encoder(value)
            for value, encoder in zip(values_of(entity), encoders, strict=True)
        ]
        for at in reversed(pairs):
            plain[at : at + 1] = plain[at] or (None, None)
        return plain

    return record


def _entity_of(
    cls: type[Entity], names: Sequence[str], pairs: Sequence[int], codecs: Sequence[Codec]
) -> Callable[[Record], Entity]:
    decoders = [each.decode for each in codecs]

    def entity(record: Record) -> Entity:
        if pairs:
            record = list(record)
            for at in pairs:
                pair = record[at : at + 2]
                record[at : at + 2] = [None if pair[0] is None else pair]
        try:
            return cls(
                **{
                    name: plain if decoder is None or plain is None else decoder(plain)
                    for name, plain, decoder in zip(names, record, decoders, strict=True)
                }
            )
        except (ValueError, TypeError, LookupError, ArithmeticError) as error:
            raise RecordError(f"what is kept of a {cls.__name__} is none") from error

    return entity


def sortable(position: tuple[str | int, ...]) -> str:
    """A text that sorts by code point as `position` sorts: what SQL orders and pages a kind by.

    Every member ends in U+0001, which no member holds: text escapes it and the escape, U+0002. A number is
    led by a letter that tells how many digits follow; the digits of a negative one are complemented.
    """
    return "".join([_sortable_text(each) if isinstance(each, str) else _sortable_number(each) for each in position])


def _sortable_text(text: str) -> str:
    if "\x01" in text or "\x02" in text:
        text = text.replace("\x02", "\x02\x04").replace("\x01", "\x02\x03")
    return f"{text}\x01"


def _sortable_number(number: int) -> str:
    digits = str(abs(number))
    if number < 0:
        return f"{chr(ord('Z') - len(digits))}{digits.translate(_COMPLEMENT)}\x01"
    return f"{chr(ord('a') + len(digits))}{digits}\x01"


def sortable_decimal(number: Decimal) -> str:
    """A text that sorts by code point as numbers do, equal for equal numbers: 98.4 is 98.40.

    A letter for the sign, how many digits stand before the point, then the digits; of a negative number both are
    complemented, and an end that sorts behind every digit follows.
    """
    sign, digits, exponent = number.as_tuple()
    significant = "".join(map(str, digits)).lstrip("0")
    if not significant:
        return _ZERO
    assert isinstance(exponent, int)  # noqa: S101 - entities hold finite numbers; for the type checker
    magnitude = len(significant) + exponent
    significant = significant.rstrip("0")
    if sign:
        return f"{_NEGATIVE}{_sortable_number(-magnitude)}{significant.translate(_COMPLEMENT)}~"
    return f"{_POSITIVE}{_sortable_number(magnitude)}{significant}"


_NEGATIVE, _ZERO, _POSITIVE = "m", "n", "p"
_COMPLEMENT = str.maketrans("0123456789", "9876543210")


@cache
def decimals(kind: EntityKind) -> tuple[str, ...]:
    """The attributes of a kind that are decimals; beside each column stands `<name>_sort`, which SQL compares."""
    hints = get_type_hints(ENTITY_TYPES[kind])
    return tuple(field.name for field in fields(ENTITY_TYPES[kind]) if required(hints[field.name]) is Decimal)


def sort_texts(entity: Entity) -> list[str | None]:
    """What SQL compares the decimals of an entity by, in the order of `decimals`."""
    held = [getattr(entity, name) for name in decimals(entity.KIND)]
    return [None if each is None else sortable_decimal(each) for each in held]


def kept_as_many(relation: Relation) -> bool:
    """Whether the holder of a relation keeps a tuple of links; otherwise a column holds the only one."""
    origin: Hint = get_origin(get_type_hints(ENTITY_TYPES[relation.holder])[relation.attribute])
    return origin is tuple
