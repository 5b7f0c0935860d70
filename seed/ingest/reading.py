"""Reading one file into the rows of one document: the work that is done in parallel, apart from everything else.

What was read is put aside beside the archive, so that neither the process that waits for it has to hold it, nor what
was read is lost when that process is killed.
"""

import time
from collections.abc import Callable, Container, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from graph.archive import Archive
from seed.ingest.document_rows import DocumentRows
from seed.ingest.identity import Identity, identity_of
from seed.ingest.soundness import sound
from seed.parsers.parsed import Parsed, ParseWarning

Parse: TypeAlias = Callable[[bytes, str], Parsed]
"""From the bytes of a file and its name to rows; SourceError where it is no document."""

Summary: TypeAlias = Mapping[str, int]
"""How many rows a document gave, by table."""

_CODE = Path(__file__).parents[1]
_READING_CODE = ("sources/**/*.py", "parsers/**/*.py", "ingest/*.py", "tables/classifications.csv", "*.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from a file: its identity, the row of its document, and what to tell people of it.

    `waiting` is the name under which its rows wait beside the archive; its bytes wait under `bytes_waiting`.
    """

    name: str
    sha256: str
    size: int
    media_type: str
    pages: int
    document: Mapping[str, str]
    identity: Identity
    publisher: str
    summary: Summary
    warnings: tuple[ParseWarning, ...] = ()
    seconds: float = 0.0
    waiting: str

    @property
    def key(self) -> str:
        """The key that the document says it has."""
        return self.document["key"]

    @property
    def bytes_waiting(self) -> str:
        """The name under which the bytes of the file wait."""
        return f"{self.sha256}.bytes"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file whose bytes are those of a document that is known."""

    sha256: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: where it lies and what it is called."""

    path: Path
    name: str


def read_file(file: File, parse: Parse, archive: Archive, known: Container[str] = ()) -> Reading | Unchanged:
    """The reading of a file, from beside the archive where it was read before; rows and bytes wait there.

    A file whose hash is `known` is not read. SourceError, or UnsoundDocumentError, where it cannot be read as a
    document; nothing waits then.
    """
    started = time.perf_counter()
    content = file.path.read_bytes()
    digest = sha256(content).hexdigest()
    if digest in known:
        return Unchanged(digest)
    waiting = f"{digest}.{version_of_reading()}"
    held = archive.waiting(waiting)
    if held is not None:
        return _told(held, file.name)
    parsed = parse(content, file.name)
    source = parsed.source
    rows, left_out = sound(parsed)
    reading = Reading(
        name=file.name,
        sha256=digest,
        size=len(content),
        media_type=source.media_type.value,
        pages=source.page_count,
        document=rows.document,
        identity=identity_of(rows),
        publisher=_publisher(rows),
        summary={table: len(each) for table, each in rows.rows.items() if each},
        warnings=tuple(sorted({*parsed.warnings, *left_out})),
        seconds=time.perf_counter() - started,
        waiting=waiting,
    )
    archive.wait(reading.bytes_waiting, content)
    archive.wait(waiting, orjson.dumps(asdict(reading)) + b"\n" + rows.encoded())
    return reading


def rows_of(reading: Reading, archive: Archive) -> bytes | None:
    """The rows that a reading put aside, as `DocumentRows.encoded`; None where somebody has taken them."""
    held = archive.waiting(reading.waiting)
    return None if held is None else held.partition(b"\n")[2]


def _told(held: bytes, name: str) -> Reading:
    """The reading that was put aside, of a file that may have another name now."""
    plain: dict[str, Any] = orjson.loads(held.partition(b"\n")[0])
    warnings = tuple(ParseWarning(**each) for each in plain.pop("warnings"))
    return Reading(**{**plain, "identity": tuple(plain["identity"]), "warnings": warnings, "name": name})


def _publisher(rows: DocumentRows) -> str:
    """The name of the department that published a document."""
    names = {row["key"]: row["name"] for row in rows.of("departments")}
    return names.get(rows.document["publisher"], rows.document["publisher"])


@cache
def version_of_reading() -> str:
    """A digest of everything that decides what is read from given bytes: the code, and the code lists."""
    content = sha256()
    for path in sorted({path for pattern in _READING_CODE for path in _CODE.glob(pattern)}):
        content.update(path.read_bytes())
    return content.hexdigest()[:12]
