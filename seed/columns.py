"""What a cell of a table may hold, compiled from the descriptor of its column in `datapackage.json`.

Stricter than Frictionless where that is lenient: numbers are ASCII digits with an optional point, booleans are
`true` and `false`, and a pattern speaks for the whole cell.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

Cell: TypeAlias = Any
"""A converted cell: str, int, Decimal, bool, a tuple of these, or None where nothing is published."""

Descriptor: TypeAlias = Mapping[str, Any]
Convert: TypeAlias = Callable[[str], Cell]
"""From the text of a cell to its value; ValueError saying what is expected."""

WHOLE_NUMBER = re.compile(r"-?[0-9]+")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Column(NamedTuple):
    """A column of a table: its name, the value of a filled cell, the value of an empty one."""

    name: str
    convert: Convert
    required: bool
    empty: Cell


def compiled(field: Descriptor) -> Column:
    """The column that a field descriptor describes."""
    constraints = field.get("constraints", {})
    convert = _constrained(_typed(field), constraints)
    empty = () if field["type"] == "list" else None
    return Column(field["name"], convert, constraints.get("required", False), empty)


def _typed(field: Descriptor) -> Convert:
    if field["type"] == "list":
        return _list(SCALARS[field.get("itemType", "string")], field["delimiter"])
    return SCALARS[field["type"]]


def _whole_number(cell: str) -> int:
    if WHOLE_NUMBER.fullmatch(cell) is None:
        raise ValueError("a whole number")
    return int(cell)


def _number(cell: str) -> Decimal:
    if NUMBER.fullmatch(cell) is None:
        raise ValueError("a number such as `-1234.50`")
    return Decimal(cell)


def _boolean(cell: str) -> bool:
    if cell not in {"true", "false"}:
        raise ValueError("`true` or `false`")
    return cell == "true"


SCALARS: dict[str, Convert] = {"string": str, "integer": _whole_number, "number": _number, "boolean": _boolean}
"""The types of single values, by their Frictionless names."""


def _list(item: Convert, delimiter: str) -> Convert:
    def convert(cell: str) -> tuple[Cell, ...]:
        parts = cell.split(delimiter)
        if "" in parts:
            raise ValueError(f"values joined by `{delimiter}`, none of them empty")
        return tuple(map(item, parts))

    return convert


def _constrained(convert: Convert, constraints: Descriptor) -> Convert:
    """`convert`, refusing what the constraints exclude."""
    if "enum" in constraints:
        return _one_of(convert, constraints["enum"])
    if "pattern" in constraints:
        return _matching(convert, constraints["pattern"])
    if "minimum" in constraints or "maximum" in constraints:
        return _between(convert, constraints.get("minimum"), constraints.get("maximum"))
    return convert


def _one_of(convert: Convert, words: list[str]) -> Convert:
    known = frozenset(words)

    def constrained(cell: str) -> Cell:
        if cell not in known:
            raise ValueError(f"one of {', '.join(words)}")
        return convert(cell)

    return constrained


def _matching(convert: Convert, pattern: str) -> Convert:
    form = re.compile(pattern)

    def constrained(cell: str) -> Cell:
        if form.fullmatch(cell) is None:
            raise ValueError(f"text of the form `{pattern}`")
        return convert(cell)

    return constrained


def _between(convert: Convert, least: int | None, most: int | None) -> Convert:
    def constrained(cell: str) -> Cell:
        value = convert(cell)
        if (least is not None and value < least) or (most is not None and value > most):
            limits = (f"at least {least}" if least is not None else "", f"at most {most}" if most is not None else "")
            raise ValueError(f"a number of {' and '.join(filter(None, limits))}")
        return value

    return constrained
