"""What an ingest tells people and programs: of each file, and of the release that was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.engine import Release
from graph.history import Edit
from graph.vocabulary import EntityKind
from graph.work import FileStatus as Status
from seed.ingest.assembling import Assembled
from seed.ingest.reading import Reading
from seed.parsers.parsed import ParseWarning

Origins: TypeAlias = Mapping[str, Sequence[Mapping[str, object]]]
"""How a release came about: what was merged, what may be one, what disagrees, what was observed and corrected."""

COUNTED = {
    "statements": "statements",
    "cells": "budget_lines",
    "projects": "projects",
    "indicators": "indicators",
    "evaluations": "evaluations",
    "observations": "observations",
}
"""What is counted of a document, by the table that holds it."""


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What became of a file, and what it holds; `replaces` is the SHA-256 of the edition that it supersedes."""

    file: str
    status: Status
    sha256: str | None = None
    key: str | None = None
    title: str | None = None
    kind: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    pages: int | None = None
    replaces: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    findings: int | None = None
    warnings: Sequence[ParseWarning] = ()
    code: str | None = None
    error: str | None = None
    detail: str | None = None
    seconds: float = 0.0

    @classmethod
    def of(cls, reading: Reading, status: Status, key: str, replaces: str | None = None) -> "FileReport":
        """The report of a file that was read."""
        return cls(
            file=reading.name,
            status=status,
            sha256=reading.sha256,
            key=key,
            title=reading.document["title"],
            kind=reading.document["kind"],
            department=reading.publisher,
            fiscal_year=int(reading.document["fiscal_year"]),
            pages=reading.pages,
            replaces=replaces,
            counts={name: reading.summary.get(table, 0) for name, table in COUNTED.items()},
            warnings=reading.warnings,
            seconds=round(reading.seconds, 3),
        )

    def fail(self, code: str, error: str) -> None:
        """Note that nothing of the file is stored after all, and why."""
        self.status, self.code, self.error, self.replaces, self.findings = Status.FAILED, code, error, None, None


@dataclass(frozen=True, slots=True)
class Change:
    """How many entities of a kind a release adds, removes and changes."""

    added: int
    removed: int
    changed: int

    @classmethod
    def of(cls, edit: Edit) -> "Change":
        """What an edit does."""
        changed = len(edit.retired & edit.introduced)
        return cls(len(edit.introduced) - changed, len(edit.retired) - changed, changed)


@dataclass(slots=True, kw_only=True)
class IngestReport:
    """What an ingest did, or would do where `dry_run` says so.

    `release` is the current one afterwards, `previous` the one before; they are the same where nothing differs.
    `origin` is how the release came about, `news` what of it was not so before. `seconds` says where the time went.
    """

    files: list[FileReport] = field(default_factory=list)
    dry_run: bool = False
    previous: Release | None = None
    release: Release | None = None
    changes: Mapping[EntityKind, Change] = field(default_factory=dict)
    origin: Origins = field(default_factory=dict)
    news: Origins = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> list[FileReport]:
        """The files of which nothing is stored."""
        return [each for each in self.files if each.status is Status.FAILED]


def news_in(origin: Origins, before: Origins | None) -> Origins:
    """What of an origin the one before did not say."""
    said = {name: {tuple(each.items()) for each in entries} for name, entries in (before or {}).items()}
    return {
        name: [each for each in entries if tuple(each.items()) not in said.get(name, ())]
        for name, entries in origin.items()
    }


def origin_of(made: Assembled) -> dict[str, list[dict[str, str | int]]]:
    """How a dataset came about, as a release keeps it: lists of plain objects."""
    return {
        "merges": [
            {"table": m.table, "kept": m.kept, "merged": m.merged, "basis": m.basis.value, "evidence": m.evidence}
            for m in made.merges
        ],
        "candidates": [{"table": c.table, "one": c.one, "other": c.other, "reason": c.reason} for c in made.candidates],
        "conflicts": [{"table": table, "key": key, "words": words} for table, key, words in made.conflicts],
        "observed": [
            {"scheme": o.scheme, "code": o.code, "year": o.year, "name": o.name, "words": o.words}
            for o in made.observed
        ],
        "corrections": [
            {"table": c.table, "key": c.key, "words": c.words, "line": c.line} for c in made.corrected.done
        ],
        "idle_corrections": [
            {"table": c.table, "key": c.key, "words": why, "line": c.line} for c, why in made.corrected.idle
        ],
    }
