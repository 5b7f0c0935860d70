"""The example pages of the documentation, as the tabs that GraphiQL opens with.

A page is a Markdown file: a title (`# ...`), the query in its first `graphql` block and, after the word Variables,
the variables in a `json` block. The tests execute every page, so what is offered here works.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson
import structlog

log = structlog.get_logger(__name__)

_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)
_QUERY = re.compile(r"^```graphql\n(.*?)^```", re.MULTILINE | re.DOTALL)
_VARIABLES = re.compile(r"\bVariables\b(?:(?!^#|^```).)*^```json\n(.*?)^```", re.MULTILINE | re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Example:
    """A question in words and as a query."""

    title: str
    query: str
    variables: dict[str, Any] | None


def examples_in(directory: Path) -> list[Example]:
    """The examples of a directory in the order of their file names; a page that is none is logged, not shown."""
    return list(_readable(directory))


def as_json(examples: list[Example]) -> bytes:
    """The examples as GraphiQL's page reads them: `[{title, query, variables}]`."""
    return orjson.dumps([asdict(example) for example in examples])


def _readable(directory: Path) -> Iterator[Example]:
    for path in sorted(directory.glob("*.md")):
        example = _example(path.read_text("utf-8"))
        if example is not None:
            yield example
        elif path.stem.lower() not in ("readme", "index"):
            log.warning("example_unreadable", file=path.name)


def _example(page: str) -> Example | None:
    title, query = _TITLE.search(page), _QUERY.search(page)
    if title is None or query is None:
        return None
    variables = _VARIABLES.search(page)
    try:
        given = orjson.loads(variables[1]) if variables else None
    except orjson.JSONDecodeError:
        return None
    return Example(title[1], query[1].rstrip(), given)
