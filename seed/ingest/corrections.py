"""What people decided: a file beside the store, read with the same care as the tables, applied after everything else.

A line decides one thing: that two keys are one (MERGE), that they are not (KEEP_APART), what something is called
(RENAME), or what a cell should say (CHANGE). Each has its reason, its source, its date and the role of whoever
decided, and leaves them in the note of the row, where every reader of the figure sees them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.errors import CorrectionsError, DatasetProblem
from seed.columns import compiled
from seed.ingest.layout import Layout, layouts
from seed.ingest.resolution import Decided, Pair
from seed.ingest.tabling import UnsoundRow
from seed.package import read_table
from seed.parsers.parsed import Row

KEY_PARTS = " | "
"""What stands between the parts of a key of several columns."""


class Decision(StrEnum):
    """What a line decides."""

    MERGE = "MERGE"
    KEEP_APART = "KEEP_APART"
    RENAME = "RENAME"
    CHANGE = "CHANGE"


def _text(name: str, *, required: bool = False, **constraints: Any) -> dict[str, Any]:  # noqa: ANN401 - Table Schema's
    return {"name": name, "type": "string", "constraints": {"required": required, **constraints}}


SCHEMA: Mapping[str, Any] = {
    "fields": [
        _text("decision", required=True, enum=[each.value for each in Decision]),
        _text("table", required=True, enum=list(layouts())),
        _text("key", required=True),
        _text("other"),
        _text("column"),
        _text("was"),
        _text("value"),
        _text("reason", required=True),
        _text("source", required=True),
        _text("date", required=True, pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        _text("role", required=True),
    ],
    "primaryKey": ["decision", "table", "key", "other", "column"],
}
"""The columns of the file."""

_FILLED = {
    Decision.MERGE: ("other",),
    Decision.KEEP_APART: ("other",),
    Decision.RENAME: ("value",),
    Decision.CHANGE: ("column",),
}
"""The columns that a decision needs beside those that all need."""

_MERGED = ("departments", "budget_units", "recipients", "projects", "criteria", "cited_rules")


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of the file."""

    file: str
    line: int
    decision: Decision
    table: str
    key: str
    other: str
    column: str
    was: str
    value: str
    reason: str
    source: str
    date: str
    role: str

    @property
    def provenance(self) -> str:
        """Who decided when, why and by what source."""
        return f"{self.reason} (source: {self.source}; decided by {self.role} on {self.date})"

    @property
    def words(self) -> str:
        """What a reader of the row is told."""
        if self.decision is Decision.RENAME:
            return f"renamed from {self.was}: {self.provenance}" if self.was else f"renamed: {self.provenance}"
        return f"corrected: {self.column} is printed as {self.was or 'nothing'}; {self.provenance}"


@dataclass(slots=True)
class Applied:
    """What became of corrections: those that changed a row, and for the others why they did not."""

    done: list[Correction] = field(default_factory=list)
    idle: list[tuple[Correction, str]] = field(default_factory=list)


class Corrections:
    """The decisions of a file, in its order."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self.all = tuple(corrections)
        self._changes: defaultdict[str, defaultdict[str, list[Correction]]] = defaultdict(lambda: defaultdict(list))
        for each in self.all:
            if each.decision in (Decision.RENAME, Decision.CHANGE):
                self._changes[each.table][each.key].append(each)

    @property
    def decided(self) -> Mapping[str, Decided]:
        """By table, which keys are one and which are not."""
        one: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        apart: defaultdict[str, set[Pair]] = defaultdict(set)
        for each in self.all:
            if each.decision is Decision.MERGE:
                one[each.table][each.key, each.other] = f"decided: {each.provenance}"
            elif each.decision is Decision.KEEP_APART:
                apart[each.table].add(Pair((each.key, each.other)))
        return {table: Decided(one[table], frozenset(apart[table])) for table in {*one, *apart}}

    def apply(self, rows: Mapping[str, list[Row]]) -> Applied:
        """Change the rows in place, table by table, and say what was done; tables that are not given wait."""
        result = Applied()
        for table, changes in self._changes.items():
            if table not in rows:
                continue
            layout = layouts()[table]
            at = {KEY_PARTS.join(layout.key(row)): number for number, row in enumerate(rows[table])}
            for key, corrections in changes.items():
                for each in corrections:
                    if key not in at:
                        result.idle.append((each, "no document prints such a row"))
                        continue
                    rows[table][at[key]] = _changed(layout, rows[table][at[key]], each, result)
        return result

    def blame(self, unsound: Iterable[UnsoundRow]) -> None:
        """CorrectionsError where a row is unsound that a correction changed; nothing else can have broken it."""
        problems = [
            DatasetProblem(each.file, each.line, "value", each.value, f"a value that fits: {row.words}")
            for row in unsound
            for each in self._changes[row.table][KEY_PARTS.join(layouts()[row.table].key(row.row))]
        ]
        if problems:
            raise CorrectionsError(problems)


def _changed(layout: Layout, row: Row, correction: Correction, result: Applied) -> Row:
    column = correction.column or ("title" if "title" in layout.columns else "name")
    if row[column] == correction.value:
        result.idle.append((correction, "the row says so already"))
        return row
    if correction.was and row[column] != correction.was:
        result.idle.append((correction, f"the document prints `{row[column]}` now"))
        return row
    changed = row | {column: correction.value}
    if correction.decision is Decision.RENAME and "aliases" in layout.columns:
        names = [*filter(None, row["aliases"].split(";")), row[column]]
        changed["aliases"] = ";".join(dict.fromkeys(name for name in names if name != correction.value))
    if "note" in layout.columns and column != "note":
        changed["note"] = "; ".join(filter(None, (row["note"], correction.words)))
    result.done.append(correction)
    return changed


def read_corrections(path: Path) -> Corrections:
    """The corrections of a file, none where there is no file; CorrectionsError naming every line that is wrong."""
    if not path.is_file():
        return Corrections()
    problems: list[DatasetProblem] = []
    table = read_table(path.parent, {"path": path.name, "schema": SCHEMA}, problems)
    corrections = []
    for row in table:
        cells = {name: value or "" for name, value in row.items()}
        if cells["decision"]:
            decision = Decision(cells.pop("decision"))
            corrections.append(Correction(file=path.name, line=row.line, decision=decision, **cells))
    if not problems:
        problems = [problem for each in corrections for problem in _problems(each)]
    if problems:
        raise CorrectionsError(problems)
    return Corrections(corrections)


def _problems(each: Correction) -> Sequence[DatasetProblem]:
    """What is wrong with a line beyond the form of its cells."""
    layout = layouts()[each.table]
    found = [
        DatasetProblem(each.file, each.line, column, "", f"a value; {each.decision.value} needs it")
        for column in _FILLED[each.decision]
        if not getattr(each, column)
    ]
    if each.decision in (Decision.MERGE, Decision.KEEP_APART):
        if each.table not in _MERGED:
            found.append(DatasetProblem(each.file, each.line, "table", each.table, f"one of {', '.join(_MERGED)}"))
        if each.key == each.other:
            found.append(DatasetProblem(each.file, each.line, "other", each.other, "another key than `key`"))
    elif each.decision is Decision.RENAME:
        if "name" not in layout.columns or "name" in layout.primary_key:
            found.append(DatasetProblem(each.file, each.line, "table", each.table, "a table of things with names"))
    else:
        found += _change_problems(each, layout)
    return found


def _change_problems(each: Correction, layout: Layout) -> Iterable[DatasetProblem]:
    changeable = [name for name in layout.columns if name not in layout.primary_key]
    if each.column not in changeable:
        expected = f"a column of {each.table} that is no part of its key: {', '.join(changeable)}"
        return [DatasetProblem(each.file, each.line, "column", each.column, expected)]
    descriptor = next(field for field in layout.schema["fields"] if field["name"] == each.column)
    column = compiled(descriptor)
    if not each.value:
        expected = f"a value; {each.table}.{each.column} may not be empty"
        return [DatasetProblem(each.file, each.line, "value", "", expected)] if column.required else []
    try:
        column.convert(each.value)
    except ValueError as error:
        return [DatasetProblem(each.file, each.line, "value", each.value, str(error))]
    return []
