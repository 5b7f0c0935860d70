"""Replies that were sent before, kept for those who ask the same again while the release is served.

What is the same is decided by the bytes of the request: a client that writes the same question in another way asks
another one. Bounded by bytes; the reply that was not asked for the longest goes first.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from app.reply import Reply
from graph.engine import Engine

Key = tuple[Hashable, ...]

_ENTRY_BYTES = 1_000
"""What a reply takes beside its body and the request it answers."""

_LARGEST = 8
"""A reply of more than the eighth part of the bound is not kept: it would drive out all others."""


class Replies:
    """The replies of one release, the one asked for last; of the others none is asked for again."""

    def __init__(self, most_bytes: int) -> None:
        self.size = 0
        self._most_bytes = most_bytes
        self._engine: Engine | None = None
        self._known: OrderedDict[Key, Reply] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, engine: Engine, key: Key) -> Reply | None:
        """The reply to the same request; None where none is kept."""
        with self._lock:
            if engine is not self._engine:
                return None
            reply = self._known.get(key)
            if reply is not None:
                self._known.move_to_end(key)
            return reply

    def keep(self, engine: Engine, key: Key, reply: Reply) -> None:
        """Keep a reply as long as the engine is the current one and there is room."""
        size = _size(key, reply)
        if size > self._most_bytes // _LARGEST:
            return
        with self._lock:
            if engine is not self._engine:
                self._known.clear()
                self._engine, self.size = engine, 0
            replaced = self._known.pop(key, None)
            self._known[key] = reply
            self.size += size - (_size(key, replaced) if replaced else 0)
            while self.size > self._most_bytes:
                self.size -= _size(*self._known.popitem(last=False))


def _size(key: Key, reply: Reply) -> int:
    return _ENTRY_BYTES + len(reply.body) + sum(len(each) for each in key if isinstance(each, bytes))
