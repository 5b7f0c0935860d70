"""Documents that a client names instead of sending: those its operator trusts, and those that were sent before.

- `documentId` names a trusted document, or as `sha256:<hex>` one that was sent before;
- `extensions.persistedQuery` names one by its hash (automatic persisted queries): where it is not known yet, the
  client sends hash and text once, and from then on the hash alone.

What was sent before is bounded by bytes; the text that was not asked for the longest is forgotten first, and its
client sends it again.
"""

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from sys import getsizeof
from threading import Lock

from schema.errors import Code, RefusedError, coded
from schema.execution.request import GraphQLRequest

_HASH = "sha256:"
_SHOWN = 80
_BYTES = 8 * 2**20


class PersistedDocuments:
    """Gives the text of the document that a request means; with `only_trusted` every other is refused."""

    def __init__(
        self, trusted: Mapping[str, str] | None = None, *, only_trusted: bool = False, most_bytes: int = _BYTES
    ) -> None:
        self.weight = 0
        self._trusted = dict(trusted or {})
        self._trusted_texts = frozenset(self._trusted.values())
        self._only_trusted = only_trusted
        self._most_bytes = most_bytes
        self._sent: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def text(self, request: GraphQLRequest) -> str:
        """The text of the request's document; RefusedError where it is not known or may not be asked."""
        if request.document_id is not None:
            return self._named(request.document_id)
        hashed = request.document_hash
        if hashed is None:
            return self._allowed(request.query or "")
        if request.query is None:
            return self._hashed(hashed)
        if _hash_of(request.query) != hashed:
            raise RefusedError([coded("provided sha does not match query", Code.BAD_REQUEST)])
        return self._allowed(request.query)

    def remember(self, request: GraphQLRequest) -> None:
        """Know the request's document by its hash from now on, where the client sent both."""
        hashed, text = request.document_hash, request.query
        if hashed is None or text is None or hashed in self._sent:
            return
        with self._lock:
            self._sent[hashed] = text
            self.weight += _weight(hashed, text)
            while self.weight > self._most_bytes:
                self.weight -= _weight(*self._sent.popitem(last=False))

    def _named(self, document_id: str) -> str:
        text = self._trusted.get(document_id)
        if text is None and document_id.startswith(_HASH):
            text = self._known(document_id.removeprefix(_HASH))
        if text is None:
            message = f"no document is known by the id `{document_id[:_SHOWN]}`; send its text as `query`"
            raise RefusedError([coded(message, Code.DOCUMENT_NOT_FOUND)])
        return text

    def _hashed(self, hashed: str) -> str:
        text = self._known(hashed)
        if text is None:  # in the words that clients of automatic persisted queries look for
            raise RefusedError([coded("PersistedQueryNotFound", Code.PERSISTED_QUERY_NOT_FOUND)])
        return text

    def _known(self, hashed: str) -> str | None:
        trusted = self._trusted.get(hashed) or self._trusted.get(_HASH + hashed)
        if trusted is not None or self._only_trusted:
            return trusted
        with self._lock:
            if hashed in self._sent:
                self._sent.move_to_end(hashed)
            return self._sent.get(hashed)

    def _allowed(self, text: str) -> str:
        if self._only_trusted and text not in self._trusted_texts:
            message = "only documents that the operator trusts are served here; name one by its `documentId`"
            raise RefusedError([coded(message, Code.DOCUMENT_NOT_TRUSTED)])
        return text


def _hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _weight(hashed: str, text: str) -> int:
    return getsizeof(hashed) + getsizeof(text) + 100
