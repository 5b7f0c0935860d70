"""`budgetgraph serve`: apart from the other commands, so that a start loads nothing that only those need."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Annotated

import structlog
import typer

from app import logs
from app.asgi import create_app
from app.engines import engine_of
from app.live import Live
from app.serving import serve as run_server
from app.settings import settings_from_environment, unknown_variables
from graph.errors import BudgetgraphError
from schema.build import build_schema

log = structlog.get_logger(__name__)

_WRONG = 1


def main() -> None:
    """Run this command alone; what the caller can mend is a message, not a traceback."""
    cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    cli.callback()(lambda: None)
    cli.command()(serve)
    with told():
        cli()


@contextmanager
def told() -> Iterator[None]:
    """Tell an error of ours as a sentence, and end with the status that says so."""
    try:
        yield
    except BudgetgraphError as error:
        _tell(f"budgetgraph: {error.message}")
        sys.exit(_WRONG)


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="The port; 0 for any that is free.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, max=256, help="How many processes answer; 0 for one a core.")
    ] = None,
) -> None:
    """Serve the current release: GraphQL, GraphiQL, the schema. Stop with Ctrl-C or SIGTERM."""
    named = {"host": host, "port": port, "workers": workers}
    given = {name: value for name, value in named.items() if value is not None}
    settings = settings_from_environment().model_copy(update=given)
    logs.configure(settings.log_format, settings.log_level)
    for each in unknown_variables():
        log.warning("unknown_setting", told=each.message)
    with working("loading the current release"):
        engine, live = engine_of(settings)(), Live(settings)
        app = create_app(settings, lambda: engine, build_schema(), live.context, live.current, running=live.running)
    run_server(app, settings, _announce)


def working(what: str) -> AbstractContextManager[object]:
    """Show on a terminal that something goes on; elsewhere nothing."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second, for those who look on only

    return Console(stderr=True).status(what)


def _announce(address: str) -> None:
    for name, path in (("API", "/graphql"), ("GraphiQL", "/graphiql/"), ("Schema", "/schema.graphql")):
        _tell(f"{name:<9} {address}{path}")


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
