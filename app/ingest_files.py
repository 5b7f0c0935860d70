"""The files that somebody names to be ingested: files, folders with files, lists of files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from seed.ingest.reading import File

ENDINGS = frozenset({".pdf", ".docx", ".xlsx", ".html", ".htm", ".txt"})
"""What is taken from a folder. A file that is named itself is always taken: its content says what it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files to ingest, and how many others lie in the folders."""

    files: list[File]
    passed_over: int


def files_of(paths: Iterable[Path]) -> Found:
    """The files that paths lead to, each once, folders in order of name; BadParameter where a path leads nowhere."""
    files: dict[Path, File] = {}
    passed_over = 0
    for path in paths:
        if not path.exists():
            raise typer.BadParameter(f"{path} is not there")
        if not path.is_dir():
            files.setdefault(path.resolve(), File(path, path.name))
            continue
        for each in _below(path):
            if each.suffix.lower() in ENDINGS:
                files.setdefault(each.resolve(), File(each, each.relative_to(path).as_posix()))
            else:
                passed_over += 1
    return Found(list(files.values()), passed_over)


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below it, but for hidden ones."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def listed_files(manifest: Path) -> list[Path]:
    """The files that a list names, one a line, relative to the list; lines that begin with # are remarks."""
    try:
        lines = manifest.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{manifest} cannot be read: {error}", param_hint="--manifest") from None
    return [manifest.parent / line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
