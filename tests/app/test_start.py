"""A start loads what the first answer needs, and no more."""

import subprocess
import sys

from app.settings import ROOT

STARTED = """
import sys
from app import start
start._load_structlog()
import app.serve_command
print(*sorted(sys.modules))
import rich.console
"""
NOT_NEEDED = {"rich", "networkx", "sqlalchemy", "alembic", "openpyxl", "seed"}


def test_serving_loads_no_library_that_the_first_answer_does_not_need_and_hides_none_from_what_comes_later() -> None:
    told = subprocess.run([sys.executable, "-c", STARTED], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    loaded = set(told.split())
    assert "structlog" in loaded
    assert not loaded & NOT_NEEDED
