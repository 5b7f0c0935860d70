# mypy: disable-error-code="empty-body"
"""Plans over a schema that has what the served one has not: lists of lists, nulls in lists, other scalars and enums."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
import strawberry

from graph.engine import Engine
from schema.fields import batched, computed, domain_type
from tests.invented_schema import engine_of
from tests.schema.execution.lanes import Lanes


@strawberry.enum
class Surface(Enum):
    GRAVEL = strawberry.enum_value("gravel", name="LOOSE_STONES")
    TAR = "tar"


@dataclass(frozen=True, slots=True)
class HeldPart:
    name: str | None


@dataclass(frozen=True, slots=True)
class HeldRoad:
    key: str = "road-1"
    name: str = "a road"
    lengths: tuple[float, ...] = (1.5, 2.0)
    grid: tuple[tuple[int | None, ...], ...] | None = ((1, None), ())
    surface: Surface = Surface.GRAVEL
    surfaces: tuple[Surface, ...] = (Surface.TAR, Surface.GRAVEL)
    opened: date = date(2021, 3, 4)
    open_: bool = True
    part: HeldPart | None = None
    parts: tuple[HeldPart | None, ...] = (HeldPart("a bridge"), None, HeldPart(None))
    rows: tuple[tuple[HeldPart, ...], ...] = ((HeldPart("a lamp"),), (), (HeldPart("a tree"), HeldPart("a post")))


@dataclass(frozen=True, slots=True)
class HeldBridge:
    name: str = "a bridge"


def lamps_of(_: Engine, parents: Sequence[HeldRoad], *, add: int = 0) -> list[int]:
    return [len(parent.rows) + add for parent in parents]


def too_few(_: Engine, parents: Sequence[HeldRoad]) -> list[int]:
    return [1] * (len(parents) - 1)


@domain_type(HeldPart)
class Part:
    name: str | None


@domain_type(HeldRoad)
class Road:
    name: str
    lengths: list[float]
    grid: list[list[int | None]] | None
    surface: Surface
    surfaces: list[Surface]
    opened: date
    open_: bool = strawberry.field(name="open")
    part: Part | None
    parts: list[Part | None]
    rows: list[list[Part]]

    @batched(lamps_of)
    def lamps(self, add: int = 0) -> int:
        """Answered for all roads at once."""

    @batched(too_few)
    def lost(self) -> int:
        """Answered for all roads but one."""

    @computed
    def shout(self: HeldRoad, times: int = 1) -> str:
        """Computed with an argument."""
        return self.name.upper() * times

    @strawberry.field
    def asked(self, info: strawberry.Info) -> str:
        return info.field_name


@domain_type(HeldBridge)
class Bridge:
    name: str


@domain_type(HeldBridge)
class SameAsBridge:
    name: str


@strawberry.type
class Foreign:
    name: str = "not the domain's"


ROADS: dict[str, list[Any]] = {
    "all": [HeldRoad(), HeldRoad(name="another", grid=None, part=HeldPart("a kerb"), parts=())]
}


def all_roads(_: Engine, parents: Sequence[object]) -> list[list[Any]]:
    return [ROADS["all"]] * len(parents)


def roads_and_bridges(_: Engine, parents: Sequence[object]) -> list[list[Any]]:
    return [[HeldRoad(), HeldBridge(), HeldRoad(name="third")]] * len(parents)


@strawberry.type
class Query:
    @batched(all_roads)
    def roads(self) -> list[Road]:
        """All roads."""

    @batched(roads_and_bridges)
    def both(self) -> list[Road | Bridge]:
        """Roads and bridges."""

    @batched(roads_and_bridges)
    def unclear(self) -> list[SameAsBridge | Bridge]:
        """Two types that show one class."""

    @strawberry.field
    def foreign(self) -> Foreign:
        return Foreign()

    plain: str = "held by nobody"


@strawberry.type
class Mutation:
    @strawberry.mutation
    def build(self) -> str:
        return "built"


SCHEMA = strawberry.Schema(query=Query, mutation=Mutation)


def lanes_of(query: str, **variables: Any) -> tuple[bytes | None, Lanes]:  # noqa: ANN401 - any variable
    lanes = Lanes(SCHEMA)
    _, data = asyncio.run(lanes.compare(engine_of("1"), query, variables))
    return data, lanes


@pytest.mark.parametrize(
    "query",
    [
        "{ roads { name lengths grid open } }",
        "{ roads { surface surfaces opened } }",
        "{ roads { part { name } parts { name } rows { name } } }",
        "{ roads { rows { __typename } parts { __typename } } }",
        "{ roads { lamps more: lamps(add: 2) shout loud: shout(times: 3) } }",
        "query ($n: Int = 2) { roads { lamps(add: $n) shout(times: $n) } }",
        "{ both { __typename ... on Road { name shout } ... on Bridge { name } } }",
        "{ both { __typename } }",
        "{ roads { name @skip(if: true) } }",
    ],
)
def test_what_the_types_of_the_domain_show_is_compiled_and_answered_alike(query: str) -> None:
    data, lanes = lanes_of(query)
    assert data is not None, lanes.compiled.left


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("{ plain }", "AttributeError"),  # the root holds nothing
        ("{ foreign { name } }", "Foreign"),
        ("{ roads { asked } }", "Road.asked"),
        ("{ unclear { ... on Bridge { name } } }", "SameAsBridgeBridge"),
        ("mutation { build }", "mutation"),
        ("{ roads { lost } }", "ValueError"),
    ],
)
def test_what_is_answered_in_other_ways_is_left_to_the_reference(query: str, place: str) -> None:
    data, lanes = lanes_of(query)
    assert data is None
    assert list(lanes.compiled.left) == [place]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"lengths": (1.5, float("inf"))},
        {"lengths": (1, 2.0)},
        {"lengths": None},
        {"lengths": {"a": 1}},
        {"grid": ((1, "one"),)},
        {"grid": (None,)},
        {"surface": "tar"},
        {"surfaces": (Surface.TAR, "mud")},
        {"opened": "2021-03-04"},
        {"open_": 1},
        {"part": HeldBridge()},
        {"parts": None},
        {"parts": (HeldRoad(),)},
        {"parts": HeldPart("alone")},
        {"rows": ((None,),)},
        {"rows": (HeldPart("a lamp"),)},
        {"rows": ("lamp",)},
    ],
)
def test_values_that_do_not_fit_are_answered_as_by_the_reference(
    spoilt: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ROADS, "all", [HeldRoad(), replace(HeldRoad(), **spoilt)])
    query = "{ roads { lengths grid surface surfaces opened open part { name } parts { name } rows { name } } }"
    data, _ = lanes_of(query)
    assert data is None


def test_more_plans_than_four_variables_decide_are_made_anew() -> None:
    names = [f"v{number}" for number in range(5)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: name @include(if: ${name})" for name in names)
    query = f"query ({declared}) {{ roads {{ {fields} }} }}"
    lanes = Lanes(SCHEMA)
    for number in range(32):
        variables = {name: bool(number >> at & 1) for at, name in enumerate(names)}
        _, data = asyncio.run(lanes.compare(engine_of("1"), query, variables))
        assert data is not None
