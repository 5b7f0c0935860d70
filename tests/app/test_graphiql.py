"""GraphiQL as a researcher uses it: a real browser on a real server, which no other host hears of."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect, sync_playwright

from app.examples import examples_in
from app.settings import ROOT, Settings
from tests.conftest import missing

SETTINGS = Settings(_env_file=None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ENOUGH = 60_000
expect.set_options(timeout=ENOUGH)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the seed, with the built page."""
    if not (SETTINGS.graphiql / "index.html").is_file():
        missing("the built GraphiQL page (`make test` builds it)")
    database = tmp_path_factory.mktemp("store") / "budgetgraph.db"
    environment = {**os.environ, "BUDGETGRAPH_DATABASE": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "app.cli"]
    subprocess.run([*command, "seed"], cwd=ROOT, env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    told = next(line for line in server.stderr if line.startswith("API"))
    found = re.search(r"http://[\d.]+:\d+", told)
    assert found is not None
    yield found[0]
    server.terminate()
    server.communicate()


@pytest.fixture(scope="module")
def asked() -> list[Request]:
    """Every request that the browser has made."""
    return []


@pytest.fixture(scope="module")
def page(chromium: str, address: str, asked: list[Request]) -> Iterator[Page]:
    """GraphiQL, opened for the first time."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        opened.set_default_timeout(ENOUGH)
        opened.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - it must be a function
        opened.goto(f"{address}/graphiql/")
        expect(opened.locator(".graphiql-container")).to_be_visible()
        yield opened
        browser.close()


def test_it_opens_with_the_example_pages_in_tabs(page: Page) -> None:
    titles = [example.query.split()[1].split("(")[0] for example in examples_in(Path(SETTINGS.examples))]
    tabs = page.locator(".graphiql-tab, [role=tab]")
    expect(tabs.filter(has_text=titles[0]).first).to_be_visible()
    assert tabs.count() >= len(titles)


def test_it_says_which_release_is_served(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"\b[0-9a-f]{12}\b"))).to_be_visible()


def test_running_an_example_shows_its_answer(page: Page) -> None:
    answer = page.locator(".graphiql-response")
    for _ in range(20):  # the button does nothing before the editor behind it is ready
        page.get_by_role("button", name=re.compile("Execute query")).click()
        page.wait_for_timeout(3_000)
        if "fundingCodes" in (answer.text_content() or ""):
            break
    expect(answer).to_contain_text("fundingCodes")


def test_the_explorer_offers_the_fields_of_the_schema(page: Page) -> None:
    explorer = page.locator(".graphiql-plugin")
    expect(explorer).to_contain_text("Explorer")
    expect(explorer).to_contain_text("budgetLines")


def test_no_request_leaves_the_host(page: Page, address: str, asked: list[Request]) -> None:
    assert page.url.startswith(address)
    hosts = {urlsplit(request.url).netloc for request in asked if request.url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(address).netloc}
    assert any(request.url.endswith("/graphql") for request in asked)
