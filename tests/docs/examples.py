"""The example pages and the README, executed: what each asks and what it says is answered.

`make examples` writes the answers anew; the difference is then reviewed like any other.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from app.engines import CurrentEngine
from app.examples import Example, examples_in
from app.releases import Following, Releases, in_memory
from graph.findings.check import with_findings
from graph.history import release_of
from graph.memory import MemoryEngine
from graph.services import Services
from schema.build import build_schema
from schema.context import Context
from seed.dataset import load_dataset
from seed.ingest.ingesting import Place, seed, withdraw

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "examples"
OF_RELEASES = PAGES / "releases"
"""Pages about what one release cannot show; they are no examples for the browser, where there may be only one."""

_WITHDRAWN = "qingdao-2020-port-subsidy-evaluation"
README = ROOT / "README.md"
_ANSWER = re.compile(r"(^Answer:\n\n```json\n)(.*?)(^```)", re.MULTILINE | re.DOTALL)
_ASKED = re.compile(r"(^```graphql\n)(.*?)(^```\n\n```json\n)(.*?)(^```)", re.MULTILINE | re.DOTALL)


class Page(NamedTuple):
    """A page with the example in it."""

    path: Path
    example: Example

    @property
    def answer(self) -> Any:  # noqa: ANN401 - whatever the query asks for
        """What the page says is answered."""
        found = _ANSWER.search(self.path.read_text("utf-8"))
        return json.loads(found[2]) if found else None


class Server:
    """The served schema over the seed, or over the current one of some releases."""

    def __init__(self, history: Releases | None = None) -> None:
        self._schema = build_schema()
        if history is None:
            dataset = with_findings(load_dataset())
            self._context = Context(MemoryEngine(dataset, release_of(dataset, number=1, built_at="")))
        else:
            self._context = Context(history.engine("3"), Services(history))

    def answer(self, query: str, variables: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - whatever is asked
        """The data of the answer; AssertionError at the first error."""
        asked = self._schema.execute(query, variable_values=variables, context_value=self._context)
        result = asyncio.run(asked)
        assert result.errors is None, (query, result.errors)
        return result.data


@contextmanager
def three_releases() -> Iterator[Releases]:
    """A store with the seed, without one of its documents, and with it again."""
    with TemporaryDirectory() as folder:
        place = Place(f"sqlite:///{folder}/store.db", Path(folder) / "archive", Path(folder) / "corrections.csv")
        seed(place)
        withdraw(_WITHDRAWN, place)
        seed(place)
        history = Releases(place.database, CurrentEngine(), Following(load=in_memory))
        yield history
        history._store.close()


def pages(folder: Path = PAGES) -> list[Page]:
    """Every page of a folder in order; a page that holds no example is refused here rather than skipped."""
    paths = sorted(folder.glob("*.md"))
    return [Page(*pair) for pair in zip(paths, examples_in(folder), strict=True)]


def answered() -> Iterator[tuple[Page, Any]]:
    """What the server answers to every page."""
    server = Server()
    for page in pages():
        yield page, server.answer(page.example.query, page.example.variables)
    with three_releases() as history:
        server = Server(history)
        for page in pages(OF_RELEASES):
            yield page, server.answer(page.example.query, page.example.variables)


def readme_with_answers() -> str:
    """The README with the server's answers behind its queries."""
    server = Server()
    return _ASKED.sub(lambda found: found[1] + found[2] + found[3] + _printed(server.answer(found[2])) + found[5],
                      README.read_text("utf-8"))  # fmt: skip


def write_answers() -> None:
    """Write the answer of every query into its page."""
    for page, answer in answered():
        text = page.path.read_text("utf-8")
        found = _ANSWER.search(text)
        assert found is not None, page.path.name
        page.path.write_text(text[: found.start(2)] + _printed(answer) + text[found.end(2) :], "utf-8")
    README.write_text(readme_with_answers(), "utf-8")


def _printed(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write_answers()
