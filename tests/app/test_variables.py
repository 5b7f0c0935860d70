"""What looks like a setting and is none is told, unless an orchestrator has written it."""

from pathlib import Path

import pytest

from app.settings import settings_from_environment, unknown_variables
from app.variables import Unknown, unknown_among, without_links

SETTINGS = ("host", "port", "max_depth", "cors_origins")

LINKS = {
    "BUDGETGRAPH_PORT": "tcp://10.0.0.1:8000",
    "BUDGETGRAPH_PORT_8000_TCP": "tcp://10.0.0.1:8000",
    "BUDGETGRAPH_PORT_8000_TCP_ADDR": "10.0.0.1",
    "BUDGETGRAPH_SERVICE_HOST": "10.0.0.1",
    "BUDGETGRAPH_SERVICE_PORT_HTTP": "8000",
    "BUDGETGRAPH_DATABASE_PORT": "tcp://10.0.0.2:5432",
}
"""What Kubernetes sets in every container beside the services `budgetgraph` and `budgetgraph-database`."""


@pytest.fixture(autouse=True)
def _empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PORT", raising=False)


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("BUDGETGRAPH_PROT", "BUDGETGRAPH_PORT"),
        ("budgetgraph_maxdepth", "BUDGETGRAPH_MAX_DEPTH"),
        ("BUDGETGRAPH_CORS_ORIGIN", "BUDGETGRAPH_CORS_ORIGINS"),
        ("BUDGETGRAPH_ZZZ", None),
    ],
)
def test_a_misspelt_variable_is_told_with_the_nearest_setting(given: str, nearest: str | None) -> None:
    [found] = unknown_among([given, "PATH", "BUDGETGRAPH_HOST"], SETTINGS)
    assert found == Unknown(given.upper(), nearest)
    assert (f"did you mean {nearest}?" in found.message) is (nearest is not None)


def test_those_of_the_environment_and_of_the_file_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BUDGETGRAPH_HOTS=0.0.0.0\nBUDGETGRAPH_PORT=9000\n", "utf-8")
    monkeypatch.setenv("BUDGETGRAPH_WORKER", "2")
    assert [each.nearest for each in unknown_variables()] == ["BUDGETGRAPH_HOST", "BUDGETGRAPH_WORKERS"]


def test_what_an_orchestrator_tells_is_neither_a_setting_nor_misspelt(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in LINKS.items():
        monkeypatch.setenv(name, value)
    assert settings_from_environment().port == 8000
    assert unknown_variables() == []
    monkeypatch.setenv("PORT", "9001")
    assert settings_from_environment().port == 9001


def test_a_port_of_ours_is_no_link() -> None:
    assert without_links({"BUDGETGRAPH_PORT": "9000", "PORT": "tcp://10.0.0.1:1"}) == {
        "BUDGETGRAPH_PORT": "9000",
        "PORT": "tcp://10.0.0.1:1",
    }
