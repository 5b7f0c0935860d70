"""The commands that change or show what is known: from `ingest` and `withdraw` to `diff`, and those of API keys."""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from app.ingest_files import files_of, listed_files
from app.ingest_progress import Progress, told
from app.keys import Keys
from app.settings import Settings, settings_from_environment
from graph.differences import EntityChange, change_of, steps
from graph.errors import InvalidArgumentError
from graph.model import Document
from graph.store import Store
from graph.vocabulary import EntityKind
from seed.ingest.ingesting import Place, Wish, correct, ingest, withdraw

_FAILED = 1
_SHOWN = 200
_WIDE = 240
"""Columns of a table that no terminal cuts off."""

_FOR_PEOPLE_TOO = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS

commands = typer.Typer(add_completion=False)
keys = typer.Typer(help="API keys for ingesting over HTTP.", no_args_is_help=True)
commands.add_typer(keys, name="key")
messages = Console(stderr=True, highlight=False, soft_wrap=True)

_JSON = typer.Option("--json", help="Print JSON for programs instead.")
_RELEASE = typer.Option("--release", help="The release that is asked, by number or name; the current one if left out.")


def place_of(settings: Settings) -> Place:
    """Where the settings say that an ingest works."""
    return Place(settings.database, settings.archive, settings.corrections)


@commands.command(name="ingest")
def ingest_files(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files, or folders with files, however deep.")] = None,
    manifest: Annotated[Path | None, typer.Option(help="A file that names files, one a line.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Read known documents again: the parsers have changed.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=0, help="How many files are read side by side; 0 for one a core.")] = 0,
    as_json: Annotated[bool, _JSON] = False,
    most_warnings: Annotated[int, typer.Option("--warnings", min=0, help="How many warnings to show of a file.")] = 5,
) -> None:
    """Make published documents part of the store: PDF, DOCX, XLSX, HTML and text.

    A file that fails fails alone. Bytes that are known change nothing; a corrected edition replaces its document.
    """
    found = files_of([*(paths or []), *(listed_files(manifest) if manifest else [])])
    if not found.files:
        raise typer.BadParameter("no file to ingest was found; name PDF, DOCX, XLSX, HTML or text files")
    settings = settings_from_environment()
    with Progress(messages, len(found.files), shown=not as_json) as progress:
        report = ingest(found.files, place_of(settings), Wish(processes=jobs, dry_run=dry_run, again=again), progress)
    if as_json:
        _print_json(asdict(report))
    else:
        for line in told(report, most_warnings, found.passed_over):
            messages.print(line, markup=False)
    if report.failed:
        raise typer.Exit(_FAILED)


@commands.command(name="withdraw")
def withdraw_document(
    key: Annotated[str, typer.Argument(help="The key of a document; `budgetgraph documents` lists them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Make a release without a document. Older releases keep it, and so does the archive."""
    report = withdraw(key, place_of(settings_from_environment()), Wish(dry_run=dry_run))
    if as_json:
        _print_json(asdict(report))
        return
    for line in told(report, 0, 0):
        messages.print(line, markup=False)


@commands.command(name="correct")
def apply_corrections(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Apply the file of corrections as it is now; every ingest does so too."""
    report = correct(place_of(settings_from_environment()), Wish(dry_run=dry_run))
    if as_json:
        _print_json(asdict(report))
        return
    for line in told(report, 0, 0):
        messages.print(line, markup=False)


@commands.command()
def documents(
    release: Annotated[str | None, _RELEASE] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """List the documents of a release."""
    with Store(settings_from_environment().database) as store:
        number = _number(store, release)
        received = {each.key: each for each in store.documents(number)}
        publishers = {each.key: each.label for each in store.of(EntityKind.DEPARTMENT, number)}
        rows = [
            {
                "key": each.key,
                "kind": each.document_kind.value,
                "fiscal_year": each.fiscal_year,
                "department": publishers[each.publisher_key],
                "title": each.title,
                "sha256": each.sha256,
                "file": received[each.key].original_name if each.key in received else None,
                "received_at": received[each.key].received_at if each.key in received else None,
            }
            for each in store.of(EntityKind.DOCUMENT, number)
            if isinstance(each, Document)
        ]
    _print(rows, ("key", "kind", "fiscal_year", "department", "received_at"), as_json=as_json)


@commands.command()
def releases(as_json: Annotated[bool, _JSON] = False) -> None:
    """List the releases of the store, oldest first."""
    with Store(settings_from_environment().database) as store:
        rows = [asdict(each) for each in store.releases()]
    _print(rows, ("number", "name", "built_at", "entity_count", "relation_count"), as_json=as_json)


@commands.command()
def diff(
    earlier: Annotated[str, typer.Argument(metavar="R1", help="A release, by number or name.")],
    later: Annotated[str, typer.Argument(metavar="R2", help="Another one, by number or name.")],
    as_json: Annotated[bool, _JSON] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="How many changes to show.")] = _SHOWN,
) -> None:
    """Say what a release adds to, removes from and changes of another, and by which documents."""
    with Store(settings_from_environment().database) as store:
        difference = store.difference(*(_number(store, each) or 0 for each in (earlier, later)))
        found = list(steps(difference))
        shown = found if as_json else found[:most]
        before = store.states((step.ref for step in shown), difference.earlier.number)
        after = store.states((step.ref for step in shown), difference.later.number)
        changes = [change_of(step, before, after) for step in shown]
    if as_json:
        _print_json([_plain(change) for change in changes])
        return
    for change in changes:
        sys.stdout.write(f"{_line(change)}\n")
    if len(found) > len(shown):
        messages.print(f"... and {len(found) - len(shown)} more; --most or --json shows them")


@keys.command()
def new(name: Annotated[str, typer.Argument(help="Whose key it is, for example `nightly-import`.")]) -> None:
    """Make an API key and print it. It is shown this once; only its hash is kept."""
    settings = settings_from_environment()
    sys.stdout.write(f"{Keys(settings.keys).new(name)}\n")
    messages.print(f"Send it as `Authorization: Bearer ...`. Its hash is in {settings.keys}.", markup=False)


@keys.command(name="list")
def list_keys(as_json: Annotated[bool, _JSON] = False) -> None:
    """List the API keys by name."""
    rows = [{"name": key.name, "made_at": key.made_at} for key in Keys(settings_from_environment().keys).all()]
    _print(rows, ("name", "made_at"), as_json=as_json)


@keys.command()
def revoke(name: Annotated[str, typer.Argument(help="The name of the key.")]) -> None:
    """Take an API key back; running servers refuse it at once."""
    Keys(settings_from_environment().keys).revoke(name)


def _number(store: Store, asked: str | None) -> int | None:
    """The number of a release that somebody names by number or name; None for the current one."""
    if asked is None:
        return None
    known = store.releases()
    for release in reversed(known):
        if asked in (str(release.number), release.name):
            return release.number
    raise InvalidArgumentError("release", asked, f"the number or name of a release, 1 to {len(known)}")


def _line(change: EntityChange) -> str:
    """A change on one line: what happened to what, by which documents."""
    sign = {"ADDED": "+", "REMOVED": "-", "CHANGED": "~"}[change.change]
    entity = change.entity
    moved = "; ".join(f"{name}: {_short(before)} -> {_short(after)}" for name, before, after in change.fields)
    by = ", ".join(change.document_keys) or "no document"
    return f"{sign} {entity.kind.value} {entity.key} ({entity.label}) by {by}{f': {moved}' if moved else ''}"


def _short(value: str | None) -> str:
    return "nothing" if value is None else value if len(value) <= 60 else f"{value[:60]}…"  # noqa: PLR2004 - half a line


def _plain(change: EntityChange) -> dict[str, Any]:
    return {
        "change": change.change,
        "kind": change.entity.kind,
        "key": change.entity.key,
        "label": change.entity.label,
        "documents": change.document_keys,
        "fields": [field._asdict() for field in change.fields],
    }


def _print(rows: Iterable[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool) -> None:
    """Rows as JSON, or some of their columns as a table for people."""
    found = list(rows)
    if as_json:
        _print_json(found)
        return
    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in found:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in columns))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE
    console.print(table)


def _print_json(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=_FOR_PEOPLE_TOO))
    sys.stdout.buffer.flush()
