"""Strategies for what may be asked of an engine over a dataset: selections, relations, searches, walks."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from graph.dataset import Dataset
from graph.model import Entity
from graph.money import Money
from graph.relations import RELATIONS, Relation
from graph.selection import Condition, Operator, Order, Selection
from graph.sql.conditions import hints
from graph.vocabulary import EntityKind, RelationType

RELATION_TYPES = st.none() | st.frozensets(st.sampled_from(RelationType), min_size=1)
_PROPERTIES = ("label", "names")
_SAME = (Operator.EQ, Operator.IN)
_PARTS = (Operator.CONTAINS, Operator.STARTS_WITH)
_BOUNDS = (Operator.GTE, Operator.LTE)
_STRANGE = st.sampled_from(["", "\0", "%", "_", "\u017f", "k", "\ud800", "（", "2021"])


def kinds_of(dataset: Dataset) -> st.SearchStrategy[EntityKind]:
    """A kind of which the dataset has something."""
    return st.sampled_from([kind for kind in EntityKind if dataset.of(kind)])


def selections(dataset: Dataset, kind: EntityKind) -> st.SearchStrategy[Selection]:
    """Any selection of a kind: conditions that some entities meet or nearly meet, orders, pages, limits."""
    attributes = sorted(hints(kind).keys() | set(_PROPERTIES))
    conditions = st.sampled_from(attributes).flatmap(lambda attribute: _conditions(dataset, kind, attribute))
    ordered = [name for name, hint in hints(kind).items() if _is_comparable(hint)]
    orders = st.none() | st.builds(Order, st.sampled_from([*ordered, "label"]), st.booleans())
    whole = st.builds(
        Selection,
        st.just(kind),
        st.lists(conditions, max_size=2).map(tuple),
        orders,
        limit=st.none() | st.integers(1, 20),
    )
    return whole.flatmap(lambda selection: _begun(dataset, selection))


def followed(dataset: Dataset) -> st.SearchStrategy[tuple[Relation, list[Entity], bool, Selection | None]]:
    """A relation, some of the entities that it can be followed from, whether inward, and a selection within."""

    def ways(relation: Relation) -> st.SearchStrategy[tuple[Relation, list[Entity], bool, Selection | None]]:
        return st.booleans().flatmap(lambda inward: _along(dataset, relation, inward=inward))

    return st.sampled_from(RELATIONS).flatmap(ways)


def texts(dataset: Dataset) -> st.SearchStrategy[str]:
    """Names, parts of names, names with parts left out, and others."""
    names = st.sampled_from([name for entity in dataset for name in entity.names])
    return _parts(names) | st.tuples(_parts(names), _parts(names)).map("".join) | _STRANGE


def _conditions(dataset: Dataset, kind: EntityKind, attribute: str) -> st.SearchStrategy[Condition]:
    values = st.sampled_from(_values(dataset.of(kind), attribute) or ["nothing"])
    hint = hints(kind).get(attribute, str)
    origin: Any = get_origin(hint)
    member = get_args(hint)[0] if origin is tuple else hint
    operators: tuple[Operator, ...] = _SAME
    if member in {str, int}:
        operators += _PARTS
    if _is_comparable(hint) or member is int:
        operators += _BOUNDS

    def asked(operator: Operator) -> st.SearchStrategy[Condition]:
        value: st.SearchStrategy[Any] = values
        if operator in _PARTS:
            value = _parts(values.map(str)) | _STRANGE
        elif operator is Operator.IN:
            value = st.lists(_near(member, values), max_size=3).map(tuple)
        elif operator in _BOUNDS or member in {Money, Decimal}:
            value = _near(member, values)
        return st.builds(Condition, st.just(attribute), st.just(operator), value)

    return st.sampled_from(operators).flatmap(asked)


def _near(hint: Any, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type hint
    """Values, and for numbers others beside them and far from them."""
    if hint in {int, Money}:
        fen = values.map(lambda value: value.fen if isinstance(value, Money) else value)
        half = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(-1), Decimal("1E+25"), Decimal("-1E+25")])
        return fen | st.builds(lambda number, more: number + more, fen.filter(lambda each: type(each) is int), half)
    if hint is Decimal:
        return values | values.map(lambda value: value + Decimal("0.00")) | st.sampled_from([0, 1, Decimal("1E-30")])
    return values


def _parts(names: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def part(name: str) -> st.SearchStrategy[str]:
        ends = st.tuples(st.integers(0, len(name)), st.integers(0, len(name))).map(sorted)
        cut = ends.map(lambda pair: name[pair[0] : pair[1]])
        return st.just(name) | cut | cut.map(str.upper) | cut.map(str.title)

    return names.flatmap(part)


def _values(entities: Iterable[Entity], attribute: str) -> list[Any]:
    found: dict[Any, None] = {}
    for entity in entities:
        held = getattr(entity, attribute)
        found.update(dict.fromkeys(held if isinstance(held, tuple) and not hasattr(held, "_fields") else (held,)))
    found.pop(None, None)
    return list(found)


def _is_comparable(hint: Any) -> bool:  # noqa: ANN401 - a type hint
    return isinstance(hint, type) and issubclass(hint, (str, int, Decimal, Money))


def _begun(dataset: Dataset, selection: Selection) -> st.SearchStrategy[Selection]:
    """The selection from its beginning, or as a later page."""
    after = st.none() | st.sampled_from(dataset.of(selection.kind)).map(selection.sort_key)
    return after.map(lambda key: Selection(selection.kind, selection.where, selection.order, key, selection.limit))


def _along(
    dataset: Dataset, relation: Relation, *, inward: bool
) -> st.SearchStrategy[tuple[Relation, list[Entity], bool, Selection | None]]:
    near, far = (relation.targets, relation.sources) if inward else (relation.sources, relation.targets)
    parents = [entity for kind in near for entity in dataset.of(kind)]
    some = st.lists(st.sampled_from(parents), max_size=8) if parents else st.just([])
    within: st.SearchStrategy[Selection | None] = st.none()
    if len(far) == 1 and dataset.of(far[0]):
        within |= selections(dataset, far[0])
    return st.tuples(st.just(relation), some, st.just(inward), within)
