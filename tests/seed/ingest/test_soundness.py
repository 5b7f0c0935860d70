"""What breaks the rules of the tables is left out of a document with a word; the rest of it stays."""

import json

import pytest

from graph.errors import UnsoundDocumentError
from seed.ingest.soundness import sound
from tests.invented.papers import DEPARTMENT, cell, paper, parse_paper, project, statement
from tests.seed.ingest.test_indicators import indicator


def sifted(content: bytes) -> tuple[dict[str, int], list[str]]:
    rows, warnings = sound(parse_paper(content, "a.json"))
    return {name: len(each) for name, each in rows.rows.items()}, [warning.text for warning in warnings]


def test_a_sound_document_is_kept_whole() -> None:
    lines = [cell("a", 1, "201", "一般公共服务支出", "12.00")]
    counts, warnings = sifted(paper("a", statements=[statement("a")], budget_lines=lines))
    assert counts == {"jurisdictions": 1, "departments": 1, "statements": 1, "budget_lines": 1, "documents": 1}
    assert warnings == []


def test_a_row_with_a_broken_cell_is_left_out_with_line_and_reason() -> None:
    lines = [cell("a", 1, "201", "一般公共服务支出", "12.00"), cell("a", 2, "", "合计", "twelve")]
    rows, warnings = sound(parse_paper(paper("a", statements=[statement("a")], budget_lines=lines), "a"))
    assert len(rows.of("budget_lines")) == 1
    [warning] = warnings
    assert warning.line == 102
    assert "budget_lines.amount: found `twelve`, expected a number" in warning.text


def test_what_leans_on_a_row_that_is_left_out_goes_too() -> None:
    budgets = [{"project": f"{DEPARTMENT}/灯具更新", "fiscal_year": 2022, "unit": "万元", "approved": "1"}]
    broken = project("灯具更新", ordinal="first")
    counts, warnings = sifted(paper("a", projects=[broken], project_budgets=budgets))
    assert "projects" not in counts
    assert "project_budgets" not in counts
    assert len(warnings) == 2


def test_a_document_whose_own_row_is_broken_is_no_document() -> None:
    with pytest.raises(UnsoundDocumentError, match=r"documents\.kind: found `DIARY`"):
        sifted(paper("a", kind="DIARY"))
    plain = json.loads(paper("a"))
    del plain["rows"]["departments"]
    with pytest.raises(UnsoundDocumentError, match=r"documents\.publisher"):
        sifted(json.dumps(plain).encode())


def test_what_is_printed_twice_is_one_row_and_a_mention() -> None:
    twice = [project("灯具更新", line=5), project("灯具更新", line=9)]
    counts, warnings = sifted(paper("a", projects=twice))
    assert (counts["projects"], counts["mentions"], warnings) == (1, 1, [])


def test_two_figures_for_one_cell_are_one_figure_and_a_warning() -> None:
    lines = [cell("a", 1, "201", "一般公共服务支出", "12.00"), cell("a", 1, "201", "一般公共服务支出", "13.00")]
    counts, warnings = sifted(paper("a", statements=[statement("a")], budget_lines=lines))
    assert counts["budget_lines"] == 1
    assert warnings == ["a row of budget_lines was left out: another one has its key, a/01 > 1 > 1"]


def test_two_tables_that_count_their_indicators_alike_give_all_of_them() -> None:
    given = [indicator(1, "更换数量"), indicator(2, "合格率"), indicator(1, "节电量"), indicator(2, "合格率")]
    rows, warnings = sound(parse_paper(paper("a", projects=[project("灯具更新")], indicators=given), "a"))
    assert [(row["ordinal"], row["name"]) for row in rows.of("indicators")] == [
        ("1", "更换数量"),
        ("2", "合格率"),
        ("3", "节电量"),
    ]
    assert warnings == []


def test_the_criteria_above_a_criterion_are_rows_too() -> None:
    rows, _ = sound(parse_paper(paper("a", criteria=[{"path": "产出 > 质量 > 合格率", "parent": "产出 > 质量"}]), "a"))
    assert [row["path"] for row in rows.of("criteria")] == ["产出", "产出 > 质量", "产出 > 质量 > 合格率"]


def test_what_stands_above_all_headings_stands_under_the_title() -> None:
    rows, _ = sound(parse_paper(paper("a", projects=[project("灯具更新", section="")]), "a"))
    assert [row["section"] for row in rows.of("projects")] == ["青禾市灯塔管理局2022年"]


def test_a_duty_is_told_by_its_number_where_nobody_summed_it_up() -> None:
    duties = [{"key": f"{DEPARTMENT}/duty/3", "department": DEPARTMENT, "ordinal": 3, "line": 12}]
    rows, warnings = sound(parse_paper(paper("a", duties=duties), "a"))
    assert [row["summary"] for row in rows.of("duties")] == ["第3项职责（原文第12行）"]
    assert warnings == []
