"""Ingesting without what makes it slow: processes to read in, and the four thousand codes of procurement."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pytest

from graph.archive import Archive
from seed.ingest import assembling, ingesting, packaged, soundness
from seed.ingest.readers import Desk, Outcome, _outcome
from seed.ingest.reading import File

if TYPE_CHECKING:
    from seed.parsers.parsed import Row


def make_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process, and know the functional codes only."""
    codes = packaged.code_lists()
    few: Mapping[str, list[Row]] = {
        "classifications": [row for row in codes["classifications"] if row["code"].startswith("201")],
        "classification_mappings": [],
        "measures": codes["measures"],
    }
    for module in (assembling, soundness):
        monkeypatch.setattr(module, "code_lists", lambda: few)
    soundness._packaged_codes.cache_clear()
    monkeypatch.setattr(ingesting, "read_all", read_here)


def read_here(files: Sequence[File], desk: Desk, _: int) -> Iterator[tuple[int, Outcome]]:
    """The outcome of each file, read in this process."""
    for number, file in enumerate(files):
        yield number, _outcome(file, desk, Archive(desk.archive))
