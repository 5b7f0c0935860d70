"""What a test may ask for beyond the code: the material beside the repository, a browser, a database.

Where one is missing, a test that asks for it skips and says why; under CI it fails instead.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]
FIXTURES_THAT_MARK = ("chromium", "postgres", "shared")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it asks for, so that `-m 'not chromium'` needs no decorator."""
    for item in items:
        for name in FIXTURES_THAT_MARK:
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material: contract, golden samples, code lists and sources."""
    path = ROOT.parent / "shared"
    return path if path.is_dir() else missing(f"the reference material ({path})")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium; no test ever downloads a browser."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None) or missing("Chromium")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL server that lives as long as the tests, on a socket of its own."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
    initdb = shutil.which("initdb", path=programs)
    if initdb is None:
        missing("PostgreSQL's server programs")
    pg_ctl = Path(initdb).with_name("pg_ctl")
    # The server refuses to run as root, and pytest's own temporary folders are closed to other users.
    user = "postgres" if os.getuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="budgetgraph-postgres-"))
    if user is not None:
        shutil.chown(home, user)

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, user=user, cwd=home, stdout=subprocess.DEVNULL)

    data = home / "data"
    try:
        run(initdb, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=test", data)
        options = f"-k {home} -c listen_addresses='' -c fsync=off"
        run(pg_ctl, "--pgdata", data, "--log", home / "log", "--options", options, "--wait", "start")
        yield f"postgresql+psycopg://test@/postgres?host={home}"
        run(pg_ctl, "--pgdata", data, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(home)


def missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI does not go on without it")
    pytest.skip(f"{what} is missing")
