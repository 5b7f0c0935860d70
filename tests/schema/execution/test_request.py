"""What a client sends is a GraphQL request, or it is said exactly why not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.execution.request import (
    BadRequestError,
    GraphQLRequest,
    request_from_json,
    request_from_query_string,
)


class TestJsonBodies:
    def test_hold_a_document_an_operation_name_variables_and_extensions(self) -> None:
        body = b'{"query": "{a}", "operationName": "A", "variables": {"n": 1}, "extensions": {"x": null}}'
        assert request_from_json(body) == GraphQLRequest(
            query="{a}", operation_name="A", variables={"n": 1}, extensions={"x": None}
        )

    def test_may_leave_out_all_but_the_document(self) -> None:
        nulls = b'{"query": "{a}", "operationName": null, "variables": null, "extensions": null}'
        assert request_from_json(nulls) == request_from_json(b'{"query": "{a}"}') == GraphQLRequest(query="{a}")

    def test_may_hold_entries_that_no_specification_knows(self) -> None:
        assert request_from_json(b'{"query": "{a}", "id": 7}') == GraphQLRequest(query="{a}")

    def test_may_begin_with_a_byte_order_mark(self) -> None:
        assert request_from_json(b'\xef\xbb\xbf{"query": "{a}"}') == GraphQLRequest(query="{a}")

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            (b"", "the body is empty; expected a JSON object with the entry `query`"),
            (b"null", "the body is null; expected a JSON object with the entry `query`"),
            (b'"{a}"', "the body is a string; expected a JSON object with the entry `query`"),
            (b"12.5", "the body is a number; expected a JSON object with the entry `query`"),
            (b"true", "the body is a boolean; expected a JSON object with the entry `query`"),
            (b"{}", "`query` is missing; expected a string, the text of a GraphQL document"),
            (b'{"query": null}', "`query` is missing; expected a string, the text of a GraphQL document"),
            (b'{"query": ["{a}"]}', "`query` is a list; expected a string, the text of a GraphQL document"),
            (b'{"query": {}}', "`query` is an object; expected a string, the text of a GraphQL document"),
            (b'{"query": " \\n"}', "`query` is empty; expected a string, the text of a GraphQL document"),
            (
                b'{"query": "{a}", "operationName": 1}',
                "`operationName` is a number; expected a string, the name of an operation, or null",
            ),
            (
                b'{"query": "{a}", "variables": "{}"}',
                "`variables` is a string; expected an object with a value for each variable, or null",
            ),
            (
                b'{"query": "{a}", "variables": []}',
                "`variables` is a list; expected an object with a value for each variable, or null",
            ),
            (b'{"query": "{a}", "extensions": false}', "`extensions` is a boolean; expected an object, or null"),
        ],
    )
    def test_of_another_shape_are_refused_with_what_was_found(self, body: bytes, message: str) -> None:
        with pytest.raises(BadRequestError) as refusal:
            request_from_json(body)
        assert refusal.value.message == message
        assert refusal.value.code == "BAD_REQUEST"

    def test_with_several_requests_are_refused_and_told_what_to_do(self) -> None:
        with pytest.raises(BadRequestError, match=r"a list of 2 elements.*batches are not served: send each request"):
            request_from_json(b'[{"query": "{a}"}, {"query": "{b}"}]')

    @pytest.mark.parametrize(
        "body",
        [b"{", b'{"query": NaN}', b'{"query": "{a}"} x', b"[" * 5_000, b'{"a":' * 5_000, b'{"query": "\\ud800"}', b"'"],
    )
    def test_that_are_not_json_are_refused(self, body: bytes) -> None:
        with pytest.raises(BadRequestError, match=r"the body is not JSON \(.+\); expected JSON in UTF-8"):
            request_from_json(body)

    @pytest.mark.parametrize("body", [b'{"query": "\xff"}', '{"query": "{a}"}'.encode("utf-16"), b"\xc3\x28"])
    def test_in_another_encoding_are_refused(self, body: bytes) -> None:
        with pytest.raises(BadRequestError, match="the body is not encoded in UTF-8; expected JSON in UTF-8"):
            request_from_json(body)

    @given(st.binary(max_size=200))
    def test_of_any_bytes_are_a_request_or_refused(self, body: bytes) -> None:
        with suppress(BadRequestError):
            assert request_from_json(body).query


class TestUrlParameters:
    def test_hold_what_a_body_holds(self) -> None:
        query_string = b"query=%7Ba%7D&operationName=A&variables=%7B%22n%22%3A1%7D&extensions=%7B%7D"
        assert request_from_query_string(query_string) == GraphQLRequest(
            query="{a}", operation_name="A", variables={"n": 1}
        )

    def test_that_are_empty_are_absent(self) -> None:
        found = request_from_query_string(b"query={a}&operationName=&variables=&extensions=")
        assert found == GraphQLRequest(query="{a}")

    def test_know_a_plus_for_a_space_and_any_script(self) -> None:
        assert request_from_query_string("query=%7B+a(n:%22青岛%22)+%7D".encode()).query == '{ a(n:"青岛") }'

    @pytest.mark.parametrize(
        ("query_string", "message"),
        [
            (b"", "`query` is missing; expected a string, the text of a GraphQL document"),
            (b"query=", "`query` is missing; expected a string, the text of a GraphQL document"),
            (b"query={a}&query={b}", "a URL parameter is given twice; expected each of them once"),
            (b"query=%FF", "a URL parameter is encoded otherwise; expected percent-encoded UTF-8"),
            (
                b"query={a}&variables=[]",
                "`variables` is a list; expected an object with a value for each variable, or null",
            ),
            (b"&".join([b"a=1"] * 21), "the URL is too rich in parameters; expected at most 20 parameters"),
        ],
    )
    def test_of_another_shape_are_refused_with_what_was_found(self, query_string: bytes, message: str) -> None:
        with pytest.raises(BadRequestError) as refusal:
            request_from_query_string(query_string)
        assert refusal.value.message == message

    def test_whose_variables_are_not_json_are_refused(self) -> None:
        with pytest.raises(BadRequestError, match=r"`variables` is not JSON \(.+\); expected JSON in UTF-8"):
            request_from_query_string(b"query={a}&variables={n:1}")

    @given(st.binary(max_size=200))
    def test_of_any_bytes_are_a_request_or_refused(self, query_string: bytes) -> None:
        with suppress(BadRequestError):
            assert request_from_query_string(query_string).query
