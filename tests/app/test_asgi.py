"""The application put together: routes, CORS, compression, headers, the release loaded at the start."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import strawberry
from structlog.testing import capture_logs

from app.asgi import create_app
from app.engines import CurrentEngine
from app.settings import Settings
from graph.engine import Engine
from graph.errors import StoreError
from tests.app.conftest import Client
from tests.app.running import started
from tests.invented_schema import CONTEXT, SCHEMA, engine_of


class TestStart:
    def test_loads_the_release_and_says_which(self, make_client: Callable[..., Client]) -> None:
        current = CurrentEngine()
        with capture_logs() as logs:
            make_client(current).get("/healthz")
        assert current().release.name == "2023-02-01.1"
        assert [line["event"] for line in logs] == ["ready", "stopped"]
        assert logs[0]["release"] == "2023-02-01.1"

    def test_fails_where_the_store_cannot_be_used(self) -> None:
        def load() -> Engine:
            raise StoreError("sqlite:///nowhere", "nothing", "run `budgetgraph seed`")

        app = create_app(Settings(_env_file=None), load, SCHEMA, CONTEXT)

        async def start() -> None:
            async with started(app):
                pass

        with pytest.raises(StoreError, match="run `budgetgraph seed`"):
            asyncio.run(start())


class TestRequestsFromOtherOrigins:
    ORIGIN = "https://city.example"

    def test_may_be_made_by_any_page(self, client: Client) -> None:
        response = client.post({"query": "{ release }"}, headers={"Origin": self.ORIGIN})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "X-Request-Id" in response.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in response.headers

    def test_ask_before_they_post(self, client: Client) -> None:
        asked = {
            "Origin": self.ORIGIN,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, x-graphql-cost",
        }
        response = client("OPTIONS", "/graphql", headers=asked)
        assert response.status_code == 200
        assert response.headers["Access-Control-Max-Age"] == "86400"
        assert (
            client("OPTIONS", "/graphql", headers={**asked, "Access-Control-Request-Method": "DELETE"}).status_code
            == 400
        )

    def test_may_be_kept_to_some_origins(self, make_client: Callable[..., Client]) -> None:
        client = make_client(cors_origins=(self.ORIGIN,))
        headers = {"Origin": "https://elsewhere.example"}
        assert "Access-Control-Allow-Origin" not in client.post({"query": "{ release }"}, headers=headers).headers


def test_long_answers_are_compressed_for_those_who_can_read_it(client: Client) -> None:
    body = {"query": "{ entities(first: 200) { edges { node { label } } } }"}
    assert client.post(body, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.post(body, headers={"Accept-Encoding": "identity"}).headers
    assert "Content-Encoding" not in client.post({"query": "{ release }"}).headers


def test_every_answer_carries_the_headers_that_keep_browsers_safe(client: Client) -> None:
    for path in ("/graphql?query={release}", "/", "/healthz", "/schema.graphql", "/nowhere"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Content-Security-Policy"].startswith("default-src 'none'"), path


def test_what_is_not_there_is_said_in_the_form_of_all_errors(client: Client) -> None:
    response = client.get("/grapql")
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    response = client("POST", "/version")
    assert (response.status_code, set(response.headers["Allow"].split(", "))) == (405, {"GET", "HEAD"})
    assert response.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_settings_reach_what_they_are_for(make_client: Callable[..., Client]) -> None:
    client = make_client(max_depth=1, suggestions=False)
    response = client.post({"query": "{ entity { label } }"})
    assert response.json()["errors"][0]["extensions"] == {
        "code": "LIMIT_EXCEEDED", "limit": "depth", "allowed": 1, "found": 2,
    }  # fmt: skip
    assert "Did you mean" not in client.post({"query": "{ releese }"}).text


def test_example_pages_become_the_tabs_of_graphiql(make_client: Callable[..., Client], tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# What is served?\n\n```graphql\n{ release }\n```\n", "utf-8")
    [example] = make_client(examples=tmp_path).get("/graphiql/examples.json").json()
    assert example == {"title": "What is served?", "query": "{ release }", "variables": None}


def test_a_schema_of_another_city_is_served_as_well() -> None:
    @strawberry.type
    class Query:
        harbour: str = "open"

    app = create_app(Settings(_env_file=None), lambda: engine_of("1"), strawberry.Schema(query=Query), CONTEXT)
    assert "harbour: String!" in Client(app).get("/schema.graphql").text
