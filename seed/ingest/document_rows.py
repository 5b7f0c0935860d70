"""A document as rows of the tables, and the bytes in which they are kept.

The rows of a document stand alone: whatever they refer to, other than the code lists, is a row of the same
document. So documents can be added, replaced and withdrawn in any order, and each can be checked on its own.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from sys import intern
from typing import Self, TypeAlias

import orjson

from seed.ingest.layout import layouts
from seed.parsers.parsed import Row

RowsByTable: TypeAlias = Mapping[str, Sequence[Row]]
"""Rows by table; a table without rows may be missing."""

LINES = "budget_lines"

_COMPRESSION = 6


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of one document by table; exactly one of them is of `documents`."""

    rows: RowsByTable

    @property
    def document(self) -> Row:
        """The row of the document itself."""
        [row] = self.rows["documents"]
        return row

    @property
    def key(self) -> str:
        """The document's key."""
        return self.document["key"]

    def of(self, table: str) -> Sequence[Row]:
        """The rows of a table in printed order."""
        return self.rows.get(table, ())

    def encoded(self) -> bytes:
        """The rows as compressed JSON: by table the columns, then the cells of each row.

        Budget lines, which are most of a document and are asked for apart, are a line of their own.
        """
        plain = {
            name: {"columns": layout.columns, "rows": [[row[column] for column in layout.columns] for row in rows]}
            for name, layout in layouts().items()
            if (rows := self.rows.get(name))
        }
        lines = {LINES: plain.pop(LINES)} if LINES in plain else {}
        return zlib.compress(orjson.dumps(plain) + b"\n" + orjson.dumps(lines), _COMPRESSION)

    @classmethod
    def decoded(cls, content: bytes, *, only: Iterable[str] | None = None) -> Self:
        """The rows that `encoded` made `content` from, or those of some tables.

        A column that a later version of the tables has added is empty; one that they no longer have is left out.
        """
        wanted = frozenset(layouts() if only is None else only)
        rest, lines = zlib.decompress(content).split(b"\n")
        parts = (rest if wanted - {LINES} else b"{}", lines if LINES in wanted else b"{}")
        tables = {name: table for part in parts for name, table in orjson.loads(part).items()}
        return cls({name: _rows(name, table) for name, table in tables.items() if name in wanted})


def digest_of(content: bytes) -> str:
    """The SHA-256 of kept rows, in hexadecimal, whatever the compression made of them."""
    return sha256(zlib.decompress(content)).hexdigest()


def _rows(name: str, table: Mapping[str, Sequence[Sequence[str]]]) -> list[Row]:
    """The rows of a table; the keys, names and words that stand in most of them are held once."""
    columns, wanted = table["columns"], layouts()[name].columns
    if tuple(columns) == wanted:
        return [dict(zip(wanted, map(intern, cells), strict=True)) for cells in table["rows"]]
    kept = [dict(zip(columns, map(intern, cells), strict=True)) for cells in table["rows"]]
    return [{column: row.get(column, "") for column in wanted} for row in kept]
