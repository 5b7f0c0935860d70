"""Settings come from the environment, and what cannot be used is named."""

import pytest

from app.settings import Settings, settings_from_environment
from graph.errors import SettingError
from schema.limits import Limits


@pytest.fixture(autouse=True)
def _empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("no-env-file"))
    monkeypatch.delenv("PORT", raising=False)


def test_nothing_needs_to_be_set() -> None:
    settings = settings_from_environment()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.limits == Limits()


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("variable", ["PORT", "BUDGETGRAPH_PORT"])
def test_the_port_may_be_given_as_platforms_give_it(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "9001")
    assert settings_from_environment().port == 9001


def test_our_own_name_for_the_port_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9001")
    monkeypatch.setenv("BUDGETGRAPH_PORT", "9002")
    assert settings_from_environment().port == 9002


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGETGRAPH_CORS_ORIGINS", "https://a.example, https://b.example,")
    assert settings_from_environment().cors_origins == ("https://a.example", "https://b.example")


def test_limits_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("characters", "tokens", "depth", "aliases", "directives", "root_fields", "cost"):
        monkeypatch.setenv(f"BUDGETGRAPH_MAX_{name.upper()}", "7")
    expected = Limits(characters=7, tokens=7, depth=7, aliases=7, directives=7, root_fields=7, cost=7)
    assert settings_from_environment().limits == expected


@pytest.mark.parametrize(
    ("variable", "given", "message"),
    [
        ("PORT", "http", "setting PORT is `http`; expected a valid integer"),
        ("BUDGETGRAPH_PORT", "70000", "setting BUDGETGRAPH_PORT is `70000`; expected "),
        ("BUDGETGRAPH_MAX_DEPTH", "0", "setting BUDGETGRAPH_MAX_DEPTH is `0`; expected greater than or equal to 1"),
        ("BUDGETGRAPH_LOG_FORMAT", "xml", "setting BUDGETGRAPH_LOG_FORMAT is `xml`; expected "),
        ("BUDGETGRAPH_POLL_SECONDS", "nan", "setting BUDGETGRAPH_POLL_SECONDS is `nan`; expected a finite number"),
        ("BUDGETGRAPH_CORS_ORIGINS", "a.example", "setting BUDGETGRAPH_CORS_ORIGINS is `a.example`; expected origins "),
        ("BUDGETGRAPH_CORS_ORIGINS", "https://a.example/", "setting BUDGETGRAPH_CORS_ORIGINS is "),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, given: str, message: str
) -> None:
    monkeypatch.setenv(variable, given)
    with pytest.raises(SettingError) as refusal:
        settings_from_environment()
    assert refusal.value.message.startswith(message)


def test_words_may_be_written_in_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGETGRAPH_LOG_LEVEL", "WARNING")
    assert settings_from_environment().log_level == "warning"
