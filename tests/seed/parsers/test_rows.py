"""Rows have every column of their table, and no other."""

from collections.abc import Callable

import pytest

from seed.parsers.outline import Section
from seed.parsers.parsed import Context
from seed.parsers.rows import criterion_row, jurisdiction, observation, project_key, row, table_columns

PLACE = Section(("第一部分 部门概况", "一、主要职责"), "chapter", 3, ())


def test_what_is_not_given_stays_empty(known: Callable[..., Context]) -> None:
    duty = row("duties", known(), PLACE, 4, key="k", ordinal=1)
    assert tuple(duty) == table_columns()["duties"]
    assert [duty["document"], duty["section"], duty["line"], duty["ordinal"]] == [
        "yunxi-2022",
        "第一部分 部门概况 > 一、主要职责",
        "4",
        "1",
    ]
    assert duty["summary"] == ""


def test_a_column_that_the_table_does_not_have_is_refused(known: Callable[..., Context]) -> None:
    with pytest.raises(KeyError, match="colour"):
        row("duties", known(), PLACE, 4, colour="green")


def test_the_key_of_a_figure_is_what_tells_it_apart(known: Callable[..., Context]) -> None:
    told = observation(
        known(),
        PLACE,
        7,
        subject=("DEPARTMENT", "999900/云溪市林业局"),
        name="车辆",
        measure="vehicles_total",
        fiscal_year=2022,
        period="2022-12-31",
        value="3",
        unit="辆",
    )
    assert told["key"] == "yunxi-2022/999900/云溪市林业局/车辆/vehicles_total/2022/2022-12-31"
    assert told["ambiguous"] == "false"


def test_projects_go_by_their_code_else_by_department_and_name(known: Callable[..., Context]) -> None:
    assert project_key(known(), "森林防火", "99990022T000000000001") == "99990022T000000000001"
    assert project_key(known(), "森林防火") == "999900/云溪市林业局/森林防火"
    assert jurisdiction(known()) == "999900"


def test_the_parent_of_a_criterion_is_the_path_above_it() -> None:
    assert criterion_row("产出 > 数量") == {"path": "产出 > 数量", "parent": "产出"}
    assert criterion_row("产出")["parent"] == ""
