"""A dataset as a networkx graph: one node an entity, one edge a link, read from the registry of relations."""

from typing import TYPE_CHECKING

import networkx

from graph.dataset import RELATIONS_HELD, Dataset

if TYPE_CHECKING:
    from graph.identity import Ref


def graph_of(dataset: Dataset) -> "networkx.MultiDiGraph[Ref]":
    """The directed multigraph of a dataset.

    Nodes are references with attribute `entity`; edges run from source to target, keyed by relation name, with
    attributes `relation`, `basis` and `note`.
    """
    network: networkx.MultiDiGraph[Ref] = networkx.MultiDiGraph()
    network.add_nodes_from((entity.ref, {"entity": entity}) for entity in dataset)
    for entity in dataset:
        for relation in RELATIONS_HELD[entity.KIND]:
            for link in relation.links(entity):
                ends = (entity.ref, link.target) if relation.forward else (link.target, entity.ref)
                network.add_edge(*ends, key=relation.name, relation=relation, basis=link.basis, note=link.note)
    return network
