"""Every code that anyone can meet has a heading that says what to do."""

import re
from collections.abc import Iterator
from pathlib import Path

from app import asgi, refusal
from graph.errors import BudgetgraphError
from schema.errors import Code

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "errors.md").read_text("utf-8")


def codes(error: type[BudgetgraphError]) -> Iterator[str]:
    yield error.code
    for below in error.__subclasses__():
        yield from codes(below)


def test_every_code_has_a_heading_and_every_heading_is_a_code() -> None:
    headings = re.findall(r"^### (\w+)$", PAGE, re.MULTILINE)
    assert set(headings) == {
        *codes(BudgetgraphError),
        *(code.value for code in Code),
        *refusal.CODES.values(),
        *asgi._ROUTING_CODES.values(),
    }
    assert len(set(headings)) == len(headings)
