"""Log lines take one form, ours and those of libraries, and show no values of queries."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from app import logs


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_programs_read_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "info")
    structlog.get_logger("test").info("request", status=200)
    logging.getLogger("uvicorn.error").warning("from %s", "a library")
    ours, theirs = map(json.loads, capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["status"], ours["level"]) == ("request", 200, "info")
    assert (theirs["event"], theirs["level"]) == ("from a library", "warning")
    assert ours.keys() - {"status"} == theirs.keys()


def test_people_read_words(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console", "info")
    structlog.get_logger("test").info("request", status=200)
    line = capsys.readouterr().err
    assert "request" in line
    assert "status=200" in line


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "error")
    structlog.get_logger("test").info("request")
    logging.getLogger("uvicorn.error").info("request")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("sent", ["\x1b[2J", "\x00", "\n2026 [info] forged", "\r", "\x9b2J", "\u202e", "\u2028"])
def test_what_a_request_holds_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str], sent: str) -> None:
    logs.configure("console", "info")
    structlog.get_logger("test").info("request", path=f"/一般{sent}")
    logging.getLogger("uvicorn.error").warning("refused %s", sent)
    structlog.get_logger("test").error("unforeseen_error", exc_info=ValueError(sent))
    written = capsys.readouterr().err
    first, second, *_ = written.splitlines()
    assert "path=" in first
    assert "一般" in first
    assert "refused" in second
    assert not {each for each in written if not each.isprintable()} - {"\n"}


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_traceback_shows_no_local_values(capsys: pytest.CaptureFixture[str], form: str) -> None:
    logs.configure("json" if form == "json" else "console", "info")
    _asked_with("a-citizens-own-affair")
    written = capsys.readouterr().err
    assert "ZeroDivisionError" in written
    assert "a-citizens-own-affair" not in written


def _asked_with(variable: str) -> None:
    try:
        _ = 1 / (len(variable) * 0)
    except ZeroDivisionError:
        structlog.get_logger("test").exception("unforeseen_error")
