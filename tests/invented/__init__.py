"""An invented lighthouse authority, small enough to add up in your head: the data of tests everywhere.

The town of Qinghe (division 990100, which GB/T 2260 does not have) keeps lighthouses. Amounts are in wan yuan
and tie: leaves sum to every total, children to their parents, deductions to what a score lacks.

    2022, executed                                    2023, approved
    revenue      120 = 100 appropriated + 20 other    expenditure  130 = 80 basic + 50 projects
    expenditure  110 =  70 basic + 40 projects        basic         80 = 60 pay + 20 goods and services
    carried over  10                                  projects      50 = 35 lamps + 15 buoys
    basic         70 =  50 pay + 20 goods and services
    projects      40 =  20 lamps + 20 buoys; adjusted 45 = 25 + 20; approved 50 = 30 + 20

One thing is wrong on purpose: the accounts print 85.00 per cent as the execution rate of the lamps, where 20 of
25 is 80; a finding says so. In `CORRECTED` the publisher has mended it, opened an office and closed another.

`DATASET` is what most tests want. `dataset(authorities=8)` repeats the authority under other codes, for tests
that look at what happens when data doubles.
"""

from dataclasses import replace
from decimal import Decimal

from graph.dataset import Dataset, checked
from graph.history import release_of
from graph.model import Entity, Finding, Office, Project
from graph.vocabulary import EntityKind
from tests.invented import authority, codes, performance, publications
from tests.invented.keys import Keys

BUILT_AT = "2024-01-31T08:00:00+00:00"
"""When the invented releases were made."""

FIRST = Keys(901)
"""The keys of the authority in `DATASET`."""


def dataset(authorities: int = 1) -> Dataset:
    """One authority or more, from code 901 on, with the codes and criteria that they share."""
    entities: list[Entity] = [*codes.entities(FIRST), *performance.criteria(FIRST)]
    for number in range(FIRST.number, FIRST.number + authorities):
        keys = Keys(number)
        for part in (authority, publications, performance):
            entities += part.entities(keys)
    return checked(entities)


def corrected(original: Dataset) -> Dataset:
    """The dataset after the first authority published a corrected edition of its accounts of 2022."""
    entities = {entity.ref: entity for entity in original}
    lamps = entities[FIRST.lamps]
    assert isinstance(lamps, Project)
    [budget, *later] = lamps.budgets
    entities[lamps.ref] = replace(lamps, budgets=(replace(budget, published_rate=Decimal("80.00")), *later))
    for finding in original.of(EntityKind.FINDING):
        assert isinstance(finding, Finding)
        if FIRST.lamps in finding.subjects:
            del entities[finding.ref]
    closed = original.of(EntityKind.OFFICE)[-1]
    assert isinstance(closed, Office)
    opened = replace(closed, key=f"{FIRST.department.key}/office/雾号处", name="雾号处", published_as=None)
    del entities[closed.ref]
    entities[opened.ref] = opened
    return checked(entities.values())


DATASET = dataset()
CORRECTED = corrected(DATASET)
RELEASE = release_of(DATASET, number=1, built_at=BUILT_AT)
