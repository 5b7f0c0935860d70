"""A plan: an operation as steps over whole levels, one for each field, whatever the number of objects.

A plan knows nothing of GraphQL: it asks resolvers, reads objects in generated loops and puts rows together. It
answers only what has no errors; anything else raises, and the reference answers the operation.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from operator import attrgetter
from typing import Any, Protocol, TypeAlias

import orjson
from graphql.execution.values import VariableValues

from graph.engine import Engine
from resolvers.shapes import Resolver
from schema.execution.allowance import Allowance
from schema.execution.arguments import Arguments, Bound, Given
from schema.execution.fragments import Fragments
from schema.execution.keeping import exact
from schema.execution.reading import Reader, Row
from schema.execution.surprise import SurpriseError

Shown: TypeAlias = Row | orjson.Fragment
"""An object of the answer, or its bytes."""

_SEQUENCES = (list, tuple)
_NOT_GIVEN = object()
_REPEATING = 1_000
"""Parents; of fewer it is not worth finding out which are the same."""

_tokens = count()


@dataclass(slots=True)
class Run:
    """One request: the release that it asks, its variables, the bytes known already, and how much it may answer."""

    engine: Engine
    bound: Bound
    fragments: Fragments | None
    allowance: Allowance


class Source(Protocol):
    """Where a field's values come from: from all objects of a level to one value for each, in order."""

    def __call__(self, run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        """The values."""


def held(name: str) -> Source:
    """What the objects hold under a name."""
    get = attrgetter(name)
    return lambda _, objects: list(map(get, objects))


def computed(function: Callable[..., Any], arguments: Arguments | Given) -> Source:
    """What a function makes of each object."""
    if not arguments:
        return lambda _, objects: list(map(function, objects))

    def values(run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        given = arguments(run.bound) if callable(arguments) else arguments
        return [function(each, **given) for each in objects]

    return values


def resolved(resolver: Resolver, arguments: Arguments | Given) -> Source:
    """What a resolver answers for all of them; where many are the same it is asked for each once."""

    def values(run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        given = arguments(run.bound) if callable(arguments) else arguments
        if len(objects) < _REPEATING:
            return resolver(run.engine, objects, **given)
        different = {id(each): each for each in objects}
        if len(different) == len(objects):
            return resolver(run.engine, objects, **given)
        answers = resolver(run.engine, list(different.values()), **given)
        known = dict(zip(different, answers, strict=True))
        return [known[id(each)] for each in objects]

    return values


@dataclass(frozen=True, slots=True)
class Shape:
    """How a field's objects are wrapped: nullable or not, and the shape of a list's elements."""

    nullable: bool
    element: "Shape | None" = None

    @property
    def is_plain_list(self) -> bool:
        """Whether it is a list without nulls."""
        return self.element is not None and self.element.element is None and not self.element.nullable


class Level(Protocol):
    """A selection: from the objects of a level to what the answer shows of each, in order."""

    def show(self, run: Run, objects: Sequence[Any]) -> Sequence[Shown]:
        """One row, or its bytes, for each object; SurpriseError for an object that is not of the type."""


@dataclass(frozen=True, slots=True)
class Below:
    """A field of objects: its key in the rows, where its objects come from, and the level that shows them."""

    key: str
    source: Source
    shape: Shape
    level: Level

    def fill(self, run: Run, objects: Sequence[Any], rows: Sequence[Row]) -> None:
        """Put the field into the rows of its objects."""
        values = self.source(run, objects)
        if len(values) != len(rows):
            raise SurpriseError(self.key)
        if self.shape.element is None:
            self._fill_single(run, values, rows)
        elif self.shape.is_plain_list:
            self._fill_lists(run, values, rows)
        else:
            self._fill_any(run, values, rows)

    def _fill_single(self, run: Run, values: Sequence[Any], rows: Sequence[Row]) -> None:
        key = self.key
        present = [value for value in values if value is not None]
        if len(present) == len(values):
            for row, shown in zip(rows, self.level.show(run, values), strict=True):
                row[key] = shown
            return
        if not self.shape.nullable:
            raise SurpriseError(key)
        following = iter(self.level.show(run, present) if present else ())
        for row, value in zip(rows, values, strict=True):
            if value is not None:
                row[key] = next(following)

    def _fill_lists(self, run: Run, values: Sequence[Any], rows: Sequence[Row]) -> None:
        key = self.key
        elements: list[Any] = []
        for value in values:
            if type(value) in _SEQUENCES:
                elements += value
                run.allowance.check(len(elements))
            elif value is not None or not self.shape.nullable:
                raise SurpriseError(key)
        shown = self.level.show(run, elements) if elements else ()
        start = 0
        for row, value in zip(rows, values, strict=True):
            if value is not None:
                end = start + len(value)
                row[key] = shown[start:end]
                start = end

    def _fill_any(self, run: Run, values: Sequence[Any], rows: Sequence[Row]) -> None:
        elements: list[Any] = []
        for value in values:
            elements += self._elements(value, self.shape)
            run.allowance.check(len(elements))
        shown = iter(self.level.show(run, elements) if elements else ())
        for row, value in zip(rows, values, strict=True):
            row[self.key] = _wrapped(value, self.shape, shown)

    def _elements(self, value: Any, shape: Shape) -> Iterator[Any]:  # noqa: ANN401 - whatever the resolver gave
        if value is None:
            if not shape.nullable:
                raise SurpriseError(self.key)
        elif shape.element is None:
            yield value
        elif type(value) in _SEQUENCES:
            for each in value:
                yield from self._elements(each, shape.element)
        else:
            raise SurpriseError(self.key)


def _wrapped(value: Any, shape: Shape, shown: Iterator[Shown]) -> Any:  # noqa: ANN401 - lists of any depth
    if value is None:
        return None
    if shape.element is None:
        return next(shown)
    return [_wrapped(each, shape.element, shown) for each in value]


class Reuse:
    """How a level's bytes are kept: under the place in the plan and the values of the variables used below it."""

    __slots__ = ("_token", "_variables")

    def __init__(self, variables: Iterable[str]) -> None:
        self._token = next(_tokens)
        self._variables = tuple(variables)

    def name(self, variables: VariableValues) -> tuple[object, ...]:
        """The name of the bucket for a request."""
        given = variables.coerced
        return (self._token, *(given.get(each, _NOT_GIVEN) for each in self._variables))


@dataclass(frozen=True, slots=True)
class Objects:
    """A level of objects of one type, each `width` values; `columns` are leaves that the objects do not hold."""

    type_name: str
    domain: type[Any] | None
    read: Reader
    width: int
    columns: tuple[Source, ...] = ()
    below: tuple[Below, ...] = ()
    reuse: Reuse | None = field(default=None)

    def show(self, run: Run, objects: Sequence[Any]) -> Sequence[Shown]:
        """One row, or the bytes of one, for each object."""
        if self.reuse is None or run.fragments is None:
            return self.rows(run, objects)
        name = self.reuse.name(run.bound.variables)
        bucket = run.fragments.bucket(name)
        domain = self.domain
        try:
            # The class is looked at first: a bucket holds entities of one class, and keys are unique in it only.
            known = [bucket[each.key] if type(each) is domain else self._refuse(each) for each in objects]
        except KeyError:
            missing: dict[str, Any] = {each.key: each for each in objects if each.key not in bucket}
            rows = self.rows(run, list(missing.values()))
            made = {key: exact(orjson.dumps(row)) for key, row in zip(missing, rows, strict=True)}
            run.fragments.keep(bucket, name, made)
            known = [bucket[each.key] for each in objects]
        if bucket.large:
            run.allowance.take_bytes(sum(bucket.large.get(each.key, 0) for each in objects))
        return known

    def rows(self, run: Run, objects: Sequence[Any]) -> list[Row]:
        """One row for each object."""
        run.allowance.take(len(objects) * self.width)
        rows = self.read(objects, [source(run, objects) for source in self.columns])
        run.allowance.take_rows(rows)
        for each in self.below:
            each.fill(run, objects, rows)
        return rows

    def _refuse(self, _: object) -> orjson.Fragment:
        raise SurpriseError(self.type_name)


class Choice:
    """A level of objects of several types; a type's plan is made when its first object is met."""

    __slots__ = ("_levels", "_place", "_plans")

    def __init__(self, place: str, plans: dict[type, Callable[[], Level]]) -> None:
        self._place = place
        self._plans = plans
        self._levels: dict[type, Level] = {}

    def show(self, run: Run, objects: Sequence[Any]) -> Sequence[Shown]:
        """What is shown of each object, by its own type."""
        domains = set(map(type, objects))
        if len(domains) == 1:
            return self._level(domains.pop()).show(run, objects)
        places: dict[type, list[int]] = {domain: [] for domain in domains}
        for at, each in enumerate(objects):
            places[type(each)].append(at)
        shown: list[Any] = [None] * len(objects)
        for domain, ats in places.items():
            level = self._level(domain)
            for at, each_shown in zip(ats, level.show(run, [objects[at] for at in ats]), strict=True):
                shown[at] = each_shown
        return shown

    def _level(self, domain: type) -> Level:
        level = self._levels.get(domain)
        if level is None:
            make = self._plans.get(domain)
            if make is None:
                raise SurpriseError(self._place)
            level = self._levels[domain] = make()
        return level


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole operation."""

    root: Objects

    def answer(self, run: Run) -> bytes:
        """The JSON of `data`; raises where the reference must answer."""
        [row] = self.root.rows(run, [None])
        return orjson.dumps(row)
