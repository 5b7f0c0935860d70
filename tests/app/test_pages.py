"""What is served beside GraphQL."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.engines import CurrentEngine
from tests.app.conftest import Client
from tests.invented_schema import SCHEMA


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """GraphiQL as if it had been built."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>GraphiQL</title>", "utf-8")
    (tmp_path / "assets" / "index-BW46gbNK.js").write_text("export {}", "utf-8")
    return tmp_path


class TestGraphiQL:
    def test_is_a_page_that_is_asked_for_anew_each_time(self, make_client: Callable[..., Client], built: Path) -> None:
        response = make_client(graphiql=built).get("/graphiql/")
        assert (response.status_code, "GraphiQL" in response.text) == (200, True)
        assert response.headers["Cache-Control"] == "no-cache"

    def test_may_load_nothing_from_elsewhere(self, make_client: Callable[..., Client], built: Path) -> None:
        policy = make_client(graphiql=built).get("/graphiql/").headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "http" not in policy
        assert "unsafe-eval" not in policy

    def test_keeps_what_it_loads_as_long_as_it_likes(self, make_client: Callable[..., Client], built: Path) -> None:
        response = make_client(graphiql=built).get("/graphiql/assets/index-BW46gbNK.js")
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["Content-Type"].startswith("text/javascript")

    def test_is_found_without_the_slash(self, make_client: Callable[..., Client], built: Path) -> None:
        response = make_client(graphiql=built).get("/graphiql")
        assert (response.status_code, response.headers["Location"]) == (307, "/graphiql/")

    def test_has_no_files_but_its_own(self, make_client: Callable[..., Client], built: Path) -> None:
        assert make_client(graphiql=built).get("/graphiql/assets/%2e%2e/%2e%2e/secret").status_code == 404
        assert make_client(graphiql=built).get("/graphiql/assets/other.js").status_code == 404

    def test_says_how_to_build_it_where_it_is_not(self, make_client: Callable[..., Client], tmp_path: Path) -> None:
        response = make_client(graphiql=tmp_path / "nowhere").get("/graphiql/")
        assert response.status_code == 503
        assert "make serve" in response.text


class TestSchema:
    def test_is_printed_in_its_own_language(self, client: Client) -> None:
        response = client.get("/schema.graphql")
        assert response.text == SCHEMA.as_str()
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"

    def test_is_not_sent_again_to_those_who_have_it(self, client: Client) -> None:
        etag = client.get("/schema.graphql").headers["ETag"]
        for held in (etag, f'W/{etag}, "other"'):
            response = client.get("/schema.graphql", headers={"If-None-Match": held})
            assert (response.status_code, response.content) == (304, b"")
        assert client.get("/schema.graphql", headers={"If-None-Match": '"other"'}).status_code == 200


class TestQuestionsOfOperators:
    def test_is_it_alive(self, client: Client) -> None:
        assert client.get("/healthz").json() == {"status": "alive"}

    def test_is_it_ready(self, client: Client) -> None:
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (200, {"status": "ready", "release": "2023-02-01.1"})

    def test_is_it_ready_before_a_release_is_loaded(self, make_client: Callable[..., Client]) -> None:
        class Loading(CurrentEngine):
            @property
            def is_ready(self) -> bool:
                return False

        client = make_client(Loading())
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (503, {"status": "loading"})
        assert client.get("/version").json()["release"] is None

    def test_what_is_it(self, client: Client) -> None:
        found = client.get("/version").json()
        assert found.keys() == {"name", "version", "release", "builtAt"}
        assert (found["release"], found["builtAt"]) == ("2023-02-01.1", "2023-02-01")


def test_the_front_page_leads_to_everything_and_loads_nothing(client: Client) -> None:
    response = client.get("/")
    assert all(each in response.text for each in ('href="/graphiql/"', "/graphql", 'href="/schema.graphql"'))
    assert "style-src 'sha256-" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/graphiql", "/graphiql/"),
        ("/graphql/", "/graphql"),
        ("/graphql/?query=%7B__typename%7D", "/graphql?query=%7B__typename%7D"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_same_host_whatever_the_request_calls_it(
    client: Client, asked: str, told: str
) -> None:
    response = client.get(asked, headers={"Host": "elsewhere.example"})
    assert (response.status_code, response.headers["Location"]) == (307, told)


@pytest.mark.parametrize("path", ["/healthz/", "/schema.graphql/", "/graphiql//elsewhere.example/..", "//graphql"])
def test_nothing_else_is_led_anywhere(client: Client, path: str) -> None:
    response = client.get(path, headers={"Host": "elsewhere.example"})
    assert "Location" not in response.headers
