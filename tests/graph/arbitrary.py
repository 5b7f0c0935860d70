"""Strategies for every value the model can hold, however unlikely, derived from the same hints as the encodings."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from graph.dataset import Dataset
from graph.encoding import Hint, required
from graph.identity import Ref
from graph.model import ENTITY_TYPES, Entity
from graph.vocabulary import EntityKind

# Characters that have a meaning somewhere on the way, beside every other that a database can hold.
CHARACTERS = st.sampled_from("\x01\x02\x03\\'\"%_u0{}[],:\n\t\x7f－。灯🌊") | st.characters(
    codec="utf-8", exclude_characters="\0"
)
TEXTS = st.text(CHARACTERS, max_size=6)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal(printed) for printed in ("-0", "0.00", "98.40", "1E+5", "1E-30")]
)
KINDS = st.sampled_from(EntityKind)


@cache
def values(hint: Hint) -> st.SearchStrategy[Any]:
    """Values of a type hint of the model."""
    bare = required(hint)
    if bare is not hint:
        return st.none() | values(bare)
    origin: Hint = get_origin(hint)
    if origin is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if is_dataclass(hint):
        return _dataclasses(hint)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return {
        bool: st.booleans(),
        int: INTEGERS,
        str: TEXTS,
        Decimal: DECIMALS,
        Ref: st.builds(Ref, KINDS, TEXTS),
    }[hint]


def _dataclasses(cls: Hint) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    return st.builds(cls, **{field.name: values(hints[field.name]) for field in fields(cls)})


def entities(kind: EntityKind) -> st.SearchStrategy[Entity]:
    """Entities of a kind, whose links may lead nowhere."""
    hint: Hint = ENTITY_TYPES[kind]
    return values(hint)


def datasets(largest: int = 6) -> st.SearchStrategy[Dataset]:
    """Small datasets of any kinds, whose links may lead nowhere."""
    mixed = st.lists(KINDS.flatmap(entities), max_size=largest, unique_by=lambda entity: entity.ref)
    return mixed.map(_ordered)


def _ordered(mixed: list[Entity]) -> Dataset:
    ordered = sorted(mixed, key=lambda entity: (entity.KIND, entity.position))
    return Dataset({kind: tuple(entity for entity in ordered if entity.KIND is kind) for kind in EntityKind})
