"""Documents are parsed, validated and measured once, remembered within bounds, and refused clearly."""

import gc
import tracemalloc
import weakref

import pytest
from graphql import OperationType, TokenKind, parse

from schema.errors import RefusedError
from schema.execution.documents import Document, Documents
from schema.limits import Limits
from tests.invented_schema import SCHEMA

TEXT = "query Roads($first: Int) { entities(first: $first) { edges { node { label } } } }"


def documents(most_entries: int = 1_000, most_bytes: int = 64 * 2**20) -> Documents:
    return Documents(SCHEMA, Limits(), most_entries=most_entries, most_bytes=most_bytes)


def known(cache: Documents, text: str) -> Document:
    return cache.validated(cache.parsed(text))


def refusal_of(text: str, limits: Limits | None = None) -> RefusedError:
    cache = Documents(SCHEMA, limits or Limits())
    with pytest.raises(RefusedError) as refusal:
        known(cache, text).operation(None).extent({})
    return refusal.value


class TestRemembering:
    def test_the_same_text_is_the_same_document(self) -> None:
        cache = documents()
        assert known(cache, TEXT) is known(cache, TEXT)
        assert len(cache) == 1

    def test_what_has_not_been_validated_is_not_remembered(self) -> None:
        cache = documents()
        cache.parsed("{ nothing }")
        assert len(cache) == 0

    def test_the_document_asked_for_longest_ago_is_forgotten_first(self) -> None:
        cache = documents(most_entries=2)
        first, second = known(cache, "{ a: release }"), known(cache, "{ b: release }")
        assert known(cache, "{ a: release }") is first
        known(cache, "{ c: release }")
        assert known(cache, "{ a: release }") is first
        assert known(cache, "{ b: release }") is not second

    def test_two_requests_that_validate_one_text_at_once_leave_one_document(self) -> None:
        cache = documents()
        one, two = cache.parsed(TEXT), cache.parsed(TEXT)
        cache.validated(one)
        cache.validated(two)
        assert len(cache) == 1
        assert cache.weight == two.weight

    def test_a_document_heavier_than_the_whole_memory_is_served_and_not_remembered(self) -> None:
        cache = documents(most_bytes=1_000)
        assert known(cache, TEXT).operation(None).name == "Roads"
        assert (len(cache), cache.weight) == (0, 0)

    def test_a_forgotten_document_is_freed_at_once(self) -> None:
        cache = documents(most_entries=1)
        ast = weakref.ref(known(cache, TEXT).ast)
        gc.collect()  # validation leaves circles behind
        gc.disable()  # which does not come often where the graph is large
        try:
            known(cache, "{ release }")
            assert ast() is None
        finally:
            gc.enable()

    def test_ten_thousand_documents_do_not_grow_the_process(self) -> None:
        cache = documents(most_entries=100)
        for number in range(1_000):
            known(cache, f"{{ a{number}: release }}").operation(None).extent({})
        gc.collect()
        before = len(gc.get_objects())
        for number in range(1_000, 10_000):
            known(cache, f"{{ a{number}: release }}").operation(None).extent({})
        gc.collect()
        assert len(cache) == 100
        assert len(gc.get_objects()) < before + 500

    def test_the_weight_of_a_document_is_not_less_than_what_it_takes(self) -> None:
        texts = [TEXT, "{ entity { " + "label " * 300 + "} }", "# " + "x" * 5_000 + "\n{ release }"]
        texts.append("{ echo(where: {fiscalYear: 2023, phase: APPROVED}) " + "}")
        texts.append("{ entity { " + "... on Entity { " * 15 + "label" + "}" * 17)
        cache = documents()
        for text in texts:
            gc.collect()
            tracemalloc.start()
            document = cache.parsed(text)
            document.operation(None).extent({})
            gc.collect()
            taken, _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert taken <= document.weight, text[:40]


class TestOperations:
    def test_are_found_by_name(self) -> None:
        document = known(documents(), 'query A { release } query B { release } mutation C { rename(name: "x") }')
        assert document.operation("B").name == "B"
        assert document.operation("C").type is OperationType.MUTATION

    def test_need_no_name_where_there_is_one(self) -> None:
        assert known(documents(), "{ release }").operation(None).name is None

    @pytest.mark.parametrize(
        ("text", "name", "message"),
        [
            (
                "query A { release } query B { release }",
                None,
                "the document has 2 operations, the request no `operationName`; it has `A`, `B`",
            ),
            ("query A { release }", "B", "the document has no operation named `B`; it has `A`"),
            (
                "{ release }",
                "A",
                "the document has no operation named `A`; its operation has no name: leave `operationName` out",
            ),
            (
                "fragment F on Query { release }",
                None,
                "the document has no operation, only fragments; add `query { ... }`",
            ),
        ],
    )
    def test_that_are_not_clear_are_refused(self, text: str, name: str | None, message: str) -> None:
        with pytest.raises(RefusedError) as refusal:
            documents().parsed(text).operation(name)
        [error] = refusal.value.errors
        assert error.message == message
        assert error.extensions == {"code": "OPERATION_RESOLUTION_FAILURE"}

    def test_are_measured_once_for_each_set_of_page_sizes(self) -> None:
        operation = known(documents(), TEXT).operation(None)
        three = operation.extent({"first": 3})
        assert three.cost == 10
        assert operation.extent({"first": 4}).cost == 13
        assert operation.extent({"first": 3, "other": 9}) is three
        assert operation.extent({"first": None}).cost == operation.extent({}).cost == 76
        for size in range(200):
            assert operation.extent({"first": size}).cost == 1 + 3 * size


class TestRefusals:
    def test_a_document_that_cannot_be_parsed_says_where(self) -> None:
        [error] = refusal_of("{ release").errors
        assert error.extensions == {"code": "GRAPHQL_PARSE_FAILED"}
        assert error.formatted["locations"] == [{"line": 1, "column": 10}]

    def test_a_document_that_does_not_fit_the_schema_says_all_that_is_wrong(self) -> None:
        errors = refusal_of("{ releese entity { labbel } }").errors
        assert [error.message for error in errors] == [
            "Cannot query field 'releese' on type 'Query'. Did you mean 'release'?",
            "Cannot query field 'labbel' on type 'Entity'. Did you mean 'label'?",
        ]
        assert {(error.extensions or {})["code"] for error in errors} == {"GRAPHQL_VALIDATION_FAILED"}

    def test_errors_of_validation_come_to_an_end(self) -> None:
        errors = refusal_of("{" + " ".join(f"x{number}" for number in range(1_000)) + "}").errors
        assert len(errors) == 21
        assert "Too many validation errors" in errors[-1].message

    def test_too_long_a_document_is_not_even_read(self) -> None:
        [error] = refusal_of("{ release } # " + "x" * 100, Limits(characters=50)).errors
        assert error.extensions == {"code": "LIMIT_EXCEEDED", "limit": "characters", "allowed": 50, "found": 114}

    @pytest.mark.parametrize("text", ["{" + "release " * 20 + "}", "#\n" * 20 + "{ release }"])
    def test_too_many_tokens_or_comments_are_not_read_to_the_end(self, text: str) -> None:
        [error] = refusal_of(text, Limits(tokens=10)).errors
        assert error.extensions == {"code": "LIMIT_EXCEEDED", "limit": "tokens", "allowed": 10, "found": 11}

    @pytest.mark.parametrize("text", ["{ entity " * 400 + "{ label" + "}" * 400, "{ echo(text: " + "[" * 2_000])
    def test_what_is_nested_too_deeply_to_be_parsed_is_beyond_a_limit(self, text: str) -> None:
        [error] = refusal_of(text).errors
        assert error.extensions == {"code": "LIMIT_EXCEEDED", "limit": "nesting"}
        assert "nested too deeply" in error.message
        assert error.locations

    @pytest.mark.parametrize(
        "text",
        [
            "{ entity { ...F0 } }"
            + " ".join(f"fragment F{n} on Entity {{ children {{ ...F{n + 1} }} }}" for n in range(300))
            + "fragment F300 on Entity { label }",
            "{" + "a: entity { label } " * 200 + "a: release " * 200 + "}",
        ],
    )
    def test_what_validation_gives_up_on_is_explained(self, text: str) -> None:
        *_, error = refusal_of(text).errors
        assert error.extensions == {"code": "LIMIT_EXCEEDED", "limit": "validation"}
        assert "write the operation flatter" in error.message

    def test_what_repeats_without_conflict_is_no_reason_to_refuse(self) -> None:
        cache = documents()
        known(cache, "{" + "entity { label } " * 2_000 + "}")
        assert len(cache) == 1

    def test_fragments_in_a_circle_are_refused_by_validation(self) -> None:
        errors = refusal_of("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }").errors
        assert "Cannot spread fragment 'A' within itself" in errors[0].message

    def test_an_operation_beyond_the_limits_is_refused_each_time(self) -> None:
        cache = Documents(SCHEMA, Limits(cost=100))
        operation = known(cache, TEXT).operation(None)
        for _ in range(2):
            with pytest.raises(RefusedError, match="the cost of this operation: 3001 found, 100 allowed"):
                operation.extent({"first": 1_000})
        assert operation.extent({"first": 10}).cost == 31


def test_a_parsed_document_keeps_no_chain_of_tokens() -> None:
    document = documents().parsed(TEXT)
    assert document.ast.loc is not None
    assert document.ast.loc.start_token.kind is TokenKind.SOF
    assert document.ast.loc.start_token.next is None
    assert parse(TEXT) == document.ast  # positions are all still there
