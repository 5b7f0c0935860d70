"""Who is linked with whom in a dataset: what paths and regions walk on in the memory engine.

The links between two entities and the order of neighbours are those of the networkx graph (`graph/build.py`). That one
is for any algorithm, and takes six times as long to be loaded and made; whoever asks for a path should not wait for it.
"""

from typing import NamedTuple

from graph.dataset import RELATIONS_HELD, Dataset
from graph.identity import Ref
from graph.relations import Relation
from graph.vocabulary import Basis


class Tie(NamedTuple):
    """A link between two entities, without its ends."""

    relation: Relation
    basis: Basis
    note: str | None


Neighbours = dict[Ref, list[Tie]]
"""The neighbours of an entity with what ties it to each, in the order in which the dataset tells of them."""


class Adjacency:
    """The entities by reference, and for each its neighbours by the links `out` of it and those `into` it."""

    def __init__(self, dataset: Dataset) -> None:
        self.entities = {entity.ref: entity for entity in dataset}
        self.out: dict[Ref, Neighbours] = {ref: {} for ref in self.entities}
        self.into: dict[Ref, Neighbours] = {ref: {} for ref in self.entities}
        for ref, entity in self.entities.items():
            for relation in RELATIONS_HELD[ref.kind]:
                for target, basis, note in relation.links(entity):
                    self._add(*((ref, target) if relation.forward else (target, ref)), Tie(relation, basis, note))

    def _add(self, source: Ref, target: Ref, tie: Tie) -> None:
        ties = self.out[source].get(target)
        if ties is None:
            ties = self.out[source][target] = self.into[target][source] = []
        ties.append(tie)
