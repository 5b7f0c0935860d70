"""The example pages, executed: what each asks and what it says is answered.

`python -m tests.docs.examples` writes the answers anew; the difference is then reviewed like any other.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from app.examples import Example, examples_in
from graph.history import release_of
from graph.memory import MemoryEngine
from schema.build import build_schema
from schema.context import Context
from seed.dataset import load_dataset

PAGES = Path(__file__).resolve().parents[2] / "docs" / "examples"
_ANSWER = re.compile(r"(^Answer:\n\n```json\n)(.*?)(^```)", re.MULTILINE | re.DOTALL)


class Page(NamedTuple):
    """A page with the example in it."""

    path: Path
    example: Example

    @property
    def answer(self) -> Any:  # noqa: ANN401 - whatever the query asks for
        """What the page says is answered."""
        found = _ANSWER.search(self.path.read_text("utf-8"))
        return json.loads(found[2]) if found else None


def pages() -> list[Page]:
    """Every page in order; a page that holds no example is refused here rather than skipped."""
    paths = sorted(PAGES.glob("*.md"))
    return [Page(*pair) for pair in zip(paths, examples_in(PAGES), strict=True)]


def answered() -> Iterator[tuple[Page, Any]]:
    """What the served schema over the seed answers to every page; AssertionError at the first error."""
    schema = build_schema()
    dataset = load_dataset()
    engine = MemoryEngine(dataset, release_of(dataset, number=1, built_at=""))
    for page in pages():
        query, variables = page.example.query, page.example.variables
        asked = schema.execute(query, variable_values=variables, context_value=Context(engine))
        result = asyncio.run(asked)
        assert result.errors is None, (page.path.name, result.errors)
        yield page, result.data


def write_answers() -> None:
    """Write the answer of every page into it."""
    for page, answer in answered():
        printed = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
        text = page.path.read_text("utf-8")
        found = _ANSWER.search(text)
        assert found is not None, page.path.name
        page.path.write_text(text[: found.start(2)] + printed + text[found.end(2) :], "utf-8")


if __name__ == "__main__":
    write_answers()
