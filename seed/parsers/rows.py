"""Rows with every column of their table, as the Data Package describes it."""

import json
from functools import cache
from pathlib import Path

from seed.parsers.outline import Section
from seed.parsers.parsed import Context, Row

DESCRIPTOR = Path(__file__).parents[1] / "datapackage.json"


def row(table: str, context: Context, section: Section, line: int, **cells: object) -> Row:
    """A row of a table that is printed in a section, on a line; what is not given stays empty."""
    cells = {"document": context.key, "section": section.locator, "line": line} | cells
    columns = table_columns()[table]
    unknown = cells.keys() - columns
    if unknown:
        raise KeyError(table, *sorted(unknown))
    if "ambiguous" in columns:
        cells.setdefault("ambiguous", "false")
    return {column: str(cells.get(column, "")) for column in columns}


@cache
def table_columns() -> dict[str, tuple[str, ...]]:
    """The columns of every table, in order."""
    resources = json.loads(DESCRIPTOR.read_bytes())["resources"]
    return {each["name"]: tuple(field["name"] for field in each["schema"]["fields"]) for each in resources}


def department(context: Context) -> str:
    """The key of the department that published the document."""
    return context.document["publisher"]


def unit(context: Context) -> str:
    """The key of the budget unit whose document it is; empty for a whole department's."""
    return context.document["unit"]


def jurisdiction(context: Context) -> str:
    """The code of the jurisdiction whose department published the document."""
    return department(context).partition("/")[0]


def project_key(context: Context, name: str, code: str = "") -> str:
    """The key of a project: its published code, or its department and name."""
    return code or f"{department(context)}/{name}"


def criterion_row(path: str) -> Row:
    """The row of a criterion with the path of level names."""
    return {"path": path, "parent": path.rpartition(" > ")[0]}


def mention(context: Context, section: Section, line: int, kind: str, key: str) -> Row:
    """A further place where a row of another table is printed, by its kind and key."""
    place = {"document": context.key, "locator": section.locator, "line": str(line)}
    return dict.fromkeys(table_columns()["mentions"], "") | {"kind": kind, "key": key} | place


def told_again(kind: str, key: str, other: Row) -> Row:
    """The place of a row as a further place of the one with a kind and key, which says the same."""
    place = {"document": other["document"], "locator": other["section"], "line": other["line"]}
    return dict.fromkeys(table_columns()["mentions"], "") | {"kind": kind, "key": key} | place


def observation(  # noqa: PLR0913 - what makes a figure a fact
    context: Context,
    section: Section,
    line: int,
    *,
    subject: tuple[str, str],
    name: str,
    measure: str,
    fiscal_year: int | str,
    **cells: str,
) -> Row:
    """A row of `observations` about a subject, given as its kind and key; its key is made of what tells it apart."""
    parts = (context.key, subject[1], name, measure, str(fiscal_year), cells.get("period"), cells.get("qualifier"))
    return row(
        "observations",
        context,
        section,
        line,
        key="/".join(part for part in parts if part),
        subject_kind=subject[0],
        subject=subject[1],
        name=name,
        measure=measure,
        fiscal_year=fiscal_year,
        **cells,
    )
