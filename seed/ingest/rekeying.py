"""Giving rows other keys: wherever a key is written, as a column of its own or inside a longer key."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from seed.ingest.document_rows import DocumentRows
from seed.ingest.layout import Layout, layouts
from seed.parsers.parsed import Row
from seed.references import KINDS

NewKeys: TypeAlias = Mapping[str, Mapping[str, str]]
"""By table, the new key of every key that changes."""

_BEGINS_WITH = {
    "statements": "document",
    "duties": "department",
    "offices": "department",
    "projects": "department",
    "evaluations": "subject",
    "indicators": "subject",
    "observations": "document",
}
"""The column that the keys of a table begin with, followed by a slash."""

_GOES_ON_WITH = {"observations": "subject"}
"""The column that follows there."""

_ORDER = (
    "documents", "jurisdictions", "departments", "budget_units", "recipients", "cited_rules", "criteria", "projects",
    "statements", "duties", "offices", "evaluations", "indicators",
)  # fmt: skip
"""The tables whose keys others hold, each after those that its own keys hold."""


def rekeyed(document: DocumentRows, new_keys: NewKeys) -> DocumentRows:
    """The rows of a document with the keys of `new_keys` changed, and with them all keys made of these.

    Rows keep their order; rows that now have one key stay as many rows.
    """
    changes: dict[str, dict[str, str]] = {table: dict(keys) for table, keys in new_keys.items()}
    tables = {name: list(rows) for name, rows in document.rows.items()}
    mentioned: defaultdict[str, dict[str, str]] = defaultdict(dict)
    last = ["observations", *(name for name in tables if name not in {*_ORDER, "observations", "mentions"})]
    for name in (*_ORDER, *last):
        if name in tables:
            tables[name] = [_rekeyed(layouts()[name], row, changes, mentioned) for row in tables[name]]
    if "mentions" in tables:
        tables["mentions"] = [_mention(row, changes, mentioned) for row in tables["mentions"]]
    return DocumentRows(tables)


def _rekeyed(
    layout: Layout, row: Row, changes: dict[str, dict[str, str]], mentioned: defaultdict[str, dict[str, str]]
) -> Row:
    """The row with its references and its key changed; what becomes of its key is noted in both mappings."""
    after = row | dict(_references(layout, row, changes))
    if len(layout.primary_key) == 1:
        [column] = layout.primary_key
        known = changes.setdefault(layout.name, {})
        new = known.get(row[column]) or _recomposed(layout.name, row, after, column)
        if new != row[column]:
            known[row[column]] = after[column] = new
    if layout.kind is not None:
        old, new = layout.mention_key(row), layout.mention_key(after)
        if old != new:
            mentioned[layout.kind][old] = new
    return after


def _references(layout: Layout, row: Row, changes: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The columns that refer to a row whose key changes, and what they hold then."""
    for column, table in layout.references.items():
        keys = changes.get(table)
        if not keys or not row[column]:
            continue
        if column in layout.lists:
            delimiter = layout.lists[column]
            yield column, delimiter.join(dict.fromkeys(keys.get(key, key) for key in row[column].split(delimiter)))
        elif row[column] in keys:
            yield column, keys[row[column]]
    if layout.subject is not None and layout.name != "mentions":
        kind, column = layout.subject
        keys = changes.get(KINDS[row[kind]][0], {})
        if row[column] in keys:
            yield column, keys[row[column]]


def _recomposed(table: str, before: Row, after: Row, column: str) -> str:
    """The key of a row, with the keys changed that it is made of."""
    key, done = before[column], ""
    for part in (_BEGINS_WITH.get(table), _GOES_ON_WITH.get(table)):
        if part is None or not key.startswith(f"{before[part]}/"):
            break
        done, key = f"{done}{after[part]}/", key.removeprefix(f"{before[part]}/")
    return done + key


def _mention(row: Row, changes: Mapping[str, Mapping[str, str]], mentioned: Mapping[str, Mapping[str, str]]) -> Row:
    after = row | dict(_references(layouts()["mentions"], row, changes))
    return after | {"key": mentioned.get(row["kind"], {}).get(row["key"], row["key"])}
