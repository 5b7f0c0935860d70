"""A dataset refuses what would make an engine ask whether a key exists."""

from dataclasses import replace

import pytest

from graph.dataset import checked
from graph.errors import DatasetError
from graph.model import Office
from graph.vocabulary import EntityKind
from tests.invented import DATASET


def office() -> Office:
    first = DATASET.of(EntityKind.OFFICE)[0]
    assert isinstance(first, Office)
    return first


def test_entities_are_kept_by_kind_in_published_order_whatever_order_they_come_in() -> None:
    assert checked(reversed(list(DATASET))) == DATASET
    assert len(DATASET) == len(list(DATASET))


def test_a_key_that_occurs_twice_is_refused_by_name() -> None:
    with pytest.raises(DatasetError) as refusal:
        checked([*DATASET, office()])
    [problem] = refusal.value.problems
    assert (problem.file, problem.found) == ("OFFICE", office().key)


def test_a_link_to_nothing_is_refused_with_its_holder_and_what_it_named() -> None:
    lost = replace(office(), key="lost", department_key="990100/999")
    with pytest.raises(DatasetError, match="990100/999"):
        checked([*DATASET, lost])


def test_all_that_is_wrong_is_said_at_once_and_a_long_list_is_cut() -> None:
    lost = [replace(office(), key=f"lost {number}", department_key="nowhere") for number in range(30)]
    with pytest.raises(DatasetError, match="and 10 more") as refusal:
        checked([*DATASET, *lost])
    assert len(refusal.value.problems) == 30
