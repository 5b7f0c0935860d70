"""Every error has a code, and nothing internal is in any."""

import pytest
from graphql import GraphQLError, located_error, parse
from strawberry.exceptions import StrawberryInputCoercionError
from structlog.testing import capture_logs

from graph.errors import (
    BudgetgraphError,
    DatasetError,
    DatasetProblem,
    IncompatibleLinesError,
    InvalidArgumentError,
    InvalidCursorError,
    InvalidIdError,
    SettingError,
    StoreError,
    UnknownEntityError,
)
from schema.errors import Code, RefusedError, coded, field_errors, request_error, with_code

SECRET = "postgresql://budget:hunter2@10.0.0.7/city"  # noqa: S105 - invented, and looked for in answers
REMEDY = "aggregate leaves only"


def shown(error: Exception) -> dict[str, object]:
    """The error as it is answered when a field raises it."""
    [field] = parse("{ lamps }").definitions[0].selection_set.selections  # type: ignore[attr-defined] # an operation's
    [answered] = field_errors([located_error(error, [field], ["lamps"])], "r1")
    return dict(answered)


class TestErrorsOfTheGraph:
    @pytest.mark.parametrize(
        ("error", "code", "facts"),
        [
            (InvalidIdError("x"), "INVALID_ID", {"given": "x"}),
            (InvalidCursorError("x", REMEDY), "INVALID_CURSOR", {"given": "x", "reason": REMEDY}),
            (
                InvalidArgumentError("first", 0, "1 to 1000"),
                "INVALID_ARGUMENT",
                {"argument": "first", "given": 0, "expected": "1 to 1000"},
            ),
            (UnknownEntityError("department", "999"), "NOT_FOUND", {"kind": "department", "given": "999"}),
            (
                IncompatibleLinesError("two phases", REMEDY),
                "INCOMPATIBLE_LINES",
                {"reason": "two phases", "alternative": REMEDY},
            ),
        ],
    )
    def test_are_told_with_their_code_and_their_data(
        self, error: BudgetgraphError, code: str, facts: dict[str, object]
    ) -> None:
        answered = shown(error)
        assert answered["message"] == error.message
        assert answered["extensions"] == {"code": code, **facts}
        assert answered["path"] == ["lamps"]
        assert answered["locations"] == [{"line": 1, "column": 3}]

    def test_do_not_repeat_what_a_client_sent_at_length(self) -> None:
        error = request_error(InvalidIdError("x" * 10_000))
        assert error.extensions == {"code": "INVALID_ID"}
        assert len(error.message) < 300

    @pytest.mark.parametrize(
        "error",
        [
            StoreError(SECRET, "no answer", "start it"),
            SettingError("BUDGETGRAPH_DATABASE", SECRET, "an address"),
            DatasetProblem(SECRET, 1, "key", "a", "b"),
            DatasetError([DatasetProblem(SECRET, 1, "key", "a", "b")]),
        ],
    )
    def test_that_only_operators_can_mend_are_masked(self, error: BudgetgraphError) -> None:
        with capture_logs() as logs:
            answered = shown(error)
        assert SECRET not in str(answered)
        assert answered["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "requestId": "r1"}
        assert logs[0]["exc_info"] is error

    def test_are_found_however_often_they_were_wrapped(self) -> None:
        inner = InvalidIdError("x")
        wrapped = GraphQLError("outer", original_error=GraphQLError("inner", original_error=inner))
        assert shown(wrapped)["message"] == inner.message


class TestErrorsOfTheLibrary:
    def test_that_a_resolver_raised_on_purpose_are_told(self) -> None:
        answered = shown(coded("too many lamps", "TOO_MANY", None, allowed=3))
        assert (answered["message"], answered["extensions"]) == ("too many lamps", {"code": "TOO_MANY", "allowed": 3})

    def test_about_input_that_strawberry_could_not_take_are_the_callers(self) -> None:
        assert shown(StrawberryInputCoercionError("no"))["extensions"] == {"code": "BAD_USER_INPUT"}

    def test_about_values_that_do_not_fit_their_type_are_defects(self) -> None:
        with capture_logs() as logs:
            answered = shown(GraphQLError("Int cannot represent non 32-bit signed integer value: 1099511627776"))
        assert answered["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "requestId": "r1"}
        assert len(logs) == 1

    def test_keep_a_code_that_they_have(self) -> None:
        errors = with_code([coded("a", "OWN"), GraphQLError("b")], Code.VALIDATION_FAILED)
        assert [(error.extensions or {})["code"] for error in errors] == ["OWN", "GRAPHQL_VALIDATION_FAILED"]


def test_a_refusal_reads_as_all_its_reasons() -> None:
    assert str(RefusedError([coded("a", "A"), coded("b", "B")])) == "a; b"
