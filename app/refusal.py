"""What HTTP itself refuses, before a GraphQL request counts: method, media types, size, time."""

from http import HTTPStatus

from app.engines import NotReadyError
from schema.errors import coded
from schema.execution.answer import Answer, Outcome, refused

METHODS = "GET, HEAD, POST, OPTIONS"

CODES = {
    HTTPStatus.BAD_REQUEST: "BAD_REQUEST",
    HTTPStatus.METHOD_NOT_ALLOWED: "METHOD_NOT_ALLOWED",
    HTTPStatus.NOT_ACCEPTABLE: "NOT_ACCEPTABLE",
    HTTPStatus.REQUEST_TIMEOUT: "REQUEST_TIMEOUT",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "PAYLOAD_TOO_LARGE",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "HEADERS_TOO_LARGE",
    HTTPStatus.SERVICE_UNAVAILABLE: NotReadyError.code,
}
HEADERS = {
    HTTPStatus.METHOD_NOT_ALLOWED: (b"allow", METHODS.encode()),
    HTTPStatus.REQUEST_TIMEOUT: (b"connection", b"close"),
    HTTPStatus.SERVICE_UNAVAILABLE: (b"retry-after", b"1"),
}


class HttpRefusalError(Exception):
    """A request that is refused for what HTTP says of it, before its body counts."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        self.status = status
        super().__init__(message)

    @property
    def answer(self) -> Answer:
        """The refusal as a GraphQL answer; its code is the status in words."""
        return refused([coded(str(self), CODES[self.status])], Outcome.MALFORMED)
