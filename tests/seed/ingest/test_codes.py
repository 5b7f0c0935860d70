"""Codes that the lists do not know are added as observed, once, whatever the order of the documents."""

from seed.ingest.codes import Use, uses, with_observed
from seed.parsers.parsed import Row
from tests.invented.papers import cell, paper, rows_of, statement


def code(code: str, name: str, *, edition: int = 2021, editions: str = "2021;2022", parent: str = "") -> Row:
    row = {"scheme": "FUNCTIONAL", "code": code, "edition": str(edition), "editions": editions, "name": name}
    return row | {"level": str((len(code) - 1) // 2), "parent": parent, "basis": "PUBLISHED", "evidence": "the list"}


LIST = [code("201", "一般公共服务支出"), code("20103", "政府办公厅事务", parent="201")]


def use(code: str, year: int, name: str = "", place: str = "a line 1", parent: str = "") -> Use:
    return Use("FUNCTIONAL", code, year, name, place, parent)


def test_a_known_code_of_another_year_holds_for_that_year_too() -> None:
    rows = with_observed(LIST, [use("201", 2024, "一般公共服务 支出"), use("20103", 2019)]).rows
    assert [(row["edition"], row["editions"]) for row in rows] == [
        ("2021", "2021;2022;2024"),
        ("2021", "2019;2021;2022"),
    ]


def test_a_known_code_under_another_name_is_another_meaning() -> None:
    found = with_observed(LIST, [use("20103", 2024, "政府办公室事务")])
    assert [(row["code"], row["edition"], row["name"], row["parent"]) for row in found.rows[2:]] == [
        ("20103", "2024", "政府办公室事务", "201")
    ]
    assert found.rows[0]["editions"] == "2021;2022;2024", "what is above it holds for the year too"
    assert found.observed[0].words == "known as 政府办公厅事务; printed in a line 1"


def test_the_name_a_document_prints_in_a_year_that_is_known_does_not_matter() -> None:
    assert with_observed(LIST, [use("20103", 2022, "政府办公室事务")]).rows == LIST


def test_an_unknown_code_stands_below_the_longest_known_prefix() -> None:
    found = with_observed(
        LIST, [use("2010399", 2022, "其他事务"), use("20199", 2022, "其他"), use("2019901", 2022, "国债")]
    )
    assert [(row["code"], row["parent"], row["level"]) for row in found.rows[2:]] == [
        ("20199", "201", "2"),
        ("2010399", "20103", "3"),
        ("2019901", "20199", "3"),
    ]


def test_what_the_document_says_is_above_a_code_goes_before_its_prefixes() -> None:
    rows = with_observed(LIST, [use("X9", 2022, "灯塔", parent="20103")]).rows
    assert (rows[2]["parent"], rows[2]["level"]) == ("20103", "3")


def test_a_code_without_a_name_gets_its_own_and_says_so() -> None:
    [row] = with_observed(LIST, [use("999", 2022)]).rows[2:]
    assert (row["name"], row["basis"], row["level"], row["parent"]) == ("999", "DERIVED", "1", "")


def test_later_years_of_a_new_code_are_years_of_one_meaning_in_any_order() -> None:
    used = [use("999", 2024, "灯塔"), use("999", 2023, "灯塔", "b line 2"), use("999", 2025), use("999", 2022, "航标")]
    rows = with_observed(LIST, used).rows[2:]
    assert [(row["edition"], row["editions"], row["name"]) for row in rows] == [
        ("2022", "2022", "航标"),
        ("2023", "2023;2024;2025", "灯塔"),
    ]
    assert with_observed(LIST, reversed(used)).rows[2:] == rows


def test_codes_are_used_by_lines_by_funding_and_by_observations() -> None:
    lines = [cell("a", 1, "2010301", "行政运行", "1.00", department_economic="301"), cell("a", 2, "", "合计", "1.00")]
    funding = [{"project": "p", "functional": "2010302", "fiscal_year": 2022, "line": 4}]
    observed = [{"key": "k", "fiscal_year": 2022, "classification_scheme": "FUNCTIONAL", "classification_code": "201"}]
    given = paper("a", statements=[statement("a")], budget_lines=lines, project_funding=funding, observations=observed)
    [document] = rows_of(given)
    assert {(each.scheme, each.code, each.name) for each in uses(document)} == {
        ("FUNCTIONAL", "2010301", "行政运行"),
        ("DEPARTMENT_ECONOMIC", "301", ""),
        ("FUNCTIONAL", "2010302", ""),
        ("FUNCTIONAL", "201", ""),
    }
