"""The rows of one document made fit to stand beside those of others, or left out with a word why.

Parsers read what is printed; whether that keeps the rules of the tables is judged here, by the validators of the
tables themselves. A row that breaks one is left out and reported with page and line, and so is what only it held up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from graph.errors import UnsoundDocumentError
from seed.ingest.codes import Use, uses, with_observed
from seed.ingest.document_rows import DocumentRows
from seed.ingest.families import PATH
from seed.ingest.layout import PLACE, Layout, layouts
from seed.ingest.merging import united
from seed.ingest.names import printed_alike
from seed.ingest.packaged import code_lists
from seed.ingest.tabling import UnsoundRow, checked_tables
from seed.parsers.parsed import Parsed, ParseWarning, Row

_SAME_OR_NOTHING = ("documents", "statements", "budget_lines", "observations", "score_items", "indicators")
"""The tables in which two rows of one key are one only where they say the same."""

_MAY_DANGLE = {("project_successions", "predecessor")}
"""Links that may lead to rows of other documents; what leads nowhere at last is left out when these are merged."""

_MOST_ROUNDS = 20


def sound(parsed: Parsed) -> tuple[DocumentRows, list[ParseWarning]]:
    """The sound rows of a document, and a warning for each row that was left out.

    UnsoundDocumentError where the row of the document itself, or of its publisher, is not sound.
    """
    return _Sieve(parsed).sifted()


class _Sieve:
    """The rows of a document, from which what is unsound is taken round by round."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._warnings: list[ParseWarning] = []
        rows = {name: list(rows) for name, rows in parsed.rows.items() if name in layouts()}
        rows["documents"] = [parsed.document]
        scored = (row["criterion"] for name in ("score_items", "deductions") for row in rows.get(name, ()))
        rows["criteria"] = list(_with_ancestors((row["path"] for row in rows.get("criteria", ())), scored))
        rows["indicators"] = _told_apart(rows.get("indicators", ()))
        self._rows = {name: [_complete(name, row, parsed.document) for row in each] for name, each in rows.items()}
        self._unite()

    def sifted(self) -> tuple[DocumentRows, list[ParseWarning]]:
        unsound: list[UnsoundRow] = []
        for _ in range(_MOST_ROUNDS):
            unsound = [each for each in self._unsound() if (each.table, each.column) not in _MAY_DANGLE]
            if not unsound:
                return DocumentRows({name: rows for name, rows in self._rows.items() if rows}), self._warnings
            self._leave_out(unsound)
        raise UnsoundDocumentError({self._parsed.source.name: [each.words for each in unsound]})

    def _unsound(self) -> list[UnsoundRow]:
        document = DocumentRows(self._rows)
        used = uses(document)
        codes = with_observed(_codes_for(used), used).rows
        return checked_tables({**self._rows, "classifications": codes, "measures": code_lists()["measures"]}).unsound

    def _leave_out(self, unsound: Iterable[UnsoundRow]) -> None:
        gone: defaultdict[str, dict[int, UnsoundRow]] = defaultdict(dict)
        for each in unsound:
            gone[each.table].setdefault(id(each.row), each)
        if "documents" in gone:
            raise UnsoundDocumentError({self._parsed.source.name: [each.words for each in gone["documents"].values()]})
        for table, rows in gone.items():
            self._rows[table] = [row for row in self._rows[table] if id(row) not in rows]
            for each in rows.values():
                self._warn(each.row, f"a row of {table} was left out: {each.words}")

    def _unite(self) -> None:
        """Make one row of several with one key, where they say the same or may differ."""
        mentions = self._rows.setdefault("mentions", [])
        for name, rows in self._rows.items():
            if name == "mentions":
                continue
            layout = layouts()[name]
            groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
            for row in rows:
                groups[layout.key(row)].append(row)
            if len(groups) < len(rows):
                self._rows[name] = [self._one(layout, group, mentions) for group in groups.values()]
        self._rows["mentions"] = list(_each_place_once(mentions))

    def _one(self, layout: Layout, rows: Sequence[Row], mentions: list[Row]) -> Row:
        kept = rows
        if layout.name in _SAME_OR_NOTHING:
            kept = [rows[0], *(row for row in rows[1:] if _says_the_same(layout, rows[0], row))]
            for row in rows[1:]:
                if not any(row is each for each in kept):
                    key = PATH.join(layout.key(row))
                    self._warn(row, f"a row of {layout.name} was left out: another one has its key, {key}")
        conflicts: list[tuple[str, str, str]] = []
        row = united(layout, kept, mentions, conflicts)
        for table, key, words in conflicts:
            self._warn(row, f"{table} {key}: {words}")
        return row

    def _warn(self, row: Row, words: str) -> None:
        line = int(row["line"]) if row.get("line", "").isdecimal() else 1
        self._warnings.append(ParseWarning(self._parsed.source.page_of(line), line, words))


def _complete(table: str, row: Row, document: Row) -> Row:
    """A row with what the tables ask for and no document prints.

    What stands above all headings stands under the title. A duty is prose, which is not copied: its number tells it.
    """
    more = {}
    if not row.get("section", "x"):
        more["section"] = document["title"]
    if table == "duties" and not row["summary"]:
        more["summary"] = f"第{row['ordinal']}项职责（原文第{row['line']}行）"
    return row | more if more else row


def _says_the_same(layout: Layout, one: Row, other: Row) -> bool:
    """Whether two rows differ at most in their places."""
    return all(one[column] == other[column] for column in layout.columns if column not in PLACE)


def _told_apart(rows: Iterable[Row]) -> list[Row]:
    """Indicators, with numbers of their own for those that two tables of the document number alike."""
    known: dict[str, str] = {}
    found: list[Row] = []
    for row in rows:
        stem, _, _ = row["key"].rpartition("/i")
        name = printed_alike(row["level1"] + row["level2"] + row["name"])
        if known.setdefault(row["key"], name) != name:
            number = 1 + max(int(key.rpartition("/i")[2]) for key in known if key.rpartition("/i")[0] == stem)
            row = row | {"key": f"{stem}/i{number}", "ordinal": str(number)}  # noqa: PLW2901 - the row goes on as another
            known[row["key"]] = name
        found.append(row)
    return found


def _with_ancestors(*paths: Iterable[str]) -> Iterator[Row]:
    """Criteria with all those above them, each once, parents first."""
    seen: set[str] = set()
    for criterion in chain(*paths):
        names = criterion.split(PATH)
        for depth in range(1, len(names) + 1):
            path = PATH.join(names[:depth])
            if path not in seen:
                seen.add(path)
                yield {"path": path, "parent": PATH.join(names[: depth - 1])}


def _each_place_once(mentions: Iterable[Row]) -> Iterator[Row]:
    seen: set[tuple[str, ...]] = set()
    for row in mentions:
        key = layouts()["mentions"].key(row)
        if key not in seen:
            seen.add(key)
            yield row


def _codes_for(used: Iterable[Use]) -> list[Row]:
    """The packaged rows of the codes in use and of all codes that may be above them."""
    wanted: dict[int, Row] = {}
    for use in used:
        codes = [use.code[:length] for length in range(1, len(use.code) + 1)] + ([use.parent] if use.parent else [])
        while codes:
            for row in _packaged_codes().get((use.scheme, codes.pop()), ()):
                if id(row) not in wanted:
                    wanted[id(row)] = row
                    codes.append(row["parent"])
    return list(wanted.values())


@cache
def _packaged_codes() -> Mapping[tuple[str, str], Sequence[Row]]:
    """The packaged rows by scheme and code."""
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in code_lists()["classifications"]:
        found[row["scheme"], row["code"]].append(row)
    return dict(found)
