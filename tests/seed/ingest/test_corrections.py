"""Human decisions: a file that is right or refused line by line, applied last, visible where it changed something."""

from pathlib import Path

import pytest

from graph.errors import CorrectionsError
from seed.ingest.corrections import SCHEMA, Corrections, read_corrections
from seed.ingest.tabling import UnsoundRow
from seed.parsers.parsed import Row
from tests.invented.papers import DEPARTMENT, cell, paper, project, rows_of, statement

HEADER = ",".join(field["name"] for field in SCHEMA["fields"])
WHO = "the annex says otherwise,annex 3,2024-03-01,editor"


def written(folder: Path, *lines: str) -> Corrections:
    file = folder / "corrections.csv"
    file.write_text("\n".join((HEADER, *lines, "")), encoding="utf-8")
    return read_corrections(file)


def tables(*papers: bytes) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for document in rows_of(*papers):
        for name, each in document.rows.items():
            rows.setdefault(name, []).extend(each)
    return rows


LINES = paper("a", statements=[statement("a")], budget_lines=[cell("a", 1, "201", "一般公共服务支出", "12.00")])


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.csv").all == ()


def test_a_cell_is_changed_and_its_note_says_who_says_so(tmp_path: Path) -> None:
    corrections = written(tmp_path, f"CHANGE,budget_lines,a/01 | 1 | 1,,amount,12.00,21.00,{WHO}")
    rows = tables(LINES)
    done = corrections.apply(rows).done
    assert [each.line for each in done] == [2]
    [row] = rows["budget_lines"]
    assert row["amount"] == "21.00"
    assert row["note"] == (
        "corrected: amount is printed as 12.00; the annex says otherwise "
        "(source: annex 3; decided by editor on 2024-03-01)"
    )


def test_a_correction_of_what_is_no_longer_printed_does_nothing_and_says_why(tmp_path: Path) -> None:
    corrections = written(
        tmp_path,
        f"CHANGE,budget_lines,a/01 | 1 | 1,,amount,11.00,21.00,{WHO}",
        f"CHANGE,budget_lines,a/01 | 2 | 1,,amount,11.00,21.00,{WHO}",
        f"CHANGE,budget_lines,a/01 | 1 | 1,,unit,,万元,{WHO}",
    )
    rows = tables(LINES)
    applied = corrections.apply(rows)
    assert applied.done == []
    assert [why for _, why in applied.idle] == [
        "the document prints `12.00` now",
        "the row says so already",
        "no document prints such a row",
    ]
    assert rows == tables(LINES)


def test_a_rename_keeps_the_old_name_as_an_alias_and_the_key(tmp_path: Path) -> None:
    key = f"{DEPARTMENT}/灯具更新"
    rows = tables(paper("a", projects=[project("灯具更新", aliases="灯具")]))
    written(tmp_path, f"RENAME,projects,{key},,,,灯具节能更新,{WHO}").apply(rows)
    [row] = rows["projects"]
    assert (row["key"], row["name"], row["aliases"]) == (key, "灯具节能更新", "灯具;灯具更新")
    assert row["note"].startswith("renamed: the annex says otherwise")


def test_merges_and_their_opposite_are_told_by_table(tmp_path: Path) -> None:
    corrections = written(tmp_path, f"MERGE,projects,a,b,,,,{WHO}", f"KEEP_APART,recipients,c,d,,,,{WHO}")
    decided = corrections.decided
    assert decided["projects"].one == {
        ("a", "b"): "decided: the annex says otherwise (source: annex 3; decided by editor on 2024-03-01)"
    }
    assert decided["recipients"].apart == {frozenset({"c", "d"})}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("FORGET,projects,a,b,,,,why,source,2024-03-01,editor", "corrections.csv:2: column `decision`"),
        ("MERGE,projects,a,b,,,,,source,2024-03-01,editor", "corrections.csv:2: column `reason`"),
        ("MERGE,projects,a,b,,,,why,source,1 March,editor", "corrections.csv:2: column `date`: found `1 March`"),
        (
            f"MERGE,projects,a,,,,,{WHO}",
            "corrections.csv:2: column `other`: found ``, expected a value; MERGE needs it",
        ),
        (f"MERGE,projects,a,a,,,,{WHO}", "expected another key than `key`"),
        (f"MERGE,budget_lines,a,b,,,,{WHO}", "column `table`: found `budget_lines`, expected one of departments"),
        (f"RENAME,budget_lines,a,,,,b,{WHO}", "expected a table of things with names"),
        (f"CHANGE,budget_lines,a,,row,,2,{WHO}", "expected a column of budget_lines that is no part of its key"),
        (f"CHANGE,budget_lines,a,,amount,,twelve,{WHO}", "column `value`: found `twelve`, expected a number"),
        (f"CHANGE,budget_lines,a,,amount,12.00,,{WHO}", "expected a value; budget_lines.amount may not be empty"),
        ("MERGE,projects,a,b", "found `4 cells`, expected `11 cells`"),
    ],
)
def test_a_wrong_line_is_refused_with_file_line_and_column(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(CorrectionsError) as refusal:
        written(tmp_path, line)
    assert problem.replace("`11 cells`", "11 cells") in str(refusal.value).replace("`11 cells`", "11 cells")


def test_the_line_is_blamed_that_broke_a_row(tmp_path: Path) -> None:
    corrections = written(tmp_path, f"CHANGE,budget_lines,a/01 | 1 | 1,,functional,201,999,{WHO}")
    rows = tables(LINES)
    corrections.apply(rows)
    unsound = UnsoundRow("budget_lines", rows["budget_lines"][0], "functional", "999", "a code")
    with pytest.raises(CorrectionsError, match=r"corrections.csv:2: column `value`: found `999`"):
        corrections.blame([unsound])
    Corrections().blame([unsound])
