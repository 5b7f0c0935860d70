"""The packaged dataset as rows of its documents, so that the seed is made of documents like any other release."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from seed.dataset import PACKAGED
from seed.ingest.document_rows import DocumentRows
from seed.ingest.layout import CODE_LISTS, PLACE, Layout, layouts
from seed.parsers.parsed import Row
from seed.references import KINDS


@cache
def packaged_rows(folder: Path = PACKAGED) -> Mapping[str, list[Row]]:
    """The rows of every packaged table as texts; that they are sound is for `read_package` to say."""
    return {name: _read(folder / layout.path) for name, layout in layouts().items()}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def code_lists() -> Mapping[str, list[Row]]:
    """The rows that hold for all documents."""
    return {name: packaged_rows()[name] for name in CODE_LISTS}


def packaged_documents() -> tuple[DocumentRows, ...]:
    """The packaged documents in their order, each with the rows that it prints or mentions.

    A row is printed by the document that it names. Of a row that another document mentions, that document has what
    identifies it, at the place of the first mention; the further ones stay mentions.
    """
    rows: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, layout in layouts().items():
        if name not in {*CODE_LISTS, "criteria", "mentions"}:
            for row in packaged_rows()[name]:
                rows[_document(layout, row)][name].append(row)
    for document, name, row in _mentioned():
        rows[document][name].append(row)
    documents = [DocumentRows(rows[row["key"]]) for row in packaged_rows()["documents"]]
    return tuple(DocumentRows({**each.rows, "criteria": list(_criteria(each))}) for each in documents)


def _document(layout: Layout, row: Row) -> str:
    """The key of the document that prints a row."""
    if layout.name == "documents":
        return row["key"]
    return row["document"] if "document" in layout.columns else _statements()[row["statement"]]


@cache
def _statements() -> Mapping[str, str]:
    """The document of every statement."""
    return {row["key"]: row["document"] for row in packaged_rows()["statements"]}


def _mentioned() -> Iterator[tuple[str, str, Row]]:
    """The rows that mentions make, each with its document and table."""
    printed = {
        kind: {layouts()[table].mention_key(row): row for row in packaged_rows()[table]}
        for kind, (table, _) in KINDS.items()
    }
    known: set[tuple[str, str, str]] = set()
    for mention in packaged_rows()["mentions"]:
        kind, key, document = mention["kind"], mention["key"], mention["document"]
        row, table = printed[kind][key], KINDS[kind][0]
        if row["document"] == document or (kind, key, document) in known:
            yield document, "mentions", mention
            continue
        known.add((kind, key, document))
        yield document, table, _named(layouts()[table], row, mention)


def _named(layout: Layout, row: Row, mention: Row) -> Row:
    """What identifies a row, at the place of a mention."""
    place = {"document": mention["document"], "section": mention["locator"], "line": mention["line"]}
    kept = {column: row[column] for column in layout.required if column not in PLACE}
    return dict.fromkeys(layout.columns, "") | kept | place


def _criteria(document: DocumentRows) -> Iterator[Row]:
    """The criteria on which a document scores, with those above them, in the order of their table."""
    used: set[str] = set()
    parents = {row["path"]: row["parent"] for row in packaged_rows()["criteria"]}
    for name in ("score_items", "deductions"):
        for row in document.of(name):
            path = row["criterion"]
            while path and path not in used:
                used.add(path)
                path = parents[path]
    return (row for row in packaged_rows()["criteria"] if row["path"] in used)
