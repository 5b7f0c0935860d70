"""The command line: what it prints, where, and with which status it ends."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from starlette.types import ASGIApp
from typer.testing import CliRunner, Result

from app import cli, serve_command
from app.settings import Settings
from graph.dataset import Dataset
from graph.errors import DatasetError, DatasetProblem
from graph.store import Store
from graph.vocabulary import EntityKind
from seed.dataset import load_dataset
from tests.app.conftest import Client
from tests.invented import DATASET, RELEASE


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An address where there is no store yet; the dataset is the invented authority."""
    address = f"sqlite:///{tmp_path}/store/budget.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUDGETGRAPH_DATABASE", address)
    monkeypatch.setattr(cli, "load_dataset", lambda: DATASET)
    monkeypatch.setattr("app.logs.configure", lambda *_: None)
    return address


@pytest.fixture
def seeded(database: str) -> str:
    """A store that holds the invented authority."""
    with Store(database) as store:
        store.save(DATASET, built_at=RELEASE.built_at)
    return database


def ran(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli.cli, words, input=given, catch_exceptions=False)


def ended(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    """The status with which the whole program ends."""
    monkeypatch.setattr(sys, "argv", ["budgetgraph", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return end.value.code


class TestSeed:
    def test_makes_the_store_and_says_what_is_in_it_once(self, database: str) -> None:
        first, second = ran("seed"), ran("seed")
        assert first.exit_code == second.exit_code == 0
        with Store(database) as store:
            [release] = store.releases()
            documents = store.of(EntityKind.DOCUMENT)
        for result in (first, second):
            assert result.stderr.startswith(f"release {release.name}: {release.entity_count} entities, ")
        assert [each.key for each in documents] == [each.key for each in load_dataset().of(EntityKind.DOCUMENT)]

    def test_of_a_broken_dataset_makes_no_release(self, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cli, "load_dataset", broken)
        assert ended(monkeypatch, "seed") == 1
        assert not Path(database.removeprefix("sqlite:///")).exists()


@pytest.mark.usefixtures("database")
class TestCheck:
    def test_of_a_good_dataset_says_so(self) -> None:
        result = ran("check")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"no problems: {len(DATASET)} entities\n"

    def test_prints_every_problem_with_its_place(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(cli, "load_dataset", broken)
        assert ended(monkeypatch, "check") == 1
        written = capsys.readouterr()
        assert written.out.count("offices.csv:") == 30
        assert "offices.csv:7: column `ordinal`: found `seven`, expected an integer" in written.out
        assert "30 problem(s); nothing would be loaded" in written.err


@pytest.mark.usefixtures("seeded")
class TestQuery:
    def test_prints_the_answer_as_json(self, tmp_path: Path) -> None:
        file = tmp_path / "release.graphql"
        file.write_text("{ dataset { release entityCount } }", "utf-8")
        result = ran("query", str(file))
        assert result.exit_code == 0
        expected = {"release": RELEASE.name, "entityCount": len(DATASET)}
        assert json.loads(result.stdout) == {"data": {"dataset": expected}}

    def test_takes_variables_an_operation_and_standard_input(self) -> None:
        text = "query A { __typename } query B($first: Int) { departments(first: $first) { edges { node { name } } } }"
        result = ran("query", "-", "--operation", "B", "--variables", '{"first": 1}', "--cost", given=text)
        answer = json.loads(result.stdout)
        assert len(answer["data"]["departments"]["edges"]) == 1
        assert answer["extensions"]["cost"]["estimated"] == 4

    def test_that_is_refused_is_printed_and_ends_with_1(self) -> None:
        result = ran("query", "-", given="{ nothing }")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"

    @pytest.mark.parametrize(
        "words", [("nowhere.graphql",), ("-", "--variables", "{"), ("-", "--variables", "[1]"), ()]
    )
    def test_that_is_not_understood_ends_with_2(self, words: tuple[str, ...]) -> None:
        assert ran("query", *words, given="{ __typename }").exit_code == 2


@pytest.mark.usefixtures("seeded")
class TestServe:
    def test_serves_the_store_with_the_settings_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        served: dict[str, Any] = {}

        def run(app: ASGIApp, settings: Settings, announce: Callable[[str], None]) -> None:
            served.update(app=app, settings=settings)
            announce("http://127.0.0.1:9001")

        monkeypatch.setattr(serve_command, "run_server", run)
        result = ran("serve", "--port", "9001", "--host", "0.0.0.0")  # noqa: S104 - nothing is bound
        assert result.exit_code == 0
        assert (served["settings"].port, served["settings"].host) == (9001, "0.0.0.0")  # noqa: S104 - likewise
        for path in ("/graphql", "/graphiql/", "/schema.graphql"):
            assert f"http://127.0.0.1:9001{path}\n" in result.stderr
        answer = Client(served["app"]).post({"query": "{ dataset { release } }"})
        assert answer.json() == {"data": {"dataset": {"release": RELEASE.name}}}

    def test_with_a_setting_that_cannot_be_used_says_which(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("BUDGETGRAPH_MAX_COST", "much")
        assert ended(monkeypatch, "serve") == 1
        assert "setting BUDGETGRAPH_MAX_COST is `much`" in capsys.readouterr().err

    @pytest.mark.parametrize("port", ["-1", "70000", "http"])
    def test_on_a_port_that_there_is_not_ends_with_2(self, port: str) -> None:
        assert ran("serve", "--port", port).exit_code == 2


@pytest.mark.usefixtures("database")
def test_a_query_without_a_store_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "release.graphql"
    file.write_text("{ dataset { release } }", "utf-8")
    assert ended(monkeypatch, "query", str(file)) == 1
    assert "budgetgraph seed" in capsys.readouterr().err


def test_sdl_prints_the_schema() -> None:
    result = ran("sdl")
    assert result.exit_code == 0
    assert "type Query {" in result.stdout
    assert result.stdout.endswith("}\n")


def test_check_prints_the_contradictions_on_demand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, "check", "--findings") == 0
    printed = capsys.readouterr()
    assert all(line.startswith(("ROUNDING", "MINOR", "MAJOR")) for line in printed.out.splitlines())
    assert f"{len(printed.out.splitlines())} findings" in printed.err
    assert "MAJOR    score-is-weight-times-rate" in printed.out


def test_dictionary_prints_the_words_of_the_schema() -> None:
    result = ran("dictionary")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Data dictionary\n")


@pytest.mark.usefixtures("database")
def test_on_a_terminal_it_is_seen_that_something_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "messages", Console(stderr=True, force_terminal=True))
    assert ended(monkeypatch, "check") == 0
    assert "checking the dataset" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "seed", "query", "sdl", "dictionary", "check"])
def test_every_command_has_help(command: str) -> None:
    assert command in ran("--help").stdout
    result = ran(command, "--help")
    assert (result.exit_code, "Usage:" in result.stdout) == (0, True)


def broken() -> Dataset:
    raise DatasetError([DatasetProblem("offices.csv", line, "ordinal", "seven", "an integer") for line in range(1, 31)])
