"""Documents that are named instead of sent: trusted ones, and those that were sent once before."""

import asyncio
from hashlib import sha256
from typing import Any

import orjson
import pytest

from schema.errors import RefusedError
from schema.execution.executor import Executor
from schema.execution.persisted import PersistedDocuments
from schema.execution.request import BadRequestError, GraphQLRequest, request_from_json
from tests.invented_schema import CONTEXT, SCHEMA, engine_of

TEXT = "{ release }"
HASH = sha256(TEXT.encode()).hexdigest()


def hashed(text: str | None = None, hash_: str = HASH) -> GraphQLRequest:
    return GraphQLRequest(query=text, extensions={"persistedQuery": {"version": 1, "sha256Hash": hash_}})


def code(persisted: PersistedDocuments, request: GraphQLRequest) -> str:
    """The code of the refusal."""
    with pytest.raises(RefusedError) as refusal:
        persisted.text(request)
    [error] = refusal.value.errors
    assert error.extensions is not None
    found: str = error.extensions["code"]
    return found


class TestDocumentsThatWereSent:
    def test_are_known_by_their_hash_afterwards_in_either_way_of_naming_them(self) -> None:
        persisted = PersistedDocuments()
        assert code(persisted, hashed()) == "PERSISTED_QUERY_NOT_FOUND"
        assert persisted.text(hashed(TEXT)) == TEXT
        persisted.remember(hashed(TEXT))
        assert persisted.text(hashed()) == TEXT
        assert persisted.text(GraphQLRequest(document_id=f"sha256:{HASH}")) == TEXT

    def test_must_be_what_their_hash_says(self) -> None:
        assert code(PersistedDocuments(), hashed("{ other }")) == "BAD_REQUEST"

    def test_are_forgotten_when_others_need_the_room_the_longest_unasked_first(self) -> None:
        persisted = PersistedDocuments(most_bytes=1_000)
        requests = [hashed(t, sha256(t.encode()).hexdigest()) for t in (f"{{ a{n}: release }}" for n in range(20))]
        persisted.remember(hashed(TEXT))
        for request in requests:
            persisted.remember(request)
            persisted.text(GraphQLRequest(document_id=f"sha256:{HASH}"))
        assert persisted.weight <= 1_000
        assert persisted.text(hashed()) == TEXT
        assert code(persisted, GraphQLRequest(extensions=requests[0].extensions)) == "PERSISTED_QUERY_NOT_FOUND"

    def test_are_remembered_by_the_executor_when_they_are_valid(self) -> None:
        executor = Executor(SCHEMA, CONTEXT)
        broken = "{ nothing }"
        broken_hash = sha256(broken.encode()).hexdigest()
        assert codes(executor, hashed()) == ["PERSISTED_QUERY_NOT_FOUND"]
        assert codes(executor, hashed(TEXT)) == []
        assert codes(executor, hashed()) == []
        assert codes(executor, hashed(broken, broken_hash)) == ["GRAPHQL_VALIDATION_FAILED"]
        assert codes(executor, hashed(None, broken_hash)) == ["PERSISTED_QUERY_NOT_FOUND"]


class TestTrustedDocuments:
    def test_are_known_by_any_id_their_operator_gave_them(self) -> None:
        persisted = PersistedDocuments({"releases-1": TEXT, HASH: TEXT})
        assert persisted.text(GraphQLRequest(document_id="releases-1")) == TEXT
        assert persisted.text(hashed()) == TEXT
        assert code(persisted, GraphQLRequest(document_id="releases-2")) == "DOCUMENT_NOT_FOUND"

    def test_may_be_all_that_is_served(self) -> None:
        persisted = PersistedDocuments({"releases-1": TEXT}, only_trusted=True)
        assert persisted.text(GraphQLRequest(document_id="releases-1")) == TEXT
        assert persisted.text(GraphQLRequest(query=TEXT)) == TEXT
        assert code(persisted, GraphQLRequest(query="{ other }")) == "DOCUMENT_NOT_TRUSTED"
        assert code(persisted, hashed("{ a }", sha256(b"{ a }").hexdigest())) == "DOCUMENT_NOT_TRUSTED"


class TestRequests:
    def test_may_name_a_document_instead_of_sending_it(self) -> None:
        assert request_from_json(b'{"documentId": "a"}') == GraphQLRequest(document_id="a")
        body = orjson.dumps({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}})
        assert request_from_json(body).document_hash == HASH

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            ({"documentId": 1}, "`documentId` is a number; expected a string"),
            ({"documentId": " "}, "`documentId` is empty; expected a string"),
            ({"documentId": "a", "query": "{a}"}, "`documentId` is given beside `query`; expected one of them"),
            ({"extensions": {"persistedQuery": None}}, "is null; expected `{"),
            ({"extensions": {"persistedQuery": {"version": 2, "sha256Hash": HASH}}}, "is another object; expected `{"),
            ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "abc"}}}, "is another object; expected `{"),
        ],
    )
    def test_that_name_it_in_another_way_are_refused(self, sent: dict[str, Any], message: str) -> None:
        with pytest.raises(BadRequestError) as refusal:
            request_from_json(orjson.dumps(sent))
        assert message in refusal.value.message


def codes(executor: Executor, request: GraphQLRequest) -> list[str]:
    return list(asyncio.run(executor.execute(request, engine_of("r"), request_id="r")).codes)
