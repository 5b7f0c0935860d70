"""The door of the GraphQL path: plain requests, requests with files, requests that want events."""

from contextlib import suppress

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from app.events import Events
from app.http import GraphQLEndpoint
from app.record import record_of
from app.uploads import Uploads
from app.wishes import given_headers


class Gateway:
    """Leads each request to whoever answers requests of its kind; most are the endpoint's."""

    def __init__(self, endpoint: GraphQLEndpoint, uploads: Uploads, events: Events) -> None:
        self._endpoint = endpoint
        self._uploads = uploads
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request, as long as somebody waits for it."""
        with suppress(ClientDisconnect):
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = given_headers(scope["headers"])
        if self._events.are_meant(scope, given):
            await self._events.answer(scope, given, receive, send)
        elif self._uploads.are_meant(scope, given):
            reply = await self._uploads.reply(scope, given, receive)
            record = record_of(scope)
            record.operation, record.cost, record.codes = reply.operation, reply.cost, reply.codes
            await reply.send(send)
        else:
            await self._endpoint(scope, receive, send)
