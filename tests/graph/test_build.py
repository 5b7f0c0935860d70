"""The networkx graph of a dataset."""

import pytest

from graph.build import graph_of
from tests.invented import dataset


@pytest.mark.parametrize("authorities", [1, 2])
def test_the_graph_has_a_node_for_every_entity_and_an_edge_for_every_link(authorities: int) -> None:
    data = dataset(authorities)
    network = graph_of(data)
    assert network.number_of_nodes() == len(data)
    assert all(network.nodes[each.ref]["entity"] is each for each in data)
