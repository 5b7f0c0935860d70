"""The rows of all documents as one set of tables, in which everything that is one has one row.

Where several documents print the same thing, the row of the one that has the say stands at its place; what it leaves
empty is filled from the others, their names become aliases, and their places mentions. A figure of another document
that differs does not replace the one that stands: it is kept in the note, and reported.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from seed.ingest.document_rows import DocumentRows
from seed.ingest.families import FAMILIES
from seed.ingest.layout import CODE_LISTS, PLACE, Layout, layouts
from seed.ingest.names import printed_alike
from seed.ingest.order import ACCOUNTS_FIRST, BUDGETS_FIRST, EARLIEST_FIRST, Precedence
from seed.parsers.parsed import Row

_PRECEDENCE: Mapping[str, Precedence] = {
    **{family.table: family.precedence for family in FAMILIES},
    "indicators": BUDGETS_FIRST,
}
"""Which document has the say over a table, where it is not the accounts."""

_UNLIKE = {
    *("note", "aliases", "ambiguous", "ordinal", "name", "title", "section", "line", "document", "position"),
    *("summary", "description", "reason", "rule_summary", "evidence"),
}
"""The columns in which documents may differ without contradicting each other: places, names and our own words."""

Conflict = tuple[str, str, str]


@dataclass(slots=True)
class Merged:
    """Rows by table, and what documents print differently: table, key and the words for it."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merged(documents: Iterable[DocumentRows], *, without: Iterable[str] = ()) -> Merged:
    """The rows of all documents by table, but for the tables `without` and the code lists."""
    ordered = sorted(documents, key=lambda each: EARLIEST_FIRST(each.document))
    result = Merged()
    mentions: list[Row] = []
    for name, layout in layouts().items():
        if name not in {*without, *CODE_LISTS, "mentions"}:
            groups = _grouped(layout, ordered)
            result.rows[name] = [united(layout, rows, mentions, result.conflicts) for rows in groups]
    _leave_out_lost_successions(result.rows)
    for document in ordered:
        mentions += document.of("mentions")
    result.rows["mentions"] = _ordered_mentions(mentions, ordered)
    return result


def _grouped(layout: Layout, documents: Sequence[DocumentRows]) -> Iterable[Sequence[Row]]:
    """The rows of one key together, those of the document that has the say first; groups in the documents' order."""
    precedence = _PRECEDENCE.get(layout.name, ACCOUNTS_FIRST)
    groups: defaultdict[tuple[str, ...], list[tuple[tuple[int | str, ...], Row]]] = defaultdict(list)
    for document in documents:
        rank = precedence(document.document)
        for row in document.of(layout.name):
            groups[layout.key(row)].append((rank, row))
    return ([row for _, row in sorted(group, key=itemgetter(0))] for group in groups.values())


def united(layout: Layout, rows: Sequence[Row], mentions: list[Row], conflicts: list[Conflict]) -> Row:
    """The row that several rows of one key make; the places of the others are added to `mentions`."""
    main, *others = rows
    if not others:
        return main
    row = dict(main)
    for other in others:
        for column in layout.columns:
            if not row[column]:
                row[column] = other[column]
    _add_names(layout, row, rows)
    if layout.kind is not None:
        mentions += (_mention(layout, row, other) for other in others if _place(other) != _place(main))
    _note_differences(layout, row, others, conflicts)
    return row


def _add_names(layout: Layout, row: Row, rows: Sequence[Row]) -> None:
    """Every other name of the rows as an alias, each once however it is printed."""
    if "aliases" not in layout.columns:
        return
    known = {printed_alike(row["name"])}
    names: list[str] = []
    for each in rows:
        for name in (*filter(None, each["aliases"].split(";")), each["name"]):
            if printed_alike(name) not in known and ";" not in name:
                known.add(printed_alike(name))
                names.append(name)
    row["aliases"] = ";".join(names)


def _mention(layout: Layout, row: Row, other: Row) -> Row:
    place = {"document": other["document"], "locator": other["section"], "line": other["line"]}
    empty = dict.fromkeys(layouts()["mentions"].columns, "")
    return empty | {"kind": layout.kind or "", "key": layout.mention_key(row)} | place


def _place(row: Row) -> tuple[str, ...]:
    return tuple([row[column] for column in PLACE])


def _note_differences(layout: Layout, row: Row, others: Sequence[Row], conflicts: list[Conflict]) -> None:
    """Say in the note of a row, and in the report, what other documents print instead."""
    if layout.name in {"documents", "statements", "criteria"}:
        return
    said: list[str] = []
    for other in others:
        if "unit" in row and row["unit"] != other["unit"]:
            continue  # the same figure in another unit is not another figure
        for column in layout.columns:
            if column not in _UNLIKE and column not in layout.primary_key and other[column] not in {"", row[column]}:
                where = f"{other['document']} line {other['line']}" if layout.is_placed else "another place"
                said.append(f"{column} also printed as {other[column]} in {where}")
    if said:
        words = "; ".join(dict.fromkeys(said))
        conflicts.append((layout.name, " | ".join(layout.key(row)), words))
        if "note" in row:
            row["note"] = "; ".join(filter(None, (row["note"], words)))


def _leave_out_lost_successions(rows: dict[str, list[Row]]) -> None:
    """A succession is known of two projects; where no document names the earlier one any more, it says nothing."""
    known = {row["key"] for row in rows["projects"]}
    rows["project_successions"] = [row for row in rows["project_successions"] if row["predecessor"] in known]


def _ordered_mentions(mentions: Iterable[Row], documents: Sequence[DocumentRows]) -> list[Row]:
    """The mentions by what they mention, in the order of documents and lines, each place once."""
    ranks = {document.key: rank for rank, document in enumerate(documents)}
    order: Callable[[Row], tuple[str, str, int, int]] = lambda row: (  # noqa: E731 - named for its two uses
        row["kind"], row["key"], ranks[row["document"]], int(row["line"] or 0),
    )  # fmt: skip
    return list(_once(sorted(mentions, key=order)))


def _once(mentions: Iterable[Row]) -> Iterator[Row]:
    seen: set[tuple[str, ...]] = set()
    for row in mentions:
        key = layouts()["mentions"].key(row)
        if key not in seen:
            seen.add(key)
            yield row
