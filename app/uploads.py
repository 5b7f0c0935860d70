"""Operations with files, by the GraphQL multipart request specification.

A form is the one kind of request that a page of another site can send in a visitor's name without asking first. So a
request with files must have the header `GraphQL-Require-Preflight`, which such a page may only send after a preflight
that this service does not answer, and it must show an API key, which a visitor's browser does not know. Both are looked
at before the first byte of the body is read; without a configured key the whole way is off.

The files are written to disk as they arrive and belong to the operation; what it does not take is removed.
"""

import asyncio
import shutil
from collections.abc import AsyncGenerator, Callable, Mapping
from http import HTTPStatus
from pathlib import Path, PurePath
from secrets import token_hex
from typing import Any, NamedTuple

import orjson
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from app.engines import NotReadyError
from app.keys import Keys
from app.record import record_of
from app.refusal import HttpRefusalError
from app.reply import Header, Reply, reply_with
from app.settings import Settings
from app.wishes import wishes_of
from graph.engine import Engine
from graph.errors import BudgetgraphError, IngestDisabledError
from graph.work import UploadedFile
from schema.errors import request_error
from schema.execution.answer import Outcome, refused
from schema.execution.executor import Executor
from schema.execution.request import BadRequestError, GraphQLRequest, request_from_json

PREFLIGHT = b"graphql-require-preflight"
_MULTIPART = b"multipart/form-data"
_PART = 1_000_000
"""Bytes of `operations` and of `map`."""

_LONGEST_NAME = 200


class PreflightError(BudgetgraphError):
    """A form that a page of another site could have sent."""

    code = "PREFLIGHT_REQUIRED"

    def __init__(self) -> None:
        super().__init__("a request with files needs the header `GraphQL-Require-Preflight: 1`; add it")


class UnauthorizedError(BudgetgraphError):
    """A request without a key that fits."""

    code = "UNAUTHORIZED"

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(
            f"{found}; send an API key as `Authorization: Bearer bg_...`, which the operator makes with"
            " `budgetgraph key new NAME`"
        )


class Refusal(NamedTuple):
    """An error that a request is refused with before it is read, and how HTTP says so."""

    error: BudgetgraphError
    status: HTTPStatus
    headers: tuple[Header, ...] = ()


class Uploads:
    """Answers operations with files."""

    def __init__(self, executor: Executor, engine: Callable[[], Engine], keys: Keys, settings: Settings) -> None:
        self._executor = executor
        self._engine = engine
        self._keys = keys
        self._settings = settings
        self._hashing = asyncio.Lock()

    def are_meant(self, scope: Scope, given: Mapping[bytes, bytes]) -> bool:
        """Whether a request has files; that it may is for `reply` to say."""
        return scope["method"] == "POST" and given.get(b"content-type", b"").lower().startswith(_MULTIPART)

    async def reply(self, scope: Scope, given: Mapping[bytes, bytes], receive: Receive) -> Reply:
        """The reply to an operation with files; ClientDisconnect where nobody waits for it any more."""
        media_type = wishes_of(given).media_type
        refusal = await self._refusal(given)
        if refusal is not None:
            answer = refused([request_error(refusal.error)], Outcome.MALFORMED)
            return reply_with(answer, media_type, status=refusal.status, more=refusal.headers)
        folder = self._settings.archive / "uploads" / token_hex(16)
        try:
            request = await self._request(scope, receive, folder)
            answer = await self._executor.execute(request, self._engine(), request_id=record_of(scope).request_id)
            return reply_with(answer, media_type)
        except BadRequestError as error:
            return reply_with(refused([request_error(error)], Outcome.MALFORMED), media_type)
        except NotReadyError as error:
            refusal_ = HttpRefusalError(HTTPStatus.SERVICE_UNAVAILABLE, error.message)
            return reply_with(refusal_.answer, media_type, status=refusal_.status)
        except HttpRefusalError as refusal_:
            return reply_with(refusal_.answer, media_type, status=refusal_.status, more=((b"connection", b"close"),))
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _refusal(self, given: Mapping[bytes, bytes]) -> Refusal | None:
        """Why a request is not even read; None for one that may be."""
        if not self._keys.are_there:
            return Refusal(IngestDisabledError(), HTTPStatus.FORBIDDEN)
        if not given.get(PREFLIGHT):
            return Refusal(PreflightError(), HTTPStatus.BAD_REQUEST)
        scheme, _, key = given.get(b"authorization", b"").decode("latin-1").partition(" ")
        async with self._hashing:  # one guess at a time: hashing takes a core
            name = await asyncio.to_thread(self._keys.name_of, key.strip()) if scheme.lower() == "bearer" else None
        if name is None:
            found = "the API key is not one of those known here, or was taken back" if key else "no API key was sent"
            return Refusal(UnauthorizedError(found), HTTPStatus.UNAUTHORIZED, ((b"www-authenticate", b"Bearer"),))
        return None

    async def _request(self, scope: Scope, receive: Receive, folder: Path) -> GraphQLRequest:
        """The operation with its files in the places of its variables."""
        headers = Headers(scope=scope)
        settings = self._settings
        body = _limited(receive, settings.upload_bytes)
        parser = MultiPartParser(headers, body, max_files=settings.upload_files, max_fields=2, max_part_size=_PART)
        try:
            async with asyncio.timeout(settings.upload_seconds):
                form = await parser.parse()
        except MultiPartException as error:
            raise BadRequestError(
                what="the form", found=f"not as announced ({error.message})", expected="`operations`, `map` and files"
            ) from None
        except KeyError:
            raise BadRequestError(what="the form", found="without a boundary", expected="one in Content-Type") from None
        except TimeoutError:
            late = f"the files did not arrive within {settings.upload_seconds:g} seconds"
            raise HttpRefusalError(HTTPStatus.REQUEST_TIMEOUT, late) from None
        try:
            request = request_from_json(_text(form, "operations").encode())
            places = _places(_text(form, "map"))
            files = await asyncio.to_thread(_written, form, places, folder)
            for name, paths in places.items():
                for path in paths:
                    _put(request.variables, path, files[name])
            return request
        finally:
            await form.close()


async def _limited(receive: Receive, most: int) -> AsyncGenerator[bytes, None]:
    """The body as it arrives; HttpRefusalError as soon as it is too long."""
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk: bytes = message.get("body", b"")
        length += len(chunk)
        if length > most:
            long = f"the files are longer than the {most} bytes that a request may have; send them one by one"
            raise HttpRefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, long)
        yield chunk
        if not message.get("more_body", False):
            return


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    if not isinstance(value, str):
        found = "missing" if value is None else "a file"
        raise BadRequestError(what=f"the field `{name}`", found=found, expected="JSON, before the files")
    return value


def _places(text: str) -> dict[str, list[str]]:
    """The variables that each file stands for, by the name of its part."""
    expected = '{"0": ["variables.files.0"]}, the places of each file'
    try:
        places = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise BadRequestError(what="`map`", found="not JSON", expected=expected) from None
    if not isinstance(places, dict) or not all(
        isinstance(paths, list) and all(isinstance(path, str) for path in paths) for paths in places.values()
    ):
        raise BadRequestError(what="`map`", found="of another shape", expected=expected)
    return places


def _written(form: FormData, places: Mapping[str, object], folder: Path) -> dict[str, UploadedFile]:
    """The files of a form on disk, by the names of their parts; their own names are only told, never used."""
    folder.mkdir(parents=True)
    files: dict[str, UploadedFile] = {}
    for number, name in enumerate(places):
        part = form.get(name)
        if not isinstance(part, UploadFile):
            raise BadRequestError(what=f"the part `{name[:80]}`", found="missing or no file", expected="a file")
        path = folder / str(number)
        with path.open("wb") as file:
            shutil.copyfileobj(part.file, file)
        files[name] = UploadedFile(path, _name(part.filename))
    return files


def _name(given: str | None) -> str:
    """The last part of a file's name, whatever system it comes from."""
    last = PurePath((given or "").replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[:_LONGEST_NAME] or "unnamed"


def _put(variables: dict[str, Any], path: str, file: UploadedFile) -> None:
    """Put a file into the place of a variable that is null; BadRequestError where the path leads nowhere."""
    root, *steps = path.split(".")
    held: Any = {"variables": variables}
    last: Any = root
    try:
        for step in steps:
            held = held[last]
            last = int(step) if isinstance(held, list) else step
        is_free = held[last] is None
    except (KeyError, IndexError, ValueError, TypeError):
        is_free = False
    if not is_free:
        expected = "the path of a variable that is null in `operations`"
        raise BadRequestError(what=f"the place `{path[:80]}` in `map`", found="none", expected=expected)
    held[last] = file
