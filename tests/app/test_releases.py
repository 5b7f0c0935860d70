"""Older releases are asked, listed and compared beside the one that is served."""

import asyncio
from typing import Any

import pytest

from graph.errors import HistoryUnavailableError, IngestDisabledError
from graph.services import Services
from tests.app.live_service import Service, ask
from tests.invented.papers import project
from tests.seed.ingest.test_ingesting import accounts


def test_an_older_release_can_be_asked_everything_beside_the_current_one(service: Service) -> None:
    service.save(accounts(amount="13.00", projects=[project("灯具更新")]))
    query = """
    fragment state on Dataset {
      number documents { title }
      query {
        budgetLines(first: 1) { edges { node { amount statement { document { key } } } } }
        projects { totalCount }
      }
    }
    query {
      now: dataset { ...state }
      first: dataset(release: "1") { ...state }
      budgetLines(first: 1) { edges { node { amount } } }
    }
    """

    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return await ask(client, query)

    data = asyncio.run(scene())
    amounts = {name: data[name]["query"]["budgetLines"]["edges"][0]["node"]["amount"] for name in ("now", "first")}
    assert amounts == {"now": "13.00", "first": "12.00"}
    assert {name: data[name]["query"]["projects"]["totalCount"] for name in ("now", "first")} == {"now": 1, "first": 0}
    assert data["budgetLines"]["edges"][0]["node"]["amount"] == "13.00"
    assert (data["now"]["number"], data["first"]["number"]) == (2, 1)


def test_releases_and_what_differs_between_them_are_told_in_pages(service: Service) -> None:
    service.save(accounts(amount="13.00", projects=[project("灯具更新经费")]))
    service.save(accounts("b", year=2023, projects=[project("灯具更新")]))
    query = """
    query ($after: String) {
      releases(first: 2) { totalCount edges { node { number name received { key originalName } } } }
      release(id: "3") { origin(kinds: [MERGE]) { edges { node { kind table key other words basis id } } } }
      diff(from: "1", to: "2") {
        earlier { number } later { number } totals { kind added removed changed }
        changes(kinds: [BUDGET_LINE, PROJECT], first: 1, after: $after) {
          totalCount pageInfo { hasNextPage endCursor }
          edges { node { change kind id label documents fields { name before after } } }
        }
      }
    }
    """

    async def scene() -> tuple[Any, Any]:
        async with service.client() as client:
            first = await ask(client, query)
            cursor = first["diff"]["changes"]["pageInfo"]["endCursor"]
            return first, await ask(client, query, after=cursor)

    first, second = asyncio.run(scene())
    assert [edge["node"]["number"] for edge in first["releases"]["edges"]] == [3, 2]
    assert [each["key"] for each in first["releases"]["edges"][0]["node"]["received"]] == ["accounts-2022", "b"]
    [merge] = first["release"]["origin"]["edges"]
    assert merge["node"]["table"] == "projects"
    assert "one adds 经费" in merge["node"]["words"]
    assert merge["node"]["basis"] == "DERIVED"
    assert {"kind": "PROJECT", "added": 1, "removed": 0, "changed": 0} in first["diff"]["totals"]
    changes = [page["diff"]["changes"]["edges"][0]["node"] for page in (first, second)]
    assert [(each["change"], each["kind"], each["documents"]) for each in changes] == [
        ("ADDED", "PROJECT", ["accounts-2022"]),
        ("CHANGED", "BUDGET_LINE", ["accounts-2022"]),
    ]
    assert [field["name"] for field in changes[1]["fields"]] == ["money"]
    assert second["diff"]["changes"]["pageInfo"]["hasNextPage"] is False


def test_an_entity_is_asked_for_the_merges_that_made_it(service: Service) -> None:
    service.save(accounts("b", year=2021, name="青禾市灯塔管理局（本级）", projects=[project("灯具更新")]))
    service.save(accounts("c", year=2020, projects=[project("灯具更新经费"), project("航标维护")]))
    query = """
    query ($about: ID!) {
      node(id: $about) { ... on Project { label aliases } }
      release(id: "3") { origin(kinds: [MERGE], about: $about) { edges { node { id table basis words } } } }
    }
    """

    async def scene() -> list[Any]:
        async with service.client() as client:
            found = await ask(client, "{ projects { edges { node { id name } } } }")
            return [await ask(client, query, about=edge["node"]["id"]) for edge in found["projects"]["edges"]]

    merged, alone = sorted(asyncio.run(scene()), key=lambda each: each["node"]["label"] == "航标维护")
    [merge] = merged["release"]["origin"]["edges"]
    assert merged["node"]["aliases"]
    assert (merge["node"]["table"], merge["node"]["basis"]) == ("projects", "DERIVED")
    assert alone["release"]["origin"]["edges"] == []


@pytest.mark.parametrize(
    "query",
    [
        '{ dataset(release: "9") { number } }',
        '{ release(id: "nobody") { number } }',
        '{ diff(from: "1", to: "2") { totals { kind } } }',
    ],
)
def test_a_release_that_is_not_there_is_named(service: Service, query: str) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return (await client.post("/graphql", json={"query": query})).json()

    [error] = asyncio.run(scene())["errors"]
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert "expected the number or name of a release, 1 to 1" in error["message"]


def test_without_services_the_history_says_that_it_is_not_kept() -> None:
    with pytest.raises(HistoryUnavailableError, match="this service knows the current release only"):
        _ = Services().history
    with pytest.raises(IngestDisabledError, match="budgetgraph key new NAME"):
        _ = Services().intake
