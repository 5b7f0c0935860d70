"""Global ids: opaque to clients, derived only from what identifies a thing in the published world.

An id is the base64url form of `Kind:key` without padding, so it survives restarts, rebuilds, re-ingestion and a
change of engine. Keys are natural: division and department code, scheme and code, document, statement, row and
column.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from graph.errors import InvalidIdError
from graph.vocabulary import EntityKind


class Ref(NamedTuple):
    """What names an entity: its kind and its natural key, unique within the kind."""

    kind: EntityKind
    key: str


def global_id(kind: EntityKind, key: str) -> str:
    """The id under which clients know the entity."""
    return urlsafe_b64encode(f"{kind.value}:{key}".encode()).rstrip(b"=").decode("ascii")


def ref_of(given: str) -> Ref:
    """The reference an id stands for; InvalidIdError where `global_id` cannot have made it.

    Only the form is judged: whether the entity exists is asked of an engine.
    """
    try:
        text = urlsafe_b64decode(given.encode("ascii") + b"=" * (-len(given) % 4)).decode()
        kind, colon, key = text.partition(":")
        ref = Ref(EntityKind(kind), key)
    except ValueError:
        raise InvalidIdError(given) from None
    if not colon or not key or global_id(*ref) != given:
        raise InvalidIdError(given)
    return ref
