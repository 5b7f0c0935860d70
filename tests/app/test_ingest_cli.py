"""The commands that change what is known say what they did, to people and to programs."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app import ingest_cli
from app.cli import cli
from seed.ingest.ingesting import Wish
from tests.invented.papers import parse_paper, project
from tests.invented.quick import make_quick
from tests.seed.ingest.test_ingesting import accounts

Result = tuple[int, str, str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that commands run in; papers stand for documents."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BUDGETGRAPH_"):
            monkeypatch.delenv(name)
    make_quick(monkeypatch)
    monkeypatch.setattr(ingest_cli, "Wish", lambda **wish: Wish(parse=parse_paper, **wish))
    papers = tmp_path / "papers" / "2022"
    papers.mkdir(parents=True)
    (papers / "b.txt").write_bytes(accounts(projects=[project("灯具更新")]))
    (tmp_path / "papers" / "a.pdf").write_bytes(accounts("accounts-2023", year=2023))
    (tmp_path / "papers" / "notes.xyz").write_text("not a document")
    (tmp_path / "papers" / ".hidden.txt").write_text("not a document")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def told(*arguments: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(run(*arguments, "--json")[1])


@pytest.mark.usefixtures("folder")
def test_a_folder_is_ingested_with_what_lies_below_it() -> None:
    code, out, err = run("ingest", "papers", "--jobs", "1")
    assert (code, out) == (0, "")
    lines = err.splitlines()
    assert lines[0].startswith(
        "+ 2022/b.txt: FINAL_ACCOUNTS 2022 of 青禾市灯塔管理局; 1 statements, 1 cells, 1 projects"
    )
    assert lines[1].startswith("+ a.pdf: FINAL_ACCOUNTS 2023 of 青禾市灯塔管理局")
    assert lines[2] == "1 file(s) of other formats were passed over"
    assert lines[3].startswith("release 1 (")
    assert "DOCUMENT +2" in lines[3]


def test_a_list_names_files_relative_to_itself(folder: Path) -> None:
    (folder / "papers" / "list").write_text("# what came in May\n\n2022/b.txt\n")
    report = told("ingest", "--manifest", "papers/list", "--jobs", "1")
    assert [(each["file"], each["status"]) for each in report["files"]] == [("b.txt", "ADDED")]
    code, _, err = run("ingest", "--manifest", "nowhere")
    assert code == 2
    assert "nowhere cannot be read" in err


def test_programs_are_told_everything_as_json(folder: Path) -> None:
    (folder / "papers" / "bad.txt").write_text("nothing")
    code, out, _ = run("ingest", "papers", "--jobs", "1", "--json")
    report = json.loads(out)
    assert code == 1, "a file failed"
    assert [each["status"] for each in report["files"]] == ["ADDED", "ADDED", "FAILED"]
    assert report["files"][0]["counts"]["cells"] == 1
    assert report["files"][2]["code"] == "UNRECOGNISED_DOCUMENT"
    assert report["release"]["number"] == 1
    assert report["changes"]["DOCUMENT"]["added"] == 2


def test_warnings_have_page_and_line_and_are_cut_where_they_are_many(folder: Path) -> None:
    plain = json.loads(accounts())
    plain["warnings"] = [f"warning {number}" for number in range(7)]
    (folder / "w.txt").write_text(json.dumps(plain))
    _, _, err = run("ingest", "w.txt", "--jobs", "1", "--warnings", "2")
    assert err.splitlines()[1:4] == [
        "    page 1, line 7: warning 0",
        "    page 1, line 7: warning 1",
        "    ... 5 more warnings; --json lists all",
    ]


@pytest.mark.usefixtures("folder")
def test_a_dry_run_is_told_as_one() -> None:
    _, _, err = run("ingest", "papers", "--dry-run", "--jobs", "1")
    assert err.splitlines()[-1].startswith("would change: ")
    assert told("releases") == []


def test_nothing_to_ingest_is_a_mistake_of_the_command(folder: Path) -> None:
    (folder / "empty").mkdir()
    for arguments in (("ingest",), ("ingest", "empty"), ("ingest", "nowhere")):
        assert run(*arguments)[0] == 2


@pytest.mark.usefixtures("folder")
def test_documents_and_releases_are_listed() -> None:
    run("ingest", "papers/2022", "--jobs", "1")
    run("ingest", "papers", "--jobs", "1")
    assert [(each["key"], each["file"]) for each in told("documents")] == [
        ("accounts-2022", "b.txt"),
        ("accounts-2023", "a.pdf"),
    ]
    assert [each["key"] for each in told("documents", "--release", "1")] == ["accounts-2022"]
    releases = told("releases")
    assert [each["number"] for each in releases] == [1, 2]
    assert [each["key"] for each in told("documents", "--release", releases[0]["name"])] == ["accounts-2022"]
    code, out, _ = run("documents")
    assert code == 0
    assert out.splitlines()[1].split()[:3] == ["accounts-2022", "FINAL_ACCOUNTS", "2022"]


def test_what_differs_between_releases_is_told_by_document(folder: Path) -> None:
    run("ingest", "papers/2022", "--jobs", "1")
    (folder / "papers" / "2022" / "b.txt").write_bytes(accounts(amount="13.00", projects=[project("航标")]))
    run("ingest", "papers/2022", "--jobs", "1")
    lines = run("diff", "1", "2")[1].splitlines()
    assert "+ PROJECT 999900/910/航标 (航标) by accounts-2022" in lines
    assert "- PROJECT 999900/910/灯具更新 (灯具更新) by accounts-2022" in lines
    [line] = [each for each in lines if each.startswith("~ BUDGET_LINE")]
    assert line.startswith("~ BUDGET_LINE accounts-2022/01/1/1 (一般公共服务支出 · 合计) by accounts-2022: money: ")
    [change] = [each for each in told("diff", "2", "1") if each["kind"] == "BUDGET_LINE"]
    assert (change["change"], change["documents"]) == ("CHANGED", ["accounts-2022"])
    assert [field["name"] for field in change["fields"]] == ["money"]
    assert run("diff", "1", "2", "--most", "1")[2].startswith("... and ")


@pytest.mark.usefixtures("folder")
def test_a_document_is_withdrawn_by_its_key() -> None:
    run("ingest", "papers", "--jobs", "1")
    assert told("withdraw", "accounts-2022", "--dry-run")["dry_run"]
    _, _, err = run("withdraw", "accounts-2022")
    assert "DOCUMENT -1" in err
    assert [each["key"] for each in told("documents")] == ["accounts-2023"]


def test_an_api_key_is_printed_once_and_can_be_taken_back(folder: Path) -> None:
    code, out, _ = run("key", "new", "nightly")
    assert code == 0
    assert out.startswith("bg_nightly_")
    assert out.strip() not in (folder / "var" / "keys").read_text()
    assert [each["name"] for each in told("key", "list")] == ["nightly"]
    run("key", "revoke", "nightly")
    assert told("key", "list") == []


def test_the_seed_stands_beside_what_was_ingested(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(ingest_cli, "Wish", lambda **wish: Wish(parse=parse_paper, **wish))
    run("ingest", "papers", "--jobs", "1")
    code, _, err = run("seed")
    assert code == 0
    assert err.startswith("release ")
    assert len(told("documents")) == 7


@pytest.mark.usefixtures("folder")
def test_corrections_can_be_applied_by_themselves() -> None:
    run("ingest", "papers", "--jobs", "1")
    assert run("correct")[2].startswith("nothing changes; the release is ")
    assert told("correct", "--dry-run")["changes"] == {}
