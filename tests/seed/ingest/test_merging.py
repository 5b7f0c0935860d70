"""Everything that several documents print is one row, and nothing that they print is lost."""

from seed.ingest.merging import merged
from tests.invented.papers import DEPARTMENT, paper, project, rows_of

PROJECT = f"{DEPARTMENT}/灯具更新"


def budget(**cells: object) -> dict[str, object]:
    return {"project": PROJECT, "fiscal_year": 2022, "unit": "万元", **cells}


def test_the_accounts_have_the_say_and_others_fill_what_they_leave_empty() -> None:
    voted = paper("budget", kind="UNIT_BUDGET", project_budgets=[budget(approved="30.00", line=5)])
    spent = paper("accounts", project_budgets=[budget(executed="20.00", line=9)])
    [row] = merged(rows_of(voted, spent)).rows["project_budgets"]
    assert (row["approved"], row["executed"], row["document"], row["line"]) == ("30.00", "20.00", "accounts", "9")


def test_the_places_of_the_others_are_mentioned() -> None:
    first = paper("one", year=2021, projects=[project("灯具更新", line=5)])
    second = paper("two", year=2022, projects=[project("灯具更新", line=9)])
    mentions = merged(rows_of(second, first)).rows["mentions"]
    places = [(row["key"], row["document"], row["line"]) for row in mentions if row["kind"] == "PROJECT"]
    assert places == [(PROJECT, "two", "9")]


def test_every_other_name_is_an_alias_once_however_it_is_printed() -> None:
    papers = [
        paper("one", year=2021, projects=[project("灯具更新", aliases="灯具")]),
        paper("two", year=2022, projects=[project("灯具更新经费", key=PROJECT)]),
        paper("three", year=2023, projects=[project("灯具 更新 经费", key=PROJECT)]),
    ]
    [row] = merged(rows_of(*papers)).rows["projects"]
    assert (row["name"], row["aliases"]) == ("灯具更新", "灯具;灯具更新经费")


def test_a_figure_that_differs_stands_in_the_note_and_in_the_report() -> None:
    one = paper("one", project_budgets=[budget(approved="30.00", line=5)])
    other = paper("two", year=2023, project_budgets=[budget(approved="31.00", line=9)])
    result = merged(rows_of(one, other))
    [row] = result.rows["project_budgets"]
    words = "approved also printed as 31.00 in two line 9"
    assert (row["approved"], row["note"]) == ("30.00", words)
    assert result.conflicts == [("project_budgets", f"{PROJECT} | 2022", words)]


def test_the_same_figure_in_another_unit_is_no_contradiction() -> None:
    one = paper("one", project_budgets=[budget(approved="30.00")])
    other = paper("two", year=2023, project_budgets=[budget(approved="300000.00", unit="元")])
    assert merged(rows_of(one, other)).conflicts == []


def test_a_succession_is_left_out_where_nobody_names_the_earlier_project_any_more() -> None:
    successions = [{"project": PROJECT, "predecessor": f"{DEPARTMENT}/灯塔", "basis": "INFERRED", "reason": "same"}]
    later = paper("two", year=2023, projects=[project("灯具更新")], project_successions=successions)
    earlier = paper("one", year=2022, projects=[project("灯塔")])
    assert merged(rows_of(later)).rows["project_successions"] == []
    assert len(merged(rows_of(earlier, later)).rows["project_successions"]) == 1


def test_the_order_of_documents_changes_nothing() -> None:
    papers = [
        paper("one", year=2021, projects=[project("灯具更新")], project_budgets=[budget(approved="1")]),
        paper("two", year=2022, projects=[project("灯具更新")], project_budgets=[budget(approved="2")]),
        paper("three", year=2022, kind="UNIT_BUDGET", projects=[project("灯具更新", ordinal=3)]),
    ]
    assert merged(rows_of(*papers)) == merged(rows_of(*reversed(papers)))
