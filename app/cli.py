"""The command line: `budgetgraph serve | seed | query | sdl | check`, and what `app.ingest_cli` adds.

Answers go to standard output, everything else to standard error. Status 0 is success, 1 that the data, the store
or the query is wrong (the message says how), 2 a command that was not understood.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, NoReturn

import orjson
import typer
from rich.console import Console

from app import logs
from app.asgi import executor_of
from app.engines import engine_of
from app.ingest_cli import commands, place_of
from app.live import Live
from app.serve_command import serve
from app.settings import settings_from_environment, unknown_variables
from graph.dataset import Dataset
from graph.errors import BudgetgraphError, DatasetError
from graph.findings.check import find
from graph.vocabulary import Severity
from schema.build import build_schema
from schema.dictionary import dictionary
from schema.execution.request import GraphQLRequest
from seed.dataset import load_dataset
from seed.ingest.ingesting import seed as seed_store

_WRONG = 1

cli = typer.Typer(
    name="budgetgraph",
    help="Published budget documents as one knowledge graph, served over GraphQL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.command()(serve)
cli.add_typer(commands)
messages = Console(stderr=True, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line; what the caller can mend is a message, not a traceback."""
    for each in unknown_variables():
        messages.print(f"budgetgraph: {each.message}", markup=False)
    try:
        cli()
    except BudgetgraphError as error:
        _fail(error.message)


@cli.command()
def seed() -> None:
    """Make the documents of `seed/` part of the store; where nothing differs the release stays the same."""
    settings = settings_from_environment()
    started = perf_counter()
    with _working("reading the dataset"):
        load_dataset()  # whatever is wrong with the tables is told by file and line
    with _working("writing the store"):
        release = seed_store(place_of(settings)).release
    assert release is not None  # noqa: S101 - the packaged documents make one
    messages.print(
        f"release {release.name}: {release.entity_count} entities, {release.relation_count} relations "
        f"({perf_counter() - started:.1f} s)"
    )


@cli.command()
def query(
    file: Annotated[Path, typer.Argument(help="A file with a GraphQL document; `-` for standard input.")],
    variables: Annotated[str, typer.Option(help="The variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which operation, where the document has several.")] = None,
    cost: Annotated[bool, typer.Option("--cost", help="Add `extensions.cost`, what it was estimated to cost.")] = False,
) -> None:
    """Execute a query against the store, without a server, and print the answer as JSON."""
    settings = settings_from_environment()
    logs.configure(settings.log_format, "warning")
    text = _text(file)
    request = GraphQLRequest(query=text, operation_name=operation, variables=_variables(variables))
    executor = executor_of(settings, build_schema(), Live(settings).context)
    with _working("loading the current release"):
        engine = engine_of(settings)()
    answer = asyncio.run(executor.execute(request, engine, request_id="command-line", report_cost=cost))
    indented = orjson.dumps(orjson.loads(answer.body), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    sys.stdout.write(indented.decode())
    if answer.codes:
        raise typer.Exit(_WRONG)


@cli.command()
def sdl() -> None:
    """Print the schema in GraphQL's schema language."""
    sys.stdout.write(f"{build_schema().as_str().rstrip()}\n")


@cli.command(name="dictionary")
def print_dictionary() -> None:
    """Print the data dictionary, made from the schema's own words, as Markdown."""
    sys.stdout.write(dictionary(build_schema()))


@cli.command()
def check(
    findings: Annotated[
        bool, typer.Option("--findings", help="Also print every contradiction found in what the documents publish.")
    ] = False,
) -> None:
    """Validate the dataset in `seed/` and print every problem with its file and line."""
    try:
        with _working("checking the dataset"):
            dataset = load_dataset()
    except DatasetError as error:
        for problem in error.problems:
            sys.stdout.write(f"{problem.message}\n")
        _fail(f"{len(error.problems)} problem(s); nothing would be loaded")
    messages.print(f"no problems: {len(dataset)} entities")
    if findings:
        _print_findings(dataset)


def _print_findings(dataset: Dataset) -> None:
    """Every finding on a line, and how many there are of each severity. They are data, not a failure."""
    found = find(dataset)
    for finding in found:
        sys.stdout.write(f"{finding.severity.value:<8} {finding.rule}: {finding.message}\n")
    counts = Counter(finding.severity.value for finding in found)
    messages.print(f"{len(found)} findings: " + ", ".join(f"{counts[each.value]} {each.value}" for each in Severity))


def _text(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read: {error}", param_hint="FILE") from None


def _variables(given: str) -> dict[str, Any]:
    try:
        variables = orjson.loads(given)
    except orjson.JSONDecodeError as error:
        raise typer.BadParameter(f"not JSON: {error}", param_hint="--variables") from None
    if not isinstance(variables, dict):
        raise typer.BadParameter('expected a JSON object such as {"code": "103"}', param_hint="--variables")
    return variables


@contextmanager
def _working(what: str) -> Iterator[None]:
    """Show on a terminal that something goes on; elsewhere nothing."""
    if not messages.is_terminal:
        yield
        return
    with messages.status(what):
        yield


def _fail(message: str) -> NoReturn:
    messages.print(f"budgetgraph: {message}", markup=False)
    sys.exit(_WRONG)


if __name__ == "__main__":
    main()
