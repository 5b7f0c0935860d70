"""The Upload scalar: a file that was sent beside an operation, by the GraphQL multipart request specification."""

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from graph.work import UploadedFile


def given(value: object) -> UploadedFile:
    """The file that the request's map put in the place of a variable."""
    if not isinstance(value, UploadedFile):
        expected = "null, and the file in a `multipart/form-data` request whose `map` names the variable"
        raise GraphQLError(f"Upload cannot represent {value!r:.100}; expected {expected}")
    return value


def never(_: object) -> str:
    """Nothing ever answers with a file."""
    raise GraphQLError("Upload cannot be answered")


UPLOAD: ScalarDefinition = strawberry.scalar(
    name="Upload",
    description="A file, sent as a part of a `multipart/form-data` request; as a variable it is written `null`.",
    specified_by_url="https://github.com/jaydenseric/graphql-multipart-request-spec",
    serialize=never,
    parse_value=given,
)
