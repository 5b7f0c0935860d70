"""Files come by the multipart specification, with a key and a header that no form of another site can send."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.keys import Keys
from tests.app.live_service import INGEST, Service, form
from tests.seed.ingest.test_ingesting import accounts


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


@pytest.mark.usefixtures("quick")
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


@pytest.mark.usefixtures("quick")
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
