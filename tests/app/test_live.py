"""A running service takes documents in, tells how far it is, and serves what came of them without a failed request."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.asgi import create_app
from app.engines import stored_engine
from app.intake import Watched
from app.keys import Keys
from app.live import Live
from app.settings import Settings
from graph.database import Database
from graph.errors import HistoryUnavailableError, IngestDisabledError
from graph.jobs import Jobs
from graph.services import Services
from graph.store import Store
from graph.work import JobState, UploadedFile
from schema.build import build_schema
from seed.ingest.ingesting import Place, Wish, ingest
from seed.ingest.reading import File
from seed.ingest.report import IngestReport
from tests.app.conftest import started
from tests.invented.papers import parse_paper, project
from tests.invented.quick import make_quick
from tests.seed.ingest.test_ingesting import accounts

SCHEMA = build_schema()
INGEST = """
mutation ($files: [Upload!]!, $dry: Boolean! = false) { ingest(files: $files, dryRun: $dry) { id state dryRun } }
"""
JOB = """
query ($id: ID!) {
  job(id: $id) {
    state stage filesRead release error
    files { name status key count(of: "cells") code error warnings { page line text } }
  }
}
"""
WATCH = "subscription ($id: ID!) { job(id: $id) { state filesRead } }"


class Service:
    """A running service over a store in a folder, asked without a socket."""

    def __init__(self, folder: Path, **settings: Any) -> None:  # noqa: ANN401 - any setting
        self.settings = Settings(
            _env_file=None,
            database=f"sqlite:///{folder}/store.db",
            archive=folder / "archive",
            corrections=folder / "corrections.csv",
            keys=folder / "keys",
            examples=folder,
            graphiql=folder,
            poll_seconds=0.05,
            **settings,
        )
        place = Place(self.settings.database, self.settings.archive, self.settings.corrections)
        self.place = place
        self.held = asyncio.Event()

        def ingested(files: Sequence[UploadedFile], watcher: Watched, *, dry_run: bool) -> IngestReport:
            given = [File(file.path, file.name) for file in files]
            return ingest(given, place, Wish(parse=parse_paper, processes=1, dry_run=dry_run), watcher)

        self.live = Live(self.settings, ingested)
        self.app = create_app(
            self.settings,
            stored_engine(self.settings.database),
            SCHEMA,
            self.live.context,
            self.live.current,
            running=self.live.running,
        )
        self.key = ""

    def save(self, *papers: bytes) -> None:
        """Ingest papers by another process than the service."""
        folder = self.settings.archive.parent / "papers"
        folder.mkdir(exist_ok=True)
        files = []
        for number, paper in enumerate(papers):
            (folder / str(number)).write_bytes(paper)
            files.append(File(folder / str(number), f"{number}.json"))
        ingest(files, self.place, Wish(parse=parse_paper, processes=1))

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        async with started(self.app):
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://budgetgraph.test") as client:
                yield client

    def headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", "GraphQL-Require-Preflight": "1", **more}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    make_quick(monkeypatch)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    made = Service(tmp_path)
    made.save(accounts())
    made.key = Keys(made.settings.keys).new("nightly")
    return made


async def ask(client: httpx.AsyncClient, query: str, **variables: Any) -> Any:  # noqa: ANN401 - JSON
    answer = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in answer, answer
    return answer["data"]


def form(query: str, *files: tuple[str, bytes], **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - any variable
    """A request with files, as the specification writes it."""
    operations = {"query": query, "variables": {"files": [None] * len(files), **variables}}
    places = {str(number): [f"variables.files.{number}"] for number in range(len(files))}
    parts = {str(number): (name, content) for number, (name, content) in enumerate(files)}
    return {"data": {"operations": json.dumps(operations), "map": json.dumps(places)}, "files": parts}


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        while not await condition():  # noqa: ASYNC110 - what is waited for is told by answers, not by events
            await asyncio.sleep(0.02)


async def done(client: httpx.AsyncClient, id_: str) -> Any:  # noqa: ANN401 - JSON
    """The job when nothing more happens to it."""
    found: dict[str, Any] = {}

    async def is_done() -> bool:
        found.update((await ask(client, JOB, id=id_))["job"])
        return found["state"] in {"DONE", "FAILED"}

    await until(is_done)
    return found


def test_files_become_documents_of_the_release_that_is_served_next(service: Service) -> None:
    async def scene() -> tuple[Any, Any, Any]:
        async with service.client() as client:
            sent = form(INGEST, ("决算.json", accounts("b", year=2023)), ("../../bad name.txt", b"nothing"))
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            job = await done(client, answer["data"]["ingest"]["id"])

            async def is_served() -> bool:
                return bool((await ask(client, '{ document(key: "b") { title } }'))["document"])

            await until(is_served)
            return answer, job, await ask(client, "{ dataset { number release } }")

    answer, job, dataset = asyncio.run(scene())
    assert answer["data"]["ingest"]["state"] in {"QUEUED", "RUNNING"}
    assert (job["state"], job["filesRead"], job["release"]) == ("DONE", 2, dataset["dataset"]["release"])
    good, bad = job["files"]
    assert (good["name"], good["status"], good["key"], good["count"]) == ("决算.json", "ADDED", "b", 1)
    assert (bad["name"], bad["status"], bad["code"]) == ("bad name.txt", "FAILED", "UNRECOGNISED_DOCUMENT")
    assert dataset["dataset"]["number"] == 2
    left = [path for folder in ("uploads", "jobs") for path in (service.settings.archive / folder).rglob("*")]
    assert left == []


def test_a_dry_run_over_http_changes_nothing(service: Service) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            sent = form(INGEST, ("b.json", accounts("b", year=2023)), dry=True)
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            return await done(client, answer["data"]["ingest"]["id"])

    job = asyncio.run(scene())
    assert (job["state"], job["files"][0]["status"]) == ("DONE", "ADDED")
    with Store(service.settings.database) as store:
        assert len(store.releases()) == 1


def lost_job(service: Service, *papers: tuple[str, bytes], **content: Any) -> str:  # noqa: ANN401 - of a job
    """The id of a job whose process ended an hour ago, and whose files lie where it had them."""
    database = Database(service.settings.database)
    long_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
    job = Jobs(database).add({"files": [{"name": name} for name, _ in papers], "read": 0, **content}, long_ago)
    Jobs(database).touch(job.id, JobState.RUNNING, {**job.content, "stage": "saving"}, long_ago)
    database.close()
    folder = service.settings.archive / "jobs" / job.id
    folder.mkdir(parents=True)
    for number, (_, paper) in enumerate(papers):
        (folder / str(number)).write_bytes(paper)
    return job.id


def test_a_job_whose_process_has_ended_is_done_by_the_next_one(service: Service) -> None:
    id_ = lost_job(service, ("a.json", accounts()), ("b.json", accounts("b", year=2023)))

    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return await done(client, id_)

    job = asyncio.run(scene())
    assert (job["state"], job["filesRead"]) == ("DONE", 2)
    assert [file["status"] for file in job["files"]] == ["UNCHANGED", "ADDED"]
    assert list((service.settings.archive / "jobs").iterdir()) == []


def test_a_job_that_ended_two_processes_is_not_given_to_a_third(service: Service) -> None:
    id_ = lost_job(service, ("b.json", accounts("b", year=2023)), tries=2)

    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return await done(client, id_)

    job = asyncio.run(scene())
    assert job["state"] == "FAILED"
    assert "all or none" in job["error"]
    with Store(service.settings.database) as store:
        assert len(store.releases()) == 1


def test_a_job_is_told_as_it_happens(service: Service) -> None:
    async def scene() -> tuple[str, httpx.Headers]:
        async with service.client() as client:
            sent = form(INGEST, ("b.json", accounts("b", year=2023)))
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            body = {"query": WATCH, "variables": {"id": answer["data"]["ingest"]["id"]}}
            told = await client.post("/graphql", json=body, headers={"Accept": "text/event-stream"})
            return told.text, told.headers

    text, headers = asyncio.run(scene())
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    *events, last = text.strip().split("\n\n")
    assert last == "event: complete\ndata:"
    told = [json.loads(event.removeprefix("event: next\ndata: "))["data"]["job"] for event in events]
    assert told[-1] == {"state": "DONE", "filesRead": 1}


def test_events_of_what_is_not_there_are_one_error(service: Service) -> None:
    async def scene(query: str, **variables: Any) -> str:  # noqa: ANN401 - any variable
        async with service.client() as client:
            body = {"query": query, "variables": variables}
            return (await client.post("/graphql", json=body, headers={"Accept": "text/event-stream"})).text

    unknown = asyncio.run(scene(WATCH, id="nobody"))
    assert '"code":"NOT_FOUND"' in unknown
    assert unknown.endswith("event: complete\ndata: \n\n")
    assert asyncio.run(scene("{ dataset { number } }")).startswith(
        'event: next\ndata: {"data":{"dataset":{"number":1}}}'
    )
    assert '"code":"GRAPHQL_VALIDATION_FAILED"' in asyncio.run(scene("subscription { nothing }"))


def test_events_can_be_asked_by_get_and_change_nothing_then(service: Service) -> None:
    async def scene() -> tuple[str, str, int]:
        async with service.client() as client:
            accept = {"Accept": "text/event-stream"}
            query = await client.get("/graphql", params={"query": "{ dataset { number } }"}, headers=accept)
            mutation = "mutation { ingest(files: []) { id } }"
            changed = await client.get("/graphql", params={"query": mutation}, headers=accept)
            broken = await client.get("/graphql", params={"query": " "}, headers=accept)
            return query.text, changed.text, broken.status_code

    query, changed, status = asyncio.run(scene())
    assert query.startswith('event: next\ndata: {"data"')
    assert '"code":"OPERATION_NOT_ALLOWED"' in changed
    assert status == 400


def test_a_subscription_without_events_says_how_to_ask(service: Service) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            return (await client.post("/graphql", json={"query": WATCH, "variables": {"id": "x"}})).json()

    [error] = asyncio.run(scene())["errors"]
    assert error["message"] == "a subscription is told as server-sent events: ask with `Accept: text/event-stream`"


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 400, "PREFLIGHT_REQUIRED"),
        ({"Authorization": "Bearer KEY"}, 400, "PREFLIGHT_REQUIRED"),
        ({"GraphQL-Require-Preflight": "1"}, 401, "UNAUTHORIZED"),
        ({"GraphQL-Require-Preflight": "1", "Authorization": "Basic KEY"}, 401, "UNAUTHORIZED"),
        ({"GraphQL-Require-Preflight": "1", "Authorization": "Bearer bg_nightly_" + "x" * 43}, 401, "UNAUTHORIZED"),
        ({"GraphQL-Require-Preflight": "1", "Authorization": "Bearer KEY"}, 200, None),
    ],
)
def test_files_need_a_header_that_forms_cannot_send_and_a_key(
    service: Service, headers: dict[str, str], status: int, code: str | None
) -> None:
    async def scene() -> httpx.Response:
        async with service.client() as client:
            given = {name: value.replace("KEY", service.key) for name, value in headers.items()}
            return await client.post(
                "/graphql", headers=given, **form(INGEST, ("b.json", accounts("b", year=2023)), dry=True)
            )

    answer = asyncio.run(scene())
    assert answer.status_code == status
    errors = answer.json().get("errors", [])
    assert [error["extensions"]["code"] for error in errors] == ([code] if code else [])
    if status == 401:
        assert answer.headers["www-authenticate"] == "Bearer"


def test_without_a_configured_key_files_are_refused_and_it_is_said_why(tmp_path: Path) -> None:
    service = Service(tmp_path)
    service.save(accounts())

    async def scene() -> httpx.Response:
        async with service.client() as client:
            return await client.post("/graphql", headers=service.headers(), **form(INGEST, ("b.json", accounts())))

    answer = asyncio.run(scene())
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["code"] == "INGEST_DISABLED"


def test_no_file_can_be_smuggled_in_by_json(service: Service) -> None:
    async def scene() -> list[Any]:
        async with service.client() as client:
            sent: tuple[object, ...] = ([{"path": "/etc/passwd", "name": "x"}], ["/etc/passwd"], [])
            found = []
            for files in sent:
                body = {"query": INGEST, "variables": {"files": files}}
                found.append((await client.post("/graphql", json=body)).json()["errors"][0]["extensions"]["code"])
            return found

    assert asyncio.run(scene()) == ["BAD_USER_INPUT", "BAD_USER_INPUT", "INVALID_ARGUMENT"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"map": "{}"}, "the field `operations` is missing"),
        ({"operations": "{"}, "the body is not JSON"),
        ({"operations": "[]"}, "batches are not served"),
        ({"operations": json.dumps({"query": INGEST})}, "the field `map` is missing"),
        ({"operations": json.dumps({"query": INGEST}), "map": "["}, "`map` is not JSON"),
        ({"operations": json.dumps({"query": INGEST}), "map": '{"0": "variables.files"}'}, "`map` is of another shape"),
        ({"operations": json.dumps({"query": INGEST}), "map": '{"1": []}'}, "the part `1` is missing or no file"),
        (
            {"operations": json.dumps({"query": INGEST}), "map": '{"0": ["variables.files.0"]}'},
            "the place `variables.files.0` in `map` is none",
        ),
        (
            {"operations": json.dumps({"query": INGEST, "variables": {"a": 1}}), "map": '{"0": ["variables.a"]}'},
            "the place `variables.a` in `map` is none",
        ),
    ],
)
def test_a_form_that_is_not_as_specified_is_refused_with_what_is_wrong(
    service: Service, data: dict[str, str], said: str
) -> None:
    async def scene() -> httpx.Response:
        async with service.client() as client:
            files = {"0": ("a.json", b"{}")}
            return await client.post("/graphql", headers=service.headers(), data=data, files=files)

    answer = asyncio.run(scene())
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert said in error["message"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert list((service.settings.archive / "uploads").glob("*")) == []


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ("a: ingest(files: $files) { id } b: ingest(files: $files) { id }", ["variables.files.0"]),
        ("ingest(files: $files) { id }", ["variables.files.0", "variables.files.1"]),
    ],
)
def test_a_file_is_taken_once(service: Service, fields: str, places: list[str]) -> None:
    operations = {
        "query": f"mutation ($files: [Upload!]!) {{ {fields} }}",
        "variables": {"files": [None] * len(places)},
    }
    data = {"operations": json.dumps(operations), "map": json.dumps({"0": places})}

    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            response = await client.post("/graphql", data=data, files={"0": ("a.txt", b"x")}, headers=service.headers())
            return response.json()

    [error] = asyncio.run(scene())["errors"]
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert "each file once" in error["message"]


def test_files_that_are_too_large_or_too_many_are_refused(tmp_path: Path) -> None:
    service = Service(tmp_path, upload_bytes=5_000, upload_files=2)
    service.save(accounts())
    service.key = Keys(service.settings.keys).new("nightly")

    async def scene() -> list[httpx.Response]:
        async with service.client() as client:
            large = form(INGEST, ("a.json", b"x" * 10_000))
            many = form(INGEST, *((f"{number}.json", b"x") for number in range(3)))
            return [await client.post("/graphql", headers=service.headers(), **each) for each in (large, many)]

    large, many = asyncio.run(scene())
    assert (large.status_code, large.json()["errors"][0]["extensions"]["code"]) == (413, "PAYLOAD_TOO_LARGE")
    assert many.status_code == 400
    assert "Too many files" in many.json()["errors"][0]["message"]


def test_no_request_fails_while_releases_change_and_each_sees_one_release(service: Service) -> None:
    query = (
        "{ dataset { number release entityCount } budgetLines(first: 1000) { totalCount } documents { totalCount } }"
    )

    async def scene() -> list[Any]:
        answers: list[Any] = []
        ended = asyncio.Event()
        async with service.client() as client:

            async def keep_asking() -> None:
                while not ended.is_set():
                    response = await client.post("/graphql", json={"query": query})
                    assert response.status_code == 200
                    answers.append(response.json()["data"])
                    await asyncio.sleep(0)

            asking = [asyncio.create_task(keep_asking()) for _ in range(4)]
            for year in range(2015, 2019):
                await asyncio.to_thread(service.save, accounts(f"accounts-{year}", year=year))

            async def is_last() -> bool:
                return bool(answers) and answers[-1]["dataset"]["number"] == 5

            await until(is_last)
            ended.set()
            await asyncio.gather(*asking)
        return answers

    answers = asyncio.run(scene())
    seen = {answer["dataset"]["number"] for answer in answers}
    assert {1, 5} <= seen <= {1, 2, 3, 4, 5}
    for answer in answers:
        number = answer["dataset"]["number"]
        assert (answer["budgetLines"]["totalCount"], answer["documents"]["totalCount"]) == (number, number)


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


def test_older_releases_are_kept_loaded_but_only_a_few(service: Service) -> None:
    for year in range(2015, 2019):
        service.save(accounts(f"accounts-{year}", year=year))

    async def scene() -> list[int]:
        async with service.client() as client:
            for asked in ("1", "2", "3"):
                await ask(client, "query ($r: String) { dataset(release: $r) { entityCount } }", r=asked)
            await ask(client, '{ dataset(release: "2") { relationCount } }')
            return list(service.live._releases._older)

    assert asyncio.run(scene()) == [3, 2]


def test_answers_that_may_change_are_not_kept(service: Service) -> None:
    async def scene() -> list[httpx.Response]:
        async with service.client() as client:
            queries = ("{ releases { totalCount } }", '{ job(id: "x") { state } }', "{ dataset { number } }")
            return [await client.get("/graphql", params={"query": query}) for query in queries]

    releases, job, dataset = asyncio.run(scene())
    assert [each.headers["cache-control"] for each in (releases, job)] == ["no-store", "no-store"]
    assert "etag" in dataset.headers


def test_a_store_that_cannot_be_asked_stops_nothing(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            monkeypatch.setattr(Store, "current", lambda _: 1 / 0)
            await asyncio.sleep(0.2)
            first = await ask(client, "{ dataset { number } }")
            monkeypatch.undo()
            service.save(accounts("b", year=2023))

            async def is_served() -> bool:
                return bool((await ask(client, "{ dataset { number } }"))["dataset"]["number"] == 2)

            await until(is_served)
            return first

    assert asyncio.run(scene())["dataset"]["number"] == 1


def test_a_job_that_fails_as_a_whole_says_why(service: Service) -> None:
    async def scene() -> Any:  # noqa: ANN401 - JSON
        async with service.client() as client:
            service.settings.corrections.write_text("no corrections\n", encoding="utf-8")
            sent = form(INGEST, ("b.json", accounts("b", year=2023)))
            answer = (await client.post("/graphql", headers=service.headers(), **sent)).json()
            return await done(client, answer["data"]["ingest"]["id"])

    job = asyncio.run(scene())
    assert job["state"] == "FAILED"
    assert job["error"].startswith("INVALID_CORRECTIONS: ")


def test_without_services_the_history_says_that_it_is_not_kept() -> None:
    with pytest.raises(HistoryUnavailableError, match="this service knows the current release only"):
        _ = Services().history
    with pytest.raises(IngestDisabledError, match="budgetgraph key new NAME"):
        _ = Services().intake
