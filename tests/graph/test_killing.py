"""A writer may be killed at any moment: the store opens, and holds whole releases only."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def releases_left(address: str, writers: int) -> list[int]:
    """What each killed writer left: a number of whole releases."""
    command = [sys.executable, "-m", "tests.graph.killing", address, str(writers), "2024"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return [int(releases) for releases in ended.stdout.split()]


def test_a_killed_writer_leaves_whole_releases(address: str) -> None:
    assert len(releases_left(address, 12)) == 12


@pytest.mark.soak
def test_hundreds_of_killed_writers_leave_whole_releases(address: str) -> None:
    left = releases_left(address, 300)
    assert min(left) == 0
    assert max(left) > 1
