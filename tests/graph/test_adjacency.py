"""Who is linked with whom: neighbours and ties, in order, are those of the networkx graph."""

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.adjacency import Adjacency, Neighbours, Tie
from graph.build import graph_of
from graph.dataset import Dataset
from graph.identity import Ref
from seed.dataset import load_dataset
from tests.invented import CORRECTED, DATASET, dataset

if TYPE_CHECKING:
    import networkx

Told = list[tuple[Ref, list[Tie]]]


def told_by_networkx(network: "networkx.MultiDiGraph[Ref]", ref: Ref, *, into: bool) -> Told:
    """The neighbours in the graph's order, each with its links in theirs."""
    neighbours = (network.pred if into else network.succ)[ref]
    return [
        (far, [Tie(each["relation"], each["basis"], each["note"]) for each in links.values()])
        for far, links in neighbours.items()
    ]


def told(neighbours: Neighbours) -> Told:
    return list(neighbours.items())


def assert_as_in_networkx(data: Dataset) -> None:
    adjacency, network = Adjacency(data), graph_of(data)
    assert adjacency.entities == {entity.ref: entity for entity in data}
    for ref in adjacency.entities:
        assert told(adjacency.out[ref]) == told_by_networkx(network, ref, into=False)
        assert told(adjacency.into[ref]) == told_by_networkx(network, ref, into=True)


@pytest.mark.parametrize("data", [DATASET, CORRECTED, dataset(2), Dataset({})], ids=["one", "corrected", "two", "none"])
def test_neighbours_and_ties_are_those_of_the_networkx_graph(data: Dataset) -> None:
    assert_as_in_networkx(data)


def test_those_of_what_is_published_are() -> None:
    assert_as_in_networkx(load_dataset())


@given(chosen=st.randoms(use_true_random=False))
def test_whatever_the_order_of_the_entities_they_are(chosen: Random) -> None:
    shuffled = {kind: tuple(chosen.sample(entities, len(entities))) for kind, entities in DATASET.entities.items()}
    assert_as_in_networkx(Dataset(shuffled))
