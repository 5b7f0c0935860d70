"""The archive: every document as it was received, in a file named by its SHA-256.

A file is written under another name, flushed to disk and renamed, so a name always stands for whole bytes. What is
not yet part of a release waits beside, as `waiting`: a process that is killed leaves it for the next one to go on with.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from graph.errors import StoreError

_WAITING = "waiting"
_PARTIAL = "partial"


class Archive:
    """The archive in a folder, which is made when something is first kept in it; processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the document of a hash lies, or would."""
        return self._folder / sha256[:2] / sha256

    def holds(self, sha256: str) -> bool:
        """Whether the document of a hash is kept."""
        return self.path(sha256).is_file()

    def bytes_of(self, sha256: str) -> bytes:
        """The document of a hash; StoreError where it is not kept."""
        try:
            return self.path(sha256).read_bytes()
        except OSError as error:
            remedy = "copy the file of this SHA-256 there, or ingest the document again"
            raise StoreError(str(self._folder), f"{sha256} cannot be read: {error.strerror}", remedy) from None

    def adopt(self, sha256: str, name: str) -> None:
        """Keep what waits under a name as the document of a hash; bytes that are kept already stay as they are."""
        waiting, path = self._waiting(name), self.path(sha256)
        if not self.holds(sha256):
            with self._explained(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                waiting.replace(path)
                _flush_folder(path.parent)

    def wait(self, name: str, content: bytes) -> None:
        """Put something aside under a name, to be taken up again after whatever happens to this process."""
        with self._writing(self._waiting(name)) as file:
            file.write(content)

    def waiting(self, name: str) -> bytes | None:
        """What was put aside under a name; None where nothing was."""
        try:
            return self._waiting(name).read_bytes()
        except FileNotFoundError:
            return None

    def forget(self, name: str) -> None:
        """Remove what was put aside under a name."""
        self._waiting(name).unlink(missing_ok=True)

    def _waiting(self, name: str) -> Path:
        return self._folder / _WAITING / name

    def sweep(self, before: float) -> None:
        """Remove what was put aside, or half written, before a time and never taken up again."""
        for folder in (self._folder / _WAITING, self._folder / _PARTIAL):
            for path in folder.glob("*"):
                with suppress(OSError):  # another process was quicker
                    if path.stat().st_mtime < before:
                        path.unlink()

    @contextmanager
    def _writing(self, path: Path) -> Iterator[BinaryIO]:
        """A file that appears under its name whole and flushed to disk, or not at all."""
        partial = self._folder / _PARTIAL / token_hex(8)
        with self._explained(path):
            try:
                partial.parent.mkdir(parents=True, exist_ok=True)
                path.parent.mkdir(parents=True, exist_ok=True)
                with partial.open("wb") as file:
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                partial.replace(path)
                _flush_folder(path.parent)
            finally:
                partial.unlink(missing_ok=True)

    @contextmanager
    def _explained(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            found = f"{path.name} cannot be written: {error.strerror}"
            remedy = "see that the folder can be written to and that its disk has room"
            raise StoreError(str(self._folder), found, remedy) from None


def _flush_folder(folder: Path) -> None:
    """Make a new name outlive a loss of power; where folders cannot be flushed, the system sees to it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
