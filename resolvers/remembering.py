"""Answers that cost much and stay the same: remembered as long as their release is served.

For fields of the root, whose answer depends on the release and the arguments alone: sums that prove themselves,
searches, paths. Bounded in number for each release; the answer that was not asked for the longest goes first.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import wraps
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from graph.engine import Engine

A = TypeVar("A")
_MOST = 128


def remembered(resolver: Callable[..., list[A]]) -> Callable[..., list[A]]:
    """The resolver, asked once for each set of arguments in a release; what it refuses it refuses each time."""
    releases: WeakKeyDictionary[Engine, OrderedDict[Hashable, A]] = WeakKeyDictionary()
    lock = Lock()

    @wraps(resolver)
    def resolve(engine: Engine, parents: Sequence[object], **arguments: Any) -> list[A]:  # noqa: ANN401 - whatever the field takes
        name = _name(arguments)
        if name is None:
            return resolver(engine, parents, **arguments)
        with lock:
            known = releases.setdefault(engine, OrderedDict())
            if name in known:
                known.move_to_end(name)
                return [known[name]] * len(parents)
        [answer] = resolver(engine, [None], **arguments)
        with lock:
            known[name] = answer
            if len(known) > _MOST:
                known.popitem(last=False)
        return [answer] * len(parents)

    return resolve


def _name(arguments: Mapping[str, Any]) -> Hashable | None:
    """The arguments as a name: lists as tuples, in any order; None where they cannot be one."""
    name = tuple((each, tuple(held) if isinstance(held, list) else held) for each, held in sorted(arguments.items()))
    try:
        hash(name)
    except TypeError:
        return None
    return name
