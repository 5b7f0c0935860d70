"""Bytes of unchanged entities, kept as long as their release is served and memory allows.

Resolvers are functions of a release, an entity and arguments, so what a selection shows of an entity stays the
same within a release. A bucket holds, for one selection and one set of arguments, the JSON of each entity by its
key. What is bounded is the sum of bytes; the bucket that was not asked for the longest goes first.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from weakref import ReferenceType, WeakKeyDictionary, ref

import orjson

from graph.engine import Engine

_ENTRY_BYTES = 250
"""What an entry takes beside its JSON: the key's place, the fragment, the headers."""

_BUCKET_BYTES = 1_000

_LARGE = 1_000
"""Bytes; an entity that takes more shows lists of others, and may be asked for over and over."""


class Bucket(dict[str, orjson.Fragment]):
    """The JSON of entities by key; how many bytes of it `large` ones have."""

    __slots__ = ("large", "size")

    def __init__(self) -> None:
        self.size = _BUCKET_BYTES
        self.large: dict[str, int] = {}


class Fragments:
    """The buckets of one release."""

    def __init__(self, most_bytes: int) -> None:
        self.size = 0
        self._most_bytes = most_bytes
        self._buckets: OrderedDict[Hashable, Bucket] = OrderedDict()
        self._lock = Lock()

    def bucket(self, name: Hashable) -> Bucket:
        """The bucket of that name, new or known; it stays usable for whoever holds it when it is dropped."""
        with self._lock:
            known = self._buckets.get(name)
            if known is not None:
                self._buckets.move_to_end(name)
                return known
            self._buckets[name] = bucket = Bucket()
            self.size += bucket.size
            self._shrink()
            return bucket

    def keep(self, bucket: Bucket, name: Hashable, made: dict[str, bytes]) -> None:
        """Put what was made into the bucket, for this operation and, while memory allows, for later ones."""
        added = sum(map(len, made.values())) + _ENTRY_BYTES * len(made)
        bucket.update((key, orjson.Fragment(json)) for key, json in made.items())
        bucket.large.update((key, len(json)) for key, json in made.items() if len(json) > _LARGE)
        with self._lock:
            bucket.size += added
            if self._buckets.get(name) is bucket:
                self.size += added
                self._shrink()

    def _shrink(self) -> None:
        while self.size > self._most_bytes and self._buckets:
            _, oldest = self._buckets.popitem(last=False)
            self.size -= oldest.size


class FragmentsByEngine:
    """The fragments of each engine that is in use; they go when it goes."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._known: WeakKeyDictionary[Engine, Fragments] = WeakKeyDictionary()
        # Both weakly: what was made of a release goes with it, not with the next request.
        self._last: tuple[ReferenceType[Engine], ReferenceType[Fragments]] | None = None

    def of(self, engine: Engine) -> Fragments | None:
        """The fragments of the engine's release; None where none are kept."""
        if not self._most_bytes:
            return None
        last = self._last
        if last is not None and last[0]() is engine:
            return last[1]()
        known = self._known.get(engine)
        if known is None:
            known = self._known[engine] = Fragments(self._most_bytes)
        self._last = ref(engine), ref(known)
        return known
