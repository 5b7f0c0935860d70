"""Installs the peers, with pinned versions, into a folder that git does not know, and says what could not be."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import orjson

from tests.benchmarks import city, plain
from tests.benchmarks.dialects import DATASETTE, POSTGRAPHILE, bodies
from tests.benchmarks.peers import tables
from tests.benchmarks.running import CACHE, Server

HERE = Path(__file__).parent
_NPM = CACHE / "npm"
_NODE = _NPM / "node_modules" / "node" / "bin" / "node"
_DATA = CACHE / "city.json"
_PINNED = {
    "ariadne": ("ariadne==1.1.1", "uvicorn==0.54.0", "uvloop==0.23.0", "httptools==0.9.0"),
    "datasette": (
        "datasette==0.65.5",
        "datasette-graphql==2.2",
        "uvicorn==0.54.0",
        "uvloop==0.23.0",
        "httptools==0.9.0",
    ),
}
_DATASETTE_SETTINGS = {"plugins": {"datasette-graphql": {"num_queries_limit": 100_000, "time_limit_ms": 60_000}}}


class MissingError(Exception):
    """What a peer needs and this machine does not have."""


def write_plain_data() -> None:
    """The city as plain data, which the peers and graphql-core alone read."""
    CACHE.mkdir(parents=True, exist_ok=True)
    engine = city.engine()
    _DATA.write_bytes(orjson.dumps({"records": plain.records(), "relations": plain.relations(engine)}))


@contextmanager
def peers(told: Callable[[str], None]) -> Iterator[list[Server]]:
    """The peers that this machine can run; `told` of those that it cannot, and why."""
    with ExitStack() as stack:
        found = []
        for make in (_mercurius, _ariadne, _postgraphile, _datasette):
            try:
                found.append(make(stack))
            except (MissingError, OSError, subprocess.CalledProcessError) as error:
                told(f"skipped {make.__name__.removeprefix('_')}: {error}")
        yield found


def _mercurius(_: ExitStack) -> Server:
    _install_npm()
    command = (str(_NODE), str(HERE / "mercurius.mjs"), "{port}")
    return Server("mercurius", "Mercurius with its JIT, Node 22, objects in memory", command, _node_env())


def _postgraphile(stack: ExitStack) -> Server:
    _install_npm()
    address = stack.enter_context(_postgres())
    command = (str(_NODE), str(HERE / "postgraphile.mjs"), "{port}")
    env = {**_node_env(), "BENCH_POSTGRES": address}
    return Server(
        "postgraphile", "PostGraphile 5, Node 22, PostgreSQL on the same core", command, env, bodies(POSTGRAPHILE)
    )


def _ariadne(_: ExitStack) -> Server:
    command = (_environment("ariadne"), str(HERE / "ariadne_server.py"), "{port}")
    return Server("ariadne", "Ariadne, linked dicts in memory", command, {"BENCH_DATA": str(_DATA)})


def _datasette(_: ExitStack) -> Server:
    python = _environment("datasette")
    database, metadata = CACHE / "city.db", CACHE / "datasette.json"
    tables.sqlite(orjson.loads(_DATA.read_bytes()), database)
    metadata.write_bytes(orjson.dumps(_DATASETTE_SETTINGS))
    command = (
        python, "-m", "datasette", "serve", str(database), "--port", "{port}", "--metadata", str(metadata),
        "--setting", "max_returned_rows", "5000", "--setting", "sql_time_limit_ms", "60000",
    )  # fmt: skip
    return Server("datasette", "datasette-graphql, SQLite", command, {}, bodies(DATASETTE))


def _node_env() -> dict[str, str]:
    return {"BENCH_DATA": str(_DATA), "BENCH_NPM": str(_NPM), "GRAPHILE_ENV": "production", "NODE_ENV": "production"}


def _install_npm() -> None:
    if not shutil.which("npm"):
        raise MissingError("npm is not installed")
    wanted = (HERE / "package.json").read_bytes()
    if _NODE.exists() and (_NPM / "package.json").read_bytes() == wanted:
        return
    _NPM.mkdir(parents=True, exist_ok=True)
    (_NPM / "package.json").write_bytes(wanted)
    _run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", cwd=_NPM)


def _environment(name: str) -> str:
    """The Python of an environment with what is pinned."""
    folder = CACHE / name
    done = folder / ".installed"
    wanted = " ".join(_PINNED[name])
    if not done.exists() or done.read_text() != wanted:
        _run(sys.executable, "-m", "venv", "--clear", str(folder))
        _run(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *_PINNED[name])
        done.write_text(wanted)
    return str(folder / "bin" / "python")


@contextmanager
def _postgres() -> Iterator[str]:
    """The address of a PostgreSQL server with the city, on a socket of its own and the servers' core."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
    if programs is None:
        raise MissingError("PostgreSQL's server programs are not installed")
    user = "postgres" if os.getuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="budgetgraph-bench-"))
    if user is not None:
        shutil.chown(home, user)

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, user=user, cwd=home, stdout=subprocess.DEVNULL)

    data = home / "data"
    try:
        run(programs / "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=bench", data)
        options = f"-k {home} -c listen_addresses=''"
        run("taskset", "-c", "0", programs / "pg_ctl", "-D", data, "-l", home / "log", "-o", options, "-w", "start")
        script = home / "city.sql"
        script.write_text(tables.postgres(orjson.loads(_DATA.read_bytes())), "utf-8")
        run(programs / "psql", "-q", "-h", home, "-U", "bench", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-f", script)
        yield f"postgresql://bench@/postgres?host={home}"
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError(f"`{' '.join(command[:4])} ...` failed: {done.stderr.strip()[-300:]}")
