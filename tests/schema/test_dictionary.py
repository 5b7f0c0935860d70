"""The data dictionary is the schema's own words."""

from pathlib import Path

import strawberry

from schema.dictionary import dictionary

PRINTED = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"


def test_the_printed_dictionary_is_that_of_the_served_schema(served: strawberry.Schema) -> None:
    assert PRINTED.read_text("utf-8") == dictionary(served), "print it with `make dictionary` and review the difference"


def test_every_type_of_the_schema_has_an_entry(served: strawberry.Schema) -> None:
    headings = {line[4:] for line in dictionary(served).splitlines() if line.startswith("### ")}
    names = {name for name in served._schema.type_map if not name.startswith("__")}
    assert headings == {name for name in names if not name.endswith(("Connection", "Edge"))}


def test_no_row_of_a_table_is_broken_over_lines_or_columns(served: strawberry.Schema) -> None:
    columns = 0
    for line in dictionary(served).splitlines():
        cells = line.replace("\\|", "").count("|")
        if not line.startswith("|"):
            columns = 0
        elif columns == 0:
            columns = cells
        else:
            assert cells == columns, line
