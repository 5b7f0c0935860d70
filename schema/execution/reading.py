"""Generated loops: the objects of one place in an operation, read leaf by leaf into what JSON is made of.

One loop for each selection on one type. It checks that every object is of the type, reads and checks the leaves
in the order of the answer, and leaves places for the fields below, which are filled in afterwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any, TypeAlias

from graphql import GraphQLOutputType

from schema.execution.leaves import Lines, checked
from schema.execution.surprise import SurpriseError

Row: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[Sequence[Any], Sequence[Any]], list[Row]]
"""From objects, and one list for each `Column`, to rows."""

_MOST_LOOPS = 500
_OBJECT = "o"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A leaf that the object holds."""

    key: str
    name: str
    type: GraphQLOutputType


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf whose values, one for each object, are given to the loop."""

    key: str
    type: GraphQLOutputType


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is the same for all objects: a type's name, or None where a field below will stand."""

    key: str
    value: str | None


Entry: TypeAlias = Attribute | Column | Constant


def reader(type_name: str, domain: type | None, entries: Sequence[Entry]) -> Reader:
    """The loop that reads `entries` of objects of `domain`; None says that any object will do."""
    names: dict[int, str] = {}
    held: dict[str, object] = {}

    def name(value: object) -> str:
        if id(value) not in names:
            names[id(value)] = f"g{len(names)}"
            held[names[id(value)]] = value
        return names[id(value)]

    source = "\n".join(_loop(type_name, domain, entries, name))
    exec(_compiled(source), held)  # noqa: S102 - made of names that the parser and our own classes gave
    read: Reader = held["read"]  # type: ignore[assignment]
    return read


@lru_cache(maxsize=_MOST_LOOPS)
def _compiled(source: str) -> CodeType:
    return compile(source, "<a generated loop>", "exec")


def _loop(type_name: str, domain: type | None, entries: Sequence[Entry], name: Callable[[object], str]) -> Lines:
    columns = [each for each in entries if isinstance(each, Column)]
    variables = {each.key: f"v{number}" for number, each in enumerate(entries)}
    body: Lines = []
    if domain is not None:
        body.append(f"if type({_OBJECT}) is not {name(domain)}: raise {name(SurpriseError)}({type_name!r})")
    for each in entries:
        if isinstance(each, Constant):
            continue
        if isinstance(each, Attribute):
            body.append(f"{variables[each.key]} = {_OBJECT}.{each.name}")
        body += checked(each.type, variables[each.key], f"{type_name}.{each.key}", name)
    shown = ((e.key, repr(e.value) if isinstance(e, Constant) else variables[e.key]) for e in entries)
    row = ", ".join(f"{key!r}: {value}" for key, value in shown)
    given = "".join(f", {variables[each.key]}" for each in columns)
    taken = "".join(f", columns[{number}]" for number in range(len(columns)))
    objects = f"{_OBJECT}{given} in zip(objects{taken}, strict=True)" if columns else f"{_OBJECT} in objects"
    return [
        "def read(objects, columns):",
        " rows = []",
        " add = rows.append",
        f" for {objects}:",
        *(f"  {line}" for line in body),
        f"  add({{{row}}})",
        " return rows",
    ]
