"""What a table schema cannot say, on a copy of the seed tables in which one thing is wrong."""

import shutil
from pathlib import Path

import pytest

from graph.errors import DatasetError, DatasetProblem
from seed.dataset import PACKAGED, load_dataset


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGED / "tables", tmp_path / "tables")
    shutil.copy(PACKAGED / "datapackage.json", tmp_path)
    return tmp_path


def broken(folder: Path, table: str, line: int, old: str, new: str) -> DatasetProblem:
    """The one problem of the package in which `old` on a line of a table has become `new`."""
    path = folder / f"tables/{table}.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DatasetError) as refused:
        load_dataset(folder)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (f"tables/{table}.csv", line)
    return problem


def line_of(table: str, *cells: str) -> int:
    """The line of a packaged table that holds all the cells."""
    lines = (PACKAGED / f"tables/{table}.csv").read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if all(cell in line for cell in cells))


def test_an_observation_of_nobody_is_refused(copy: Path) -> None:
    problem = broken(copy, "observations", 2, ",EVALUATION,", ",PROJECT,")
    assert problem.column == "subject"
    assert problem.expected == "the key of a PROJECT in tables/projects.csv"


def test_a_mention_of_nothing_is_refused(copy: Path) -> None:
    problem = broken(copy, "mentions", 2, ",370200,", ",370299,")
    assert (problem.column, problem.found) == ("key", "370299")


def test_an_indicator_that_cites_an_unknown_rule_is_refused(copy: Path) -> None:
    line = line_of("indicators", "37020023P880028106842/2023/i9,")
    problem = broken(copy, "indicators", line, "2022年政务公开工作要点", "1922年政务公开工作要点")
    assert (problem.column, problem.expected) == ("cited_rules", "a title of tables/cited_rules.csv")


def test_a_code_that_the_year_does_not_know_is_refused(copy: Path) -> None:
    line = line_of("budget_lines", "qingdao-2021-final-accounts/03,4,", ",2010301,")
    problem = broken(copy, "budget_lines", line, ",2010301,,,", ",2010507,,,")
    assert (problem.column, problem.found) == ("functional", "2010507")
    assert problem.expected == "a code of FUNCTIONAL in 2021; this one is known for 2023, 2024, 2025"


def test_a_code_that_no_year_knows_is_refused(copy: Path) -> None:
    problem = broken(copy, "project_funding", 2, ",2010301,", ",2019999,")
    assert problem.expected == "a code of FUNCTIONAL in 2021; this one is known for no year"


def test_a_code_under_an_unknown_code_is_refused(copy: Path) -> None:
    line = line_of("classifications", "PROCUREMENT,A01010000,")
    problem = broken(copy, "classifications", line, ",A01000000,", ",A99000000,")
    assert (problem.column, problem.found) == ("parent", "A99000000")


def test_an_observed_code_needs_its_scheme(copy: Path) -> None:
    line = line_of("observations", ",FUNCTIONAL,201,")
    problem = broken(copy, "observations", line, ",FUNCTIONAL,201,", ",,201,")
    assert problem.expected == "both a scheme and a code, or neither"


def test_an_observed_code_is_known_in_the_year_of_the_figure(copy: Path) -> None:
    line = line_of("observations", ",FUNCTIONAL,201,")
    problem = broken(copy, "observations", line, ",FUNCTIONAL,201,", ",FUNCTIONAL,209,")
    assert (problem.column, problem.found) == ("classification_code", "209")


def test_money_finer_than_a_fen_is_refused(copy: Path) -> None:
    problem = broken(copy, "payment_plans", 2, ",3000.00,", ",3000.0000001,")
    assert (problem.column, problem.found) == ("amount", "3000.0000001 万元")
    assert problem.expected == "a whole number of fen"
