"""What people see of an ingest: how far it is while it runs, and what became of every file at the end."""

from collections.abc import Iterator
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from graph.vocabulary import EntityKind
from graph.work import FileStatus as Status
from seed.ingest.readers import Failure, Outcome
from seed.ingest.reading import File
from seed.ingest.report import Change, FileReport, IngestReport

_STAGES = {"assembling": "putting the documents together", "saving": "writing the release"}
_SIGNS = {Status.ADDED: "+", Status.REPLACED: "~", Status.UNCHANGED: "=", Status.FAILED: "!"}


class Progress:
    """A bar on a terminal; where there is none, nothing. Watches an ingest."""

    def __init__(self, console: Console, files: int, *, shown: bool) -> None:
        self._failed = 0
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}"),
            console=console,
            transient=True,
            disable=not (shown and console.is_terminal),
        )
        self._task = self._bar.add_task("reading", total=files, failed="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def read(self, file: File, outcome: Outcome) -> None:
        """Count a file."""
        del file
        self._failed += isinstance(outcome, Failure)
        self._bar.update(self._task, advance=1, failed=f"{self._failed} failed" if self._failed else "")

    def stage(self, name: str) -> None:
        """Say what goes on."""
        self._bar.update(self._task, description=_STAGES.get(name, name))


def told(report: IngestReport, most_warnings: int, passed_over: int) -> Iterator[str]:
    """A report line by line: every file with its warnings, then what should be looked at, then the release."""
    for file in report.files:
        yield _file(file)
        for warning in file.warnings[:most_warnings]:
            yield f"    page {warning.page}, line {warning.line}: {warning.text}"
        if len(file.warnings) > most_warnings:
            yield f"    ... {len(file.warnings) - most_warnings} more warnings; --json lists all"
    if passed_over:
        yield f"{passed_over} file(s) of other formats were passed over"
    yield from _origin(report)
    yield _release(report)


def _file(file: FileReport) -> str:
    sign = _SIGNS[file.status]
    if file.status is Status.FAILED:
        return f"{sign} {file.error} [{file.code}]"
    if file.status is Status.UNCHANGED:
        return f"{sign} {file.file}: known as {file.key}"
    counts = ", ".join(f"{count} {name}" for name, count in file.counts.items() if count)
    parts = [f"{file.kind} {file.fiscal_year} of {file.department}", counts or "nothing", f"{file.findings} findings"]
    if file.warnings:
        parts.append(f"{len(file.warnings)} warnings")
    if file.replaces:
        parts.append(f"replaces {file.replaces[:12]}")
    return f"{sign} {file.file}: {'; '.join(parts)} ({file.seconds:.1f} s) as {file.key}"


def _origin(report: IngestReport) -> Iterator[str]:
    """What people should look at and could not before: what may be one, what disagrees, corrections without effect."""
    for candidate in report.news.get("candidates", ()):
        yield f"? {candidate['table']}: {candidate['one']} and {candidate['other']}: {candidate['reason']}"
    for conflict in report.news.get("conflicts", ()):
        yield f"? {conflict['table']} {conflict['key']}: {conflict['words']}"
    for idle in report.news.get("idle_corrections", ()):
        yield f"? correction on line {idle['line']} has no effect: {idle['words']}"


def _release(report: IngestReport) -> str:
    spent = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in report.seconds.items())
    if not report.changes:
        current = f"the release is {report.release.name}" if report.release else "there is no release yet"
        return f"nothing changes; {current} ({spent})"
    told_of = [f"{kind.value} {_counts(each)}" for kind, each in report.changes.items() if kind in _TOLD]
    changes = "; ".join(told_of) or "codes only"
    if report.dry_run or report.release is None:
        return f"would change: {changes} ({spent})"
    return f"release {report.release.number} ({report.release.name}): {changes} ({spent})"


_TOLD = frozenset(EntityKind) - {EntityKind.CLASSIFICATION}
"""Codes change with every document that prints them; to tell so each time says nothing."""


def _counts(change: Change) -> str:
    """`+12 -1 ~3`: how many were added, removed and changed."""
    counts = (("+", change.added), ("-", change.removed), ("~", change.changed))
    return " ".join(f"{sign}{count}" for sign, count in counts if count)
