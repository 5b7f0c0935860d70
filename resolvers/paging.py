"""Pages of lists: key-set cursors, so that a page stays the same page while the list around it grows.

A cursor holds the sort key of one element and the signature of the list it was made for; used on another list it
is refused. `first` is 1 to 1000 and 25 unless asked otherwise.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from itertools import repeat
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import orjson

from graph.engine import Engine
from graph.errors import InvalidArgumentError, InvalidCursorError
from graph.model import Entity
from graph.relations import Relation
from graph.selection import Condition, Order, Selection
from graph.vocabulary import EntityKind

DEFAULT_FIRST = 25
MOST_FIRST = 1000

N = TypeVar("N")
Key = tuple[Any, ...]


class Placed(Protocol):
    """Anything that knows the cursor of its place in a list."""

    @property
    def cursor(self) -> str:
        """The opaque cursor."""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where a page stands in its list; `first` and `last` are its own ends."""

    has_next_page: bool
    has_previous_page: bool
    first: Placed | None
    last: Placed | None

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first element; None on an empty page."""
        return self.first.cursor if self.first else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last element; None on an empty page."""
        return self.last.cursor if self.last else None


class PageEdge(NamedTuple, Generic[N]):
    """An element of a page; its cursor is made when it is asked for, which costs more than all the rest."""

    node: N
    place: Callable[[N], str]

    @property
    def cursor(self) -> str:
        """The opaque cursor of its place."""
        return self.place(self.node)


_made: Callable[[tuple[Entity, Callable[[Entity], str]]], PageEdge[Entity]] = partial(tuple.__new__, PageEdge)
"""As a call of `PageEdge`, in half the time, which is most of the time of a long page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; the length of the whole list is counted only when it is asked for."""

    edges: Sequence[Placed]
    page_info: PageInfo
    count: Callable[[], int]

    @property
    def total_count(self) -> int:
        """The length of the whole list."""
        return self.count()


def size_of(first: int | None) -> int:
    """The page size asked for; InvalidArgumentError outside 1 to 1000."""
    if first is None:
        return DEFAULT_FIRST
    if not 1 <= first <= MOST_FIRST:
        raise InvalidArgumentError(
            "first", first, f"a page size from 1 to {MOST_FIRST}; ask for more pages with `after`"
        )
    return first


def selection_of(
    kind: EntityKind, where: Sequence[Condition], order: Order | None, first: int | None, after: str | None
) -> Selection:
    """The selection of one page and one element more, which tells whether there is a next page."""
    selection = Selection(kind, tuple(where), order, limit=size_of(first) + 1)
    if after is None:
        return selection
    return replace(selection, after=key_of(after, _signature(selection)))


def page_of(found: Sequence[Entity], selection: Selection, count: Callable[[], int]) -> Page:
    """The page that `found`, the answer to a selection of `selection_of`, makes."""
    signature = _signature(selection)

    def place(entity: Entity) -> str:
        return cursor_of(selection.sort_key(entity), signature)

    edges = list(map(_made, zip(found, repeat(place))))
    return cut(edges, selection.limit or 0, count, started=selection.after is not None)


def cut(edges: Sequence[Placed], limit: int, count: Callable[[], int], *, started: bool) -> Page:
    """A page of at most `limit` - 1 elements; one more among `edges` says that there is a next page."""
    shown = edges[: limit - 1]
    info = PageInfo(
        has_next_page=len(edges) > len(shown),
        has_previous_page=started,
        first=shown[0] if shown else None,
        last=shown[-1] if shown else None,
    )
    return Page(shown, info, count)


def root_page(engine: Engine, selection: Selection) -> Page:
    """A page of all entities of a kind that meet the selection."""
    _comparable(engine, selection)
    return page_of(engine.select(selection), selection, lambda: engine.count(selection))


def pages_within(
    engine: Engine, relation: Relation, parents: Sequence[Entity], selection: Selection, *, inward: bool
) -> list[Page]:
    """For each parent a page of the entities that the relation leads to; all are counted once one is."""
    _comparable(engine, selection)
    whole = replace(selection, order=None, after=None, limit=None)

    @cache
    def counts() -> list[int]:
        return [len(each) for each in engine.expand(relation, parents, inward=inward, within=whole)]

    def counter(place: int) -> Callable[[], int]:
        return lambda: counts()[place]

    found = engine.expand(relation, parents, inward=inward, within=selection)
    return [page_of(each, selection, counter(place)) for place, each in enumerate(found)]


def cursor_of(key: Key, signature: str) -> str:
    """The opaque cursor of an element."""
    payload = orjson.dumps([signature, *key], default=_plain)
    return urlsafe_b64encode(payload).rstrip(b"=").decode("ascii")


def key_of(cursor: str, signature: str) -> Key:
    """The sort key that a cursor holds; InvalidCursorError where it was not made for this list."""
    try:
        payload = orjson.loads(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except ValueError:
        raise InvalidCursorError(cursor, "it cannot be read") from None
    if not isinstance(payload, list) or not payload or payload[0] != signature:
        raise InvalidCursorError(cursor, "it belongs to another list")
    return tuple(_value(each, cursor) for each in payload[1:])


def _signature(selection: Selection) -> str:
    if selection.order is None:
        return selection.kind.value
    way = "desc" if selection.order.descending else "asc"
    return f"{selection.kind.value}/{selection.order.attribute}/{way}"


def _comparable(engine: Engine, selection: Selection) -> None:
    """Refuse a forged cursor whose values cannot be compared with those of the list."""
    if selection.after is None:
        return
    for sample in engine.select(Selection(selection.kind, order=selection.order, limit=1)):
        expected = [type(each) for each in selection.sort_key(sample)]
        if selection.order is not None and selection.after[:1] == (True,):  # one without a value
            expected = [bool, *map(type, sample.position)]
        if [type(each) for each in selection.after] != expected:
            raise InvalidCursorError(cursor_of(selection.after, _signature(selection)), "it was not made by this list")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return {"d": str(value)}
    raise TypeError(type(value).__name__)


def _value(plain: object, cursor: str) -> object:
    match plain:
        case {"d": str(digits)}:
            return _number(digits, cursor)
        case str() | int() | None:
            return plain
        case _:
            raise InvalidCursorError(cursor, "it cannot be read")


def _number(digits: str, cursor: str) -> Decimal:
    """The number that a cursor holds; only a forged one holds what is not to be compared, such as NaN."""
    try:
        number = Decimal(digits)
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InvalidCursorError(cursor, "it cannot be read")
    return number
