"""The samples of a careful reader, as they were written down: what was read where, in the reader's own words."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple


class Fact(NamedTuple):
    """A figure, name or code that is not a cell of a statement; `attribute` is the reader's word, not ours."""

    doc: str
    section: str
    subject_kind: str
    subject: str
    year: int
    attribute: str
    value: str
    unit: str | None
    note: str

    @property
    def is_ambiguous(self) -> bool:
        """Whether the reader could not tell what belongs to what."""
        return "ambiguous" in self.note

    def __str__(self) -> str:
        return f"{self.doc} {self.subject_kind} {self.subject} {self.year} {self.attribute}={self.value}"


class Cell(NamedTuple):
    """A cell of a statement in wan yuan; `row` is the code of the row, or its label."""

    doc: str
    statement: int
    row: str
    label: str
    column: str
    amount: str

    def __str__(self) -> str:
        return f"{self.doc} {self.statement} {self.row} {self.column}={self.amount}"


def facts(golden: Path) -> Iterator[Fact]:
    """The records of `facts.sample.jsonl`."""
    for line in (golden / "facts.sample.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Fact(**{**record, "year": int(record["year"]), "note": record["note"] or ""})


def cells(golden: Path) -> Iterator[Cell]:
    """The records of `cells.sample.jsonl`."""
    for line in (golden / "cells.sample.jsonl").read_text(encoding="utf-8").splitlines():
        yield Cell(**json.loads(line))


def same(read: str, served: str | int | None) -> bool:
    """Whether what was read is what is served: equal numbers, sign included, or the same words."""
    if served is None:
        return False
    try:
        return Decimal(read) == Decimal(served)
    except InvalidOperation:
        return read == str(served)
