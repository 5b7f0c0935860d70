"""What the Data Package says of its tables, as merging needs it: columns, keys, and which column leads where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from seed.dataset import PACKAGED
from seed.package import DESCRIPTOR
from seed.parsers.parsed import Row
from seed.references import KIND_AND_KEY, KINDS

CODE_LISTS = ("classifications", "classification_mappings", "measures")
"""The tables that no document prints: they come with budgetgraph and hold for all documents."""

PLACE = ("document", "section", "line")
"""The columns that say where a row is printed."""

_SUBJECTS = {table: (kind, key) for table, kind, key in KIND_AND_KEY}
_KIND_OF_TABLE = {table: kind for kind, (table, _) in KINDS.items()}


@dataclass(frozen=True)
class Layout:
    """A table: its columns in order, what identifies a row, and the tables that its columns lead to.

    `lists` are the columns of several values with their delimiters. `subject` names the pair of columns that
    refer to a row of any table by kind and key. `kind` is the word under which `mentions` refers to its rows.
    """

    name: str
    schema: Mapping[str, Any]
    path: str
    columns: tuple[str, ...]
    required: frozenset[str]
    primary_key: tuple[str, ...]
    lists: Mapping[str, str]
    references: Mapping[str, str]
    subject: tuple[str, str] | None
    kind: str | None

    def key(self, row: Row) -> tuple[str, ...]:
        """What identifies a row."""
        return tuple([row[column] for column in self.primary_key])

    def mention_key(self, row: Row) -> str:
        """The key by which `mentions` refers to a row; KeyError where it never does."""
        return KINDS[self.kind or ""][1](row)  # type: ignore[arg-type]  # the cells it reads are texts

    @property
    def is_placed(self) -> bool:
        """Whether each row says where it is printed."""
        return all(column in self.columns for column in PLACE)


@cache
def layouts() -> Mapping[str, Layout]:
    """The tables of the Data Package by name, in its order."""
    resources = json.loads((PACKAGED / DESCRIPTOR).read_bytes())["resources"]
    return {resource["name"]: _layout(resource) for resource in resources}


def _layout(resource: Mapping[str, Any]) -> Layout:
    name, schema = resource["name"], resource["schema"]
    fields = schema["fields"]
    return Layout(
        name=name,
        schema=schema,
        path=resource["path"],
        columns=tuple(field["name"] for field in fields),
        required=frozenset(field["name"] for field in fields if field.get("constraints", {}).get("required")),
        primary_key=tuple(_names(schema["primaryKey"])),
        lists={field["name"]: field["delimiter"] for field in fields if field["type"] == "list"},
        references=_references(name, schema),
        subject=_SUBJECTS.get(name),
        kind=_KIND_OF_TABLE.get(name),
    )


def _references(name: str, schema: Mapping[str, Any]) -> dict[str, str]:
    """The columns that alone lead to a row of a table, and that table."""
    leading = {
        foreign_key["fields"]: foreign_key["reference"]["resource"] or name
        for foreign_key in schema.get("foreignKeys", ())
        if isinstance(foreign_key["fields"], str)
    }
    return leading | ({"cited_rules": "cited_rules"} if name == "indicators" else {})


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields
