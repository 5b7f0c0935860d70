"""A folder of open tables, read and checked against the schemas in its `datapackage.json`.

The descriptor is the only description of the tables: columns, types, constraints and keys are taken from it. All
that is wrong is collected, each with file, line, column, what was found and what was expected; if anything is,
nothing is read.
"""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.errors import DatasetError, DatasetProblem
from seed.columns import Cell, Column, Descriptor, compiled
from seed.keys import broken_keys
from seed.table import Row, Table, Tables

DESCRIPTOR = "datapackage.json"
BOM = b"\xef\xbb\xbf"


def read_package(folder: Path) -> Tables:
    """The tables of the package in `folder`; DatasetError naming everything that breaks their schemas.

    Keys are compared between tables whose cells are sound: beside a broken one every link would look broken.
    """
    problems: list[DatasetProblem] = []
    tables = {resource["name"]: read_table(folder, resource, problems) for resource in _descriptor(folder)["resources"]}
    broken = {problem.file for problem in problems}
    problems += broken_keys({name: table for name, table in tables.items() if table.path not in broken})
    if problems:
        raise DatasetError(problems)
    return tables


def _descriptor(folder: Path) -> dict[str, Any]:
    path = folder / DESCRIPTOR
    if not path.is_file():
        raise DatasetError([DatasetProblem(DESCRIPTOR, 0, "", str(folder), "a folder with a Data Package")])
    try:
        descriptor: dict[str, Any] = json.loads(path.read_bytes())
    except ValueError as error:
        raise DatasetError([DatasetProblem(DESCRIPTOR, 0, "", str(error), "JSON")]) from None
    return descriptor


def read_table(folder: Path, resource: Descriptor, problems: list[DatasetProblem]) -> Table:
    """The table that a resource describes, from its file; what is wrong with it is added to `problems`."""
    path = resource["path"]
    names = [field["name"] for field in resource["schema"]["fields"]]
    lines, records = _records(path, _text(folder / path, path, problems), names, problems)
    return table_of(path, resource["schema"], lines, records, problems)


def table_of(
    path: str,
    schema: Descriptor,
    lines: Sequence[int],
    records: Sequence[Sequence[str]],
    problems: list[DatasetProblem],
) -> Table:
    """The table of rows of texts, one for each column of the schema, and the line that each stands on.

    A broken cell is empty there and gives a problem.
    """
    columns = [compiled(field) for field in schema["fields"]]
    cells = [
        _converted(path, column, lines, texts, problems)
        for column, texts in zip(columns, zip(*records, strict=True), strict=False)
    ]
    names = [column.name for column in columns]
    rows = [Row(zip(names, values, strict=True)) for values in zip(*cells, strict=True)]
    for row, line in zip(rows, lines, strict=True):
        row.line = line
    return Table(path, schema, rows)


def _text(file: Path, path: str, problems: list[DatasetProblem]) -> str | None:
    """The text of a file, or None and a problem: UTF-8, no byte order mark, lines ended by a line feed alone."""
    if not file.is_file():
        problems.append(DatasetProblem(path, 0, "", "no file", "a CSV file"))
        return None
    data = file.read_bytes()
    if not data:
        problems.append(DatasetProblem(path, 1, "", "an empty file", "a header line"))
        return None
    if data.startswith(BOM):
        problems.append(DatasetProblem(path, 1, "", "a byte order mark", "UTF-8 without one"))
        return None
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        problems.append(DatasetProblem(path, line, "", "a carriage return", "lines that end in a line feed alone"))
        return None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(DatasetProblem(path, line, "", f"byte 0x{data[error.start]:02x}", "UTF-8"))
        return None


def _records(
    path: str, text: str | None, names: list[str], problems: list[DatasetProblem]
) -> tuple[list[int], list[list[str]]]:
    """The rows under the header that have as many cells as it has, and their lines."""
    lines: list[int] = []
    records: list[list[str]] = []
    if text is None:
        return lines, records
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        if not _header_fits(path, next(reader, []), names, problems):
            return lines, records
        for record in reader:
            if len(record) == len(names):
                lines.append(reader.line_num)
                records.append(record)
            else:
                problems.append(
                    DatasetProblem(path, reader.line_num, "", f"{len(record)} cells", f"{len(names)} cells")
                )
    except csv.Error as error:
        problems.append(DatasetProblem(path, reader.line_num, "", str(error), "CSV with closed quotes"))
    return lines, records


def _header_fits(path: str, found: list[str], names: list[str], problems: list[DatasetProblem]) -> bool:
    """Whether the header names the columns of the schema in their order; a problem for each that is amiss."""
    if found == names:
        return True
    missing = [name for name in names if name not in found]
    unknown = [name for name in found if name not in names]
    problems += [DatasetProblem(path, 1, name, "no such column", "a column of this name") for name in missing]
    problems += [DatasetProblem(path, 1, name, name, "no column of this name") for name in unknown]
    if not missing and not unknown:
        problems.append(DatasetProblem(path, 1, "", ",".join(found), ",".join(names)))
    return False


def _converted(
    path: str, column: Column, lines: Sequence[int], texts: Sequence[str], problems: list[DatasetProblem]
) -> list[Cell]:
    """The values of one column; a broken cell gives a problem and an empty value.

    A text that occurs again is converted once: most columns hold few different ones.
    """
    known: dict[str, Cell] = {}
    if not column.required:
        known[""] = column.empty
    values: list[Cell] = []
    for line, text in zip(lines, texts, strict=True):
        if text not in known:
            try:
                known[text] = _value(column, text)
            except ValueError as error:
                problems.append(DatasetProblem(path, line, column.name, text, str(error)))
                values.append(column.empty)
                continue
        values.append(known[text])
    return values


def _value(column: Column, text: str) -> Cell:
    if not text:
        raise ValueError("a value; the column is required")
    return column.convert(text)
