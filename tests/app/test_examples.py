"""Example pages are documentation for people and tabs for GraphiQL."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app.examples import Example, as_json, examples_in

PAGE = """# Which offices are there?

All of them, in published order.

```graphql
query Offices($code: String!) {
  department(code: $code) { offices { name } }
}
```

Variables:

```json
{"code": "103"}
```

Answer:

```json
{"data": {}}
```
"""


def test_a_page_holds_a_title_a_query_and_its_variables(tmp_path: Path) -> None:
    (tmp_path / "offices.md").write_text(PAGE, "utf-8")
    query = "query Offices($code: String!) {\n  department(code: $code) { offices { name } }\n}"
    assert examples_in(tmp_path) == [Example("Which offices are there?", query, {"code": "103"})]


@pytest.mark.parametrize(
    "variables",
    ["", "The variables come later.\n\n## Answer\n\n", "Variables: none.\n\n```text\nnone\n```\n\n"],
)
def test_the_answer_is_never_taken_for_the_variables(tmp_path: Path, variables: str) -> None:
    page = PAGE.replace('Variables:\n\n```json\n{"code": "103"}\n```\n\n', variables)
    (tmp_path / "offices.md").write_text(page, "utf-8")
    [example] = examples_in(tmp_path)
    assert example.variables is None or variables.startswith("The")


def test_pages_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("02-b", "01-a", "10-c"):
        (tmp_path / f"{name}.md").write_text(PAGE.replace("Which offices are there?", name), "utf-8")
    assert [example.title for example in examples_in(tmp_path)] == ["01-a", "02-b", "10-c"]


@pytest.mark.parametrize("page", ["no title", "# A title and no query", PAGE.replace('{"code": "103"}', "{code}")])
def test_a_page_that_is_none_is_left_out_and_logged(tmp_path: Path, page: str) -> None:
    (tmp_path / "broken.md").write_text(page, "utf-8")
    with capture_logs() as logs:
        assert examples_in(tmp_path) == []
    assert [line["file"] for line in logs] == ["broken.md"]


def test_an_index_is_no_example(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Examples", "utf-8")
    with capture_logs() as logs:
        assert examples_in(tmp_path) == []
    assert logs == []


def test_no_pages_are_no_examples(tmp_path: Path) -> None:
    assert as_json(examples_in(tmp_path / "nowhere")) == b"[]"
