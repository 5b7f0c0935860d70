"""Reading and checking a folder of tables, on two small tables about invented lighthouses."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DatasetError, DatasetProblem
from seed.package import read_package

DISTRICTS = "name,part_of\nQinghe,\nHarbour,Qinghe\n"
LIGHTHOUSES = (
    "code,name,district,lit,budget,open,kind,aliases\n"
    "L01,North Light,Harbour,1899,12.50,true,SEA,Old North;Tower\n"
    "L02,Mole Light,Harbour,,,,MOLE,\n"
)


def descriptor() -> dict[str, Any]:
    return {
        "resources": [
            {
                "name": "lighthouses",
                "path": "tables/lighthouses.csv",
                "schema": {
                    "fields": [
                        {"name": "code", "type": "string", "constraints": {"required": True, "pattern": "L[0-9]{2}"}},
                        {"name": "name", "type": "string", "constraints": {"required": True}},
                        {"name": "district", "type": "string"},
                        {"name": "lit", "type": "integer", "constraints": {"minimum": 1700, "maximum": 2100}},
                        {"name": "budget", "type": "number"},
                        {"name": "open", "type": "boolean"},
                        {"name": "kind", "type": "string", "constraints": {"enum": ["SEA", "MOLE"]}},
                        {"name": "aliases", "type": "list", "delimiter": ";"},
                    ],
                    "primaryKey": "code",
                    "foreignKeys": [{"fields": "district", "reference": {"resource": "districts", "fields": "name"}}],
                },
            },
            {
                "name": "districts",
                "path": "tables/districts.csv",
                "schema": {
                    "fields": [
                        {"name": "name", "type": "string", "constraints": {"required": True}},
                        {"name": "part_of", "type": "string"},
                    ],
                    "primaryKey": ["name"],
                    "foreignKeys": [{"fields": ["part_of"], "reference": {"resource": "", "fields": ["name"]}}],
                },
            },
        ]
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor()), encoding="utf-8")
    (tmp_path / "tables/districts.csv").write_bytes(DISTRICTS.encode())
    (tmp_path / "tables/lighthouses.csv").write_bytes(LIGHTHOUSES.encode())
    return tmp_path


def refusal(folder: Path) -> list[DatasetProblem]:
    """What a package is refused for."""
    with pytest.raises(DatasetError) as refused:
        read_package(folder)
    return refused.value.problems


def words(problem: DatasetProblem) -> tuple[str, int, str, object, str]:
    return problem.file, problem.line, problem.column, problem.found, problem.expected


def test_cells_are_what_their_columns_say(folder: Path) -> None:
    north, mole = read_package(folder)["lighthouses"]
    assert north == {
        "code": "L01",
        "name": "North Light",
        "district": "Harbour",
        "lit": 1899,
        "budget": Decimal("12.50"),
        "open": True,
        "kind": "SEA",
        "aliases": ("Old North", "Tower"),
    }
    assert str(north["budget"]) == "12.50"
    assert mole["budget"] is None
    assert mole["open"] is None
    assert mole["aliases"] == ()


def test_rows_know_their_lines_and_are_found_by_a_column(folder: Path) -> None:
    lighthouses = read_package(folder)["lighthouses"]
    assert [row.line for row in lighthouses] == [2, 3]
    assert [row["code"] for row in lighthouses.by("district")["Harbour"]] == ["L01", "L02"]
    assert list(lighthouses.by("district")["Qinghe"]) == []
    assert list(lighthouses.by("kind")["MOLE"]) == [lighthouses.rows[1]]


BROKEN_CELLS = [
    ("1899", "18.99", 2, "lit", "18.99", "a whole number"),
    ("1899", "1599", 2, "lit", "1599", "a number of at least 1700 and at most 2100"),
    ("1899", "2101", 2, "lit", "2101", "a number of at least 1700 and at most 2100"),
    ("12.50", "12,50", 2, "budget", "12,50", "a number such as `-1234.50`"),
    ("12.50", "1e3", 2, "budget", "1e3", "a number such as `-1234.50`"),
    ("true", "yes", 2, "open", "yes", "`true` or `false`"),
    ("SEA", "LAKE", 2, "kind", "LAKE", "one of SEA, MOLE"),
    ("L02", "L2", 3, "code", "L2", "text of the form `L[0-9]{2}`"),
    ("L02", "", 3, "code", "", "a value; the column is required"),
    ("Mole Light", "", 3, "name", "", "a value; the column is required"),
    (";Tower", ";;Tower", 2, "aliases", "Old North;;Tower", "values joined by `;`, none of them empty"),
    ("Mole Light,Harbour", "Mole Light,Lagoon", 3, "district", "Lagoon", "name of a row of tables/districts.csv"),
    ("L02", "L01", 3, "code", "L01", "a key that line 2 does not have"),
]


@pytest.mark.parametrize(("old", "new", "line", "column", "found", "expected"), BROKEN_CELLS)
def test_a_broken_cell_is_refused_with_its_place(  # noqa: PLR0913, PLR0917 - a cell, what breaks it, what is said
    folder: Path, old: str, new: str, line: int, column: str, found: str, expected: str
) -> None:
    quoted = f'"{new}"' if "," in new and "," not in old else new
    (folder / "tables/lighthouses.csv").write_bytes(LIGHTHOUSES.replace(old, quoted).encode())
    (problem,) = refusal(folder)
    assert words(problem) == ("tables/lighthouses.csv", line, column, found, expected)


BROKEN_FILES = [
    (b"", 1, "", "an empty file", "a header line"),
    (b"\xef\xbb\xbf" + DISTRICTS.encode(), 1, "", "a byte order mark", "UTF-8 without one"),
    (DISTRICTS.replace("\n", "\r\n").encode(), 1, "", "a carriage return", "lines that end in a line feed alone"),
    (DISTRICTS.encode() + b"M\xf6we,\n", 4, "", "byte 0xf6", "UTF-8"),
    (b"name,part_of\nQinghe\n", 2, "", "1 cells", "2 cells"),
    (b"name,part_of\nQinghe,,\n", 2, "", "3 cells", "2 cells"),
    (b"name,part_of\nQinghe,\n\n", 3, "", "0 cells", "2 cells"),
    (b'name,part_of\n"Qinghe,\n', 2, "", "unexpected end of data", "CSV with closed quotes"),
    (b"name\nQinghe\n", 1, "part_of", "no such column", "a column of this name"),
    (b"name,part_of,mayor\nQinghe,,\n", 1, "mayor", "mayor", "no column of this name"),
    (b"part_of,name\n,Qinghe\n", 1, "", "part_of,name", "name,part_of"),
    (b"name,part_of\nQinghe,Atlantis\n", 2, "part_of", "Atlantis", "name of a row of tables/districts.csv"),
]


@pytest.mark.parametrize(("data", "line", "column", "found", "expected"), BROKEN_FILES)
def test_a_broken_file_is_refused_with_its_place(  # noqa: PLR0913, PLR0917 - a file, and what is said of it
    folder: Path, data: bytes, line: int, column: str, found: str, expected: str
) -> None:
    (folder / "tables/lighthouses.csv").write_text(LIGHTHOUSES.replace("Harbour", ""), encoding="utf-8")
    (folder / "tables/districts.csv").write_bytes(data)
    (problem,) = refusal(folder)
    assert words(problem) == ("tables/districts.csv", line, column, found, expected)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "tables/districts.csv").unlink()
    (problem,) = refusal(folder)
    assert words(problem) == ("tables/districts.csv", 0, "", "no file", "a CSV file")


def test_everything_that_is_wrong_is_said_at_once(folder: Path) -> None:
    broken = LIGHTHOUSES.replace("1899", "old").replace("SEA", "LAKE").replace("true", "yes")
    (folder / "tables/lighthouses.csv").write_text(broken, encoding="utf-8")
    (folder / "tables/districts.csv").write_text(DISTRICTS + "Harbour,\n", encoding="utf-8")
    problems = refusal(folder)
    assert [(problem.file, problem.line, problem.column) for problem in problems] == [
        ("tables/lighthouses.csv", 2, "lit"),
        ("tables/lighthouses.csv", 2, "open"),
        ("tables/lighthouses.csv", 2, "kind"),
        ("tables/districts.csv", 4, "name"),
    ]
    assert "tables/lighthouses.csv:2: column `lit`: found `old`, expected a whole number" in str(problems[0])


def test_a_key_of_several_columns_is_compared_whole(folder: Path) -> None:
    package = descriptor()
    schema = package["resources"][0]["schema"]
    schema["primaryKey"] = ["district", "kind"]
    schema.pop("foreignKeys")
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert len(read_package(folder)["lighthouses"].rows) == 2
    (folder / "tables/lighthouses.csv").write_text(LIGHTHOUSES.replace("MOLE", "SEA"), encoding="utf-8")
    (problem,) = refusal(folder)
    assert words(problem)[1:] == (3, "district, kind", "Harbour, SEA", "a key that line 2 does not have")


def test_a_folder_without_descriptor_is_refused(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path)
    assert words(problem) == ("datapackage.json", 0, "", str(tmp_path), "a folder with a Data Package")


def test_a_descriptor_that_is_not_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("resources: []", encoding="utf-8")
    (problem,) = refusal(tmp_path)
    assert (problem.file, problem.expected) == ("datapackage.json", "JSON")


def test_a_limit_may_be_one_sided(folder: Path) -> None:
    package = descriptor()
    package["resources"][0]["schema"]["fields"][3]["constraints"] = {"maximum": 1800}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (problem,) = refusal(folder)
    assert problem.expected == "a number of at most 1800"
